/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/nearest.h"

enum { NEAREST_TOLD = 4 };

/* The only condition that doesn't hold; NULL: there are others, or none. */
static const struct condition *find_failing(const struct outcome *outcome,
                                            const struct rule *rule)
{
    const struct facts *facts = outcome->facts;
    const struct condition *failing = NULL;

    for (unsigned i = 0; i < rule->condition_count; i++) {
        if (condition_holds(&rule->conditions[i], facts->values, &facts->day))
            continue;
        if (failing != NULL)
            return NULL;
        failing = &rule->conditions[i];
    }
    return failing;
}

void nearest_print(const struct inquiry *inquiry, const struct outcome *outcome,
                   const struct decision *table,
                   bool (*is_meant)(const struct outcome *outcome,
                                    const struct rule *rule),
                   struct buffer *out)
{
    unsigned told = 0;

    for (unsigned i = 0; i < table->count && told < NEAREST_TOLD; i++) {
        const struct rule *rule = &table->rules[i];
        const struct condition *failing = find_failing(outcome, rule);
        if (failing == NULL || (is_meant != NULL && !is_meant(outcome, rule)))
            continue;
        buffer_print(out, "%sline ", told > 0 ? ", " : " (");
        inquiry_print_place(&table->table, rule->row, span_from(table->table.path),
                            out);
        buffer_print(out, told > 0 ? " for " : " asks for ");
        inquiry_print_test(inquiry, rule, failing, out);
        told++;
    }
    if (told > 0)
        buffer_print(out, ")");
}
