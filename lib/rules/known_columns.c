/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/known_columns.h"

#include "base/names.h"
#include "rules/columns.h"
#include "rules/concept.h"
#include "rules/written_columns.h"

/* Whatever the concept: case columns, and those that only tools write. */
static const char *const NAMES[] = {
#define AS_NAME(id, name, kind, codes) name,
    CASE_COLUMNS(AS_NAME) DERIVED_COLUMNS(AS_NAME)
#undef AS_NAME
        "profile",
    "profile_status",
    "profile_rule",
    "profile_gaps",
    "profile_explain",
    "category_status",
    "category_rule",
    "category_explain",
    "strategies_status",
    "strategies_explain",
    "uncovered",
    "due_on",
    "due_explain",
    "work_on",
    "until_on",
    "deadline",
    "anchor_on"};

bool known_columns_have(const struct concept *concept, struct span name)
{
    return names_find(NAMES, sizeof NAMES / sizeof *NAMES, name) >= 0 ||
           (concept != NULL && (columns_find(&concept->columns, name) >= 0 ||
                                written_columns_has(concept, name)));
}

static bool holds(const void *context, struct span name)
{
    return known_columns_have(context, name);
}

struct name_test known_columns(const struct concept *concept)
{
    return (struct name_test){holds, concept};
}
