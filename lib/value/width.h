/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How many columns of a terminal a text takes up, whatever the locale: an accent that
 * stands behind its letter none, a wide character of East Asia two, any other one.
 * Characters that a terminal obeys have no width: they are made visible first
 * (base/shown.h).
 */
#ifndef VIERPHASEN_WIDTH_H
#define VIERPHASEN_WIDTH_H

#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

/* 0, 1 or 2. */
unsigned width_of_point(uint32_t point);

/* A byte that is not UTF-8 counts 1. */
size_t width_of(struct span text);

/*
 * How many bytes from the start of a text fit into `width` columns, with the accents of
 * the last character; *used is what they take up.
 */
size_t width_fit(struct span text, size_t width, size_t *used);

#endif
