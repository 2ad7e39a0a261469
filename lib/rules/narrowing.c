/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/narrowing.h"

#include <string.h>

#include "base/bits.h"
#include "rules/pickers.h"

/* What is known before the first record. */
struct known {
    const bool *varies;
    const struct value *values;
};

/* The words of a set, with those behind the rules. */
static size_t count_words(const struct decision *table)
{
    return table->words + bits_words(table->words);
}

/* Leaves those rules that the pickers of columns that don't vary let pass. */
static void pick(struct decision *narrowed, const struct known *known)
{
    for (unsigned i = 0; i < narrowed->picker_count; i++) {
        const struct picker *picker = &narrowed->pickers[i];
        unsigned place = pickers_place(picker, &known->values[picker->column]);
        for (size_t word = 0; !known->varies[picker->column] && word < narrowed->words;
             word++)
            narrowed->all[word] &= picker->sets[word * picker->places + place];
    }
}

/*
 * Whether a rule fails by a test of a column that doesn't vary. Where bounds count from
 * as_of, the tests are left to whoever tells the doubts about these days.
 */
static bool fails(const struct rule *rule, const struct known *known)
{
    for (unsigned i = 0; i < rule->test_count && rule->moving_count == 0; i++) {
        const struct condition *test = &rule->tests[i];
        bool needs_others = test->form == CONDITION_REACHES &&
                            known->values[test->column].known && !test->if_known;
        if (!known->varies[test->column] && !needs_others &&
            !condition_holds(test, known->values, NULL))
            return true;
    }
    return false;
}

static void leave_out(struct decision *narrowed, const struct known *known)
{
    for (unsigned i = 0; i < narrowed->count; i++)
        if (bits_has(narrowed->all, i) && fails(&narrowed->rules[i], known))
            bits_remove(narrowed->all, i);
}

/* Takes the words that are empty out of those that tell which aren't. */
static void sum_up(struct decision *narrowed)
{
    for (size_t word = 0; word < narrowed->words; word++)
        if (narrowed->all[word] == 0)
            bits_remove(narrowed->all + narrowed->words, word);
}

/* Whether a picker lets some of the rules that are left pass, and others not. */
static bool tells_apart(const struct decision *narrowed, const struct picker *picker)
{
    for (size_t word = 0; word < narrowed->words; word++)
        for (unsigned place = 0; place < picker->places; place++)
            if ((narrowed->all[word] & ~picker->sets[word * picker->places + place]) !=
                0)
                return true;
    return false;
}

/* Keeps the pickers that are needed, in their order. */
static void keep_pickers(struct decision *narrowed, const struct known *known,
                         struct arena *arena)
{
    const struct picker *all = narrowed->pickers;
    unsigned count = narrowed->picker_count;
    unsigned known_end = narrowed->known_end, coded_end = narrowed->coded_end;

    narrowed->pickers = arena_alloc(arena, (count + 1) * sizeof *narrowed->pickers);
    narrowed->picker_count = narrowed->known_end = narrowed->coded_end = 0;
    for (unsigned i = 0; i < count; i++) {
        if (known->varies[all[i].column] && tells_apart(narrowed, &all[i])) {
            narrowed->pickers[narrowed->picker_count++] = all[i];
            narrowed->known_end += i < known_end;
            narrowed->coded_end += i < coded_end;
        }
    }
}

void narrowing_make(struct decision *narrowed, const struct decision *table,
                    const bool *varies, const struct value *values, struct arena *arena)
{
    const struct known known = {varies, values};
    size_t words = count_words(table);

    *narrowed = *table;
    if (words == 0)
        return;
    narrowed->all = memcpy(arena_alloc(arena, words * sizeof *narrowed->all),
                           table->all, words * sizeof *narrowed->all);
    pick(narrowed, &known);
    leave_out(narrowed, &known);
    sum_up(narrowed);
    keep_pickers(narrowed, &known, arena);
}

bool narrowing_is_empty(const struct decision *narrowed)
{
    for (size_t word = 0; word < narrowed->words; word++)
        if (narrowed->all[word] != 0)
            return false;
    return true;
}
