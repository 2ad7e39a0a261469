/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where bytes come from: a file or standard input, in UTF-8 or in an encoding that is
 * decoded on the way (decoding.h). What is no character becomes bytes that are not
 * UTF-8, so that the reader refuses the record that holds it, with its place.
 */
#ifndef VIERPHASEN_INPUT_H
#define VIERPHASEN_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "stream/decoding.h"

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

/* How the file is written, as far as what was read so far decides it. */
struct coding input_coding(const struct input *input);

#endif
