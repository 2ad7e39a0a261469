/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The findings of the level error, as messages: for who lets no person pass that has
 * one. They name check, column and label, and nothing of the person.
 */
#ifndef VIERPHASEN_FLAW_ERRORS_H
#define VIERPHASEN_FLAW_ERRORS_H

#include <stdbool.h>

#include "plan/flaws.h"

struct diag;

/* A zeroed struct; flaw_errors_begin before the first record, flaw_errors_free ends it.
 */
struct flaw_errors {
    struct flaw *flaws; /* [flaws_most] */
    struct diag *others;
    unsigned other_count;
    struct deadline_notes notes;
};

/* Says what the facts must have. */
void flaw_errors_begin(struct flaw_errors *errors, struct facts *facts);
void flaw_errors_free(struct flaw_errors *errors);

/* False if the person has any: the first is in *first, the rest in errors->others. */
bool flaw_errors_none(struct flaw_errors *errors, struct facts *facts,
                      struct diag *first);

#endif
