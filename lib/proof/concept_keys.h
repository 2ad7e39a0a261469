/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the table `concept` says for people, and what no tool keeps: title and source.
 */
#ifndef VIERPHASEN_CONCEPT_KEYS_H
#define VIERPHASEN_CONCEPT_KEYS_H

#include "base/mem.h"
#include "base/span.h"
#include "rules/concept.h"

/* The value of a key on the day for which the concept is loaded; empty: there is none.
 */
struct span concept_key(const struct concept *concept, const char *key,
                        struct arena *arena);

/* The title, or the name of the folder. */
struct span concept_title(const struct concept *concept, struct arena *arena);

/* The name without the folders before it; `concept` for `.` and `..`. */
struct span concept_short_name(const struct concept *concept);

#endif
