/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What cells of a column become, of those that are known before the first record: what
 * a mapping translates, the codes of a concept, words for yes and no. Each is worked
 * out once, when the export is bound, and then found by its bytes; a cell that is not
 * among them is worked out when it comes, with the same result.
 *
 * The hash has no secret: which cells are in the table is said by tables of the office,
 * not by its data, so that no record can make a look-up slow.
 */
#ifndef VIERPHASEN_KNOWN_CELLS_H
#define VIERPHASEN_KNOWN_CELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

struct arena;

struct known_cell {
    struct span cell, value; /* the cell of a free slot is a null span */
};

/* A zeroed struct knows nothing. Its slots lie in an arena. */
struct known_cells {
    struct known_cell *slots;
    size_t slot_count, count; /* slots: a power of two, or 0 */
    size_t longest;           /* of the cells */
};

/* Adds a cell, unless it is known or empty; both texts are borrowed. */
void known_cells_add(struct known_cells *known, struct span cell, struct span value,
                     struct arena *arena);

/* Eight bytes of a cell, or all of a shorter one. */
static inline uint64_t known_cells_word(const char *bytes, size_t len)
{
    uint64_t word = 0;
    uint32_t first, last;

    if (len >= sizeof word) {
        memcpy(&word, bytes, sizeof word);
    } else if (len >= sizeof first) {
        memcpy(&first, bytes, sizeof first);
        memcpy(&last, bytes + len - sizeof last, sizeof last);
        word = (uint64_t)last << 32 | first;
    } else if (len > 0) {
        word = (uint64_t)(unsigned char)bytes[0] << 16 |
               (uint64_t)(unsigned char)bytes[len / 2] << 8 |
               (unsigned char)bytes[len - 1];
    }
    return word;
}

/* All bytes and the length, stirred. */
static inline size_t known_cells_hash(struct span cell)
{
    uint64_t hash = cell.len;

    for (; cell.len > sizeof hash; cell = span_after(cell, sizeof hash)) {
        hash = (hash ^ known_cells_word(cell.ptr, cell.len)) *
               UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 29;
    }
    hash = (hash ^ known_cells_word(cell.ptr, cell.len)) * UINT64_C(0xBF58476D1CE4E5B9);
    return (size_t)(hash >> 32);
}

/* What the cell becomes, in *value; false: it is not known. */
static inline bool known_cells_find(const struct known_cells *known, struct span cell,
                                    struct span *value)
{
    size_t mask = known->slot_count - 1;

    if (cell.len > known->longest || known->count == 0)
        return false;
    for (size_t at = known_cells_hash(cell) & mask; known->slots[at].cell.ptr != NULL;
         at = (at + 1) & mask) {
        if (span_equal(known->slots[at].cell, cell)) {
            *value = known->slots[at].value;
            return true;
        }
    }
    return false;
}

#endif
