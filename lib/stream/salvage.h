/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A field of a record that is refused, where it can be read without guessing: all
 * before it is sound. For whoever must know whose record it was.
 */
#ifndef VIERPHASEN_SALVAGE_H
#define VIERPHASEN_SALVAGE_H

#include <stdbool.h>

#include "base/span.h"
#include "stream/dialect.h"

/*
 * The value of the field `number` (from 0) of a record's bytes, written to out, which
 * has room for raw.len bytes. False if there is no such field, a quote before its end
 * is misplaced or never closed, or it holds what a value can't: a faulty escape of TSV,
 * control characters, bytes that are not UTF-8.
 */
bool salvage_field(struct span raw, struct dialect dialect, unsigned number, char *out,
                   struct span *value);

#endif
