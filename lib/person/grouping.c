/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/grouping.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/names.h"
#include "person/judgement.h"

void grouping_free(struct grouping *by)
{
    buffer_free(&by->offset);
}

bool grouping_takes(const struct columns *columns, int column)
{
    const struct column *about = &columns->column[column];

    switch (about->kind) {
    case KIND_CODE:
    case KIND_NUMBER:
    case KIND_YESNO:
        return about->stage < STAGE_ALL;
    case KIND_TEXT:
        return column == COL_OFFICE || column == COL_CASE_MANAGER ||
               column == COL_TARGET_OCCUPATION || column == COL_GOAL_AREA ||
               (about->is_own && about->closed);
    default:
        return false;
    }
}

/* The decided table whose status stands in the column, or -1. */
static int decided_of(const struct concept *concept, int column)
{
    for (unsigned i = 0; i < concept->derived_count; i++)
        if (column >= 0 && concept->derived[i].status_column == column)
            return (int)i;
    return -1;
}

static bool takes(const struct grouping *by, const struct concept *concept, int column)
{
    return grouping_takes(&concept->columns, column) ||
           (by->takes_status && decided_of(concept, column) >= 0);
}

static bool tell(const struct grouping *by, struct diag *diag,
                 const struct unknown_names *unknown, const struct concept *concept,
                 bool has_obligations)
{
    const struct columns *columns = &concept->columns;
    struct span *names = mem_array(columns->count + 2, sizeof *names);
    unsigned count = 0;

    if (has_obligations) {
        names[count++] = span_from("deadline");
        names[count++] = span_from("rule");
    }
    for (int i = 0; i < (int)columns->count; i++)
        if (takes(by, concept, i))
            names[count++] = columns->column[i].name;
    names_tell_unknown(diag, "--by: no column to count by", unknown, names, count);
    free(names);
    return false;
}

static bool find(const struct grouping *by, struct span name,
                 const struct concept *concept, bool has_obligations, int *column)
{
    if (has_obligations && (span_is(name, "deadline") || span_is(name, "rule"))) {
        *column = span_is(name, "rule") ? BY_RULE : BY_DEADLINE;
        return true;
    }
    *column = columns_find(&concept->columns, name);
    return *column >= 0 && takes(by, concept, *column);
}

bool grouping_name(struct grouping *by, struct span names,
                   const struct concept *concept, bool has_obligations,
                   struct diag *diag)
{
    struct unknown_names unknown = {0};

    by->count = 0;
    while (names.ptr != NULL && (names.len > 0 || by->count > 0 || unknown.count > 0)) {
        struct span name = span_cut(&names, ',');
        int column;
        if (by->count == BY_MOST)
            return diag_set(diag, DIAG_USAGE,
                            "--by: expected up to %d columns, with commas between them",
                            BY_MOST);
        if (!find(by, name, concept, has_obligations, &column)) {
            names_add_unknown(&unknown, name);
            continue;
        }
        for (unsigned i = 0; i < by->count; i++)
            if (by->columns[i] == column)
                return diag_set(diag, DIAG_USAGE, "--by: \"%.*s\" stands there twice",
                                (int)name.len, name.ptr);
        by->names[by->count] = name;
        by->columns[by->count++] = column;
    }
    return unknown.count == 0 || tell(by, diag, &unknown, concept, has_obligations);
}

void grouping_follow(struct grouping *by, const struct concept *concept)
{
    for (unsigned i = 0; i < by->count; i++)
        if (!find(by, by->names[i], concept, by->columns[i] < 0, &by->columns[i]))
            by->columns[i] = BY_NOTHING;
}

void grouping_want(const struct grouping *by, struct facts *facts)
{
    for (unsigned i = 0; i < by->count; i++)
        if (by->columns[i] >= 0)
            facts_watch(facts, by->columns[i]);
}

/* How the value of a decided table came about, with the two sides of `kept`. */
static struct span status_cell(const struct facts *facts, unsigned number)
{
    const struct derived *derived = &facts->concept->derived[number];
    const struct judgement *judgement = &facts->judgements[number];
    const struct rule *rule = judgement->rule;

    if (judgement->status != JUDGED_KEPT)
        return facts->concept->columns.column[derived->status_column]
            .codes.names[judgement->status];
    return span_from(rule != NULL && (rule->code >= 0 || rule->is_none)
                         ? "kept_against_rule"
                         : "kept_without_rule");
}

/* The value in its out form: `yes` for `ja`, a code that was derived. */
static struct span read_cell(const struct facts *facts, int column,
                             char digits[NUMBER_BYTES])
{
    const struct column *about;
    const struct value *value;
    int decided = decided_of(facts->concept, column);

    if (column < 0)
        return span_of("", 0);
    if (decided >= 0)
        return status_cell(facts, (unsigned)decided);
    about = &facts->concept->columns.column[column];
    value = &facts->values[column];
    if (!value->known)
        return span_of("", 0);
    if (about->kind == KIND_NUMBER)
        return span_of(digits, number_format(value->number, digits));
    if ((unsigned)value->number < about->codes.count)
        return about->codes.names[value->number];
    return facts_cell(facts, column);
}

void grouping_read(struct grouping *by, const struct facts *facts)
{
    for (unsigned i = 0; i < by->count; i++)
        if (by->columns[i] != BY_DEADLINE && by->columns[i] != BY_RULE)
            by->cells[i] = read_cell(facts, by->columns[i], by->digits[i]);
}

/* The offset as it is today: `+6mo` for `+$contact`. */
static struct span read_offset(struct grouping *by, const struct concept *concept,
                               const struct deadline_rule *rule)
{
    const struct decision *table = &concept->deadlines.table;
    struct span rest =
        decision_cell(table, rule->rule, table_column(&table->table, "offset"));

    by->offset.len = 0;
    while (rest.ptr != NULL) {
        struct span term = span_cut(&rest, ' ');
        int parameter = term.len > 2 && term.ptr[1] == '$'
                            ? parameters_find(&concept->parameters, span_after(term, 2))
                            : -1;
        if (by->offset.len > 0)
            buffer_add_char(&by->offset, ' ');
        buffer_add(&by->offset, parameter < 0 ? term : span_of(term.ptr, 1));
        if (parameter >= 0)
            buffer_add(&by->offset, concept->parameters.list[parameter].value);
    }
    return buffer_text(&by->offset);
}

void grouping_read_rule(struct grouping *by, const struct concept *concept,
                        const struct deadline_rule *rule)
{
    for (unsigned i = 0; rule != NULL && i < by->count; i++) {
        if (by->columns[i] == BY_DEADLINE)
            by->cells[i] = concept->deadlines.names[rule->deadline];
        else if (by->columns[i] == BY_RULE)
            by->cells[i] = rule->rule->id;
    }
}

void grouping_read_promise(struct grouping *by, const struct concept *concept,
                           const struct deadline_rule *rule)
{
    by->cells[by->count] = rule->rule->id;
    by->cells[by->count + 1] = read_offset(by, concept, rule);
}
