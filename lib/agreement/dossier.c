/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The dates of a dossier, and its steps. What its names stand for: dossier_values.c.
 */
#include "agreement/dossier.h"

#include "rules/calendar.h"
#include "rules/columns.h"
#include "rules/concept.h"
#include "rules/deadlines.h"
#include "stream/record.h"
#include "value/date.h"

enum { YOUNG_AGE = 25 };

/* The columns that names of any form stand for, or that its days are reckoned from. */
static const int WANTED[] = {COL_HOUSEHOLD_ID,
                             COL_GIVEN_NAME,
                             COL_FAMILY_NAME,
                             COL_GUARDIAN_NAME,
                             COL_BIRTH_DATE,
                             COL_OFFICE,
                             COL_CASE_MANAGER,
                             COL_LEGAL_CIRCLE,
                             COL_AGREEMENT_FROM,
                             COL_AGREEMENT_UNTIL,
                             COL_GOAL,
                             COL_GOAL_AREA,
                             COL_SUBGOALS,
                             COL_OWN_WORDS,
                             COL_TARGET_OCCUPATION,
                             COL_STRENGTHS,
                             COL_NEEDS,
                             COL_STRATEGIES,
                             COL_AGE,
                             COL_STRENGTH_COUNT};

static bool names(const struct template *forms, unsigned count, int name)
{
    for (unsigned i = 0; i < count; i++)
        if (template_names_value(&forms[i], name))
            return true;
    return false;
}

void dossier_want(const struct dossier_frame *frame, struct facts *facts,
                  const struct template *forms, unsigned count)
{
    const struct concept *concept = facts->concept;
    const struct derived *document = concept_find(concept, "document");
    int column;

    for (size_t i = 0; i < sizeof WANTED / sizeof *WANTED; i++)
        facts_want(facts, WANTED[i]);
    if (document != NULL)
        facts_want(facts, document->column);
    if (names(forms, count, NAME_CATEGORY) || names(forms, count, NAME_CATEGORY_LABEL))
        facts_want(facts, COL_CATEGORY);
    for (int i = 0; i < NAME_COUNT; i++)
        if (dossier_day_column(frame, i, &column) && column >= 0 &&
            names(forms, count, i))
            facts_want(facts, column);
    for (unsigned i = 0;
         names(forms, count, NAME_DECISIONS) && i < concept->derived_count; i++)
        facts_want(facts, concept->derived[i].column);
    facts_want_deadlines(facts);
}

static const struct value *value(const struct dossier *it, int column)
{
    return &it->facts->values[column];
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
 * working day before the plan ends or is reviewed; none if that day is past, because
 * then people have to agree on a day.
 */
static int32_t next_talk(struct dossier *it)
{
    const struct day *today = &it->facts->day;
    bool ends_first = it->valid_until != DATE_NONE && it->valid_until < it->review_on;
    int32_t end = ends_first ? it->valid_until : it->review_on;
    int32_t day = calendar_roll(today->calendar, end, ROLL_BACK);

    it->notes.doubts |= calendar_doubts(today->calendar, end);
    for (unsigned i = 0; i < it->due_count; i++) {
        int32_t last = last_day(&it->dues[i]);
        if (!is_talk(&it->dues[i]) || last == DATE_NONE)
            continue;
        if (last < today->as_of)
            return DATE_NONE;
        if (last < day)
            day = last;
    }
    return day < today->as_of ? DATE_NONE : day;
}

/*
 * An agreement that begins on the as-of day or later is the one that is written, so
 * that its days are those that people agreed on.
 */
static void set_days(struct dossier *it)
{
    const struct value *from = value(it, COL_AGREEMENT_FROM),
                       *until = value(it, COL_AGREEMENT_UNTIL),
                       *age = value(it, COL_AGE);
    int32_t as_of = it->facts->day.as_of, months = it->law->review_months;
    bool is_this = from->known && from->number >= as_of;

    if (age->known && age->number < YOUNG_AGE)
        months = it->law->young_review_months;
    it->valid_from = is_this ? from->number : as_of;
    it->valid_until = is_this && until->known ? until->number : DATE_NONE;
    it->review_on = date_add_months(it->valid_from, months);
}

/*
 * An agreement that began before the as-of day, or only has an end, is an earlier one:
 * it is running unless its end is past.
 */
static void set_earlier(struct dossier *it)
{
    const struct value *from = value(it, COL_AGREEMENT_FROM),
                       *until = value(it, COL_AGREEMENT_UNTIL);
    int32_t as_of = it->facts->day.as_of,
            end = until->known ? until->number : DATE_NONE;

    if (from->known && it->law->older_than != DATE_NONE &&
        from->number < it->law->older_than &&
        (end == DATE_NONE || end > it->law->older_ends_on))
        end = it->law->older_ends_on;
    it->earlier_until = end;
    it->is_previous = end != DATE_NONE && end < as_of;
    it->is_running =
        !it->is_previous && (from->known ? from->number < as_of : until->known);
}

void dossier_make(struct dossier *dossier, const struct dossier_frame *frame,
                  const struct facts *facts, const struct record *record)
{
    struct span circle = facts_cell(facts, COL_LEGAL_CIRCLE);
    struct span status = frame->strategies_status < 0
                             ? span_of("", 0)
                             : record_field(record, (unsigned)frame->strategies_status);

    dossier->frame = frame;
    dossier->facts = facts;
    dossier->record = record;
    dossier->law = &frame->laws[span_is(circle, "sgb3")];
    dossier->is_proposal = span_is(status, "proposed");
    set_days(dossier);
    set_earlier(dossier);
    dossier->due_count = obligations_open(facts, dossier->dues, &dossier->notes);
    dossier->next_talk_on = next_talk(dossier);
    plan_steps_make(&dossier->plan, facts, dossier->valid_from, &dossier->notes.doubts);
}

void dossier_free(struct dossier *dossier)
{
    buffer_free(&dossier->plan.needs);
    buffer_free(&dossier->text);
}
