/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * due-changes lists what is new, changed or gone in a due list since an older one: the
 * rows of NEW, and of OLD where they are gone, with what has changed. Or it writes them
 * to a file for each case manager, with the counts of each. A list with a faulty record
 * can't be compared: the status is 0 or 2.
 */
#include "base/apart.h"
#include "base/buffer.h"
#include "cli/filter.h"
#include "due/changes_options.h"
#include "due/due_changes.h"
#include "due/due_list.h"
#include "due/due_split.h"
#include "stream/output.h"

static struct {
    struct changes_options options;
    const char *old;
    struct reader_options reading;
    struct due_changes *changes;
    struct due_split *split;
} state;

static error_t parse(int key, char *value, struct argp_state *argp)
{
    (void)argp;
    return changes_options_parse(&state.options, key, value);
}

/* The value of an option, or NULL. */
static const char *given(enum changes_option option)
{
    return state.options.given[option];
}

static enum filter_status prepare(struct filter *filter, struct reader_options *reading)
{
    struct options *options = &filter->options;

    if (!changes_options_check(&state.options, options->output != NULL,
                               options->file_count, &filter->diag))
        return FILTER_FAILED;
    filter->holds_output = given(CHANGES_SPLIT) != NULL;
    state.reading = *reading;
    state.old = options->files[0];
    apart_expect(state.old);
    apart_expect(given(CHANGES_READ));
    options->files[0] =
        options->files[--options->file_count]; /* the filter reads NEW */
    return due_list_check_end(state.old, &filter->diag) &&
                   due_list_check_end(options->files[0], &filter->diag)
               ? FILTER_OK
               : FILTER_FAILED;
}

static enum filter_status start(struct filter *filter)
{
    for (unsigned i = 0; i < filter->header->count; i++)
        filter_add(filter, filter->header->names[i]);
    filter_add_all(filter, due_changes_columns);
    return FILTER_OK;
}

static bool open_split(struct filter *filter)
{
    struct due_split_form form = {given(CHANGES_OUTPUT_DIR), filter->writer,
                                  given(CHANGES_INDEX), given(CHANGES_OLD_INDEX)};

    state.split = due_split_open(&form, &filter->diag);
    return state.split != NULL;
}

static enum filter_status begin(struct filter *filter)
{
    enum format format = writer_format(filter->writer);
    struct diag *diag = &filter->diag;

    if (given(CHANGES_SPLIT) != NULL && !open_split(filter))
        return FILTER_FAILED;
    state.changes = due_changes_open(filter->header, filter_input_name(filter),
                                     format != FORMAT_TSV, diag);
    if (state.changes == NULL)
        return FILTER_FAILED;
    if (given(CHANGES_READ) != NULL &&
        !due_changes_read_persons(state.changes, given(CHANGES_READ), &state.reading,
                                  diag))
        return FILTER_FAILED;
    return due_changes_read_old(state.changes, state.old, &state.reading, diag)
               ? FILTER_OK
               : FILTER_FAILED;
}

static enum filter_status add(struct filter *filter, const struct record *record)
{
    return due_changes_add_new(state.changes, record, &filter->diag) ? FILTER_OK
                                                                     : FILTER_FAILED;
}

static bool take(void *context, const struct due_changed *changed, struct diag *diag)
{
    struct filter *filter = context;
    bool is_shown = given(CHANGES_ALL) != NULL || changed->change != DUE_SAME;

    if (is_shown)
        due_changes_write(state.changes, changed, filter->writer);
    if (state.split == NULL)
        return true;
    return due_split_add(state.split, changed, output_take(filter->output), diag);
}

/* `LISTS OVERDUE DUE UPCOMING NEW CHANGED STATUS GONE UNCLEAR` */
static bool finish_split(struct filter *filter)
{
    struct due_split_totals totals;
    struct buffer text = {0};
    struct output *output;

    if (!due_split_finish(state.split, &totals, &filter->diag))
        return false;
    buffer_print(&text, "%lu", totals.lists);
    for (unsigned i = 0; i < DUE_SPLIT_COUNTS; i++)
        buffer_print(&text, " %lu", totals.counts[i]);
    buffer_add_char(&text, '\n');
    output = output_open(NULL, OUTPUT_SHARED, &filter->diag);
    if (output != NULL)
        output_write(output, buffer_text(&text));
    buffer_free(&text);
    return output != NULL && output_close(output, true, &filter->diag);
}

static enum filter_status finish(struct filter *filter)
{
    struct diag *diag = &filter->diag;

    if (state.split != NULL)
        due_split_head(state.split, output_take(filter->output));
    return due_changes_each(state.changes, take, filter, diag) &&
                   (state.split == NULL || finish_split(filter))
               ? FILTER_OK
               : FILTER_FAILED;
}

static void clean(struct filter *filter)
{
    (void)filter;
    due_changes_free(state.changes);
    due_split_free(state.split);
}

static const struct tool tool = {
    .line = {.name = "due-changes",
             .arguments = "OLD NEW",
             .summary =
                 "List what is new, changed or gone in a due list since another.",
             .heading = "What to list:",
             .example =
                 "followup-due --as-of=2026-11-20 --window cases.tsv > friday.tsv\n"
                 "followup-due --as-of=2026-11-23 --window cases.tsv > monday.tsv\n"
                 "due-changes friday.tsv monday.tsv",
             .groups = OPTIONS_ALL | OPTIONS_WRITE | OPTIONS_LABELS,
             .own = CHANGES_OPTIONS,
             .parse = parse},
    .kind = FILTER_REPLACE,
    .needs_all = true,
    .writes_late = true,
    .prepare = prepare,
    .start = start,
    .begin = begin,
    .record = add,
    .finish = finish,
    .clean = clean,
};

int main(int argc, char **argv)
{
    return filter_main(&tool, argc, argv);
}
