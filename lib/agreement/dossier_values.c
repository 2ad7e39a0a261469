/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the names of a dossier stand for. Values are made when a form asks for them.
 */
#include "agreement/dossier.h"
#include "agreement/dossier_steps.h"
#include "agreement/offices.h"
#include "person/judgement.h"
#include "rules/columns.h"
#include "rules/concept.h"
#include "rules/decision.h"
#include "rules/entries.h"
#include "rules/german.h"
#include "stream/header.h"
#include "stream/record.h"
#include "value/date.h"
#include "value/number.h"

enum { ADULT_AGE = 18 /* BGB § 2 */, YOUNG_AGE = 25 };

static const struct span NOTHING = {"", 0};

static const struct template_name NAMES[NAME_COUNT] = {
#define AS_NAME(id, name, within, kind) {name, NAME_##within, KIND_OF_##kind},
    DOSSIER_NAMES(AS_NAME)
#undef AS_NAME
};

/* The names that are cells of the person; of others 0. (That of client_id is 0.) */
static const int CELLS[NAME_COUNT] = {[NAME_HOUSEHOLD_ID] = COL_HOUSEHOLD_ID,
                                      [NAME_GIVEN_NAME] = COL_GIVEN_NAME,
                                      [NAME_FAMILY_NAME] = COL_FAMILY_NAME,
                                      [NAME_GUARDIAN_NAME] = COL_GUARDIAN_NAME,
                                      [NAME_OFFICE] = COL_OFFICE,
                                      [NAME_CASE_MANAGER] = COL_CASE_MANAGER,
                                      [NAME_GOAL] = COL_GOAL,
                                      [NAME_TARGET_OCCUPATION] = COL_TARGET_OCCUPATION,
                                      [NAME_SUBGOALS] = COL_SUBGOALS,
                                      [NAME_OWN_WORDS] = COL_OWN_WORDS};

struct template_names dossier_names(void)
{
    return (struct template_names){NAMES, NAME_COUNT};
}

static const struct value *value_of(const struct dossier *it, int column)
{
    return &it->facts->values[column];
}

/* The text put together; it is begun anew by whoever puts the next one together. */
static struct span put_day(struct dossier *it, int32_t day)
{
    it->text.len = 0;
    if (day == DATE_NONE)
        return NOTHING;
    date_format_german(day, buffer_room(&it->text, DATE_BYTES));
    it->text.len = DATE_BYTES;
    return buffer_text(&it->text);
}

static struct span put_number(struct dossier *it, long number)
{
    it->text.len = 0;
    it->text.len = number_format(number, buffer_room(&it->text, NUMBER_BYTES));
    return buffer_text(&it->text);
}

static struct span put_column_day(struct dossier *it, int column)
{
    return put_day(it, value_of(it, column)->known ? value_of(it, column)->number
                                                   : DATE_NONE);
}

static bool is_younger(const struct dossier *it, int32_t age)
{
    return value_of(it, COL_AGE)->known && value_of(it, COL_AGE)->number < age;
}

/* The labels of the steps about a subject, between commas. */
static struct span put_subject(struct dossier *it, enum strategy_subject subject)
{
    it->text.len = 0;
    for (unsigned i = 0; i < it->plan.count; i++) {
        const struct plan_step *step = &it->plan.list[i];
        if (step->rule == NULL || !step->rule->is_about[subject])
            continue;
        if (it->text.len > 0)
            buffer_add(&it->text, span_from(", "));
        buffer_add(&it->text, plan_step_label(it->facts, step));
    }
    return buffer_text(&it->text);
}

/* The label of an area by its code; what is no code is a label. */
static struct span area_label(const struct concept *concept, struct span code)
{
    for (unsigned i = 0; i < concept->needs.area_count; i++)
        if (span_equal(concept->needs.areas[i].code, code))
            return concept->needs.areas[i].label;
    return code;
}

static unsigned count_needs(const struct facts *facts, bool is_done)
{
    unsigned count = 0;

    for (unsigned i = 0; i < facts->need_count; i++)
        count += (facts->needs[i].status == NEED_DONE) == is_done;
    return count;
}

static const char *const STATUS_WORDS[] = {[NEED_KNOWN] = "erkannt",
                                           [NEED_IN_WORK] = "in Bearbeitung",
                                           [NEED_WITHOUT_SUCCESS] =
                                               "bisher ohne Erfolg",
                                           [NEED_DONE] = "erledigt"};

static struct span need_text(struct dossier *it, int name)
{
    const struct facts *facts = it->facts;
    bool is_done = name == NAME_DONE_NEED || name == NAME_DONE_NEED_LABEL;
    int list = is_done ? NAME_DONE_NEEDS : NAME_NEEDS;
    const struct need_entry *entry = &facts->needs[it->place[list]];
    const struct needs *needs = &facts->concept->needs;

    switch (name) {
    case NAME_NEED_AREA:
        return entry->need >= 0 ? needs->areas[needs->list[entry->need].area].label
                                : NOTHING;
    case NAME_NEED_STATUS:
        return span_from(STATUS_WORDS[entry->status]);
    case NAME_NEED_GRADE:
        return put_number(it, entry->grade);
    case NAME_NEED_LABEL:
    case NAME_DONE_NEED_LABEL:
        return entry->need >= 0 ? needs->list[entry->need].label : entry->code;
    default:
        return need_entry_label(facts, entry->need, entry->code);
    }
}

/* The needs of a step as the concept calls them, between commas. */
static struct span put_need_labels(struct dossier *it, const struct plan_step *step)
{
    const struct facts *facts = it->facts;

    it->text.len = 0;
    for (unsigned i = 0; i < facts->plan_count; i++) {
        const struct plan_entry *entry = &facts->plan[i];
        if (!span_equal(entry->strategy, step->strategy) || entry->need_code.len == 0)
            continue;
        if (it->text.len > 0)
            buffer_add(&it->text, span_from(", "));
        buffer_add(&it->text, entry->need >= 0
                                  ? facts->concept->needs.list[entry->need].label
                                  : entry->need_code);
    }
    return buffer_text(&it->text);
}

static struct span step_text(struct dossier *it, int name)
{
    const struct strategies *table = &it->facts->concept->strategies;
    const struct plan_step *step = &it->plan.list[it->item[NAME_STEPS]];

    switch (name) {
    case NAME_STEP_NUMBER:
        return put_number(it, (long)it->item[NAME_STEPS] + 1);
    case NAME_STEP_NEED_LABELS:
        return put_need_labels(it, step);
    case NAME_STEP_LABEL:
        return step->rule != NULL ? step->rule->rule->label : step->strategy;
    case NAME_STEP_STRATEGY:
        return plan_step_label(it->facts, step);
    case NAME_STEP_NEEDS:
        return span_of(it->plan.needs.bytes + step->needs_at, step->needs_len);
    case NAME_STEP_CLIENT_ON:
        return put_day(it, step->client_on);
    case NAME_STEP_OFFICE_ON:
        return put_day(it, step->office_on);
    case NAME_STEP_SUBGOAL:
        return plan_step_cell(it->facts, step, table->subgoal);
    case NAME_STEP_CLIENT:
        return plan_step_cell(it->facts, step, table->by_client);
    case NAME_STEP_OFFICE:
        return dossier_step_office(it, step);
    default:
        return plan_step_cell(it->facts, step, table->by_third);
    }
}

static struct span due_text(struct dossier *it, int name)
{
    const struct obligation *due = &it->dues[it->item[NAME_DUES]];

    switch (name) {
    case NAME_DUE_ON:
        return put_day(it, due->work_on);
    case NAME_DUE_UNTIL:
        return put_day(it, due->until_on);
    case NAME_DUE_RULE:
        return due->rule->rule->id;
    case NAME_DUE_SOURCE:
        return due->rule->rule->source;
    default:
        return due->rule->rule->label;
    }
}

/* What the stream holds of the person: what is empty is left out. */
static unsigned count_fields(const struct dossier *it)
{
    unsigned count = 0;

    for (unsigned i = 0; i < it->frame->header->count; i++)
        count += record_field(it->record, i).len > 0;
    return count;
}

static struct span field_text(struct dossier *it, int name)
{
    unsigned place = it->place[NAME_FIELDS];
    struct span column = it->frame->header->names[place], value;
    struct diag diag; /* a faulty escape stands as it is */

    if (name == NAME_FIELD_NAME)
        return column;
    if (name == NAME_FIELD_LABEL)
        return it->frame->labels[place];
    value = record_field(it->record, place);
    it->text.len = 0;
    record_decode(it->record, value, buffer_room(&it->text, value.len), &value, column,
                  &diag);
    return name == NAME_FIELD_MEANING ? dossier_meaning(it, place, value) : value;
}

static struct span date_text(struct dossier *it, int name)
{
    int column;

    if (dossier_day_column(it->frame, name, &column))
        return column >= 0 ? put_column_day(it, column) : NOTHING;
    switch (name) {
    case NAME_AS_OF:
        return put_day(it, it->facts->day.as_of);
    case NAME_VALID_FROM:
        return put_day(it, it->valid_from);
    case NAME_VALID_UNTIL:
        return put_day(it, it->valid_until);
    case NAME_REVIEW_ON:
        return put_day(it, it->review_on);
    case NAME_NEXT_TALK_ON:
        return put_day(it, it->next_talk_on);
    case NAME_TURNS_25_ON:
        return value_of(it, COL_BIRTH_DATE)->known
                   ? put_day(it, date_birthday(value_of(it, COL_BIRTH_DATE)->number,
                                               YOUNG_AGE))
                   : NOTHING;
    case NAME_EARLIER_FROM:
        return put_column_day(it, COL_AGREEMENT_FROM);
    default:
        return put_day(it, it->earlier_until);
    }
}

/* What the table of offices says; the lines of an address become lines. */
static struct span office_text(struct dossier *it, int name)
{
    struct span text =
        offices_part(it->frame->offices, facts_cell(it->facts, COL_OFFICE),
                     (enum office_part)(OFFICE_NAME + (name - NAME_OFFICE_NAME)));

    if (name != NAME_OFFICE_ADDRESS)
        return text;
    it->text.len = 0;
    for (size_t i = 0; i < text.len; i++)
        buffer_add_char(&it->text, text.ptr[i] == '|' ? '\n' : text.ptr[i]);
    return buffer_text(&it->text);
}

static struct span whole_text(struct dossier *it, int name)
{
    if (CELLS[name] > 0)
        return facts_cell(it->facts, CELLS[name]);
    switch (name) {
    case NAME_CLIENT_ID:
        return facts_cell(it->facts, COL_CLIENT_ID);
    case NAME_TITLE:
        return it->law->title;
    case NAME_AUTHORITY:
        return it->law->authority;
    case NAME_AUTHORITY_SUBJECT:
        return it->law->authority_subject;
    case NAME_AGE:
        return value_of(it, COL_AGE)->known
                   ? put_number(it, value_of(it, COL_AGE)->number)
                   : NOTHING;
    case NAME_GOAL_AREA:
        return area_label(it->facts->concept, facts_cell(it->facts, COL_GOAL_AREA));
    case NAME_CATEGORY:
        return dossier_code(it, COL_CATEGORY);
    case NAME_CATEGORY_LABEL:
        return german_code(it->frame->german, COL_CATEGORY,
                           dossier_code(it, COL_CATEGORY));
    case NAME_LANGUAGE_COURSE:
        return put_subject(it, SUBJECT_LANGUAGE);
    case NAME_REHABILITATION:
        return put_subject(it, SUBJECT_REHABILITATION);
    case NAME_CLIENT_STEPS:
    case NAME_OFFICE_STEPS:
    case NAME_THIRD_STEPS:
        return dossier_step_numbers(it, name);
    case NAME_CONCEPT:
        return dossier_concept(it);
    case NAME_EDITION:
        return it->facts->concept->edition;
    default:
        return name >= NAME_OFFICE_NAME && name <= NAME_OFFICE_MAIL
                   ? office_text(it, name)
                   : date_text(it, name);
    }
}

static struct span text_of(void *data, int name)
{
    struct dossier *it = data;

    switch (NAMES[name].within) {
    case NAME_NEEDS:
    case NAME_DONE_NEEDS:
        return need_text(it, name);
    case NAME_STEPS:
        return step_text(it, name);
    case NAME_DUES:
        return due_text(it, name);
    case NAME_DECISIONS:
        return dossier_decision(it, name);
    case NAME_FIELDS:
        return field_text(it, name);
    default:
        break;
    }
    if (name == NAME_STRENGTHS) {
        struct span cell = facts_cell(it->facts, COL_STRENGTHS);
        cell = span_after(cell, it->strength_at);
        return span_cut(&cell, '|');
    }
    return whole_text(it, name);
}

static unsigned count_of(void *data, int name);

static bool flag(struct dossier *it, int name)
{
    switch (name) {
    case NAME_PROPOSAL:
        return it->is_proposal;
    case NAME_SIGNATURES:
        return it->law->has_signatures;
    case NAME_LARGE:
        return it->frame->is_large;
    case NAME_SGB3:
        return it->law == &it->frame->laws[1];
    case NAME_RUNNING:
        return it->is_running;
    case NAME_PREVIOUS:
        return it->is_previous;
    case NAME_MINOR:
        return is_younger(it, ADULT_AGE);
    case NAME_YOUNG:
        return is_younger(it, YOUNG_AGE);
    case NAME_GUARDIAN_SIGNS:
        return is_younger(it, ADULT_AGE) && it->law->has_signatures;
    case NAME_GUARDIAN_INFORMED:
        return is_younger(it, ADULT_AGE) && !it->law->has_signatures;
    case NAME_HAS_STRENGTHS:
        return count_of(it, NAME_STRENGTHS) > 0;
    case NAME_HAS_NEEDS:
        return count_needs(it->facts, false) > 0;
    case NAME_HAS_DONE_NEEDS:
        return count_needs(it->facts, true) > 0;
    case NAME_HAS_STEPS:
        return it->plan.count > 0;
    case NAME_HAS_DUES:
        return it->due_count > 0;
    case NAME_DECISION_HUMAN:
        return dossier_decision_is_human(it);
    case NAME_NEED_IN_WORK:
        return it->facts->needs[it->place[NAME_NEEDS]].status == NEED_IN_WORK;
    case NAME_STEPS_KNOWN:
        return facts_has(it->facts, COL_STRATEGIES);
    case NAME_NEEDS_KNOWN:
        return facts_cell(it->facts, COL_NEEDS).len > 0;
    default: /* NAME_APPLICATIONS */
        return put_subject(it, SUBJECT_APPLICATIONS).len > 0;
    }
}

static unsigned count_of(void *data, int name)
{
    struct dossier *it = data;

    switch (name) {
    case NAME_STRENGTHS:
        return value_of(it, COL_STRENGTH_COUNT)->known
                   ? (unsigned)value_of(it, COL_STRENGTH_COUNT)->number
                   : 0;
    case NAME_NEEDS:
    case NAME_DONE_NEEDS:
        return count_needs(it->facts, name == NAME_DONE_NEEDS);
    case NAME_STEPS:
        return it->plan.count;
    case NAME_DUES:
        return it->due_count;
    case NAME_DECISIONS:
        return dossier_decisions(it);
    case NAME_FIELDS:
        return count_fields(it);
    default:
        return NAMES[name].kind == KIND_OF_FLAG ? flag(it, name)
                                                : text_of(data, name).len > 0;
    }
}

/* Whether a list takes up what stands at a place; the end of all places is one too. */
static bool is_item(const struct dossier *it, int name, unsigned place)
{
    const struct facts *facts = it->facts;

    switch (name) {
    case NAME_NEEDS:
    case NAME_DONE_NEEDS:
        return place == facts->need_count ||
               (facts->needs[place].status == NEED_DONE) == (name == NAME_DONE_NEEDS);
    case NAME_DECISIONS:
        return place == facts->concept->derived_count ||
               facts->judgements[place].rule != NULL;
    case NAME_FIELDS:
        return place == it->frame->header->count ||
               record_field(it->record, place).len > 0;
    default:
        return true;
    }
}

/* Goes on from the item before, so that a list costs no more than what it is of. */
static void enter(void *data, int name, unsigned item)
{
    struct dossier *it = data;
    unsigned place = item == 0 ? 0 : it->place[name] + 1;
    struct span cell;

    while (!is_item(it, name, place))
        place++;
    it->item[name] = item;
    it->place[name] = place;
    if (name != NAME_STRENGTHS)
        return;
    cell = facts_cell(it->facts, COL_STRENGTHS);
    if (item == 0) {
        it->strength_at = 0;
        return;
    }
    cell = span_after(cell, it->strength_at);
    it->strength_at += span_cut(&cell, '|').len + 1;
}

struct template_values dossier_values(struct dossier *dossier)
{
    return (struct template_values){text_of, count_of, enter, dossier};
}
