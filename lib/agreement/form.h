/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A form: what a document says and in which order, as a template of HTML
 * (agreement/template.h, agreement/form_markup.h) that an office changes without a
 * compiler. It and its parts `{{>part}}` lie where form_folder.h says. The same form is
 * written as a page or as text.
 */
#ifndef VIERPHASEN_FORM_H
#define VIERPHASEN_FORM_H

#include "agreement/form_markup.h"
#include "agreement/layout_run.h"
#include "agreement/template.h"

struct form {
    struct template template;
    struct form_markup markup;
    struct layout_runs *runs; /* of its parts, as texts are written */
    struct arena *arena;
};

/* Reads and checks a form and its parts. Memory is the arena's. False and a diag. */
bool form_read(struct form *form, struct span name,
               const struct template_source *source, struct template_names names,
               struct arena *arena, struct diag *diag);

/*
 * Reads and checks the form of that name; `folder` NULL: the data folder only. All
 * memory is the arena's. False and a diag with file:line; a name that there is not is
 * told with those that there are.
 */
bool form_open(struct form *form, const char *folder, struct span name,
               struct template_names names, struct arena *arena, struct diag *diag);

/*
 * Adds a piece of the page: up to where the content of <main> begins, this content, and
 * all behind it. So one page can hold the documents of many.
 */
enum form_piece { FORM_HEAD, FORM_CONTENT, FORM_FOOT };

void form_page(const struct form *form, enum form_piece piece,
               const struct template_values *values, struct buffer *out);

/* The document as text; the layout holds it until the next one. */
struct span form_text(const struct form *form, const struct template_values *values,
                      struct layout *layout);

#endif
