/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * egv-render writes the agreement of each person as a German text document, by the law
 * of the as-of day. It proposes nothing itself: it needs the column `strategies`. Who
 * gets no document says the concept's document.tsv; they are counted at the end.
 */
#include <stdio.h>

#include "agreement/agreement.h"
#include "agreement/law.h"
#include "agreement/template.h"
#include "base/buffer.h"
#include "base/mem.h"
#include "cli/filter.h"
#include "files/documents.h"
#include "rules/decision.h"
#include "stream/header.h"

enum { OPTION_OUTPUT_DIR = OPTION_OWN };

static const struct argp_option options[] = {
    {"output-dir", OPTION_OUTPUT_DIR, "DIR", 0,
     "Write a file for each person, and index.tsv, to the new or empty folder DIR", 0},
    {NULL, 0, NULL, 0, NULL, 0}};

static struct {
    const char *folder;
    struct documents *documents;
    struct arena arena;
    struct law law;
    struct template_form *form;
    struct agreement agreement;
    struct template_text text;
    int strategies_status;
    const struct derived *document; /* NULL: everybody gets one */
    unsigned long long *without;    /* [document->table.count] */
} state;

static error_t parse(int key, char *value, struct argp_state *argp)
{
    if (key != OPTION_OUTPUT_DIR)
        return ARGP_ERR_UNKNOWN;
    if (value[0] == '\0')
        argp_error(argp, "--output-dir: expected the name of a folder");
    state.folder = value;
    return 0;
}

static bool load_form(struct filter *filter)
{
    char name[256];

    if (!law_load(&state.law, filter->options.as_of, &state.arena,
                  filter_faults(filter)))
        return false;
    snprintf(name, sizeof name, "%.*s", (int)state.law.form.len, state.law.form.ptr);
    state.form = template_open(name, &state.arena, &filter->diag);
    return state.form != NULL;
}

static enum filter_status start(struct filter *filter)
{
    if (header_find(filter->header, span_from("strategies")) < 0) {
        diag_set(&filter->diag, DIAG_HEADER,
                 "no column strategies, pick-strategy makes it");
        diag_at(&filter->diag, filter_input_name(filter), filter->header->line);
        return FILTER_FAILED;
    }
    state.strategies_status =
        header_find(filter->header, span_from("strategies_status"));
    state.document = concept_find(filter->concept, "document");
    if (state.document != NULL)
        state.without = arena_alloc(&state.arena, (state.document->table.count + 1) *
                                                      sizeof *state.without);
    agreement_want(filter->facts);
    return load_form(filter) ? FILTER_OK : FILTER_FAILED;
}

static enum filter_status begin(struct filter *filter)
{
    state.documents = documents_open(state.folder, &filter->diag);
    return state.documents != NULL ? FILTER_OK : FILTER_FAILED;
}

/* The rule that says which document the person gets; NULL: none says it. */
static const struct rule *rule_of_document(const struct facts *facts)
{
    return state.document != NULL
               ? facts->judgements[state.document - facts->concept->derived].rule
               : NULL;
}

static enum filter_status render(struct filter *filter, const struct record *record)
{
    const struct rule *rule = rule_of_document(filter->facts);
    struct span status = span_of("", 0);
    struct template_values values;
    bool written;

    if (rule != NULL && span_is(rule->output, "none")) {
        state.without[rule - state.document->table.rules]++;
        return FILTER_OK;
    }
    if (state.strategies_status >= 0)
        status = record_field(record, (unsigned)state.strategies_status);
    agreement_make(&state.agreement, &state.law, filter->facts, status);
    values = agreement_values(&state.agreement);
    template_fill(state.form, &values, &state.text);
    if (state.text.unknown_field.ptr != NULL) {
        diag_set(&filter->diag, DIAG_TABLE, "the template has an unknown field {%.*s}",
                 (int)state.text.unknown_field.len, state.text.unknown_field.ptr);
        return FILTER_FAILED;
    }
    written = documents_write(state.documents, filter->record_number,
                              facts_cell(filter->facts, COL_CLIENT_ID),
                              buffer_text(&state.text.text), &filter->diag);
    return written ? FILTER_OK : FILTER_FAILED;
}

/* `N documents, none for: RULE N, RULE N` */
static void print_counts(const struct filter *filter, unsigned long long count)
{
    const struct decision *table =
        state.document != NULL ? &state.document->table : NULL;
    char text[1024];
    size_t used = 0;

    text[0] = '\0';
    for (unsigned i = 0; table != NULL && i < table->count && used < sizeof text; i++) {
        const struct rule *rule = &table->rules[i];
        if (state.without[i] > 0)
            used +=
                (size_t)snprintf(text + used, sizeof text - used, "%s%.*s %llu",
                                 used > 0 ? ", " : ", none for: ", (int)rule->id.len,
                                 rule->id.ptr, state.without[i]);
    }
    filter_note(filter, "%llu documents%s", count, text);
}

static enum filter_status finish(struct filter *filter)
{
    struct documents *documents = state.documents;
    unsigned long long count = documents_count(documents);

    state.documents = NULL;
    if (!documents_close(documents, true, &filter->diag))
        return FILTER_FAILED;
    filter_note_doubts(filter, state.agreement.notes.doubts);
    print_counts(filter, count);
    return FILTER_OK;
}

static void clean(struct filter *filter)
{
    (void)filter;
    documents_close(state.documents, false, NULL);
    arena_free(&state.arena);
    buffer_free(&state.text.text);
}

static const struct tool tool = {
    .line = {.name = "egv-render",
             .arguments = "[FILE...]",
             .summary = "Write the agreement of each person as a text document.",
             .heading = "What to write:",
             .example = "pick-strategy plans.tsv | egv-render --output-dir=agreements",
             .groups = OPTIONS_READ | OPTIONS_RULES,
             .own = options,
             .parse = parse},
    .kind = FILTER_CONSUME,
    .has_facts = true,
    .start = start,
    .begin = begin,
    .record = render,
    .finish = finish,
    .clean = clean,
};

int main(int argc, char **argv)
{
    return filter_main(&tool, argc, argv);
}
