/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whole numbers: the one checked parser for every integer that comes from outside.
 */
#ifndef VIERPHASEN_NUMBER_H
#define VIERPHASEN_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

enum { NUMBER_MAX = 9999, NUMBER_BYTES = 20 };

/* 00 … 99, one behind the other. */
extern const char NUMBER_PAIRS[];

/* Decimal digits only (no sign, no space), value 0 … max; else false. */
bool number_parse(struct span text, int32_t max, int32_t *number);

/* How many digits the text begins with. */
size_t number_digits(struct span text);

/*
 * Decimal digits, with at most two more behind a point or comma, 0 … 9999.99; gives
 * hundredths. Else false.
 */
bool number_parse_hundredths(struct span text, int32_t *hundredths);

/* Writes hundredths as `3`, `3.5` or `3.25`; returns the count of bytes. */
size_t number_format_hundredths(long hundredths, char out[NUMBER_BYTES]);

/*
 * Writes a number that is given in tenths (decimals 1) or hundredths (2), with all its
 * decimals: `3.0`, `3.25`; decimals 0: `3`. Returns the count of bytes.
 */
size_t number_format_decimals(long number, unsigned decimals, char out[NUMBER_BYTES]);

/* a / b, rounded half up; 0 if b is 0. 2 * a + b must fit. */
uint64_t number_divide(uint64_t a, uint64_t b);

/* Writes the number in decimal without leading zeros; returns the count of bytes. */
size_t number_format(long number, char out[NUMBER_BYTES]);

#endif
