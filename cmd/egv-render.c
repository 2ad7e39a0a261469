/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * egv-render fills a form for each person: the agreement of the as-of day, or another
 * document. It proposes nothing itself: it needs the column `strategies`. Who gets no
 * agreement says the concept's document.tsv; they are counted at the end.
 */
#include <stdio.h>

#include "agreement/rendering.h"
#include "agreement/rendering_options.h"
#include "base/mem.h"
#include "cli/filter.h"
#include "files/documents.h"
#include "rules/decision.h"
#include "stream/header.h"

static struct {
    struct documents *documents;
    struct rendering rendering;
    const struct derived *document; /* NULL: everybody gets one */
    unsigned long long *without;    /* [document->table.count] */
} state;

static error_t parse(int key, char *value, struct argp_state *argp)
{
    return rendering_options_parse(&state.rendering.options, key, value, argp);
}

/* Which form there is, is told before any file is opened. */
static enum filter_status prepare(struct filter *filter, struct reader_options *reading)
{
    (void)reading;
    state.rendering.frame.concept = filter->concept;
    return rendering_load(&state.rendering, filter->options.as_of,
                          filter_faults(filter), &filter->diag)
               ? FILTER_OK
               : FILTER_FAILED;
}

static enum filter_status start(struct filter *filter)
{
    struct rendering *rendering = &state.rendering;

    if (header_find(filter->header, span_from("strategies")) < 0) {
        diag_set(&filter->diag, DIAG_HEADER,
                 "no column strategies, pick-strategy makes it");
        diag_at(&filter->diag, filter_input_name(filter), filter->header->line);
        return FILTER_FAILED;
    }
    rendering->frame.strategies_status =
        header_find(filter->header, span_from("strategies_status"));
    state.document = concept_find(filter->concept, "document");
    if (state.document != NULL)
        state.without =
            arena_alloc(&rendering->arena,
                        (state.document->table.count + 1) * sizeof *state.without);
    rendering_begin(rendering, filter->header);
    rendering_want(rendering, filter->facts);
    return FILTER_OK;
}

static enum filter_status begin(struct filter *filter)
{
    enum rendering_format format = state.rendering.options.format;

    state.documents =
        documents_open(state.rendering.options.output_dir, RENDER_EXTENSIONS[format],
                       format == RENDER_TEXT ? "\f" : "", &filter->diag);
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
    enum rendering_pieces pieces = RENDER_WHOLE;
    struct span text;

    if (rule != NULL && span_is(rule->output, "none")) {
        state.without[rule - state.document->table.rules]++;
        return FILTER_OK;
    }
    if (state.rendering.options.output_dir == NULL)
        pieces = documents_count(state.documents) == 0 ? RENDER_FIRST : RENDER_NEXT;
    text = rendering_make(&state.rendering, filter->facts, record, pieces);
    return documents_write(state.documents, filter->record_number,
                           facts_cell(filter->facts, COL_CLIENT_ID), text,
                           &filter->diag)
               ? FILTER_OK
               : FILTER_FAILED;
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

    if (count > 0)
        documents_write_end(documents, rendering_foot(&state.rendering));
    state.documents = NULL;
    if (!documents_close(documents, true, &filter->diag))
        return FILTER_FAILED;
    filter_note_doubts(filter, state.rendering.dossier.notes.doubts);
    print_counts(filter, count);
    return FILTER_OK;
}

static void clean(struct filter *filter)
{
    (void)filter;
    documents_close(state.documents, false, NULL);
    rendering_free(&state.rendering);
}

static const struct tool tool = {
    .line = {.name = "egv-render",
             .arguments = "[FILE...]",
             .summary =
                 "Fill a form for each person: the agreement, or another document.",
             .heading = "What to write:",
             .example = "pick-strategy plans.tsv | egv-render --output-dir=agreements",
             .groups = OPTIONS_READ | OPTIONS_RULES,
             .own = RENDERING_OPTIONS,
             .parse = parse},
    .kind = FILTER_CONSUME,
    .has_facts = true,
    .prepare = prepare,
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
