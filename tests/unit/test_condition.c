/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Conditions: each unary test on each kind of column, operands that are columns or
 * parameters, and the exact words about a malformed one. as_of is 2026-11-21, the
 * calendar that of Brandenburg.
 */
#include "rules.h"

/* `later` has no row for the as-of day. */
static const struct parameters PARAMETERS = {
    .count = 4,
    .list = {
        {.name = {"near_months", 11},
         .value = {"12", 2},
         .is_number = true,
         .number = 12},
        {.name = {"contact", 7}, .value = {"6mo", 3}},
        {.name = {"later", 5}, .value = {"", 0}, .is_number = true, .number = 3},
        {.name = {"most_age", 8}, .value = {"25", 2}, .is_number = true, .number = 25},
    }};

/* Two needs, as if needs.tsv named them; support is closed, and a table
 * before this one derives `group`. */
static void make(struct world *world)
{
    struct column *needs = &world->columns.column[COL_NEEDS];
    struct column *support = &world->columns.column[COL_SUPPORT];

    world_make(world, "BB");
    world->context.parameters = &PARAMETERS;
    code_add(&support->codes, span_from("none"), &world->arena);
    code_add(&support->codes, span_from("low"), &world->arena);
    code_add(&support->codes, span_from("more"), &world->arena);
    support->closed = true;
    assert_non_null(
        columns_add(&world->columns, span_from("group"), KIND_CODE, STAGE_DERIVED));
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
    {"grade", "1,not([6..9])", {"1", "5", "10"}, {"6", "9", UNKNOWN}},
    {"grade", "not(6),6", {"6", "7"}, {UNKNOWN}},
    {"grade", "null", {UNKNOWN}, {"0", "6"}},
    {"grade", "not(null)", {"0", "6"}, {UNKNOWN}},
    {"grade", "null,< 6", {UNKNOWN, "5"}, {"6"}},
    {"grade", "< 6 , null", {UNKNOWN, "5"}, {"6"}},
    {"grade", "not(6),null", {UNKNOWN, "5"}, {"6"}},
    {"age", "[14..16]", {"14", "16"}, {"13", "17", UNKNOWN}},
    {"grade", "<= $near_months", {"12"}, {"13", UNKNOWN}},
    {"grade", "> $near_months", {"13"}, {"12", UNKNOWN}},
    {"grade", "$near_months", {"12"}, {"11", "13", UNKNOWN}},
    {"grade", "[$near_months..$most_age)", {"12", "24"}, {"11", "25"}},
    {"grade", "not($near_months),null", {"11", UNKNOWN}, {"12"}},
    {"grade", "> 6,> 12", {"7", "13"}, {"6", UNKNOWN}},
    {"grade", "< 6,> 6", {"5", "7"}, {"6", UNKNOWN}},
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
    {"applied_on", "21.11.2026", {"2026-11-21"}, {"2026-11-20", UNKNOWN}},
    {"applied_on", ">= 01.01.2026", {"2026-01-01"}, {"2025-12-31", UNKNOWN}},
    {"applied_on", ">= as_of-$contact", {"2026-05-21"}, {"2026-05-20", UNKNOWN}},
    {"applied_on",
     "(as_of-1y>09-30..as_of]",
     {"2026-10-01", "2026-11-21"},
     {"2026-09-30", "2026-11-22", UNKNOWN}},
    {"applied_on",
     "not(>= as_of),null",
     {"2026-11-20", UNKNOWN},
     {"2026-11-21", "2026-11-22"}},
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
    {"measure_kind", "\"fbw\"", {"fbw"}, {"mabe", UNKNOWN}},
    {"office",
     "Templin,\"Bad Doberan\"",
     {"Templin", "Bad Doberan"},
     {"Bad", "\"Bad Doberan\"", UNKNOWN}},
    {"office", "\"Frankfurt (Oder)\"", {"Frankfurt (Oder)"}, {"Frankfurt", UNKNOWN}},
    {"office", "not(\"A, B; C)\",D)", {"A", "B; C)"}, {"A, B; C)", "D", UNKNOWN}},
    {"office", "\"null\",\"-\"", {"null", "-"}, {UNKNOWN, "x"}},
    {"office", "\"Haus \"\"Ost\"\"\"", {"Haus \"Ost\""}, {"Haus Ost", UNKNOWN}},
    {"office", "Müncheberg", {"Müncheberg"}, {"müncheberg", UNKNOWN}},
    {"office", "not(Templin)", {"Prenzlau"}, {"Templin", UNKNOWN}},
    {"group", "u25", {"u25"}, {"ue25", UNKNOWN}},
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

static void check(struct world *world, const struct condition *condition,
                  const struct expected *expected, const char *value, bool holds)
{
    if (condition_holds(condition, world->values, world_day(world)) != holds)
        fail_msg("%s %s: %s with %s", expected->column, expected->cell,
                 holds ? "fails" : "holds", value);
}

static void check_all(const struct expected *table, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct condition condition;
        struct world world;
        make(&world);
        if (!condition_compile(&condition, world_column(&world, table[i].column),
                               span_from(table[i].cell), &world.context))
            fail_msg("%s %s: %s", table[i].column, table[i].cell, world.context.fault);
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

/* Against a column: what is unknown on either side is false, also inside not(). */
static const struct {
    const char *column, *cell;
    const char *holds[4], *fails[5]; /* COLUMN=VALUE COLUMN=VALUE */
} operands[] = {
    {"applied_on",
     "< category_since",
     {"applied_on=2026-01-01 category_since=2026-01-02"},
     {"applied_on=2026-01-02 category_since=2026-01-02", "applied_on=2026-01-02",
      "category_since=2026-01-02", ""}},
    {"applied_on",
     "<= category_since",
     {"applied_on=2026-01-02 category_since=2026-01-02"},
     {"applied_on=2026-01-03 category_since=2026-01-02", "applied_on=2026-01-02"}},
    {"applied_on",
     ">= school_ends_on+3mo",
     {"applied_on=2026-02-28 school_ends_on=2025-11-30"},
     {"applied_on=2026-02-27 school_ends_on=2025-11-30", "applied_on=2026-02-28"}},
    {"applied_on",
     "> school_ends_on -1y >09-30",
     {"applied_on=2025-10-01 school_ends_on=2026-08-01"},
     {"applied_on=2025-09-30 school_ends_on=2026-08-01"}},
    {"applied_on",
     "> school_ends_on+1b", /* 24 December 2026; the next working day is the 28th */
     {"applied_on=2026-12-29 school_ends_on=2026-12-24"},
     {"applied_on=2026-12-28 school_ends_on=2026-12-24"}},
    {"applied_on",
     "<= birth_date+25age",
     {"applied_on=2025-03-01 birth_date=2000-02-29"},
     {"applied_on=2025-03-02 birth_date=2000-02-29"}},
    {"applied_on",
     ">= school_ends_on-$contact",
     {"applied_on=2026-01-31 school_ends_on=2026-07-31"},
     {"applied_on=2026-01-30 school_ends_on=2026-07-31"}},
    {"applied_on",
     "[school_ends_on-1mo..category_since)",
     {"applied_on=2026-01-05 school_ends_on=2026-02-05 category_since=2026-01-06"},
     {"applied_on=2026-01-04 school_ends_on=2026-02-05 category_since=2026-01-06",
      "applied_on=2026-01-06 school_ends_on=2026-02-05 category_since=2026-01-06",
      "applied_on=2026-01-05 school_ends_on=2026-02-05",
      "applied_on=2026-01-05 category_since=2026-01-06"}},
    {"applied_on",
     "(school_ends_on..as_of]",
     {"applied_on=2026-11-21 school_ends_on=2026-11-20"},
     {"applied_on=2026-11-21 school_ends_on=2026-11-21",
      "applied_on=2026-11-22 school_ends_on=2026-11-20"}},
    /* ends the wrong way round hold nothing, and are no fault of the table */
    {"applied_on",
     "[school_ends_on..category_since]",
     {"applied_on=2026-01-01 school_ends_on=2026-01-01 category_since=2026-01-01"},
     {"applied_on=2026-01-01 school_ends_on=2026-01-02 category_since=2026-01-01"}},
    {"applied_on",
     "not(< category_since)",
     {"applied_on=2026-01-02 category_since=2026-01-02"},
     {"applied_on=2026-01-01 category_since=2026-01-02", "applied_on=2026-01-01",
      "category_since=2026-01-02", ""}},
    {"applied_on",
     "null,< category_since",
     {"", "category_since=2026-01-01",
      "applied_on=2026-01-01 category_since=2026-01-02"},
     {"applied_on=2026-01-02 category_since=2026-01-02", "applied_on=2026-01-02"}},
    {"applied_on",
     "not(null),< category_since",
     {"applied_on=2026-01-02", "applied_on=2026-01-02 category_since=2026-01-01"},
     {"", "category_since=2026-01-01"}},
    {"applied_on",
     "< category_since,>= as_of",
     {"applied_on=2026-11-21", "applied_on=2026-01-01 category_since=2026-01-02"},
     {"applied_on=2026-01-01", "category_since=2026-01-02"}},
    {"applied_on",
     "<= school_ends_on+9999y+9999y", /* leads out of all years: unknown */
     {NULL},
     {"applied_on=2026-01-01 school_ends_on=2026-01-01"}},
    {"grade",
     "> prognosis_months",
     {"grade=13 prognosis_months=12"},
     {"grade=12 prognosis_months=12", "grade=12", "prognosis_months=12", ""}},
    {"grade",
     "[1..prognosis_months]",
     {"grade=1 prognosis_months=3", "grade=3 prognosis_months=3"},
     {"grade=4 prognosis_months=3", "grade=0 prognosis_months=3", "grade=1"}},
    {"grade",
     "(6..prognosis_months]",
     {"grade=7 prognosis_months=9"},
     {"grade=6 prognosis_months=9", "grade=5 prognosis_months=9"}},
    {"grade",
     "[prognosis_months..12)",
     {"grade=11 prognosis_months=9"},
     {"grade=12 prognosis_months=9", "grade=13 prognosis_months=9"}},
    {"grade",
     "not([prognosis_months..$near_months])",
     {"grade=3 prognosis_months=4", "grade=13 prognosis_months=4"},
     {"grade=4 prognosis_months=4", "grade=12 prognosis_months=4", "grade=13"}},
};

static void an_operand_may_be_a_column(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(operands); i++) {
        struct condition condition;
        struct world world;
        make(&world);
        if (!condition_compile(&condition, world_column(&world, operands[i].column),
                               span_from(operands[i].cell), &world.context))
            fail_msg("%s %s: %s", operands[i].column, operands[i].cell,
                     world.context.fault);
        for (unsigned k = 0; k < 9; k++) {
            const char *cells = k < 4 ? operands[i].holds[k] : operands[i].fails[k - 4];
            if (cells == NULL)
                continue;
            world_fill(&world, cells);
            if (condition_holds(&condition, world.values, world_day(&world)) != (k < 4))
                fail_msg("%s %s: %s with \"%s\"", operands[i].column, operands[i].cell,
                         k < 4 ? "fails" : "holds", cells);
        }
        world_drop(&world);
    }
}

/* concepts.md 1: steps with b count by the calendar of the record's office. 31 October
 * is Reformation Day in Brandenburg, and none in Berlin. */
static void working_days_are_those_of_the_persons_calendar(void **state)
{
    static const char *const cells[] = {">= as_of+1b", ">= category_since+1b"};
    struct diag diag = {0};
    struct calendar *berlin = calendar_open(HOLIDAYS, span_from("BE"), &diag);

    (void)state;
    assert_non_null(berlin);
    for (size_t i = 0; i < COUNT_OF(cells); i++) {
        struct condition condition;
        struct world world;
        int32_t bounds[1];
        struct day day = {day_of("2025-10-30"), berlin, bounds}; /* a Thursday */
        make(&world);
        world.context.as_of = day.as_of;
        assert_true(condition_compile(&condition, COL_APPLIED_ON, span_from(cells[i]),
                                      &world.context));
        world_fill(&world, "applied_on=2025-10-31 category_since=2025-10-30");
        moving_bounds(&world.moving, berlin, day.as_of, bounds, &world.doubts);
        assert_true(condition_holds(&condition, world.values, &day));
        assert_false(condition_holds(&condition, world.values, world_day(&world)));
        world_drop(&world);
    }
    calendar_free(berlin);
}

static void a_test_knows_its_parameters(void **state)
{
    struct condition condition;
    struct world world;

    (void)state;
    make(&world);
    assert_true(condition_compile(
        &condition, COL_GRADE, span_from("[$near_months..$most_age]"), &world.context));
    assert_int_equal(world.context.parameters_used, 1 << 0 | 1 << 3);
    world.context.parameters_used = 0;
    assert_true(condition_compile(&condition, COL_APPLIED_ON,
                                  span_from("> category_since+$contact"),
                                  &world.context));
    assert_int_equal(world.context.parameters_used, 1 << 1);
    world_drop(&world);
}

#define ON_NUMBERS(test)                                  \
    "malformed test \"" test "\", expected one on whole " \
    "numbers such as 12 <= 12 > 12 [6..12] <= $near_months"
#define ON_DATES(test)       \
    "malformed test \"" test \
    "\", expected one on dates such as 2026-11-21 >= as_of-6mo < category_since"
#define STEPS(steps)           \
    "malformed steps \"" steps \
    "\", expected such as +6mo -3mo +10b >09-30 +25age +$contact"
#define NO_VALUE(name) \
    "unknown parameter \"" name "\", expected one of the table parameters"
#define NO_COLUMN(name) \
    "unknown column \"" name "\", expected a number column, a number or $parameter"
#define EMPTY(test) "malformed test \"" test "\", expected a value between commas"
#define CODE(test) \
    "malformed test \"" test "\", expected a code of letters, digits, - and _"
#define TEXT(test)           \
    "malformed test \"" test \
    "\", expected a text with blanks, commas or brackets in double quotes"
#define LIST(test) "malformed test \"" test "\", expected has(CODE) or lacks(CODE)"
#define SUPPORT(test) "unknown code \"" test "\", expected one of none low more"
#define NEEDS(test) "unknown code \"" test "\", expected one of mobilitaet wohnen"

static const struct {
    const char *column, *cell, *fault;
} malformed[] = {
    {"grade", "twelve", NO_COLUMN("twelve")},
    {"grade", "-1", ON_NUMBERS("-1")},
    {"grade", "1.5", ON_NUMBERS("1.5")},
    {"grade", "10000", ON_NUMBERS("10000")},
    {"grade", "<", ON_NUMBERS("<")},
    {"grade", "=< 12", "malformed test \"=< 12\", expected <= 12"},
    {"grade", "=> 12", "malformed test \"=> 12\", expected >= 12"},
    {"grade", "=>12", "malformed test \"=>12\", expected >= 12"},
    {"category", "=A", "malformed test \"=A\", expected A"},
    {"needs", "= mut", "malformed test \"= mut\", expected mut"},
    {"grade", "= 12", "malformed test \"= 12\", expected 12"},
    {"grade", "6..12", "malformed test \"6..12\", expected [6..12]"},
    {"grade", "[6..12", ON_NUMBERS("[6..12")},
    {"grade", "[6-12]", ON_NUMBERS("[6-12]")},
    {"grade", "[6..]", ON_NUMBERS("[6..]")},
    {"grade", "[12..6]",
     "\"[12..6]\" holds nothing, expected something between its ends"},
    {"grade", "(6..7)",
     "\"(6..7)\" holds nothing, expected something between its ends"},
    {"grade", "as_of", NO_COLUMN("as_of")},
    {"grade", "not(x)", NO_COLUMN("x")},
    {"grade", "has(6)", NO_COLUMN("has")},
    {"grade", "prognosis_months", ON_NUMBERS("prognosis_months")},
    {"grade", "> prognosis_months+1", ON_NUMBERS("> prognosis_months+1")},
    {"grade", "> applied_on", "\"applied_on\" is no number column, expected one"},
    {"grade", "> pupil", "\"pupil\" is no number column, expected one"},
    {"grade", "> $nosuch", NO_VALUE("$nosuch")},
    {"grade", "> $", NO_VALUE("$")},
    {"grade", "> $contact", "the parameter \"$contact\" is steps, expected a number"},
    {"grade", "> $later",
     "the parameter \"$later\" has no value on the as-of day, expected a row that is "
     "valid on it"},
    {"grade", "> $near_months+1",
     "malformed test \"$near_months+1\", expected the name of a parameter"},
    {"grade", "6,", EMPTY("")},
    {"grade", "6,,7", EMPTY("")},
    {"grade", "not()", EMPTY("")},
    {"grade", "not(6),not(7)", "more than one not(…) on a column, expected not(A,B)"},
    {"grade", "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17",
     "too many tests in one cell, at most 16"},
    {"grade", "> 6,< 12", "this holds for every number, since a comma is or: [7..11]?"},
    {"grade", ">= 6, <= 12",
     "this holds for every number, since a comma is or: [6..12]?"},
    {"grade", "<= 6,>= 6", "this holds for every number, since a comma is or: [6..6]?"},
    {"grade", "<= 6,> 6",
     "this holds for every value, since a comma is or: not(null)?"},
    {"grade", "> 0,< $near_months",
     "this holds for every number, since a comma is or: [1..11]?"},
    {"applied_on", "> 2026-02-30", ON_DATES("> 2026-02-30")},
    {"applied_on", "31.02.2026", ON_DATES("31.02.2026")},
    {"applied_on", "21.11.26",
     "\"21.11.26\" has a year of two digits, which may be of any century, expected "
     "YYYY-MM-DD or DD.MM.YYYY"},
    {"applied_on", "< 12", ON_DATES("< 12")},
    {"applied_on", "as-of",
     "unknown column \"as\", expected a date column, a date or as_of"},
    {"applied_on", "category_since", ON_DATES("category_since")},
    {"applied_on", "not(category_since)", ON_DATES("category_since")},
    {"applied_on", "2026-01-01..2026-12-31",
     "malformed test \"2026-01-01..2026-12-31\", expected [2026-01-01..2026-12-31]"},
    {"applied_on", "=> as_of", "malformed test \"=> as_of\", expected >= as_of"},
    {"applied_on", "as_of+6", STEPS("+6")},
    {"applied_on", "as_of 6mo", STEPS("6mo")},
    {"applied_on", "as_of-25age", STEPS("-25age")},
    {"applied_on", "< category_since+6", STEPS("+6")},
    {"applied_on", "< as_of+$near_months",
     "the parameter \"$near_months\" is a number, expected steps such as 6mo"},
    {"applied_on", "< as_of+9999y+9999y",
     "\"as_of+9999y+9999y\" leads out of the calendar"},
    {"applied_on", "> grade", "\"grade\" is no date column, expected one"},
    {"applied_on", "> 2026-01-01,< 2026-12-31",
     "this holds for every date, since a comma is or: [A..B]?"},
    {"pupil", "maybe", "unknown code \"maybe\", expected one of no yes"},
    {"pupil", "Ja", "unknown code \"Ja\", expected yes"},
    {"pupil", "0", "unknown code \"0\", expected no"},
    {"support", "none low", SUPPORT("none low")},
    {"support", "not(none,lots)", SUPPORT("lots")},
    {"support", "", EMPTY("")},
    {"measure_kind", "f b w", CODE("f b w")},
    {"measure_kind", "< 12", CODE("< 12")},
    {"measure_kind", "not(A", CODE("not(A")},
    {"measure_kind", "fähig", CODE("fähig")},
    {"measure_kind", "\"f b w\"", CODE("\"f b w\"")},
    {"measure_kind", "fbw,-", EMPTY("-")},
    {"office", "Bad Doberan", TEXT("Bad Doberan")},
    {"office", "Frankfurt(Oder)", TEXT("Frankfurt(Oder)")},
    {"office", "\"Bad Doberan", TEXT("\"Bad Doberan")},
    {"office", "]x", TEXT("]x")},
    {"support", "= low", "malformed test \"= low\", expected low"},
    {"support", "=low", "malformed test \"=low\", expected low"},
    {"needs", "= has(wohnen)",
     "malformed test \"= has(wohnen)\", expected has(wohnen)"},
    {"needs", "mobilitaet", LIST("mobilitaet")},
    {"needs", "has mobilitaet", LIST("has mobilitaet")},
    {"needs", "has(garten)", NEEDS("garten")},
    {"needs", "lacks(garten)", NEEDS("garten")},
    {"needs", "not(has(wohnen))",
     "not(…) does not work on lists, expected lacks(CODE)"},
    {"strengths", "PC", "malformed test \"PC\", expected null or not(null) on terms"},
    {"strengths", "not(PC)",
     "malformed test \"PC\", expected null or not(null) on terms"},
};

static void a_malformed_test_is_named(void **state)
{
    unsigned failures = 0;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(malformed); i++) {
        struct condition condition;
        struct world world;
        bool good;
        make(&world);
        good = condition_compile(&condition, world_column(&world, malformed[i].column),
                                 span_from(malformed[i].cell), &world.context);
        if (good || strcmp(world.context.fault, malformed[i].fault) != 0) {
            print_message("%s %s: got \"%s\", expected \"%s\"\n", malformed[i].column,
                          malformed[i].cell, good ? "no fault" : world.context.fault,
                          malformed[i].fault);
            failures++;
        }
        world_drop(&world);
    }
    assert_int_equal(failures, 0);
}

/* not(A,null): neither A nor unknown, as not(A) is. */
static void null_inside_not_is_no_code(void **state)
{
    struct condition condition;
    struct world world;

    (void)state;
    make(&world);
    assert_true(condition_compile(&condition, COL_MEASURE_KIND,
                                  span_from("not(fbw,null)"), &world.context));
    fill(&world, "measure_kind", "mabe");
    assert_true(condition_holds(&condition, world.values, world_day(&world)));
    fill(&world, "measure_kind", "fbw");
    assert_false(condition_holds(&condition, world.values, world_day(&world)));
    fill(&world, "measure_kind", NULL);
    assert_false(condition_holds(&condition, world.values, world_day(&world)));
    assert_int_equal(world.columns.column[COL_MEASURE_KIND].codes.count, 1);
    world_drop(&world);
}

static const char *later(struct span name)
{
    static char text[128];

    snprintf(text, sizeof text,
             "\"%.*s\" is derived later than this table, expected a column that is "
             "known before",
             (int)name.len, name.ptr);
    return text;
}

static void a_table_sees_only_earlier_columns(void **state)
{
    static const struct {
        int stage;
        const char *good, *bad;
    } stages[] = {
        {STAGE_FACTS, "pupil birth_date", "age needs_open first second"},
        {STAGE_DERIVED, "pupil age score_total focus", "first second"},
        {STAGE_DERIVED + 1, "age first", "second"},
        {STAGE_ALL, "age first second", ""},
    };

    (void)state;
    for (size_t i = 0; i < 2 * COUNT_OF(stages); i++) {
        bool good = i % 2 == 0;
        struct span rest = span_from(good ? stages[i / 2].good : stages[i / 2].bad);
        struct world world;
        make(&world);
        columns_add(&world.columns, span_from("first"), KIND_CODE, STAGE_DERIVED);
        columns_add(&world.columns, span_from("second"), KIND_CODE, STAGE_DERIVED + 1);
        world.context.stage = stages[i / 2].stage;
        while (rest.ptr != NULL && rest.len > 0) {
            struct span name = span_cut(&rest, ' ');
            struct condition condition;
            assert_int_equal(condition_compile(&condition,
                                               columns_find(&world.columns, name),
                                               span_from("null"), &world.context),
                             good);
            if (!good)
                assert_string_equal(world.context.fault, later(name));
        }
        world_drop(&world);
    }
}

static void an_operand_that_is_derived_later_is_a_fault(void **state)
{
    struct condition condition;
    struct world world;

    (void)state;
    make(&world);
    world.context.stage = STAGE_FACTS;
    assert_false(
        condition_compile(&condition, COL_GRADE, span_from("< age"), &world.context));
    assert_string_equal(world.context.fault, later(span_from("age")));
    world_drop(&world);
}

static void an_open_column_takes_so_many_codes_and_says_when_it_is_full(void **state)
{
    struct condition condition;
    struct world world;
    static char names[COLUMN_CODES + 1][8];

    (void)state;
    make(&world);
    for (unsigned i = 0; i <= COLUMN_CODES; i++) {
        snprintf(names[i], sizeof names[i], "m%u", i);
        assert_int_equal(condition_compile(&condition, COL_MEASURE_KIND,
                                           span_from(names[i]), &world.context),
                         i < COLUMN_CODES);
    }
    assert_string_equal(world.context.fault,
                        "too many codes in tests on this column, at most 63");
    assert_true(condition_compile(&condition, COL_MEASURE_KIND, span_from("m0,m62"),
                                  &world.context));
    world_drop(&world);
}

static void a_code_is_known_again(void **state)
{
    struct condition condition;
    struct world world;

    (void)state;
    make(&world);
    for (unsigned i = 0; i < 2; i++)
        assert_true(condition_compile(&condition, COL_MEASURE_KIND, span_from("fbw"),
                                      &world.context));
    assert_int_equal(world.columns.column[COL_MEASURE_KIND].codes.count, 1);
    world_drop(&world);
}

/* Bounds that nothing moves are looked up without a person's other values. */
static void fixed_bounds_stay_ranges(void **state)
{
    struct condition condition;
    struct world world;

    (void)state;
    make(&world);
    assert_true(condition_compile(&condition, COL_GRADE, span_from("not(6,[8..9])"),
                                  &world.context));
    assert_int_equal(condition.form, CONDITION_RANGES);
    assert_true(condition_compile(&condition, COL_GRADE,
                                  span_from("6,< prognosis_months"), &world.context));
    assert_int_equal(condition.form, CONDITION_REACHES);
    world_drop(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_compared_by_value),
        cmocka_unit_test(dates_are_compared_and_as_of_takes_steps),
        cmocka_unit_test(codes_are_compared_exactly),
        cmocka_unit_test(lists_have_and_lack_codes),
        cmocka_unit_test(an_operand_may_be_a_column),
        cmocka_unit_test(working_days_are_those_of_the_persons_calendar),
        cmocka_unit_test(a_test_knows_its_parameters),
        cmocka_unit_test(a_malformed_test_is_named),
        cmocka_unit_test(null_inside_not_is_no_code),
        cmocka_unit_test(a_table_sees_only_earlier_columns),
        cmocka_unit_test(an_operand_that_is_derived_later_is_a_fault),
        cmocka_unit_test(an_open_column_takes_so_many_codes_and_says_when_it_is_full),
        cmocka_unit_test(a_code_is_known_again),
        cmocka_unit_test(fixed_bounds_stay_ranges),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
