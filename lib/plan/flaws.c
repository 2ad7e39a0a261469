/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/flaws.h"

const char *const FLAW_NO_DATE = "no-date", *const FLAW_DUPLICATE = "duplicate";

static const char *const NO_DATE_LABEL = "Kein Termin zu beobachten";
static const char *const DUPLICATE_LABEL =
    "Die Kundennummer steht in einem früheren Satz";

unsigned flaws_most(const struct concept *concept)
{
    return concept->checks.table.count + 2;
}

struct flaw flaw_duplicate(void)
{
    return (struct flaw){span_from(FLAW_DUPLICATE), CHECK_ERROR, COL_CLIENT_ID,
                         span_from(DUPLICATE_LABEL), NULL};
}

void flaws_want(struct facts *facts)
{
    const struct checks *checks = &facts->concept->checks;

    facts_want_decision(facts, &checks->table);
    for (unsigned i = 0; i < checks->table.count; i++)
        if (checks->rules[i].column >= 0)
            facts_want(facts, checks->rules[i].column);
    facts_want_deadlines(facts);
}

static unsigned find_in_table(struct facts *facts, struct flaw *flaws)
{
    const struct checks *checks = &facts->concept->checks;
    struct walk walk = {0};
    const struct rule *rule;
    unsigned count = 0;

    facts_begin_checks(facts);
    while ((rule = decision_next(&checks->table, facts->values, &facts->day, &walk)) !=
           NULL) {
        const struct check_rule *check = checks_rule(checks, rule);
        bool is_filled =
            check->level == CHECK_GAP && facts_cell(facts, check->column).len > 0;
        if (check->level != CHECK_REFUSE && !is_filled)
            flaws[count++] =
                (struct flaw){rule->id, check->level, check->column, rule->label, rule};
    }
    facts_end_checks(facts);
    return count;
}

unsigned flaws_find(struct facts *facts, struct flaw *flaws,
                    struct deadline_notes *notes)
{
    struct obligation open[DEADLINE_MOST];
    unsigned count = find_in_table(facts, flaws), open_count;

    if (!facts->concept->deadlines.table.exists)
        return count;
    open_count = obligations_open(facts, open, notes);
    notes->is_fenced = notes->is_fenced && open_count == 0;
    if (open_count == 0 && !notes->is_fenced)
        flaws[count++] = (struct flaw){span_from(FLAW_NO_DATE), CHECK_WARNING, -1,
                                       span_from(NO_DATE_LABEL), NULL};
    return count;
}
