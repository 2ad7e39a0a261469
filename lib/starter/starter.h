/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The folder of a new local concept: tables with a header and commented examples, from
 * the patterns in lib/data/starter. In a pattern `@WORD@` stands for what is known of
 * the new concept and of the one that it extends; a line with a word of which nothing
 * is known is left out. `@?WORD@` is only that condition and stands for nothing.
 */
#ifndef VIERPHASEN_STARTER_H
#define VIERPHASEN_STARTER_H

#include <stdbool.h>
#include <stdint.h>

struct concept;
struct diag;

struct starter {
    const char *folder;         /* to be made; its last part is the concept's name */
    const char *extends;        /* NAME, or DIR as seen from where the tool runs */
    int32_t valid_from;         /* and the year for days in the examples */
    const struct concept *base; /* the concept that is extended */
};

/*
 * Writes the folder, whole or not at all. A table of rules is written where the
 * concept that is extended has it, because an empty one would be another rule than
 * none. False and a diag if the folder exists, has no name for a concept or can't be
 * written.
 */
bool starter_write(const struct starter *starter, struct diag *diag);

#endif
