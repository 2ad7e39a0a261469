/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agreement/rendering.h"

#include "base/diag.h"
#include "stream/header.h"

const char *const RENDER_FORMAT_NAMES[RENDER_FORMATS] = {"text", "html", "json"};
const char *const RENDER_EXTENSIONS[RENDER_FORMATS] = {"txt", "html", "json"};

/* Around each document of a page, on lines of their own; egv-pdf cuts there. */
static const char DOCUMENT_BEGIN[] = "\n<div class=\"document\">";
static const char DOCUMENT_END[] = "</div>";

bool rendering_prepare(struct rendering *rendering, struct faults *faults,
                       struct diag *diag)
{
    const struct rendering_options *options = &rendering->options;

    if (!form_list_load(&rendering->list, options->folder, &rendering->arena, faults))
        return false;
    return options->form == NULL || options->folder != NULL ||
           form_list_has(&rendering->list, span_from(options->form)) ||
           form_list_unknown(&rendering->list, span_from(options->form),
                             &rendering->arena, diag);
}

/* What the columns of the stream are called, and what their values mean. */
static void set_meanings(struct rendering *rendering)
{
    const struct header *header = rendering->frame.header;
    struct span *heads =
        arena_alloc(&rendering->arena, (header->count + 1) * sizeof *heads);
    const struct columns *columns = &rendering->frame.concept->columns;
    bool *is_day = arena_alloc(&rendering->arena, header->count + 1);

    labels_head(rendering->labels, header->names, header->count, heads);
    for (unsigned i = 0; i < header->count; i++) {
        int column = columns_find(columns, header->names[i]);
        is_day[i] = column >= 0 && columns->column[column].kind == KIND_DATE;
    }
    rendering->frame.is_day = is_day;
    rendering->frame.labels = heads;
    rendering->frame.meanings = rendering->labels;
}

/* Whether a form says more of the columns of the stream than what they hold. */
static bool needs_meanings(const struct rendering *rendering)
{
    bool is_named = rendering->options.format == RENDER_JSON;

    for (unsigned i = 0; i < 2; i++) {
        const struct template *form = &rendering->forms[i].template;
        is_named = is_named || template_names_value(form, NAME_FIELD_LABEL) ||
                   template_names_value(form, NAME_FIELD_MEANING);
    }
    return is_named;
}

/* Opens the forms of both legal circles. */
static bool open_forms(struct rendering *rendering, struct diag *diag)
{
    const struct rendering_options *options = &rendering->options;

    for (unsigned i = 0; i < 2; i++) {
        struct span name = options->form != NULL ? span_from(options->form)
                                                 : rendering->frame.laws[i].form;
        if (!form_open(&rendering->forms[i], options->folder, name, dossier_names(),
                       &rendering->arena, diag))
            return false;
        rendering->is_agreement |= form_list_is_agreement(&rendering->list, name);
    }
    return true;
}

bool rendering_load(struct rendering *rendering, int32_t as_of, struct faults *faults,
                    struct diag *diag)
{
    static const char *const circles[] = {"sgb2", "sgb3"};
    const struct rendering_options *options = &rendering->options;
    struct law *laws = rendering->frame.laws;

    rendering->frame.offices = &rendering->offices;
    rendering->frame.profiling_on =
        columns_find(&rendering->frame.concept->columns, span_from("profiling_on"));
    rendering->frame.is_large = options->is_large;
    rendering->labels = labels_open(rendering->frame.concept, faults);
    if (rendering->labels == NULL)
        return false;
    rendering->frame.german = labels_german(rendering->labels);
    for (unsigned i = 0; i < 2; i++)
        if (!law_load(&laws[i], circles[i], as_of, &rendering->arena, faults))
            return false;
    if (options->offices != NULL &&
        !offices_load(&rendering->offices, options->offices, &rendering->arena, faults))
        return false;
    if (!open_forms(rendering, diag))
        return false;
    if (needs_meanings(rendering))
        set_meanings(rendering);
    return true;
}

void rendering_free(struct rendering *rendering)
{
    labels_close(rendering->labels);
    offices_free(&rendering->offices);
    dossier_free(&rendering->dossier);
    layout_free(&rendering->layout);
    buffer_free(&rendering->out);
    arena_free(&rendering->arena);
}

bool rendering_needs_steps(const struct rendering *rendering)
{
    static const int names[] = {NAME_PROPOSAL,       NAME_HAS_STEPS,
                                NAME_STEPS,          NAME_LANGUAGE_COURSE,
                                NAME_REHABILITATION, NAME_APPLICATIONS};

    for (unsigned i = 0; i < 2; i++) {
        const struct template *form = &rendering->forms[i].template;
        if (template_names_value(form, NAME_STEPS_KNOWN))
            continue;
        for (size_t j = 0; j < sizeof names / sizeof *names; j++)
            if (template_names_value(form, names[j]))
                return true;
    }
    return false;
}

void rendering_want(const struct rendering *rendering, struct facts *facts)
{
    const struct template forms[] = {rendering->forms[0].template,
                                     rendering->forms[1].template};

    dossier_want(&rendering->frame, facts, forms, 2);
}

static const struct form *form_of(const struct rendering *rendering)
{
    return &rendering->forms[rendering->dossier.law == &rendering->frame.laws[1]];
}

static void add_foot(struct rendering *rendering, const struct form *form,
                     const struct template_values *values)
{
    buffer_add_char(&rendering->out, '\n');
    form_page(form, FORM_FOOT, values, &rendering->out);
}

struct span rendering_make(struct rendering *rendering, const struct facts *facts,
                           const struct record *record, enum rendering_pieces pieces)
{
    struct template_values values = dossier_values(&rendering->dossier);
    const struct form *form;

    dossier_make(&rendering->dossier, &rendering->frame, facts, record);
    form = form_of(rendering);
    rendering->out.len = 0;
    switch (rendering->options.format) {
    case RENDER_TEXT:
        return form_text(form, &values, &rendering->layout);
    case RENDER_JSON:
        template_json(dossier_names(), &values, &rendering->out);
        buffer_add_char(&rendering->out, '\n');
        break;
    case RENDER_HTML:
        if (pieces != RENDER_NEXT)
            form_page(form, FORM_HEAD, &values, &rendering->out);
        buffer_add(&rendering->out, span_from(DOCUMENT_BEGIN));
        form_page(form, FORM_CONTENT, &values, &rendering->out);
        buffer_add(&rendering->out, span_from(DOCUMENT_END));
        if (pieces == RENDER_WHOLE)
            add_foot(rendering, form, &values);
    }
    return buffer_text(&rendering->out);
}

struct span rendering_foot(struct rendering *rendering)
{
    struct template_values values = dossier_values(&rendering->dossier);

    rendering->out.len = 0;
    if (rendering->options.format == RENDER_HTML)
        add_foot(rendering, form_of(rendering), &values);
    return buffer_text(&rendering->out);
}
