/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Names that look the same and are not: a letter and its accent are one character or
 * two (NFC, NFD), spaces are no-break ones or have no width, capitals.
 */
#ifndef VIERPHASEN_LIKENESS_H
#define VIERPHASEN_LIKENESS_H

#include <stdbool.h>

#include "base/span.h"

/* The most like comes first. */
enum likeness {
    LIKENESS_SAME, /* the same bytes */
    LIKENESS_FORM, /* the same text, but its accents in the other form */
    LIKENESS_LOOK, /* differs in spaces, in what isn't seen, or in capitals */
    LIKENESS_NONE
};

/* Both are UTF-8. Accented letters are those of U+00C0 … U+017F. */
enum likeness likeness_of(struct span a, struct span b);

/* Whether it holds an accent that is a character of its own (U+0300 … U+036F). */
bool likeness_has_marks(struct span text);

#endif
