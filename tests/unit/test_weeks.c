/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The figures of a forecast: which week and group a meeting counts in, where persons
 * count who move from group to group, and which week a talk is moved to. The calendar
 * is Brandenburg's; the first week begins on Saturday, 2026-11-21.
 */
#include "rules.h"

#include "forecast/weeks.h"
#include "person/obligation.h"

enum { WEEKS = 10 };

/* Weeks of a house with one table, for one person born so that 25 comes in the fourth.
 */
struct office {
    struct house house;
    struct concept *concept;
    struct asked asked;
    struct weeks weeks;
};

static void open_office(struct office *office, const char *by)
{
    struct diag diag = {0};

    memset(office, 0, sizeof *office);
    house_make(&office->house);
    house_put(&office->house, "concept.tsv",
              "key\tvalue\ncalendar\tBB\nderive\tage_group\n");
    house_put(&office->house, "age_group.tsv",
              "rule\tage\tage_group=\tsource\ny\t< 25\tu25\ts\no\t>= 25\tue25\ts\n");
    office->concept = house_open(&office->house, AS_OF);
    asked_make(&office->asked, office->concept,
               "client_id\tbirth_date\toffice\n1\t2001-12-16\tNord\n",
               "birth_date office age_group");
    assert_true(office->asked.good);
    facts_foresee(office->asked.facts, WEEKS * WEEK_DAYS);
    assert_true(
        grouping_name(&office->weeks.by, span_from(by), office->concept, false, &diag));
    weeks_init(&office->weeks, day_of(AS_OF), WEEKS, 14);
}

static void close_office(struct office *office)
{
    weeks_free(&office->weeks);
    asked_drop(&office->asked);
    concept_close(office->concept);
    house_drop(&office->house);
}

static void go_to(struct office *office, const char *day)
{
    facts_move(office->asked.facts, day_of(day));
    weeks_look(&office->weeks, office->asked.facts, day_of(day));
}

static const struct deadline_rule TALK = {.kind = DEADLINE_TALK};
static const struct deadline_rule REVIEW = {.kind = DEADLINE_REVIEW};

static void met(struct office *office, const struct deadline_rule *rule,
                const char *work_on, const char *met_on)
{
    int32_t day = day_of(work_on);
    const struct meeting meeting = {{rule, 0, day, day, day}, day_of(met_on)};

    weeks_meet(&office->weeks, &meeting);
}

/* A talk that has a window up to a day, or without an end. */
static void met_in_window(struct office *office, const char *work_on,
                          const char *until_on, const char *met_on)
{
    int32_t day = day_of(work_on);
    int32_t last = strcmp(until_on, "none") == 0 ? DATE_NONE : day_of(until_on);
    const struct meeting meeting = {{&TALK, 0, day, day, last}, day_of(met_on)};

    weeks_meet(&office->weeks, &meeting);
}

static const struct week *week_of_group(const struct office *office, size_t group,
                                        unsigned week)
{
    assert_true(group < office->weeks.groups.count);
    return (const struct week *)groups_at(&office->weeks.groups, group) + week;
}

static void figures_move_with_the_person(void **state)
{
    struct office office;
    int persons[2] = {0, 0};
    (void)state;

    open_office(&office, "office,age_group");
    go_to(&office, "2026-11-21");
    met(&office, &TALK, "2026-11-27", "2026-11-27");
    met(&office, &TALK, "2026-11-20", "2026-11-23");
    met(&office, &REVIEW, "2026-11-28", "2026-11-28");
    met_in_window(&office, "2026-11-20", "2026-11-30", "2026-11-23");
    met_in_window(&office, "2026-11-20", "none", "2026-11-23");
    go_to(&office, "2026-12-16");
    met(&office, &REVIEW, "2026-12-16", "2026-12-16");
    assert_int_equal(office.weeks.groups.count, 2);
    assert_true(span_is(office.weeks.groups.group[1].values[1], "ue25"));
    assert_int_equal(week_of_group(&office, 0, 0)->met[DEADLINE_TALK], 4);
    assert_int_equal(week_of_group(&office, 0, 0)->backlog, 1);
    assert_int_equal(week_of_group(&office, 0, 0)->late_talks, 1);
    assert_int_equal(week_of_group(&office, 0, 1)->met[DEADLINE_REVIEW], 1);
    assert_int_equal(week_of_group(&office, 0, 3)->met[DEADLINE_REVIEW], 0);
    assert_int_equal(week_of_group(&office, 1, 3)->met[DEADLINE_REVIEW], 1);
    /* A Wednesday in the fourth week: counted on the first day of the fifth. */
    for (unsigned i = 0; i < WEEKS; i++) {
        persons[0] += week_of_group(&office, 0, i)->persons;
        persons[1] += week_of_group(&office, 1, i)->persons;
        assert_int_equal(persons[0], i < 4);
        assert_int_equal(persons[1], i >= 4);
    }
    close_office(&office);
}

static void what_changes_on_the_first_day_of_a_week_counts_in_it(void **state)
{
    struct office office;
    (void)state;

    open_office(&office, "age_group");
    go_to(&office, "2026-11-21");
    go_to(&office, "2026-12-19");
    assert_int_equal(week_of_group(&office, 0, 3)->persons, 0);
    assert_int_equal(week_of_group(&office, 0, 4)->persons, -1);
    assert_int_equal(week_of_group(&office, 1, 4)->persons, 1);
    close_office(&office);
}

struct placed {
    const char *talks; /* of the weeks, a digit each */
    const char *from, *until, *day;
    const char *work_on; /* NULL: until */
};

static const struct placed placed[] = {
    /* the least loaded of the weeks, on its last working day; the latest of equals */
    {"0000000000", "2026-11-23", "2026-12-09", "2026-12-09", NULL},
    {"0010000000", "2026-11-23", "2026-12-09", "2026-12-04", NULL},
    {"0110000000", "2026-11-23", "2026-12-09", "2026-11-27", NULL},
    {"0120000000", "2026-11-26", "2026-12-09", "2026-11-27", NULL},
    {"1120000000", "2026-11-23", "2026-12-09", "2026-12-04", NULL},
    /* not before the window; not more than 14 days earlier */
    {"0110000000", "2026-12-02", "2026-12-09", "2026-12-09", NULL},
    {"0120000000", "2026-12-02", "2026-12-09", "2026-12-04", NULL},
    {"0029500000", "2026-11-23", "2026-12-22", "2026-12-11", NULL},
    /* Christmas: on Thursday the 24th, not on the 25th */
    {"1111019000", "2026-12-14", "2027-01-07", "2026-12-24", NULL},
    {"1111019000", "2026-12-14", "2027-01-08", "2026-12-31", NULL},
    {"1111099000", "2026-12-14", "2027-01-04", "2026-12-24", NULL},
    /* a window may be met later: on the first working day of another week, if that has
     * fewer; Sunday, 20 December, is no day for it */
    {"0000000000", "2026-12-07", "2026-12-21", "2026-12-07", "2026-12-07"},
    {"0010000000", "2026-12-07", "2026-12-21", "2026-12-14", "2026-12-07"},
    {"0021000000", "2026-12-07", "2026-12-21", "2026-12-21", "2026-12-07"},
    {"0021000000", "2026-12-07", "2026-12-20", "2026-12-14", "2026-12-07"},
    {"0032100000", "2026-12-07", "2027-02-01", "2026-12-21", "2026-12-07"},
};

static void a_talk_goes_to_the_least_loaded_week(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(placed); i++) {
        const struct placed *it = &placed[i];
        const struct work_window window = {day_of(it->from), day_of(it->until)};
        int32_t work_on = it->work_on != NULL ? day_of(it->work_on) : window.until;
        const struct obligation talk = {&TALK, 0, 0, work_on, window.until};
        struct office office;
        int32_t day;
        open_office(&office, "");
        go_to(&office, AS_OF);
        for (unsigned j = 0; j < WEEKS; j++)
            office.weeks.now[j].met[DEADLINE_TALK] = (uint32_t)(it->talks[j] - '0');
        day = weeks_place(&office.weeks, &talk, &window);
        if (day != day_of(it->day))
            fail_msg("%s %s: %s, expected %s", it->talks, it->until, day_text(day),
                     it->day);
        close_office(&office);
    }
}

/* The fewest talks of a week in which one can be held. */
static int32_t least_talks(const struct weeks *weeks, const struct obligation *talk,
                           const struct work_window *window)
{
    const struct calendar *calendar = weeks->facts->day.calendar;
    int32_t least = INT32_MAX;

    for (int32_t day = window->from; day <= window->until; day++) {
        int32_t talks = (int32_t)weeks->now[(day - weeks->from) / 7].met[DEADLINE_TALK];
        if (abs(day - talk->work_on) <= 14 && talks < least &&
            (day == talk->work_on || calendar_is_working(calendar, day)))
            least = talks;
    }
    return least;
}

static void check_place(struct weeks *weeks, const struct obligation *talk,
                        const struct work_window *window)
{
    int32_t day = weeks_place(weeks, talk, window);

    assert_in_range(day, window->from, window->until);
    assert_true(abs(day - talk->work_on) <= 14);
    assert_true(day == talk->work_on ||
                calendar_is_working(weeks->facts->day.calendar, day));
    assert_int_equal(weeks->now[(day - weeks->from) / 7].met[DEADLINE_TALK],
                     least_talks(weeks, talk, window));
}

/* Every load of small numbers, every window: the choice is one of the best. */
static void no_week_is_better_than_the_one_chosen(void **state)
{
    struct office office;
    int32_t from;
    (void)state;

    open_office(&office, "");
    go_to(&office, AS_OF);
    from = office.weeks.from;
    for (unsigned load = 0; load < 243; load++) {
        for (unsigned i = 0, rest = load; i < WEEKS; i++, rest /= 3)
            office.weeks.now[i].met[DEADLINE_TALK] = rest % 3;
        for (int32_t until = from; until < from + 40; until++) {
            const struct obligation last = {&TALK, 0, 0, until, until};
            for (int32_t first = from; first < until; first++) {
                const struct work_window window = {first, until};
                const struct obligation opens = {&TALK, 0, 0, first, until};
                if (!calendar_is_working(office.weeks.facts->day.calendar, first))
                    continue;
                check_place(&office.weeks, &last, &window);
                check_place(&office.weeks, &opens, &window);
            }
        }
    }
    close_office(&office);
}

static void loads_are_rounded_half_up(void **state)
{
    static const struct {
        struct weeks_load load;
        const char *text;
    } cases[] = {
        {{52, 0, 0}, "peak 0, mean 0.0, peak to mean 0.00"},
        {{4, 10, 4}, "peak 4, mean 2.5, peak to mean 1.60"},
        {{8, 2, 1}, "peak 1, mean 0.3, peak to mean 4.00"}, /* 0.25 */
        {{3, 8, 3}, "peak 3, mean 2.7, peak to mean 1.13"}, /* 2.66…, 1.125 */
        {{3, 9, 3}, "peak 3, mean 3.0, peak to mean 1.00"},
        {{520, 1000000, 102105}, "peak 102105, mean 1923.1, peak to mean 53.09"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char text[WEEKS_LOAD_BYTES];
        assert_string_equal(weeks_load_text(&cases[i].load, text), cases[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_move_with_the_person),
        cmocka_unit_test(what_changes_on_the_first_day_of_a_week_counts_in_it),
        cmocka_unit_test(a_talk_goes_to_the_least_loaded_week),
        cmocka_unit_test(no_week_is_better_than_the_one_chosen),
        cmocka_unit_test(loads_are_rounded_half_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
