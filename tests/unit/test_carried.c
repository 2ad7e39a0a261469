/* SPDX-License-Identifier: GPL-3.0-or-later */
/* carried.h: refused records come out of the bytes as they went in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "cli/carried.h"

static struct diag fault_of(enum diag_code code, unsigned long line, const char *file,
                            const char *column, const char *text)
{
    struct diag diag;

    diag_set(&diag, code, "%s", text);
    diag_at(&diag, file, line);
    diag_in_column(&diag, span_from(column));
    return diag;
}

static void assert_same(const struct diag *a, const struct diag *b)
{
    assert_int_equal(a->code, b->code);
    assert_int_equal(a->line, b->line);
    assert_string_equal(a->file, b->file);
    assert_string_equal(a->column, b->column);
    assert_string_equal(a->text, b->text);
}

static void all_comes_out_as_it_went_in(void **state)
{
    const struct diag first = fault_of(DIAG_DATE, 7, "a.tsv", "birth_date", "no date"),
                      none = fault_of(DIAG_RAGGED, 0, "", "", "");
    const struct diag others[] = {fault_of(DIAG_CODE, 7, "a.tsv", "programme", "x"),
                                  fault_of(DIAG_LIST, 7, "a.tsv", "needs", "y")};
    struct buffer buffer = {0};
    struct faults faults = {0};
    struct span bytes, raw;

    (void)state;
    carried_add(&buffer, &first, others, 2, span_of("a\0b", 3));
    carried_add(&buffer, &none, NULL, 0, span_of("", 0));
    carried_add(&buffer, &first, NULL, 0, span_from("raw"));
    bytes = buffer_text(&buffer);

    assert_true(carried_take(&bytes, &faults, &raw));
    assert_int_equal(faults.count, 3);
    assert_same(&faults.list[0], &first);
    assert_same(&faults.list[1], &others[0]);
    assert_same(&faults.list[2], &others[1]);
    assert_true(span_equal(raw, span_of("a\0b", 3)));

    assert_true(carried_take(&bytes, &faults, &raw));
    assert_int_equal(faults.count, 1);
    assert_same(&faults.list[0], &none);
    assert_int_equal(raw.len, 0);

    assert_true(carried_take(&bytes, &faults, &raw));
    assert_same(&faults.list[0], &first);
    assert_true(span_is(raw, "raw"));
    assert_false(carried_take(&bytes, &faults, &raw));
    buffer_free(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_comes_out_as_it_went_in),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
