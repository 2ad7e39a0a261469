/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which concepts decide about a column, and by which codes: so that a caseload that was
 * categorised under another concept is refused with the name of that one. The concepts
 * are those of datadir_list_concepts. Of each only the decided tables are read, when
 * the first refusal asks, and kept; faults in them are nobody's business here.
 */
#ifndef VIERPHASEN_ORIGINS_H
#define VIERPHASEN_ORIGINS_H

#include <stdbool.h>

#include "base/span.h"

struct buffer;
struct origins;

/* For the concept of this name, which is borrowed. */
struct origins *origins_new(struct span concept_name);
void origins_free(struct origins *origins);

/*
 * Adds to the text behind the codes of a decided column that a value is none of them:
 * whose codes they are, which concept gives this one, if any does, and what to do.
 */
void origins_explain_code(struct origins *origins, struct span table, struct span code,
                          struct buffer *text);

/*
 * Adds `--concept=NAME` for each concept that decides all these tables, with `or`
 * between them; `--concept` if none does.
 */
void origins_name_deciders(struct origins *origins, const struct span *tables,
                           unsigned count, struct buffer *text);

#endif
