/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which rules of a table may hold, by bit sets of rules for each value of a column:
 * before any test is looked at, so that a table costs its columns and not its rows.
 *
 * A value picks by its place: whether it is known; its code; or, where tests compare
 * with numbers that are the same for everybody, between which of these it lies. What
 * that leaves open (a list, a bound that moves with the day or is a column, the last of
 * very many numbers) are the rule's tests. Behind the words of a set stand those that
 * tell which of the words aren't empty, so that words without rules are skipped.
 */
#ifndef VIERPHASEN_PICKERS_H
#define VIERPHASEN_PICKERS_H

#include <stdint.h>

#include "base/mem.h"
#include "rules/decision.h"

/* Parts the conditions of today's rules into pickers and the tests that are left. */
void pickers_make(struct decision *decision, struct arena *arena);

/* The rules of a word that all pickers let pass for these values, a bit each. */
uint64_t pickers_let_pass(const struct decision *decision, const struct value *values,
                          size_t word);

/* The place of a value in the sets of a picker. */
unsigned pickers_place(const struct picker *picker, const struct value *value);

/* The first word from this one on that may have rules; decision->words: none has. */
size_t pickers_skip(const struct decision *decision, const struct value *values,
                    size_t word);

#endif
