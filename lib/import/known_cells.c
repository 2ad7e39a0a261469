/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Open addressing: at least every other slot is free, so that each walk ends.
 */
#include "import/known_cells.h"

#include "base/mem.h"

enum { FIRST_SLOTS = 16 };

static void put(struct known_cells *known, struct known_cell cell)
{
    size_t mask = known->slot_count - 1, at = known_cells_hash(cell.cell) & mask;

    while (known->slots[at].cell.ptr != NULL)
        at = (at + 1) & mask;
    known->slots[at] = cell;
}

static void grow(struct known_cells *known, struct arena *arena)
{
    const struct known_cell *old = known->slots;
    size_t old_count = known->slot_count;

    known->slot_count = old_count > 0 ? 2 * old_count : FIRST_SLOTS;
    known->slots = arena_alloc(arena, known->slot_count * sizeof *known->slots);
    for (size_t i = 0; i < old_count; i++)
        if (old[i].cell.ptr != NULL)
            put(known, old[i]);
}

void known_cells_add(struct known_cells *known, struct span cell, struct span value,
                     struct arena *arena)
{
    struct span unheard;

    if (cell.len == 0 || known_cells_find(known, cell, &unheard))
        return;
    if (2 * (known->count + 1) > known->slot_count)
        grow(known, arena);
    put(known, (struct known_cell){cell, value});
    known->count++;
    if (cell.len > known->longest)
        known->longest = cell.len;
}
