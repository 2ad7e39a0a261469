/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/comparison.h"

#include <stdio.h>

#include "base/names.h"
#include "person/verdict.h"
#include "plan/gaps.h"
#include "plan/judged.h"
#include "value/date.h"

static const char *const STATUS_NAMES[] = {[OBLIGATION_UPCOMING] = "upcoming",
                                           [OBLIGATION_DUE] = "due",
                                           [OBLIGATION_OVERDUE] = "overdue"};

static const char *const VERDICT_NAMES[] = {[VERDICT_KEPT] = "kept",
                                            [VERDICT_LATE] = "late",
                                            [VERDICT_MISSED] = "missed",
                                            [VERDICT_OPEN] = "open",
                                            [VERDICT_CLOSED] = "closed"};

enum { VERDICTS = sizeof VERDICT_NAMES / sizeof *VERDICT_NAMES };

/* What follows a NAME in the columns of a table of `decided`. */
enum part { PART_VALUE, PART_STATUS, PART_RULE, PARTS };

static const char *const PART_ENDINGS[PARTS] = {"", "_status", "_rule"};

/* The table of `derive` whose column this is, and which of its columns; NULL: none. */
static const struct derived *find_derived(const struct concept *concept,
                                          struct span name, enum part *part)
{
    for (unsigned i = 0; i < concept->derived_count; i++) {
        const struct derived *derived = &concept->derived[i];
        unsigned parts = derived->is_decided ? PARTS : PART_STATUS;
        if (name.len < derived->name.len ||
            memcmp(name.ptr, derived->name.ptr, derived->name.len) != 0)
            continue;
        for (unsigned j = 0; j < parts; j++) {
            *part = (enum part)j;
            if (span_is(span_after(name, derived->name.len), PART_ENDINGS[j]))
                return derived;
        }
    }
    return NULL;
}

/* Columns that hold no fact of their own. */
static const char *const MADE[] = {"profile_gaps", "strategies", "strategies_status",
                                   "uncovered"};

enum { MADE_GAPS, MADE_STRATEGIES, MADE_STATUS, MADE_UNCOVERED, MADE_COUNT };

/* --- Whether there is what is named --- */

static bool unknown(struct diag *diag, const char *what, struct span name,
                    struct span best)
{
    return diag_set(diag, DIAG_TABLE, "no %s \"%.*s\"%s%.*s%s", what, (int)name.len,
                    name.ptr, best.ptr != NULL ? ", did you mean \"" : "",
                    (int)best.len, best.ptr != NULL ? best.ptr : "",
                    best.ptr != NULL ? "\"?" : "");
}

static bool knows_deadline(const struct concept *concept, struct span name,
                           struct diag *diag)
{
    const struct deadlines *deadlines = &concept->deadlines;
    struct nearest nearest = {.name = name};

    if (deadlines_find(deadlines, name) >= 0)
        return true;
    for (unsigned i = 0; i < deadlines->name_count; i++)
        nearest_consider(&nearest, deadlines->names[i]);
    return unknown(diag, "deadline", name, nearest.best);
}

static bool knows_check(const struct concept *concept, struct span name,
                        struct diag *diag)
{
    const struct decision *table = &concept->checks.table;
    struct nearest nearest = {.name = name};

    for (unsigned i = 0; i < FLAWS_BUILT_IN; i++) {
        if (span_is(name, FLAW_NAMES[i]) && !span_is(name, FLAW_DUPLICATE))
            return true;
        nearest_consider(&nearest, span_from(FLAW_NAMES[i]));
    }
    for (unsigned i = 0; i < table->compiled; i++) {
        if (span_equal(table->rules[i].id, name))
            return true;
        nearest_consider(&nearest, table->rules[i].id);
    }
    return unknown(diag, "check", name, nearest.best);
}

static bool knows_strategy(const struct concept *concept, struct span name,
                           struct diag *diag)
{
    const struct code_set *codes = &concept->strategies.table.outputs;
    struct nearest nearest = {.name = name};

    if (code_find(codes, name) >= 0)
        return true;
    for (unsigned i = 0; i < codes->count; i++)
        nearest_consider(&nearest, codes->names[i]);
    return unknown(diag, "strategy", name, nearest.best);
}

static bool knows_column(const struct concept *concept, struct span name,
                         struct diag *diag)
{
    const struct columns *columns = &concept->columns;
    struct nearest nearest = {.name = name};
    enum part part;

    if (columns_find(columns, name) >= 0 || names_find(MADE, MADE_COUNT, name) >= 0 ||
        find_derived(concept, name, &part) != NULL)
        return true;
    for (unsigned i = 0; i < columns->count; i++)
        nearest_consider(&nearest, columns->column[i].name);
    return unknown(diag, "column", name, nearest.best);
}

static bool is_day(const struct expectation *it, struct diag *diag)
{
    int32_t day;
    bool may_be_empty = it->kind == EXPECT_UNTIL;

    return span_is(it->value, "none") || (may_be_empty && it->value.len == 0) ||
           date_parse(it->value, &day) ||
           diag_set(diag, DIAG_TABLE, "\"%.*s\", expected a date YYYY-MM-DD%s",
                    (int)it->text.len, it->text.ptr,
                    may_be_empty ? ", none or nothing" : " or none");
}

bool comparison_knows(const struct concept *concept, const struct expectation *it,
                      struct diag *diag)
{
    switch (it->kind) {
    case EXPECT_DUE:
    case EXPECT_WORK:
    case EXPECT_UNTIL:
        return knows_deadline(concept, it->name, diag) && is_day(it, diag);
    case EXPECT_AUDIT:
        return knows_deadline(concept, it->name, diag) &&
               (span_is(it->value, "none") ||
                names_find(VERDICT_NAMES, VERDICTS, it->value) >= 0 ||
                diag_set(diag, DIAG_TABLE,
                         "\"%.*s\", expected kept, late, missed, open, closed or none",
                         (int)it->text.len, it->text.ptr));
    case EXPECT_CHECK:
    case EXPECT_NO_CHECK:
        return knows_check(concept, it->name, diag);
    case EXPECT_STRATEGY:
    case EXPECT_NO_STRATEGY:
        return knows_strategy(concept, it->name, diag);
    case EXPECT_REFUSED:
    case EXPECT_VALUE:
        return knows_column(concept, it->name, diag);
    case EXPECT_NOTHING_DUE:
    case EXPECT_NOTHING_OVERDUE:
    default:
        return true;
    }
}

/* --- What there is --- */

static void print_fact(const struct facts *facts, int column, struct buffer *out)
{
    const struct column *about = &facts->concept->columns.column[column];
    const struct value *value = &facts->values[column];

    if (column_is_of_case(about))
        buffer_add(out, facts_cell(facts, column));
    else if (value->known && about->codes.count > 0)
        buffer_add(out, about->codes.names[value->number]);
    else if (value->known)
        buffer_print(out, "%d", (int)value->number);
}

static void print_derived(const struct facts *facts, const struct derived *derived,
                          enum part part, struct buffer *out)
{
    struct judged judged =
        judged_of(facts, (unsigned)(derived - facts->concept->derived));

    buffer_add(out, part == PART_STATUS ? judged.status
                    : part == PART_RULE ? judged.rule
                                        : judged.value);
}

static void print_made(const struct outcome *outcome, int made, struct buffer *out)
{
    const struct plan *plan = &outcome->plan;

    switch (made) {
    case MADE_GAPS:
        buffer_room(out, gaps_room(outcome->facts->concept));
        out->len += gaps_list(outcome->facts, out->bytes + out->len).len;
        break;
    case MADE_STRATEGIES:
        plan_write(plan, out);
        break;
    case MADE_STATUS:
        buffer_add(out, span_from(plan->status));
        break;
    case MADE_UNCOVERED:
    default:
        for (unsigned i = 0; i < plan->uncovered_count; i++)
            buffer_print(out, "%s%.*s", i > 0 ? " " : "", (int)plan->uncovered[i].len,
                         plan->uncovered[i].ptr);
    }
}

static void print_value(const struct outcome *outcome, struct span name,
                        struct buffer *out)
{
    const struct concept *concept = outcome->facts->concept;
    int made = names_find(MADE, MADE_COUNT, name);
    enum part part;
    const struct derived *derived = find_derived(concept, name, &part);

    if (made >= 0)
        print_made(outcome, made, out);
    else if (derived != NULL)
        print_derived(outcome->facts, derived, part, out);
    else
        print_fact(outcome->facts, columns_find(&concept->columns, name), out);
}

static int32_t day_of(const struct obligation *obligation, enum expectation_kind kind)
{
    return kind == EXPECT_WORK    ? obligation->work_on
           : kind == EXPECT_UNTIL ? obligation->until_on
                                  : obligation->due_on;
}

/* `DEADLINE=DATE STATUS (RULE)` */
static void print_open(const struct outcome *outcome, const struct obligation *it,
                       enum expectation_kind kind, struct buffer *out)
{
    const struct facts *facts = outcome->facts;
    struct span name = facts->concept->deadlines.names[it->rule->deadline];
    int32_t day = day_of(it, kind);
    char digits[DATE_BYTES];

    if (day != DATE_NONE)
        date_format(day, digits);
    buffer_print(out, "%s%.*s=%.*s %s (%.*s)", out->len > 0 ? ", " : "", (int)name.len,
                 name.ptr, day != DATE_NONE ? DATE_BYTES : 0, digits,
                 STATUS_NAMES[obligation_status(it, facts->day.as_of)],
                 (int)it->rule->rule->id.len, it->rule->rule->id.ptr);
}

/* --- Whether it is what was expected, and which rules that proves --- */

static bool is_expected(const struct comparison *it, struct span name,
                        struct span value)
{
    for (unsigned i = 0; i < it->count; i++)
        if (it->all[i].kind == EXPECT_VALUE && span_equal(it->all[i].name, name) &&
            span_equal(it->all[i].value, value))
            return true;
    return false;
}

/*
 * A value proves the rule that gives it; an empty one, where people may set the column,
 * only together with its status; the rule's name always does.
 */
static void prove_derived(const struct comparison *it, const struct derived *derived,
                          enum part part, struct span value)
{
    const struct facts *facts = it->outcome->facts;
    unsigned number = (unsigned)(derived - facts->concept->derived);
    const struct rule *rule = facts->judgements[number].rule;
    char status[256];

    snprintf(status, sizeof status, "%.*s_status", (int)derived->name.len,
             derived->name.ptr);
    if (rule == NULL || part == PART_STATUS)
        return;
    if (part == PART_RULE || (value.len > 0 && span_equal(value, rule->output)) ||
        (value.len == 0 &&
         (!derived->is_decided ||
          is_expected(it, span_from(status), judged_of(facts, number).status))))
        cover_add(it->cover, facts->concept, rule);
}

static const struct rule *rule_of_step(const struct facts *facts,
                                       const struct plan_step *step)
{
    int need = step->need.len > 0 ? concept_find_need(facts->concept, step->need) : -1;

    return step->rule != NULL ? step->rule : plan_allows(facts, step->strategy, need);
}

/* The steps with this strategy, ptr NULL: all of them; returns their count. */
static unsigned prove_steps(const struct comparison *it, struct span strategy)
{
    const struct facts *facts = it->outcome->facts;
    const struct plan *plan = &it->outcome->plan;
    unsigned count = 0;

    for (unsigned i = 0; i < plan->step_count; i++) {
        if (strategy.ptr != NULL && !span_equal(plan->steps[i].strategy, strategy))
            continue;
        cover_add(it->cover, facts->concept, rule_of_step(facts, &plan->steps[i]));
        count++;
    }
    return count;
}

static bool value_holds(const struct comparison *it, const struct expectation *expected,
                        struct buffer *found)
{
    const struct concept *concept = it->outcome->facts->concept;
    enum part part;
    const struct derived *derived = find_derived(concept, expected->name, &part);

    print_value(it->outcome, expected->name, found);
    if (!span_equal(buffer_text(found), expected->value)) {
        struct buffer value = *found;
        *found = (struct buffer){0};
        buffer_print(found, "%.*s=%.*s", (int)expected->name.len, expected->name.ptr,
                     (int)value.len, value.len > 0 ? value.bytes : "");
        buffer_free(&value);
        return false;
    }
    if (derived != NULL)
        prove_derived(it, derived, part, expected->value);
    if (span_is(expected->name, MADE[MADE_STRATEGIES]))
        prove_steps(it, span_of(NULL, 0));
    return true;
}

static bool deadline_holds(const struct comparison *it,
                           const struct expectation *expected, struct buffer *found)
{
    const struct facts *facts = it->outcome->facts;
    int deadline = deadlines_find(&facts->concept->deadlines, expected->name);
    const struct obligation *open = outcome_open(it->outcome, deadline);
    int32_t day = DATE_NONE;
    const char *status;

    if (span_is(expected->value, "none") && open == NULL)
        return true;
    if (open == NULL) {
        buffer_print(found, "%.*s=none", (int)expected->name.len, expected->name.ptr);
        return false;
    }
    status = STATUS_NAMES[obligation_status(open, facts->day.as_of)];
    date_parse(expected->value, &day);
    if (span_is(expected->value, "none") || day != day_of(open, expected->kind) ||
        (expected->status.len > 0 && !span_is(expected->status, status))) {
        print_open(it->outcome, open, expected->kind, found);
        return false;
    }
    if (expected->kind == EXPECT_DUE)
        cover_add(it->cover, facts->concept, open->rule->rule);
    return true;
}

static bool nothing_holds(const struct comparison *it,
                          const struct expectation *expected, struct buffer *found)
{
    const struct outcome *outcome = it->outcome;

    for (unsigned i = 0; i < outcome->open_count; i++) {
        const struct obligation *open = &outcome->open[i];
        if (expected->kind == EXPECT_NOTHING_DUE ||
            obligation_status(open, outcome->facts->day.as_of) == OBLIGATION_OVERDUE)
            print_open(outcome, open, EXPECT_DUE, found);
    }
    return found->len == 0;
}

static bool audit_holds(const struct comparison *it, const struct expectation *expected,
                        struct buffer *found)
{
    const struct deadlines *deadlines = &it->outcome->facts->concept->deadlines;
    int deadline = deadlines_find(deadlines, expected->name);
    const struct deadline_rule *rule = deadlines->first[deadline];
    struct deadline_notes notes = {0};
    bool holds = false;

    for (; rule != NULL; rule = rule->next) {
        struct judged_obligation judged[2];
        unsigned count = obligations_judge(it->outcome->facts, rule, judged, &notes);
        for (unsigned i = 0; i < count; i++) {
            holds |= span_is(expected->value, VERDICT_NAMES[judged[i].verdict]);
            buffer_print(found, "%saudit %.*s=%s (%.*s)", found->len > 0 ? ", " : "",
                         (int)expected->name.len, expected->name.ptr,
                         VERDICT_NAMES[judged[i].verdict], (int)rule->rule->id.len,
                         rule->rule->id.ptr);
        }
    }
    if (found->len > 0)
        return holds;
    buffer_print(found, "audit %.*s=none", (int)expected->name.len, expected->name.ptr);
    return span_is(expected->value, "none");
}

static bool check_holds(const struct comparison *it, const struct expectation *expected,
                        struct buffer *found)
{
    const struct outcome *outcome = it->outcome;
    bool is_found = false;

    for (unsigned i = 0; i < outcome->flaw_count; i++) {
        const struct flaw *flaw = &outcome->flaws[i];
        bool is_it = span_equal(flaw->check, expected->name);
        is_found |= is_it;
        if (is_it && expected->kind == EXPECT_CHECK)
            cover_add(it->cover, outcome->facts->concept, flaw->rule);
        if (!is_it && expected->kind == EXPECT_NO_CHECK)
            continue;
        buffer_print(found, "%s%.*s", found->len > 0 ? ", " : "check ",
                     (int)flaw->check.len, flaw->check.ptr);
    }
    if (found->len == 0)
        buffer_print(found, "no finding");
    return is_found == (expected->kind == EXPECT_CHECK);
}

/* A record that a check refuses proves the check. */
static bool refusal_holds(const struct comparison *it,
                          const struct expectation *expected, struct buffer *found)
{
    const struct outcome *outcome = it->outcome;
    const struct checks *checks = &outcome->facts->concept->checks;

    if (!outcome->is_refused) {
        buffer_print(found, "a record that is accepted");
        return false;
    }
    buffer_print(found, "refused %s: %s", outcome->refusal.column,
                 outcome->refusal.text);
    if (!span_is(expected->name, outcome->refusal.column))
        return false;
    for (unsigned i = 0; outcome->refusal.code == DIAG_CHECK && i < checks->table.count;
         i++)
        if (checks->rules[i].level == CHECK_REFUSE &&
            span_is(checks->table.rules[i].label, outcome->refusal.text))
            cover_add(it->cover, outcome->facts->concept, &checks->table.rules[i]);
    return true;
}

bool comparison_holds(const struct comparison *it, const struct expectation *expected,
                      struct buffer *found)
{
    const struct outcome *outcome = it->outcome;
    bool holds;

    found->len = 0;
    if (expected->kind == EXPECT_REFUSED || outcome->is_refused)
        return refusal_holds(it, expected, found) && expected->kind == EXPECT_REFUSED;
    switch (expected->kind) {
    case EXPECT_DUE:
    case EXPECT_WORK:
    case EXPECT_UNTIL:
        return deadline_holds(it, expected, found);
    case EXPECT_NOTHING_DUE:
    case EXPECT_NOTHING_OVERDUE:
        return nothing_holds(it, expected, found);
    case EXPECT_AUDIT:
        return audit_holds(it, expected, found);
    case EXPECT_CHECK:
    case EXPECT_NO_CHECK:
        return check_holds(it, expected, found);
    case EXPECT_STRATEGY:
    case EXPECT_NO_STRATEGY:
        holds = (prove_steps(it, expected->name) > 0) ==
                (expected->kind == EXPECT_STRATEGY);
        if (!holds)
            buffer_print(found, "strategies=");
        if (!holds)
            plan_write(&outcome->plan, found);
        return holds;
    case EXPECT_REFUSED:
    case EXPECT_VALUE:
    default:
        return value_holds(it, expected, found);
    }
}
