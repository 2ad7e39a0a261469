/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which deadlines a concept has, as a stream: `deadline kind actor label rules` and, of
 * an input, `missing`: the columns that the deadline reads and the input lacks.
 */
#ifndef VIERPHASEN_DEADLINE_LIST_H
#define VIERPHASEN_DEADLINE_LIST_H

#include "due/selection.h"
#include "rules/concept.h"
#include "stream/header.h"
#include "stream/writer.h"

/* The columns between spaces, without `missing`. */
extern const char *const DEADLINE_LIST_COLUMNS;

/*
 * Writes the deadlines that are chosen, by their names; one of which no row is valid
 * today has only its name. Header NULL: there is no input.
 */
void deadline_list_write(const struct concept *concept,
                         const struct selection *selection, const struct header *header,
                         struct writer *writer);

#endif
