/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * concept-diff tells what changes from one concept to another, or from one day of a
 * concept to another: which rules, row by row; and, over a caseload, for whom category,
 * team, strategies or days become others: as a stream, as a matrix of one table, or as
 * the work of the coming weeks. The status is that of diff: 0 nothing differs, 1
 * something does (or a record can't be compared), 2 there was trouble.
 */
#include "cli/filter.h"
#include "cli/notes.h"
#include "proof/case_view.h"
#include "proof/difference.h"
#include "proof/difference_options.h"
#include "proof/difference_output.h"

static struct {
    struct difference_options options;
    struct concept *new; /* the old one is the filter's */
    bool has_cases;
    struct case_view view;  /* with cases */
    struct difference rows; /* without */
} state;

static error_t parse(int key, char *value, struct argp_state *argp)
{
    return difference_options_parse(&state.options, key, value, argp);
}

/* The first two arguments are no files of cases. */
static bool take_concepts(struct filter *filter)
{
    struct options *options = &filter->options;
    int32_t new_as_of =
        state.options.has_new_as_of ? state.options.new_as_of : options->as_of;

    filter->concept = filter_open_concept(filter, options->files[0], options->as_of);
    if (filter->concept == NULL)
        return false;
    state.new = filter_open_concept(filter, options->files[1], new_as_of);
    options->file_count -= 2;
    memmove(options->files, options->files + 2,
            options->file_count * sizeof *options->files);
    return state.new != NULL;
}

static enum filter_status prepare(struct filter *filter, struct reader_options *reading)
{
    struct options *options = &filter->options;
    const char *conflict =
        difference_options_conflict(&state.options, options->file_count);

    (void)reading;
    if (conflict != NULL)
        return filter_usage(filter, conflict);
    if (!take_concepts(filter))
        return FILTER_FAILED;
    options->keep_going = true;
    state.has_cases = options->file_count > 0;
    filter->needs_no_input = !state.has_cases;
    filter->writes_no_records = !state.has_cases && !options->has_to;
    return !state.has_cases ||
                   case_view_open(&state.view, filter->concept, state.new,
                                  state.options.matrix, (unsigned)state.options.weeks,
                                  &filter->diag)
               ? FILTER_OK
               : FILTER_FAILED;
}

static enum filter_status start(struct filter *filter)
{
    struct case_view *view = &state.view;

    if (!state.has_cases) {
        filter_add_all(filter, DIFFERENCE_COLUMNS);
        return FILTER_OK;
    }
    notes_say_meant(filter, filter->header);
    if (!case_view_start(view, filter->header, &filter->diag)) {
        diag_at(&filter->diag, filter_input_name(filter), filter->header->line);
        return FILTER_FAILED;
    }
    for (unsigned i = 0; i < view->name_count; i++)
        filter_add(filter, view->names[i]);
    return FILTER_OK;
}

static enum filter_status begin(struct filter *filter)
{
    struct difference *rows = &state.rows;

    if (state.has_cases)
        return FILTER_OK;
    if (!difference_make(rows, filter->concept, state.new, state.options.has_new_as_of,
                         filter_faults(filter)))
        return FILTER_FAILED;
    for (size_t i = 0; i < rows->count; i++)
        if (filter->writer != NULL)
            difference_write(&rows->changes[i], filter->writer);
        else
            difference_write_line(&rows->changes[i], filter->output);
    /* As with diff: what is found is the status. */
    filter->has_found = rows->count > 0;
    return FILTER_DONE;
}

static enum filter_status compare(struct filter *filter, const struct record *record)
{
    return case_view_take(&state.view, record, filter->writer, &filter->diag)
               ? FILTER_OK
               : FILTER_REFUSED;
}

/* Which columns of its deadlines each concept misses; once, if both miss the same. */
static void note_missing(const struct filter *filter)
{
    struct buffer texts[BOTH_SIDES] = {{0}, {0}};

    for (unsigned side = 0; side < BOTH_SIDES; side++) {
        struct missing missing = {state.view.sides.concepts[side], filter->header, {0}};
        missing_add_deadlines(&missing, NULL);
        missing_say(&missing, &texts[side]);
        if (side == OLD_SIDE ||
            !span_equal(buffer_text(&texts[OLD_SIDE]), buffer_text(&texts[NEW_SIDE])))
            notes_say_missing(filter, &missing);
    }
    buffer_free(&texts[OLD_SIDE]);
    buffer_free(&texts[NEW_SIDE]);
}

/* Who can't be compared, and what the figures don't speak of. */
static void note_all(struct filter *filter)
{
    const struct sides *sides = &state.view.sides;

    if (sides->refused[OLD_SIDE] + sides->refused[NEW_SIDE] > 0)
        filter_note(filter,
                    "not compared: %llu records that OLD alone refuses, %llu that NEW "
                    "alone refuses",
                    sides->refused[OLD_SIDE], sides->refused[NEW_SIDE]);
    for (unsigned side = 0; side < BOTH_SIDES; side++)
        filter_note_doubts_of(filter, sides->concepts[side],
                              case_view_doubts(&state.view, side));
    if (state.view.form != CASE_MATRIX)
        note_missing(filter);
}

static enum filter_status finish(struct filter *filter)
{
    case_view_finish(&state.view, filter->writer);
    filter->has_found = state.view.differs;
    note_all(filter);
    return FILTER_OK;
}

static void clean(struct filter *filter)
{
    (void)filter;
    difference_free(&state.rows);
    case_view_free(&state.view);
    concept_close(state.new);
}

static const struct tool tool = {
    .line = {.name = "concept-diff",
             .arguments = "OLD NEW [CASES...]",
             .summary = "Tell what changes from one concept to another, and for whom.",
             .heading = "What to compare:",
             .example =
                 "concept-diff --as-of=2026-11-21 uckermark ./musterstadt cases.tsv",
             .groups = OPTIONS_READ | OPTIONS_WRITE | OPTIONS_DAY,
             .own = DIFFERENCE_OPTIONS,
             .parse = parse},
    .kind = FILTER_REPLACE,
    .prepare = prepare,
    .start = start,
    .begin = begin,
    .record = compare,
    .finish = finish,
    .clean = clean,
};

int main(int argc, char **argv)
{
    return filter_main(&tool, argc, argv);
}
