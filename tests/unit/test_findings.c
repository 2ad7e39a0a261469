/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What becomes of an obligation, an agreement and a promised contact, on and around the
 * days that decide; the columns by which is counted; and the percentiles. as_of is
 * Saturday, 2026-11-21; the calendar is Brandenburg's.
 */
#include "rules.h"

#include "audit/figures.h"
#include "audit/findings.h"
#include "audit/tally.h"
#include "person/grouping.h"

struct office {
    struct house house;
    struct concept *concept;
    struct findings audit;
    const char *header; /* the columns that the stream has */
};

static const char DEADLINES[] =
    "deadline\trule\twhen\tanchor\toffset\tnot_before\tuntil\troll\tdone\t"
    "closed_by\trepeat\taudit\tsource\n"
    "b\tback\t\tapplied_on\t+10d\t\t\t\tesb_on\tdegree_on\t\t\ts\n"
    "f\tforward\t\tapproved_on\t+10d\t\t\tforward\tfirst_talk_on\t\t\t\ts\n"
    "f\tforward-month\tcategory F\tapproved_on\t+1mo\t\t\t\tfirst_talk_on\t\t\t\ts\n"
    "n\tnone\t\talg_until\t+0d\t\t\t\t\t\t\t\ts\n"
    "r\tagain\t\tcategory_since\t+6mo\t\t\t\treviewed_on\t\t+6mo\t\ts\n"
    "w\twindow\t\tschool_ends_on\t+0d\t\t+2w\t\thandover_on\t\t\t\ts\n"
    "o\topen\t\tjob_started_on\t+0d\t\topen\t\tinvited_on\t\t\t\ts\n"
    "x\tleft\t\tapplied_on\t+0d\t\t\t\tesb_on\t\t\tno\ts\n"
    "t\ttoday\tmeasure_ends_on >= as_of\tmeasure_ends_on\t-1mo\t\t\t\thandover_on\t"
    "\t\t\ts\n"
    "first\tfirst\t\ttraining_ends_on\t+10d\t\t\t\tagreement_from\t\t\t\ts\n"
    "run\trun\tcategory Y\tagreement_from\t+6mo\t\t\t\t\t\t+6mo\t\ts\n"
    "kontakt\tka\tcategory A\tlast_contact_on\t+$often\t\t\t\t\t\t+$often\t\ts\n"
    "kontakt\tkb\tcategory A,B\tlast_contact_on\t+3mo\t\t\t\t\t\t+3mo\t\ts\n"
    "kontakt\tke\tcategory E,S\tlast_contact_on\t+1mo\talg_until\t\t\t\t\t+1mo\t\ts\n"
    "kontakt\tks\tcategory E,S\tlast_contact_on\t+30d\t\t\t\t\t\t+30d\t\ts\n"
    "kontakt\tkd\tcategory D,E\tlast_contact_on\t+1w\t\t\t\t\t\t+1w\t\ts\n"
    "talk\ttalk\tcategory G\tagreement_until\t+0d\t\t\t\tfirst_talk_on\t\t\t\ts\n";

/* All that the rules read. */
#define HEADER                                                                    \
    "category applied_on esb_on degree_on approved_on first_talk_on alg_until "   \
    "category_since reviewed_on school_ends_on handover_on job_started_on "       \
    "invited_on measure_ends_on training_ends_on agreement_from agreement_until " \
    "last_contact_on benefit_since"

static void open_office(struct office *office, enum findings_view view)
{
    house_make(&office->house);
    house_put(&office->house, "concept.tsv",
              "key\tvalue\ncalendar\tBB\nderive\tage_group document\n"
              "case_begins\tbenefit_since\ncontacts\tkontakt, talk\n");
    house_put(&office->house, "parameters.tsv", "name\tvalue\tsource\noften\t1mo\ts\n");
    house_put(&office->house, "age_group.tsv",
              "rule\tage\tage_group=\tsource\ny\t< 25\tu25\ts\no\t>= 25\tue25\ts\n");
    house_put(&office->house, "document.tsv",
              "rule\tcategory\tdocument=\tsource\n"
              "x\tX\tnone\ts\n"
              "other\t-\tagreement\ts\n");
    house_put(&office->house, "deadlines.tsv", DEADLINES);
    office->concept = house_open(&office->house, AS_OF);
    office->header = HEADER;
    office->audit = (struct findings){
        .view = view, .from = day_of("2026-03-01"), .until = day_of("2026-12-31")};
    memset(office->audit.is_named, 1, sizeof office->audit.is_named);
    office->audit
        .is_contact[deadlines_find(&office->concept->deadlines, span_from("kontakt"))] =
        true;
    office->audit
        .is_contact[deadlines_find(&office->concept->deadlines, span_from("talk"))] =
        true;
    findings_prepare(&office->audit, office->concept);
}

static void close_office(struct office *office)
{
    concept_close(office->concept);
    house_drop(&office->house);
}

/* The value of `name` in `COLUMN=VALUE COLUMN=VALUE`; empty if it is not there. */
static struct span value_in(const char *cells, struct span name)
{
    struct span rest = span_from(cells);

    while (rest.ptr != NULL && rest.len > 0) {
        struct span value = span_cut(&rest, ' '), column = span_cut(&value, '=');
        if (span_equal(column, name))
            return value;
    }
    return span_of("", 0);
}

/* A record with these cells below the header. */
static const char *stream_of(const struct office *office, const char *cells)
{
    static char text[2048];
    char values[1024] = "1";
    struct span rest = span_from(office->header);
    size_t used = (size_t)snprintf(text, sizeof text, "client_id"), filled = 1;

    while (rest.ptr != NULL) {
        struct span name = span_cut(&rest, ' '), value = value_in(cells, name);
        used += (size_t)snprintf(text + used, sizeof text - used, "\t%.*s",
                                 (int)name.len, name.ptr);
        filled += (size_t)snprintf(values + filled, sizeof values - filled, "\t%.*s",
                                   (int)value.len, value.ptr);
    }
    snprintf(text + used, sizeof text - used, "\n%s\n", values);
    return text;
}

static size_t put_finding(char *text, size_t room, const struct office *office,
                          const struct finding *finding)
{
    static const char *const states[][AGREEMENT_STATES] = {
        {"kept", "late", "missed", "open", "closed"},
        {"exempt", "valid", "missing", "expired", "earlier_case", "not_begun"},
        {"reached", "behind", "unknown"}};
    const struct obligation *obligation = &finding->obligation;
    size_t used =
        (size_t)snprintf(text, room, "%s", states[office->audit.view][finding->state]);

    if (finding->days != FINDINGS_NO_DAYS)
        used += (size_t)snprintf(text + used, room - used, " %d", (int)finding->days);
    if (obligation->rule != NULL)
        used += (size_t)snprintf(text + used, room - used, " %.*s",
                                 (int)obligation->rule->rule->id.len,
                                 obligation->rule->rule->id.ptr);
    if (obligation->due_on != DATE_NONE)
        used += (size_t)snprintf(text + used, room - used, " %s",
                                 day_text(obligation->due_on));
    if (finding->met_on != DATE_NONE)
        used += (size_t)snprintf(text + used, room - used, " %s",
                                 day_text(finding->met_on));
    return used + (size_t)snprintf(text + used, room - used, "%s",
                                   finding->is_unseen ? " unseen" : "");
}

/* `STATE DAYS RULE DUE_ON MET_ON | …`; what there is none of is left out. */
static const char *found(struct office *office, const char *cells)
{
    static char text[2048];
    struct finding *findings =
        mem_array(findings_most(&office->audit), sizeof *findings);
    struct deadline_notes notes = {0};
    struct asked asked;
    unsigned count;
    size_t used = 0;

    asked_make(&asked, office->concept, stream_of(office, cells),
               HEADER " age_group document");
    if (!asked.good)
        fail_msg("\"%s\": %s", cells, fault_text(&asked.diag, NULL));
    count = findings_find(&office->audit, asked.facts, findings, &notes);
    text[0] = '\0';
    for (unsigned i = 0; i < count; i++) {
        used +=
            (size_t)snprintf(text + used, sizeof text - used, "%s", i > 0 ? " | " : "");
        used += put_finding(text + used, sizeof text - used, office, &findings[i]);
    }
    asked_drop(&asked);
    free(findings);
    return text;
}

struct expected {
    const char *cells, *found;
};

static void check_all(struct office *office, const struct expected *cases,
                      size_t case_count)
{
    unsigned failures = 0;

    for (size_t i = 0; i < case_count; i++) {
        const char *got = found(office, cases[i].cells);
        if (strcmp(got, cases[i].found) == 0)
            continue;
        print_error("%s\n  finds    %s\n  expected %s\n", cases[i].cells, got,
                    cases[i].found);
        failures++;
    }
    assert_int_equal(failures, 0);
}

static void check_standards(const struct expected *cases, size_t count)
{
    struct office office;

    open_office(&office, FINDINGS_STANDARDS);
    check_all(&office, cases, count);
    close_office(&office);
}

static void an_obligation_is_kept_late_missed_or_open(void **state)
{
    static const struct expected cases[] = {
        {"", ""},
        /* Thursday, and the day after. */
        {"applied_on=2026-03-02 esb_on=2026-03-12", "kept back 2026-03-12 2026-03-12"},
        {"applied_on=2026-03-02 esb_on=2026-03-13",
         "late 1 back 2026-03-12 2026-03-13"},
        /* Due on a Saturday, to be worked on by Friday: it is kept up to Saturday. */
        {"applied_on=2026-03-04 esb_on=2026-03-14", "kept back 2026-03-14 2026-03-14"},
        {"applied_on=2026-03-04 esb_on=2026-03-16",
         "late 2 back 2026-03-14 2026-03-16"},
        /* Rolled forward from Saturday it is kept up to Monday. */
        {"approved_on=2026-03-04 first_talk_on=2026-03-16",
         "kept forward 2026-03-14 2026-03-16"},
        {"approved_on=2026-03-04 first_talk_on=2026-03-17",
         "late 1 forward 2026-03-14 2026-03-17"},
        /* Met before it was due; before the anchor it is not met. */
        {"applied_on=2026-03-02 esb_on=2026-03-02", "kept back 2026-03-12 2026-03-02"},
        {"applied_on=2026-03-02 esb_on=2026-03-01", "missed 254 back 2026-03-12"},
        /* The day is over on Saturday if it was Friday. */
        {"applied_on=2026-11-10", "missed 1 back 2026-11-20"},
        {"applied_on=2026-11-11", "open back 2026-11-21"},
        {"applied_on=2026-12-01", "open back 2026-12-11"},
        /* Both the first day of the period and the last one are in it. */
        {"applied_on=2026-02-18", ""},
        {"applied_on=2026-02-19", "missed 265 back 2026-03-01"},
        {"applied_on=2026-12-21", "open back 2026-12-31"},
        {"applied_on=2026-12-22", ""},
        /* Each row of a deadline is judged, in the order of the days, then of the
         * deadlines. */
        {"category=F approved_on=2026-03-03 first_talk_on=2026-03-16 "
         "applied_on=2026-03-03",
         "missed 253 back 2026-03-13 | late 3 forward 2026-03-13 2026-03-16 | "
         "kept forward-month 2026-04-03 2026-03-16"},
        /* What counts from today is asked on the day on which it was due. */
        {"measure_ends_on=2026-08-31", "missed 113 today 2026-07-31"},
        /* Nothing says that it was met. */
        {"alg_until=2026-11-02", ""},
        /* A talk to come has not taken place; an agreement to come is one. */
        {"approved_on=2026-11-20 first_talk_on=2026-11-23", "open forward 2026-11-30"},
        {"training_ends_on=2026-11-01 agreement_from=2026-12-01",
         "late 20 first 2026-11-11 2026-12-01 unseen"},
        /* What is due before the case began is none. */
        {"applied_on=2026-03-02 benefit_since=2026-03-12",
         "missed 254 back 2026-03-12"},
        {"applied_on=2026-03-02 benefit_since=2026-03-13", ""},
    };

    (void)state;
    check_standards(cases, COUNT_OF(cases));
}

static void a_window_is_kept_up_to_its_last_day(void **state)
{
    static const struct expected cases[] = {
        /* Two weeks from Friday, 31 July, to Friday, 14 August. */
        {"school_ends_on=2026-07-31 handover_on=2026-08-14",
         "kept window 2026-07-31 2026-08-14"},
        {"school_ends_on=2026-07-31 handover_on=2026-08-15",
         "late 1 window 2026-07-31 2026-08-15"},
        {"school_ends_on=2026-07-31", "missed 99 window 2026-07-31"},
        {"school_ends_on=2026-11-06", "missed 1 window 2026-11-06"},
        {"school_ends_on=2026-11-10", "open window 2026-11-10"},
        /* The last day, a Sunday, is the Friday before. */
        {"school_ends_on=2026-07-26 handover_on=2026-08-07",
         "kept window 2026-07-26 2026-08-07"},
        {"school_ends_on=2026-07-26 handover_on=2026-08-08",
         "late 1 window 2026-07-26 2026-08-08"},
        /* What has no last day is never late. */
        {"job_started_on=2026-05-01", "open open 2026-05-01"},
        {"job_started_on=2026-05-01 invited_on=2026-11-20",
         "kept open 2026-05-01 2026-11-20"},
    };

    (void)state;
    check_standards(cases, COUNT_OF(cases));
}

static void what_is_closed_is_not_judged(void **state)
{
    static const struct expected cases[] = {
        {"applied_on=2026-03-02 degree_on=2026-03-10",
         "closed back 2026-03-12 2026-03-10"},
        /* Also long after it was due. */
        {"applied_on=2026-03-02 degree_on=2026-06-01",
         "closed back 2026-03-12 2026-06-01"},
        /* The earlier day decides; on the same day it is met. */
        {"applied_on=2026-03-02 degree_on=2026-03-10 esb_on=2026-03-10",
         "kept back 2026-03-12 2026-03-10"},
        {"applied_on=2026-03-02 degree_on=2026-03-10 esb_on=2026-03-11",
         "closed back 2026-03-12 2026-03-10"},
        {"applied_on=2026-03-02 degree_on=2026-03-14 esb_on=2026-03-13",
         "late 1 back 2026-03-12 2026-03-13"},
        /* Before the anchor it closes nothing. */
        {"applied_on=2026-03-02 degree_on=2026-03-01", "missed 254 back 2026-03-12"},
    };

    (void)state;
    check_standards(cases, COUNT_OF(cases));
}

static void what_repeats_is_judged_first_and_last(void **state)
{
    static const struct expected cases[] = {
        {"category_since=2026-03-02 reviewed_on=2026-05-10",
         "kept again 2026-09-02 2026-05-10 | missed 11 again 2026-11-10 unseen"},
        {"category_since=2026-03-02 reviewed_on=2026-05-10 applied_on=2026-10-01",
         "kept again 2026-09-02 2026-05-10 | missed 41 back 2026-10-11 | "
         "missed 11 again 2026-11-10 unseen"},
        /* One of the two is in the period. */
        {"category_since=2026-05-09 reviewed_on=2026-10-01",
         "kept again 2026-11-09 2026-10-01"},
        {"category_since=2018-01-15 reviewed_on=2026-03-01",
         "missed 81 again 2026-09-01 unseen"},
        /* On a Wednesday and on a Saturday, the last day; and the day after. */
        {"category_since=2026-01-15 reviewed_on=2026-07-15",
         "kept again 2026-07-15 2026-07-15"},
        {"category_since=2025-10-18 reviewed_on=2026-04-18",
         "kept again 2026-04-18 2026-04-18 | missed 34 again 2026-10-18 unseen"},
        {"category_since=2026-01-15 reviewed_on=2026-07-16",
         "late 1 again 2026-07-15 2026-07-16 unseen"},
        {"category_since=2026-05-20", "missed 1 again 2026-11-20 unseen"},
        /* A review to come is none. */
        {"category_since=2026-01-15 reviewed_on=2026-12-31",
         "missed 129 again 2026-07-15 unseen"},
        /* Met by a date that moves on because another row counts from it again and
         * again: an earlier one may have been in time. */
        {"training_ends_on=2026-03-02 agreement_from=2026-03-12",
         "kept first 2026-03-12 2026-03-12"},
        {"training_ends_on=2026-03-02 agreement_from=2026-09-10",
         "late 182 first 2026-03-12 2026-09-10 unseen"},
        {"training_ends_on=2026-03-02", "missed 254 first 2026-03-12 unseen"},
    };

    (void)state;
    check_standards(cases, COUNT_OF(cases));
}

static void only_what_was_asked_for_is_looked_at(void **state)
{
    static const char cells[] =
        "applied_on=2026-03-02 approved_on=2026-03-02 training_ends_on=2026-03-02";
    struct office office;

    (void)state;
    open_office(&office, FINDINGS_STANDARDS);
    assert_string_equal(found(&office, cells), "missed 254 back 2026-03-12 | "
                                               "missed 254 forward 2026-03-12 | "
                                               "missed 254 first 2026-03-12 unseen");
    office.audit.recorded = true;
    assert_string_equal(found(&office, cells), "missed 254 back 2026-03-12 | "
                                               "missed 254 forward 2026-03-12");
    /* A column that the stream lacks records nothing. */
    office.header = "applied_on approved_on first_talk_on training_ends_on";
    assert_string_equal(found(&office, cells), "missed 254 forward 2026-03-12");
    office.audit.recorded = false;
    office.audit.is_named[deadlines_find(&office.concept->deadlines, span_from("f"))] =
        false;
    assert_string_equal(found(&office, cells), "missed 254 back 2026-03-12 unseen | "
                                               "missed 254 first 2026-03-12 unseen");
    close_office(&office);
}

static void an_agreement_is_valid_or_the_first_reason_counts(void **state)
{
    static const struct expected cases[] = {
        {"", "missing"},
        {"category=X", "exempt"},
        {"category=X agreement_until=2026-12-01", "exempt"},
        {"category=B agreement_from=2026-11-21", "valid"},
        {"agreement_from=2026-11-22", "not_begun"},
        {"agreement_until=2026-11-21", "valid"},
        {"agreement_until=2026-11-20", "expired"},
        {"agreement_from=2026-06-01 agreement_until=2026-11-30 "
         "benefit_since=2026-06-01",
         "valid"},
        {"agreement_from=2026-05-31 agreement_until=2026-11-30 "
         "benefit_since=2026-06-01",
         "earlier_case"},
        {"agreement_from=2026-05-31 agreement_until=2026-11-20 "
         "benefit_since=2026-06-01",
         "expired"},
        /* A case to come has not begun. */
        {"agreement_from=2026-11-30 benefit_since=2026-12-01", "not_begun"},
        {"agreement_until=2026-11-30 benefit_since=2026-06-01", "valid"},
    };
    struct office office;

    (void)state;
    open_office(&office, FINDINGS_AGREEMENTS);
    check_all(&office, cases, COUNT_OF(cases));
    close_office(&office);
}

static void a_promised_contact_is_held_or_not(void **state)
{
    static const struct expected cases[] = {
        {"category=C last_contact_on=2026-11-01", ""},
        {"category=E last_contact_on=2026-11-14", "reached 7 kd 2026-11-21"},
        {"category=A last_contact_on=2026-10-21", "reached 31 ka 2026-11-21"},
        {"category=A last_contact_on=2026-10-20", "behind 32 ka 2026-11-20"},
        {"category=B last_contact_on=2026-10-20", "reached 32 kb 2027-01-20"},
        {"category=B last_contact_on=2026-11-21", "reached 0 kb 2027-02-21"},
        /* A first talk is a contact too: it meets the row `talk`. */
        {"category=B last_contact_on=2026-10-20 first_talk_on=2026-11-01",
         "reached 20 kb 2027-01-20"},
        /* An appointment that is noted already is no contact. */
        {"category=B last_contact_on=2026-12-01", "unknown kb"},
        {"category=A", "unknown ka"},
        {"category=B", "unknown kb"},
        {"category=C", ""},
        /* The other deadline that promises one; when the last was, nobody knows. */
        {"category=G agreement_until=2026-11-30", "reached talk 2026-11-30"},
        {"category=G", ""},
        /* The row that would give the day if the last one were today: the earliest, and
         * of equal ones the upper. From 21 November 30 days are a month. */
        {"category=E", "unknown kd"},
        {"category=S", "unknown ke"},
        {"category=S alg_until=2026-12-21", "unknown ke"},
        {"category=S alg_until=2026-12-22", "unknown ks"},
    };
    struct office office;

    (void)state;
    open_office(&office, FINDINGS_CONTACTS);
    check_all(&office, cases, COUNT_OF(cases));
    close_office(&office);
}

static void percentiles_are_by_nearest_rank(void **state)
{
    static const struct {
        unsigned days[8], count, median, p90;
    } cases[] = {{{7}, 1, 7, 7},
                 {{0, 9}, 2, 0, 9},
                 {{3, 1, 2}, 3, 2, 3},
                 {{4, 4, 1, 900}, 4, 4, 900},
                 {{5, 1, 2, 3, 4}, 5, 3, 5},
                 {{0, 0, 0, 0, 0, 0, 0, 0}, 8, 0, 0}};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct tally_group group = {0};
        for (unsigned j = 0; j < cases[i].count; j++)
            tally_add_days(&group, cases[i].days[j], 1 + j / 2);
        assert_int_equal(tally_days(&group, 50), cases[i].median);
        assert_int_equal(tally_days(&group, 90), cases[i].p90);
        assert_int_equal(group.days.persons, (cases[i].count + 1) / 2);
        free(group.day_counts);
    }
}

static void ninety_of_a_hundred_and_one_more(void **state)
{
    struct tally_group group = {0};

    (void)state;
    for (unsigned days = 1; days <= 100; days++)
        tally_add_days(&group, days, days);
    assert_int_equal(tally_days(&group, 90), 90);
    tally_add_days(&group, 101, 101);
    assert_int_equal(tally_days(&group, 90), 91);
    assert_int_equal(tally_days(&group, 50), 51);
    free(group.day_counts);
}

static void shares_are_rounded_half_up(void **state)
{
    static const struct {
        unsigned kept, late, missed, open, closed;
        int share;
    } cases[] = {{1, 0, 0, 0, 0, 1000},    {0, 0, 0, 5, 0, -1},    {0, 1, 0, 5, 0, 0},
                 {1, 1, 1, 0, 0, 333},     {2, 1, 0, 0, 0, 667},   {1, 1, 14, 9, 0, 63},
                 {1999, 1, 0, 0, 0, 1000}, {999, 1, 1, 0, 0, 998}, {1, 1, 1, 0, 7, 333},
                 {0, 0, 0, 0, 3, -1}};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct tally_group group = {0};
        const unsigned counts[] = {[VERDICT_KEPT] = cases[i].kept,
                                   [VERDICT_LATE] = cases[i].late,
                                   [VERDICT_MISSED] = cases[i].missed,
                                   [VERDICT_OPEN] = cases[i].open,
                                   [VERDICT_CLOSED] = cases[i].closed};
        for (unsigned part = 0; part < FINDINGS_STATES; part++) {
            group.parts[part].count = counts[part];
            group.all.count += counts[part];
        }
        assert_int_equal(figures_share(FINDINGS_STANDARDS, &group), cases[i].share);
        /* It tells the parts that it is made of, so they must be shown. */
        for (unsigned part = 0; part < FINDINGS_STATES; part++) {
            bool is_told = part != VERDICT_LATE && part != VERDICT_MISSED;
            group.veil = TALLY_CELLS_VEILED;
            group.veiled = 1U << part;
            assert_int_equal(figures_share(FINDINGS_STANDARDS, &group),
                             is_told ? -1 : cases[i].share);
        }
        group.veil = TALLY_SHOWN;
        group.veiled = 0;
        /* Nothing is a share of what would not be seen. */
        group.unseen.count = 1;
        assert_int_equal(figures_share(FINDINGS_STANDARDS, &group), -1);
    }
}

static void columns_to_count_by(void **state)
{
    static const struct {
        const char *names;
        bool of_obligations;
        const char *fault; /* how it begins; NULL: none */
    } cases[] = {
        {"", true, NULL},
        {"deadline,rule,office,case_manager,category", true, NULL},
        {"document,age_group,legal_circle,age", true, NULL},
        {"pupil,target_occupation,goal_area,score_total,team", false, NULL},
        {"deadline", false, "--by: no column to count by \"deadline\""},
        {"rule", false, "--by: no column to count by \"rule\""},
        {"client_id", true, "--by: no column to count by \"client_id\""},
        {"household_id", true, "--by: no column to count by \"household_id\""},
        {"family_name", true, "--by: no column to count by \"family_name\""},
        {"own_words", true, "--by: no column to count by \"own_words\""},
        {"birth_date", true, "--by: no column to count by \"birth_date\""},
        {"needs", true, "--by: no column to count by \"needs\""},
        {"strengths", true, "--by: no column to count by \"strengths\""},
        {"team_status", true, "--by: no column to count by \"team_status\""},
        {"note", true, "--by: no column to count by \"note\""},
        {"ofice", true,
         "--by: no column to count by \"ofice\", did you mean \"office\"? There are: "
         "deadline, rule, office, case_manager, legal_circle"},
        {"office,", true, "--by: no column to count by \"\""},
        {",office", true, "--by: no column to count by \"\""},
        {"office,office", true, "--by: \"office\" stands there twice"},
        {"office,site,age,pupil,grade,category", true,
         "--by: expected up to 5 columns, with commas between them"}};
    struct concept *concept;
    struct house house;

    (void)state;
    house_make(&house);
    house_put(&house, "concept.tsv",
              "key\tvalue\nderive\tage_group team document\ndecided\tteam\n");
    house_put(&house, "columns.tsv",
              "column\tkind\tcodes\tlabel\nsite\ttext\tNord|Sued\tSite\n"
              "note\ttext\t\tNote\n");
    house_put(&house, "age_group.tsv",
              "rule\tage\tage_group=\tsource\ny\t< 25\tu25\ts\n");
    house_put(&house, "team.tsv", "rule\tage\tteam=\tsource\ny\t< 25\tt\ts\n");
    house_put(&house, "document.tsv",
              "rule\tage\tdocument=\tsource\ny\t< 15\tnone\ts\n");
    concept = house_open(&house, AS_OF);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const char *fault = cases[i].fault;
        struct grouping by = {0};
        struct diag diag = {0};
        bool good = grouping_name(&by, span_from(cases[i].names), concept,
                                  cases[i].of_obligations, &diag);
        if (good != (fault == NULL) ||
            (fault != NULL && strncmp(diag.text, fault, strlen(fault)) != 0))
            fail_msg("\"%s\": %s", cases[i].names, diag.text);
    }
    concept_close(concept);
    house_drop(&house);
}

static void cells_are_values_in_their_out_form(void **state)
{
    struct office office;
    struct asked asked;
    struct grouping by = {0};
    struct diag diag;
    const struct deadline_rule *rule;

    (void)state;
    open_office(&office, FINDINGS_STANDARDS);
    asked_make(&asked, office.concept,
               "client_id\toffice\tpupil\tgrade\tbirth_date\n"
               "1\tA\\tB\tJA\t07\t2001-11-21\n",
               "office pupil grade legal_circle age_group");
    assert_true(asked.good);
    assert_true(grouping_name(&by,
                              span_from("office,pupil,grade,legal_circle,age_group"),
                              office.concept, true, &diag));
    grouping_read(&by, asked.facts);
    assert_true(span_is(by.cells[0], "A\tB"));
    assert_true(span_is(by.cells[1], "yes"));
    assert_true(span_is(by.cells[2], "7"));
    assert_true(span_is(by.cells[3], "sgb2"));
    assert_true(span_is(by.cells[4], "ue25"));
    /* What a row promises is its offset, with the values of its parameters. */
    rule = office.concept->deadlines
               .first[deadlines_find(&office.concept->deadlines, span_from("kontakt"))];
    grouping_read_promise(&by, office.concept, rule);
    assert_true(span_is(by.cells[5], "ka"));
    assert_true(span_is(by.cells[6], "+1mo"));
    grouping_read_promise(&by, office.concept, rule->next);
    assert_true(span_is(by.cells[6], "+3mo"));
    grouping_free(&by);
    asked_drop(&asked);
    close_office(&office);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_obligation_is_kept_late_missed_or_open),
        cmocka_unit_test(a_window_is_kept_up_to_its_last_day),
        cmocka_unit_test(what_is_closed_is_not_judged),
        cmocka_unit_test(what_repeats_is_judged_first_and_last),
        cmocka_unit_test(only_what_was_asked_for_is_looked_at),
        cmocka_unit_test(an_agreement_is_valid_or_the_first_reason_counts),
        cmocka_unit_test(a_promised_contact_is_held_or_not),
        cmocka_unit_test(percentiles_are_by_nearest_rank),
        cmocka_unit_test(ninety_of_a_hundred_and_one_more),
        cmocka_unit_test(shares_are_rounded_half_up),
        cmocka_unit_test(columns_to_count_by),
        cmocka_unit_test(cells_are_values_in_their_out_form),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
