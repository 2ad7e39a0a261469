/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/facts.h"

#include <stdlib.h>

#include "base/mem.h"
#include "person/certainty.h"
#include "person/choices.h"
#include "person/derivation.h"
#include "person/foresight.h"
#include "person/held.h"
#include "person/judging.h"
#include "person/plain_cells.h"
#include "rules/days.h"
#include "rules/narrowing.h"
#include "value/code.h"
#include "value/date.h"

struct binding {
    int column;
    unsigned at;                   /* in the stream */
    bool is_special;               /* there is more to it than its kind: settle_cell */
    const struct derived *derived; /* the table that may give it, or NULL */
};

struct facts_private {
    bool wanted[COL_MOST];
    bool derives[DERIVATIONS_MOST];
    unsigned binding_count, behind_count;
    struct binding bindings[COL_MOST]; /* in the order in which faults are told */
    struct binding behind[COL_MOST]; /* those with more to do behind plain_cells_read */
    struct plain_cells at_once;
    struct span cells[COL_MOST]; /* decoded; empty where the stream lacks the column */
    bool is_bound[COL_MOST];
    bool varies[COL_MOST]; /* false: the value is the same in each record */
    struct judging judging;
    struct arena arena; /* the tables as the stream needs them */
    struct choices choices;
    struct held held;
    size_t refusal_count, refusal_room;
    const struct check_rule **refusals; /* the checks that refuse records */
    char *scratch;                      /* decoded TSV fields of one record */
    size_t scratch_used, scratch_room;
    struct days days; /* from the as-of day on */
    struct foresight foresight;
};

static const struct value UNKNOWN = {false, 0, 0};

struct facts *facts_new(const struct concept *concept, int32_t as_of)
{
    struct facts *facts = mem_new(sizeof *facts);
    struct facts_private *own = mem_new(sizeof *own);

    facts->own = own;
    facts->cells = own->cells;
    facts->concept = concept;
    facts->led = mem_array(concept->deadlines.steps_count, sizeof *facts->led);
    facts->day.as_of = as_of;
    days_init(&own->days, concept, as_of);
    facts_want(facts, COL_CLIENT_ID);
    if (concept->calendars.count > 1)
        facts_want(facts, COL_OFFICE);
    return facts;
}

void facts_free(struct facts *facts)
{
    if (facts == NULL)
        return;
    days_free(&facts->own->days);
    foresight_free(&facts->own->foresight);
    free(facts->own->refusals);
    arena_free(&facts->own->arena);
    free(facts->led);
    certainty_free(facts->certainty);
    free(facts->own->scratch);
    free(facts->own);
    free(facts);
}

void facts_want(struct facts *facts, int column)
{
    const struct concept *concept = facts->concept;
    const struct derived *derived = judging_table(concept, column);
    int derivation = derivation_of(&concept->columns, column);

    if (facts->own->wanted[column])
        return;
    facts->own->wanted[column] = true;
    if (derivation >= 0) {
        facts->own->derives[derivation] = true;
        facts_want(facts, DERIVATIONS[derivation].source);
    }
    if (derived != NULL) {
        facts_want(facts, derived->column);
        facts_want_decision(facts, &derived->table);
    }
}

static void want_condition(struct facts *facts, const struct condition *condition)
{
    unsigned count = condition->range_count + condition->excluded_count;

    facts_want(facts, condition->column);
    for (unsigned i = 0; condition->form == CONDITION_REACHES && i < count; i++) {
        const struct reach *reach = &condition->reaches[i];
        if (reach->low.kind == BOUND_COLUMN)
            facts_want(facts, reach->low.place);
        if (reach->high.kind == BOUND_COLUMN)
            facts_want(facts, reach->high.place);
    }
    foresight_watch(&facts->own->foresight, &facts->concept->columns, condition);
}

void facts_want_decision(struct facts *facts, const struct decision *decision)
{
    for (unsigned i = 0; i < decision->count; i++)
        for (unsigned j = 0; j < decision->rules[i].condition_count; j++)
            want_condition(facts, &decision->rules[i].conditions[j]);
}

static void want_columns(struct facts *facts, const struct date_columns *columns)
{
    for (unsigned i = 0; i < columns->count; i++)
        facts_want(facts, columns->list[i]);
}

static void want_term(struct facts *facts, const struct date_term *term)
{
    if (term->column >= 0)
        facts_want(facts, term->column);
}

void facts_want_deadlines(struct facts *facts)
{
    const struct concept *concept = facts->concept;
    const struct deadlines *deadlines = &concept->deadlines;

    facts_want_decision(facts, &deadlines->table);
    for (unsigned i = 0; i < deadlines->table.count; i++) {
        const struct deadline_rule *row = &deadlines->rules[i];
        facts_want(facts, row->anchor);
        for (unsigned j = 0; j < row->earliest_count; j++)
            want_term(facts, &row->earliest[j]);
        want_term(facts, &row->until_term);
        want_term(facts, &row->done_since);
        want_columns(facts, &row->done);
        want_columns(facts, &row->closed_by);
    }
    for (unsigned i = 0; i < concept->begin_count; i++)
        facts_want(facts, concept->begins[i]);
}

void facts_want_refusals(struct facts *facts, bool case_only)
{
    const struct checks *checks = &facts->concept->checks;
    struct facts_private *own = facts->own;

    for (unsigned i = 0; i < checks->table.count; i++) {
        const struct check_rule *check = &checks->rules[i];
        if (check->level != CHECK_REFUSE || (case_only && !check->tests_case_only))
            continue;
        mem_grow(&own->refusals, &own->refusal_room, own->refusal_count + 1,
                 sizeof *own->refusals);
        own->refusals[own->refusal_count++] = check;
        for (unsigned j = 0; j < check->rule->condition_count; j++)
            want_condition(facts, &check->rule->conditions[j]);
    }
}

static void bind_column(struct facts *facts, int column, int at)
{
    struct facts_private *own = facts->own;
    const struct column *about = &facts->concept->columns.column[column];
    const struct derived *derived = judging_table(facts->concept, column);
    bool is_special =
        column == COL_STRENGTHS || column == COL_BIRTH_DATE || derived != NULL;
    struct binding binding = {column, (unsigned)at, is_special, derived};

    own->is_bound[column] = true;
    own->bindings[own->binding_count++] = binding;
    if (about->kind != KIND_LIST)
        plain_cells_add(&own->at_once, column, binding.at);
    if (about->kind == KIND_LIST || is_special)
        own->behind[own->behind_count++] = binding;
    if (about->is_held)
        held_add(&own->held, column);
}

bool facts_have_key(const struct header *header, struct diag *diag)
{
    return header_find(header, span_from("client_id")) >= 0 ||
           diag_set(diag, DIAG_HEADER, "no column client_id");
}

/* Before the first record: what is known of all of them is looked at no more. */
static void bind_tables(struct facts *facts, const struct header *header)
{
    struct facts_private *own = facts->own;
    const struct concept *concept = facts->concept;
    const struct judged_columns columns = {own->wanted, own->is_bound, own->varies,
                                           facts->values};
    struct arena *arena = &own->arena;

    derivations_settle(concept, own->is_bound, own->derives, own->varies,
                       facts->values);
    judging_bind(&own->judging, concept, header, &columns, facts->judgements, arena);
    narrowing_make(&facts->strategies, &concept->strategies.table, own->varies,
                   facts->values, arena);
    narrowing_make(&facts->deadlines, &concept->deadlines.table, own->varies,
                   facts->values, arena);
    narrowing_make(&facts->checks, &concept->checks.table, own->varies, facts->values,
                   arena);
}

bool facts_bind(struct facts *facts, const struct header *header, struct diag *diag)
{
    struct facts_private *own = facts->own;
    const struct concept *concept = facts->concept;
    const struct columns *columns = &concept->columns;

    if (!facts_have_key(header, diag))
        return false;
    plain_cells_begin(&own->at_once, columns);
    for (int i = 0; i < (int)columns->count; i++) {
        const struct column *column = &columns->column[i];
        const struct derived *derived = judging_table(concept, i);
        int at = header_find(header, column->name), normal = column->default_code;
        facts->values[i] = (struct value){normal >= 0, normal >= 0 ? normal : 0, 0};
        own->cells[i] = span_of("", 0);
        /* Of what is derived, people may fill the tables of `decided`. */
        if (at >= 0 && own->wanted[i] &&
            (column_is_of_case(column) ||
             (derived != NULL && derived->is_decided && derived->column == i)))
            bind_column(facts, i, at);
    }
    bind_tables(facts, header);
    foresight_bind(&own->foresight, &concept->moving, own->is_bound);
    choices_bind(&own->choices, header);
    return true;
}

bool facts_has(const struct facts *facts, int column)
{
    return facts->own->is_bound[column];
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

static bool read_list(struct facts *facts, int column, struct span text,
                      const struct record *record, struct diag *diag)
{
    const struct concept *concept = facts->concept;
    const struct code_set *codes = &concept->columns.column[column].codes;
    struct value *value = &facts->values[column];

    value->set = 0;
    if (column == COL_NEEDS) {
        value->known = true; /* an empty cell is the empty list */
        if (!needs_read(concept, text, facts->needs, &facts->need_count, diag))
            return false;
        for (unsigned i = 0; i < facts->need_count; i++) {
            const struct need_entry *need = &facts->needs[i];
            /* Without needs.tsv the column knows the codes that rules test. */
            int code = need->need >= 0 ? need->need : code_find(codes, need->code);
            if (need->status != NEED_DONE && code >= 0)
                value->set |= UINT64_C(1) << code;
        }
        return true;
    }
    if (!plan_read(concept, text, facts->plan, &facts->plan_count, diag))
        return false;
    *value = choices_of(&facts->own->choices, concept, record, facts->plan,
                        facts->plan_count);
    if (!value->known)
        facts->own->cells[column] = span_of("", 0);
    return true;
}

/* What the kind of a column does not say. */
static bool settle_cell(struct facts *facts, const struct binding *binding,
                        const struct record *record, struct diag *diag)
{
    int column = binding->column;
    struct value *value = &facts->values[column];

    if (column == COL_STRENGTHS) {
        value->number = value->known ? value->number : 0;
        value->known = true; /* an empty cell is the empty list */
    } else if (column == COL_BIRTH_DATE) {
        if (!value->known || value->number <= facts->own->days.from)
            return true;
        diag_set(diag, DIAG_CONFLICT, "a day after --as-of, expected the day of birth");
        diag_in_column(diag, facts->concept->columns.column[column].name);
        return false;
    } else if (judging_is_proposed(&facts->own->judging, binding->derived, record)) {
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
    bool is_plain = record_is_plain_in(record, text);

    if (!is_plain && !decode(facts, record, &text, column, diag))
        return false;
    facts->own->cells[binding->column] = text;
    if (column->kind == KIND_LIST)
        return read_list(facts, binding->column, text, record, diag);
    if (!column_read(column, text, is_plain, value, diag))
        return false;
    return !binding->is_special || settle_cell(facts, binding, record, diag);
}

static void make_room_to_decode(struct facts_private *own, const struct record *record)
{
    own->scratch_used = 0;
    if (!record->plain)
        mem_grow(&own->scratch, &own->scratch_room, record->raw.len + 1, 1);
}

/* In the order of the columns: the first fault is told. */
static bool read_one_by_one(struct facts *facts, const struct record *record,
                            struct diag *diag)
{
    struct facts_private *own = facts->own;

    make_room_to_decode(own, record);
    for (unsigned i = 0; i < own->binding_count; i++)
        if (!read_cell(facts, &own->bindings[i], record, diag))
            return false;
    return true;
}

/* The same where no cell has an escape or a fault; else false. */
static bool read_at_once(struct facts *facts, const struct record *record)
{
    struct facts_private *own = facts->own;
    struct diag unheeded; /* told by read_one_by_one */
    bool good = plain_cells_are_plain(&own->at_once, record) &&
                plain_cells_read(&own->at_once, record, facts->values, own->cells);

    make_room_to_decode(own, record);
    for (unsigned i = 0; good && i < own->behind_count; i++)
        good = own->behind[i].is_special
                   ? settle_cell(facts, &own->behind[i], record, &unheeded)
                   : read_cell(facts, &own->behind[i], record, &unheeded);
    return good;
}

/* A day, in the calendar of the person's office. */
void facts_pass(struct facts *facts, int32_t as_of)
{
    struct facts_private *own = facts->own;
    unsigned calendar =
        calendars_find(&facts->concept->calendars, facts_cell(facts, COL_OFFICE));

    if (facts->day.calendar != NULL && facts->calendar == calendar &&
        facts->day.as_of == as_of)
        return;
    facts->day = days_on(&own->days, calendar, as_of);
    facts->calendar = calendar;
}

/* What moves with the day, or all of it. */
static void derive(struct facts *facts, bool all)
{
    struct facts_private *own = facts->own;
    const struct derivation_input input = {facts->concept, facts->day.as_of,
                                           facts->need_count, facts->needs};

    for (unsigned i = 0; i < DERIVATION_COUNT; i++)
        if (own->derives[i] && (all || DERIVATIONS[i].reached_on != NULL))
            DERIVATIONS[i].derive(&input, facts->values);
    judging_make(&own->judging, facts->values, &facts->day);
}

static bool check_key(const struct facts *facts, struct diag *diag)
{
    if (facts_cell(facts, COL_CLIENT_ID).len > 0)
        return true;
    diag_set(diag, DIAG_EMPTY, "empty, expected the key of the person");
    diag_in_column(diag, facts->concept->columns.column[COL_CLIENT_ID].name);
    return false;
}

/* Whether no row of the level `refuse` holds. */
static bool is_accepted(struct facts *facts, struct diag *diag)
{
    const struct facts_private *own = facts->own;
    const struct check_rule *refusal = NULL;

    facts_begin_checks(facts);
    for (size_t i = 0; i < own->refusal_count && refusal == NULL; i++)
        if (rule_holds(own->refusals[i]->rule, facts->values, &facts->day))
            refusal = own->refusals[i];
    facts_end_checks(facts);
    if (refusal == NULL)
        return true;
    diag_set(diag, DIAG_CHECK, "%.*s", (int)refusal->rule->label.len,
             refusal->rule->label.ptr);
    if (refusal->column >= 0)
        diag_in_column(diag, facts->concept->columns.column[refusal->column].name);
    return false;
}

bool facts_read(struct facts *facts, const struct record *record, struct diag *diag)
{
    struct facts_private *own = facts->own;

    if ((!read_at_once(facts, record) && !read_one_by_one(facts, record, diag)) ||
        !check_key(facts, diag))
        return false;
    held_take(&own->held, facts->values);
    facts_pass(facts, own->days.from);
    held_set(&own->held, facts->values, own->days.from);
    judging_take(&own->judging, facts->values);
    derive(facts, true);
    return own->refusal_count == 0 || is_accepted(facts, diag);
}

void facts_begin_checks(struct facts *facts)
{
    held_set(&facts->own->held, facts->values, DATE_MAX);
    judging_tell(&facts->own->judging, facts->values);
}

void facts_end_checks(struct facts *facts)
{
    held_set(&facts->own->held, facts->values, facts->day.as_of);
}

bool facts_check(const struct facts *facts, const struct check_rule *check)
{
    return rule_holds(check->rule, facts->values, &facts->day) &&
           (check->level != CHECK_GAP || facts_cell(facts, check->column).len == 0);
}

struct day facts_day_for(struct facts *facts, const struct rule *rule, int32_t as_of,
                         unsigned *doubts)
{
    return days_for(&facts->own->days, rule, facts->day.calendar, as_of, doubts);
}

void facts_foresee(struct facts *facts, unsigned days)
{
    facts->own->days.count = days;
}

void facts_move(struct facts *facts, int32_t as_of)
{
    if (facts->day.as_of == as_of)
        return;
    facts_pass(facts, as_of);
    held_set(&facts->own->held, facts->values, as_of);
    derive(facts, false);
}

void facts_watch(struct facts *facts, int column)
{
    facts_want(facts, column);
    foresight_watch_column(&facts->own->foresight, &facts->concept->columns, column);
}

unsigned facts_changes_most(const struct facts *facts)
{
    return facts->concept->begin_count + facts->own->held.count +
           foresight_most(&facts->own->foresight, facts->own->days.count);
}

unsigned facts_changes(const struct facts *facts, struct change *changes)
{
    const struct facts_private *own = facts->own;
    const struct concept *concept = facts->concept;
    struct foreseen foreseen = {own->days.from, own->days.count,  0,
                                changes,        &concept->moving, facts->day.bounds};

    for (unsigned i = 0; i < own->held.count; i++)
        foreseen_add_held(&foreseen, own->held.list[i].column,
                          &own->held.list[i].value);
    foreseen_add_dates(&foreseen, concept->begins, concept->begin_count, facts->values);
    return foresight_add(&own->foresight, facts->values, &foreseen);
}
