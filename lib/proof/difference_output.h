/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How changed rows are written: as lines for people, or as a stream.
 */
#ifndef VIERPHASEN_DIFFERENCE_OUTPUT_H
#define VIERPHASEN_DIFFERENCE_OUTPUT_H

struct output;
struct row_change;
struct writer;

/* The columns of the stream, between spaces. */
extern const char DIFFERENCE_COLUMNS[];

/* A record of the stream. */
void difference_write(const struct row_change *change, struct writer *writer);

/* `FILE:LINE: TABLE KEY: …`; a control character in a cell becomes a `?`. */
void difference_write_line(const struct row_change *change, struct output *output);

#endif
