/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tests in FEEL: the entry of each form, names that FEEL has no use for, what a test
 * needs beside its own column, and where working days are. What the entries decide
 * feelin tells (make check-more).
 */
#include "rules.h"

#include "proof/feel.h"

#define HOUSE "./tests/more/dmn-house"

static struct concept *open_house(void)
{
    struct faults faults;
    struct concept *concept = concept_open(HOUSE, day_of(AS_OF), &faults);

    if (concept == NULL)
        fail_msg("%s", fault_text(&faults.list[0], NULL));
    return concept;
}

struct entry_case {
    const char *column, *tests[2]; /* of one row, which holds them all */
    const char *entry;
    const char *needs; /* columns, and as_of, between spaces */
};

static const struct entry_case CASES[] = {
    {"age", {NULL}, "-", ""},
    {"age", {"< 25"}, "< 25", ""},
    {"age", {"null,[6..12)"}, "null, [6..12)", ""},
    {"age", {"(6..12]"}, "(6..12]", ""},
    {"age", {"not(5)"}, "? != null and not(? = 5)", ""},
    {"age",
     {"3,not(5,> 9)"},
     "? != null and ((? = 3) or (not(? = 5) and not(? > 9)))",
     ""},
    {"age", {"> 3", "<= 9"}, "(? != null and ? > 3) and (? != null and ? <= 9)", ""},
    {"age", {"null", "null"}, "(? = null) and (? = null)", ""},
    {"age", {"not(null)"}, "? != null", ""},
    {"age", {"not(4,null)"}, "? != null and not(? = 4)", ""},
    {"grade", {"< age"}, "? != null and age != null and ? < age", "age"},
    {"grade",
     {"[age..date]"},
     "? != null and age != null and date_ != null and ? >= age and ? <= date_",
     "age date"},
    {"category", {"A"}, "\"A\"", ""},
    {"category", {"A,null"}, "\"A\", null", ""},
    {"category",
     {"A,not(B)"},
     "? != null and ((? in (\"A\")) or (not(? in (\"B\"))))",
     ""},
    {"pupil", {"no,null"}, "\"no\", null", ""},
    {"ort", {"\"a \"\"b\"\" \\ c\""}, "\"a \\\"b\\\" \\\\ c\"", ""},
    {"needs", {"has(a-1)"}, "? != null and list contains(?, \"a-1\")", ""},
    {"needs", {"lacks(a-1)"}, "? != null and not(list contains(?, \"a-1\"))", ""},
    {"degree_on", {"2026-11-21"}, "date(\"2026-11-21\")", ""},
    {"degree_on", {"< 21.11.2026"}, "< date(\"2026-11-21\")", ""},
    {"degree_on", {">= as_of"}, ">= as_of", "as_of"},
    {"degree_on",
     {"as_of-6mo"},
     "? != null and ? = as_of - duration(\"P6M\")",
     "as_of"},
    {"degree_on",
     {"null,> as_of+2w-1y"},
     "? = null or ? > as_of + duration(\"P14D\") - duration(\"P12M\")",
     "as_of"},
    {"degree_on",
     {"< seen_on"},
     "? != null and seen_on != null and seen_on <= as_of and ? < seen_on",
     "seen_on as_of"},
    {"degree_on",
     {"<= as_of+$while"},
     "? != null and ? <= as_of + duration(\"P2M\")",
     "as_of"},
};

/* Names between spaces, in the order of the columns, as_of last. */
static void list_needs(const struct concept *concept, const struct feel_needs *needs,
                       char *out, size_t size)
{
    size_t used = 0;

    out[0] = '\0';
    for (unsigned i = 0; i < concept->columns.count; i++)
        if (needs->columns[i])
            used +=
                (size_t)snprintf(out + used, size - used, "%s%.*s", used > 0 ? " " : "",
                                 (int)concept->columns.column[i].name.len,
                                 concept->columns.column[i].name.ptr);
    if (needs->as_of)
        snprintf(out + used, size - used, "%sas_of", used > 0 ? " " : "");
}

static void check_entry(struct feel *feel, const struct entry_case *it)
{
    int column = columns_find(&feel->concept->columns, span_from(it->column));
    struct condition conditions[2] = {{0}};
    struct span texts[2];
    struct rule rule = {.conditions = conditions, .texts = texts};
    struct feel_needs needs = {0};
    struct buffer entry = {0};
    char needed[256];

    assert_true(column >= 0);
    for (unsigned i = 0; i < 2 && it->tests[i] != NULL; i++) {
        conditions[i].column = (uint16_t)column;
        texts[i] = span_from(it->tests[i]);
        rule.condition_count++;
    }
    feel_entry(feel, &rule, column, &entry, &needs);
    list_needs(feel->concept, &needs, needed, sizeof needed);
    if (!span_is(buffer_text(&entry), it->entry) || strcmp(needed, it->needs) != 0)
        fail_msg("%s %s: expected %s (%s), got %.*s (%s)", it->column,
                 it->tests[0] != NULL ? it->tests[0] : "", it->entry, it->needs,
                 (int)entry.len, entry.bytes, needed);
    buffer_free(&entry);
}

static void each_form_has_its_entry(void **state)
{
    struct concept *concept = open_house();
    struct feel *feel = mem_new(sizeof *feel);

    (void)state;
    feel_begin(feel, concept);
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        check_entry(feel, &CASES[i]);
    feel_end(feel);
    free(feel);
    concept_close(concept);
}

static void check_name(const struct feel *feel, const char *column, const char *name)
{
    int at = columns_find(&feel->concept->columns, span_from(column));

    assert_true(at >= 0);
    if (!span_is(feel->names[at], name))
        fail_msg("%s: expected %s, got %.*s", column, name, (int)feel->names[at].len,
                 feel->names[at].ptr);
}

/* Also where a name that was changed is that of another column. */
static void names_are_those_of_feel(void **state)
{
    struct concept *concept = open_house();
    struct feel *feel = mem_new(sizeof *feel);

    (void)state;
    columns_add(&concept->columns, span_from("score_a-b"), KIND_NUMBER, STAGE_CASE);
    columns_add(&concept->columns, span_from("score_a_b"), KIND_NUMBER, STAGE_CASE);
    columns_add(&concept->columns, span_from("as_of"), KIND_NUMBER, STAGE_CASE);
    columns_add(&concept->columns, span_from("9lives"), KIND_NUMBER, STAGE_CASE);
    feel_begin(feel, concept);
    check_name(feel, "grade", "grade");
    check_name(feel, "date", "date_");
    check_name(feel, "or", "or_");
    check_name(feel, "score_erstes-feld", "score_erstes_feld");
    check_name(feel, "score_a-b", "score_a_b");
    check_name(feel, "score_a_b", "score_a_b_");
    check_name(feel, "as_of", "as_of_");
    check_name(feel, "9lives", "_9lives");
    feel_end(feel);
    free(feel);
    concept_close(concept);
}

static void working_days_are_found_wherever_they_stand(void **state)
{
    static const struct {
        const char *tests;
        bool counts;
    } cases[] = {
        {"null", false},
        {"2026-11-21", false},
        {">= as_of-1mo", false},
        {">= as_of-1b", true},
        {"[as_of..as_of+1d+2b]", true},
        {"[as_of-0b..as_of]", true},
        {"not(null,< school_ends_on+3b)", true},
    };
    struct concept *concept = open_house();
    struct feel *feel = mem_new(sizeof *feel);

    (void)state;
    feel_begin(feel, concept);
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        if (feel_counts_working_days(feel, COL_DEGREE_ON, span_from(cases[i].tests)) !=
            cases[i].counts)
            fail_msg("%s", cases[i].tests);
    feel_end(feel);
    free(feel);
    concept_close(concept);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_form_has_its_entry),
        cmocka_unit_test(names_are_those_of_feel),
        cmocka_unit_test(working_days_are_found_wherever_they_stand),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
