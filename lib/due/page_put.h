/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the pages of a due list are written with.
 */
#ifndef VIERPHASEN_PAGE_PUT_H
#define VIERPHASEN_PAGE_PUT_H

#include <stddef.h>

#include "base/span.h"

struct output;

void page_put(struct output *output, const char *text);
void page_put_repeated(struct output *output, char what, size_t count);
void page_put_number(struct output *output, unsigned long number);

/* A text, and spaces up to the width in characters. */
void page_put_padded(struct output *output, struct span text, size_t width);

/* A day that is given as YYYY-MM-DD, as DD.MM.YYYY. */
void page_put_day(struct output *output, struct span iso);

#endif
