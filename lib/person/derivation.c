/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/derivation.h"

#include "value/date.h"

static const struct value UNKNOWN = {false, 0, 0};

static struct value known(int32_t number)
{
    return (struct value){true, number, 0};
}

static void derive_age(const struct derivation_input *input, struct value *values)
{
    const struct value *birth = &values[COL_BIRTH_DATE];

    values[COL_AGE] = birth->known && birth->number <= input->as_of
                          ? known(date_age(birth->number, input->as_of))
                          : UNKNOWN;
}

static int32_t age_reached_on(const struct value *birth, int32_t number)
{
    return number >= 0 ? date_birthday(birth->number, number) : DATE_NONE;
}

/* The place of the area with the highest score in the work order; -1: no score. */
static int find_focus(const struct needs *needs, const int32_t *scores)
{
    int focus = -1;

    for (unsigned i = 0; i < needs->area_count; i++) {
        int area = (int)needs->area_order[i];
        if (scores[area] > 0 && (focus < 0 || scores[area] > scores[focus]))
            focus = area;
    }
    return focus;
}

static void derive_needs(const struct derivation_input *input, struct value *values)
{
    const struct needs *needs = &input->concept->needs;
    int32_t scores[AREAS_MOST] = {0}, counts[AREAS_MOST] = {0};
    int32_t open = 0, areas = 0, total = 0;
    bool is_known = values[COL_NEEDS].known;
    int focus;

    for (unsigned i = 0; is_known && i < input->need_count; i++) {
        const struct need_entry *entry = &input->needs[i];
        if (entry->status == NEED_DONE)
            continue;
        open++;
        total += entry->grade;
        if (entry->need >= 0) {
            scores[needs->list[entry->need].area] += entry->grade;
            counts[needs->list[entry->need].area]++;
        }
    }
    for (unsigned i = 0; i < needs->area_count; i++) {
        struct value *column = &values[needs->areas[i].score_column];
        column[0] = is_known ? known(scores[i]) : UNKNOWN;
        column[1] = is_known ? known(counts[i]) : UNKNOWN;
        areas += scores[i] > 0;
    }
    values[COL_NEEDS_OPEN] = is_known ? known(open) : UNKNOWN;
    values[COL_AREAS_OPEN] = is_known ? known(areas) : UNKNOWN;
    values[COL_SCORE_TOTAL] = is_known ? known(total) : UNKNOWN;
    focus = find_focus(needs, scores);
    values[COL_FOCUS] = focus >= 0 ? known(focus) : UNKNOWN;
}

static void derive_strengths(const struct derivation_input *input, struct value *values)
{
    (void)input;
    values[COL_STRENGTH_COUNT] = values[COL_STRENGTHS];
}

enum { BY_AGE, BY_NEEDS, BY_STRENGTHS };

const struct derivation DERIVATIONS[] = {
    [BY_AGE] = {COL_BIRTH_DATE, derive_age, age_reached_on},
    [BY_NEEDS] = {COL_NEEDS, derive_needs, NULL},
    [BY_STRENGTHS] = {COL_STRENGTHS, derive_strengths, NULL},
};

const unsigned DERIVATION_COUNT = sizeof DERIVATIONS / sizeof *DERIVATIONS;

int derivation_of(const struct columns *columns, int column)
{
    if (columns->column[column].stage != STAGE_FACTS)
        return -1;
    if (column == COL_AGE)
        return BY_AGE;
    return column == COL_STRENGTH_COUNT ? BY_STRENGTHS : BY_NEEDS;
}
