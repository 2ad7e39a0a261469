/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/plan_proof.h"

#include "proof/rule_name.h"

/* A row of strategies for one need, or for none in particular. */
struct answering {
    struct inquiry *inquiry;
    const struct strategies *strategies;
    const struct boxes *boxes;    /* [today's rows]: where their tests hold */
    const struct boxes *bindings; /* [today's rows]: those that bind people */
    unsigned row;
    int need; /* -1: none */
};

static const struct strategy_rule *rule_of(const struct answering *it, unsigned row)
{
    return &it->strategies->rules[row];
}

static bool is_for(const struct answering *it, unsigned row)
{
    return it->need >= 0 ? (rule_of(it, row)->needs >> it->need & 1) != 0
                         : rule_of(it, row)->is_cross_cutting;
}

static bool has_same_strategy(const struct answering *it, unsigned row)
{
    return span_equal(rule_of(it, row)->rule->output,
                      rule_of(it, it->row)->rule->output);
}

/* Whether a row is asked before this one, and ends the search if it holds. */
static bool is_proposed_before(const struct answering *it, unsigned row)
{
    enum propose other = rule_of(it, row)->propose;
    enum propose own = rule_of(it, it->row)->propose;

    if (row == it->row || other == PROPOSE_NO || !is_for(it, row))
        return false;
    if (it->need >= 0)
        return row < it->row;
    /* Of cross-cutting ones all are proposed, each strategy once; `first` goes first.
     */
    return has_same_strategy(it, row) &&
           (other == own ? row < it->row : other == PROPOSE_FIRST);
}

/* Who has the need, for a plan takes up open ones only. */
static void narrow_to_need(const struct answering *it, struct box *box)
{
    struct model *model = it->inquiry->model;
    unsigned axis = it->need >= 0 ? model->members[COL_NEEDS][it->need] : AXIS_NONE;
    uint64_t has = UINT64_C(1) << MEMBER_HAS;

    if (axis != AXIS_NONE)
        box_narrow(box, &model->space, axis, &has, &model->arena);
}

static enum answer ask_proposed(const struct answering *it)
{
    struct row_list before = {0};
    struct box needing = {0};

    if (rule_of(it, it->row)->propose == PROPOSE_NO)
        return ANSWER_NOBODY;
    for (unsigned i = 0; i < it->strategies->table.count; i++)
        if (is_proposed_before(it, i))
            row_list_add(it->inquiry, &before, i, &it->boxes[i],
                         it->strategies->table.count);
    narrow_to_need(it, &needing);
    return inquiry_ask(it->inquiry, VIEW_RULES, &it->boxes[it->row], &needing, &before);
}

static enum answer ask_allowed(const struct answering *it)
{
    struct row_list before = {0};

    for (unsigned i = 0; i < it->row; i++)
        if (is_for(it, i) && has_same_strategy(it, i))
            row_list_add(it->inquiry, &before, i, &it->bindings[i], it->row);
    return inquiry_ask(it->inquiry, VIEW_RULES, &it->bindings[it->row], NULL, &before);
}

/* Whether somebody is proposed or allowed something by the row. */
static enum answer ask_of_use(struct answering *it)
{
    enum answer answer = ANSWER_NOBODY;
    int needs = (int)it->inquiry->model->concept->needs.count;

    for (it->need = -1; it->need < needs && answer == ANSWER_NOBODY; it->need++) {
        if (!is_for(it, it->row))
            continue;
        answer = ask_allowed(it);
        if (answer == ANSWER_NOBODY)
            answer = ask_proposed(it);
    }
    return answer;
}

static void say_useless(struct answering *it)
{
    struct inquiry *inquiry = it->inquiry;
    const struct strategy_rule *strategy = rule_of(it, it->row);
    const struct rule *rule = strategy->rule;
    struct buffer text = {0};

    buffer_print(&text, "nobody can be proposed or allowed it");
    if (inquiry_ask(inquiry, VIEW_RULES, &it->bindings[it->row], NULL, NULL) ==
        ANSWER_NOBODY) {
        buffer_print(&text, ": ");
        inquiry_print_contradiction(inquiry, VIEW_RULES, rule, strategy->bindings,
                                    strategy->binding_count, NULL, &text);
        buffer_print(&text, " for nobody");
    } else {
        buffer_print(&text, " by this row: rows above answer the same need first");
    }
    inquiry_needs_all_days(
        inquiry_say(inquiry, PROOF_STRATEGY, &it->strategies->table, rule, &text),
        rule);
    buffer_free(&text);
}

static void prove_row(struct answering *it)
{
    const struct decision *table = &it->strategies->table;
    enum answer answer = ask_of_use(it);

    if (answer == ANSWER_UNDECIDED)
        inquiry_say_undecided(it->inquiry, table, rule_of(it, it->row)->rule);
    else if (answer == ANSWER_NOBODY)
        say_useless(it);
    else
        inquiry_find_contradiction(it->inquiry, VIEW_RULES, table,
                                   rule_of(it, it->row)->rule, &it->boxes[it->row]);
}

/* --- Needs --- */

/* At the row of needs.tsv in which a need of the day stands. */
static void say_unanswered(struct inquiry *it, const struct table *table,
                           struct span code)
{
    struct faults unheeded = {0}; /* told when the concept was loaded */
    int column = table_column(table, "need");
    int32_t day = it->model->concept->loaded_for, first, last;

    for (unsigned row = 0; row < table->rows; row++) {
        const struct subject subject = {table, row, code};
        if (!span_equal(table_cell(table, row, column), code) ||
            !table_validity(table, row, &first, &last, &unheeded) || day < first ||
            day > last)
            continue;
        remarks_add(it->remarks, PROOF_NEED, &subject,
                    span_from("no strategy answers this need"), span_of("", 0));
    }
}

static void prove_needs(struct inquiry *it)
{
    const struct concept *concept = it->model->concept;
    const struct strategies *strategies = &concept->strategies;
    struct faults unheeded = {0};
    struct table table;
    uint64_t answered = 0;

    for (unsigned i = 0; i < strategies->table.count; i++)
        answered |= strategies->rules[i].needs;
    if (!concept->needs.exists ||
        !table_load(&table, tables_find(&concept->tables, span_from("needs")),
                    &it->model->arena, &unheeded))
        return;
    for (unsigned i = 0; i < concept->needs.today; i++)
        if ((answered >> i & 1) == 0)
            say_unanswered(it, &table, concept->needs.list[i].code);
}

void plan_prove(struct inquiry *inquiry)
{
    struct model *model = inquiry->model;
    const struct strategies *strategies = &model->concept->strategies;
    unsigned count = strategies->table.count;
    struct boxes *bindings;
    struct answering it = {.inquiry = inquiry,
                           .strategies = strategies,
                           .boxes = model->rules[model->table_count - 3]};

    if (count == 0)
        return;
    prove_needs(inquiry);
    bindings = arena_alloc(&model->arena, count * sizeof *bindings);
    it.bindings = bindings;
    for (unsigned i = 0; i < count; i++)
        model_boxes(model, strategies->rules[i].bindings,
                    strategies->rules[i].binding_count, VIEW_RULES, &bindings[i]);
    for (it.row = 0; it.row < count; it.row++)
        prove_row(&it);
    for (unsigned i = 0; i < count; i++)
        boxes_free(&bindings[i]);
}
