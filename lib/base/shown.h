/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Other people's text in messages: names of files and headers may hold what a terminal
 * obeys, or what nobody sees. Such a character is written as its code, `<U+0085>`, and
 * a byte that is not UTF-8 as `<0xE4>`.
 */
#ifndef VIERPHASEN_SHOWN_H
#define VIERPHASEN_SHOWN_H

#include <stdio.h>

#include "base/buffer.h"
#include "base/span.h"

enum shown {
    /*
     * Written as codes: controls (C0, DEL, C1), what turns the direction of writing,
     * line separators, and spaces that are no blanks or have no width.
     */
    SHOWN_SAFE,
    SHOWN_MARKS /* and accents that stand behind their letter: U+0300 … U+036F */
};

void shown_add(struct buffer *out, struct span text, enum shown how);

/* Prints the text (SHOWN_SAFE) as a line, at once. */
void shown_print_line(struct span text, FILE *to);

#endif
