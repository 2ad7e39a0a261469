/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The quick way from a cell of an export to the value in the stream: most cells are of
 * a few makes, which are seen at once. What isn't goes the long way (conversion.c),
 * which gives the same for every cell.
 */
#ifndef VIERPHASEN_QUICK_CELL_H
#define VIERPHASEN_QUICK_CELL_H

#include <stdbool.h>
#include <stdint.h>

#include "import/export_value.h"
#include "import/known_cells.h"
#include "import/normal_form.h"
#include "value/date.h"

struct arena;
struct target;

/* What becomes of the cells of a column that are not known. */
enum quick_way {
    QUICK_NOT,  /* nothing quick: they are split, or have more forms than these */
    QUICK_TEXT, /* they stay */
    QUICK_KEY,  /* they stay, unless a spreadsheet has made numbers of them */
    QUICK_NUMBER,
    QUICK_DATE
};

struct quick_cell {
    enum quick_way way;
    struct known_cells known;
};

/* Looks at a target and what its mapping and its column know. */
void quick_cell_bind(struct quick_cell *quick, const struct target *target,
                     struct arena *arena);

/*
 * The value of a cell without escapes, in its normal form; *day is the day of a date.
 * It is the cell, a known text, or lies in `room` (DATE_BYTES). False: the long way is
 * to be gone.
 */
static inline bool quick_cell_read(const struct quick_cell *quick, struct span cell,
                                   char *room, struct span *value, int32_t *day)
{
    if (known_cells_find(&quick->known, cell, value))
        return true;
    *value = cell;
    switch (quick->way) {
    case QUICK_TEXT:
        return export_is_bare(cell);
    case QUICK_KEY:
        return export_is_bare(cell) && !export_key_is_number(cell);
    case QUICK_NUMBER:
        return is_normal_number(cell);
    case QUICK_DATE:
        return cell.len == DATE_BYTES && normal_date(cell, room, value, day);
    case QUICK_NOT:
    default:
        return false;
    }
}

#endif
