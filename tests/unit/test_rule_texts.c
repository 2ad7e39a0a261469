/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an entry says of its rule is the same whether it was said before or not, at each
 * column of a line.
 */
#include "trace.h"

#include "due/due_calendar.h"
#include "due/rule_texts.h"
#include "stream/output.h"

static const char *const labels[] = {"", "Kontakt", "Büro; Küche, Bad\\",
                                     "Ein Gespräch, das länger dauert als eine Zeile "
                                     "eines Kalenders breit ist, und noch eins"};
static const char *const sources[] = {
    "", "assumed: Uckermark 3, 6.1 (R016, R018); freiwillig (R023): beendet (sie)",
    "§ 15 SGB II (R024, frühestens im März), und was dahinter steht ("};
enum {
    LABELS = sizeof labels / sizeof *labels,
    SOURCES = sizeof sources / sizeof *sources,
    RULES = LABELS * SOURCES
};

static struct due_entry entry_of(unsigned rule)
{
    return (struct due_entry){.label = span_from(labels[rule % LABELS]),
                              .source = span_from(sources[rule / LABELS]),
                              .deadline = span_from("kontakt")};
}

/* One text from this column on, and what stands behind it shows the column. */
static void expect_same(struct rule_texts *texts, enum rule_text which, unsigned column,
                        unsigned rule)
{
    struct ics got = {output_hold(), column}, wanted = {output_hold(), column};
    struct due_entry entry = entry_of(rule);
    struct span a, b;

    rule_texts_say(texts, which, &wanted, &entry);
    entry.of_rule = rule + 1;
    rule_texts_say(texts, which, &got, &entry);
    assert_int_equal(got.column, wanted.column);
    a = output_take(got.output);
    b = output_take(wanted.output);
    assert_true(b.len > 0 && span_equal(a, b));
    output_close(got.output, false, NULL);
    output_close(wanted.output, false, NULL);
}

static void a_text_is_the_same_when_it_was_said_before(void **state)
{
    struct rule_texts texts = {.count = 0};
    struct dice dice = {7};

    (void)state;
    for (unsigned i = 0; i < 20000; i++) {
        enum rule_text which = (enum rule_text)dice_below(&dice, RULE_TEXTS);
        expect_same(&texts, which, dice_below(&dice, ICS_LINE + 1),
                    dice_below(&dice, RULES));
    }
    rule_texts_free(&texts);
}

/* `(R016, R018)` is for the authors of the tables, and so is the English mark. */
static void sources_are_said_for_people(void **state)
{
    struct rule_texts texts = {.count = 0};
    struct due_entry entry = entry_of(LABELS);
    struct ics ics = {output_hold(), 0};

    (void)state;
    entry.of_rule = 40;
    rule_texts_say(&texts, RULE_TEXT_SOURCE, &ics, &entry);
    assert_true(span_is(output_take(ics.output),
                        "\\nQuelle: angenommen: Uckermark 3\\, 6.1\\; freiwillig: "
                        "beendet (sie)\r\n"));
    assert_int_equal(ics.column, 0);
    output_close(ics.output, false, NULL);
    rule_texts_free(&texts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_the_same_when_it_was_said_before),
        cmocka_unit_test(sources_are_said_for_people),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
