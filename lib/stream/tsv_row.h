/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A line of TSV as a record: for rows that wait, in memory or in a sort, as the lines
 * that a writer of TSV made of them.
 */
#ifndef VIERPHASEN_TSV_ROW_H
#define VIERPHASEN_TSV_ROW_H

#include <stddef.h>
#include <stdint.h>

#include "base/span.h"
#include "stream/record.h"

/* A zeroed struct is an empty one. */
struct tsv_row {
    struct record record;
    uint32_t *ends;
    size_t room;
};

/* Makes the record that of this line, without its LF, which it borrows. */
void tsv_row_cut(struct tsv_row *row, struct span line);

void tsv_row_free(struct tsv_row *row);

#endif
