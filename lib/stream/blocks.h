/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The files of a reader in blocks: whoever reads for several processes takes a file's
 * bytes out of the reader, cuts them where records end (cutter.h), and has a copy of
 * the reader read each block as if the file held nothing else. What such a reader gives
 * or refuses, and the line numbers that it names, are those of the whole file.
 */
#ifndef VIERPHASEN_BLOCKS_H
#define VIERPHASEN_BLOCKS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "stream/input.h"
#include "stream/reader.h"

struct cutter;
struct diag;

/* From now on READER_END comes at the end of each file. */
void blocks_hold(struct reader *reader);

/*
 * Then goes on to the next file and reads its header: READER_RECORD, READER_END if
 * there is none, READER_FAILED and a diag.
 */
enum reader_status blocks_next_file(struct reader *reader, struct diag *diag);

/* The file is a part of a larger one, in which its next record stands in this line. */
void blocks_number(struct reader *reader, unsigned long line);

/* Begins to cut the file at the reader's next record, which stands in this line. */
void blocks_begin(const struct reader *reader, struct cutter *cutter,
                  unsigned long *line);

/*
 * Whether the file need not be taken, as each process can read what is its own: a
 * regular file in which each line is a record. *from: where the next record begins.
 */
bool blocks_are_ranges(const struct reader *reader, off_t *from);

/*
 * The end of a range of lines from there on, of `size` bytes or some more; *to is
 * BLOCKS_TO_END if none may lie behind it. False and a diag if it can't be read.
 */
bool blocks_end_range(const struct reader *reader, off_t from, size_t size, off_t *to,
                      struct diag *diag);

enum { BLOCKS_TO_END = -1 };

/* Bytes of the file at a place, as of blocks_take. */
ssize_t blocks_read_at(const struct reader *reader, off_t from, char *bytes,
                       size_t size, struct diag *diag);

/* The physical line of the next record. */
unsigned long blocks_line(const struct reader *reader);

/*
 * Takes at most `size` (>= 16) bytes of the file that the reader hasn't used. 0 at the
 * end, -1 and a diag on failure.
 */
ssize_t blocks_take(struct reader *reader, char *bytes, size_t size, struct diag *diag);

/* Whether that would have to wait; and the descriptor that tells poll(2) when not. */
bool blocks_would_wait(const struct reader *reader);
int blocks_descriptor(const struct reader *reader);

/*
 * The next records are those of the source, from this line on; the reader stands at the
 * end of a block, or its file was taken. The source is borrowed.
 */
void blocks_enter(struct reader *reader, const struct input_source *source,
                  unsigned long line);

/* Counts what other readers found in their blocks. */
void blocks_count(struct reader *reader, const struct reader_counts *more);

#endif
