/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/written_tests.h"

#include "rules/condition.h"
#include "rules/unary.h"

struct reading {
    struct concept *concept;
    const struct column *column;
    struct condition_context context;
    struct written_test *list;
    unsigned count;
};

static bool is_measured(const struct column *column)
{
    return column->kind == KIND_DATE || column->kind == KIND_NUMBER;
}

static void take(struct reading *it, struct span text, bool is_excluded)
{
    struct written_test *test = &it->list[it->count++];
    struct span code;

    *test = (struct written_test){.is_excluded = is_excluded};
    if (span_is(text, "null")) {
        test->kind = WRITTEN_NULL;
    } else if (is_measured(it->column)) {
        test->kind = WRITTEN_RANGE;
        interval_read(&test->range, it->column, text, &it->context);
    } else if (it->column->kind == KIND_LIST) {
        test->kind = unary_is_call(text, "has", &code) ? WRITTEN_HAS : WRITTEN_LACKS;
        if (test->kind == WRITTEN_LACKS)
            unary_is_call(text, "lacks", &code);
        test->code = unary_unquote(code, it->context.arena);
    } else {
        test->kind = WRITTEN_CODE;
        test->code = unary_unquote(text, it->context.arena);
    }
}

/* not(A,null) is not(A); not(null) alone is another test. */
static void take_excluded(struct reading *it, struct span inside)
{
    unsigned before = it->count;

    while (inside.ptr != NULL) {
        struct span text = unary_cut(&inside);
        if (!span_is(text, "null"))
            take(it, text, true);
    }
    if (it->count == before)
        it->list[it->count++] = (struct written_test){.kind = WRITTEN_KNOWN};
}

/* There are no more tests than commas, and one. */
static unsigned most(struct span text)
{
    unsigned count = 1;

    for (size_t i = 0; i < text.len; i++)
        count += text.ptr[i] == ',';
    return count;
}

void written_tests_read(struct concept *concept, int column, struct span text,
                        struct arena *arena, struct written_tests *tests)
{
    unsigned doubts = 0;
    struct reading it = {
        .concept = concept,
        .column = &concept->columns.column[column],
        .context = {.columns = &concept->columns,
                    .stage = STAGE_CHECKS + 1, /* it was compiled for its own */
                    .parameters = &concept->parameters,
                    .calendar = concept_calendar(concept),
                    .as_of = concept->loaded_for,
                    .arena = arena,
                    .doubts = &doubts},
    };

    it.list = arena_alloc(arena, most(text) * sizeof *it.list);
    while (text.ptr != NULL) {
        struct span test = unary_cut(&text), inside;
        if (unary_is_call(test, "not", &inside))
            take_excluded(&it, inside);
        else
            take(&it, test, false);
    }
    *tests = (struct written_tests){it.count, it.list};
}

bool written_tests_have(const struct written_tests *tests, enum written_kind kind,
                        bool is_excluded)
{
    for (unsigned i = 0; i < tests->count; i++)
        if (tests->list[i].kind == kind && tests->list[i].is_excluded == is_excluded)
            return true;
    return false;
}

bool written_is_value(const struct interval *range)
{
    const struct operand *low = &range->low, *high = &range->high;

    return low->kind == high->kind && low->number == high->number &&
           low->column == high->column && low->shift == 0 && high->shift == 0 &&
           steps_equal(&low->steps, &high->steps);
}
