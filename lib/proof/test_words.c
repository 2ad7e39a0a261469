/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/test_words.h"

#include "proof/written_tests.h"
#include "rules/steps.h"
#include "value/code.h"
#include "value/date.h"

/* --- Steps --- */

/* `plus 6 Monate` */
static void write_amount(int n, const char *one, const char *many, struct buffer *out)
{
    int amount = n < 0 ? -n : n;

    buffer_print(out, "%s %d %s", n < 0 ? "minus" : "plus", amount,
                 amount == 1 ? one : many);
}

static void write_step(const struct step *step, struct buffer *out)
{
    switch (step->kind) {
    case STEP_DAYS:
        write_amount(step->n, "Tag", "Tage", out);
        return;
    case STEP_MONTHS:
        if (step->n != 0 && step->n % 12 == 0)
            write_amount(step->n / 12, "Jahr", "Jahre", out);
        else
            write_amount(step->n, "Monat", "Monate", out);
        return;
    case STEP_MONTH_DAY:
        buffer_print(out, "dann der nächste %d.%d.", step->month_day, step->n);
        return;
    case STEP_BIRTHDAY:
        buffer_print(out, "%d. Geburtstag", step->n);
        return;
    case STEP_WORKING_DAYS:
    default:
        write_amount(step->n, "Arbeitstag", "Arbeitstage", out);
        return;
    }
}

static void write_steps(const struct steps *steps, struct buffer *out)
{
    for (unsigned i = 0; i < steps->count; i++) {
        buffer_print(out, i > 0 ? ", " : "");
        write_step(&steps->step[i], out);
    }
}

/* A column, steps, or both. */
static void write_term(struct test_words *it, struct span term, struct buffer *out)
{
    struct span name = code_leading_name(term);
    int column = columns_find(&it->concept->columns, name);
    struct span rest = span_trim(span_after(term, column >= 0 ? name.len : 0));
    struct steps steps;

    if (column >= 0)
        buffer_add(out, german_column(it->german, column));
    if (rest.len == 0 || !steps_parse(rest, &it->concept->parameters, &steps))
        return;
    buffer_print(out, column >= 0 ? ", " : "");
    write_steps(&steps, out);
}

void test_words_terms(struct test_words *it, struct span terms, struct buffer *out)
{
    const char *between = "";

    while (terms.ptr != NULL) {
        struct buffer term = {0};
        write_term(it, span_trim(span_cut(&terms, ',')), &term);
        if (term.len > 0) {
            buffer_print(out, "%s", between);
            between = "; ";
        }
        buffer_add(out, buffer_text(&term));
        buffer_free(&term);
    }
}

/* --- Tests --- */

static void write_operand(struct test_words *it, const struct operand *operand,
                          enum column_kind kind, struct buffer *out)
{
    char digits[DATE_BYTES];

    if (operand->kind == OPERAND_COLUMN) {
        buffer_print(out, "„");
        buffer_add(out, german_column(it->german, operand->column));
        buffer_print(out, "“");
    } else if (operand->kind == OPERAND_DAY) {
        buffer_print(out, "Stichtag");
    } else if (kind == KIND_DATE) {
        date_format_german(operand->number, digits);
        buffer_add(out, span_of(digits, DATE_BYTES));
    } else {
        buffer_print(out, "%d", operand->number);
    }
    if (operand->steps.count == 0)
        return;
    buffer_add_char(out, ' ');
    write_steps(&operand->steps, out);
}

/* The word for an end of a range, by whether the end itself passes. */
static const char *word_of_end(enum column_kind kind, bool is_low, bool passes)
{
    static const char *const words[2][2][2] = {
        {{"unter ", "höchstens "}, {"über ", "mindestens "}},
        {{"vor ", "bis "}, {"nach ", "ab "}}};

    return words[kind == KIND_DATE][is_low][passes];
}

static void write_range(struct test_words *it, const struct interval *range,
                        enum column_kind kind, struct buffer *out)
{
    const struct operand *low = &range->low, *high = &range->high;

    if (written_is_value(range)) {
        write_operand(it, low, kind, out);
        return;
    }
    if (!written_is_open(low)) {
        buffer_print(out, "%s", word_of_end(kind, true, low->shift == 0));
        write_operand(it, low, kind, out);
    }
    if (!written_is_open(low) && !written_is_open(high))
        buffer_print(out, " und ");
    if (!written_is_open(high)) {
        buffer_print(out, "%s", word_of_end(kind, false, high->shift == 0));
        write_operand(it, high, kind, out);
    }
}

/* A code and what it means: `u25 (Unter 25)`. */
static void write_code(struct test_words *it, int column, struct span code,
                       struct buffer *out)
{
    struct span label = german_code(it->german, column, code);

    if (it->concept->columns.column[column].kind == KIND_YESNO) {
        buffer_add(out, label);
        return;
    }
    buffer_add(out, code);
    if (label.len == 0 || span_equal(label, code))
        return;
    buffer_print(out, " (");
    buffer_add(out, label);
    buffer_add_char(out, ')');
}

static void write_test(struct test_words *it, int column,
                       const struct written_test *test, struct buffer *out)
{
    switch (test->kind) {
    case WRITTEN_NULL:
        buffer_print(out, "unbekannt");
        return;
    case WRITTEN_KNOWN:
        buffer_print(out, "bekannt");
        return;
    case WRITTEN_HAS:
    case WRITTEN_LACKS:
        buffer_print(out, test->kind == WRITTEN_HAS ? "darunter " : "nicht darunter ");
        write_code(it, column, test->code, out);
        return;
    case WRITTEN_RANGE:
        write_range(it, &test->range, it->concept->columns.column[column].kind, out);
        return;
    case WRITTEN_CODE:
    default:
        write_code(it, column, test->code, out);
        return;
    }
}

void test_words_condition(struct test_words *it, int column, struct span text,
                          struct buffer *out)
{
    struct written_tests tests;

    buffer_add(out, german_column(it->german, column));
    buffer_print(out, ": ");
    written_tests_read(it->concept, column, text, &it->german->arena, &tests);
    for (unsigned i = 0; i < tests.count; i++) {
        bool is_excluded = tests.list[i].is_excluded;
        bool was_excluded = i > 0 && tests.list[i - 1].is_excluded;
        if (i > 0)
            buffer_print(out, is_excluded && was_excluded ? " und " : " oder ");
        if (is_excluded)
            buffer_print(out, was_excluded ? "nicht " : "bekannt und nicht ");
        write_test(it, column, &tests.list[i], out);
    }
}
