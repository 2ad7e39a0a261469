/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is written for a terminal: how wide it is, and cells in which nothing is left
 * that it would obey.
 */
#ifndef VIERPHASEN_TERMINAL_H
#define VIERPHASEN_TERMINAL_H

#include <stddef.h>

#include "base/buffer.h"
#include "base/span.h"

struct output;

/* What stands in place of the rest of a text, and of a line end in it. */
#define TERMINAL_CUT "…"
#define TERMINAL_LINE_END "↵"

/*
 * How many columns a line may have: COLUMNS of the environment if that is a positive
 * number, else those of the terminal that the output is. 0: as many as it needs.
 */
size_t terminal_width(const struct output *output);

/*
 * Adds a value as one line: LF and CR LF as TERMINAL_LINE_END, other characters that a
 * terminal obeys or nobody sees as their codes (base/shown.h).
 */
void terminal_show(struct buffer *out, struct span value);

/* Adds as much of a shown text as `width` columns hold, cut with TERMINAL_CUT. */
void terminal_cut(struct buffer *out, struct span text, size_t width);

#endif
