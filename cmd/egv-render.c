/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * egv-render fills a form for each person: the agreement of the as-of day, or another
 * document. It proposes nothing itself: a form that names the steps of the plan needs
 * the column `strategies`. Who gets no agreement says the concept's document.tsv; they
 * are counted at the end.
 */
#include <stdio.h>

#include "agreement/recipients.h"
#include "agreement/rendering.h"
#include "agreement/rendering_options.h"
#include "base/mem.h"
#include "cli/filter.h"
#include "files/documents.h"
#include "plan/flaw_errors.h"
#include "stream/header.h"

static struct {
    struct documents_form form;
    struct documents *documents;
    struct rendering rendering;
    struct recipients recipients;
    struct buffer text;
    struct flaw_errors errors; /* with --strict */
} state;

static error_t parse(int key, char *value, struct argp_state *argp)
{
    return rendering_options_parse(&state.rendering.options, key, value, argp);
}

static enum filter_status prepare(struct filter *filter, struct reader_options *reading)
{
    const struct rendering_options *options = &state.rendering.options;

    (void)reading;
    if (options->output_dir == NULL && options->split >= 0)
        return filter_usage(filter, "--split goes with --output-dir");
    if (options->output_dir == NULL && options->replaces)
        return filter_usage(filter, "--force goes with --output-dir");
    return rendering_prepare(&state.rendering, filter_faults(filter), &filter->diag)
               ? FILTER_OK
               : FILTER_FAILED;
}

static bool find_column(struct filter *filter, struct span name, const char *hint)
{
    if (header_find(filter->header, name) >= 0)
        return true;
    diag_set(&filter->diag, DIAG_HEADER, "no column %.*s%s", (int)name.len, name.ptr,
             hint);
    return diag_at(&filter->diag, filter_input_name(filter), filter->header->line);
}

static enum filter_status start(struct filter *filter)
{
    struct rendering *rendering = &state.rendering;
    int split = rendering->options.split;

    rendering->frame.concept = filter->concept;
    rendering->frame.header = filter->header;
    rendering->frame.strategies_status =
        header_find(filter->header, span_from("strategies_status"));
    if (!rendering_load(rendering, filter->options.as_of, filter_faults(filter),
                        &filter->diag))
        return FILTER_FAILED;
    if ((rendering_needs_steps(rendering) &&
         !find_column(filter, span_from("strategies"), ", pick-strategy makes it")) ||
        (split >= 0 &&
         !find_column(filter, filter->concept->columns.column[split].name, "")))
        return FILTER_FAILED;
    state.recipients.only_due = rendering->options.only_due;
    state.recipients.is_everyone = !rendering->is_agreement;
    if (!recipients_begin(&state.recipients, filter->facts, &rendering->arena,
                          &filter->diag))
        return FILTER_FAILED;
    rendering_want(rendering, filter->facts);
    facts_want(filter->facts, COL_CLIENT_ID);
    if (split >= 0)
        facts_want(filter->facts, split);
    if (rendering->options.is_strict)
        flaw_errors_begin(&state.errors, filter->facts);
    return FILTER_OK;
}

static enum filter_status begin(struct filter *filter)
{
    const struct rendering_options *options = &state.rendering.options;

    state.form = (struct documents_form){
        .folder = options->output_dir,
        .place = options->replaces ? FOLDER_REPLACE : FOLDER_NEW,
        .is_split = options->split >= 0,
        .extension = RENDER_EXTENSIONS[options->format],
        .between = options->format == RENDER_TEXT ? "\f" : ""};
    state.documents = documents_open(&state.form, &filter->diag);
    return state.documents != NULL ? FILTER_OK : FILTER_FAILED;
}

/* With --strict: false, and what is told, if something is an error. */
static bool is_sound(struct filter *filter)
{
    bool good = !state.rendering.options.is_strict ||
                flaw_errors_none(&state.errors, filter->facts, &filter->diag);

    filter->others = state.errors.others;
    filter->other_count = state.errors.other_count;
    return good;
}

static enum filter_status render(struct filter *filter, const struct record *record)
{
    const struct rendering_options *options = &state.rendering.options;
    struct document document = {.record = filter->record_number,
                                .client_id = facts_cell(filter->facts, COL_CLIENT_ID)};
    enum rendering_pieces pieces = RENDER_WHOLE;

    if (!recipients_take(&state.recipients))
        return FILTER_OK;
    if (!is_sound(filter))
        return FILTER_REFUSED;
    if (options->split >= 0)
        document.value = facts_cell(filter->facts, options->split);
    if (options->output_dir == NULL || options->split >= 0)
        pieces = documents_begins(state.documents, document.value) ? RENDER_FIRST
                                                                   : RENDER_NEXT;
    document.text = rendering_make(&state.rendering, filter->facts, record, pieces);
    return documents_write(state.documents, &document, &filter->diag) ? FILTER_OK
                                                                      : FILTER_FAILED;
}

static enum filter_status finish(struct filter *filter)
{
    struct documents *documents = state.documents;
    unsigned long long count = documents_count(documents);
    struct span foot = count > 0 ? rendering_foot(&state.rendering) : span_of("", 0);

    state.documents = NULL;
    if (!documents_finish(documents, foot, &filter->diag))
        return FILTER_FAILED;
    filter_note_doubts(filter, state.rendering.dossier.notes.doubts |
                                   state.recipients.notes.doubts |
                                   state.errors.notes.doubts);
    buffer_print(&state.text, "%llu documents", count);
    recipients_print(&state.recipients, &state.text);
    filter_note(filter, "%.*s", (int)state.text.len, state.text.bytes);
    return FILTER_OK;
}

static void clean(struct filter *filter)
{
    (void)filter;
    documents_free(state.documents);
    rendering_free(&state.rendering);
    buffer_free(&state.text);
    flaw_errors_free(&state.errors);
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
    state.rendering.options.split = -1;
    return filter_main(&tool, argc, argv);
}
