/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/judged.h"

static const char *status_of(const struct judgement *judgement)
{
    const struct rule *rule = judgement->rule;

    if (!judgement->is_tested)
        return "";
    if (judgement->is_human)
        return rule != NULL && rule->code == judgement->human_code ? "confirmed"
                                                                   : "kept";
    return rule != NULL ? "proposed" : "underivable";
}

struct judged judged_of(const struct judgement *judgement)
{
    const struct rule *rule = judgement->rule;
    struct span nothing = span_of("", 0),
                proposed = rule != NULL ? rule->output : nothing;

    return (struct judged){.value = judgement->is_human ? judgement->human : proposed,
                           .status = span_from(status_of(judgement)),
                           .rule = rule != NULL ? rule->id : nothing};
}
