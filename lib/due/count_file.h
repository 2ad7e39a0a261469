/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A small stream that another tool has written, such as counts of a forecast, read for
 * the columns that are shown.
 */
#ifndef VIERPHASEN_COUNT_FILE_H
#define VIERPHASEN_COUNT_FILE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"

struct diag;

enum { COUNT_FILE_COLUMNS = 8 };

struct count_file_form {
    const char *columns[COUNT_FILE_COLUMNS]; /* texts first; the rest NULL */
    unsigned texts;                          /* how many of them are no numbers */
    const char *expected;                    /* what the file is, for a message */
};

struct count_file_row {
    struct span texts[COUNT_FILE_COLUMNS]; /* decoded; until the next row */
    int32_t numbers[COUNT_FILE_COLUMNS];   /* by the number of the column */
};

/*
 * Gives each row to `take`. False and a diag that says where, if the file can't be
 * read, lacks a column or has no number in one, or if `take` gives false.
 */
typedef bool count_file_take(void *context, const struct count_file_row *row,
                             struct diag *diag);
bool count_file_read(const char *path, const struct count_file_form *form,
                     count_file_take *take, void *context, struct diag *diag);

#endif
