/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text in JSON (RFC 8259).
 */
#ifndef VIERPHASEN_JSON_H
#define VIERPHASEN_JSON_H

#include <stddef.h>

#include "base/buffer.h"
#include "base/span.h"

enum { JSON_ESCAPE_MOST = 6 }; /* bytes that one byte can become */

/*
 * Writes text as the inside of a string, with the shortest escapes, into out (room for
 * JSON_ESCAPE_MOST * text.len bytes); returns the length.
 */
size_t json_escape(struct span text, char *out);

/* Adds the text as a string, with its quotes. */
void json_string(struct buffer *out, struct span text);

#endif
