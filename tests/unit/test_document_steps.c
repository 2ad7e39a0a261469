/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A document costs as much as it is long: eight times the text, the entries or the
 * columns take about eight times the work, not sixty-four times. What is compared are
 * two processor times of the same run, the least of some tries each, so that no second
 * is measured and a busy machine changes nothing.
 */
#include "hostile_persons.h"

#include <time.h>

enum {
    TIMES = 8,
    TRIES = 5,
    ALLOWED = 30 /* between 8 and 64 */,
    TEXT_BYTES = 1 << 14
};

/* What a cell is made of, again and again. */
static const struct {
    const char *column, *unit;
} CELLS[] = {{"given_name", "W"},
             {"given_name", "Wort "},
             {"given_name", "<&\""},
             {"given_name", "{{goal}}"},
             {"goal", " "},
             {"goal", "a "},
             {"goal", "a\\n"},
             {"goal", "\\n"},
             {"goal", "\\r"},
             {"goal", "e\xcc\x81"},
             {"goal", "\xcc\x81"},
             {"goal", "\xd7\xa9 "},
             {"goal", "\xd7\xa9\\n"},
             {"goal", "\xe6\xbc\xa2"},
             {"goal", "\xe2\x80\xae"},
             {"guardian_name", "W"},
             {"strengths", "|a"},
             {"remark", "\x1b"},
             {"remark", "\xc2\x85"}};

static void make_stream(struct buffer *out, const char *column, const char *unit,
                        unsigned times)
{
    buffer_print(out, "client_id\tbirth_date\tstrategies\t%s\n1\t2010-05-05\t\tx",
                 column);
    for (unsigned i = 0; i < times; i++)
        buffer_add(out, span_from(unit));
    buffer_add_char(out, '\n');
}

/* A stream with so many columns that only the person's data lists. */
static void make_columns(struct buffer *out, unsigned times)
{
    buffer_print(out, "client_id\tbirth_date\tstrategies");
    for (unsigned i = 0; i < times; i++)
        buffer_print(out, "\tc%u", i);
    buffer_add(out, span_from("\n1\t2010-05-05\t"));
    for (unsigned i = 0; i < times; i++)
        buffer_add(out, span_from("\tx"));
    buffer_add_char(out, '\n');
}

/* The least processor time that a document of the stream takes, in clock ticks. */
static clock_t cost(struct run *run, struct span stream, const char *folder,
                    enum rendering_format format)
{
    struct record record;
    struct diag diag = {0};
    clock_t least = 0;

    input_make(&run->stream, stream);
    run_begin(run, folder, "alles", format);
    assert_int_equal(reader_next(run->reader, &record, &diag), READER_RECORD);
    assert_true(facts_read(run->facts, &record, &diag));
    for (unsigned i = 0; i < TRIES; i++) {
        clock_t start = clock(), took;
        rendering_make(&run->rendering, run->facts, &record, RENDER_WHOLE);
        took = clock() - start;
        if (i == 0 || took < least)
            least = took;
    }
    run_end(run);
    input_drop(&run->stream);
    return least;
}

static void check(struct run *run, const struct house *house,
                  const struct buffer *small, const struct buffer *large,
                  const char *what)
{
    for (int format = 0; format < RENDER_FORMATS; format++) {
        clock_t less =
            cost(run, buffer_text(small), house->folder, (enum rendering_format)format);
        clock_t more =
            cost(run, buffer_text(large), house->folder, (enum rendering_format)format);
        if (more > ALLOWED * (less + 1))
            fail_msg("%s, %s: %d times the input, %.0f times the work", what,
                     RENDER_FORMAT_NAMES[format], TIMES,
                     (double)more / (double)(less + 1));
    }
}

static void documents_cost_what_they_hold(void **state)
{
    struct buffer small = {0}, large = {0};
    struct house house;
    struct run run;

    (void)state;
    setup(&run, 0);
    input_drop(&run.stream);
    house_make(&house);
    write_all_names(&house);
    for (unsigned i = 0; i < COUNT_OF(CELLS); i++) {
        unsigned times = TEXT_BYTES / (unsigned)strlen(CELLS[i].unit);
        small.len = large.len = 0;
        make_stream(&small, CELLS[i].column, CELLS[i].unit, times);
        make_stream(&large, CELLS[i].column, CELLS[i].unit, TIMES * times);
        check(&run, &house, &small, &large, CELLS[i].unit);
    }
    small.len = large.len = 0;
    make_columns(&small, 500);
    make_columns(&large, 4000);
    check(&run, &house, &small, &large, "columns");
    buffer_free(&small);
    buffer_free(&large);
    house_drop(&house);
    concept_close(run.concept);
    input_drop(&run.offices);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents_cost_what_they_hold),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
