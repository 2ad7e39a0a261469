/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * case-import makes a case stream from the raw export of a case system: it converts the
 * encoding, renames columns and translates values by a mapping, joins the needs of a
 * second file, checks every value against the contract and writes it in its normal
 * form.
 *
 * The one tool whose memory grows with its input: by the needs file.
 */
#include <stdio.h>

#include "base/mem.h"
#include "cli/filter.h"
#include "cli/notes.h"
#include "import/conversion.h"
#include "import/import_options.h"
#include "import/mapping.h"
#include "import/needs_file.h"
#include "import/suggestion.h"
#include "stream/header.h"
#include "stream/input.h"
#include "value/number.h"

static struct {
    struct import_options options;
    struct arena arena;
    struct mapping mapping;
    struct reader_options reading;
    struct needs_file *needs_file;
    struct reader *shown_needs; /* --show-headers */
    struct conversion *conversion;
} state = {.options = {.encoding = ENCODING_AUTO}};

static error_t parse(int key, char *value, struct argp_state *argp)
{
    return import_options_parse(&state.options, key, value, argp);
}

static enum filter_status prepare(struct filter *filter, struct reader_options *reading)
{
    reading->encoding = state.options.encoding;
    /* Spreadsheets write TAB-delimited files with quotes; -d TAB says it is a stream.
     */
    reading->tabs_are_csv = reading->delimiter < 0;
    state.reading = *reading;
    filter_reads(filter, state.options.mapping);
    filter_reads(filter, state.options.needs);
    if (state.options.mapping != NULL &&
        !mapping_load(&state.mapping, state.options.mapping, filter->concept,
                      &state.arena, filter_faults(filter)))
        return FILTER_FAILED;
    return FILTER_OK;
}

static enum filter_status start_showing(struct filter *filter)
{
    filter_add_all(filter, "column header values");
    if (state.options.needs == NULL)
        return FILTER_OK;
    state.shown_needs =
        reader_open(&state.options.needs, 1, &state.reading, &filter->diag);
    return state.shown_needs != NULL ? FILTER_OK : FILTER_FAILED;
}

static enum filter_status start(struct filter *filter)
{
    const struct header *written;

    if (state.options.shows_headers)
        return start_showing(filter);
    if (state.options.needs != NULL) {
        state.needs_file =
            needs_file_open(state.options.needs, &state.reading, &state.mapping,
                            filter->concept, &filter->diag);
        if (state.needs_file == NULL)
            return FILTER_FAILED;
    }
    state.conversion =
        conversion_new(filter->concept, &state.mapping, state.needs_file,
                       filter->header, filter_input_name(filter), &filter->diag);
    if (state.conversion == NULL)
        return FILTER_FAILED;
    written = conversion_header(state.conversion);
    notes_say_meant(filter, written);
    for (unsigned i = 0; i < written->count; i++)
        filter_add(filter, written->names[i]);
    return FILTER_OK;
}

static enum filter_status load_needs(struct filter *filter)
{
    struct span raw;

    for (;;) {
        switch (needs_file_load(state.needs_file, &raw, &filter->diag)) {
        case READER_END:
            return FILTER_OK;
        case READER_REFUSED:
            if (filter_refuse(filter, raw) != FILTER_OK)
                return FILTER_REFUSED;
            break;
        default:
            return FILTER_FAILED;
        }
    }
}

static enum filter_status begin(struct filter *filter)
{
    if (state.options.shows_headers)
        return suggestion_mapping(
                   filter->writer, filter->concept, filter->header,
                   state.shown_needs != NULL ? reader_header(state.shown_needs) : NULL,
                   &filter->diag)
                   ? FILTER_DONE
                   : FILTER_FAILED;
    return state.needs_file != NULL ? load_needs(filter) : FILTER_OK;
}

static enum filter_status import(struct filter *filter, const struct record *record)
{
    char scratch[NUMBER_BYTES];

    if (!conversion_take(state.conversion, record, &filter->diag))
        return FILTER_REFUSED;
    for (unsigned i = 0; i < conversion_header(state.conversion)->count; i++)
        writer_value(filter->writer, conversion_value(state.conversion, i, scratch));
    writer_end(filter->writer);
    return FILTER_OK;
}

static enum filter_status finish(struct filter *filter)
{
    struct missing missing = {.concept = filter->concept,
                              .header = conversion_header(state.conversion)};
    struct span raw;
    enum filter_status status = FILTER_OK;

    while (state.needs_file != NULL && status == FILTER_OK &&
           needs_file_next_orphan(state.needs_file, &raw, &filter->diag))
        status = filter_refuse(filter, raw);
    missing_add_all(&missing);
    notes_say_missing(filter, &missing);
    return status;
}

static void print_counts(const struct filter *filter)
{
    struct needs_file_counts counts;

    if (state.needs_file == NULL)
        return;
    counts = needs_file_counts(state.needs_file);
    fprintf(stderr, "%s: needs: read %llu, joined %llu, refused %llu\n",
            filter->tool->line.name, counts.read, counts.joined, counts.refused);
}

static void clean(struct filter *filter)
{
    (void)filter;
    conversion_free(state.conversion);
    needs_file_close(state.needs_file);
    reader_close(state.shown_needs);
    arena_free(&state.arena);
}

static const struct tool tool = {
    .line = {.name = "case-import",
             .arguments = "[EXPORT...]",
             .summary = "Make a case stream from the raw export of a case system.",
             .heading = "What to read:",
             .example = "case-import -m mapping.tsv personen.csv > raw.tsv",
             .groups = OPTIONS_READ | OPTIONS_WRITE | OPTIONS_RULES,
             .own = IMPORT_OPTIONS,
             .parse = parse},
    .kind = FILTER_REPLACE,
    .writes_tsv = true,
    .prepare = prepare,
    .start = start,
    .begin = begin,
    .record = import,
    .finish = finish,
    .stats = print_counts,
    .clean = clean,
};

int main(int argc, char **argv)
{
    return filter_main(&tool, argc, argv);
}
