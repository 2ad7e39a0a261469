/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/facts.h"

#include <stdlib.h>

#include "value/date.h"

struct binding {
    int column;
    unsigned at;     /* in the stream */
    bool is_simple;  /* a text that no rule tests: known or not */
    bool is_special; /* there is more to it than its kind: settle_cell */
};

struct facts_private {
    bool wanted[COL_MOST];
    unsigned binding_count;
    struct binding bindings[COL_MOST];
    struct span cells[COL_MOST]; /* decoded; empty where the stream lacks the column */
    bool is_bound[COL_MOST];
    int category_status, u25_group_status; /* in the stream, or -1 */
    char *scratch;                         /* decoded TSV fields of one record */
    size_t scratch_used, scratch_room;
};

static const struct value UNKNOWN = {false, 0, 0};

struct facts *facts_new(const struct concept *concept, struct diag *diag)
{
    struct facts *facts = calloc(1, sizeof *facts);

    if (facts != NULL)
        facts->own = calloc(1, sizeof *facts->own);
    if (facts == NULL || facts->own == NULL) {
        diag_no_memory(diag);
        free(facts);
        return NULL;
    }
    facts->concept = concept;
    facts_want(facts, COL_CLIENT_ID);
    return facts;
}

void facts_free(struct facts *facts)
{
    if (facts == NULL)
        return;
    free(facts->own->scratch);
    free(facts->own);
    free(facts);
}

/* What a derived column is computed from, besides tables; ends with -1. */
static const int *sources_of(const struct concept *concept, int column)
{
    static const int none[] = {-1}, age[] = {COL_BIRTH_DATE, -1},
                     group[] = {COL_AGE, -1},
                     new_case[] = {COL_APPLIED_ON, COL_BENEFIT_ENDED_ON, COL_MOVED_IN,
                                   -1},
                     prognosis[] = {COL_PROGNOSIS_MONTHS, -1},
                     needs[] = {COL_NEEDS, -1}, strengths[] = {COL_STRENGTHS, -1},
                     u25_group[] = {COL_AGE_GROUP, -1}, mark[] = {COL_MARK_REASON, -1};

    switch (column) {
    case COL_AGE:
        return age;
    case COL_AGE_GROUP:
        return group;
    case COL_NEW_CASE:
        return concept->new_case_months >= 0 ? new_case : none;
    case COL_PROGNOSIS:
        return prognosis;
    case COL_NEEDS_OPEN:
    case COL_AREAS_OPEN:
    case COL_SCORE_TOTAL:
        return needs;
    case COL_STRENGTH_COUNT:
        return strengths;
    case COL_U25_GROUP:
        return u25_group;
    case COL_MARK:
        return mark;
    default:
        return column >= COL_FIXED_COUNT ? needs : none;
    }
}

void facts_want(struct facts *facts, int column)
{
    const struct concept *concept = facts->concept;

    if (facts->own->wanted[column])
        return;
    facts->own->wanted[column] = true;
    for (const int *source = sources_of(concept, column); *source >= 0; source++)
        facts_want(facts, *source);
    if (column == COL_PROFILE)
        facts_want_decision(facts, &concept->profiles);
    else if (column == COL_CATEGORY)
        facts_want_decision(facts, &concept->categories);
    else if (column == COL_U25_GROUP)
        facts_want_decision(facts, &concept->u25_groups);
    else if (column == COL_TEAM)
        facts_want_decision(facts, &concept->teams);
}

void facts_want_decision(struct facts *facts, const struct decision *decision)
{
    for (unsigned i = 0; i < decision->count; i++)
        for (unsigned j = 0; j < decision->rules[i].condition_count; j++)
            facts_want(facts, decision->rules[i].conditions[j].column);
}

void facts_want_deadlines(struct facts *facts)
{
    const struct deadlines *deadlines = &facts->concept->deadlines;

    facts_want_decision(facts, &deadlines->table);
    for (unsigned i = 0; i < deadlines->count; i++) {
        const struct deadline_rule *rule = &deadlines->rules[i];
        const int columns[] = {rule->anchor, rule->not_before.column, rule->done,
                               rule->done_since.column};
        for (unsigned j = 0; j < 4; j++)
            if (columns[j] >= 0)
                facts_want(facts, columns[j]);
    }
}

bool facts_bind(struct facts *facts, const struct header *header, struct diag *diag)
{
    struct facts_private *own = facts->own;
    const struct columns *columns = &facts->concept->columns;

    if (header_find(header, columns->column[COL_CLIENT_ID].name) < 0) {
        diag_set(diag, DIAG_HEADER, "no column client_id");
        return false;
    }
    for (int i = 0; i < COL_CASE_COUNT + 1; i++) {
        /* u25_group is the one derived column that people may fill. */
        int column = i < COL_CASE_COUNT ? i : COL_U25_GROUP;
        int at = header_find(header, columns->column[column].name);
        struct value *value = &facts->values[column];
        int normal = columns->column[column].default_code;
        *value = (struct value){normal >= 0, normal >= 0 ? normal : 0, 0};
        own->cells[column] = span_of("", 0);
        if (at < 0 || !own->wanted[column])
            continue;
        own->is_bound[column] = true;
        own->bindings[own->binding_count++] =
            (struct binding){column, (unsigned)at,
                             columns->column[column].kind == KIND_TEXT &&
                                 columns->column[column].codes.count == 0,
                             column == COL_CATEGORY || column == COL_U25_GROUP ||
                                 column == COL_STRENGTHS || column == COL_BIRTH_DATE};
    }
    own->category_status = header_find(header, span_from("category_status"));
    own->u25_group_status = header_find(header, span_from("u25_group_status"));
    return true;
}

struct span facts_cell(const struct facts *facts, int column)
{
    return facts->own->cells[column];
}

/* The decoded field; it stays until the next record. */
static bool decode(struct facts *facts, const struct record *record, struct span *field,
                   const struct column *column, struct diag *diag)
{
    struct facts_private *own = facts->own;
    /* Room for the whole record was made: the decoded fields do not move. */
    char *room = own->scratch + own->scratch_used;

    own->scratch_used += field->len;
    return record_decode(record, *field, room, field, column->name, diag);
}

static void add_to_set(const struct concept *concept, int column, struct span name,
                       struct value *value)
{
    int code = code_find(&concept->columns.column[column].codes, name);

    if (code >= 0)
        value->set |= UINT64_C(1) << code;
}

static bool read_list(struct facts *facts, int column, struct span text,
                      struct diag *diag)
{
    const struct concept *concept = facts->concept;
    struct value *value = &facts->values[column];

    value->set = 0;
    if (column == COL_NEEDS) {
        value->known = true; /* an empty cell is the empty list */
        if (!needs_read(concept, text, facts->needs, &facts->need_count, diag))
            return false;
        for (unsigned i = 0; i < facts->need_count; i++)
            if (facts->needs[i].status != NEED_DONE)
                add_to_set(concept, column, facts->needs[i].code, value);
        return true;
    }
    value->known = text.len > 0;
    if (!plan_read(concept, text, facts->plan, &facts->plan_count, diag))
        return false;
    for (unsigned i = 0; i < facts->plan_count; i++)
        add_to_set(concept, column, facts->plan[i].strategy, value);
    return true;
}

/* What an earlier run proposed counts as empty. */
static bool is_proposed(const struct facts *facts, int column,
                        const struct record *record)
{
    int status = column == COL_CATEGORY ? facts->own->category_status
                                        : facts->own->u25_group_status;

    return status >= 0 && span_is(record_field(record, (unsigned)status), "proposed");
}

/* What the kind of a column does not say. */
static bool settle_cell(struct facts *facts, int column, const struct record *record,
                        struct diag *diag)
{
    struct value *value = &facts->values[column];

    if (column == COL_STRENGTHS) {
        value->number = value->known ? value->number : 0;
        value->known = true; /* an empty cell is the empty list */
    } else if (column == COL_BIRTH_DATE) {
        if (!value->known || value->number <= facts->concept->as_of)
            return true;
        diag_set(diag, DIAG_CONFLICT, "a day after --as-of, expected the day of birth");
        diag_in_column(diag, facts->concept->columns.column[column].name);
        return false;
    } else if (is_proposed(facts, column, record)) {
        facts->own->cells[column] = span_of("", 0);
        *value = UNKNOWN;
    }
    return true;
}

static bool read_cell(struct facts *facts, const struct binding *binding,
                      const struct record *record, struct diag *diag)
{
    const struct column *column = &facts->concept->columns.column[binding->column];
    struct value *value = &facts->values[binding->column];
    struct span text = record_field(record, binding->at);

    if (!record->plain && !decode(facts, record, &text, column, diag))
        return false;
    facts->own->cells[binding->column] = text;
    if (binding->is_simple && record->plain) {
        value->known = text.len > 0;
        return true;
    }
    if (column->kind == KIND_LIST)
        return read_list(facts, binding->column, text, diag);
    if (!column_read(column, text, record->plain, value, diag))
        return false;
    return !binding->is_special || settle_cell(facts, binding->column, record, diag);
}

static bool check_record(struct facts *facts, struct diag *diag)
{
    const struct column *columns = facts->concept->columns.column;
    const struct value *mark = &facts->values[COL_MARK];

    if (facts_cell(facts, COL_CLIENT_ID).len == 0) {
        diag_set(diag, DIAG_EMPTY, "empty, expected the key of the person");
        diag_in_column(diag, columns[COL_CLIENT_ID].name);
        return false;
    }
    if (facts->own->is_bound[COL_MARK] && mark->known && mark->number == 0 &&
        facts_cell(facts, COL_MARK_REASON).len == 0) {
        diag_set(diag, DIAG_EMPTY, "empty, expected a reason because mark is z");
        diag_in_column(diag, columns[COL_MARK_REASON].name);
        return false;
    }
    return true;
}

static void set_number(struct facts *facts, int column, int32_t number)
{
    facts->values[column] = (struct value){true, number, 0};
}

static void derive_age(struct facts *facts)
{
    const struct value *birth = &facts->values[COL_BIRTH_DATE];
    const bool *wanted = facts->own->wanted;

    facts->values[COL_AGE] = facts->values[COL_AGE_GROUP] = UNKNOWN;
    if (!wanted[COL_AGE] || !birth->known)
        return;
    set_number(facts, COL_AGE, date_age(birth->number, facts->concept->as_of));
    set_number(facts, COL_AGE_GROUP, facts->values[COL_AGE].number >= 25);
}

/*
 * A Neufall: moved in from another carrier, or the last benefit ended so long before
 * the application (no known benefit: assumed so). Unknown without an application.
 */
static void derive_new_case(struct facts *facts)
{
    const struct value *applied = &facts->values[COL_APPLIED_ON];
    const struct value *ended = &facts->values[COL_BENEFIT_ENDED_ON];
    const struct value *moved = &facts->values[COL_MOVED_IN];
    int32_t months = facts->concept->new_case_months;
    bool is_new;

    facts->values[COL_NEW_CASE] = UNKNOWN;
    if (!facts->own->wanted[COL_NEW_CASE] || months < 0 || !applied->known)
        return;
    is_new = (moved->known && moved->number == YES) || !ended->known ||
             date_add_months(ended->number, months) < applied->number;
    set_number(facts, COL_NEW_CASE, is_new ? YES : NO);
}

static void derive_prognosis(struct facts *facts)
{
    const struct value *months = &facts->values[COL_PROGNOSIS_MONTHS];

    facts->values[COL_PROGNOSIS] = UNKNOWN;
    if (facts->own->wanted[COL_PROGNOSIS] && months->known)
        set_number(facts, COL_PROGNOSIS, months->number > facts->concept->near_months);
}

static void derive_needs(struct facts *facts)
{
    const struct concept *concept = facts->concept;
    int32_t scores[CONCEPT_AREAS], open = 0, areas = 0, total = 0;
    bool known = facts->values[COL_NEEDS].known;

    facts->values[COL_STRENGTH_COUNT] = facts->values[COL_STRENGTHS];
    if (!facts->own->wanted[COL_NEEDS])
        return;
    memset(scores, 0, concept->area_count * sizeof *scores);
    for (unsigned i = 0; known && i < facts->need_count; i++) {
        const struct need_entry *entry = &facts->needs[i];
        if (entry->status == NEED_DONE)
            continue;
        open++;
        if (entry->need >= 0)
            scores[concept->needs[entry->need].area] += entry->grade;
        total += entry->grade;
    }
    for (unsigned i = 0; i < concept->area_count; i++) {
        facts->values[concept->areas[i].score_column] =
            (struct value){known, scores[i], 0};
        areas += scores[i] > 0;
    }
    facts->values[COL_NEEDS_OPEN] = (struct value){known, open, 0};
    facts->values[COL_AREAS_OPEN] = (struct value){known, areas, 0};
    facts->values[COL_SCORE_TOTAL] = (struct value){known, total, 0};
}

static void derive_rule(struct facts *facts, int column,
                        const struct decision *decision, const struct rule **rule)
{
    *rule = NULL;
    facts->values[column] = UNKNOWN;
    if (!facts->own->wanted[column])
        return;
    *rule = decision_first(decision, facts->values);
    if (*rule != NULL)
        set_number(facts, column, (*rule)->code);
}

/* Whether the value that was read is a person's judgement. */
static void take_judgement(struct facts *facts, int column, struct judgement *judgement)
{
    const struct value *value = &facts->values[column];

    if (!facts->own->wanted[column])
        return;
    judgement->is_human = facts->own->is_bound[column] && value->known;
    judgement->human = facts_cell(facts, column);
    judgement->human_code = value->number;
}

/* What people wrote stands; an empty value is filled by the rule that is hit. */
static void judge(struct facts *facts, int column, struct judgement *judgement,
                  const struct decision *decision, bool is_tested)
{
    if (!facts->own->wanted[column])
        return;
    judgement->is_tested = is_tested;
    judgement->rule = is_tested ? decision_first(decision, facts->values) : NULL;
    if (judgement->is_human)
        return;
    facts->values[column] = UNKNOWN;
    if (judgement->rule != NULL)
        set_number(facts, column, judgement->rule->code);
}

static void derive_judgements(struct facts *facts)
{
    const struct concept *concept = facts->concept;
    const struct value *group = &facts->values[COL_AGE_GROUP];

    judge(facts, COL_CATEGORY, &facts->category, &concept->categories, true);
    judge(facts, COL_U25_GROUP, &facts->u25_group, &concept->u25_groups,
          group->known && group->number == 0);
}

void facts_derive(struct facts *facts)
{
    derive_age(facts);
    derive_new_case(facts);
    derive_prognosis(facts);
    derive_rule(facts, COL_PROFILE, &facts->concept->profiles, &facts->profile);
    derive_judgements(facts);
    derive_rule(facts, COL_TEAM, &facts->concept->teams, &facts->team);
}

static bool make_room(struct facts *facts, const struct record *record,
                      struct diag *diag)
{
    struct facts_private *own = facts->own;

    own->scratch_used = 0;
    if (record->plain ||
        mem_grow(&own->scratch, &own->scratch_room, record->raw.len + 1, 1))
        return true;
    diag_no_memory(diag);
    return false;
}

bool facts_read(struct facts *facts, const struct record *record, struct diag *diag)
{
    if (!make_room(facts, record, diag))
        return false;
    for (unsigned i = 0; i < facts->own->binding_count; i++)
        if (!read_cell(facts, &facts->own->bindings[i], record, diag))
            return false;
    if (!check_record(facts, diag))
        return false;
    derive_needs(facts);
    take_judgement(facts, COL_CATEGORY, &facts->category);
    take_judgement(facts, COL_U25_GROUP, &facts->u25_group);
    facts_derive(facts);
    return true;
}
