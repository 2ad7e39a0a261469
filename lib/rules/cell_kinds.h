/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the columns of any stream of ours hold, for a writer that tells numbers and
 * dates from texts: the case columns, those that a concept adds and derives
 * (columns.h), and those that lists have beside them. A column that none of these
 * know is text, and so are ids, codes and lists of them.
 */
#ifndef VIERPHASEN_CELL_KINDS_H
#define VIERPHASEN_CELL_KINDS_H

#include "stream/writer.h"

/* A cell_kinds_of (writer.h); the context is a concept's struct columns, or NULL. */
void cell_kinds_tell(const void *columns, const struct span *names, unsigned count,
                     enum cell_kind *kinds);

#endif
