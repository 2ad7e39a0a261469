/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agreement/rendering.h"

#include "base/diag.h"
#include "stream/header.h"

const char *const RENDER_FORMAT_NAMES[RENDER_FORMATS] = {"text", "html", "json"};
const char *const RENDER_EXTENSIONS[RENDER_FORMATS] = {"txt", "html", "json"};

/* Around each document of a page, on lines of their own; egv-pdf cuts there. */
static const char DOCUMENT_BEGIN[] = "\n<div class=\"document\">";
static const char DOCUMENT_END[] = "</div>";

/* What each column of the stream is called. */
static const struct span *labels(struct rendering *rendering)
{
    const struct header *header = rendering->frame.header;
    const struct columns *columns = &rendering->frame.concept->columns;
    struct span *list =
        arena_alloc(&rendering->arena, (header->count + 1) * sizeof *list);

    for (unsigned i = 0; i < header->count; i++) {
        int column = columns_find(columns, header->names[i]);
        struct span word = german_word(&rendering->german, "column", header->names[i]);
        list[i] = column >= 0    ? german_column(&rendering->german, column)
                  : word.len > 0 ? word
                                 : header->names[i];
    }
    return list;
}

bool rendering_load(struct rendering *rendering, int32_t as_of, struct faults *faults,
                    struct diag *diag)
{
    static const char *const circles[] = {"sgb2", "sgb3"};
    const struct rendering_options *options = &rendering->options;
    struct law *laws = rendering->frame.laws;

    rendering->frame.offices = &rendering->offices;
    rendering->frame.subjects = &rendering->subjects;
    rendering->frame.german = &rendering->german;
    rendering->frame.is_large = options->is_large;
    if (!german_begin(&rendering->german, rendering->frame.concept, faults))
        return false;
    rendering->frame.labels = labels(rendering);
    for (unsigned i = 0; i < 2; i++)
        if (!law_load(&laws[i], circles[i], as_of, &rendering->arena, faults))
            return false;
    if (!subjects_load(&rendering->subjects, &rendering->arena, faults) ||
        (options->offices != NULL &&
         !offices_load(&rendering->offices, options->offices, &rendering->arena,
                       faults)))
        return false;
    for (unsigned i = 0; i < 2; i++)
        if (!form_open(&rendering->forms[i], options->folder,
                       options->form != NULL ? span_from(options->form) : laws[i].form,
                       dossier_names(), &rendering->arena, diag))
            return false;
    return true;
}

void rendering_free(struct rendering *rendering)
{
    german_end(&rendering->german);
    offices_free(&rendering->offices);
    dossier_free(&rendering->dossier);
    layout_free(&rendering->layout);
    buffer_free(&rendering->out);
    arena_free(&rendering->arena);
}

void rendering_want(const struct rendering *rendering, struct facts *facts)
{
    const struct template forms[] = {rendering->forms[0].template,
                                     rendering->forms[1].template};

    dossier_want(facts, forms, 2);
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
