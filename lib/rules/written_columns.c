/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/written_columns.h"

#include "base/names.h"
#include "rules/concept.h"

/* Beside the derived columns, and how those of `decided` came about. */
static const char *const NAMES[] = {
    "profile_gaps",      "profile_explain", "category_explain",
    "strategies_status", "uncovered",       "strategies_explain",
};

static const char *const ENDINGS[] = {"_status", "_rule"};

static bool is_how(const struct derived *derived, struct span name)
{
    size_t len = derived->name.len;

    return derived->is_decided && name.len > len &&
           span_equal(span_of(name.ptr, len), derived->name) &&
           names_find(ENDINGS, 2, span_after(name, len)) >= 0;
}

bool written_columns_has(const struct concept *concept, struct span name)
{
    int column = columns_find(&concept->columns, name);

    if (names_find(NAMES, sizeof NAMES / sizeof *NAMES, name) >= 0)
        return true;
    for (unsigned i = 0; i < concept->derived_count; i++) {
        if (is_how(&concept->derived[i], name))
            return true;
        /* People fill the tables of `decided`; tools only propose. */
        if (column == concept->derived[i].column)
            return !concept->derived[i].is_decided;
    }
    return column >= 0 && !column_is_of_case(&concept->columns.column[column]);
}
