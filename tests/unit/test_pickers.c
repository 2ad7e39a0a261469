/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Choosing rules by sets of bits equals asking each rule in order: random tables of up
 * to 200 rules, a few of thousands, random values, the same ones in each run.
 */
#include "rules.h"

#include "rules/decision.h"
#include "rules/narrowing.h"

enum { TABLES = 300, RECORDS = 60, RULES_MOST = 200, MANY_RULES = 9000, NARROWED = 4 };

static uint64_t seed;

/* Knuth's MMIX generator; the upper bits are the good ones. */
static unsigned any(unsigned below)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(seed >> 33) % below;
}

static const char *one_of(const char *const *texts, unsigned count)
{
    return texts[any(count)];
}

#define ONE_OF(texts) one_of(texts, COUNT_OF(texts))

static const char *const PUPIL[] = {"yes",     "no",     "not(yes)", "null",
                                    "no,null", "yes,no", "not(null)"};
static const char *const KIND[] = {
    "a",    "b",         "a,b",        "not(a)",      "not(b,c),null",
    "null", "not(null)", "d,e,f,null", "not(a,null)", "c"};
static const char *const OFFICE[] = {"X", "\"Y Z\"", "not(X)", "null",
                                     "not(\"Y Z\"),null"};
static const char *const GRADE[] = {
    "< 5",      ">= 5",      "[3..7]", "not(4)",
    "null,> 8", "not(null)", "2,4,6",  "> prognosis_months"};
static const char *const DATE[] = {
    "< as_of",          ">= as_of-6mo",          "null",
    "> category_since", "not(< category_since)", "2026-11-21"};

static const char *const NEEDS[] = {"has(a)",    "lacks(a)",      "null",
                                    "not(null)", "has(a),has(b)", "has(c),null",
                                    "lacks(c)"};

/* A test of one column, as a part of `when`. */
static const char *any_part(void)
{
    static char part[64];

    switch (any(7)) {
    case 0:
        snprintf(part, sizeof part, "pupil %s", ONE_OF(PUPIL));
        break;
    case 1:
    case 2:
        snprintf(part, sizeof part, "measure_kind %s", ONE_OF(KIND));
        break;
    case 3:
        snprintf(part, sizeof part, "office %s", ONE_OF(OFFICE));
        break;
    case 4:
        snprintf(part, sizeof part, "grade %s", ONE_OF(GRADE));
        break;
    case 5:
        snprintf(part, sizeof part, "needs %s", ONE_OF(NEEDS));
        break;
    default:
        snprintf(part, sizeof part, "applied_on %s", ONE_OF(DATE));
    }
    return part;
}

/* A number of a column with more numbers than places, which no other row has. */
static const char *any_number_part(void)
{
    static const char *const forms[] = {"< ", ">= ", "not(", "null,"};
    static char part[64];
    unsigned low = any(9000), form = any(8);

    if (form >= COUNT_OF(forms))
        snprintf(part, sizeof part, "needs_open [%u..%u]", low, low + any(300));
    else
        snprintf(part, sizeof part, "needs_open %s%u%s", forms[form], low,
                 forms[form][0] == 'n' && forms[form][1] == 'o' ? ")" : "");
    return part;
}

/* Each row has up to five tests, of one column also several. */
static const char *any_table(unsigned rows)
{
    static char text[200 * MANY_RULES];
    size_t used =
        (size_t)snprintf(text, sizeof text, "rule\tpupil\twhen\tout=\tsource\n");

    for (unsigned i = 0; i < rows; i++) {
        unsigned parts = any(6);
        used += (size_t)snprintf(text + used, sizeof text - used, "r%u\t%s\t", i,
                                 any(3) == 0 ? ONE_OF(PUPIL) : "-");
        for (unsigned k = 0; k < parts; k++)
            used += (size_t)snprintf(text + used, sizeof text - used, "%s%s",
                                     k > 0 ? "; " : "",
                                     any(6) == 0 ? any_number_part() : any_part());
        used += (size_t)snprintf(text + used, sizeof text - used, "\tO%u\ts\n", i);
        assert_true(used < sizeof text - 512);
    }
    return text;
}

/* A code that rules name, one that none names, or nothing. */
static struct value any_code(const struct column *column)
{
    unsigned choice = any(column->codes.count + 2);

    if (choice < column->codes.count)
        return (struct value){.known = true, .number = (int32_t)choice};
    return (struct value){.known = choice > column->codes.count && !column->closed,
                          .number = CODE_OTHER};
}

static struct value any_number(int32_t from, unsigned below)
{
    return (struct value){.known = any(5) > 0, .number = from + (int32_t)any(below)};
}

static void any_record(struct world *world)
{
    static const int coded[] = {COL_PUPIL, COL_MEASURE_KIND, COL_OFFICE};

    for (size_t i = 0; i < COUNT_OF(coded); i++)
        world->values[coded[i]] = any_code(&world->columns.column[coded[i]]);
    world->values[COL_NEEDS] = (struct value){.known = any(5) > 0, .set = any(8)};
    world->values[COL_GRADE] = any_number(0, 12);
    world->values[COL_PROGNOSIS_MONTHS] = any_number(0, 12);
    world->values[COL_NEEDS_OPEN] = any_number(0, 9400);
    world->values[COL_APPLIED_ON] = any_number(world->context.as_of - 300, 400);
    world->values[COL_CATEGORY_SINCE] = any_number(world->context.as_of - 300, 400);
}

/* Every rule that holds, found by asking each; choosing has to find the same. */
static unsigned compare(const struct decision *decision, const struct value *values,
                        const struct day *day)
{
    struct walk walk = {0};
    const struct rule *first = decision_first(decision, values, day);
    unsigned hits = 0;

    for (unsigned i = 0; i < decision->count; i++) {
        const struct rule *rule = &decision->rules[i];
        if (!rule_holds(rule, values, day))
            continue;
        assert_ptr_equal(decision_next(decision, values, day, &walk), rule);
        if (hits++ == 0)
            assert_ptr_equal(first, rule);
    }
    assert_null(decision_next(decision, values, day, &walk));
    assert_null(decision_next(decision, values, day, &walk)); /* the end stays one */
    if (hits == 0)
        assert_null(first);
    return hits;
}

/*
 * The same table where some columns have the values that they have now in each record:
 * a few, most or all of them.
 */
static void compare_narrowed(struct world *world, const struct decision *decision,
                             unsigned records)
{
    struct arena arena = {0};
    struct value fixed[COL_MOST];
    bool varies[COL_MOST];
    struct decision narrowed;
    unsigned share = any(4);

    memcpy(fixed, world->values, sizeof fixed);
    for (unsigned i = 0; i < COL_MOST; i++)
        varies[i] = any(3) < share;
    narrowing_make(&narrowed, decision, varies, world->values, &arena);
    for (unsigned i = 0; i < records; i++) {
        unsigned hits;
        any_record(world);
        for (unsigned k = 0; k < COL_MOST; k++)
            if (!varies[k])
                world->values[k] = fixed[k];
        hits = compare(&narrowed, world->values, world_day(world));
        assert_false(hits > 0 && narrowing_is_empty(&narrowed));
    }
    arena_free(&arena);
}

/* Loads a table and asks for so many records; adds up what was found. */
static void compare_table(const char *text, unsigned records, unsigned *hits,
                          unsigned *none)
{
    static const struct decision_form form = {.key = "rule",
                                              .has_unique_keys = true,
                                              .output = {"out", 3},
                                              .output_column = -1};
    static struct faults faults;
    struct decision decision;
    struct input input;
    struct world world;

    world_make(&world, "BB");
    faults.count = 0;
    input_make(&input, span_from(text));
    decision_load(&decision, &(struct table_source){.path = input.path}, &form,
                  &world.context, &faults);
    if (faults.count > 0)
        fail_msg("%s", fault_text(&faults.list[0], NULL));
    for (unsigned i = 0; i < records; i++) {
        unsigned found;
        any_record(&world);
        found = compare(&decision, world.values, world_day(&world));
        *hits += found;
        *none += found == 0;
    }
    for (unsigned i = 0; i < NARROWED; i++)
        compare_narrowed(&world, &decision, records / NARROWED);
    input_drop(&input);
    world_drop(&world);
}

static void choosing_equals_asking_each_rule_in_order(void **state)
{
    unsigned hits = 0, none = 0;

    (void)state;
    seed = 8;
    for (unsigned i = 0; i < TABLES; i++)
        compare_table(any_table(any(RULES_MOST + 1)), RECORDS, &hits, &none);
    /* The tables are neither empty nor do they let everybody pass. */
    assert_in_range(hits, TABLES * RECORDS * 5, TABLES * RECORDS * 100);
    assert_in_range(none, 1, TABLES * RECORDS / 4);
}

/* More than 64 words of 64 rules: words that are skipped, in more than one block. */
static void thousands_of_rules_are_chosen_as_few_are(void **state)
{
    static char rare[64 * MANY_RULES];
    size_t used = (size_t)snprintf(rare, sizeof rare, "rule\twhen\tout=\tsource\n");
    unsigned hits = 0, none = 0;

    (void)state;
    seed = 21;
    compare_table(any_table(MANY_RULES), 10, &hits, &none);
    assert_in_range(hits, 1000, INT32_MAX);
    /* One rule of each word at most holds for a person, of most words none. */
    for (unsigned i = 0; i < MANY_RULES; i++)
        used += (size_t)snprintf(rare + used, sizeof rare - used,
                                 "r%u\tmeasure_kind k%u; office O%u\to\ts\n", i,
                                 i / 64 % 60, i % 60);
    hits = 0;
    compare_table(rare, 200, &hits, &none);
    assert_in_range(hits, 200, 200 * 6);
}

/* What the place of a value says is not tested again; of columns that hardly come up
 * there is no place. */
static void what_a_place_settles_is_no_test(void **state)
{
    static const char text[] =
        "rule\twhen\tsource\n"
        "a\tneeds not(null); pupil yes; grade < 5; measure_kind x\ts\n"
        "b\tneeds null; pupil no; grade >= 5; measure_kind y\ts\n"
        "c\tneeds has(m); pupil yes; applied_on < as_of\ts\n"
        "d\tneeds lacks(m)\ts\n";
    static const unsigned test_counts[] = {0, 0, 2, 1};
    static const struct decision_form form = {.key = "rule", .output_column = -1};
    static struct faults faults;
    struct decision decision;
    struct input input;
    struct world world;

    (void)state;
    world_make(&world, "BB");
    faults.count = 0;
    input_make(&input, span_from(text));
    assert_true(decision_load(&decision, &(struct table_source){.path = input.path},
                              &form, &world.context, &faults));
    for (size_t i = 0; i < COUNT_OF(test_counts); i++)
        assert_int_equal(decision.rules[i].test_count, test_counts[i]);
    /* First needs, of which it counts whether they are known; then codes, then cuts. */
    assert_int_equal(decision.picker_count, 4);
    assert_int_equal(decision.known_end, 1);
    assert_int_equal(decision.coded_end, 3);
    assert_int_equal(decision.pickers[0].column, COL_NEEDS);
    assert_int_equal(decision.pickers[3].column, COL_GRADE);
    assert_int_equal(decision.pickers[3].half, 1);
    input_drop(&input);
    world_drop(&world);
}

/* Only rules of a set are wanted: the same ones, in the same order. */
static void a_walk_stays_within_a_set(void **state)
{
    static const char text[] = "rule\twhen\tout=\tsource\n"
                               "a\t-\tA\ts\nb\tpupil yes\tB\ts\n"
                               "c\tpupil no\tC\ts\nd\t-\tD\ts\n";
    static const struct decision_form form = {
        .key = "rule", .output = {"out", 3}, .output_column = -1};
    static struct faults faults;
    static const uint64_t within[] = {0xe}; /* all but the first */
    struct walk walk = {.within = within};
    struct decision decision;
    struct input input;
    struct world world;

    (void)state;
    world_make(&world, "BB");
    faults.count = 0;
    input_make(&input, span_from(text));
    decision_load(&decision, &(struct table_source){.path = input.path}, &form,
                  &world.context, &faults);
    world.values[COL_PUPIL] = (struct value){.known = true, .number = YES};
    for (unsigned i = 0; i < 2; i++)
        assert_ptr_equal(
            decision_next(&decision, world.values, world_day(&world), &walk),
            &decision.rules[i == 0 ? 1 : 3]);
    assert_null(decision_next(&decision, world.values, world_day(&world), &walk));
    input_drop(&input);
    world_drop(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(choosing_equals_asking_each_rule_in_order),
        cmocka_unit_test(thousands_of_rules_are_chosen_as_few_are),
        cmocka_unit_test(what_a_place_settles_is_no_test),
        cmocka_unit_test(a_walk_stays_within_a_set),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
