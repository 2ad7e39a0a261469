/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Codes: ASCII letters, digits, `-` and `_`, compared exactly; and sets of codes that
 * give each a small number, so that a record's code is compared once and then is a
 * number.
 */
#ifndef VIERPHASEN_CODE_H
#define VIERPHASEN_CODE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"

struct arena;

bool code_is_valid(struct span text);

/* The letters, digits and `_` with which a text begins: the name of a column. */
struct span code_leading_name(struct span text);

/* Reads `yes no y n ja nein j n 1 0 true false` in any case. */
bool code_parse_yesno(struct span text, bool *yes);

/*
 * Codes (or other short texts) in the order in which they were added. A zeroed struct
 * is an empty set. The texts are borrowed, the arrays live in the arena.
 */
struct code_set {
    unsigned count, capacity;
    struct span *names;
    uint64_t *keys; /* a number for each name: most look-ups end here */
};

/* The number of the code, or -1. */
int code_find(const struct code_set *set, struct span name);

/* Adds the code if it is new; its number. */
int code_add(struct code_set *set, struct span name, struct arena *arena);

/* The same for a code that is known to be new. */
int code_append(struct code_set *set, struct span name, struct arena *arena);

#endif
