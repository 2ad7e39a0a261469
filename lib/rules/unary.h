/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tests of a cell as they are written: where one ends and the next begins
 * (vierphasen-concept(5)). What they mean is the business of condition.c.
 */
#ifndef VIERPHASEN_UNARY_H
#define VIERPHASEN_UNARY_H

#include <stdbool.h>

#include "base/mem.h"
#include "base/span.h"

/*
 * Cuts off the first test of *rest, up to a comma outside brackets and quotes. ptr NULL
 * of *rest: that was the last one.
 */
struct span unary_cut(struct span *rest);

/* Whether the test is `NAME(INSIDE)`; gives the inside. */
bool unary_is_call(struct span test, const char *name, struct span *inside);

/*
 * Whether a text may stand without quotes: there is something of it, and no blank,
 * comma, semicolon, bracket or quote in it.
 */
bool unary_is_bare(struct span text);

/* The text of a quoted test, `""` in it is a quote; without quotes the test itself. */
struct span unary_unquote(struct span test, struct arena *arena);

#endif
