/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Cells that are read at once against the same cells read one by one, of every kind;
 * and dates in held columns, which come to be known with the days.
 */
#include "trace.h"

#include "base/diag.h"
#include "base/mem.h"
#include "person/held.h"
#include "person/plain_cells.h"
#include "value/date.h"

enum { COLUMNS = 8, RECORDS = 20000 };

static const int columns_used[COLUMNS] = {
    COL_CLIENT_ID, COL_OFFICE,  COL_BIRTH_DATE, COL_LEGAL_CIRCLE,
    COL_MOVED_IN,  COL_SUPPORT, COL_GRADE,      COL_STRENGTHS};

/* Good and faulty ones of all kinds; many are empty. */
static const char *const texts[] = {
    "",           "",     "",     "",     "Templin", "Prenzlau", "2001-11-21",
    "21.11.2001", "sgb2", "sgb3", "yes",  "no",      "ja",       "NEIN",
    "low",        "viel", "more", "0",    "9999",    "12",       "a|b|c",
    "2001-02-29", "sgb9", "oui",  "a||b", "fähig",   "10000",    "|"};

enum { TEXTS = sizeof texts / sizeof *texts };

struct made {
    struct record record;
    char bytes[512];
    uint32_t ends[COLUMNS];
};

static void make_record(struct made *made, const char *const cells[COLUMNS])
{
    uint32_t len = 0;

    for (unsigned i = 0; i < COLUMNS; i++) {
        size_t size = strlen(cells[i]);
        memcpy(made->bytes + len, cells[i], size);
        made->ends[i] = len + (uint32_t)size;
        made->bytes[made->ends[i]] = i + 1 < COLUMNS ? '\t' : '\n';
        len = made->ends[i] + 1;
    }
    made->record = (struct record){.base = made->bytes,
                                   .ends = made->ends,
                                   .count = COLUMNS,
                                   .dialect = {FORMAT_TSV, '\t'},
                                   .plain = true};
}

/* Offices of which rules test one, a code with an old spelling, the others as fixed. */
static void make_columns(struct columns *columns, struct arena *arena)
{
    static const struct spelling old = {{"viel", 4}, 2};
    struct column *support = &columns->column[COL_SUPPORT];

    columns_init(columns, arena);
    code_add(&columns->column[COL_OFFICE].codes, span_from("Templin"), arena);
    code_add(&support->codes, span_from("none"), arena);
    code_add(&support->codes, span_from("low"), arena);
    code_add(&support->codes, span_from("more"), arena);
    support->closed = true;
    support->spellings = &old;
    support->spelling_count = 1;
}

static void cells_at_once_are_cells_one_by_one(void **state)
{
    static struct plain_cells cells;
    static struct columns columns;
    struct arena arena = {0};
    unsigned good_count = 0;

    (void)state;
    make_columns(&columns, &arena);
    plain_cells_begin(&cells, &columns);
    for (unsigned i = 0; i < COLUMNS; i++)
        plain_cells_add(&cells, columns_used[i], i);
    srand(7);
    for (unsigned n = 0; n < RECORDS; n++) {
        struct value at_once[COL_MOST] = {{0}}, one[COL_MOST] = {{0}};
        struct span read[COL_MOST] = {{0}};
        const char *chosen[COLUMNS];
        struct made made;
        struct diag diag;
        bool good = true;
        for (unsigned i = 0; i < COLUMNS; i++) {
            chosen[i] = rand() % 4 > 0 ? "" : texts[(size_t)rand() % TEXTS];
            good = column_read(&columns.column[columns_used[i]], span_from(chosen[i]),
                               true, &one[columns_used[i]], &diag) &&
                   good;
        }
        make_record(&made, chosen);
        assert_int_equal(plain_cells_read(&cells, &made.record, at_once, read), good);
        good_count += good;
        for (unsigned i = 0; i < COLUMNS && good; i++) {
            int column = columns_used[i];
            assert_true(span_is(read[column], chosen[i]));
            assert_int_equal(at_once[column].known, one[column].known);
            /* Of a text that no rule tests only that matters. */
            if (one[column].known && column != COL_CLIENT_ID)
                assert_int_equal(at_once[column].number, one[column].number);
        }
    }
    assert_in_range(good_count, RECORDS / 10, RECORDS - RECORDS / 10);
    arena_free(&arena);
}

static void cells_that_a_record_lacks_are_empty(void **state)
{
    static const char *const chosen[COLUMNS] = {"1", "",    "2001-11-21", "",
                                                "",  "low", "3",          ""};
    static struct plain_cells cells;
    static struct columns columns;
    struct value values[COL_MOST] = {{0}};
    struct span read[COL_MOST] = {{0}};
    struct arena arena = {0};
    struct made made;

    (void)state;
    make_columns(&columns, &arena);
    plain_cells_begin(&cells, &columns);
    for (unsigned i = 0; i < COLUMNS; i++)
        plain_cells_add(&cells, columns_used[i], i);
    make_record(&made, chosen);
    made.record.count = 2;
    assert_true(plain_cells_read(&cells, &made.record, values, read));
    assert_true(values[COL_CLIENT_ID].known);
    assert_false(values[COL_BIRTH_DATE].known || values[COL_SUPPORT].known);
    assert_int_equal(read[COL_GRADE].len, 0);
    /* The law's circle is sgb2 where nothing is said. */
    assert_true(values[COL_LEGAL_CIRCLE].known);
    assert_int_equal(values[COL_LEGAL_CIRCLE].number, 0);
    arena_free(&arena);
}

/* Which of the three held dates is known: `1`, else `0`. */
static const char *known_dates(const struct value *values)
{
    static char text[4];

    text[0] = values[COL_ESB_ON].known ? '1' : '0';
    text[1] = values[COL_REVIEWED_ON].known ? '1' : '0';
    text[2] = values[COL_INVITED_ON].known ? '1' : '0';
    return text;
}

static void held_dates_are_known_from_their_day_on(void **state)
{
    static struct held held;
    struct value values[COL_MOST] = {
        [COL_ESB_ON] = {true, 100, 0}, [COL_REVIEWED_ON] = {true, 110, 0}};

    (void)state;
    held_add(&held, COL_ESB_ON);
    held_add(&held, COL_REVIEWED_ON);
    held_add(&held, COL_INVITED_ON);
    held_take(&held, values);
    assert_string_equal(known_dates(values), "110");
    held_set(&held, values, 105);
    assert_string_equal(known_dates(values), "100");
    held_set(&held, values, 99);
    assert_string_equal(known_dates(values), "000");
    held_set(&held, values, DATE_MAX);
    assert_string_equal(known_dates(values), "110");
    assert_int_equal(values[COL_REVIEWED_ON].number, 110);
    held_set(&held, values, 110);
    assert_string_equal(known_dates(values), "110");
    held_set(&held, values, 109);
    assert_string_equal(known_dates(values), "100");
    held_set(&held, values, 120);
    assert_string_equal(known_dates(values), "110");

    /* The next person has none to come, and another one. */
    values[COL_ESB_ON] = values[COL_REVIEWED_ON] = (struct value){false, 0, 0};
    values[COL_INVITED_ON] = (struct value){true, -5, 0};
    held_take(&held, values);
    held_set(&held, values, 0);
    assert_string_equal(known_dates(values), "001");
    held_set(&held, values, -6);
    assert_string_equal(known_dates(values), "000");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_at_once_are_cells_one_by_one),
        cmocka_unit_test(cells_that_a_record_lacks_are_empty),
        cmocka_unit_test(held_dates_are_known_from_their_day_on),
    };

    return cmocka_run_group_tests_name("cells", tests, NULL, NULL);
}
