/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the names of a dossier stand for. Values are made when a form asks for them.
 */
#include "agreement/dossier.h"
#include "agreement/offices.h"
#include "agreement/subjects.h"
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

/* The names that are cells of the person. */
static const struct {
    int name, column;
} CELLS[] = {{NAME_CLIENT_ID, COL_CLIENT_ID},
             {NAME_HOUSEHOLD_ID, COL_HOUSEHOLD_ID},
             {NAME_GIVEN_NAME, COL_GIVEN_NAME},
             {NAME_FAMILY_NAME, COL_FAMILY_NAME},
             {NAME_GUARDIAN_NAME, COL_GUARDIAN_NAME},
             {NAME_OFFICE, COL_OFFICE},
             {NAME_CASE_MANAGER, COL_CASE_MANAGER},
             {NAME_GOAL, COL_GOAL},
             {NAME_TARGET_OCCUPATION, COL_TARGET_OCCUPATION},
             {NAME_SUBGOALS, COL_SUBGOALS},
             {NAME_OWN_WORDS, COL_OWN_WORDS}};

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

/* Whether an agreement that began earlier is still running on the as-of day. */
static bool is_running(const struct dossier *it)
{
    const struct value *from = value_of(it, COL_AGREEMENT_FROM),
                       *until = value_of(it, COL_AGREEMENT_UNTIL);
    int32_t as_of = it->facts->day.as_of;

    return from->known && from->number < as_of &&
           (!until->known || until->number >= as_of);
}

static bool is_previous(const struct dossier *it)
{
    const struct value *until = value_of(it, COL_AGREEMENT_UNTIL);

    return until->known && until->number < it->facts->day.as_of;
}

/* The labels of the steps about a subject, between commas. */
static struct span put_subject(struct dossier *it, enum subject subject)
{
    it->text.len = 0;
    for (unsigned i = 0; i < it->plan.count; i++) {
        const struct plan_step *step = &it->plan.list[i];
        if (!subjects_has(it->frame->subjects, subject, step->strategy))
            continue;
        if (it->text.len > 0)
            buffer_add(&it->text, span_from(", "));
        buffer_add(&it->text, plan_step_label(step));
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

/* The n-th need that is done, or open; NULL: there are no more. */
static const struct need_entry *nth_need(const struct facts *facts, bool is_done,
                                         unsigned item)
{
    for (unsigned i = 0; i < facts->need_count; i++)
        if ((facts->needs[i].status == NEED_DONE) == is_done && item-- == 0)
            return &facts->needs[i];
    return NULL;
}

static unsigned count_needs(const struct facts *facts, bool is_done)
{
    unsigned count = 0;

    for (unsigned i = 0; i < facts->need_count; i++)
        count += (facts->needs[i].status == NEED_DONE) == is_done;
    return count;
}

static struct span need_text(struct dossier *it, int name)
{
    const struct facts *facts = it->facts;
    bool is_done = name == NAME_DONE_NEED;
    int list = is_done ? NAME_DONE_NEEDS : NAME_NEEDS;
    const struct need_entry *entry = nth_need(facts, is_done, it->item[list]);
    const struct needs *needs = &facts->concept->needs;

    if (entry == NULL)
        return NOTHING;
    switch (name) {
    case NAME_NEED_AREA:
        return entry->need >= 0 ? needs->areas[needs->list[entry->need].area].label
                                : NOTHING;
    case NAME_NEED_STATUS:
        return span_from(need_status_name(entry->status));
    case NAME_NEED_GRADE:
        return put_number(it, entry->grade);
    default:
        return need_entry_label(facts, entry->need, entry->code);
    }
}

static struct span step_text(struct dossier *it, int name)
{
    const struct strategies *table = &it->facts->concept->strategies;
    const struct plan_step *step = &it->plan.list[it->item[NAME_STEPS]];

    switch (name) {
    case NAME_STEP_NUMBER:
        return put_number(it, (long)it->item[NAME_STEPS] + 1);
    case NAME_STEP_STRATEGY:
        return plan_step_label(step);
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
        return plan_step_cell(it->facts, step, table->by_office);
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

/* The n-th table of the concept whose row the person hits; NULL: there are no more. */
static const struct derived *nth_decision(const struct facts *facts, unsigned item)
{
    for (unsigned i = 0; i < facts->concept->derived_count; i++)
        if (facts->judgements[i].rule != NULL && item-- == 0)
            return &facts->concept->derived[i];
    return NULL;
}

static unsigned count_decisions(const struct facts *facts)
{
    unsigned count = 0;

    for (unsigned i = 0; i < facts->concept->derived_count; i++)
        count += facts->judgements[i].rule != NULL;
    return count;
}

static struct span code_of(const struct dossier *it, int column)
{
    const struct value *value = value_of(it, column);
    const struct code_set *codes = &it->facts->concept->columns.column[column].codes;

    return value->known && (unsigned)value->number < codes->count
               ? codes->names[value->number]
               : NOTHING;
}

static struct span decision_text(struct dossier *it, int name)
{
    const struct facts *facts = it->facts;
    const struct derived *derived = nth_decision(facts, it->item[NAME_DECISIONS]);
    const struct rule *rule;
    struct span code, label;

    if (derived == NULL)
        return NOTHING;
    rule = facts->judgements[derived - facts->concept->derived].rule;
    switch (name) {
    case NAME_DECISION_VALUE:
        code = code_of(it, derived->column);
        label = german_code(it->frame->german, derived->column, code);
        return label.len > 0 ? label : code;
    case NAME_DECISION_RULE:
        return rule->id;
    case NAME_DECISION_SOURCE:
        return rule->source;
    default:
        return german_column(it->frame->german, derived->column);
    }
}

/* A field of the stream: what is empty is left out, so that fields count those. */
static unsigned nth_field(const struct dossier *it, unsigned item)
{
    unsigned column = 0;

    for (; column < it->frame->header->count; column++)
        if (record_field(it->record, column).len > 0 && item-- == 0)
            break;
    return column;
}

static unsigned count_fields(const struct dossier *it)
{
    unsigned count = 0;

    for (unsigned i = 0; i < it->frame->header->count; i++)
        count += record_field(it->record, i).len > 0;
    return count;
}

static struct span field_text(struct dossier *it, int name)
{
    unsigned place = nth_field(it, it->item[NAME_FIELDS]);
    struct span column = it->frame->header->names[place], value;

    if (name == NAME_FIELD_NAME)
        return column;
    if (name == NAME_FIELD_LABEL)
        return it->frame->labels[place];
    value = record_field(it->record, place);
    it->text.len = 0;
    if (!record_decode(it->record, value, buffer_room(&it->text, value.len), &value,
                       column, NULL))
        return NOTHING;
    return value;
}

static struct span date_text(struct dossier *it, int name)
{
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
    case NAME_BIRTH_DATE:
        return put_column_day(it, COL_BIRTH_DATE);
    case NAME_EARLIER_FROM:
        return put_column_day(it, COL_AGREEMENT_FROM);
    default:
        return put_column_day(it, COL_AGREEMENT_UNTIL);
    }
}

static struct span office_text(const struct dossier *it, int name)
{
    return offices_part(it->frame->offices, facts_cell(it->facts, COL_OFFICE),
                        OFFICE_NAME + (name - NAME_OFFICE_NAME));
}

static struct span whole_text(struct dossier *it, int name)
{
    for (size_t i = 0; i < sizeof CELLS / sizeof *CELLS; i++)
        if (CELLS[i].name == name)
            return facts_cell(it->facts, CELLS[i].column);
    switch (name) {
    case NAME_TITLE:
        return it->law->title;
    case NAME_AGE:
        return value_of(it, COL_AGE)->known
                   ? put_number(it, value_of(it, COL_AGE)->number)
                   : NOTHING;
    case NAME_GOAL_AREA:
        return area_label(it->facts->concept, facts_cell(it->facts, COL_GOAL_AREA));
    case NAME_CATEGORY:
        return code_of(it, COL_CATEGORY);
    case NAME_CATEGORY_LABEL:
        return german_code(it->frame->german, COL_CATEGORY, code_of(it, COL_CATEGORY));
    case NAME_LANGUAGE_COURSE:
        return put_subject(it, SUBJECT_LANGUAGE);
    case NAME_REHABILITATION:
        return put_subject(it, SUBJECT_REHABILITATION);
    case NAME_CONCEPT:
        return it->facts->concept->name;
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
        return decision_text(it, name);
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
        return is_running(it);
    case NAME_PREVIOUS:
        return is_previous(it);
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
    case NAME_NEEDS_KNOWN:
        return facts_has(it->facts, COL_NEEDS);
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
        return count_decisions(it->facts);
    case NAME_FIELDS:
        return count_fields(it);
    default:
        return NAMES[name].kind == KIND_OF_FLAG ? flag(it, name)
                                                : text_of(data, name).len > 0;
    }
}

static void enter(void *data, int name, unsigned item)
{
    struct dossier *it = data;
    struct span cell;

    it->item[name] = item;
    if (name != NAME_STRENGTHS)
        return;
    if (item == 0) {
        it->strength_at = 0;
        return;
    }
    cell = span_after(facts_cell(it->facts, COL_STRENGTHS), it->strength_at);
    it->strength_at += span_cut(&cell, '|').len + 1;
}

struct template_values dossier_values(struct dossier *dossier)
{
    return (struct template_values){text_of, count_of, enter, dossier};
}
