/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/cell_kinds.h"

#include "base/names.h"
#include "rules/columns.h"

/* Without a concept these are known. */
static const struct {
    const char *name;
    enum column_kind kind;
} fixed[] = {
#define AS_ROW(id, name, kind, codes) {name, kind},
    CASE_COLUMNS(AS_ROW) DERIVED_COLUMNS(AS_ROW)
#undef AS_ROW
};

/* Of the lists, whatever tool writes them. */
static const char *const dates[] = {
    "due_on",       "work_on",     "until_on",    "anchor_on",     "met_on",
    "was_due_on",   "was_work_on", "earliest_on", "latest_on",     "joint_on",
    "week_from",    "week_until",  "on",          "case_began_on", "period_from",
    "period_until", "as_of"};

static const char *const numbers[] = {"days",           "days_late",
                                      "persons",        "obligations",
                                      "kept",           "late",
                                      "missed",         "open",
                                      "closed",         "late_median",
                                      "late_p90",       "needed",
                                      "valid",          "missing",
                                      "expired",        "earlier_case",
                                      "not_begun",      "reached",
                                      "unknown",        "days_median",
                                      "days_p90",       "talks",
                                      "talks_before",   "agreements",
                                      "reviews",        "tasks",
                                      "total",          "backlog",
                                      "talks_old",      "talks_new",
                                      "talks_change",   "agreements_old",
                                      "agreements_new", "agreements_change",
                                      "reviews_old",    "reviews_new",
                                      "reviews_change", "tasks_old",
                                      "tasks_new",      "tasks_change",
                                      "total_old",      "total_new",
                                      "total_change",   "backlog_old",
                                      "backlog_new",    "backlog_change",
                                      "items",          "target",
                                      "count",          "line"};

static const char *const figures[] = {"share_kept",      "share_valid", "share_reached",
                                      "leads",           "assistants",  "staff",
                                      "persons_per_head"};

#define COUNT(list) (sizeof(list) / sizeof *(list))

static enum cell_kind kind_of(enum column_kind kind)
{
    switch (kind) {
    case KIND_DATE:
        return CELL_DATE;
    case KIND_NUMBER:
        return CELL_NUMBER;
    default:
        return CELL_TEXT;
    }
}

static enum cell_kind find(const struct columns *columns, struct span name)
{
    int column = columns != NULL ? columns_find(columns, name) : -1;

    if (column >= 0)
        return kind_of(columns->column[column].kind);
    for (size_t i = 0; i < COUNT(fixed); i++)
        if (span_is(name, fixed[i].name))
            return kind_of(fixed[i].kind);
    if (names_find(dates, COUNT(dates), name) >= 0)
        return CELL_DATE;
    if (names_find(figures, COUNT(figures), name) >= 0)
        return CELL_FIGURE;
    /* Two for each area of a concept, which we may not know. */
    if (names_find(numbers, COUNT(numbers), name) >= 0 || span_starts(name, "score_") ||
        span_starts(name, "needs_"))
        return CELL_NUMBER;
    return CELL_TEXT;
}

void cell_kinds_tell(const void *columns, const struct span *names, unsigned count,
                     enum cell_kind *kinds)
{
    int managers = -1;
    bool is_staff = false;

    for (unsigned i = 0; i < count; i++) {
        kinds[i] = find(columns, names[i]);
        is_staff |= span_is(names[i], "persons_per_head");
        if (span_is(names[i], "case_managers"))
            managers = (int)i;
    }
    /* Of a household they are names, of an office's staff they are counted. */
    if (managers >= 0 && is_staff)
        kinds[managers] = CELL_FIGURE;
}
