/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/working_days.h"

#include "value/date.h"

static size_t number_of(int32_t day)
{
    return (size_t)(day - CALENDAR_FIRST);
}

void working_days_fill(struct working_days *days)
{
    uint64_t week[7] = {0};

    /* Seven words are 64 weeks: word i looks like word i + 7. */
    for (int32_t i = 0; i < 7 * BITS_WORD; i++)
        if (date_weekday(CALENDAR_FIRST + i) < 5)
            bits_add(week, (size_t)i);
    for (unsigned i = 0; i < WORKING_DAYS_WORDS; i++)
        days->words[i] = week[i % 7];
    for (size_t i = WORKING_DAYS_COUNT; i < (size_t)WORKING_DAYS_WORDS * BITS_WORD; i++)
        bits_remove(days->words, i);
}

bool working_days_has(const struct working_days *days, int32_t day)
{
    return working_days_cover(day) && bits_has(days->words, number_of(day));
}

void working_days_remove(struct working_days *days, int32_t day)
{
    if (working_days_cover(day))
        bits_remove(days->words, number_of(day));
}

int32_t working_days_after(const struct working_days *days, int32_t day, uint32_t n)
{
    size_t at, word;
    uint64_t left;
    unsigned count;

    if (!working_days_cover(day))
        return DATE_NONE;
    at = number_of(day);
    word = at / BITS_WORD;
    left = days->words[word] & ~UINT64_C(0) << at % BITS_WORD;
    while ((count = bits_count(left)) < n) {
        n -= count;
        if (++word == WORKING_DAYS_WORDS)
            return DATE_NONE;
        left = days->words[word];
    }
    return CALENDAR_FIRST + (int32_t)(word * BITS_WORD + bits_nth(left, n));
}

int32_t working_days_before(const struct working_days *days, int32_t day, uint32_t n)
{
    size_t at, word;
    uint64_t left;
    unsigned count;

    if (!working_days_cover(day))
        return DATE_NONE;
    at = number_of(day);
    word = at / BITS_WORD;
    left = days->words[word] & ~UINT64_C(0) >> (BITS_WORD - 1 - at % BITS_WORD);
    while ((count = bits_count(left)) < n) {
        n -= count;
        if (word-- == 0)
            return DATE_NONE;
        left = days->words[word];
    }
    return CALENDAR_FIRST + (int32_t)(word * BITS_WORD + bits_nth(left, count - n + 1));
}
