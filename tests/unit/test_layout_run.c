/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Documents of marks and values in any order: what is kept of the marks gives the same
 * text as laying each mark out, in the first document and in every later one.
 */
#include "trace.h"

#include "agreement/layout_run.h"
#include "base/mem.h"

enum { PARTS = 40, MARKS_MOST = 8, DOCUMENTS = 4000, PARTS_OF_ONE = 30 };

struct part_of_test {
    unsigned count;
    struct mark marks[MARKS_MOST];
    struct layout_runs runs;
};

static uint64_t seed = 20261121;

/* Numbers that are the same in each run (xorshift, Marsaglia 2003). */
static unsigned any(unsigned most)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (unsigned)(seed % most);
}

static const char *const WORDS[] = {
    "Ich",
    " ",
    " kläre bis zum nächsten Gespräch die Wege zu drei möglichen ",
    "Arbeitsorten",
    "\xc2\xa0",
    "und lege Verbindungen und Fahrzeiten vor. "};

static struct mark any_mark(void)
{
    static const enum element elements[] = {
        ELEMENT_HEAD,   ELEMENT_H1,    ELEMENT_H2, ELEMENT_H3,    ELEMENT_P,
        ELEMENT_UL,     ELEMENT_OL,    ELEMENT_LI, ELEMENT_DL,    ELEMENT_DT,
        ELEMENT_DD,     ELEMENT_TABLE, ELEMENT_TR, ELEMENT_THEAD, ELEMENT_TBODY,
        ELEMENT_TH,     ELEMENT_TD,    ELEMENT_BR, ELEMENT_DIV,   ELEMENT_FOOTER,
        ELEMENT_CAPTION};
    unsigned kind = any(10);

    if (kind < 3)
        return (struct mark){.kind = MARK_TEXT,
                             .text =
                                 span_from(WORDS[any(sizeof WORDS / sizeof *WORDS)])};
    if (kind == 3)
        return (struct mark){.kind = any(2) > 0 ? MARK_BLANK : MARK_BOX};
    return (struct mark){.kind = any(2) > 0 ? MARK_OPEN : MARK_CLOSE,
                         .element = elements[any(sizeof elements / sizeof *elements)]};
}

static void make_parts(struct part_of_test parts[PARTS])
{
    for (unsigned i = 0; i < PARTS; i++) {
        parts[i].count = any(MARKS_MOST + 1);
        for (unsigned j = 0; j < parts[i].count; j++)
            parts[i].marks[j] = any_mark();
    }
}

static void test_kept_marks_give_the_same_text(void **state)
{
    static struct part_of_test parts[PARTS];
    struct arena arena = {0};
    struct layout plain = {0}, kept = {0};
    unsigned runs = 0;

    (void)state;
    make_parts(parts);
    for (unsigned document = 0; document < DOCUMENTS; document++) {
        struct span wanted, got;
        layout_begin(&plain);
        layout_begin(&kept);
        for (unsigned i = 0; i < PARTS_OF_ONE; i++) {
            struct part_of_test *part = &parts[any(PARTS)];
            struct span value = span_from(WORDS[any(sizeof WORDS / sizeof *WORDS)]);
            for (unsigned j = 0; j < part->count; j++)
                layout_mark(&plain, &part->marks[j]);
            layout_run(&kept, part->marks, part->count, &part->runs, &arena);
            if (any(2) > 0)
                continue;
            layout_value(&plain, value);
            layout_value(&kept, value);
        }
        wanted = layout_end(&plain);
        got = layout_end(&kept);
        if (!span_equal(wanted, got))
            fail_msg("document %u:\n%.*s\nis not\n%.*s", document, (int)got.len,
                     got.ptr, (int)wanted.len, wanted.ptr);
    }
    for (unsigned i = 0; i < PARTS; i++)
        runs += parts[i].runs.count;
    assert_true(runs > PARTS / 2); /* something was kept at all */
    layout_free(&plain);
    layout_free(&kept);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kept_marks_give_the_same_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
