/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/due_split.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "base/dict.h"
#include "base/mem.h"
#include "due/due_changes.h"
#include "files/file_names.h"
#include "files/folder.h"
#include "files/listing.h"
#include "files/stem.h"
#include "stream/dialect.h"
#include "stream/output.h"
#include "stream/render.h"
#include "stream/writer.h"
#include "value/text.h"

enum { PART_BYTES = OUTPUT_FLUSH_AT / 2, STATUSES = 3, INDICES = 2 };

static const char *const status_names[STATUSES] = {"overdue", "due", "upcoming"};

struct due_split {
    const struct writer *writer;
    const char *extension; /* of the files, without a dot */
    struct folder *folder;
    struct listing *listing;
    struct file_names names[INDICES]; /* of NEW, of OLD */
    struct dict folded;               /* names of NEW, without case */
    struct buffer head;
    struct due_split_totals totals;

    /* The current case manager; before the first one `name` is NULL. */
    struct buffer field, value; /* as TSV has it, and decoded */
    struct file_name *file;     /* in the index of NEW, or NULL */
    char *name;                 /* of the files, without an extension */
    struct buffer folded_name;
    unsigned long counts[DUE_SPLIT_COUNTS];
    struct output *rows; /* that are not in the file yet */
    enum folder_part next;
};

/* The name of a list without its extension. */
static struct span stem_of(const struct file_name *file)
{
    const char *dot = memrchr(file->name.ptr, '.', file->name.len);

    return span_of(file->name.ptr,
                   dot != NULL ? (size_t)(dot - file->name.ptr) : file->name.len);
}

static struct span fold(struct due_split *split, struct span stem)
{
    split->folded_name.len = 0;
    return stem_fold(stem, buffer_room(&split->folded_name, stem.len));
}

static void fold_names(struct due_split *split)
{
    const struct file_names *names = &split->names[0];

    for (size_t i = 0; i < names->values.count; i++)
        dict_add(&split->folded, fold(split, stem_of(&names->files[i])));
}

struct due_split *due_split_open(const struct due_split_form *form, struct diag *diag)
{
    static const struct file_names_form new_form = {"file", "value", "rows"},
                                        old_form = {"file", "value", NULL};
    struct due_split *split = mem_new(sizeof *split);

    split->writer = form->writer;
    split->extension = dialect_extension(writer_format(form->writer));
    split->rows = output_hold();
    if (file_names_read(&split->names[0], form->index, &new_form, diag) &&
        (form->old_index == NULL ||
         file_names_read(&split->names[1], form->old_index, &old_form, diag)))
        split->folder = folder_open(form->folder, FOLDER_PRIVATE, FOLDER_NEW, diag);
    if (split->folder == NULL) {
        due_split_free(split);
        return NULL;
    }
    fold_names(split);
    split->listing =
        listing_open(split->folder, "name case_manager overdue due upcoming new "
                                    "changed status gone unclear");
    return split;
}

void due_split_free(struct due_split *split)
{
    if (split == NULL)
        return;
    folder_close(split->folder, false, NULL);
    listing_free(split->listing);
    output_close(split->rows, false, NULL);
    for (unsigned i = 0; i < INDICES; i++)
        file_names_free(&split->names[i]);
    dict_free(&split->folded);
    buffer_free(&split->folded_name);
    buffer_free(&split->head);
    buffer_free(&split->field);
    buffer_free(&split->value);
    free(split->name);
    free(split);
}

void due_split_head(struct due_split *split, struct span head)
{
    buffer_add(&split->head, head);
}

/* Writes rows to the file of the case manager; all of them, if the writer is deferred.
 */
static bool write_rows(struct due_split *split, const char *name, struct span rows,
                       struct diag *diag)
{
    struct output *output;
    bool good;

    if (!writer_is_deferred(split->writer))
        return folder_write(split->folder, name, split->next, rows, diag);
    output = output_hold();
    good = render_records(split->writer, rows, output, diag) || diag_at(diag, name, 0);
    good = good &&
           folder_write(split->folder, name, split->next, output_take(output), diag);
    output_close(output, false, NULL);
    return good;
}

/* Writes the rows that wait. */
static bool write_out(struct due_split *split, struct diag *diag)
{
    struct span rows = output_take(split->rows);
    char *name;
    bool good;

    if (rows.len == 0)
        return true;
    name = mem_print("%s.%s", split->name, split->extension);
    good = write_rows(split, name, rows, diag);
    split->next = FOLDER_MORE;
    free(name);
    return good;
}

/* The lists of NEW must be those of the rows, or the index is of another night. */
static bool check_rows(struct due_split *split, struct diag *diag)
{
    const struct file_name *file = split->file;
    unsigned long listed = 0;

    for (unsigned i = 0; i < STATUSES; i++)
        listed += split->counts[i];
    if (listed == (file != NULL ? (unsigned long)file->rows : 0))
        return true;
    if (file == NULL) {
        diag_set(diag, DIAG_TABLE,
                 "a case manager of the list is not in it, expected the index of "
                 "followup-due --split=case_manager");
        return diag_at(diag, split->names[0].path, 0);
    }
    diag_set(diag, DIAG_TABLE, "got \"%" PRId32 "\", expected %lu as in the list",
             file->rows, listed);
    diag_at(diag, split->names[0].path, file->line);
    return diag_in_column(diag, span_from("rows"));
}

/* Ends the list of a case manager with its row of the index. */
static bool end_manager(struct due_split *split, struct diag *diag)
{
    struct writer *writer = listing_writer(split->listing);

    if (split->name == NULL)
        return true;
    if (!check_rows(split, diag) || !write_out(split, diag))
        return false;
    writer_clean(writer, span_from(split->name));
    writer_value(writer, buffer_text(&split->value));
    for (unsigned i = 0; i < DUE_SPLIT_COUNTS; i++) {
        writer_number(writer, (long)split->counts[i]);
        split->totals.counts[i] += split->counts[i];
        split->counts[i] = 0;
    }
    split->totals.lists++;
    return listing_end_row(split->listing, diag);
}

/*
 * The name that the list has; of one that is in OLD alone another, if it is one of NEW
 * but for case.
 */
static char *make_name(struct due_split *split, const struct file_name *named,
                       struct span value)
{
    struct span stem = stem_of(named);
    char other[STEM_BYTES];

    if (split->file == NULL && dict_find(&split->folded, fold(split, stem)) >= 0) {
        stem_make(value, true, other);
        stem = span_from(other);
    }
    return mem_print("%.*s", (int)stem.len, stem.ptr);
}

static bool begin_manager(struct due_split *split, struct span manager,
                          struct diag *diag)
{
    const struct file_name *named;
    struct span value;

    split->field.len = split->value.len = 0;
    buffer_add(&split->field, manager);
    split->value.len = text_unescape(manager, buffer_room(&split->value, manager.len));
    value = buffer_text(&split->value);
    split->file = file_names_find(&split->names[0], value);
    named =
        split->file != NULL ? split->file : file_names_find(&split->names[1], value);
    if (named == NULL) {
        diag_set(diag, DIAG_TABLE,
                 "a case manager of the lists is in no index, expected those of "
                 "followup-due --split=case_manager");
        return diag_at(diag, split->names[0].path, 0);
    }
    if (split->file != NULL)
        split->file->is_met = true;
    free(split->name);
    split->name = make_name(split, named, value);
    split->next = FOLDER_FIRST;
    return true;
}

bool due_split_add(struct due_split *split, const struct due_changed *changed,
                   struct span text, struct diag *diag)
{
    struct span manager = buffer_text(&split->field);
    bool is_listed = changed->change != DUE_GONE && changed->change != DUE_UNCLEAR;

    if (split->name == NULL || !span_equal(changed->case_manager, manager))
        if (!end_manager(split, diag) ||
            !begin_manager(split, changed->case_manager, diag))
            return false;
    for (unsigned i = 0; is_listed && i < STATUSES; i++)
        split->counts[i] += span_is(changed->status, status_names[i]);
    if (changed->change == DUE_SAME)
        return true;
    split->counts[STATUSES + changed->change - DUE_NEW]++;
    if (split->next == FOLDER_FIRST && output_waiting(split->rows) == 0)
        output_write(split->rows, buffer_text(&split->head));
    output_write(split->rows, text);
    return writer_is_deferred(split->writer) ||
           output_waiting(split->rows) < PART_BYTES || write_out(split, diag);
}

bool due_split_finish(struct due_split *split, struct due_split_totals *totals,
                      struct diag *diag)
{
    const struct file_name *unmet;
    struct folder *folder = split->folder;
    bool good;

    if (!end_manager(split, diag))
        return false;
    unmet = file_names_find_unmet(&split->names[0]);
    if (unmet != NULL) {
        diag_set(diag, DIAG_TABLE, "a case manager who has no row in the list");
        return diag_at(diag, split->names[0].path, unmet->line);
    }
    *totals = split->totals;
    good = listing_finish(split->listing, diag);
    split->folder = NULL;
    return folder_close(folder, good, good ? diag : NULL) && good;
}
