/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/pickers.h"

enum { PICKER_SETS = COLUMN_CODES + 2 };

static void add_picker(struct decision *decision, uint16_t column, struct arena *arena)
{
    struct picker *picker = &decision->pickers[decision->picker_count];

    for (unsigned i = 0; i < decision->picker_count; i++)
        if (decision->pickers[i].column == column)
            return;
    *picker = (struct picker){.column = column};
    picker->sets = arena_alloc(arena, (size_t)PICKER_SETS * decision->words *
                                          sizeof *picker->sets);
    for (unsigned i = 0; i < PICKER_SETS * decision->words; i++)
        picker->sets[i] = ~UINT64_C(0);
    decision->picker_count++;
}

/* Takes a rule out of the sets of those codes that its condition does not let pass. */
static void narrow(struct decision *decision, unsigned rule,
                   const struct condition *condition)
{
    struct picker *picker = decision->pickers;
    uint64_t bit = UINT64_C(1) << rule % PICKER_WORD;

    while (picker->column != condition->column)
        picker++;
    for (unsigned code = 0; code < PICKER_SETS; code++) {
        bool passes = code == PICKER_SETS - 1
                          ? condition->if_unknown
                          : condition->if_known || (condition->mask >> code & 1) != 0;
        if (!passes)
            picker->sets[code * decision->words + rule / PICKER_WORD] &= ~bit;
    }
}

void pickers_make(struct decision *decision, struct arena *arena)
{
    size_t all = 0;

    decision->words = (decision->count + PICKER_WORD - 1) / PICKER_WORD;
    for (unsigned i = 0; i < decision->count; i++)
        all += decision->rules[i].condition_count;
    decision->pickers = arena_alloc(arena, (all + 1) * sizeof *decision->pickers);
    for (unsigned i = 0; i < decision->count; i++) {
        struct rule *rule = &decision->rules[i];
        struct condition *tests =
            arena_alloc(arena, (rule->condition_count + 1) * sizeof *tests);
        rule->tests = tests;
        for (unsigned j = 0; j < rule->condition_count; j++) {
            if (rule->conditions[j].form == CONDITION_MASK)
                add_picker(decision, rule->conditions[j].column, arena);
            else
                tests[rule->test_count++] = rule->conditions[j];
        }
    }
    for (unsigned i = 0; i < decision->count; i++)
        for (unsigned j = 0; j < decision->rules[i].condition_count; j++)
            if (decision->rules[i].conditions[j].form == CONDITION_MASK)
                narrow(decision, i, &decision->rules[i].conditions[j]);
}

uint64_t pickers_let_pass(const struct decision *decision, const struct value *values,
                          unsigned word)
{
    unsigned past = decision->count - word * PICKER_WORD;
    uint64_t left = past < PICKER_WORD ? (UINT64_C(1) << past) - 1 : ~UINT64_C(0);

    for (unsigned i = 0; i < decision->picker_count; i++) {
        const struct picker *picker = &decision->pickers[i];
        const struct value *value = &values[picker->column];
        size_t code = value->known ? (size_t)value->number : PICKER_SETS - 1;
        left &= picker->sets[code * decision->words + word];
    }
    return left;
}
