/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where bytes come from: a file or standard input, in UTF-8 or in an encoding that is
 * converted on the way (iconv). What can't be decoded becomes a byte that is not UTF-8,
 * so that the reader refuses the record that holds it, with its place.
 */
#ifndef VIERPHASEN_INPUT_H
#define VIERPHASEN_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/span.h"

enum encoding {
    ENCODING_UTF8, /* bytes pass as they are; the reader checks them */
    /*
     * A byte order mark decides; else UTF-8, or Windows-1252 if the first byte above
     * 0x7F begins no UTF-8 sequence.
     */
    ENCODING_AUTO,
    ENCODING_WINDOWS_1252,
    ENCODING_ISO_8859_15,
    ENCODING_UTF16
};

/* `auto`, `utf-8`, `windows-1252`, `iso-8859-15`, `utf-16`; false for anything else. */
bool encoding_from_name(struct span name, enum encoding *encoding);

struct diag;
struct input;

/*
 * `path` as the user gave it, `-` is standard input; `block` is the most that one
 * read(2) asks for (> 0). NULL and a diag on failure.
 */
struct input *input_open(const char *path, enum encoding encoding, size_t block,
                         struct diag *diag);
void input_close(struct input *input);

/* The name for messages: the path, or `<stdin>`. */
const char *input_name(const struct input *input);

/* Gives at most size bytes (size >= 16). 0 at the end, -1 and a diag on failure. */
ssize_t input_read(struct input *input, char *bytes, size_t size, struct diag *diag);

#endif
