/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Forecasts: when each obligation is met and comes again, worked out by hand; the same
 * as a simulation that loads the concept anew for each day; and talks that are moved,
 * which stay in their windows. The calendar is Brandenburg's; as_of is Saturday,
 * 2026-11-21.
 */
#include "rules.h"

#include "forecast/forecast.h"

static const char CONCEPT[] = "key\tvalue\ncalendar\tBB\n";

static const char GROUPS[] = "rule\tage_group\ttraining_ends_on\t=u25_group\tsource\n"
                             "g1\tu25\t>= as_of-6mo\ttraining\ts\n"
                             "g2\tu25\t\tother\ts\n"
                             "g3\tue25,null\t\tnull\ts\n";

static const char DEADLINES[] =
    "deadline\trule\tcategory\tage\tage_group\tu25_group\ttraining_ends_on\tanchor\t"
    "offset\tnot_before\troll\tdone\tdone_since\trepeat\tkind\tsource\n"
    "contact\tca\tA\t\t\t\t\tlast_contact_on\t+1mo\t\t\t\t\t+1mo\ttalk\ts\n"
    "contact\tcb\tB\t\t\t\t\tlast_contact_on\t+3mo\t\t\t\t\t+3mo\ttalk\ts\n"
    "contact\tct\tC\t\t\ttraining\t\tlast_contact_on\t+1mo\t\t\t\t\t+1mo\ttalk\ts\n"
    "contact\tco\tC\t\t\t\t\tlast_contact_on\t+6mo\t\t\t\t\t+6mo\ttalk\ts\n"
    "review\trx\tX\t\t\t\t\tcategory_since\t+6mo\t\t\treviewed_on\t\t+6mo\treview\ts\n"
    "review\try\tY\t\t\t\t\tcategory_since\t+1y\t\t\treviewed_on\t\t+1y\treview\ts\n"
    "review\tre\tY\t\t\t\t\tblock_ends_on\t-3mo\tcategory_since\t\treviewed_on\t"
    "block_ends_on -6mo\t\treview\ts\n"
    "agreement\tag\t\t\t\t\t\tagreement_until\t+0d\t\t\t\t\t\tagreement\ts\n"
    "handover\tho\t\t[24..25]\t\t\t\tbirth_date\t+25age\t\tforward\tu25_handover_on\t"
    "\t\t\ts\n"
    "search\tsu\t\t\tu25\t\t\tseeking_since\t+1mo\t\t\t\t\t+1mo\ttalk\ts\n"
    "search\tse\t\t\tue25\t\t\tseeking_since\t+3mo\t\t\t\t\t+3mo\ttalk\ts\n"
    "check\tch\t\t>= 25\t\t\t\tapplied_on\t+1mo\t\t\t\t\t\t\ts\n"
    "end\ten\t\t\t\t\t>= as_of\ttraining_ends_on\t-3mo\t\t\t\t\t\t\ts\n"
    "daily\tda\tD\t\t\t\t\tapplied_on\t+1d\t\t\t\t\t+1d\t\ts\n"
    "soon\tso\tS\t\t\t\t\tapplied_on\t+0d\t\t\tesb_on\tapplied_on +1mo\t\t\ts\n";

static const char WANTED[] =
    "category age age_group u25_group training_ends_on last_contact_on category_since "
    "reviewed_on block_ends_on agreement_until birth_date u25_handover_on "
    "seeking_since applied_on esb_on";

enum { YEAR = 52 * 7, MEETINGS_MOST = 1000 };

/* What a watcher saw. */
struct seen {
    unsigned count;
    struct meeting meetings[MEETINGS_MOST];
    const struct forecast *forecast;
    uint64_t random; /* place: the state of a generator */
    unsigned placed, moved;
    unsigned looks;
};

static void look(void *context, int32_t day)
{
    struct seen *seen = context;

    assert_int_equal(seen->forecast->concept->as_of, day);
    seen->looks++;
}

static void meet(void *context, const struct meeting *meeting)
{
    struct seen *seen = context;

    assert_true(seen->count < MEETINGS_MOST);
    assert_in_range(meeting->met_on, seen->forecast->from, seen->forecast->until);
    seen->meetings[seen->count++] = *meeting;
}

static void sort(struct seen *seen)
{
    for (unsigned i = 1; i < seen->count; i++) {
        struct meeting it = seen->meetings[i];
        unsigned at = i;
        for (;
             at > 0 && (seen->meetings[at - 1].met_on > it.met_on ||
                        (seen->meetings[at - 1].met_on == it.met_on &&
                         seen->meetings[at - 1].obligation.rule > it.obligation.rule));
             at--)
            seen->meetings[at] = seen->meetings[at - 1];
        seen->meetings[at] = it;
    }
}

static void house_fill(struct house *house)
{
    house_make(house);
    house_put(house, "concept.tsv", CONCEPT);
    house_put(house, "u25_groups.tsv", GROUPS);
    house_put(house, "deadlines.tsv", DEADLINES);
}

/* `cells` is `COLUMN=VALUE COLUMN=VALUE`. */
static const char *stream_of(const char *cells)
{
    static char text[1024];
    char names[400] = "client_id", values[400] = "1";
    struct span rest = span_from(cells);

    while (rest.ptr != NULL && rest.len > 0) {
        struct span value = span_cut(&rest, ' '), name = span_cut(&value, '=');
        size_t used = strlen(names), filled = strlen(values);
        snprintf(names + used, sizeof names - used, "\t%.*s", (int)name.len, name.ptr);
        snprintf(values + filled, sizeof values - filled, "\t%.*s", (int)value.len,
                 value.len > 0 ? value.ptr : "");
    }
    snprintf(text, sizeof text, "%s\n%s\n", names, values);
    return text;
}

/* The forecast of one person; the watcher's functions beyond look and meet are given.
 */
static void run(const struct house *house, const char *cells, unsigned days,
                struct seen *seen, struct forecast_watcher watcher)
{
    struct concept *concept = house_open(house, AS_OF);
    struct diag diag = {0};
    struct forecast forecast;
    struct asked asked;

    asked_make(&asked, concept, stream_of(cells), WANTED);
    if (!asked.good)
        fail_msg("%s: %s", cells, fault_text(&asked.diag, NULL));
    assert_true(forecast_init(&forecast, concept, asked.facts, days, &diag));
    seen->forecast = &forecast;
    watcher.context = seen;
    watcher.look = look;
    watcher.meet = meet;
    forecast_person(&forecast, &watcher);
    assert_int_equal(concept->as_of, day_of(AS_OF));
    sort(seen);
    forecast_free(&forecast);
    asked_drop(&asked);
    concept_close(concept);
}

/* `DAY | DAY late | …` */
static const char *text_of(const struct seen *seen)
{
    static char text[4096];
    size_t used = 0;

    text[0] = '\0';
    for (unsigned i = 0; i < seen->count; i++) {
        const struct meeting *it = &seen->meetings[i];
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s%s",
                                 i > 0 ? " | " : "", day_text(it->met_on),
                                 it->met_on > it->obligation.work_on ? " late" : "");
    }
    return text;
}

struct expected {
    const char *cells, *met;
};

static void check_all(const struct expected *cases, size_t count, unsigned days)
{
    unsigned failures = 0;
    struct house house;

    house_fill(&house);
    for (size_t i = 0; i < count; i++) {
        static struct seen seen;
        seen = (struct seen){0};
        run(&house, cases[i].cells, days, &seen, (struct forecast_watcher){0});
        if (strcmp(text_of(&seen), cases[i].met) != 0) {
            print_message("%s\n  got      %s\n  expected %s\n", cases[i].cells,
                          text_of(&seen), cases[i].met);
            failures++;
        }
    }
    house_drop(&house);
    assert_int_equal(failures, 0);
}

static const struct expected repeats[] = {
    /* from the day on which it was due, not on which it was met: through month ends,
     * and Easter, on 28 March */
    {"category=A last_contact_on=2026-10-31",
     "2026-11-30 | 2026-12-30 | 2027-01-29 | 2027-02-26 | 2027-03-25"},
    {"category=B last_contact_on=2026-10-31", "2027-01-29"},
    {"category=X category_since=2026-06-01", "2026-12-01"},
    {"category=X category_since=2025-06-01 reviewed_on=2026-06-10", "2026-12-10"},
    /* a review before the category began doesn't meet it */
    {"category=X category_since=2026-06-01 reviewed_on=2026-05-10", "2026-12-01"},
    {"category=D last_contact_on=2026-10-31", ""},
    {"category=A", ""},
    /* what doesn't repeat comes once; Christmas */
    {"agreement_until=2026-12-24", "2026-12-24"},
    {"agreement_until=2026-12-25", "2026-12-24"},
    /* the last day of the forecast, and the day behind it */
    {"agreement_until=2027-04-23", "2027-04-23"},
    {"agreement_until=2027-04-24", "2027-04-23"},
    {"agreement_until=2027-04-26", ""},
};

static void what_repeats_runs_from_the_day_on_which_it_was_due(void **state)
{
    (void)state;
    check_all(repeats, COUNT_OF(repeats), 22 * 7);
}

static const struct expected backlog[] = {
    /* at once, and then from that day */
    {"category=A last_contact_on=2026-03-10",
     "2026-11-23 late | 2026-12-23 | 2027-01-22 | 2027-02-23"},
    {"agreement_until=2026-11-20", "2026-11-23 late"},
    {"agreement_until=2026-11-21", "2026-11-23 late"},
    {"agreement_until=2026-11-22", "2026-11-23 late"},
    {"agreement_until=2026-11-23", "2026-11-23"},
    {"category=X category_since=2026-01-01", "2026-11-23 late"},
    /* it could not be met before 2026-12-20, and doesn't come each day until then */
    {"category=S applied_on=2026-11-20", "2026-11-23 late"},
};

static void what_is_late_is_met_on_the_first_working_day(void **state)
{
    (void)state;
    check_all(backlog, COUNT_OF(backlog), 14 * 7);
}

static const struct expected events[] = {
    /* the row for the end of the event comes first, and meets the one for the year */
    {"category=Y category_since=2026-06-01 block_ends_on=2027-04-30", "2027-01-29"},
    {"category=Y category_since=2026-06-01 block_ends_on=2027-10-31", "2027-06-01"},
    /* half a year before the end begins after the yearly one */
    {"category=Y category_since=2026-06-01 block_ends_on=2028-01-15",
     "2027-06-01 | 2027-10-15"},
    {"category=Y category_since=2026-06-01", "2027-06-01"},
};

static void one_meeting_can_meet_several_rows(void **state)
{
    (void)state;
    check_all(events, COUNT_OF(events), YEAR);
}

static const struct expected changes[] = {
    /* 25 on Tuesday, 15 December */
    {"birth_date=2001-12-15", "2026-12-15"},
    {"birth_date=2001-12-15 u25_handover_on=2026-12-15", ""},
    {"birth_date=2001-12-15 seeking_since=2026-11-01",
     "2026-12-01 | 2026-12-15 | 2027-03-01 | 2027-06-01 | 2027-09-01"},
    /* 26 on a Sunday, on Monday: the handover is no longer asked for */
    {"birth_date=2000-11-22", ""},
    {"birth_date=2000-11-23", ""},
    {"birth_date=2000-11-24", "2026-11-23 late"},
    /* 25 on a Saturday: what is long due by then, on Monday */
    {"birth_date=2001-12-05 applied_on=2026-01-10", "2026-12-07 | 2026-12-07 late"},
    {"birth_date=2001-12-07 applied_on=2026-01-10", "2026-12-07 | 2026-12-07 late"},
    /* 24 on 2027-01-04, so that 25 is behind the end */
    {"birth_date=2003-01-04", ""},
    /* over before the first working day, or on it */
    {"training_ends_on=2026-11-22", ""},
    {"training_ends_on=2026-11-23", "2026-11-23 late"},
    {"training_ends_on=2027-03-31", "2026-12-31"},
    /* a member of `training` until six months after its end, 2027-01-15: two talks,
     * the third six months after the second */
    {"category=C birth_date=2004-05-05 training_ends_on=2026-07-15 "
     "last_contact_on=2026-10-25",
     "2026-11-25 | 2026-12-24 | 2027-06-25"},
};

static void facts_are_those_of_the_day(void **state)
{
    (void)state;
    check_all(changes, COUNT_OF(changes), YEAR);
}

/* Saturday and Sunday roll back to Friday: the same talk. No holiday between. */
static void what_falls_on_the_day_of_a_meeting_is_met_by_it(void **state)
{
    static const struct expected cases[] = {
        {"category=D applied_on=2026-11-22",
         "2026-11-23 | 2026-11-24 | 2026-11-25 | 2026-11-26 | 2026-11-27 | 2026-11-30 "
         "| "
         "2026-12-01 | 2026-12-02 | 2026-12-03 | 2026-12-04"}};
    (void)state;
    check_all(cases, 1, 14);
}

static void only_days_on_which_something_changes_are_visited(void **state)
{
    static const struct expected cases[] = {
        {"category=A last_contact_on=2026-10-31", "1"},
        {"category=A birth_date=1980-03-03", "1"},
        {"birth_date=2001-12-15", "2"},                             /* 25 */
        {"birth_date=2000-12-15", "2"},                             /* 26 */
        {"birth_date=2001-12-15 training_ends_on=2026-11-30", "4"}, /* and two tests */
        {"birth_date=2001-12-15 training_ends_on=2019-11-30", "2"},
    };
    static struct seen seen;
    struct house house;
    (void)state;

    house_fill(&house);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        seen = (struct seen){0};
        run(&house, cases[i].cells, YEAR, &seen, (struct forecast_watcher){0});
        if (seen.looks != (unsigned)atoi(cases[i].met))
            fail_msg("%s: %u looks", cases[i].cells, seen.looks);
    }
    house_drop(&house);
}

/* Numerical Recipes' generator; the upper bits are good enough for tests. */
static unsigned pick(uint64_t *random, unsigned below)
{
    *random = *random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(*random >> 33) % below;
}

/* A person whose dates lie around the as-of day. */
static const char *invent(uint64_t *random)
{
    static const char *const dates[] = {"last_contact_on", "category_since",
                                        "reviewed_on",     "block_ends_on",
                                        "agreement_until", "training_ends_on",
                                        "seeking_since",   "applied_on",
                                        "u25_handover_on", "esb_on"};
    static char text[512];
    int32_t as_of = day_of(AS_OF);
    int used = snprintf(text, sizeof text, "category=%c birth_date=%s",
                        "ABCXYES"[pick(random, 7)],
                        day_text(as_of - 23 * 365 - (int32_t)pick(random, 4 * 365)));

    for (size_t i = 0; i < COUNT_OF(dates); i++)
        if (pick(random, 3) > 0)
            used +=
                snprintf(text + used, sizeof text - (size_t)used, " %s=%s", dates[i],
                         day_text(as_of - 400 + (int32_t)pick(random, 800)));
    return text;
}

/*
 * One day of the simulation that knows no shortcut: the concept of this day, the record
 * read anew.
 */
static void live_a_day(const struct house *house, const char *stream, int32_t day,
                       struct meeting *last, bool *met, struct seen *seen)
{
    struct concept *concept = house_open(house, day_text(day));
    const struct deadlines *deadlines = &concept->deadlines;
    bool works = calendar_is_working(concept->calendar, day);
    struct obligation open[DEADLINE_MOST], all[DEADLINE_MOST];
    struct deadline_notes notes = {0};
    struct asked asked;
    unsigned count;

    asked_make(&asked, concept, stream, WANTED);
    assert_true(asked.good);
    count = obligations_open(deadlines, asked.facts->values, open, &notes);
    memset(all, 0, sizeof all);
    for (unsigned i = 0; i < count; i++)
        if (!met[open[i].rule->deadline])
            all[open[i].rule->deadline] = open[i];
    for (unsigned i = 0; i < deadlines->name_count; i++)
        if (met[i] && (!obligation_next(deadlines, i, asked.facts->values, &last[i],
                                        &all[i], &notes) ||
                       all[i].due_on <= last[i].obligation.due_on))
            all[i].rule = NULL;
    for (unsigned i = 0; i < deadlines->name_count; i++) {
        struct meeting meeting = {all[i], day};
        if (all[i].rule == NULL || all[i].work_on > day ||
            (all[i].work_on < day && !works))
            continue;
        seen->meetings[seen->count] = meeting;
        /* The concept is gone tomorrow: the row's place in the table stays. */
        seen->meetings[seen->count++].obligation.rule =
            (const void *)(uintptr_t)(all[i].rule - deadlines->rules);
        if (all[i].work_on < day)
            meeting.obligation.due_on = day;
        last[i] = meeting;
        met[i] = true;
    }
    asked_drop(&asked);
    concept_close(concept);
}

static void equals_a_simulation_of_each_single_day(void **state)
{
    static struct seen seen, naive;
    uint64_t random = 1;
    struct house house;
    unsigned meetings = 0;
    (void)state;

    house_fill(&house);
    for (unsigned i = 0; i < 40; i++) {
        char cells[512];
        struct meeting last[DEADLINE_MOST] = {0};
        bool met[DEADLINE_MOST] = {false};
        snprintf(cells, sizeof cells, "%s", invent(&random));
        seen = naive = (struct seen){0};
        run(&house, cells, 200, &seen, (struct forecast_watcher){0});
        for (int32_t day = 0; day < 200; day++)
            live_a_day(&house, stream_of(cells), day_of(AS_OF) + day, last, met,
                       &naive);
        sort(&naive);
        if (seen.count != naive.count)
            fail_msg("%s: %u meetings, expected %u", cells, seen.count, naive.count);
        for (unsigned j = 0; j < seen.count; j++)
            if (seen.meetings[j].met_on != naive.meetings[j].met_on ||
                seen.meetings[j].obligation.due_on !=
                    naive.meetings[j].obligation.due_on)
                fail_msg("%s: %s, expected %s", cells,
                         day_text(seen.meetings[j].met_on),
                         day_text(naive.meetings[j].met_on));
        meetings += seen.count;
    }
    house_drop(&house);
    assert_in_range(meetings, 100, 10000);
}

/* Any day of the window will do; that it is one is what the test is about. */
static int32_t place_anywhere(void *context, const struct obligation *obligation,
                              const struct work_window *window)
{
    struct seen *seen = context;
    const struct calendar *calendar = seen->forecast->concept->calendar;
    int32_t day;

    assert_int_equal(obligation->rule->kind, DEADLINE_TALK);
    assert_int_equal(window->until, obligation->work_on);
    assert_true(window->from < window->until);
    assert_true(calendar_is_working(calendar, window->from));
    assert_true(window->from >= seen->forecast->concept->as_of);
    do
        day =
            window->from +
            (int32_t)pick(&seen->random, (unsigned)(window->until - window->from + 1));
    while (!calendar_is_working(calendar, day));
    seen->placed++;
    seen->moved += day < window->until;
    return day;
}

/*
 * No talk is held after its work_on; none before the last one of its deadline, or
 * before the date from which it counts; and from talk to talk it is no longer than the
 * rule says, but for the days by which a due day rolls back.
 */
static void check_moved(const struct seen *seen, const char *cells)
{
    const struct meeting *last = NULL;

    for (unsigned i = 0; i < seen->count; i++) {
        const struct meeting *it = &seen->meetings[i];
        int32_t due_on = it->obligation.due_on, work_on = it->obligation.work_on;
        bool is_late = it->met_on > work_on;
        assert_true(!is_late || work_on < seen->forecast->until);
        assert_true(it->met_on >= it->obligation.anchor_on);
        if (last != NULL && last->met_on < last->obligation.work_on &&
            due_on != date_add_months(last->met_on, 1))
            fail_msg("%s: due %s after a talk on %s", cells, day_text(due_on),
                     day_text(last->met_on));
        assert_true(last == NULL || it->met_on > last->met_on);
        last = it;
    }
}

static void talks_move_inside_their_windows_only(void **state)
{
    static struct seen seen;
    uint64_t random = 7;
    unsigned placed = 0, moved = 0;
    struct house house;
    (void)state;

    house_fill(&house);
    for (unsigned i = 0; i < 60; i++) {
        char cells[128];
        snprintf(cells, sizeof cells, "category=A last_contact_on=%s",
                 day_text(day_of(AS_OF) - (int32_t)pick(&random, 45)));
        seen = (struct seen){.random = i};
        run(&house, cells, YEAR, &seen,
            (struct forecast_watcher){.placed = DEADLINE_TALK,
                                      .place = place_anywhere});
        check_moved(&seen, cells);
        placed += seen.placed;
        moved += seen.moved;
    }
    for (unsigned i = 0; i < 60; i++) {
        seen = (struct seen){.random = i};
        run(&house, invent(&random), YEAR, &seen,
            (struct forecast_watcher){.placed = DEADLINE_TALK,
                                      .place = place_anywhere});
        placed += seen.placed;
    }
    house_drop(&house);
    assert_in_range(placed, 1000, 100000);
    assert_in_range(moved, 500, 100000);
}

static void a_test_beyond_the_calendar_is_a_fault(void **state)
{
    struct concept *concept;
    struct diag diag = {0};
    struct house house;
    (void)state;

    house_make(&house);
    house_put(&house, "concept.tsv", CONCEPT);
    house_put(&house, "u25_groups.tsv",
              "rule\ttraining_ends_on\t=u25_group\tsource\n"
              "g1\t< as_of+9999b +9999b +9999b +9999b +7100b\tx\ts\n");
    concept = house_open(&house, "2026-11-21");
    assert_true(concept_foresee(concept, 364, &diag));
    assert_false(concept_foresee(concept, 3640, &diag));
    assert_string_equal(fault_text(&diag, NULL),
                        "a test of the concept that counts from as_of leads out of "
                        "the calendar on one of the days ahead");
    concept_close(concept);
    house_drop(&house);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_repeats_runs_from_the_day_on_which_it_was_due),
        cmocka_unit_test(what_is_late_is_met_on_the_first_working_day),
        cmocka_unit_test(one_meeting_can_meet_several_rows),
        cmocka_unit_test(facts_are_those_of_the_day),
        cmocka_unit_test(what_falls_on_the_day_of_a_meeting_is_met_by_it),
        cmocka_unit_test(only_days_on_which_something_changes_are_visited),
        cmocka_unit_test(equals_a_simulation_of_each_single_day),
        cmocka_unit_test(talks_move_inside_their_windows_only),
        cmocka_unit_test(a_test_beyond_the_calendar_is_a_fault),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
