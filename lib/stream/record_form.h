/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * --to=record: each record as a block for a terminal, a line a field with its name in
 * front, an empty line between two records. A long value goes on below itself where the
 * terminal is not wide enough, and at each line end in it.
 */
#ifndef VIERPHASEN_RECORD_FORM_H
#define VIERPHASEN_RECORD_FORM_H

#include "stream/writer.h"

/* A value has at least so many columns, however wide the names are. */
enum { RECORD_VALUE_LEAST = 20 };

extern const struct writer_form record_form;

#endif
