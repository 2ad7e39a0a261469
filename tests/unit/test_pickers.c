/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Choosing rules by sets of bits equals asking each rule in order: random tables of up
 * to 200 rules, random values, the same ones in each run.
 */
#include "rules.h"

#include "rules/decision.h"

enum { TABLES = 300, RECORDS = 60, RULES_MOST = 200 };

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

/* A test of one column, as a part of `when`. */
static const char *any_part(void)
{
    static char part[64];

    switch (any(6)) {
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
    default:
        snprintf(part, sizeof part, "applied_on %s", ONE_OF(DATE));
    }
    return part;
}

/* Each row has up to five tests, of one column also several. */
static const char *any_table(void)
{
    static char text[65536];
    unsigned rows = any(RULES_MOST + 1);
    size_t used =
        (size_t)snprintf(text, sizeof text, "rule\tpupil\twhen\tout=\tsource\n");

    for (unsigned i = 0; i < rows; i++) {
        unsigned parts = any(6);
        used += (size_t)snprintf(text + used, sizeof text - used, "r%u\t%s\t", i,
                                 any(3) == 0 ? ONE_OF(PUPIL) : "-");
        for (unsigned k = 0; k < parts; k++)
            used += (size_t)snprintf(text + used, sizeof text - used, "%s%s",
                                     k > 0 ? "; " : "", any_part());
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
    world->values[COL_GRADE] = any_number(0, 12);
    world->values[COL_PROGNOSIS_MONTHS] = any_number(0, 12);
    world->values[COL_APPLIED_ON] = any_number(world->context.as_of - 300, 400);
    world->values[COL_CATEGORY_SINCE] = any_number(world->context.as_of - 300, 400);
}

/* Every rule that holds, found by asking each; false if choosing finds another. */
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

static void choosing_equals_asking_each_rule_in_order(void **state)
{
    static const struct decision_form form = {.key = "rule",
                                              .has_unique_keys = true,
                                              .output = {"out", 3},
                                              .output_column = -1};
    unsigned hits = 0, none = 0;

    (void)state;
    seed = 8;
    for (unsigned i = 0; i < TABLES; i++) {
        static struct faults faults;
        struct decision decision;
        struct input input;
        struct world world;
        world_make(&world, "BB");
        faults.count = 0;
        input_make(&input, span_from(any_table()));
        decision_load(&decision, &(struct table_source){.path = input.path}, &form,
                      &world.context, &faults);
        if (faults.count > 0)
            fail_msg("%s", fault_text(&faults.list[0], NULL));
        for (unsigned k = 0; k < RECORDS; k++) {
            unsigned found;
            any_record(&world);
            found = compare(&decision, world.values, world_day(&world));
            hits += found;
            none += found == 0;
        }
        input_drop(&input);
        world_drop(&world);
    }
    /* The tables are neither empty nor do they let everybody pass. */
    assert_in_range(hits, TABLES * RECORDS * 5, TABLES * RECORDS * 100);
    assert_in_range(none, 1, TABLES * RECORDS / 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(choosing_equals_asking_each_rule_in_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
