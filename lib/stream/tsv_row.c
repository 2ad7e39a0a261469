/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/tsv_row.h"

#include <stdlib.h>

#include "base/mem.h"

void tsv_row_cut(struct tsv_row *row, struct span line)
{
    struct span rest = line;
    uint32_t count = 0;

    while (rest.ptr != NULL) {
        struct span field = span_cut(&rest, '\t');
        mem_grow(&row->ends, &row->room, count + 1, sizeof *row->ends);
        row->ends[count++] = (uint32_t)(field.ptr + field.len - line.ptr);
    }
    row->record = (struct record){.base = line.ptr,
                                  .ends = row->ends,
                                  .count = count,
                                  .dialect = {FORMAT_TSV, '\t'},
                                  .verbatim = true,
                                  .raw = line};
}

void tsv_row_free(struct tsv_row *row)
{
    free(row->ends);
}
