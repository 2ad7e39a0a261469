/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * case-import makes a case stream from the raw export of a case system: it converts the
 * encoding, renames columns and translates values by a mapping, joins the needs of a
 * second file, checks every value against the contract and writes it in its normal
 * form.
 *
 * The one tool whose memory grows with its input: by the needs file.
 */
#include "base/apart.h"
#include "base/mem.h"
#include "cli/filter.h"
#include "cli/import_dates.h"
#include "cli/import_notes.h"
#include "cli/needs_rows.h"
#include "cli/notes.h"
#include "cli/showing.h"
#include "import/conversion.h"
#include "import/export_shape.h"
#include "import/import_options.h"
#include "import/mapping.h"
#include "import/needs_file.h"
#include "import/suggestion.h"
#include "stream/header.h"
#include "stream/input.h"

static struct {
    struct import_options options;
    struct arena arena;
    struct mapping mapping;
    struct export_shapes shapes;
    struct reader_options reading_needs;
    struct needs_file *needs_file;
    struct showing showing;
    struct conversion *conversion;
} state = {.options = {.encoding = ENCODING_AUTO}};

static error_t parse(int key, char *value, struct argp_state *argp)
{
    return import_options_parse(&state.options, key, value, argp);
}

static enum filter_status prepare(struct filter *filter, struct reader_options *reading)
{
    struct export_shape *shape = &state.shapes.persons;

    reading->encoding = state.options.encoding;
    /* Spreadsheets write TABs and quotes; -d TAB says that it is a stream. */
    reading->tabs_are_csv = reading->delimiter < 0;
    reading->takes_formulas = true;
    filter->options.keep_going |= state.options.shows_values; /* all are looked at */
    apart_expect(state.options.needs);
    if (state.options.mapping != NULL &&
        !mapping_load(&state.mapping, state.options.mapping, filter->concept,
                      &state.arena, filter_faults(filter)))
        return FILTER_FAILED;
    *shape = (struct export_shape){.mapping = &state.mapping,
                                   .concept = filter->concept,
                                   .only_known = state.options.only_known};
    if (state.options.shows_headers &&
        (shape->known = suggestion_load(&state.arena, &filter->diag)) == NULL)
        return FILTER_FAILED;
    export_shapes_set(&state.shapes, reading, &state.reading_needs, &state.arena);
    return FILTER_OK;
}

static enum filter_status start(struct filter *filter)
{
    const struct header *written;

    state.showing = (struct showing){.headers = state.options.shows_headers,
                                     .values = state.options.shows_values,
                                     .needs = state.options.needs,
                                     .known = state.shapes.persons.known};
    if (state.showing.headers)
        return showing_start(&state.showing, filter, &state.reading_needs, NULL, NULL);
    if (state.options.needs != NULL && !state.options.shows_values) {
        state.needs_file =
            needs_file_open(state.options.needs, &state.reading_needs, &state.mapping,
                            filter->concept, state.options.strict_needs, &filter->diag);
        if (state.needs_file == NULL)
            return FILTER_FAILED;
    }
    state.conversion =
        conversion_new(filter->concept, &state.mapping, state.needs_file,
                       filter->header, filter_input_name(filter), &filter->diag);
    if (state.conversion == NULL)
        return FILTER_FAILED;
    if (state.showing.values)
        return showing_start(&state.showing, filter, &state.reading_needs,
                             &state.mapping, conversion_targets(state.conversion));
    written = conversion_header(state.conversion);
    for (unsigned i = 0; i < written->count; i++)
        filter_add(filter, written->names[i]);
    return FILTER_OK;
}

static enum filter_status begin(struct filter *filter)
{
    if (state.showing.headers)
        return showing_headers(&state.showing, filter);
    return state.needs_file != NULL ? needs_rows_load(filter, state.needs_file)
                                    : FILTER_OK;
}

static enum filter_status import(struct filter *filter, const struct record *record)
{
    struct faults *faults;

    if (state.showing.values)
        return showing_record(&state.showing, record);
    if (!conversion_take(state.conversion, record, &faults)) {
        filter->diag = faults->list[0];
        filter->others = faults->list + 1;
        filter->other_count = faults->count - 1;
        return FILTER_REFUSED;
    }
    writer_copy(filter->writer, conversion_record(state.conversion));
    writer_end(filter->writer);
    return FILTER_OK;
}

static void see_refused(struct filter *filter, const struct record *record)
{
    (void)filter;
    if (state.conversion != NULL)
        conversion_see(state.conversion, record);
}

static enum filter_status finish(struct filter *filter)
{
    struct missing missing = {.concept = filter->concept,
                              .header = conversion_header(state.conversion)};
    enum filter_status status = FILTER_OK;

    if (state.showing.values)
        return showing_values(&state.showing, filter);
    if (state.needs_file != NULL)
        status = needs_rows_finish(filter, state.needs_file);
    import_notes_say_leftovers(filter, &state.mapping);
    import_dates_note(filter, state.conversion);
    missing_add_all(&missing);
    notes_say_missing(filter, &missing);
    return status;
}

static void print_counts(const struct filter *filter)
{
    if (state.needs_file != NULL)
        needs_rows_stats(filter, state.needs_file);
}

static void clean(struct filter *filter)
{
    (void)filter;
    showing_free(&state.showing);
    conversion_free(state.conversion);
    needs_file_close(state.needs_file);
    arena_free(&state.arena);
}

static const struct tool tool = {
    .line = {.name = "case-import",
             .arguments = "[EXPORT...]",
             .summary = "Make a case stream from the raw export of a case system.",
             .heading = "What to read:",
             .example = "case-import -m mapping.tsv personen.csv > raw.tsv",
             .groups = OPTIONS_READ | OPTIONS_WRITE | OPTIONS_LABELS | OPTIONS_RULES |
                       OPTIONS_REFUSED,
             .own = IMPORT_OPTIONS,
             .parse = parse},
    .kind = FILTER_REPLACE,
    .groups_refusals = true,
    .writes_tsv = true,
    .prepare = prepare,
    .start = start,
    .begin = begin,
    .record = import,
    .refused = see_refused,
    .finish = finish,
    .stats = print_counts,
    .clean = clean,
};

int main(int argc, char **argv)
{
    return filter_main(&tool, argc, argv);
}
