/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From a person to a document: which form, filled with the dossier, as text, as a page
 * or as the values themselves. Text, page and JSON come from the same dossier.
 */
#ifndef VIERPHASEN_RENDERING_H
#define VIERPHASEN_RENDERING_H

#include "agreement/dossier.h"
#include "agreement/form.h"
#include "agreement/form_list.h"
#include "agreement/offices.h"
#include "base/buffer.h"
#include "rules/labels.h"

enum rendering_format { RENDER_TEXT, RENDER_HTML, RENDER_JSON };

enum { RENDER_FORMATS = 3 };

extern const char *const RENDER_FORMAT_NAMES[RENDER_FORMATS]; /* text html json */
extern const char *const RENDER_EXTENSIONS[RENDER_FORMATS];   /* txt html json */

/* Set by options. */
struct rendering_options {
    enum rendering_format format;
    bool is_large;          /* a page in large print */
    const char *form;       /* NULL: the law of the day names it */
    const char *folder;     /* of forms; NULL: the data folder */
    const char *offices;    /* a file; NULL: none */
    const char *output_dir; /* files in it; NULL: all on stdout */
    int split;              /* a file for each value of this column; -1: a person */
    bool replaces;          /* the folder may be that of an earlier run */
    bool is_strict;         /* who has an error is refused */
    bool only_due;          /* only whose agreement is due */
};

struct rendering {
    struct rendering_options options;
    struct form_list list;
    struct form forms[2]; /* sgb2, sgb3 */
    bool is_agreement;    /* one of them is for those who get an agreement */
    struct dossier_frame frame;
    struct offices offices;
    struct labels *labels;
    struct dossier dossier;
    struct layout layout;
    struct buffer out;
    struct arena arena;
};

/*
 * Loads the list of forms and looks for --form in it; a folder may hold more than the
 * list names. A zeroed rendering with options begins; rendering_free is safe on it.
 * False and faults, or a diag.
 */
bool rendering_prepare(struct rendering *rendering, struct faults *faults,
                       struct diag *diag);

/*
 * Loads laws, forms and tables; the rest of frame is the caller's, and the header is
 * there. False and faults, or a diag.
 */
bool rendering_load(struct rendering *rendering, int32_t as_of, struct faults *faults,
                    struct diag *diag);
void rendering_free(struct rendering *rendering);

/* Whether a form names the steps of the plan and not whether they are known. */
bool rendering_needs_steps(const struct rendering *rendering);

/* Says what the facts must have. */
void rendering_want(const struct rendering *rendering, struct facts *facts);

/* Which pieces of a page are written. */
enum rendering_pieces { RENDER_WHOLE, RENDER_FIRST, RENDER_NEXT };

/*
 * The document of a person; until the next one. Of a page that holds many: with
 * RENDER_FIRST its beginning goes before, and rendering_foot ends it.
 */
struct span rendering_make(struct rendering *rendering, const struct facts *facts,
                           const struct record *record, enum rendering_pieces pieces);
struct span rendering_foot(struct rendering *rendering);

#endif
