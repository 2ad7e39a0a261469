/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Values as case systems, databases and spreadsheets write them, brought to a form that
 * the contract takes (vierphasen-stream(5)). Only case-import reads them so: the other
 * tools stay strict.
 */
#ifndef VIERPHASEN_EXPORT_VALUE_H
#define VIERPHASEN_EXPORT_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "value/text.h"

struct column;
struct diag;

/*
 * A cell without what marks it as text for a spreadsheet: `="0012"`, with quotes
 * doubled inside; and a `'` before a figure or before one of = + - @ TAB CR LF. Trimmed
 * again. `room` has cell.len bytes, for what has to be written anew.
 */
struct span export_unwrap(struct span cell, char *room);

/*
 * Whether nothing stands around a cell that isn't meant: it begins and ends with a
 * letter or a digit, as most cells do, and with no byte that what nobody sees begins
 * or ends with.
 */
static inline bool export_is_bare(struct span cell)
{
    unsigned char first, last;

    if (cell.len == 0)
        return true;
    first = (unsigned char)cell.ptr[0];
    last = (unsigned char)cell.ptr[cell.len - 1];
    if (first < '0' || first == '=' || first == 0xC2 || first == 0xE2 || first == 0xEF)
        return false;
    /* Behind C3 stand letters only. */
    return (last > ' ' && last < 0x80) ||
           (last >= 0x80 && cell.len > 1 &&
            (unsigned char)cell.ptr[cell.len - 2] == 0xC3);
}

/* A cell as it was meant: without what nobody sees around it, and unwrapped. */
static inline struct span export_cell(struct span cell, char *room)
{
    return export_is_bare(cell) ? cell : export_unwrap(text_trim_wide(cell), room);
}

enum export_date {
    EXPORT_NO_DATE,
    EXPORT_DATE,
    EXPORT_DATE_IN_CENTURY, /* a two-digit year */
    EXPORT_DATE_WITH_TIME   /* of another time of day than midnight, or with a zone */
};

/* Reads a date as the contract has it, or D.M.YYYY, alone or with midnight behind it.
 */
enum export_date export_date(struct span text, int32_t *day);

/*
 * A text without the midnight at its end: a space or T, then 0:00, 00:00, 00:00:00 or
 * 00:00:00.000 (any number of zeros, also behind a comma).
 */
struct span export_without_midnight(struct span text);

enum { EXPORT_ROOM = 16 }; /* enough for a date */

/*
 * Brings a translated value of a column to its form: a date (written to `room`), yes or
 * no from `wahr falsch x -`. False and a diag in the column, without the place, if a
 * date has a two-digit year or a time of day. What it doesn't know stays, to be refused
 * by the contract. A fault of a date shows only digits, and of a birth date nothing.
 */
bool export_value(const struct column *column, struct span *value,
                  char room[EXPORT_ROOM], struct diag *diag);

/* Whether a key is a number in scientific notation: `1,23457E+11`, `1E+11`. */
bool export_key_is_number(struct span key);

/* Says so, in the column. False. */
bool export_key_fault(struct span column, struct diag *diag);

#endif
