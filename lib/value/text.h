/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text as bytes: UTF-8 (RFC 3629), control characters, and the TSV escapes
 * `\t` `\n` `\r` `\\` of vierphasen-stream(5).
 */
#ifndef VIERPHASEN_TEXT_H
#define VIERPHASEN_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"

#define TEXT_BOM "\xEF\xBB\xBF"

/* How many line feeds stand in it. */
size_t text_count_lines(struct span text);

/* How many bytes from the start are well-formed UTF-8; text.len if all are. */
size_t text_utf8_prefix(struct span text);

/* The length of the well-formed sequence at the start of text (len > 0), or 0. */
size_t text_utf8_sequence(struct span text);

/*
 * False if a decoded value holds a control character (Unicode Cc) other than TAB, LF
 * and CR, which a text may hold.
 */
bool text_is_printable(struct span text);

/* Whether a TSV field is escaped correctly: each backslash stands before t n r or \. */
bool text_escapes_are_valid(struct span field);

/*
 * Decodes the TSV escapes of a field into out, which has room for field.len bytes, and
 * returns the length. A backslash before any other byte stays as it is.
 */
size_t text_unescape(struct span field, char *out);

/*
 * Without what nobody sees at either end: blanks, no-break spaces (U+00A0, U+202F,
 * U+2007), zero-width ones (U+200B, U+200C, U+200D, U+2060) and byte-order marks. What
 * stands inside stays.
 */
struct span text_trim_wide(struct span text);

/* Characters, not bytes: what a text takes up on a line. */
size_t text_width(struct span text);

/*
 * How many bytes of a text go on a line of `width` characters: up to the last space
 * that fits or, where none does, up to the first one. 0: there is no space.
 */
size_t text_wrap(struct span text, size_t width);

/* Whether a value is its own TSV field: no control character below 0x20, no backslash.
 */
bool text_needs_no_escape(struct span value);

/* Encodes a value as a TSV field into out (room for 2 * len bytes); returns the length.
 */
size_t text_escape(struct span value, char *out);

#endif
