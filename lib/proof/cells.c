/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/cells.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void cells_free(struct cells *cells)
{
    free(cells->cuts);
    cells->cuts = NULL;
    cells->count = 0;
    cells->room = 0;
}

unsigned cells_find(const struct cells *cells, int32_t value)
{
    unsigned low = 0, high = cells->count;

    while (low < high) {
        unsigned middle = low + (high - low) / 2;
        if (cells->cuts[middle].first <= value)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void cells_cut(struct cells *cells, const struct cut *cut)
{
    unsigned at;

    if (cut->first <= cells->least || cut->first > cells->most)
        return;
    at = cells_find(cells, cut->first);
    if (at > 0 && cells->cuts[at - 1].first == cut->first)
        return;
    mem_grow(&cells->cuts, &cells->room, cells->count + 1, sizeof *cells->cuts);
    memmove(&cells->cuts[at + 1], &cells->cuts[at],
            (cells->count - at) * sizeof *cells->cuts);
    cells->cuts[at] = *cut;
    cells->count++;
}

int32_t cells_first(const struct cells *cells, unsigned cell)
{
    return cell > 0 ? cells->cuts[cell - 1].first : cells->least;
}

int32_t cells_last(const struct cells *cells, unsigned cell)
{
    return cell < cells->count ? cells->cuts[cell].first - 1 : cells->most;
}
