/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The normal form of a value: how case-import writes what the contract reads. A date is
 * YYYY-MM-DD, a number has no leading zeros, yes and no are these words, a code stands
 * in its newer spelling. What the contract doesn't read stays as it is, to be refused.
 */
#ifndef VIERPHASEN_NORMAL_FORM_H
#define VIERPHASEN_NORMAL_FORM_H

#include <stdint.h>

#include "base/span.h"

struct column;

/*
 * The normal form of a value of a column (NULL: none of the contract's). It is the
 * value, a part of it, a constant, or a date written to `room`, which has DATE_BYTES
 * and may be where the value lies. Of a date *day becomes the day.
 */
struct span normal_form(const struct column *column, struct span value, char *room,
                        int32_t *day);

/* A date of DATE_BYTES in either form; false: it is none. */
bool normal_date(struct span text, char *room, struct span *value, int32_t *day);

/* Whether a text is a number in its normal form, or too large for the contract. */
static inline bool is_normal_number(struct span text)
{
    if (text.len == 0 || (text.ptr[0] == '0' && text.len > 1))
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
    return true;
}

#endif
