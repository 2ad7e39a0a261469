/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/judged.h"

#include "person/facts.h"

static const char *const STATUS_NAMES[] = {[JUDGED_CONFIRMED] = "confirmed",
                                           [JUDGED_KEPT] = "kept",
                                           [JUDGED_PROPOSED] = "proposed",
                                           [JUDGED_UNDERIVABLE] = "underivable",
                                           [JUDGED_NONE] = "none"};

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
        .status = span_from(STATUS_NAMES[judgement->status]),
        .rule = rule != NULL ? rule->id : span_of("", 0)};
}
