/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Conditions: each unary test on each kind of column, and the exact words about a
 * malformed one. as_of is 2026-11-21, the calendar that of Brandenburg.
 */
#include "rules.h"

/* Two needs, as if needs.tsv named them. */
static void make(struct world *world)
{
    struct column *needs = &world->columns.column[COL_NEEDS];

    world_make(world, "BB");
    assert_int_equal(code_add(&needs->codes, span_from("mobilitaet"), &world->arena),
                     0);
    assert_int_equal(code_add(&needs->codes, span_from("wohnen"), &world->arena), 1);
    needs->closed = true;
}

/* Lists: `needs=` is the empty list, `needs=a+b` has two entries; NULL: unknown. */
static void fill(struct world *world, const char *column, const char *value)
{
    int at = world_column(world, column);
    const struct column *about = &world->columns.column[at];
    struct span rest = span_from(value != NULL ? value : "");
    struct diag diag = {0};

    world->values[at] = (struct value){0};
    if (about->kind != KIND_LIST) {
        if (!column_read(about, rest, false, &world->values[at], &diag))
            fail_msg("%s=%s: %s", column, value, diag.text);
        return;
    }
    world->values[at].known = value != NULL;
    while (rest.len > 0) {
        int code = code_find(&about->codes, span_cut(&rest, '+'));
        assert_true(code >= 0);
        world->values[at].set |= UINT64_C(1) << code;
    }
}

struct expected {
    const char *column, *cell;
    const char *holds[4], *fails[4]; /* values; UNKNOWN stands for an unknown one */
};

#define UNKNOWN "?"

static const struct expected numbers[] = {
    {"grade", "< 12", {"0", "11"}, {"12", "13", UNKNOWN}},
    {"grade", "<= 12", {"0", "12"}, {"13", UNKNOWN}},
    {"grade", "> 12", {"13", "9999"}, {"12", "0", UNKNOWN}},
    {"grade", ">= 12", {"12", "9999"}, {"11", UNKNOWN}},
    {"grade", "<12", {"11"}, {"12"}},
    {"grade", ">=12", {"12"}, {"11"}},
    {"grade", "12", {"12", "012"}, {"11", "13", UNKNOWN}},
    {"grade", "0", {"0"}, {"1", UNKNOWN}},
    {"grade", "6,12", {"6", "12"}, {"7", UNKNOWN}},
    {"grade", "[6..12]", {"6", "12"}, {"5", "13", UNKNOWN}},
    {"grade", "(6..12]", {"7", "12"}, {"6", "13"}},
    {"grade", "[6..12)", {"6", "11"}, {"5", "12"}},
    {"grade", "(6..12)", {"7", "11"}, {"6", "12"}},
    {"grade", "[6..6]", {"6"}, {"5", "7"}},
    {"grade", "[ 6 .. 12 ]", {"6", "12"}, {"5", "13"}},
    {"grade", "< 6,> 12", {"5", "13"}, {"6", "12", UNKNOWN}},
    {"grade", "[1..2],[4..5]", {"1", "2", "4", "5"}, {"0", "3", "6", UNKNOWN}},
    {"grade", "not(12)", {"11", "13"}, {"12", UNKNOWN}},
    {"grade", "not(6,12)", {"5", "7"}, {"6", "12", UNKNOWN}},
    {"grade", "not(< 6)", {"6"}, {"5", UNKNOWN}},
    {"grade", "not([6..12])", {"5", "13"}, {"6", "12", UNKNOWN}},
    {"grade", "not(< 6,[8..9])", {"6", "7", "10"}, {"5", "8", "9", UNKNOWN}},
    {"grade", "not(6),6", {"6", "7"}, {UNKNOWN}},
    {"grade", "null", {UNKNOWN}, {"0", "6"}},
    {"grade", "not(null)", {"0", "6"}, {UNKNOWN}},
    {"grade", "null,< 6", {UNKNOWN, "5"}, {"6"}},
    {"grade", "< 6 , null", {UNKNOWN, "5"}, {"6"}},
    {"grade", "not(6),null", {UNKNOWN, "5"}, {"6"}},
    {"age", "[14..16]", {"14", "16"}, {"13", "17", UNKNOWN}},
};

static const struct expected dates[] = {
    {"applied_on", "2026-11-21", {"2026-11-21", "21.11.2026"}, {"2026-11-22", UNKNOWN}},
    {"applied_on", "< 2026-11-21", {"2026-11-20"}, {"2026-11-21", UNKNOWN}},
    {"applied_on", ">= as_of", {"2026-11-21", "2199-12-31"}, {"2026-11-20", UNKNOWN}},
    {"applied_on", "as_of", {"2026-11-21"}, {"2026-11-20", "2026-11-22"}},
    {"applied_on", ">= as_of-6mo", {"2026-05-21"}, {"2026-05-20", UNKNOWN}},
    {"applied_on", "<= as_of+6mo", {"2027-05-21"}, {"2027-05-22"}},
    {"applied_on", "< as_of-6mo", {"2026-05-20"}, {"2026-05-21"}},
    {"applied_on", ">= as_of-1y +1d", {"2025-11-22"}, {"2025-11-21"}},
    {"applied_on", ">= as_of+10b", {"2026-12-04"}, {"2026-12-03"}},
    {"applied_on", "< as_of>09-30", {"2027-09-29"}, {"2027-09-30"}},
    {"applied_on",
     "[2026-01-01..2026-12-31]",
     {"2026-01-01", "2026-12-31"},
     {"2025-12-31", "2027-01-01", UNKNOWN}},
    {"applied_on",
     "(as_of-1mo..as_of]",
     {"2026-10-22", "2026-11-21"},
     {"2026-10-21", "2026-11-22"}},
    {"applied_on", "not(as_of)", {"2026-11-20"}, {"2026-11-21", UNKNOWN}},
    {"applied_on", "null,< as_of-6mo", {UNKNOWN, "2026-05-20"}, {"2026-05-21"}},
    {"applied_on", "null", {UNKNOWN}, {"2026-11-21"}},
    {"applied_on", "not(null)", {"1900-01-01"}, {UNKNOWN}},
};

static const struct expected codes[] = {
    {"pupil", "yes", {"yes", "ja", "1"}, {"no", "nein", UNKNOWN}},
    {"pupil", "no", {"no", "false"}, {"yes", UNKNOWN}},
    {"pupil", "yes,no", {"yes", "no"}, {UNKNOWN}},
    {"pupil", "no,null", {"no", UNKNOWN}, {"yes"}},
    {"pupil", "not(yes)", {"no"}, {"yes", UNKNOWN}},
    {"pupil", "not(null)", {"no", "yes"}, {UNKNOWN}},
    {"support", "none,low", {"none", "low"}, {"more", UNKNOWN}},
    {"support", " none , low ", {"none", "low"}, {"more", UNKNOWN}},
    {"support", "not(none)", {"low", "more"}, {"none", UNKNOWN}},
    {"support", "not(none,low),null", {"more", UNKNOWN}, {"none", "low"}},
    {"support", "null", {UNKNOWN}, {"none", "more"}},
    {"programme", "av", {"av", UNKNOWN}, {"reha"}}, /* empty means the default */
    {"programme", "null", {NULL}, {"av", UNKNOWN}},
    {"measure_kind", "fbw", {"fbw"}, {"FBW", "mabe", "fbw2", UNKNOWN}},
    {"measure_kind", "not(fbw)", {"mabe", "never-seen"}, {"fbw", UNKNOWN}},
    {"measure_kind", "not(null)", {"never-seen"}, {UNKNOWN}},
    {"office", "Templin,Bad Doberan", {"Templin", "Bad Doberan"}, {"Bad", UNKNOWN}},
    {"office", "not(Templin)", {"Prenzlau"}, {"Templin", UNKNOWN}},
    {"age_group", "u25", {"u25"}, {"ue25", UNKNOWN}},
};

static const struct expected lists[] = {
    {"needs",
     "has(mobilitaet)",
     {"mobilitaet", "wohnen+mobilitaet"},
     {"wohnen", "", UNKNOWN}},
    {"needs", "lacks(mobilitaet)", {"wohnen", ""}, {"mobilitaet", UNKNOWN}},
    {"needs", "has(mobilitaet),has(wohnen)", {"mobilitaet", "wohnen"}, {"", UNKNOWN}},
    {"needs",
     "has(wohnen),lacks(mobilitaet)",
     {"", "wohnen+mobilitaet"},
     {"mobilitaet"}},
    {"needs", "null", {UNKNOWN}, {"", "wohnen"}},
    {"needs", "not(null)", {"", "wohnen"}, {UNKNOWN}},
    {"needs", "has(wohnen),null", {UNKNOWN, "wohnen"}, {""}},
    {"strengths", "null", {UNKNOWN}, {"PC"}},
    {"strengths", "not(null)", {"PC", "PC|Auto"}, {UNKNOWN}},
};

static void check(const struct world *world, const struct condition *condition,
                  const struct expected *expected, const char *value, bool holds)
{
    if (condition_holds(condition, world->values) != holds)
        fail_msg("%s %s: %s with %s", expected->column, expected->cell,
                 holds ? "fails" : "holds", value);
}

static void check_all(const struct expected *table, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct condition condition;
        struct world world;
        const char *fault;
        make(&world);
        fault = condition_compile(&condition, world_column(&world, table[i].column),
                                  span_from(table[i].cell), &world.context);
        if (fault != NULL)
            fail_msg("%s %s: %s", table[i].column, table[i].cell, fault);
        for (unsigned k = 0; k < 8; k++) {
            const char *value = k < 4 ? table[i].holds[k] : table[i].fails[k - 4];
            if (value == NULL)
                continue;
            fill(&world, table[i].column, strcmp(value, UNKNOWN) == 0 ? NULL : value);
            check(&world, &condition, &table[i], value, k < 4);
        }
        world_drop(&world);
    }
}

static void numbers_are_compared_by_value(void **state)
{
    (void)state;
    check_all(numbers, COUNT_OF(numbers));
}

static void dates_are_compared_and_as_of_takes_steps(void **state)
{
    (void)state;
    check_all(dates, COUNT_OF(dates));
}

static void codes_are_compared_exactly(void **state)
{
    (void)state;
    check_all(codes, COUNT_OF(codes));
}

static void lists_have_and_lack_codes(void **state)
{
    (void)state;
    check_all(lists, COUNT_OF(lists));
}

static const char ON_NUMBERS[] = "malformed test, expected one on whole numbers";
static const char ON_DATES[] =
    "malformed test, expected one on dates YYYY-MM-DD or as_of";

static const struct {
    const char *column, *cell, *fault;
} malformed[] = {
    {"grade", "twelve", ON_NUMBERS},
    {"grade", "-1", ON_NUMBERS},
    {"grade", "1.5", ON_NUMBERS},
    {"grade", "10000", ON_NUMBERS},
    {"grade", "<", ON_NUMBERS},
    {"grade", "=< 12", ON_NUMBERS},
    {"grade", "= 12", ON_NUMBERS},
    {"grade", "6..12", ON_NUMBERS},
    {"grade", "[6..12", ON_NUMBERS},
    {"grade", "[6-12]", ON_NUMBERS},
    {"grade", "[6..]", ON_NUMBERS},
    {"grade", "[12..6]", ON_NUMBERS},
    {"grade", "(6..7)", ON_NUMBERS},
    {"grade", "as_of", ON_NUMBERS},
    {"grade", "not(x)", ON_NUMBERS},
    {"grade", "has(6)", ON_NUMBERS},
    {"grade", "6,", "malformed test"},
    {"grade", "6,,7", "malformed test"},
    {"grade", "not()", "malformed test"},
    {"grade", "not(6),not(7)", "more than one not(…) in a cell"},
    {"grade", "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17",
     "too many tests in one cell"},
    {"applied_on", "21.11.2026", ON_DATES},
    {"applied_on", "> 2026-02-30", ON_DATES},
    {"applied_on", "< 12", ON_DATES},
    {"applied_on", "as_of+6", ON_DATES},
    {"applied_on", "as_of 6mo", ON_DATES},
    {"applied_on", "as_of-25age", ON_DATES},
    {"applied_on", "as-of", ON_DATES},
    {"applied_on", "[as_of..as_of-1d]", ON_DATES},
    {"pupil", "maybe", "unknown code"},
    {"pupil", "ja", "unknown code"},
    {"support", "none low", "unknown code"},
    {"support", "not(none,lots)", "unknown code"},
    {"support", "", "malformed test"},
    {"measure_kind", "f b w", "malformed test"},
    {"measure_kind", "< 12", "malformed test"},
    {"measure_kind", "not(A", "malformed test"},
    {"measure_kind", "fähig", "malformed test"},
    {"needs", "mobilitaet", "malformed test, expected has(CODE) or lacks(CODE)"},
    {"needs", "has mobilitaet", "malformed test, expected has(CODE) or lacks(CODE)"},
    {"needs", "has(garten)", "unknown code"},
    {"needs", "lacks(garten)", "unknown code"},
    {"needs", "not(has(wohnen))", "not(…) does not work on lists"},
};

static void a_malformed_test_is_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(malformed); i++) {
        struct condition condition;
        struct world world;
        const char *fault;
        make(&world);
        fault = condition_compile(&condition, world_column(&world, malformed[i].column),
                                  span_from(malformed[i].cell), &world.context);
        if (fault == NULL || strcmp(fault, malformed[i].fault) != 0)
            fail_msg("%s %s: got \"%s\", expected \"%s\"", malformed[i].column,
                     malformed[i].cell, fault != NULL ? fault : "no fault",
                     malformed[i].fault);
        world_drop(&world);
    }
}

/* `-` and `null` have their own meaning: neither is a code of an open column. */
static void what_is_no_code_is_not_taken_for_one(void **state)
{
    static const char *const cells[][2] = {
        {"measure_kind", "not(fbw,null)"},
        {"measure_kind", "fbw,-"},
        {"strengths", "PC"}, /* terms are only known or unknown */
        {"strengths", "not(PC)"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cells); i++) {
        struct condition condition;
        struct world world;
        make(&world);
        if (condition_compile(&condition, world_column(&world, cells[i][0]),
                              span_from(cells[i][1]), &world.context) == NULL)
            fail_msg("%s %s: no fault", cells[i][0], cells[i][1]);
        world_drop(&world);
    }
}

static void a_table_sees_only_earlier_columns(void **state)
{
    static const struct {
        enum column_stage stage;
        const char *good, *bad;
    } stages[] = {
        {STAGE_FACTS, "pupil birth_date", "age needs_open profile category team"},
        {STAGE_PROFILE, "pupil age new_case score_total", "profile category u25_group"},
        {STAGE_CATEGORY, "pupil age profile", "category u25_group team"},
        {STAGE_U25_GROUP, "age profile category", "u25_group team"},
        {STAGE_TEAM, "age profile category u25_group", "team"},
        {STAGE_ALL, "age profile category u25_group team", ""},
    };

    (void)state;
    for (size_t i = 0; i < 2 * COUNT_OF(stages); i++) {
        bool good = i % 2 == 0;
        struct span rest = span_from(good ? stages[i / 2].good : stages[i / 2].bad);
        struct world world;
        make(&world);
        world.context.stage = stages[i / 2].stage;
        while (rest.ptr != NULL && rest.len > 0) {
            struct span name = span_cut(&rest, ' ');
            struct condition condition;
            const char *fault =
                condition_compile(&condition, columns_find(&world.columns, name),
                                  span_from("null"), &world.context);
            assert_string_equal(fault != NULL ? fault : "",
                                good ? ""
                                     : "this column is derived later than this table");
        }
        world_drop(&world);
    }
}

static void an_open_column_takes_so_many_codes_and_says_when_it_is_full(void **state)
{
    struct condition condition;
    struct world world;
    static char names[COLUMN_CODES + 1][8];

    (void)state;
    make(&world);
    for (unsigned i = 0; i <= COLUMN_CODES; i++) {
        const char *fault;
        snprintf(names[i], sizeof names[i], "m%u", i);
        fault = condition_compile(&condition, COL_MEASURE_KIND, span_from(names[i]),
                                  &world.context);
        assert_string_equal(
            fault != NULL ? fault : "",
            i < COLUMN_CODES ? "" : "too many codes in tests on this column");
    }
    world_drop(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_compared_by_value),
        cmocka_unit_test(dates_are_compared_and_as_of_takes_steps),
        cmocka_unit_test(codes_are_compared_exactly),
        cmocka_unit_test(lists_have_and_lack_codes),
        cmocka_unit_test(a_malformed_test_is_named),
        cmocka_unit_test(what_is_no_code_is_not_taken_for_one),
        cmocka_unit_test(a_table_sees_only_earlier_columns),
        cmocka_unit_test(an_open_column_takes_so_many_codes_and_says_when_it_is_full),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
