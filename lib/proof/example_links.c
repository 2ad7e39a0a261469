/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/example_links.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static int compare(unsigned a, unsigned b)
{
    return (a > b) - (a < b);
}

static int compare_rules(const struct cover_pair *a, const struct cover_pair *b)
{
    int order = compare(a->table, b->table);

    return order != 0 ? order : compare(a->row, b->row);
}

static int compare_examples(const struct cover_pair *a, const struct cover_pair *b)
{
    return compare(a->example, b->example);
}

static int compare_pairs(const void *a, const void *b)
{
    int order = compare_rules(a, b);

    return order != 0 ? order : compare_examples(a, b);
}

/* Examples have run row by row, and so their findings stand. */
static void list_failures(struct example_links *links, struct proof *proof)
{
    const struct table *examples = &proof->examples;
    size_t count = 0, at = 0;

    links->failures =
        arena_alloc(&proof->arena, (proof->count + 1) * sizeof *links->failures);
    links->failures_of = arena_alloc(&proof->arena, ((size_t)examples->rows + 1) *
                                                        sizeof *links->failures_of);
    for (size_t i = 0; i < proof->count; i++)
        if (proof->findings[i].kind == PROOF_EXAMPLE)
            links->failures[count++] = &proof->findings[i];
    for (unsigned row = 0; row < examples->rows; row++) {
        struct span file = table_file(examples, row);
        links->failures_of[row] = at;
        while (at < count && links->failures[at]->line == examples->lines[row] &&
               span_equal(links->failures[at]->file, file))
            at++;
    }
    links->failures_of[examples->rows] = at;
}

void example_links_begin(struct example_links *links, struct proof *proof)
{
    const struct cover *cover = &proof->cover;
    struct cover_pair *by_rule =
        arena_alloc(&proof->arena, (cover->pair_count + 1) * sizeof *by_rule);

    if (cover->pair_count > 0) {
        memcpy(by_rule, cover->pairs, cover->pair_count * sizeof *by_rule);
        qsort(by_rule, cover->pair_count, sizeof *by_rule, compare_pairs);
    }
    *links = (struct example_links){.by_example = cover->pairs,
                                    .by_rule = by_rule,
                                    .pair_count = cover->pair_count};
    list_failures(links, proof);
}

/* Those of the pairs, in the order of `compare_two`, that are equal to the sought one.
 */
static const struct cover_pair *
find(const struct cover_pair *pairs, size_t count, const struct cover_pair *sought,
     int (*compare_two)(const struct cover_pair *, const struct cover_pair *),
     size_t *found)
{
    size_t first = 0, behind = count;

    while (first < behind) {
        size_t middle = first + (behind - first) / 2;
        if (compare_two(&pairs[middle], sought) < 0)
            first = middle + 1;
        else
            behind = middle;
    }
    while (behind < count && compare_two(&pairs[behind], sought) == 0)
        behind++;
    *found = behind - first;
    return pairs + first;
}

const struct cover_pair *example_links_of_rule(const struct example_links *links,
                                               unsigned table, unsigned row,
                                               size_t *count)
{
    const struct cover_pair sought = {.table = table, .row = row};

    return find(links->by_rule, links->pair_count, &sought, compare_rules, count);
}

const struct cover_pair *example_links_of_example(const struct example_links *links,
                                                  unsigned example, size_t *count)
{
    const struct cover_pair sought = {.example = example};

    return find(links->by_example, links->pair_count, &sought, compare_examples, count);
}
