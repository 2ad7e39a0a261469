/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The form in which a cell of a concept's table is compared: what means the same is the
 * same text. Dates take the form YYYY-MM-DD, an empty test the form of an empty cell,
 * blanks that separate nothing fall away. What two cells mean beyond that (A,B and B,A)
 * is not compared: whoever reads the difference sees what somebody wrote.
 */
#ifndef VIERPHASEN_CELL_FORM_H
#define VIERPHASEN_CELL_FORM_H

#include "base/mem.h"
#include "base/span.h"

enum cell_kind {
    CELL_TEXT,   /* compared as it stands, but for a date that is all of it */
    CELL_TESTS,  /* the notation of rules: tests, steps, columns, codes */
    CELL_CLOSING /* a closing day of the table calendar */
};

/* The form of a cell, in the arena or the cell itself. */
struct span cell_form(struct span cell, enum cell_kind kind, struct arena *arena);

#endif
