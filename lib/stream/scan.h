/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The vectorised scan: one pass over a block of bytes that notes where the delimiters,
 * the line ends, the quotes and the odd bytes are, 64 bytes at a time. It knows nothing
 * of records.
 *
 * AVX-512, AVX2 or SSE2 is chosen at run time, with a portable fallback; all give the
 * same index, and a test holds them against each other.
 */
#ifndef VIERPHASEN_SCAN_H
#define VIERPHASEN_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Positions are written eight at a time: so much more room the arrays need. */
enum { SCAN_PAD = 64 };

struct scan_index {
    uint32_t *ends; /* positions of delimiters and LFs */
    size_t end_count;
    uint32_t *lines; /* for each LF: its index in ends */
    size_t line_count;
    uint32_t *quotes; /* positions of `"` */
    size_t quote_count;
    /*
     * Positions of the bytes that keep a record from being plain: a control character
     * that is neither delimiter nor line end (of U+0080 … U+009F the first byte), a
     * backslash, a CR that no LF follows, a byte that is not UTF-8, or one of a
     * sequence that either end of the text cuts in two.
     */
    uint32_t *odds;
    size_t odd_count;
};

/*
 * Appends what base[from … to) holds to the index; positions count from base. The
 * arrays must have room for to - from + SCAN_PAD more entries each. Quotes are noted if
 * `quotes` is set. A CR in the last byte counts as odd, because what follows is not
 * known.
 */
void scan_block(struct scan_index *index, const char *base, size_t from, size_t to,
                char delimiter, bool quotes);

enum scan_kernel { SCAN_SCALAR, SCAN_SSE2, SCAN_AVX2, SCAN_AVX512 };

/*
 * The kernel that scan_block tries first, then the lesser ones: what $VIERPHASEN_SCAN
 * says, one of scalar, sse2, avx2 and avx512, else the last. It is for tests and
 * changes no byte of the output.
 */
enum scan_kernel scan_best_kernel(void);

/* For tests: scan_block with a given kernel; false if this machine does not have it. */
bool scan_block_with(enum scan_kernel kernel, struct scan_index *index,
                     const char *base, size_t from, size_t to, char delimiter,
                     bool quotes);

#endif
