/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reject file: a TSV stream `file line last_line column code message record`, one
 * line for each refused record, readable by its owner only. vierphasen-stream(5)
 * describes it.
 */
#ifndef VIERPHASEN_REJECT_H
#define VIERPHASEN_REJECT_H

#include "base/span.h"

struct diag;
struct output;

/* Opens the file and writes the header. NULL and a diag on failure. */
struct output *reject_open(const char *path, struct diag *diag);

/* `raw`: the record's bytes as read; NUL and bytes that are not UTF-8 are written as
 * \xHH, as text of the field: its backslash is escaped. */
void reject_write(struct output *output, const struct diag *why, struct span raw);

#endif
