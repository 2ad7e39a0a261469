/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which cells of two tables mean the same however they are written, and which don't.
 */
#include "trace.h"

#include "proof/cell_form.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static void cells_take_one_form(void **state)
{
    static const struct {
        enum cell_kind kind;
        const char *cell, *form;
    } cases[] = {
        {CELL_TEXT, "", ""},
        {CELL_TEXT, "-", "-"},
        {CELL_TEXT, "24.12.2026", "2026-12-24"},
        {CELL_TEXT, "2026-12-24", "2026-12-24"},
        {CELL_TEXT, "Stand 24.12.2026", "Stand 24.12.2026"},
        {CELL_TEXT, "A,  B ; C", "A,  B ; C"},
        {CELL_TESTS, "", ""},
        {CELL_TESTS, "-", ""},
        {CELL_TESTS, "A", "A"},
        {CELL_TESTS, "A, B", "A,B"},
        {CELL_TESTS, "A ,B", "A,B"},
        {CELL_TESTS, "B,A", "B,A"},
        {CELL_TESTS, "<=12", "<=12"},
        {CELL_TESTS, "<= 12", "<=12"},
        {CELL_TESTS, "<= $near_months", "<=$near_months"},
        {CELL_TESTS, "category A; age_group  ue25", "category A;age_group ue25"},
        {CELL_TESTS, "category not( X , Y ),null", "category not(X,Y),null"},
        {CELL_TESTS, "office \"Bad  Saarow, Ort\"; grade 7",
         "office \"Bad  Saarow, Ort\";grade 7"},
        {CELL_TESTS, "office \"01.12.2026\"", "office \"01.12.2026\""},
        {CELL_TESTS, ">= 01.12.2026", ">=2026-12-01"},
        {CELL_TESTS, "[01.12.2026..31.12.2026]", "[2026-12-01..2026-12-31]"},
        {CELL_TESTS, "applied_on 01.12.2026", "applied_on 2026-12-01"},
        {CELL_TESTS, "code01.12.2026", "code01.12.2026"},
        {CELL_TESTS, "31.02.2026", "31.02.2026"},
        {CELL_TESTS, "Prenzlau Süd", "Prenzlau Süd"},
        {CELL_TESTS, "alg_until -1mo", "alg_until-1mo"},
        {CELL_CLOSING, "12-24", "yearly 12-24"},
        {CELL_CLOSING, "24.12.", "yearly 12-24"},
        {CELL_CLOSING, "yearly 24.12.", "yearly 12-24"},
        {CELL_CLOSING, "yearly  12-24", "yearly 12-24"},
        {CELL_CLOSING, "easter+60", "easter+60"},
        {CELL_CLOSING, "24.12.2026..31.12.2026", "2026-12-24..2026-12-31"},
        {CELL_CLOSING, "2026-12-24 .. 2026-12-31", "2026-12-24..2026-12-31"},
    };
    struct arena arena = {0};

    (void)state;
    for (unsigned i = 0; i < COUNT_OF(cases); i++) {
        struct span form = cell_form(span_from(cases[i].cell), cases[i].kind, &arena);
        if (!span_is(form, cases[i].form))
            fail_msg("\"%s\" became \"%.*s\", expected \"%s\"", cases[i].cell,
                     (int)form.len, form.ptr, cases[i].form);
    }
    arena_free(&arena);
}

/* What the form is made of is itself in that form. */
static void a_form_is_its_own_form(void **state)
{
    static const char *const cells[] = {"category A; needs has(x), lacks(y)",
                                        "[01.12.2026..31.12.2026]", "24.12.", "-"};
    struct arena arena = {0};

    (void)state;
    for (unsigned i = 0; i < COUNT_OF(cells); i++)
        for (int kind = CELL_TEXT; kind <= CELL_CLOSING; kind++) {
            struct span once =
                cell_form(span_from(cells[i]), (enum cell_kind)kind, &arena);
            struct span twice = cell_form(once, (enum cell_kind)kind, &arena);
            assert_true(span_equal(once, twice));
        }
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_take_one_form),
        cmocka_unit_test(a_form_is_its_own_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
