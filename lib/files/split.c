/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "files/split.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "base/dict.h"
#include "base/mem.h"
#include "files/folder.h"
#include "files/listing.h"
#include "files/stem.h"
#include "stream/output.h"
#include "stream/render.h"
#include "stream/writer.h"

/* What of a file waits in memory; the longest name of one. */
enum { PART_BYTES = 8192, NAME_BYTES = STEM_BYTES + 16 };

struct part_file {
    struct span value;
    uint32_t number; /* of its value among those that come, from 1; 0: the empty one */
    struct buffer rows; /* not written yet */
    unsigned long long row_count;
    enum folder_part next;
    bool is_code;        /* its value would name it */
    bool is_begun_alone; /* its file is there, under the name of its value */
    bool has_twin;       /* another value is the same code but for case */
};

struct split {
    struct folder *folder;
    const char *extension;
    bool hides_values, has_words;
    const struct writer
        *deferred; /* of the rows, which are TSV until the end; or NULL */
    struct buffer head;
    struct dict values; /* each with the file of its number */
    struct part_file *files;
    size_t count, capacity;
    struct dict folded; /* codes without case */
    size_t *first;      /* of each of them, the number of the file that came first */
    size_t first_room;
    uint32_t numbered; /* of the files: those with a value that is not empty */
};

struct split *split_open(const struct split_form *form, struct diag *diag)
{
    struct split *split = mem_new(sizeof *split);

    split->extension = form->extension;
    split->hides_values = form->hides_values;
    if (form->writer != NULL && writer_is_deferred(form->writer))
        split->deferred = form->writer;
    split->has_words = form->has_words;
    buffer_add(&split->head, form->head);
    split->folder = folder_open(form->folder, FOLDER_PRIVATE, form->place, diag);
    if (split->folder != NULL)
        return split;
    split_free(split);
    return NULL;
}

/* Codes that differ by case only are one name on other systems: both get another. */
static void find_twin(struct split *split, struct part_file *file)
{
    char folded[STEM_VALUE_MOST];
    size_t known = split->folded.count, number;

    file->is_code = !split->hides_values && stem_is_value(file->value);
    if (!file->is_code)
        return;
    number = dict_add(&split->folded, stem_fold(file->value, folded));
    if (number == known) {
        mem_grow(&split->first, &split->first_room, known + 1, sizeof *split->first);
        split->first[number] = split->count;
    } else {
        split->files[split->first[number]].has_twin = file->has_twin = true;
    }
}

static void add_file(struct split *split, struct span value)
{
    struct part_file *file;

    mem_grow(&split->files, &split->capacity, split->count + 1, sizeof *split->files);
    file = &split->files[split->count];
    *file = (struct part_file){.value = dict_key(&split->values, split->count),
                               .next = FOLDER_FIRST};
    if (value.len > 0)
        file->number = ++split->numbered;
    buffer_add(&file->rows, buffer_text(&split->head));
    find_twin(split, file);
    split->count++;
}

bool split_shows(const struct split *split, struct span value)
{
    return value.len > 0 && !split->hides_values &&
           (split->has_words || stem_is_value(value));
}

/* The same name for a value night by night, unless it is hidden. */
static void name_file(const struct split *split, const struct part_file *file,
                      bool has_twin, char name[NAME_BYTES])
{
    struct span value = file->value;
    char stem[STEM_BYTES];

    if (value.len == 0)
        snprintf(stem, sizeof stem, "value.empty");
    else if (split->hides_values)
        snprintf(stem, sizeof stem, "value.%07" PRIu32, file->number);
    else if (file->is_code && !has_twin)
        snprintf(stem, sizeof stem, "%.*s", (int)value.len, value.ptr);
    else
        stem_make(value, split->has_words || file->is_code, stem);
    snprintf(name, NAME_BYTES, "%s.%s", stem, split->extension);
}

/* A file that was begun before its twin came has the name of its value so far. */
static bool rename_twin(struct split *split, struct part_file *file, struct diag *diag)
{
    char from[NAME_BYTES], to[NAME_BYTES];

    if (!file->is_begun_alone || !file->has_twin)
        return true;
    name_file(split, file, false, from);
    name_file(split, file, true, to);
    file->is_begun_alone = false;
    return folder_rename(split->folder, from, to, diag);
}

static bool write_bytes(struct split *split, struct part_file *file, struct span bytes,
                        struct diag *diag)
{
    char name[NAME_BYTES];

    if (bytes.len == 0)
        return true;
    if (!rename_twin(split, file, diag))
        return false;
    name_file(split, file, file->has_twin, name);
    if (!folder_write(split->folder, name, file->next, bytes, diag))
        return false;
    file->is_begun_alone = !file->has_twin;
    file->next = FOLDER_MORE;
    return true;
}

static bool write_out(struct split *split, struct part_file *file, struct diag *diag)
{
    struct span rows = buffer_text(&file->rows);

    file->rows.len = 0;
    return write_bytes(split, file, rows, diag);
}

static bool append(struct split *split, struct part_file *file, struct span bytes,
                   struct diag *diag)
{
    if (split->deferred != NULL) {
        buffer_add(&file->rows, bytes);
        return true;
    }
    if (file->rows.len + bytes.len > PART_BYTES && !write_out(split, file, diag))
        return false;
    if (bytes.len > PART_BYTES)
        return write_bytes(split, file, bytes, diag);
    buffer_add(&file->rows, bytes);
    return true;
}

/* Makes a file of the rows, which are records of the deferred writer. */
static bool render(struct split *split, struct part_file *file, struct diag *diag)
{
    struct output *output = output_hold();
    char name[NAME_BYTES];
    bool good;

    if (render_records(split->deferred, buffer_text(&file->rows), output, diag)) {
        good = write_bytes(split, file, output_take(output), diag);
    } else {
        name_file(split, file, file->has_twin, name);
        good = diag_at(diag, name, 0);
    }
    output_close(output, false, NULL);
    buffer_free(&file->rows);
    return good;
}

static bool complete(struct split *split, struct part_file *file, struct span tail,
                     struct diag *diag)
{
    return append(split, file, tail, diag) &&
           (split->deferred != NULL ? render(split, file, diag)
                                    : write_out(split, file, diag));
}

static struct part_file *file_of(struct split *split, struct span value)
{
    size_t number = dict_add(&split->values, value);

    if (number == split->count)
        add_file(split, value);
    return &split->files[number];
}

bool split_has(const struct split *split, struct span value)
{
    return dict_find(&split->values, value) >= 0;
}

bool split_write(struct split *split, struct span value, struct span row,
                 struct diag *diag)
{
    struct part_file *file = file_of(split, value);

    file->row_count++;
    return append(split, file, row, diag);
}

bool split_note(struct split *split, struct span value, struct span text,
                struct diag *diag)
{
    return append(split, file_of(split, value), text, diag);
}

static int compare_values(const void *a, const void *b)
{
    const struct part_file *first = a, *second = b;

    return span_compare(first->value, second->value);
}

static bool write_index_row(struct split *split, struct listing *listing,
                            const struct part_file *file, struct diag *diag)
{
    struct writer *writer = listing_writer(listing);
    char name[NAME_BYTES];

    name_file(split, file, file->has_twin, name);
    writer_clean(writer, span_from(name));
    writer_value(writer, file->value);
    writer_number(writer, (long)file->row_count);
    return listing_end_row(listing, diag);
}

bool split_finish(struct split *split, struct span tail, struct diag *diag)
{
    struct listing *listing = listing_open(split->folder, "file value rows");
    bool good = true;
    struct folder *folder = split->folder;

    /* The numbers are of no use any more. */
    if (split->count > 0)
        qsort(split->files, split->count, sizeof *split->files, compare_values);
    for (size_t i = 0; good && i < split->count; i++)
        good = rename_twin(split, &split->files[i], diag) &&
               complete(split, &split->files[i], tail, diag) &&
               write_index_row(split, listing, &split->files[i], diag);
    good = good && listing_finish(listing, diag);
    listing_free(listing);
    split->folder = NULL;
    return folder_close(folder, good, good ? diag : NULL) && good;
}

void split_free(struct split *split)
{
    if (split == NULL)
        return;
    folder_close(split->folder, false, NULL);
    for (size_t i = 0; i < split->count; i++)
        buffer_free(&split->files[i].rows);
    free(split->files);
    buffer_free(&split->head);
    dict_free(&split->values);
    dict_free(&split->folded);
    free(split->first);
    free(split);
}
