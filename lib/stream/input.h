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

/*
 * Bytes that come from elsewhere in place of the file's, in UTF-8: at most `size`, 0 at
 * their end, -1 and a diag on failure.
 */
struct input_source {
    void *context;
    ssize_t (*read)(void *context, char *bytes, size_t size, struct diag *diag);
};

/* From now on; borrowed. The name stays. */
void input_divert(struct input *input, const struct input_source *source);

/*
 * Whether input_read would have to wait for bytes; the descriptor tells poll(2) when
 * they are there.
 */
bool input_would_wait(const struct input *input);
int input_descriptor(const struct input *input);

/*
 * Whether the bytes are those of a regular file as they lie there, and nobody else
 * wants to see them pass: then *offset is that of the next one, and they can be read
 * from any place. input_read goes on as if nothing was read.
 */
bool input_has_places(const struct input *input, off_t *offset);
ssize_t input_read_at(const struct input *input, off_t offset, char *bytes, size_t size,
                      struct diag *diag);

/* How the file is written, as far as what was read so far decides it. */
struct coding input_coding(const struct input *input);

#endif
