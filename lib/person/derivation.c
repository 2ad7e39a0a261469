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

/* The counts of the areas: how many have a score, and the one with the highest, which
 * is the first of several in the work order. */
static void derive_areas(const struct needs *needs, struct value *values)
{
    int32_t open = 0, highest = 0;
    unsigned focus = 0;

    for (unsigned i = 0; i < needs->area_count; i++) {
        unsigned area = needs->area_order[i];
        int32_t score = values[needs->areas[area].score_column].number;
        open += score > 0;
        if (score > highest) {
            highest = score;
            focus = area;
        }
    }
    values[COL_AREAS_OPEN] = known(open);
    values[COL_FOCUS] = highest > 0 ? known((int32_t)focus) : UNKNOWN;
}

static void derive_needs(const struct derivation_input *input, struct value *values)
{
    const struct needs *needs = &input->concept->needs;
    struct value none = values[COL_NEEDS].known ? known(0) : UNKNOWN;
    int32_t open = 0, total = 0;

    for (unsigned i = 0; i < needs->area_count; i++) {
        struct value *column = &values[needs->areas[i].score_column];
        column[0] = column[1] = none;
    }
    values[COL_NEEDS_OPEN] = values[COL_AREAS_OPEN] = values[COL_SCORE_TOTAL] = none;
    values[COL_FOCUS] = UNKNOWN;
    if (!none.known)
        return;
    for (unsigned i = 0; i < input->need_count; i++) {
        const struct need_entry *entry = &input->needs[i];
        if (entry->status == NEED_DONE)
            continue;
        open++;
        total += entry->grade;
        if (entry->need >= 0) {
            unsigned area = needs->list[entry->need].area;
            struct value *column = &values[needs->areas[area].score_column];
            column[0].number += entry->grade;
            column[1].number++;
        }
    }
    values[COL_NEEDS_OPEN].number = open;
    values[COL_SCORE_TOTAL].number = total;
    if (open > 0)
        derive_areas(needs, values);
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

void derivations_settle(const struct concept *concept, const bool *is_bound,
                        bool *derives, bool *varies, struct value *values)
{
    const struct derivation_input nobody = {.concept = concept};

    for (unsigned i = 0; i < DERIVATION_COUNT; i++) {
        if (derives[i] && !is_bound[DERIVATIONS[i].source]) {
            DERIVATIONS[i].derive(&nobody, values);
            derives[i] = false;
        }
    }
    for (int i = 0; i < (int)concept->columns.count; i++) {
        int derivation = derivation_of(&concept->columns, i);
        varies[i] = is_bound[i] || (derivation >= 0 && derives[derivation]);
    }
}
