/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Forecasts: when each obligation is met and comes again, worked out by hand; the same
 * as a simulation that loads the concept anew for each day; and talks that are moved,
 * which stay in their windows. The calendar is Brandenburg's; as_of is Saturday,
 * 2026-11-21.
 */
#include "holding.h"
#include "rules.h"

#include "forecast/forecast.h"

static const char CONCEPT[] = "key\tvalue\ncalendar\tBB\n"
                              "derive\tage_group u25_group\n"
                              "case_begins\tbenefit_since\n";

static const char AGES[] = "rule\tage\tage_group=\tsource\n"
                           "a1\t< 25\tu25\ts\n"
                           "a2\t>= 25\tue25\ts\n";

static const char GROUPS[] = "rule\tage_group\ttraining_ends_on\tu25_group=\tsource\n"
                             "g1\tu25\t>= as_of-6mo\ttraining\ts\n"
                             "g2\tu25\t\tother\ts\n"
                             "g3\tue25,null\t\tnull\ts\n";

/* DEADLINE RULE when ANCHOR OFFSET not_before until ROLL DONE done_since EVERY REPEAT
 * KIND valid_from valid_to SOURCE */
static const char DEADLINES[] =
    "deadline\trule\twhen\tanchor\toffset\tnot_before\tuntil\troll\tdone\tdone_since\t"
    "every\trepeat\tkind\tvalid_from\tvalid_to\tsource\n"
    "contact\tca\tcategory A\tlast_contact_on\t+1mo\t\t\t\t\t\t\t+1mo\ttalk\t\t\ts\n"
    "contact\tcb\tcategory B\tlast_contact_on\t+3mo\t\t\t\t\t\t\t+3mo\ttalk\t\t\ts\n"
    "contact\tct\tcategory C; u25_group training\tlast_contact_on\t+1mo\t\t\t\t\t\t\t"
    "+1mo\ttalk\t\t\ts\n"
    "contact\tco\tcategory C\tlast_contact_on\t+6mo\t\t\t\t\t\t\t+6mo\ttalk\t\t\ts\n"
    "review\trx\tcategory "
    "X\tcategory_since\t+6mo\t\t\t\treviewed_on\t\t\t+6mo\treview\t"
    "\t\ts\n"
    "review\try\tcategory Y\tcategory_since\t+1y\t\t\t\treviewed_on\t\t\t+1y\treview\t"
    "\t\ts\n"
    "review\tre\tcategory Y\tblock_ends_on\t-3mo\tcategory_since\t\t\treviewed_on\t"
    "block_ends_on -6mo\t\t\treview\t\t\ts\n"
    "agreement\tag\t\tagreement_until\t+0d\t\t\t\t\t\t\t\tagreement\t\t\ts\n"
    "handover\tho\tage "
    "[24..25]\tbirth_date\t+25age\t\t\tforward\tu25_handover_on\t\t\t\t"
    "\t\t\ts\n"
    "search\tsu\tage_group u25\tseeking_since\t+1mo\t\t\t\t\t\t\t+1mo\ttalk\t\t\ts\n"
    "search\tse\tage_group ue25\tseeking_since\t+3mo\t\t\t\t\t\t\t+3mo\ttalk\t\t\ts\n"
    "check\tch\tage >= 25\tapplied_on\t+1mo\t\t\t\t\t\t\t\t\t\t\ts\n"
    "end\ten\ttraining_ends_on >= "
    "as_of\ttraining_ends_on\t-3mo\t\t\t\t\t\t\t\t\t\t\ts\n"
    "daily\tda\tcategory D\tapplied_on\t+1d\t\t\t\t\t\t\t+1d\t\t\t\ts\n"
    "soon\tso\tcategory S\tapplied_on\t+0d\t\t\t\tesb_on\tapplied_on "
    "+1mo\t\t\t\t\t\ts\n"
    "window\twi\tcategory W\tschool_ends_on\t+0d\t\t+2w\t\tfirst_talk_on\t\t\t\ttalk\t"
    "\t\ts\n"
    "open\top\tcategory "
    "O\tjob_started_on\t+0d\t\topen\t\tinvited_on\t\t\t\treview\t\t\t"
    "s\n"
    "weekly\twe\tcategory V\tlast_contact_on\t+1w\t\t\t\t\t\t+1w\t\t\t\t\ts\n"
    "each\tea\tcategory U\tapplied_on\t+1d\t\t\t\t\t\t+1d\t\t\t\t\ts\n"
    "report\tre\tesb_on >= as_of-1b\tesb_on\t+1b\t\t\t\t\t\t\t\t\t\t\ts\n"
    "follow\tfo\tesb_on <= as_of-1mo\tesb_on\t+0d\t\t\t\t\t\t\t\t\t\t\ts\n"
    "odd\tod\tage > 40\tbenefit_ended_on\t+0d\t\t\t\t\t\t\t\t\t\t\ts\n"
    "older\tol\tage > grade\tdegree_on\t+0d\t\t\t\t\t\t\t\t\t\t\ts\n"
    "plan\tp1\t\tagreement_from\t+1mo\t\t\t\t\t\t\t+1mo\tagreement\t\t2027-01-15\ts\n"
    "plan\tp2\tcategory "
    "not(T),null\tagreement_from\t+3mo\t\t\t\t\t\t\t+3mo\tagreement\t"
    "2027-01-16\t\ts\n";

static const char WANTED[] =
    "category age age_group u25_group training_ends_on last_contact_on category_since "
    "reviewed_on block_ends_on agreement_until birth_date u25_handover_on "
    "seeking_since applied_on esb_on school_ends_on first_talk_on job_started_on "
    "invited_on benefit_ended_on grade degree_on benefit_since agreement_from";

enum { YEAR = 52 * 7, MEETINGS_MOST = 1000 };

/* What a watcher saw of a meeting. */
struct sight {
    int32_t met_on, due_on, work_on, anchor_on;
    unsigned deadline;
    bool is_late;
};

struct seen {
    unsigned count;
    struct sight sights[MEETINGS_MOST];
    const struct forecast *forecast;
    const struct facts *facts; /* of the day looked at last */
    uint64_t random;           /* place: the state of a generator */
    unsigned placed, moved;
    unsigned looks;
};

static void look(void *context, const struct facts *facts, int32_t day)
{
    struct seen *seen = context;

    assert_int_equal(facts->day.as_of, day);
    seen->facts = facts;
    seen->looks++;
}

static void add_sight(struct seen *seen, const struct meeting *meeting)
{
    const struct obligation *it = &meeting->obligation;

    assert_true(seen->count < MEETINGS_MOST);
    seen->sights[seen->count++] =
        (struct sight){meeting->met_on,
                       it->due_on,
                       it->work_on,
                       it->anchor_on,
                       it->rule->deadline,
                       it->until_on != DATE_NONE && meeting->met_on > it->until_on};
}

static void meet(void *context, const struct meeting *meeting)
{
    struct seen *seen = context;

    assert_in_range(meeting->met_on, seen->forecast->from, seen->forecast->until);
    add_sight(seen, meeting);
}

static bool comes_before(const struct sight *a, const struct sight *b)
{
    if (a->met_on != b->met_on)
        return a->met_on < b->met_on;
    return a->deadline != b->deadline ? a->deadline < b->deadline
                                      : a->due_on < b->due_on;
}

static void sort(struct seen *seen)
{
    for (unsigned i = 1; i < seen->count; i++) {
        struct sight it = seen->sights[i];
        unsigned at = i;
        for (; at > 0 && comes_before(&it, &seen->sights[at - 1]); at--)
            seen->sights[at] = seen->sights[at - 1];
        seen->sights[at] = it;
    }
}

static void house_fill(struct house *house)
{
    house_make(house);
    house_put(house, "concept.tsv", CONCEPT);
    house_put(house, "age_group.tsv", AGES);
    house_put(house, "u25_group.tsv", GROUPS);
    house_put(house, "deadlines.tsv", DEADLINES);
}

/* `cells` is `COLUMN=VALUE COLUMN=VALUE`. */
static const char *stream_of(const char *cells)
{
    static char text[1024];
    char names[500] = "client_id", values[400] = "1";
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

static void want(struct facts *facts)
{
    struct span rest = span_from(WANTED);

    while (rest.ptr != NULL)
        facts_want(facts, columns_find(&facts->concept->columns, span_cut(&rest, ' ')));
    facts_want_deadlines(facts);
}

/* The forecast of one person; the watcher's functions beyond look and meet are given.
 */
static void run(const struct house *house, const char *cells, unsigned days,
                struct seen *seen, struct forecast_watcher watcher)
{
    struct concept *concept = house_open(house, AS_OF);
    const struct reader_options options = READER_DEFAULTS;
    struct facts *facts = facts_new(concept, concept->loaded_for);
    struct diag diag = {0};
    struct forecast forecast;
    struct record record;
    struct input input;
    const char *path = input.path;
    struct reader *reader;

    input_make(&input, span_from(stream_of(cells)));
    reader = reader_open(&path, 1, &options, &diag);
    assert_non_null(reader);
    assert_true(forecast_init(&forecast, concept, facts, days, &diag));
    for (unsigned i = 0; i < forecast.slice_count; i++)
        want(forecast.slices[i].facts);
    assert_true(facts_bind(facts, reader_header(reader), &diag));
    forecast_bind(&forecast, reader_header(reader));
    assert_int_equal(reader_next(reader, &record, &diag), READER_RECORD);
    if (!facts_read(facts, &record, &diag) || !forecast_read(&forecast, &record, &diag))
        fail_msg("%s: %s", cells, fault_text(&diag, NULL));
    seen->forecast = &forecast;
    watcher.context = seen;
    watcher.look = look;
    watcher.meet = meet;
    forecast_person(&forecast, &watcher);
    for (unsigned i = 0; i < forecast.slice_count; i++)
        assert_int_equal(forecast.slices[i].facts->day.as_of, forecast.slices[i].from);
    sort(seen);
    forecast_free(&forecast);
    facts_free(facts);
    reader_close(reader);
    input_drop(&input);
    concept_close(concept);
}

/* `DAY | DAY late | …` */
static const char *text_of(const struct seen *seen)
{
    static char text[4096];
    size_t used = 0;

    text[0] = '\0';
    for (unsigned i = 0; i < seen->count; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s%s",
                                 i > 0 ? " | " : "", day_text(seen->sights[i].met_on),
                                 seen->sights[i].is_late ? " late" : "");
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
    {"birth_date=2001-12-05 applied_on=2026-01-10", "2026-12-07 late | 2026-12-07"},
    {"birth_date=2001-12-07 applied_on=2026-01-10", "2026-12-07 late | 2026-12-07"},
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

static const struct expected windows[] = {
    /* It opens on a Saturday, and at Christmas: on the next working day. */
    {"category=W school_ends_on=2026-12-05", "2026-12-07"},
    {"category=O job_started_on=2026-12-25", "2026-12-28"},
    /* It runs, its last day is Thursday; or there is none. */
    {"category=W school_ends_on=2026-11-12", "2026-11-21"},
    {"category=W school_ends_on=2026-11-07", "2026-11-23 late"},
    {"category=O job_started_on=2026-03-02", "2026-11-21"},
    /* It is over. */
    {"category=W school_ends_on=2026-11-02", "2026-11-23 late"},
    {"category=O job_started_on=2026-03-02 invited_on=2026-03-02", ""},
};

static void a_window_is_met_on_its_first_day_or_at_once(void **state)
{
    (void)state;
    check_all(windows, COUNT_OF(windows), 14 * 7);
}

static const struct expected reminders[] = {
    /* a Tuesday each week; a Friday, also Christmas and New Year */
    {"category=V last_contact_on=2026-11-10",
     "2026-11-24 | 2026-12-01 | 2026-12-08 | 2026-12-15 | 2026-12-22 | 2026-12-29"},
    {"category=V last_contact_on=2026-11-13",
     "2026-11-27 | 2026-12-04 | 2026-12-11 | 2026-12-18 | 2026-12-24 | 2026-12-31"},
    /* today, a Saturday, and then on the Friday before */
    {"category=V last_contact_on=2026-11-14",
     "2026-11-21 | 2026-11-27 | 2026-12-04 | 2026-12-11 | 2026-12-18 | 2026-12-24 | "
     "2026-12-31"},
    /* not before there is a contact */
    {"category=V last_contact_on=2026-12-07", "2026-12-14 | 2026-12-21 | 2026-12-28"},
};

static void of_a_reminder_each_one_counts(void **state)
{
    static const struct expected each[] = {{"category=U applied_on=2026-11-01",
                                            "2026-11-21 | 2026-11-22 | 2026-11-23 | "
                                            "2026-11-24 | 2026-11-25 | 2026-11-26 | "
                                            "2026-11-27 | 2026-11-27 | 2026-11-27"}};

    (void)state;
    check_all(reminders, COUNT_OF(reminders), 6 * 7);
    check_all(each, COUNT_OF(each), 7);
}

static const struct expected known_later[] = {
    /* an appointment is a contact from its day on */
    {"category=A last_contact_on=2026-12-08", "2027-01-08 | 2027-02-08"},
    /* and tests that count from as_of ask it from then on; New Year is a Friday */
    {"esb_on=2026-12-01", "2026-12-02 | 2027-01-04 late"},
    /* 41 on a Friday: no other row knows that age; nor the one that is a column */
    {"birth_date=1986-01-15 benefit_ended_on=2026-01-10", "2027-01-15 late"},
    {"birth_date=1986-01-15 grade=40 degree_on=2026-06-01", "2027-01-15 late"},
    {"birth_date=1986-01-15 grade=41 degree_on=2026-06-01", ""},
    /* what lies before the case is no neglect, once that has begun */
    {"birth_date=2001-12-15 applied_on=2026-10-01", "2026-12-15 late | 2026-12-15"},
    {"birth_date=2001-12-15 applied_on=2026-10-01 benefit_since=2026-12-01",
     "2026-12-15"},
};

static void what_becomes_known_or_old_enough_counts_from_its_day(void **state)
{
    (void)state;
    check_all(known_later, COUNT_OF(known_later), 14 * 7);
}

static const struct expected coming_rows[] = {
    /* each month up to 15 January, then each quarter */
    {"agreement_from=2026-10-31", "2026-11-30 | 2026-12-30 | 2027-03-30"},
    {"agreement_from=2026-11-20", "2026-12-18 | 2027-03-19"},
    /* what is due in a row that has gone is no longer asked for */
    {"category=T agreement_from=2026-12-15", "2027-01-15"},
    {"category=T agreement_from=2026-12-18", ""},
};

static void rows_are_those_of_the_day(void **state)
{
    (void)state;
    check_all(coming_rows, COUNT_OF(coming_rows), 20 * 7);
}

static void slices_are_the_days_with_the_same_rows(void **state)
{
    struct concept *concept;
    struct facts *facts;
    struct forecast forecast;
    struct house house;
    struct diag diag;
    (void)state;

    house_fill(&house);
    concept = house_open(&house, AS_OF);
    facts = facts_new(concept, concept->loaded_for);
    /* 2027-01-15 is the 56th day; p1 goes and p2 comes on the next. */
    assert_true(forecast_init(&forecast, concept, facts, 56, &diag));
    assert_int_equal(forecast.slice_count, 1);
    forecast_free(&forecast);
    assert_true(forecast_init(&forecast, concept, facts, 57, &diag));
    assert_int_equal(forecast.slice_count, 2);
    assert_int_equal(forecast.slices[0].until, day_of("2027-01-15"));
    assert_int_equal(forecast.slices[1].from, day_of("2027-01-16"));
    assert_int_equal(forecast.slices[1].until, day_of("2027-01-16"));
    forecast_free(&forecast);
    facts_free(facts);
    concept_close(concept);
    house_drop(&house);
}

static void only_days_on_which_something_changes_are_visited(void **state)
{
    static const struct {
        const char *cells;
        unsigned looks;
    } cases[] = {
        /* The first day of each slice. */
        {"category=A last_contact_on=2026-10-31", 2},
        {"category=A birth_date=1980-03-03", 2},
        {"birth_date=2001-12-15", 3},                             /* 25 */
        {"birth_date=2000-12-15", 3},                             /* 26 */
        {"birth_date=1986-01-15", 3},                             /* 41 */
        {"birth_date=1984-12-15", 2},                             /* 42 */
        {"birth_date=2001-12-15 training_ends_on=2026-11-30", 5}, /* and two tests */
        {"birth_date=2001-12-15 training_ends_on=2019-11-30", 3},
        {"reviewed_on=2026-12-15", 3}, /* it is known */
        {"reviewed_on=2026-11-15", 2},
        {"benefit_since=2026-12-15", 3}, /* the case begins */
    };
    static struct seen seen;
    struct house house;
    (void)state;

    house_fill(&house);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        seen = (struct seen){0};
        run(&house, cases[i].cells, YEAR, &seen, (struct forecast_watcher){0});
        if (seen.looks != cases[i].looks)
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
    static const char *const dates[] = {
        "last_contact_on", "category_since",   "reviewed_on",    "block_ends_on",
        "agreement_until", "training_ends_on", "seeking_since",  "applied_on",
        "u25_handover_on", "esb_on",           "school_ends_on", "first_talk_on",
        "job_started_on",  "invited_on",       "degree_on",      "agreement_from",
        "benefit_since",   "benefit_ended_on"};
    static char text[1024];
    int32_t as_of = day_of(AS_OF);
    int used = snprintf(text, sizeof text, "category=%c birth_date=%s grade=%u",
                        "ABCXYESWOVT"[pick(random, 11)],
                        day_text(as_of - 23 * 365 - (int32_t)pick(random, 4 * 365)),
                        22 + pick(random, 5));

    for (size_t i = 0; i < COUNT_OF(dates); i++)
        if (pick(random, 3) > 0)
            used +=
                snprintf(text + used, sizeof text - (size_t)used, " %s=%s", dates[i],
                         day_text(as_of - 400 + (int32_t)pick(random, 800)));
    return text;
}

/* The simulation that knows no shortcut. */
struct naive {
    struct seen seen;
    struct meeting last[DEADLINE_MOST];
    bool met[DEADLINE_MOST];
};

/* Whether an obligation is met on a day on which it is open. */
static bool is_met_on(const struct obligation *it, int32_t day, bool works)
{
    if (it->work_on >= day)
        return it->work_on == day;
    if (it->rule->every.count > 0)
        return it->due_on == day;
    return works || (it->rule->until != UNTIL_NONE &&
                     (it->until_on == DATE_NONE || it->until_on >= day));
}

/* Meets what is to be met of one deadline on a day. */
static void live_a_deadline(struct naive *naive, const struct facts *facts,
                            struct obligation it, bool works)
{
    unsigned deadline = it.rule->deadline;
    struct deadline_notes notes = {0};
    int32_t day = facts->day.as_of;

    while (is_met_on(&it, day, works)) {
        struct meeting meeting = {it, day};
        add_sight(&naive->seen, &meeting);
        if (it.work_on != day)
            meeting.obligation.due_on = day;
        naive->last[deadline] = meeting;
        naive->met[deadline] = true;
        if (it.rule->every.count == 0 ||
            !next_after(facts, deadline, &meeting, &it, &notes))
            return;
    }
}

/* One day: the concept of this day, the record read anew. */
static void live_a_day(struct naive *naive, const struct house *house,
                       const char *stream, int32_t day)
{
    struct concept *concept = house_open(house, day_text(day));
    struct obligation open[DEADLINE_MOST];
    struct deadline_notes notes = {0};
    bool met[DEADLINE_MOST], works;
    struct asked asked;
    unsigned count;

    memcpy(met, naive->met, sizeof met);
    asked_make(&asked, concept, stream, WANTED);
    assert_true(asked.good);
    works = calendar_is_working(asked.facts->day.calendar, day);
    count = obligations_open(asked.facts, open, &notes);
    for (unsigned i = 0; i < count; i++)
        if (!met[open[i].rule->deadline])
            live_a_deadline(naive, asked.facts, open[i], works);
    for (unsigned i = 0; i < concept->deadlines.name_count; i++) {
        struct obligation next;
        if (met[i] && next_after(asked.facts, i, &naive->last[i], &next, &notes) &&
            next.due_on > naive->last[i].obligation.due_on)
            live_a_deadline(naive, asked.facts, next, works);
    }
    asked_drop(&asked);
    concept_close(concept);
}

static void compare(const struct seen *seen, const struct seen *naive,
                    const char *cells)
{
    for (unsigned j = 0; j < seen->count && j < naive->count; j++)
        if (seen->sights[j].met_on != naive->sights[j].met_on ||
            seen->sights[j].due_on != naive->sights[j].due_on ||
            seen->sights[j].deadline != naive->sights[j].deadline)
            fail_msg("%s: deadline %u on %s, expected %u on %s", cells,
                     seen->sights[j].deadline, day_text(seen->sights[j].met_on),
                     naive->sights[j].deadline, day_text(naive->sights[j].met_on));
    if (seen->count != naive->count)
        fail_msg("%s: %u meetings, expected %u", cells, seen->count, naive->count);
}

static void equals_a_simulation_of_each_single_day(void **state)
{
    static struct seen seen;
    static struct naive naive;
    uint64_t random = 1;
    struct house house;
    unsigned meetings = 0;
    (void)state;

    house_fill(&house);
    for (unsigned i = 0; i < 40; i++) {
        char cells[1024];
        snprintf(cells, sizeof cells, "%s", invent(&random));
        seen = (struct seen){0};
        naive = (struct naive){0};
        run(&house, cells, 200, &seen, (struct forecast_watcher){0});
        for (int32_t day = 0; day < 200; day++)
            live_a_day(&naive, &house, stream_of(cells), day_of(AS_OF) + day);
        sort(&naive.seen);
        compare(&seen, &naive.seen, cells);
        meetings += seen.count;
    }
    house_drop(&house);
    assert_in_range(meetings, 200, 10000);
}

/* Any day of the window will do; that it is one is what the test is about. */
static int32_t place_anywhere(void *context, const struct obligation *obligation,
                              const struct work_window *window)
{
    struct seen *seen = context;
    const struct calendar *calendar = seen->facts->day.calendar;
    int32_t day, work_on = obligation->work_on;

    assert_int_equal(obligation->rule->kind, DEADLINE_TALK);
    assert_true(window->from <= work_on && work_on <= window->until);
    assert_true(window->from < window->until);
    if (obligation->rule->until == UNTIL_NONE)
        assert_int_equal(window->until, work_on);
    else
        assert_int_equal(window->from, work_on);
    assert_true(calendar_is_working(calendar, window->from));
    assert_true(window->from >= seen->facts->day.as_of);
    do
        day =
            window->from +
            (int32_t)pick(&seen->random, (unsigned)(window->until - window->from + 1));
    while (!calendar_is_working(calendar, day));
    seen->placed++;
    seen->moved += day != work_on;
    return day;
}

/*
 * No talk is held after its work_on; none before the last one of its deadline, or
 * before the date from which it counts; and from talk to talk it is no longer than the
 * rule says, but for the days by which a due day rolls back.
 */
static void check_moved(const struct seen *seen, const char *cells)
{
    const struct sight *last = NULL;

    for (unsigned i = 0; i < seen->count; i++) {
        const struct sight *it = &seen->sights[i];
        assert_true(it->met_on <= it->work_on || it->is_late);
        assert_true(it->met_on >= it->anchor_on);
        if (last != NULL && last->met_on < last->work_on &&
            it->due_on != date_add_months(last->met_on, 1))
            fail_msg("%s: due %s after a talk on %s", cells, day_text(it->due_on),
                     day_text(last->met_on));
        assert_true(last == NULL || it->met_on > last->met_on);
        last = it;
    }
}

static void talks_move_inside_their_windows_only(void **state)
{
    static const struct forecast_watcher watcher = {.placed = DEADLINE_TALK,
                                                    .place = place_anywhere};
    static struct seen seen;
    uint64_t random = 7;
    unsigned placed = 0, moved = 0, in_windows = 0;
    struct house house;
    (void)state;

    house_fill(&house);
    for (unsigned i = 0; i < 60; i++) {
        char cells[128];
        snprintf(cells, sizeof cells, "category=A last_contact_on=%s",
                 day_text(day_of(AS_OF) - (int32_t)pick(&random, 45)));
        seen = (struct seen){.random = i};
        run(&house, cells, YEAR, &seen, watcher);
        check_moved(&seen, cells);
        placed += seen.placed;
        moved += seen.moved;
    }
    for (unsigned i = 0; i < 60; i++) {
        seen = (struct seen){.random = i};
        run(&house, invent(&random), YEAR, &seen, watcher);
        placed += seen.placed;
    }
    for (unsigned i = 0; i < 20; i++) {
        char cells[128];
        snprintf(cells, sizeof cells, "category=W school_ends_on=%s",
                 day_text(day_of(AS_OF) + (int32_t)pick(&random, 300)));
        seen = (struct seen){.random = i};
        run(&house, cells, YEAR, &seen, watcher);
        assert_int_equal(seen.count, 1);
        assert_true(!seen.sights[0].is_late);
        in_windows += seen.moved;
    }
    house_drop(&house);
    assert_in_range(placed, 800, 100000);
    assert_in_range(moved, 500, 100000);
    assert_in_range(in_windows, 10, 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_repeats_runs_from_the_day_on_which_it_was_due),
        cmocka_unit_test(what_is_late_is_met_on_the_first_working_day),
        cmocka_unit_test(one_meeting_can_meet_several_rows),
        cmocka_unit_test(facts_are_those_of_the_day),
        cmocka_unit_test(what_falls_on_the_day_of_a_meeting_is_met_by_it),
        cmocka_unit_test(a_window_is_met_on_its_first_day_or_at_once),
        cmocka_unit_test(of_a_reminder_each_one_counts),
        cmocka_unit_test(what_becomes_known_or_old_enough_counts_from_its_day),
        cmocka_unit_test(rows_are_those_of_the_day),
        cmocka_unit_test(slices_are_the_days_with_the_same_rows),
        cmocka_unit_test(only_days_on_which_something_changes_are_visited),
        cmocka_unit_test(equals_a_simulation_of_each_single_day),
        cmocka_unit_test(talks_move_inside_their_windows_only),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
