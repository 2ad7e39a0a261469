/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/flaws.h"

enum { NO_DATE = PLAN_FLAWS, DUPLICATE };

const char *const FLAW_NAMES[FLAWS_BUILT_IN] = {
    [PLAN_FLAW_NEED] = "need-without-strategy",
    [PLAN_FLAW_SUPPORT] = "duty-without-support",
    [PLAN_FLAW_DAY] = "duty-without-day",
    [NO_DATE] = "no-date",
    [DUPLICATE] = "duplicate"};

const char *const FLAW_DUPLICATE = "duplicate";

static const struct {
    enum check_level level;
    int column;
    const char *label;
} BUILT_IN[FLAWS_BUILT_IN] = {
    [PLAN_FLAW_NEED] = {CHECK_ERROR, COL_STRATEGIES,
                        "Handlungsbedarf ohne Strategie: kein Schritt im Plan"},
    [PLAN_FLAW_SUPPORT] = {CHECK_ERROR, COL_STRATEGIES,
                           "Pflicht ohne Gegenleistung: das Jobcenter sagt nichts zu"},
    [PLAN_FLAW_DAY] = {CHECK_WARNING, COL_STRATEGIES,
                       "Pflicht ohne Tag: bis wann, ist gemeinsam festzulegen"},
    [NO_DATE] = {CHECK_WARNING, -1, "Kein Termin zu beobachten"},
    [DUPLICATE] = {CHECK_ERROR, COL_CLIENT_ID,
                   "Die Kundennummer steht in einem früheren Satz"}};

unsigned flaws_most(const struct concept *concept)
{
    return concept->checks.table.count + FLAWS_BUILT_IN;
}

static struct flaw built_in(unsigned which)
{
    return (struct flaw){span_from(FLAW_NAMES[which]), BUILT_IN[which].level,
                         BUILT_IN[which].column, span_from(BUILT_IN[which].label),
                         NULL};
}

struct flaw flaw_duplicate(void)
{
    return built_in(DUPLICATE);
}

void flaws_want(struct facts *facts)
{
    const struct checks *checks = &facts->concept->checks;

    facts_want_decision(facts, &checks->table);
    for (unsigned i = 0; i < checks->table.count; i++)
        if (checks->rules[i].column >= 0)
            facts_want(facts, checks->rules[i].column);
    plan_flaws_want(facts);
    facts_want_deadlines(facts);
}

static unsigned find_in_table(struct facts *facts, struct flaw *flaws)
{
    const struct checks *checks = &facts->concept->checks;
    struct walk walk = {0};
    const struct rule *rule;
    unsigned count = 0;

    facts_begin_checks(facts);
    while ((rule = decision_next(&facts->checks, facts->values, &facts->day, &walk)) !=
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
    unsigned of_plan = plan_flaws_find(facts);

    for (unsigned i = 0; i < PLAN_FLAWS; i++)
        if ((of_plan >> i & 1) != 0)
            flaws[count++] = built_in(i);
    if (!facts->concept->deadlines.table.exists)
        return count;
    open_count = obligations_open(facts, open, notes);
    notes->is_fenced = notes->is_fenced && open_count == 0;
    if (open_count == 0 && !notes->is_fenced)
        flaws[count++] = built_in(NO_DATE);
    return count;
}
