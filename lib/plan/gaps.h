/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a profile lacks: the columns of those checks of the level gap that are findings
 * (vierphasen-concept(5)).
 */
#ifndef VIERPHASEN_GAPS_H
#define VIERPHASEN_GAPS_H

#include <stddef.h>

#include "base/span.h"
#include "person/facts.h"

/* Says what the facts must have for gaps_list. */
void gaps_want(struct facts *facts);

/* The most bytes that gaps_list writes. */
size_t gaps_room(const struct concept *concept);

/*
 * Writes the names of the columns that a check wants filled and that are empty into out
 * (gaps_room bytes), between single spaces, each once, in the order of the table.
 */
struct span gaps_list(struct facts *facts, char *out);

#endif
