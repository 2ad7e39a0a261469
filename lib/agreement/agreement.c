/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agreement/agreement.h"

#include "agreement/law.h"
#include "person/facts.h"
#include "rules/calendar.h"
#include "rules/columns.h"
#include "rules/concept.h"
#include "rules/deadlines.h"
#include "rules/decision.h"
#include "rules/entries.h"
#include "value/date.h"
#include "value/number.h"

enum { ADULT_AGE = 18 }; /* BGB § 2 */

void agreement_want(struct facts *facts)
{
    static const int wanted[] = {
        COL_HOUSEHOLD_ID, COL_GIVEN_NAME,     COL_FAMILY_NAME,       COL_GUARDIAN_NAME,
        COL_OFFICE,       COL_CASE_MANAGER,   COL_TARGET_OCCUPATION, COL_STRENGTHS,
        COL_NEEDS,        COL_AGREEMENT_FROM, COL_AGREEMENT_UNTIL,   COL_GOAL,
        COL_GOAL_AREA,    COL_SUBGOALS,       COL_OWN_WORDS,         COL_STRATEGIES,
        COL_AGE,          COL_STRENGTH_COUNT};
    const struct derived *document = concept_find(facts->concept, "document");

    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        facts_want(facts, wanted[i]);
    if (document != NULL)
        facts_want(facts, document->column);
    facts_want_deadlines(facts);
}

static bool is_talk(const struct obligation *obligation)
{
    return obligation->rule->kind == DEADLINE_TALK ||
           obligation->rule->kind == DEADLINE_REVIEW;
}

/* The last working day on which it can be met in time; DATE_NONE: there is no last. */
static int32_t last_day(const struct obligation *obligation)
{
    return obligation->rule->until == UNTIL_NONE ? obligation->work_on
                                                 : obligation->until_on;
}

/*
 * The earliest last day for a talk that some deadline asks for, at the latest the
 * working day before the review; none if that day is past, because then people have to
 * agree on a day.
 */
static int32_t next_talk(struct agreement *agreement)
{
    const struct day *today = &agreement->facts->day;
    int32_t day = calendar_roll(today->calendar, agreement->review_on, ROLL_BACK);
    struct obligation open[DEADLINE_MOST];
    unsigned count = obligations_open(agreement->facts, open, &agreement->notes);

    agreement->notes.doubts |= calendar_doubts(today->calendar, agreement->review_on);
    for (unsigned i = 0; i < count; i++) {
        int32_t last = last_day(&open[i]);
        if (!is_talk(&open[i]) || last == DATE_NONE)
            continue;
        if (last < today->as_of)
            return DATE_NONE;
        if (last < day)
            day = last;
    }
    return day;
}

void agreement_make(struct agreement *agreement, const struct law *law,
                    const struct facts *facts, struct span strategies_status)
{
    agreement->concept = facts->concept;
    agreement->facts = facts;
    agreement->law = law;
    agreement->is_proposal = span_is(strategies_status, "proposed");
    agreement->review_on = date_add_months(facts->day.as_of, law->review_months);
    agreement->next_talk_on = next_talk(agreement);
}

static struct span date_text(struct agreement *agreement, int32_t day)
{
    if (day == DATE_NONE)
        return span_of("", 0);
    date_format_german(day, agreement->scratch);
    return span_of(agreement->scratch, DATE_BYTES);
}

static struct span date_cell(struct agreement *agreement, int column)
{
    const struct value *value = &agreement->facts->values[column];

    return date_text(agreement, value->known ? value->number : DATE_NONE);
}

static struct span yes_if(bool holds)
{
    return holds ? span_from("yes") : span_of("", 0);
}

/* An agreement that ran before this one; the one that begins on this day is this one.
 */
static bool has_previous(const struct agreement *agreement)
{
    const struct value *from = &agreement->facts->values[COL_AGREEMENT_FROM];
    const struct value *until = &agreement->facts->values[COL_AGREEMENT_UNTIL];
    int32_t as_of = agreement->facts->day.as_of;

    return from->known ? from->number < as_of : until->known;
}

static bool needs_guardian(const struct agreement *agreement)
{
    const struct value *age = &agreement->facts->values[COL_AGE];

    return agreement->law->has_signatures && age->known && age->number < ADULT_AGE;
}

/* The n-th open need. */
static const struct need_entry *open_need(const struct facts *facts, unsigned item)
{
    for (unsigned i = 0; i < facts->need_count; i++)
        if (facts->needs[i].status != NEED_DONE && item-- == 0)
            return &facts->needs[i];
    return NULL;
}

/* Fields that hold for the whole document. False: there is no such field. */
static bool document_field(struct agreement *it, struct span field, struct span *value)
{
    static const struct {
        const char *field;
        int column;
    } cells[] = {{"given_name", COL_GIVEN_NAME},
                 {"family_name", COL_FAMILY_NAME},
                 {"guardian_name", COL_GUARDIAN_NAME},
                 {"client_id", COL_CLIENT_ID},
                 {"household_id", COL_HOUSEHOLD_ID},
                 {"office", COL_OFFICE},
                 {"case_manager", COL_CASE_MANAGER},
                 {"target_occupation", COL_TARGET_OCCUPATION},
                 {"goal", COL_GOAL},
                 {"goal_area", COL_GOAL_AREA},
                 {"subgoals", COL_SUBGOALS},
                 {"own_words", COL_OWN_WORDS},
                 {"strengths", COL_STRENGTHS}};

    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        if (span_is(field, cells[i].field)) {
            *value = facts_cell(it->facts, cells[i].column);
            return true;
        }
    }
    if (span_is(field, "title"))
        *value = it->law->title;
    else if (span_is(field, "proposal"))
        *value = yes_if(it->is_proposal);
    else if (span_is(field, "guardian"))
        *value = yes_if(needs_guardian(it));
    else if (span_is(field, "previous"))
        *value = yes_if(has_previous(it));
    else if (span_is(field, "needs"))
        *value = yes_if(open_need(it->facts, 0) != NULL);
    else if (span_is(field, "steps"))
        *value = yes_if(it->facts->plan_count > 0);
    else
        return false;
    return true;
}

static bool date_field(struct agreement *it, struct span field, struct span *value)
{
    if (span_is(field, "valid_from"))
        *value = date_text(it, it->facts->day.as_of);
    else if (span_is(field, "review_on"))
        *value = date_text(it, it->review_on);
    else if (span_is(field, "next_talk_on"))
        *value = date_text(it, it->next_talk_on);
    else if (span_is(field, "birth_date"))
        *value = date_cell(it, COL_BIRTH_DATE);
    else if (span_is(field, "previous_from"))
        *value = date_cell(it, COL_AGREEMENT_FROM);
    else if (span_is(field, "previous_until"))
        *value = date_cell(it, COL_AGREEMENT_UNTIL);
    else
        return false;
    return true;
}

static struct span term(struct span terms, unsigned item)
{
    struct span part = span_cut(&terms, '|');

    while (item-- > 0)
        part = span_cut(&terms, '|');
    return part;
}

static struct span need_label(const struct concept *concept, int need, struct span code)
{
    return need >= 0 && concept->needs.list[need].label.len > 0
               ? concept->needs.list[need].label
               : code;
}

/* Fields of a step of the plan. */
static struct span step_field(struct agreement *it, struct span field, unsigned item)
{
    const struct concept *concept = it->concept;
    const struct plan_entry *entry = &it->facts->plan[item];
    const struct strategy_rule *rule =
        strategies_find(&concept->strategies, entry->strategy, entry->need);
    int column = -1;

    if (span_is(field, "step_number"))
        return span_of(it->scratch, number_format((long)item + 1, it->scratch));
    if (span_is(field, "step_need"))
        return entry->need >= 0 ? need_label(concept, entry->need,
                                             concept->needs.list[entry->need].code)
                                : span_of("", 0);
    if (span_is(field, "step_strategy")) {
        bool has_label = rule != NULL && rule->rule->label.len > 0;
        return has_label ? rule->rule->label : entry->strategy;
    }
    if (span_is(field, "step_subgoal"))
        column = concept->strategies.subgoal;
    else if (span_is(field, "step_client"))
        column = concept->strategies.by_client;
    else if (span_is(field, "step_office"))
        column = concept->strategies.by_office;
    else if (span_is(field, "step_third"))
        column = concept->strategies.by_third;
    else
        return span_of(NULL, 0);
    return rule != NULL ? decision_cell(&concept->strategies.table, rule->rule, column)
                        : span_of("", 0);
}

static struct span value_of(void *data, struct span field, unsigned item)
{
    struct agreement *it = data;
    struct span value = span_of(NULL, 0);

    if (document_field(it, field, &value) || date_field(it, field, &value))
        return value;
    if (span_starts(field, "step_") && item < it->facts->plan_count)
        return step_field(it, field, item);
    if (span_is(field, "strength"))
        return term(facts_cell(it->facts, COL_STRENGTHS), item);
    if (span_is(field, "need")) {
        const struct need_entry *entry = open_need(it->facts, item);
        return entry != NULL ? need_label(it->concept, entry->need, entry->code)
                             : span_of("", 0);
    }
    return value;
}

static unsigned count_of(void *data, struct span list)
{
    const struct agreement *it = data;
    const struct facts *facts = it->facts;
    unsigned count = 0;

    if (span_is(list, "steps"))
        return facts->plan_count;
    if (span_is(list, "strengths"))
        return facts->values[COL_STRENGTH_COUNT].known
                   ? (unsigned)facts->values[COL_STRENGTH_COUNT].number
                   : 0;
    if (span_is(list, "needs"))
        while (open_need(facts, count) != NULL)
            count++;
    return count;
}

struct template_values agreement_values(struct agreement *agreement)
{
    return (struct template_values){value_of, count_of, agreement};
}
