/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What of HTML a form may hold, and what is read out of it: elements of text, lists and
 * tables, each opened and closed within its section; no script, no address of anything
 * outside, and values between tags only. So a value can change nothing but its own
 * place, and a form nothing outside its document. A form has one <main> and one
 * <title>.
 *
 * Source: HTML Living Standard, 4.3 to 4.9 and 13.1 (a subset, as XML writes it: end
 * tags stand, attributes are in double quotes).
 */
#ifndef VIERPHASEN_FORM_MARKUP_H
#define VIERPHASEN_FORM_MARKUP_H

#include <stdbool.h>

#include "agreement/template.h"

/* The elements of forms, as form_markup.c names them. */
enum element {
    ELEMENT_HTML,
    ELEMENT_HEAD,
    ELEMENT_META,
    ELEMENT_TITLE,
    ELEMENT_STYLE,
    ELEMENT_BODY,
    ELEMENT_HEADER,
    ELEMENT_MAIN,
    ELEMENT_FOOTER,
    ELEMENT_SECTION,
    ELEMENT_DIV,
    ELEMENT_H1,
    ELEMENT_H2,
    ELEMENT_H3,
    ELEMENT_P,
    ELEMENT_UL,
    ELEMENT_OL,
    ELEMENT_LI,
    ELEMENT_DL,
    ELEMENT_DT,
    ELEMENT_DD,
    ELEMENT_TABLE,
    ELEMENT_CAPTION,
    ELEMENT_THEAD,
    ELEMENT_TBODY,
    ELEMENT_TR,
    ELEMENT_TH,
    ELEMENT_TD,
    ELEMENT_STRONG,
    ELEMENT_EM,
    ELEMENT_SPAN,
    ELEMENT_BR,
    ELEMENT_COUNT
};

enum mark_kind {
    MARK_OPEN,
    MARK_CLOSE,
    MARK_TEXT,  /* references are read, any white space is one blank */
    MARK_BLANK, /* <span class="blank">: a line to be filled in by hand */
    MARK_BOX    /* <span class="box">: a box to be ticked */
};

struct mark {
    enum mark_kind kind;
    enum element element; /* OPEN, CLOSE */
    struct span text;     /* TEXT */
};

/*
 * The marks of a template's parts: those of part i are first[i] … first[i + 1] - 1.
 * Those that change nothing in a text are left out: of <strong>, <em>, <span>, and a
 * blank between two blocks.
 */
struct form_markup {
    unsigned *first;
    struct mark *marks;
    bool *is_line; /* of a part that is a value: it stands in <title> */
    /* Where the content of <main> begins and ends: a part, and bytes within it. */
    unsigned main_part, end_part;
    size_t main_at, end_at;
};

/* Reads the markup of a template; memory is the arena's. False and a diag. */
bool form_markup_read(struct form_markup *markup, const struct template *template,
                      struct arena *arena, struct diag *diag);

#endif
