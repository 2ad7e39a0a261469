/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Texts in JSON (RFC 8259).
 */
#ifndef VIERPHASEN_JSON_H
#define VIERPHASEN_JSON_H

#include <stddef.h>

#include "base/span.h"

/*
 * Encodes text as the inside of a string, with the shortest escapes, into out (room for
 * 6 * len bytes); returns the length.
 */
size_t json_encode(struct span text, char *out);

#endif
