/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which figures of groups are veiled: cases worked out by hand from the rule of
 * standards-audit(1), and the promise of that rule on many tables: nothing that speaks
 * of few persons is shown, and no sum of a row or a line gives away what is veiled.
 */
#include "rules.h"

#include "audit/suppression.h"
#include "audit/tally.h"
#include "value/number.h"

enum { ROWS = 40, CELLS = 3 };

/* A table of groups that are put together by hand. */
struct board {
    struct suppression rule;
    size_t count;
    struct tally_group groups[ROWS], *places[ROWS];
    struct tally_group total;
    bool has_total;
    struct span cells[ROWS][CELLS];
};

static void count(struct tally_count *into, unsigned size, unsigned persons)
{
    into->count += size;
    into->persons += persons;
}

/* `COUNT` or, of fewer persons, `COUNT/PERSONS`. */
static void put_part(struct tally_group *group, unsigned part, bool is_summed,
                     struct span text)
{
    struct span rest = text, first = span_cut(&rest, '/');
    int32_t size = 0, persons = 0;

    assert_true(number_parse(first, NUMBER_MAX, &size));
    persons = size;
    assert_true(rest.ptr == NULL || number_parse(rest, NUMBER_MAX, &persons));
    count(&group->parts[part], (unsigned)size, (unsigned)persons);
    if (is_summed)
        count(&group->all, (unsigned)size, (unsigned)persons);
}

/* `CELL CELL: COUNT COUNT | CELL …`; the cell `*` is the total. */
static void put_rows(struct board *board, const char *text)
{
    struct span rest = span_from(text);

    while (rest.ptr != NULL) {
        struct span row = span_trim(span_cut(&rest, '|')), counts = row;
        struct span cells = span_cut(&counts, ':');
        bool is_total = span_is(cells, "*");
        struct tally_group *group =
            is_total ? &board->total : &board->groups[board->count];
        unsigned part = 0;
        counts = span_trim(counts);
        for (unsigned i = 0; cells.ptr != NULL && cells.len > 0; i++)
            board->cells[board->count][i] = span_cut(&cells, ' ');
        while (counts.ptr != NULL) {
            put_part(group, part, part < board->rule.summed, span_cut(&counts, ' '));
            part++;
        }
        assert_int_equal(part, board->rule.parts);
        board->has_total |= is_total;
        if (is_total)
            continue;
        group->cells = board->cells[board->count];
        board->places[board->count++] = group;
    }
}

/* What is shown, in the notation of put_rows; `.` for a veiled part. */
static const char *shown(const struct board *board)
{
    static char text[1024];
    size_t used = 0;

    text[0] = '\0';
    for (size_t i = 0; i < board->count + board->has_total; i++) {
        const struct tally_group *group =
            i < board->count ? &board->groups[i] : &board->total;
        used +=
            (size_t)snprintf(text + used, sizeof text - used, "%s", i > 0 ? " | " : "");
        if (group->veil == TALLY_FEW || group->veil == TALLY_SECOND) {
            used += (size_t)snprintf(text + used, sizeof text - used, "%s",
                                     group->veil == TALLY_FEW ? "few" : "second");
            continue;
        }
        assert_true((group->veil == TALLY_CELLS_VEILED) == (group->veiled != 0));
        for (unsigned part = 0; part < board->rule.parts; part++) {
            char number[24] = ".";
            if ((group->veiled >> part & 1) == 0)
                snprintf(number, sizeof number, "%u",
                         (unsigned)group->parts[part].count);
            used += (size_t)snprintf(text + used, sizeof text - used, "%s%s",
                                     part > 0 ? " " : "", number);
        }
    }
    return text;
}

static void apply(struct board *board)
{
    suppression_apply(&board->rule, board->places, board->count,
                      board->has_total ? &board->total : NULL);
}

struct expected {
    const char *rows, *shown;
};

static void check_all(const struct expected *cases, size_t case_count,
                      struct suppression rule)
{
    unsigned failures = 0;

    for (size_t i = 0; i < case_count; i++) {
        static struct board board;
        board = (struct board){.rule = rule};
        put_rows(&board, cases[i].rows);
        apply(&board);
        if (strcmp(shown(&board), cases[i].shown) == 0)
            continue;
        print_error("%s\n  shows    %s\n  expected %s\n", cases[i].rows, shown(&board),
                    cases[i].shown);
        failures++;
    }
    assert_int_equal(failures, 0);
}

static void a_row_alone(void **state)
{
    static const struct expected cases[] = {
        /* Nothing small, and zero is shown. */
        {"a: 10 20 0 5", "10 20 0 5"},
        {"a: 0 0 0 3", "0 0 0 3"},
        {"a: 1 1 0 0", "few"},
        {"a: 0 2 0 0", "few"},
        /* With a second one, the smallest that is not zero: 2 can't be had from the
         * total. */
        {"a: 50 2 9 30", "50 . . 30"},
        {"a: 50 2 0 9", "50 . 0 ."},
        {"a: 9 2 9 30", ". . 9 30"},
        /* Two of them speak of two persons together, so a third. */
        {"a: 50 1 1 30", "50 . . ."},
        {"a: 50 2 1 30", "50 . . 30"},
        /* Three that add up to three are one each, unless a zero may be among them. */
        {"a: 1 1 1 0", ". . . ."},
        {"a: 1 1 1 1", "second"},
        /* It is persons that are few. */
        {"a: 5/1 20 0 9", ". 20 0 ."},
        {"a: 5/2 0 0 0", "few"},
    };

    (void)state;
    check_all(cases, COUNT_OF(cases), (struct suppression){3, 1, 4, 4, 0});
}

static void a_share_is_spared(void **state)
{
    static const struct expected cases[] = {
        /* The first and the third are what a share is made of. */
        {"a: 50 2 9 30", "50 . 9 ."},
        {"a: 9 30 50 2", "9 . 50 ."},
        {"a: 50 30 2 40", "50 . . 40"},
        {"a: 50 0 9 2", "50 0 . ."},
        {"a: 1 1 50 60", ". . 50 ."},
        {"a: 25 0 1 15 | b: 213 327 0 66 | c: 629 53 0 124 | d: 480 179 0 80",
         "25 0 . . | 213 . 0 . | 629 . 0 . | 480 179 0 80"},
    };

    /* Two that add up to two: a zero hides that they are one each. */
    static const struct expected zeros[] = {{"a: 0 1 0 1", "0 . . ."},
                                            {"a: 0 1 1 0", "0 . . ."},
                                            {"a: 0 1 1 9", "0 . . ."},
                                            {"a: 1 1 1 0", ". . . ."}};

    (void)state;
    check_all(cases, COUNT_OF(cases), (struct suppression){3, 1, 4, 4, 5});
    check_all(zeros, COUNT_OF(zeros), (struct suppression){2, 1, 4, 4, 1});
}

static void lines_of_rows(void **state)
{
    static const struct expected cases[] = {
        /* The total of the line less the other rows; of equal ones the first. */
        {"a: 2 0 0 0 | b: 10 10 10 10 | c: 8 10 10 12", "few | second | 8 10 10 12"},
        /* Nobody of the rows that are veiled was kept: that is no secret. */
        {"a: 0 2 0 0 | b: 0 10 10 10 | c: 8 10 10 12", "few | second | 8 10 10 12"},
        /* Two rows, but their kept are of two persons in all. */
        {"a: 2 0 0 0 | b: 0 2 0 0 | c: 8 10 10 12", "few | few | . . 10 12"},
        /* One person each is no secret if that is all. */
        {"a: 1 0 0 0 | b: 1 0 0 0 | c: 8 10 10 12", "few | few | second"},
        /* A part has lines of its own. */
        {"a: 50 2 9 30 | b: 50 20 9 30", "50 . . 30 | 50 . . 30"},
        /* The total of late is of two persons itself and veiled where it stands. */
        {"a: 50 2 9 30 | b: 50 0 9 30", "50 . . . | 50 0 . ."},
        /* No other is open: then the first zero. */
        {"a: 50 2 9 30 | b: 50 20 0 30", "50 . . 30 | 50 . . 30"},
    };

    (void)state;
    check_all(cases, COUNT_OF(cases), (struct suppression){3, 1, 4, 4, 0});
}

static void lines_in_two_directions(void **state)
{
    static const struct expected cases[] = {
        /* Each alone in its lines, but not in the total of all. */
        {"a x: 2 0 0 0 | b y: 40 0 0 0", "few | second"},
        /* A corner takes a whole rectangle. */
        {"a x: 2 0 | a y: 40 30 | b x: 50 30 | b y: 60 30",
         "few | second | second | second"},
        {"a x: 2 0 | a y: 40 30 | b x: 50 30 | b y: 60 30 | c x: 70 70 | c y: 70 70",
         "few | second | second | second | 70 70 | 70 70"},
    };

    (void)state;
    check_all(cases, 1, (struct suppression){3, 2, 4, 4, 0});
    check_all(cases + 1, COUNT_OF(cases) - 1, (struct suppression){3, 2, 2, 2, 0});
}

static void a_row_of_nobody(void **state)
{
    /* The third part is outside the total. In the first one, 1 and 1 need a zero beside
     * them: that of the row of nobody, which is veiled as a whole then, as no part of
     * it can hide the other. If it were seen that the row has nobody, its zero would
     * hide nothing; so a second row is veiled. */
    static const struct expected cases[] = {
        {"a: 1 9 0 | b: 1 9 0 | c: 0 0 5", "second | . . 0 | second"}};

    (void)state;
    check_all(cases, COUNT_OF(cases), (struct suppression){2, 1, 3, 2, 0});
}

static void a_part_outside_the_total(void **state)
{
    static const struct expected cases[] = {
        {"a: 9 1 50", ". . 50"}, {"a: 9 4 1", "9 4 ."}, /* no total gives it away */
        {"a: 0 0 2", "0 0 ."},   {"a: 9 4 1 | b: 9 4 7", "9 4 . | 9 4 ."},
        {"a: 2 0 50", "few"},
    };

    (void)state;
    check_all(cases, COUNT_OF(cases), (struct suppression){3, 1, 3, 2, 0});
}

static void a_total(void **state)
{
    static const struct expected cases[] = {
        /* What is known of the line anyway is shown. */
        {"a: 50 2 9 30 | b: 50 20 9 30 | *: 100 22 18 60",
         "50 . . 30 | 50 . . 30 | 100 22 18 60"},
        {"a: 2 0 0 0 | b: 10 10 10 10 | c: 8 10 10 12 | *: 20 20 20 22",
         "few | second | 8 10 10 12 | 20 20 20 22"},
        /* Two late in all: their total is veiled, and with it the missed, which two
         * rows must not add up to; then the open ones of b, and for their line of a. */
        {"a: 50 2 9 30 | b: 50 0 9 30 | *: 100 2 18 60",
         "50 . . . | 50 0 . . | 100 . . 60"},
        /* Only the total is of one person: each of the groups is of three obligations
         * of the same. */
        {"a: 50 4/1 9 30 | b: 50 4/1 9 30 | c: 50 4/1 9 30 | *: 150 12/1 27 90",
         "50 . . 30 | 50 . . 30 | 50 . . 30 | 150 . . 90"},
        /* A single group is its total. */
        {"a: 50 2 9 30 | *: 50 2 9 30", "50 . . 30 | 50 . . 30"},
        {"a: 1 1 1 1 | *: 1 1 1 1", "second | second"},
        {"a: 1 1 0 0 | *: 1 1 0 0", "few | few"},
        /* Nobody at all, and nothing is small. */
        {"a: 9 0 3 4 | b: 9 0 3 4 | *: 18 0 6 8", "9 0 3 4 | 9 0 3 4 | 18 0 6 8"},
    };

    (void)state;
    check_all(cases, COUNT_OF(cases), (struct suppression){3, 1, 4, 4, 0});
}

static void the_minimum(void **state)
{
    static const struct expected none[] = {{"a: 1 1 0 0 | b: 2 9 0 1",
                                            "1 1 0 0 | 2 9 0 1"}},
                                 two[] = {{"a: 1 0 0 0", "few"},
                                          {"a: 2 0 0 9", "2 0 0 9"},
                                          {"a: 1 0 0 9", ". 0 0 ."}},
                                 ten[] = {{"a: 9 0 0 0", "few"},
                                          {"a: 9 0 0 10", ". 0 0 ."}};

    (void)state;
    check_all(none, 1, (struct suppression){0, 1, 4, 4, 0});
    check_all(none, 1, (struct suppression){1, 1, 4, 4, 0});
    check_all(two, COUNT_OF(two), (struct suppression){2, 1, 4, 4, 0});
    check_all(ten, COUNT_OF(ten), (struct suppression){10, 1, 4, 4, 0});
}

static unsigned draw(uint64_t *seed, unsigned below)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(*seed >> 33) % below;
}

/* Every combination of up to three values in each cell is a row, or by chance is not.
 */
static void draw_board(struct board *board, uint64_t *seed)
{
    static const char *const names[] = {"u", "v", "w"};
    unsigned cells = 1 + draw(seed, CELLS), sizes[CELLS], rows = 1;

    *board = (struct board){.rule = {2 + draw(seed, 3), cells, 4, 4, draw(seed, 16)}};
    for (unsigned i = 0; i < cells; i++)
        rows *= sizes[i] = 1 + draw(seed, 3);
    for (unsigned row = 0; row < rows; row++) {
        struct tally_group *group = &board->groups[board->count];
        unsigned rest = row;
        for (unsigned i = 0; i < cells; i++, rest /= sizes[i - 1])
            board->cells[board->count][i] = span_from(names[rest % sizes[i]]);
        for (unsigned part = 0; part < 4; part++) {
            unsigned size =
                draw(seed, 3) ? draw(seed, 2) ? draw(seed, 5) : 0 : draw(seed, 90);
            count(&group->parts[part], size, size);
            count(&group->all, size, size);
        }
        group->cells = board->cells[board->count];
        if (group->all.count > 0 && draw(seed, 6) > 0)
            board->places[board->count++] = group;
        else
            *group = (struct tally_group){0};
    }
    board->has_total = draw(seed, 2) > 0;
    for (size_t row = 0; row < board->count; row++) {
        count(&board->total.all, (unsigned)board->places[row]->all.count,
              (unsigned)board->places[row]->all.count);
        for (unsigned part = 0; part < 4; part++)
            count(&board->total.parts[part],
                  (unsigned)board->places[row]->parts[part].count,
                  (unsigned)board->places[row]->parts[part].count);
    }
}

/* What a reader sees of a sum: how many terms are veiled, and what they add up to. */
struct view {
    unsigned veiled, zeros;
    uint64_t size, total;
};

static void see(struct view *view, const struct tally_group *group, int part)
{
    bool whole = group->veil == TALLY_FEW || group->veil == TALLY_SECOND;
    uint64_t size = part < 0 ? group->all.count : group->parts[part].count;

    view->total += size;
    if (!whole && (part < 0 || (group->veiled >> part & 1) == 0))
        return;
    view->veiled++;
    view->zeros += size == 0;
    view->size += size;
}

/*
 * Each person counts once here, so that counts are persons. Where a line is veiled as a
 * whole there is nothing left to veil.
 */
static bool gives_away(const struct view *view, unsigned minimum)
{
    if (view->veiled == 0 || view->total < minimum || view->size == 0)
        return false;
    return view->veiled == 1 || view->size < minimum ||
           (view->zeros == 0 && view->size == view->veiled && view->size < view->total);
}

static bool is_in_line(const struct board *board, size_t a, size_t b, unsigned along)
{
    for (unsigned i = 0; i < board->rule.cells; i++)
        if ((along >> i & 1) == 0 &&
            !span_equal(board->cells[a][i], board->cells[b][i]))
            return false;
    return true;
}

/* The parts of a row, which add up to its total. */
static bool is_row_safe(const struct board *board, const struct tally_group *group)
{
    struct view across = {0};

    for (int part = 0; part < 4; part++)
        see(&across, group, part);
    return group->veil != TALLY_CELLS_VEILED ||
           !gives_away(&across, board->rule.minimum);
}

/* A part of the total that is veiled can't be had from the groups, nor can a part of a
 * single group be had from the total. */
static bool is_total_safe(const struct board *board)
{
    if (!board->has_total)
        return true;
    for (int part = 0; part < 4; part++) {
        struct view groups = {0}, total = {0};
        for (size_t i = 0; i < board->count; i++)
            see(&groups, &board->groups[i], part);
        see(&total, &board->total, part);
        if ((total.veiled > 0 && groups.veiled == 0) ||
            (total.veiled == 0 && gives_away(&groups, board->rule.minimum)))
            return false;
    }
    return is_row_safe(board, &board->total);
}

/* Tries every row and every line that a row is in; true: something is given away. */
static bool can_be_computed(const struct board *board)
{
    for (size_t row = 0; row < board->count; row++) {
        if (!is_row_safe(board, &board->groups[row]))
            return true;
        for (unsigned along = 1; along < 1U << board->rule.cells; along++) {
            for (int part = -1; part < 4; part++) {
                struct view line = {0};
                unsigned rows = 0;
                for (size_t i = 0; i < board->count; i++) {
                    if (!is_in_line(board, row, i, along))
                        continue;
                    see(&line, &board->groups[i], part);
                    rows++;
                }
                if (rows > 1 && gives_away(&line, board->rule.minimum))
                    return true;
            }
        }
    }
    return !is_total_safe(board);
}

static bool shows_few(const struct board *board)
{
    for (size_t row = 0; row < board->count + board->has_total; row++) {
        const struct tally_group *group =
            row < board->count ? &board->groups[row] : &board->total;
        if (group->veil == TALLY_FEW || group->veil == TALLY_SECOND ||
            group->all.count == 0)
            continue;
        if (group->all.count < board->rule.minimum)
            return true;
        for (unsigned part = 0; part < 4; part++)
            if ((group->veiled >> part & 1) == 0 && group->parts[part].count > 0 &&
                group->parts[part].count < board->rule.minimum)
                return true;
    }
    return false;
}

static void no_table_gives_away_what_is_veiled(void **state)
{
    static struct board board;
    uint64_t seed = 241;
    unsigned shown_whole = 0, veiled = 0;

    (void)state;
    for (unsigned i = 0; i < 20000; i++) {
        draw_board(&board, &seed);
        apply(&board);
        if (can_be_computed(&board) || shows_few(&board))
            fail_msg("table %u: %s", i, shown(&board));
        for (size_t row = 0; row < board.count; row++) {
            shown_whole += board.groups[row].veil == TALLY_SHOWN;
            veiled += board.groups[row].veil != TALLY_SHOWN;
        }
    }
    /* The tables are of both kinds. */
    assert_true(shown_whole > 1000 && veiled > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_alone),
        cmocka_unit_test(a_share_is_spared),
        cmocka_unit_test(lines_of_rows),
        cmocka_unit_test(lines_in_two_directions),
        cmocka_unit_test(a_row_of_nobody),
        cmocka_unit_test(a_part_outside_the_total),
        cmocka_unit_test(a_total),
        cmocka_unit_test(the_minimum),
        cmocka_unit_test(no_table_gives_away_what_is_veiled),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
