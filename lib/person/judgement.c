/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/judgement.h"

#include "rules/concept.h"

/* Whether the rule gives a value that tools may propose. */
static bool gives_value(const struct rule *rule)
{
    return rule != NULL && rule->code >= 0 && rule->proposes;
}

static enum judgement_status status_of(const struct judgement *judgement)
{
    const struct rule *rule = judgement->rule;

    if (judgement->is_human)
        return rule != NULL && rule->code >= 0 && rule->code == judgement->human_code
                   ? JUDGED_CONFIRMED
                   : JUDGED_KEPT;
    if (rule != NULL && rule->is_none)
        return JUDGED_NONE;
    return gives_value(rule) ? JUDGED_PROPOSED : JUDGED_UNDERIVABLE;
}

void judgement_make(struct judgement *judgement, const struct derived *derived,
                    struct value *values, const struct day *day)
{
    struct value *value = &values[derived->column];
    const struct rule *rule = decision_first(&derived->table, values, day);

    judgement->rule = rule;
    if (derived->is_decided)
        judgement->status = status_of(judgement);
    if (judgement->is_human)
        *value = (struct value){true, judgement->human_code, 0};
    else if (gives_value(rule))
        *value = (struct value){true, rule->code, 0};
    else
        *value = (struct value){false, 0, 0};
}
