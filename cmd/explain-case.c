/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * explain-case gives chosen persons an account of what the rules of a concept say of
 * them, in all four phases: by which row, on which values, by which source, why each
 * row above doesn't hold, and what would change it. It is text in German, or with --to
 * a stream. Persons that weren't chosen are passed over unread.
 */
#include <stdio.h>

#include "base/names.h"
#include "base/process.h"
#include "cli/filter.h"
#include "cli/notes.h"
#include "proof/account_stream.h"
#include "proof/account_text.h"
#include "proof/concept_keys.h"
#include "proof/persons.h"

enum { OPTION_IDS = OPTION_OWN, OPTION_PHASE };

static const struct argp_option options[] = {
    {"ids", OPTION_IDS, "FILE", 0,
     "Explain those whose client_id stands in FILE, one a line (-: standard input)", 0},
    {"phase", OPTION_PHASE, "NAMES", 0,
     "Only these phases, between commas: profiling, ziel, strategie, umsetzung", 0},
    {"to", 't', "FORMAT", 0, "Write a stream, " DIALECT_NAMES " (default: German text)",
     2},
    {NULL, 0, NULL, 0, NULL, 0}};

static struct {
    const char *ids;
    struct span phases; /* as given; ptr NULL: not */
    struct persons persons;
    struct facts *facts;
    int client_id, strategies_status, uncovered; /* columns of the input, or -1 */
    struct plan plan;
    struct account account;
    struct account_stream stream;
    struct account_text text;
    struct missing missing;
    struct arena arena;
} state;

static error_t parse(int key, char *value, struct argp_state *argp)
{
    (void)argp;
    if (key == OPTION_IDS)
        state.ids = value;
    else if (key == OPTION_PHASE)
        state.phases = span_from(value);
    else
        return ARGP_ERR_UNKNOWN;
    return 0;
}

/* Both on standard input: which line is an id, which a person? */
static bool share_stdin(const struct filter *filter)
{
    bool reads_stdin = filter->options.file_count == 0;

    for (size_t i = 0; i < filter->options.file_count; i++)
        reads_stdin |= strcmp(filter->options.files[i], "-") == 0;
    return reads_stdin && strcmp(state.ids, "-") == 0;
}

static enum filter_status prepare(struct filter *filter, struct reader_options *reading)
{
    struct span names[ACCOUNT_PHASES];

    if (state.ids == NULL)
        return filter_usage(filter, "expected --ids=FILE: who is to be explained");
    if (share_stdin(filter))
        return filter_usage(filter, "--ids=-: expected the cases in a FILE, since the "
                                    "ids come from standard input");
    for (unsigned i = 0; i < ACCOUNT_PHASES; i++)
        names[i] = span_from(ACCOUNT_PHASE_NAMES[i]);
    if (!names_choose(names, ACCOUNT_PHASES, state.phases, state.account.has_phase,
                      "--phase: no phase", &filter->diag))
        return FILTER_FAILED;
    if (!persons_read(&state.persons, state.ids, reading->block, &filter->diag))
        return FILTER_FAILED;
    if (state.persons.ids.count == 0)
        filter_note(filter, "--ids: no id, so nobody is explained");
    filter->writes_no_records = !filter->options.has_to;
    return FILTER_OK;
}

static enum filter_status start(struct filter *filter)
{
    const struct header *header = filter->header;

    notes_say_meant(filter, header);
    state.facts = facts_new(filter->concept, filter->options.as_of);
    account_want(state.facts);
    state.client_id = header_find(header, span_from("client_id"));
    state.strategies_status = header_find(header, span_from("strategies_status"));
    state.uncovered = header_find(header, span_from("uncovered"));
    if (!facts_bind(state.facts, header, &filter->diag)) {
        diag_at(&filter->diag, filter_input_name(filter), header->line);
        return FILTER_FAILED;
    }
    state.account.facts = state.facts;
    state.account.plan = &state.plan;
    for (unsigned i = 0; i < ACCOUNT_COLUMNS && filter->options.has_to; i++)
        filter_add(filter, span_from(ACCOUNT_COLUMN_NAMES[i]));
    return FILTER_OK;
}

static enum filter_status begin(struct filter *filter)
{
    struct account *account = &state.account;

    if (filter->options.has_to) {
        state.stream = (struct account_stream){state.facts, filter->writer, {0}};
        account->take = account_stream_take;
        account->context = &state.stream;
        return FILTER_OK;
    }
    state.text.page.facts = state.facts;
    state.text.page.output = filter->output;
    state.text.title = concept_title(filter->concept, &state.arena);
    account->take = account_text_take;
    account->context = &state.text;
    return account_page_begin(&state.text.page, filter->concept, filter_faults(filter))
               ? FILTER_OK
               : FILTER_FAILED;
}

static struct span cell(const struct record *record, int column)
{
    return column >= 0 ? record_field(record, (unsigned)column) : span_of("", 0);
}

static enum filter_status explain(struct filter *filter, const struct record *record)
{
    bool is_chosen;

    if (!persons_choose(&state.persons, record, (unsigned)state.client_id, &is_chosen,
                        &filter->diag))
        return FILTER_REFUSED;
    if (!is_chosen)
        return FILTER_OK;
    if (!facts_read(state.facts, record, &filter->diag) ||
        !plan_make(&state.plan, state.facts, cell(record, state.strategies_status),
                   cell(record, state.uncovered), &filter->diag))
        return FILTER_REFUSED;
    if (!filter->options.has_to)
        account_text_begin(&state.text);
    account_give(&state.account);
    return FILTER_OK;
}

static enum filter_status finish(struct filter *filter)
{
    filter_note_doubts(filter, state.account.doubts);
    state.missing = (struct missing){filter->concept, filter->header, {0}};
    missing_add_deadlines(&state.missing, NULL);
    notes_say_missing(filter, &state.missing);
    filter->has_found = persons_unfound(&state.persons) > 0;
    /* No warning: who asked for these got no answer. */
    if (filter->has_found)
        fprintf(stderr, "%s: %zu of %zu ids are of no case\n", filter->tool->line.name,
                persons_unfound(&state.persons), state.persons.ids.count);
    return FILTER_OK;
}

static void clean(struct filter *filter)
{
    (void)filter;
    account_free(&state.account);
    account_stream_free(&state.stream);
    account_page_end(&state.text.page);
    persons_free(&state.persons);
    facts_free(state.facts);
    arena_free(&state.arena);
}

static const struct tool tool = {
    .line = {.name = "explain-case",
             .arguments = "[FILE...]",
             .summary = "Explain, in German, what the rules say of chosen persons.",
             .heading = "What to explain:",
             .example = "echo 1005 | explain-case --ids=- cases.tsv",
             .groups = OPTIONS_READ | OPTIONS_WRITE | OPTIONS_RULES,
             .own = options,
             .parse = parse},
    .kind = FILTER_REPLACE,
    .prepare = prepare,
    .start = start,
    .begin = begin,
    .record = explain,
    .finish = finish,
    .clean = clean,
};

int main(int argc, char **argv)
{
    return filter_main(&tool, argc, argv);
}
