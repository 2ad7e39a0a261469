/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "value/months.h"

#define LEAP(y) ((y) % 4 == 0 && ((y) % 100 != 0 || (y) % 400 == 0))

/* 1 January: days since 1970, with the 477 leap days before it. */
#define NEW_YEAR(y) \
    (365 * ((y)-1970) + ((y)-1) / 4 - ((y)-1) / 100 + ((y)-1) / 400 - 477)

/* The firsts of March to December by those of a common year. */
#define LATER(y, days) (NEW_YEAR(y) + (days) + LEAP(y))

#define YEAR(y)                                                                    \
    NEW_YEAR(y), NEW_YEAR(y) + 31, LATER(y, 59), LATER(y, 90), LATER(y, 120),      \
        LATER(y, 151), LATER(y, 181), LATER(y, 212), LATER(y, 243), LATER(y, 273), \
        LATER(y, 304), LATER(y, 334)

#define DECADE(y)                                                        \
    YEAR(y), YEAR((y) + 1), YEAR((y) + 2), YEAR((y) + 3), YEAR((y) + 4), \
        YEAR((y) + 5), YEAR((y) + 6), YEAR((y) + 7), YEAR((y) + 8), YEAR((y) + 9)

#define CENTURY(y)                                                                     \
    DECADE(y), DECADE((y) + 10), DECADE((y) + 20), DECADE((y) + 30), DECADE((y) + 40), \
        DECADE((y) + 50), DECADE((y) + 60), DECADE((y) + 70), DECADE((y) + 80),        \
        DECADE((y) + 90)

const int32_t MONTHS_BEGIN[] = {CENTURY(1900), CENTURY(2000), CENTURY(2100),
                                NEW_YEAR(2200)};
