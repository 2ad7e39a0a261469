/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/judged.h"

#include "person/facts.h"

static const struct span STATUS_NAMES[] = {[JUDGED_CONFIRMED] = {"confirmed", 9},
                                           [JUDGED_KEPT] = {"kept", 4},
                                           [JUDGED_PROPOSED] = {"proposed", 8},
                                           [JUDGED_UNDERIVABLE] = {"underivable", 11},
                                           [JUDGED_NONE] = {"none", 4}};

struct span judged_value(const struct facts *facts, int column)
{
    const struct value *value = &facts->values[column];
    const struct code_set *codes = &facts->concept->columns.column[column].codes;

    if (!value->known)
        return span_of("", 0);
    return (unsigned)value->number < codes->count ? codes->names[value->number]
                                                  : facts_cell(facts, column);
}

struct judged judged_of(const struct facts *facts, unsigned number)
{
    const struct judgement *judgement = &facts->judgements[number];
    const struct rule *rule = judgement->rule;

    return (struct judged){
        .value = judged_value(facts, facts->concept->derived[number].column),
        .status = STATUS_NAMES[judgement->status],
        .rule = rule != NULL ? rule->id : span_of("", 0)};
}
