/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "files/split.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "base/dict.h"
#include "base/mem.h"
#include "files/folder.h"
#include "files/listing.h"
#include "stream/output.h"
#include "stream/render.h"
#include "stream/writer.h"
#include "value/code.h"

/* What of a file waits in memory; the longest value that names one. */
enum { PART_BYTES = 8192, NAMED_MOST = 64, NAME_BYTES = 96, HASH_BYTES = 8 };

struct part_file {
    struct span value;
    uint32_t number; /* of its value among those that come, from 1; 0: the empty one */
    struct buffer rows; /* not written yet */
    unsigned long long row_count;
    enum folder_part next;
};

struct split {
    struct folder *folder;
    const char *extension;
    bool hides_values;
    const struct writer
        *deferred; /* of the rows, which are TSV until the end; or NULL */
    struct buffer head;
    struct dict values; /* each with the file of its number */
    struct part_file *files;
    size_t count, capacity;
    uint32_t numbered; /* of the files: those with a value that is not empty */
};

struct split *split_open(const struct split_form *form, struct diag *diag)
{
    struct split *split = mem_new(sizeof *split);

    split->extension = form->extension;
    split->hides_values = form->hides_values;
    if (form->writer != NULL && writer_is_deferred(form->writer))
        split->deferred = form->writer;
    buffer_add(&split->head, form->head);
    split->folder = folder_open(form->folder, FOLDER_PRIVATE, diag);
    if (split->folder != NULL)
        return split;
    split_free(split);
    return NULL;
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
    split->count++;
}

/* `index.tsv` is taken, and a name like `-r.tsv` looks like an option. */
static bool names_a_file(struct span value)
{
    return value.len <= NAMED_MOST && code_is_valid(value) &&
           !span_starts(value, "-") && !span_is(value, "index");
}

bool split_shows(const struct split *split, struct span value)
{
    return value.len > 0 && !split->hides_values && names_a_file(value);
}

/* The same name for a value night by night, unless it is hidden. */
static void name_file(const struct split *split, const struct part_file *file,
                      char name[NAME_BYTES])
{
    struct span value = file->value;
    unsigned char hash[crypto_generichash_BYTES];
    char digits[2 * HASH_BYTES + 1];

    if (value.len == 0) {
        snprintf(name, NAME_BYTES, "value.empty.%s", split->extension);
    } else if (split->hides_values) {
        snprintf(name, NAME_BYTES, "value.%07" PRIu32 ".%s", file->number,
                 split->extension);
    } else if (names_a_file(value)) {
        snprintf(name, NAME_BYTES, "%.*s.%s", (int)value.len, value.ptr,
                 split->extension);
    } else {
        crypto_generichash(hash, sizeof hash, (const unsigned char *)value.ptr,
                           value.len, NULL, 0);
        sodium_bin2hex(digits, sizeof digits, hash, HASH_BYTES);
        snprintf(name, NAME_BYTES, "value.%s.%s", digits, split->extension);
    }
}

static bool write_bytes(struct split *split, struct part_file *file, struct span bytes,
                        struct diag *diag)
{
    char name[NAME_BYTES];

    if (bytes.len == 0)
        return true;
    name_file(split, file, name);
    if (!folder_write(split->folder, name, file->next, bytes, diag))
        return false;
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
        name_file(split, file, name);
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

    name_file(split, file, name);
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
        good = complete(split, &split->files[i], tail, diag) &&
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
    free(split);
}
