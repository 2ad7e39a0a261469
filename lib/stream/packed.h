/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files that are no text: what people take for an export, and what makes one of it.
 */
#ifndef VIERPHASEN_PACKED_H
#define VIERPHASEN_PACKED_H

#include <stdbool.h>

#include "base/span.h"

/* So much of an archive tells what it is. */
enum { PACKED_BYTES = 4096 };

/* Whether it begins as a zip archive, of which workbooks are made. */
bool packed_is_archive(struct span head);

/*
 * What the beginning of a file shows it to be, as a message with the remedy; NULL: it
 * may be text. The bytes are those of the file, or what became of them if they were
 * taken for Windows-1252.
 */
const char *packed_fault(struct span head);

#endif
