/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/due_output.h"

#include "base/diag.h"
#include "files/split.h"
#include "person/facts.h"
#include "stream/dialect.h"
#include "stream/header.h"
#include "stream/output.h"
#include "stream/writer.h"

bool due_output_open(struct due_output *view, struct diag *diag)
{
    if (view->path == NULL)
        return true;
    view->whole = output_open(view->path, OUTPUT_SHARED, diag);
    return view->whole != NULL;
}

bool due_output_want_names(struct facts *facts, const struct header *header,
                           struct diag *diag)
{
    if (header_find(header, span_from("family_name")) < 0 &&
        header_find(header, span_from("given_name")) < 0)
        return diag_set(diag, DIAG_USAGE,
                        "--with-names: no column family_name or given_name");
    facts_want(facts, COL_FAMILY_NAME);
    facts_want(facts, COL_GIVEN_NAME);
    return true;
}

/* What was written since the last call, which is in the whole list, too. */
static struct span take(const struct due_output *view)
{
    struct span written = output_take(view->output);

    if (view->whole != NULL)
        output_write(view->whole, written);
    return written;
}

static bool open_split(struct due_output *view, const struct columns *columns,
                       struct diag *diag)
{
    struct split_form form = {.folder = view->folder, .extension = "ics"};

    if (view->writer != NULL) {
        form.extension = dialect_extension(writer_format(view->writer));
        form.writer = view->writer;
        form.head = take(view);
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
    if (view->whole != NULL && writer_is_deferred(writer))
        return diag_set(diag, DIAG_USAGE,
                        "--to: a list in one piece doesn't go with --output-dir in "
                        "this format, expected no --output");
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
    return view->split == NULL || split_write(view->split, key, take(view), diag);
}

bool due_output_finish(struct due_output *view, struct diag *diag)
{
    struct output *whole;
    struct span tail;

    if (view->writer == NULL && !due_calendars_finish(&view->calendars, diag))
        return false;
    if (view->split == NULL)
        return true;
    tail = take(view);
    /* A full disk is noticed before the folder appears. */
    if (!output_sync(view->whole, diag) || !split_finish(view->split, tail, diag))
        return false;
    whole = view->whole;
    view->whole = NULL;
    return whole == NULL || output_close(whole, true, diag);
}

void due_output_free(struct due_output *view)
{
    split_free(view->split);
    if (view->whole != NULL)
        output_close(view->whole, false, NULL);
    due_calendars_free(&view->calendars);
    due_row_free(&view->row);
}
