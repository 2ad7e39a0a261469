/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The texts of days. Those of a caseload lie in a few years, so that most of them were
 * spelt before.
 */
#ifndef VIERPHASEN_DAY_TEXTS_H
#define VIERPHASEN_DAY_TEXTS_H

#include <stdbool.h>
#include <stdint.h>

#include "value/date.h"

enum { DAY_TEXTS = 1024 };

struct day_text {
    int32_t day;
    char text[DATE_BYTES]; /* as date_format spells it */
    bool is_spelt;
};

/* A zeroed struct knows none. */
struct day_texts {
    struct day_text of[DAY_TEXTS]; /* by the last bits of the day */
};

/* The DATE_BYTES bytes of a day; they hold until the next one is asked for. */
static inline const char *day_texts_get(struct day_texts *texts, int32_t day)
{
    struct day_text *it = &texts->of[(uint32_t)day % DAY_TEXTS];

    if (!it->is_spelt || it->day != day) {
        *it = (struct day_text){.day = day, .is_spelt = true};
        date_format(day, it->text);
    }
    return it->text;
}

#endif
