/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * --to=table: aligned columns for a terminal. They are as wide as their name and the
 * values of the first TABLE_SAMPLE records, at most TABLE_WIDEST; what is wider is cut
 * with `…`, as are lines that are wider than the terminal. Numbers stand to the right.
 */
#ifndef VIERPHASEN_TABLE_FORM_H
#define VIERPHASEN_TABLE_FORM_H

#include "stream/writer.h"

enum { TABLE_SAMPLE = 1000, TABLE_WIDEST = 500 };

extern const struct writer_form table_form;

#endif
