/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Document templates: text with fields, so that what a document says can be edited
 * without a compiler. A template is read once and filled for each person.
 *
 *     {name}      the value of a field
 *     {?name}     on a line of its own: up to {/name} only if the field is not empty
 *     {!name}     … only if it is empty
 *     {#name}     … once for each item of the list
 *     {>file}     the template of that name in the same folder
 *
 * A line starting with `##` is a comment. Text is folded at 78 characters; what is
 * folded keeps the indent of its line.
 */
#ifndef VIERPHASEN_TEMPLATE_H
#define VIERPHASEN_TEMPLATE_H

#include "base/buffer.h"
#include "base/span.h"

struct arena;
struct diag;
struct template_form;

/* Reads and checks a template of the data folder `forms`. NULL and a diag with
 * file:line. */
struct template_form *template_open(const char *name, struct arena *arena,
                                    struct diag *diag);

/*
 * Where the values come from. `item` is the number within the list that is being
 * filled. A field that there is not has a value whose ptr is null.
 */
struct template_values {
    struct span (*value)(void *data, struct span field, unsigned item);
    unsigned (*count)(void *data, struct span list);
    void *data;
};

/* A zeroed struct is empty; buffer_free ends its text. */
struct template_text {
    struct buffer text;
    struct span unknown_field; /* named by the form; ptr NULL: none */
};

/* Replaces the text by the filled template. */
void template_fill(const struct template_form *form,
                   const struct template_values *values, struct template_text *out);

#endif
