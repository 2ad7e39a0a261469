/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/case_difference.h"

#include "person/facts.h"
#include "plan/judged.h"
#include "stream/header.h"
#include "stream/record.h"
#include "value/date.h"

static const char *const DAY_WORDS[CASE_DAYS] = {
    [CASE_DUE] = "due ", [CASE_WORK] = "work ", [CASE_UNTIL] = "until "};

static const struct span NOTHING = {"", 0};

/* A text of two parts, in the arena. */
static struct span joined(struct case_difference *it, struct span a, struct span b)
{
    struct buffer text = {0};
    struct span kept;

    buffer_add(&text, a);
    buffer_add(&text, b);
    kept = arena_copy(&it->arena, buffer_text(&text));
    buffer_free(&text);
    return kept;
}

static void name_deadline(struct case_difference *it, struct span name)
{
    struct case_deadline *deadline = &it->deadlines[it->deadline_count++];

    for (unsigned day = 0; day < CASE_DAYS; day++)
        deadline->names[day] = joined(it, span_from(DAY_WORDS[day]), name);
    for (unsigned side = 0; side < BOTH_SIDES; side++)
        deadline->places[side] =
            deadlines_find(&it->sides->concepts[side]->deadlines, name);
}

/* Both lists are in byte order, and so is what they become. */
static void unite_deadlines(struct case_difference *it)
{
    const struct deadlines *old = &it->sides->concepts[OLD_SIDE]->deadlines;
    const struct deadlines *new = &it->sides->concepts[NEW_SIDE]->deadlines;
    unsigned i = 0, j = 0;

    while (i < old->name_count || j < new->name_count) {
        int order = i == old->name_count   ? 1
                    : j == new->name_count ? -1
                                           : span_compare(old->names[i], new->names[j]);
        name_deadline(it, order <= 0 ? old->names[i] : new->names[j]);
        i += order <= 0;
        j += order >= 0;
    }
}

static void want(struct case_difference *it)
{
    for (unsigned i = 0; i < it->columns.count; i++)
        case_columns_want(&it->columns.list[i], it->sides);
    for (unsigned side = 0; side < BOTH_SIDES; side++) {
        struct facts *facts = it->sides->facts[side];
        facts_want_deadlines(facts);
        if (!it->has_plan)
            continue;
        facts_want(facts, COL_NEEDS);
        facts_want(facts, COL_STRATEGIES);
        facts_want(facts, COL_PROGRAMME);
        facts_want_decision(facts, &facts->concept->strategies.table);
    }
}

void case_difference_init(struct case_difference *it, struct sides *sides,
                          const struct header *header)
{
    *it = (struct case_difference){.sides = sides};
    it->status_at = header_find(header, span_from("strategies_status"));
    it->uncovered_at = header_find(header, span_from("uncovered"));
    it->has_plan = sides->concepts[OLD_SIDE]->strategies.table.exists ||
                   sides->concepts[NEW_SIDE]->strategies.table.exists;
    case_columns_find(&it->columns, sides);
    for (unsigned i = 0; i < it->columns.count; i++)
        it->status_names[i] =
            joined(it, it->columns.list[i].name, span_from("_status"));
    unite_deadlines(it);
    want(it);
}

void case_difference_free(struct case_difference *it)
{
    for (unsigned side = 0; side < BOTH_SIDES; side++) {
        buffer_free(&it->side[side].cell);
        buffer_free(&it->side[side].rules);
    }
    arena_free(&it->arena);
}

static struct span cell(const struct record *record, int column)
{
    return column >= 0 ? record_field(record, (unsigned)column) : NOTHING;
}

static bool read_side(void *context, unsigned side, const struct record *record,
                      struct diag *diag)
{
    struct case_difference *it = context;

    return !it->has_plan ||
           plan_make(&it->side[side].plan, it->sides->facts[side],
                     cell(record, it->status_at), cell(record, it->uncovered_at), diag);
}

static void find_open(struct case_difference *it, unsigned side)
{
    struct case_side *of = &it->side[side];
    const struct facts *facts = it->sides->facts[side];
    unsigned count = obligations_open(facts, of->open, &of->notes);

    memset(of->of, 0, facts->concept->deadlines.name_count * sizeof *of->of);
    for (unsigned i = 0; i < count; i++)
        of->of[of->open[i].rule->deadline] = &of->open[i];
}

bool case_difference_read(struct case_difference *it, const struct record *record,
                          struct diag *diag)
{
    if (!sides_read(it->sides, record, read_side, it, diag))
        return false;
    find_open(it, OLD_SIDE);
    find_open(it, NEW_SIDE);
    return true;
}

/* --- What has changed --- */

/* Who takes the changes of a person. */
struct taking {
    struct case_difference *it;
    case_change_taker *take;
    void *context;
    unsigned count;
};

static void take(struct taking *taking, const struct case_change *change)
{
    taking->take(taking->context, change);
    taking->count++;
}

static struct judged judged_on(const struct case_difference *it,
                               const struct case_column *column, unsigned side)
{
    if (column->tables[side] < 0)
        return (struct judged){case_column_value(column, it->sides, side), NOTHING,
                               NOTHING};
    return judged_of(it->sides->facts[side], (unsigned)column->tables[side]);
}

static bool is_decided(const struct case_difference *it,
                       const struct case_column *column)
{
    for (unsigned side = 0; side < BOTH_SIDES; side++)
        if (column->tables[side] < 0 ||
            !it->sides->concepts[side]->derived[column->tables[side]].is_decided)
            return false;
    return true;
}

static void compare_column(struct taking *taking, unsigned number)
{
    const struct case_difference *it = taking->it;
    const struct case_column *column = &it->columns.list[number];
    struct judged old = judged_on(it, column, OLD_SIDE);
    struct judged new = judged_on(it, column, NEW_SIDE);
    struct case_change change = {
        column->name, {old.value, new.value}, {old.rule, new.rule}};

    if (span_equal(old.value, new.value)) {
        if (!is_decided(it, column) || span_equal(old.status, new.status))
            return;
        change.column = it->status_names[number];
        change.values[OLD_SIDE] = old.status;
        change.values[NEW_SIDE] = new.status;
    }
    take(taking, &change);
}

static bool same_steps(const struct plan *old, const struct plan *new)
{
    bool same = old->step_count == new->step_count;

    for (unsigned i = 0; same && i < old->step_count; i++)
        same = span_equal(old->steps[i].strategy, new->steps[i].strategy) &&
               span_equal(old->steps[i].need, new->steps[i].need);
    return same;
}

/* The plan as text, and the rules of what was proposed. */
static void write_plan(struct case_side *side)
{
    side->cell.len = side->rules.len = 0;
    plan_write(&side->plan, &side->cell);
    for (unsigned i = 0; i < side->plan.step_count; i++) {
        const struct rule *rule = side->plan.steps[i].rule;
        if (rule == NULL)
            continue;
        buffer_add(&side->rules, span_from(side->rules.len > 0 ? " " : ""));
        buffer_add(&side->rules, rule->id);
    }
}

static void compare_plans(struct taking *taking)
{
    struct case_side *old = &taking->it->side[OLD_SIDE];
    struct case_side *new = &taking->it->side[NEW_SIDE];
    struct case_change change = {
        span_from("strategies_status"),
        {span_from(old->plan.status), span_from(new->plan.status)},
        {NOTHING, NOTHING}};

    if (same_steps(&old->plan, &new->plan)) {
        if (!span_equal(change.values[OLD_SIDE], change.values[NEW_SIDE]))
            take(taking, &change);
        return;
    }
    write_plan(old);
    write_plan(new);
    take(taking,
         &(struct case_change){span_from("strategies"),
                               {buffer_text(&old->cell), buffer_text(&new->cell)},
                               {buffer_text(&old->rules), buffer_text(&new->rules)}});
}

static int32_t day_of(const struct obligation *obligation, enum case_day day)
{
    if (obligation == NULL)
        return DATE_NONE;
    return day == CASE_DUE    ? obligation->due_on
           : day == CASE_WORK ? obligation->work_on
                              : obligation->until_on;
}

/* A row for a day of a deadline that is another one. False: it is the same. */
static bool compare_day(struct taking *taking, const struct case_deadline *deadline,
                        const struct obligation *const of[BOTH_SIDES],
                        enum case_day day)
{
    struct case_change change = {
        deadline->names[day], {NOTHING, NOTHING}, {NOTHING, NOTHING}};
    char texts[BOTH_SIDES][DATE_BYTES];

    if (day_of(of[OLD_SIDE], day) == day_of(of[NEW_SIDE], day))
        return false;
    for (unsigned side = 0; side < BOTH_SIDES; side++) {
        int32_t on = day_of(of[side], day);
        if (of[side] != NULL)
            change.rules[side] = of[side]->rule->rule->id;
        if (on == DATE_NONE)
            continue;
        date_format(on, texts[side]);
        change.values[side] = span_of(texts[side], DATE_BYTES);
    }
    take(taking, &change);
    return true;
}

static void compare_deadline(struct taking *taking,
                             const struct case_deadline *deadline)
{
    const struct obligation *of[BOTH_SIDES] = {NULL, NULL};

    for (unsigned side = 0; side < BOTH_SIDES; side++)
        if (deadline->places[side] >= 0)
            of[side] = taking->it->side[side].of[deadline->places[side]];
    if (of[OLD_SIDE] == NULL && of[NEW_SIDE] == NULL)
        return;
    if (compare_day(taking, deadline, of, CASE_DUE))
        return;
    compare_day(taking, deadline, of, CASE_WORK);
    compare_day(taking, deadline, of, CASE_UNTIL);
}

unsigned case_difference_each(struct case_difference *it, case_change_taker *take_it,
                              void *context)
{
    struct taking taking = {it, take_it, context, 0};

    for (unsigned i = 0; i < it->columns.count; i++)
        compare_column(&taking, i);
    if (it->has_plan)
        compare_plans(&taking);
    for (unsigned i = 0; i < it->deadline_count; i++)
        compare_deadline(&taking, &it->deadlines[i]);
    return taking.count;
}
