/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/due_output.h"

#include "base/diag.h"
#include "files/split.h"
#include "person/facts.h"
#include "stream/dialect.h"
#include "stream/output.h"
#include "stream/writer.h"

static bool open_split(struct due_output *view, const struct columns *columns,
                       struct diag *diag)
{
    struct split_form form = {.folder = view->folder, .extension = "ics"};

    if (view->writer != NULL) {
        form.extension = dialect_extension(writer_format(view->writer));
        form.writer = view->writer;
        form.head = output_take(view->output);
    }
    form.hides_values = !due_row_key_is_public(&view->row, columns);
    form.has_words = view->has_readable_names;
    if (form.hides_values && form.has_words)
        return diag_set(diag, DIAG_USAGE,
                        "--readable-names: the values of this column may be of persons "
                        "or free texts, which are in no name of a file");
    view->split = split_open(&form, diag);
    return view->split != NULL;
}

bool due_output_begin(struct due_output *view, const struct columns *columns,
                      struct output *output, struct writer *writer, struct diag *diag)
{
    view->output = output;
    view->writer = writer;
    if (view->folder != NULL && !open_split(view, columns, diag))
        return false;
    if (writer == NULL)
        due_calendars_begin(&view->calendars, output, view->split);
    return true;
}

bool due_output_read(struct due_output *view, const struct facts *facts,
                     const struct record *record, struct diag *diag)
{
    if ((view->writer != NULL &&
         !row_can_pass(&view->row.row, record, writer_format(view->writer), diag)) ||
        (view->split != NULL && !due_row_read_key(&view->row, record, diag)))
        return false;
    due_row_person(&view->row);
    due_calendars_read(&view->calendars, facts);
    return true;
}

bool due_output_write(struct due_output *view, const struct facts *facts,
                      const struct record *record, const struct obligation *obligation,
                      struct diag *diag)
{
    struct due_row *row = &view->row;
    struct span key = span_of("", 0);

    if (view->writer != NULL || view->split != NULL)
        due_row_fill(row, facts, obligation);
    if (view->split != NULL)
        key = due_row_key(row);
    if (view->writer == NULL)
        return due_calendars_add(&view->calendars, facts, obligation, key, diag);
    due_row_write(row, facts, obligation, record, view->writer);
    return view->split == NULL ||
           split_write(view->split, key, output_take(view->output), diag);
}

bool due_output_finish(struct due_output *view, struct diag *diag)
{
    if (view->writer == NULL && !due_calendars_finish(&view->calendars, diag))
        return false;
    return view->split == NULL ||
           split_finish(view->split, output_take(view->output), diag);
}

void due_output_free(struct due_output *view)
{
    split_free(view->split);
    due_calendars_free(&view->calendars);
    due_row_free(&view->row);
}
