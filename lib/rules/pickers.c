/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/pickers.h"

#include <stdlib.h>
#include <string.h>

#include "base/bits.h"
#include "rules/interval.h"

/*
 * The places of a value: 0, it is unknown; 1 + its code, or 1 + the number of cuts that
 * it is not below.
 */
enum {
    UNKNOWN,
    CODES = COLUMN_CODES + 1,
    TESTS_LEAST =
        2,          /* for each word of rules, else a picker costs more than it saves */
    CUTS_MOST = 63, /* with that many a column has as many places as one of codes */
    KNOWN_PLACES = 2,
    CODED_PLACES = 1 + CODES
};

/* Where a test begins or ceases to hold: at this number, not below. */
struct cut {
    uint16_t column;
    int32_t number;
};

/* A table whose pickers are being made. */
struct making {
    struct decision *decision;
    struct arena *arena;
    size_t words;                     /* of a set, with those behind the rules */
    struct picker *pickers[COL_MOST]; /* by column, or NULL */
    bool is_coarse[COL_MOST];         /* more cuts than places */
};

/* --- What is known of a value by its place --- */

/* Whether a range meets one of those that hold, or isn't within an excluded one. */
static bool may_lie(const struct condition *condition, struct range place)
{
    const struct range *range = condition->ranges;

    for (unsigned i = 0; i < condition->range_count; i++, range++)
        if (range->low <= place.high && place.low <= range->high)
            return true;
    for (unsigned i = 0; i < condition->excluded_count; i++, range++)
        if (range->low <= place.low && place.high <= range->high)
            return false;
    return condition->excluded_count > 0;
}

/* The numbers of a place behind the first. */
static struct range numbers_of(const struct picker *picker, unsigned place)
{
    struct range numbers = {INT32_MIN, INT32_MAX};

    if (place > 1 && picker->half > 0)
        numbers.low = picker->cuts[place - 2];
    if (place < 2 * picker->half)
        numbers.high = picker->cuts[place - 1] - 1;
    return numbers;
}

/* Whether a condition may hold for a value in this place. */
static bool may_hold(const struct condition *condition, const struct picker *picker,
                     unsigned place)
{
    if (place == UNKNOWN)
        return condition->if_unknown;
    if (condition->if_known)
        return true;
    switch (condition->form) {
    case CONDITION_MASK:
        return (condition->mask >> (place - 1) & 1) != 0;
    case CONDITION_RANGES:
        return may_lie(condition, numbers_of(picker, place));
    case CONDITION_LIST:
        return (condition->mask | condition->lacks) != 0;
    case CONDITION_REACHES:
    default:
        return true;
    }
}

/* Whether a value's place says all that there is to be said of a condition. */
static bool is_settled(const struct making *it, const struct condition *condition)
{
    if (condition->if_known || condition->form == CONDITION_MASK)
        return true;
    if (condition->form == CONDITION_RANGES)
        return !it->is_coarse[condition->column];
    return condition->form == CONDITION_LIST &&
           (condition->mask | condition->lacks) == 0;
}

/* --- The pickers --- */

/* That an anchor is known, as a condition. */
static struct condition anchor_condition(const struct rule *rule)
{
    return (struct condition){.column = (uint16_t)rule->anchor, .if_known = true};
}

/* How often each column is tested or must be known. */
static void count_tests(const struct decision *decision, unsigned counts[COL_MOST],
                        bool is_coded[COL_MOST])
{
    for (unsigned i = 0; i < decision->count; i++) {
        const struct rule *rule = &decision->rules[i];
        for (unsigned j = 0; j < rule->condition_count; j++) {
            const struct condition *condition = &rule->conditions[j];
            counts[condition->column]++;
            is_coded[condition->column] |= condition->form == CONDITION_MASK;
        }
        if (rule->anchor >= 0)
            counts[rule->anchor]++;
    }
}

/* A picker for each column that pays: its tests come up again in each word. */
static void add_pickers(struct making *it)
{
    struct decision *decision = it->decision;
    unsigned counts[COL_MOST] = {0};
    bool is_coded[COL_MOST] = {false};

    count_tests(decision, counts, is_coded);
    decision->pickers = arena_alloc(it->arena, COL_MOST * sizeof *decision->pickers);
    for (unsigned column = 0; column < COL_MOST; column++) {
        struct picker *picker = &decision->pickers[decision->picker_count];
        if (counts[column] == 0 || counts[column] < TESTS_LEAST * decision->words)
            continue;
        it->pickers[column] = picker;
        decision->picker_count++;
        picker->column = (uint16_t)column;
        picker->is_coded = is_coded[column];
        picker->places = is_coded[column] ? CODED_PLACES : KNOWN_PLACES;
    }
}

static int compare_cuts(const void *a, const void *b)
{
    const struct cut *first = a, *second = b;

    if (first->column != second->column)
        return first->column < second->column ? -1 : 1;
    return (first->number > second->number) - (first->number < second->number);
}

/* The cuts of all conditions, each as often as it comes up; their number. */
static size_t list_cuts(const struct decision *decision, struct cut **list)
{
    size_t count = 0, room = 0;

    *list = NULL;
    for (unsigned i = 0; i < decision->count; i++)
        for (unsigned j = 0; j < decision->rules[i].condition_count; j++) {
            const struct condition *it = &decision->rules[i].conditions[j];
            unsigned ranges =
                it->form == CONDITION_RANGES ? it->range_count + it->excluded_count : 0;
            mem_grow(list, &room, count + (size_t)2 * ranges, sizeof **list);
            for (unsigned k = 0; k < ranges; k++) {
                const struct range *range = &it->ranges[k];
                if (range->low > INTERVAL_LEAST)
                    (*list)[count++] = (struct cut){it->column, range->low};
                if (range->high < INTERVAL_MOST)
                    (*list)[count++] = (struct cut){it->column, range->high + 1};
            }
        }
    return count;
}

/* Takes the cuts of one column, sorted: all, or as many as fit, evenly spread. */
static void take_cuts(struct making *it, struct cut *cuts, size_t count)
{
    struct picker *picker = it->pickers[cuts->column];
    size_t different = 1, kept;
    int32_t *list;

    if (picker == NULL)
        return;
    for (size_t i = 1; i < count; i++)
        if (cuts[i].number != cuts[different - 1].number)
            cuts[different++] = cuts[i];
    it->is_coarse[cuts->column] = different > CUTS_MOST;
    kept = different > CUTS_MOST ? CUTS_MOST : different;
    picker->half = 1;
    while (2 * picker->half - 1 < kept)
        picker->half *= 2;
    picker->places = 1 + 2 * picker->half;
    list = arena_alloc(it->arena, (size_t)2 * picker->half * sizeof *list);
    for (size_t i = 0; i < (size_t)2 * picker->half; i++)
        list[i] = i < kept ? cuts[i * different / kept].number : INT32_MAX;
    picker->cuts = list;
}

static void add_cuts(struct making *it)
{
    struct cut *list;
    size_t count = list_cuts(it->decision, &list), end;

    if (count > 0)
        qsort(list, count, sizeof *list, compare_cuts);
    for (size_t first = 0; first < count; first = end) {
        for (end = first; end < count && list[end].column == list[first].column;)
            end++;
        take_cuts(it, &list[first], end - first);
    }
    free(list);
}

/* --- The sets --- */

static uint64_t *word_of(const struct picker *picker, size_t word, unsigned place)
{
    return &picker->sets[word * picker->places + place];
}

/* Takes a rule out of the set of a place. */
static void exclude(const struct picker *picker, unsigned place, unsigned rule)
{
    *word_of(picker, rule / BITS_WORD, place) &= ~bits_one(rule);
}

/* Takes a rule out of the sets of those places at which a condition can't hold. */
static void narrow(const struct making *it, unsigned rule,
                   const struct condition *condition)
{
    const struct picker *picker = it->pickers[condition->column];

    for (unsigned place = 0; place < picker->places; place++)
        if (!may_hold(condition, picker, place))
            exclude(picker, place, rule);
}

/* Narrows the sets by a condition; it is a test besides if that isn't all it says. */
static void part_condition(const struct making *it, unsigned number,
                           const struct condition *condition, struct condition *tests)
{
    struct rule *rule = &it->decision->rules[number];

    if (it->pickers[condition->column] != NULL)
        narrow(it, number, condition);
    if (it->pickers[condition->column] == NULL || !is_settled(it, condition))
        tests[rule->test_count++] = *condition;
}

/* Parts the conditions of a rule that move, or those that don't. */
static void part_some(const struct making *it, unsigned number, bool moving,
                      struct condition *tests)
{
    const struct rule *rule = &it->decision->rules[number];

    for (unsigned i = 0; i < rule->condition_count; i++)
        if (condition_moves(&rule->conditions[i]) == moving)
            part_condition(it, number, &rule->conditions[i], tests);
}

static void part_conditions(const struct making *it)
{
    for (unsigned i = 0; i < it->decision->count; i++) {
        struct rule *rule = &it->decision->rules[i];
        struct condition anchor = anchor_condition(rule);
        struct condition *tests =
            arena_alloc(it->arena, (rule->condition_count + 1) * sizeof *tests);
        rule->tests = tests;
        part_some(it, i, false, tests);
        if (rule->anchor >= 0)
            part_condition(it, i, &anchor, tests);
        rule->fixed_count = rule->test_count;
        part_some(it, i, true, tests);
    }
}

/* The set of all rules, and as many sets as there are places, still the same. */
static void make_sets(const struct making *it)
{
    struct decision *decision = it->decision;

    decision->all = arena_alloc(it->arena, (it->words + 1) * sizeof *decision->all);
    for (unsigned rule = 0; rule < decision->count; rule++)
        bits_add(decision->all, rule);
    for (size_t word = 0; word < decision->words; word++)
        bits_add(decision->all + decision->words, word);
    for (unsigned i = 0; i < decision->picker_count; i++) {
        struct picker *picker = &decision->pickers[i];
        picker->sets =
            arena_alloc(it->arena, it->words * picker->places * sizeof *picker->sets);
        for (size_t word = 0; word < it->words; word++)
            for (unsigned place = 0; place < picker->places; place++)
                *word_of(picker, word, place) = decision->all[word];
    }
}

/* Takes the words that are empty out of those that tell which aren't. */
static void sum_up(const struct making *it, const struct picker *picker)
{
    size_t words = it->decision->words;

    for (size_t word = 0; word < words; word++)
        for (unsigned place = 0; place < picker->places; place++)
            if (*word_of(picker, word, place) == 0)
                *word_of(picker, words + word / BITS_WORD, place) &= ~bits_one(word);
}

static int compare_pickers(const void *a, const void *b)
{
    const struct picker *first = a, *second = b;
    int first_kind = first->half > 0 ? 2 : first->is_coded;
    int second_kind = second->half > 0 ? 2 : second->is_coded;

    return first_kind != second_kind ? first_kind - second_kind
                                     : first->column - second->column;
}

/* Each kind of picker has a loop of its own. */
static void sort_pickers(struct decision *decision)
{
    qsort(decision->pickers, decision->picker_count, sizeof *decision->pickers,
          compare_pickers);
    for (unsigned i = 0; i < decision->picker_count; i++) {
        const struct picker *picker = &decision->pickers[i];
        decision->coded_end += picker->half == 0;
        decision->known_end += picker->half == 0 && !picker->is_coded;
    }
}

void pickers_make(struct decision *decision, struct arena *arena)
{
    struct making it = {.decision = decision, .arena = arena};

    decision->words = bits_words(decision->count);
    it.words = decision->words + bits_words(decision->words);
    add_pickers(&it);
    add_cuts(&it);
    make_sets(&it);
    part_conditions(&it);
    for (unsigned i = 0; i < decision->picker_count; i++)
        sum_up(&it, &decision->pickers[i]);
    sort_pickers(decision);
}

/* --- Picking --- */

/* How many cuts a number is not below; without a branch that can't be foreseen. */
static inline size_t cuts_below(const struct picker *picker, int32_t number)
{
    size_t count = 0;

    for (size_t step = picker->half; step > 0; step /= 2)
        count += number >= picker->cuts[count + step - 1] ? step : 0;
    return count;
}

unsigned pickers_place(const struct picker *picker, const struct value *value)
{
    if (!value->known)
        return UNKNOWN;
    if (picker->half > 0)
        return 1 + (unsigned)cuts_below(picker, value->number);
    return picker->is_coded ? 1 + (unsigned)value->number : 1;
}

uint64_t pickers_let_pass(const struct decision *decision, const struct value *values,
                          size_t word)
{
    const struct picker *picker = decision->pickers;
    const struct picker *known_end = picker + decision->known_end;
    const struct picker *coded_end = picker + decision->coded_end;
    const struct picker *end = picker + decision->picker_count;
    uint64_t left = decision->all[word];

    for (; picker < known_end; picker++)
        left &= picker->sets[word * KNOWN_PLACES + values[picker->column].known];
    for (; picker < coded_end; picker++) {
        const struct value *value = &values[picker->column];
        size_t place = value->known ? 1 + (size_t)value->number : UNKNOWN;
        left &= picker->sets[word * CODED_PLACES + place];
    }
    for (; picker < end; picker++) {
        const struct value *value = &values[picker->column];
        size_t place = 1 + cuts_below(picker, value->number);
        left &= *word_of(picker, word, value->known ? (unsigned)place : UNKNOWN);
    }
    return left;
}

size_t pickers_skip(const struct decision *decision, const struct value *values,
                    size_t word)
{
    uint64_t wanted = ~UINT64_C(0) << word % BITS_WORD;

    for (size_t block = word / BITS_WORD; block < bits_words(decision->words);
         block++) {
        uint64_t left =
            wanted & pickers_let_pass(decision, values, decision->words + block);
        if (left != 0)
            return block * BITS_WORD + bits_lowest(left);
        wanted = ~UINT64_C(0);
    }
    return decision->words;
}
