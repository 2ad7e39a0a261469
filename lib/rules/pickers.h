/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which rules of a table may hold, by bit sets of rules for each code of a column:
 * before any test is looked at, so that a table costs its columns and not its rows.
 */
#ifndef VIERPHASEN_PICKERS_H
#define VIERPHASEN_PICKERS_H

#include <stdint.h>

#include "base/mem.h"
#include "rules/decision.h"

enum { PICKER_WORD = 64 }; /* rules in a word */

/* Parts the conditions of today's rules into pickers and the tests that are left. */
void pickers_make(struct decision *decision, struct arena *arena);

/* The rules of a word that all pickers let pass for these values, a bit each. */
uint64_t pickers_let_pass(const struct decision *decision, const struct value *values,
                          unsigned word);

#endif
