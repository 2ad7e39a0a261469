/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/deadlines.h"

#include <stdlib.h>

#include "base/names.h"
#include "rules/deadline_rows.h"
#include "rules/deadline_steps.h"
#include "value/code.h"

const char *const DEADLINE_KIND_NAMES[DEADLINE_KINDS] = {
    [DEADLINE_TASK] = "task",
    [DEADLINE_TALK] = "talk",
    [DEADLINE_AGREEMENT] = "agreement",
    [DEADLINE_REVIEW] = "review",
};

/* The columns of deadlines.tsv that only this module knows. */
enum cell {
    CELL_DEADLINE,
    CELL_ANCHOR,
    CELL_OFFSET,
    CELL_NOT_BEFORE,
    CELL_UNTIL,
    CELL_ROLL,
    CELL_DONE,
    CELL_DONE_SINCE,
    CELL_CLOSED_BY,
    CELL_EVERY,
    CELL_REPEAT,
    CELL_KIND,
    CELL_ACTOR,
    CELL_UNRECORDED,
    CELL_BEFORE_CASE,
    CELL_AUDIT,
    CELLS
};

/* The last one ends the list of annotations. */
static const char *const cell_names[CELLS + 1] = {
    [CELL_DEADLINE] = "deadline",
    [CELL_ANCHOR] = "anchor",
    [CELL_OFFSET] = "offset",
    [CELL_NOT_BEFORE] = "not_before",
    [CELL_UNTIL] = "until",
    [CELL_ROLL] = "roll",
    [CELL_DONE] = "done",
    [CELL_DONE_SINCE] = "done_since",
    [CELL_CLOSED_BY] = "closed_by",
    [CELL_EVERY] = "every",
    [CELL_REPEAT] = "repeat",
    [CELL_KIND] = "kind",
    [CELL_ACTOR] = "actor",
    [CELL_UNRECORDED] = "unrecorded",
    [CELL_BEFORE_CASE] = "before_case",
    [CELL_AUDIT] = "audit",
};

/* The row that is being compiled. */
struct compiling {
    struct deadlines *deadlines;
    const struct condition_context *context;
    struct faults *faults;
    int column[CELLS]; /* in the table, or -1 */
    struct deadline_rule *row;
};

static struct span cell_of(const struct compiling *it, enum cell cell)
{
    return decision_cell(&it->deadlines->table, it->row->rule, it->column[cell]);
}

/* Adds a fault of the row: what is wrong with `text`, a part of the cell. */
static bool fault(const struct compiling *it, enum cell cell, struct span text,
                  const char *what)
{
    return table_fault(&it->deadlines->table.table, it->row->rule->row,
                       it->column[cell], it->faults, "\"%.*s\"%s", (int)text.len,
                       text.ptr, what);
}

static bool fault_of_cell(const struct compiling *it, enum cell cell, const char *what)
{
    return table_fault(&it->deadlines->table.table, it->row->rule->row,
                       it->column[cell], it->faults, "%s", what);
}

static int compare_names(const void *a, const void *b)
{
    const struct span *first = a, *second = b;

    return span_compare(*first, *second);
}

int deadlines_find(const struct deadlines *deadlines, struct span name)
{
    return names_find_span(deadlines->names, deadlines->name_count, name);
}

bool deadlines_choose(const struct deadlines *deadlines, struct span names,
                      bool is_named[DEADLINE_MOST], struct diag *diag)
{
    return names_choose(deadlines->names, deadlines->name_count, names, is_named,
                        "--deadline: no deadline", diag);
}

static bool add_name(const struct compiling *it)
{
    struct deadlines *deadlines = it->deadlines;
    struct span name = cell_of(it, CELL_DEADLINE);

    if (deadlines_find(deadlines, name) >= 0)
        return true;
    if (!code_is_valid(name))
        return fault(it, CELL_DEADLINE, name,
                     ", expected a code of letters, digits, - and _");
    if (deadlines->name_count == DEADLINE_MOST)
        return fault_of_cell(it, CELL_DEADLINE, "more than 64 different deadlines");
    deadlines->names[deadlines->name_count++] = name;
    return true;
}

static bool take_column(const struct compiling *it, enum cell cell, struct span name,
                        int *column)
{
    const struct columns *columns = it->context->columns;
    struct nearest meant;

    *column = name.len > 0 ? columns_find(columns, name) : -1;
    if (*column >= 0 && columns->column[*column].kind == KIND_DATE)
        return true;
    if (*column >= 0)
        return fault(it, cell, name, " is no date column, expected one");
    meant = columns_nearest(columns, name, KIND_DATE);
    return table_unknown(&it->deadlines->table.table, it->row->rule->row,
                         it->column[cell], it->faults, "column", &meant,
                         "a date column");
}

static bool take_steps(const struct compiling *it, enum cell cell, struct span text,
                       struct steps *steps)
{
    char what[256];

    if (parameters_fault(it->context->parameters, text, false, what, sizeof what))
        return fault_of_cell(it, cell, what);
    if (!steps_parse(text, it->context->parameters, steps))
        return fault(it, cell, text,
                     " are no steps, expected such as +6mo -3mo +10b >09-30 +25age "
                     "+$contact");
    it->row->parameters |= steps->parameters;
    return true;
}

/* Whether a text is meant as steps. */
static bool begins_step(struct span text)
{
    return text.len > 0 && strchr("+->", text.ptr[0]) != NULL;
}

/* `COLUMN` or `COLUMN STEPS`. */
static bool take_term(const struct compiling *it, enum cell cell, struct span text,
                      struct date_term *term)
{
    struct span name = text;

    name.len = 0;
    while (name.len < text.len && text.ptr[name.len] != ' ' &&
           !begins_step(span_after(text, name.len)))
        name.len++;
    text = span_trim(span_after(text, name.len));
    return take_column(it, cell, name, &term->column) &&
           (text.len == 0 || take_steps(it, cell, text, &term->steps));
}

/* The parts of a cell between commas; 0 for an empty one. */
static unsigned count_parts(struct span text)
{
    unsigned count = 0;

    if (text.len == 0)
        return 0;
    for (; text.ptr != NULL; count++)
        span_cut(&text, ',');
    return count;
}

static bool take_not_before(const struct compiling *it)
{
    struct span rest = cell_of(it, CELL_NOT_BEFORE);
    unsigned count = count_parts(rest);
    struct date_term *terms = arena_alloc(it->context->arena, count * sizeof *terms);

    it->row->earliest = terms;
    it->row->earliest_count = count;
    for (unsigned i = 0; i < count; i++)
        if (!take_term(it, CELL_NOT_BEFORE, span_trim(span_cut(&rest, ',')), &terms[i]))
            return false;
    return true;
}

static bool take_columns(const struct compiling *it, enum cell cell,
                         struct date_columns *columns)
{
    struct span rest = cell_of(it, cell);
    unsigned count = count_parts(rest);
    int *list = arena_alloc(it->context->arena, count * sizeof *list);

    *columns = (struct date_columns){count, list};
    for (unsigned i = 0; i < count; i++)
        if (!take_column(it, cell, span_trim(span_cut(&rest, ',')), &list[i]))
            return false;
    return true;
}

static bool take_until(const struct compiling *it)
{
    struct span text = cell_of(it, CELL_UNTIL);

    it->row->until_term.column = -1;
    it->row->until = UNTIL_NONE;
    if (text.len == 0)
        return true;
    it->row->until = UNTIL_OPEN;
    if (span_is(text, "open"))
        return true;
    if (begins_step(text)) {
        it->row->until = UNTIL_STEPS;
        return take_steps(it, CELL_UNTIL, text, &it->row->until_steps);
    }
    it->row->until = UNTIL_TERM;
    return take_term(it, CELL_UNTIL, text, &it->row->until_term);
}

/* A cell that is one of the names; an empty one is `*choice`. */
static bool take_choice(const struct compiling *it, enum cell cell,
                        const char *const names[], unsigned count, unsigned *choice)
{
    const struct table *table = &it->deadlines->table.table;
    int number;

    if (cell_of(it, cell).len == 0)
        return true;
    number = table_choose(table, it->row->rule->row, it->column[cell], it->faults,
                          cell_names[cell], names, count);
    if (number >= 0)
        *choice = (unsigned)number;
    return number >= 0;
}

static bool take_flag(const struct compiling *it, enum cell cell, bool *flag)
{
    struct span text = cell_of(it, cell);
    bool yes;

    if (text.len == 0)
        return true;
    if (!code_parse_yesno(text, &yes))
        return fault(it, cell, text, ", expected yes or no");
    *flag = yes;
    return span_is(text, yes ? "yes" : "no") ||
           fault(it, cell, text, yes ? ", expected yes" : ", expected no");
}

/* What is one of a few words. */
static bool take_choices(const struct compiling *it)
{
    static const char *const rolls[] = {
        [ROLL_BACK] = "back", [ROLL_FORWARD] = "forward", [ROLL_NONE] = "none"};
    static const char *const unrecorded[] = {"list", "skip"};
    struct deadline_rule *row = it->row;
    unsigned roll = row->until == UNTIL_NONE ? ROLL_BACK : ROLL_FORWARD;
    unsigned kind = DEADLINE_TASK, skips = 0;
    bool good;

    row->is_audited = true;
    good = take_choice(it, CELL_ROLL, rolls, 3, &roll);
    good &= take_choice(it, CELL_KIND, DEADLINE_KIND_NAMES, DEADLINE_KINDS, &kind);
    good &= take_choice(it, CELL_UNRECORDED, unrecorded, 2, &skips);
    good &= take_flag(it, CELL_BEFORE_CASE, &row->counts_before_case);
    good &= take_flag(it, CELL_AUDIT, &row->is_audited);
    row->roll = (enum calendar_roll)roll;
    row->kind = (enum deadline_kind)kind;
    row->skips_unrecorded = skips == 1;
    return good;
}

static bool take_actor(const struct compiling *it)
{
    struct deadlines *deadlines = it->deadlines;
    struct span actor = cell_of(it, CELL_ACTOR);
    int known;

    if (actor.len == 0)
        actor = span_from("fallmanagement");
    if (!code_is_valid(actor))
        return fault(it, CELL_ACTOR, actor,
                     ", expected a code of letters, digits, - and _");
    known = names_find_span(deadlines->actors, deadlines->actor_count, actor);
    if (known < 0) {
        known = (int)deadlines->actor_count;
        if (known == ACTOR_MOST)
            return fault_of_cell(it, CELL_ACTOR, "more than 64 different actors");
        deadlines->actors[deadlines->actor_count++] = actor;
    }
    it->row->actor = (unsigned)known;
    return true;
}

static bool take_done_since(const struct compiling *it)
{
    struct span text = cell_of(it, CELL_DONE_SINCE);

    it->row->done_since.column = -1;
    if (text.len == 0)
        return true;
    if (it->row->done.count + it->row->closed_by.count == 0)
        return fault_of_cell(
            it, CELL_DONE_SINCE,
            "done_since without done or closed_by, expected one of them");
    return take_term(it, CELL_DONE_SINCE, text, &it->row->done_since);
}

/* A reminder of which nothing is recorded. */
static bool take_every(const struct compiling *it)
{
    struct deadline_rule *row = it->row;
    struct span text = cell_of(it, CELL_EVERY);
    const struct step *step = &row->every.step[0];

    if (text.len == 0)
        return true;
    if (!take_steps(it, CELL_EVERY, text, &row->every))
        return false;
    if (row->every.count != 1 || step->n <= 0 ||
        (step->kind != STEP_DAYS && step->kind != STEP_MONTHS))
        return fault(it, CELL_EVERY, text, ", expected one step of d, w, mo or y");
    if (row->done.count + row->closed_by.count + row->repeat.count > 0 ||
        row->until != UNTIL_NONE)
        return fault_of_cell(
            it, CELL_EVERY,
            "a row with every has no done, closed_by, repeat or until: "
            "nothing is recorded of a reminder");
    return true;
}

static bool is_named(const struct date_columns *columns, int column)
{
    for (unsigned i = 0; i < columns->count; i++)
        if (columns->list[i] == column)
            return true;
    return false;
}

static bool check_done(const struct compiling *it)
{
    return !is_named(&it->row->done, it->row->anchor) ||
           fault(
               it, CELL_DONE, cell_of(it, CELL_ANCHOR),
               " is the anchor of the row, which can't meet it: a row that its anchor "
               "meets has repeat and no done");
}

static void compile_row(const struct compiling *it)
{
    struct deadline_rule *row = it->row;
    struct span offset = cell_of(it, CELL_OFFSET), repeat = cell_of(it, CELL_REPEAT);

    if (take_column(it, CELL_ANCHOR, cell_of(it, CELL_ANCHOR), &row->anchor) &&
        take_columns(it, CELL_DONE, &row->done))
        check_done(it);
    if (offset.len == 0)
        fault_of_cell(it, CELL_OFFSET, "a deadline needs an offset, such as +0d");
    else
        take_steps(it, CELL_OFFSET, offset, &row->offset);
    take_not_before(it);
    take_until(it);
    take_columns(it, CELL_CLOSED_BY, &row->closed_by);
    take_done_since(it);
    if (repeat.len > 0)
        take_steps(it, CELL_REPEAT, repeat, &row->repeat);
    take_every(it);
    take_choices(it);
    take_actor(it);
}

static void compile_rows(struct compiling *it)
{
    struct deadlines *deadlines = it->deadlines;
    struct decision *table = &deadlines->table;

    for (unsigned i = 0; i < table->compiled; i++) {
        it->row = &deadlines->rules[i];
        it->row->rule = &table->rules[i];
        add_name(it);
    }
    qsort(deadlines->names, deadlines->name_count, sizeof *deadlines->names,
          compare_names);
    for (unsigned i = 0; i < table->compiled; i++) {
        int deadline;
        it->row = &deadlines->rules[i];
        deadline = deadlines_find(deadlines, cell_of(it, CELL_DEADLINE));
        it->row->deadline = deadline < 0 ? 0 : (unsigned)deadline;
        compile_row(it);
    }
}

void deadlines_load(struct deadlines *deadlines, const struct table_source *source,
                    struct condition_context *context, struct faults *faults)
{
    const struct decision_form form = {.key = "rule",
                                       .has_unique_keys = true,
                                       .partner = "deadline",
                                       .anchor = cell_names[CELL_ANCHOR],
                                       .output_column = -1,
                                       .annotations = cell_names};
    const struct table *table = &deadlines->table.table;
    struct compiling it = {deadlines, context, faults, {0}, NULL};
    unsigned known = faults->count;
    bool is_whole = true;

    if (!decision_load(&deadlines->table, source, &form, context, faults))
        return;
    for (unsigned i = 0; i < CELLS; i++) {
        it.column[i] = table_column(table, cell_names[i]);
        if (i <= CELL_OFFSET && it.column[i] < 0)
            is_whole =
                table_fault(table, TABLE_HEADER, -1, faults,
                            "no column \"%s\", expected deadline, anchor and offset",
                            cell_names[i]);
    }
    if (!is_whole)
        return;
    deadlines->rules = arena_alloc(context->arena, (deadlines->table.compiled + 1) *
                                                       sizeof *deadlines->rules);
    compile_rows(&it);
    if (faults->count > known)
        return;
    deadline_rows_link(deadlines, it.column[CELL_UNTIL], context->arena, faults);
    deadline_steps_compare(deadlines, context->moving, context->arena);
}
