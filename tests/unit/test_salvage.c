/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A field of a record that is refused: read where nothing before it is guessed at.
 */
#include "trace.h"

#include "stream/salvage.h"

static const struct {
    const char *name, *raw;
    size_t len;
    const char *delimiter;
    unsigned number;
    const char *value; /* NULL: can't be read */
} cases[] = {
#define RAW(text) text, sizeof text - 1
    {"first", RAW("a;b"), ";", 0, "a"},
    {"last", RAW("a;b"), ";", 1, "b"},
    {"behind the last", RAW("a;b"), ";", 2, NULL},
    {"nothing is one empty field", RAW(""), ";", 0, ""},
    {"empty last", RAW("a;"), ";", 1, ""},
    {"in quotes", RAW("\"a;\"\"b\n\";c"), ";", 0, "a;\"b\n"},
    {"behind quotes", RAW("\"a;\"\"b\n\";c"), ";", 1, "c"},
    {"before a quote inside a field", RAW("a;b\"c;d"), ";", 0, "a"},
    {"of a quote inside it", RAW("a;b\"c;d"), ";", 1, NULL},
    {"behind a quote inside a field", RAW("a;b\"c;d"), ";", 2, NULL},
    {"before text behind quotes", RAW("a;\"b\"c;d"), ";", 0, "a"},
    {"of text behind quotes", RAW("a;\"b\"c;d"), ";", 1, NULL},
    {"before open quotes", RAW("a;\"b;d"), ";", 0, "a"},
    {"of open quotes", RAW("a;\"b;d"), ";", 1, NULL},
    {"of nothing but a quote", RAW("\""), ";", 0, NULL},
    {"of empty quotes", RAW("\"\";a"), ";", 0, ""},
    {"of doubled quotes that are open", RAW("\"a\"\""), ";", 0, NULL},
    {"bytes that are not UTF-8", RAW("a\xFF;b"), ";", 0, NULL},
    {"before such bytes", RAW("a;b\xFF"), ";", 0, "a"},
    {"NUL", RAW("a\0;b"), ";", 0, NULL},
    {"behind NUL", RAW("a\0;b"), ";", 1, "b"},
    {"TSV", RAW("a\t\"b\tc"), "\t", 1, "\"b"},
    {"TSV, escaped", RAW("a\\tb\\\\\tc"), "\t", 0, "a\tb\\"},
    {"TSV, faulty escape", RAW("a\\qb\tc"), "\t", 0, NULL},
    {"TSV, behind a faulty escape", RAW("a\\qb\tc"), "\t", 1, "c"},
};

static void a_field_is_read_where_all_before_it_is_sound(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct span raw = span_of(cases[i].raw, cases[i].len), value;
        char *out = malloc(raw.len + (raw.len == 0));
        bool is_read;
        assert_non_null(out);
        is_read = salvage_field(raw, dialect_of(cases[i].delimiter[0], false),
                                cases[i].number, out, &value);
        if (is_read != (cases[i].value != NULL) ||
            (is_read && !span_is(value, cases[i].value)))
            fail_msg("%s", cases[i].name);
        free(out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_field_is_read_where_all_before_it_is_sound),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
