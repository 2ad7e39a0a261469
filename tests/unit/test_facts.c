/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Facts: what is derived from a record and in which order, what a column means where
 * the stream lacks it, whose judgement stands, and what makes a record faulty.
 */
#include "rules.h"

#include "plan/judged.h"

static const char CONCEPT[] =
    "key\tvalue\nderive\tage_group new_case prognosis profile category u25_group team\n"
    "decided\tcategory u25_group team\n";
static const char PARAMETERS[] = "name\tvalue\nnear_months\t12\nnew_case_months\t6mo\n";
static const char COLUMNS[] = "column\tkind\tcodes\n"
                              "support\tcode\tnone|low|more\nmark\tcode\tz|i\n";
static const char AREAS[] = "area\twork_order\nmotivation\t2\nwohnen\t1\n";
static const char NEEDS[] =
    "need\tarea\nlernen\tmotivation\nantrieb\tmotivation\nmiete\twohnen\n";
static const char AGE_GROUPS[] = "rule\tage\tage_group=\tsource\n"
                                 "a1\t< 25\tu25\ts\na2\t>= 25\tue25\ts\n";
static const char NEW_CASES[] =
    "rule\twhen\tnew_case=\tsource\n"
    "n1\tmoved_in yes\tyes\ts\nn2\tapplied_on null\tnull\ts\n"
    "n3\tbenefit_ended_on null\tyes\ts\n"
    "n4\tapplied_on > benefit_ended_on+$new_case_months\tyes\ts\nn5\t\tno\ts\n";
static const char PROGNOSES[] = "rule\twhen\tprognosis=\tsource\n"
                                "p1\tprognosis_months <= $near_months\tnah\ts\n"
                                "p2\tprognosis_months > $near_months\tfern\ts\n";
/* Each table looks at what the one before gives. */
static const char PROFILES[] = "rule\tscore_total\tprofile=\tsource\np1\t> 3\tP\ts\n";
static const char CATEGORIES[] = "rule\tprofile\tpupil\tneeds\tcategory=\tsource\n"
                                 "c1\tP\t\t\tX\ts\n"
                                 "c2\t\tyes\t\tB\ts\n"
                                 "c3\t\t\thas(antrieb)\tC\ts\n"
                                 "c0\t\t\t\tnull\ts\n";
static const char GROUPS[] =
    "rule\tage_group\tcategory\tu25_group=\tsource\n"
    "g1\tu25\tX\tgx\ts\ng2\tu25\t\tg\ts\ng3\tue25\t\tnone\ts\n";
static const char TEAMS[] = "rule\tu25_group\tcategory\tteam=\tsource\n"
                            "t1\tgx\t\ttx\ts\nt2\t\tB\ttb\ts\n";
static const char CHECKS[] =
    "check\twhen\tcolumn\tlevel\tlabel\tsource\n"
    "mark\tmark z; mark_reason null\tmark_reason\trefuse\tz wants a reason\ts\n"
    "team\tteam tx; office Nirgendwo\toffice\trefuse\tthere is no such team\ts\n"
    "gap\t\tgoal\tgap\tno goal\ts\n";

static const char EVERYTHING[] =
    "age age_group new_case needs_open areas_open score_wohnen needs_wohnen "
    "score_motivation needs_motivation score_total focus strength_count prognosis "
    "profile category u25_group team";

static void make(struct house *house)
{
    house_make(house);
    house_put(house, "concept.tsv", CONCEPT);
    house_put(house, "parameters.tsv", PARAMETERS);
    house_put(house, "columns.tsv", COLUMNS);
    house_put(house, "areas.tsv", AREAS);
    house_put(house, "needs.tsv", NEEDS);
    house_put(house, "age_group.tsv", AGE_GROUPS);
    house_put(house, "new_case.tsv", NEW_CASES);
    house_put(house, "prognosis.tsv", PROGNOSES);
    house_put(house, "profile.tsv", PROFILES);
    house_put(house, "category.tsv", CATEGORIES);
    house_put(house, "u25_group.tsv", GROUPS);
    house_put(house, "team.tsv", TEAMS);
    house_put(house, "checks.tsv", CHECKS);
}

/* `facts` is `COLUMN=VALUE COLUMN=VALUE`; what is unknown is `COLUMN=`. */
struct expected {
    const char *as_of, *stream, *facts;
};

static void check_all(const struct expected *cases, size_t count)
{
    unsigned failures = 0;
    struct house house;

    make(&house);
    for (size_t i = 0; i < count; i++) {
        struct concept *concept = house_open(&house, cases[i].as_of);
        struct span rest = span_from(cases[i].facts);
        struct asked asked;
        asked_make(&asked, concept, cases[i].stream, EVERYTHING);
        if (!asked.good)
            fail_msg("%s%s", cases[i].stream, fault_text(&asked.diag, NULL));
        while (rest.ptr != NULL) {
            struct span value = span_cut(&rest, ' '), name = span_cut(&value, '=');
            char text[32];
            snprintf(text, sizeof text, "%.*s", (int)name.len, name.ptr);
            if (!span_is(value, fact_text(&asked, text))) {
                print_message("%s as of %s: %s is \"%s\", expected \"%.*s\"\n",
                              cases[i].stream, cases[i].as_of, text,
                              fact_text(&asked, text), (int)value.len, value.ptr);
                failures++;
            }
        }
        asked_drop(&asked);
        concept_close(concept);
    }
    house_drop(&house);
    assert_int_equal(failures, 0);
}

#define BORN(day) "client_id\tbirth_date\n1\t" day "\n"

static const struct expected ages[] = {
    {"2026-11-21", BORN("2001-11-21"), "age=25 age_group=ue25"},
    {"2026-11-20", BORN("2001-11-21"), "age=24 age_group=u25"},
    {"2025-02-28", BORN("2000-02-29"), "age=24 age_group=u25"},
    {"2025-03-01", BORN("2000-02-29"), "age=25 age_group=ue25"},
    {"2024-02-29", BORN("2000-02-29"), "age=24 age_group=u25"},
    {"2026-11-21", BORN("2026-11-21"), "age=0 age_group=u25"},
    {"2026-11-21", BORN("01.01.1900"), "age=126 age_group=ue25"},
    {"2026-11-21", BORN(""), "age= age_group="},
    {"2026-11-21", "client_id\n1\n", "age= age_group="},
    /* what an earlier run wrote is not read */
    {"2026-11-21", "client_id\tage\tage_group\n1\t15\tu25\n", "age= age_group="},
};

static void age_completes_on_the_birthday(void **state)
{
    (void)state;
    check_all(ages, COUNT_OF(ages));
}

#define APPLIED(applied, ended, moved)                                          \
    "client_id\tapplied_on\tbenefit_ended_on\tmoved_in\n1\t" applied "\t" ended \
    "\t" moved "\n"

static const struct expected new_cases[] = {
    {AS_OF, APPLIED("", "2020-01-01", "yes"), "new_case=yes"},
    {AS_OF, APPLIED("", "2020-01-01", "no"), "new_case="},
    {AS_OF, APPLIED("2026-11-02", "", ""), "new_case=yes"},
    {AS_OF, APPLIED("2026-11-02", "", "no"), "new_case=yes"},
    {AS_OF, APPLIED("2026-11-02", "2026-05-02", "no"), "new_case=no"},
    {AS_OF, APPLIED("2026-11-02", "2026-05-01", "no"), "new_case=yes"},
    {AS_OF, APPLIED("2026-11-02", "2026-05-02", ""), "new_case=no"},
    {AS_OF, APPLIED("2026-11-02", "2026-10-31", "yes"), "new_case=yes"},
    {AS_OF, APPLIED("2027-02-28", "2026-08-31", ""), "new_case=no"},
    {AS_OF, APPLIED("2027-03-01", "2026-08-31", ""), "new_case=yes"},
    {AS_OF, "client_id\tapplied_on\n1\t2026-11-02\n", "new_case=yes"},
    {AS_OF, "client_id\tmoved_in\n1\tyes\n", "new_case=yes"},
    {AS_OF, "client_id\tmoved_in\n1\tno\n", "new_case="},
};

static void a_new_case_comes_six_months_after_the_last_benefit(void **state)
{
    (void)state;
    check_all(new_cases, COUNT_OF(new_cases));
}

#define WITH(column, value) "client_id\t" column "\n1\t" value "\n"

static const struct expected counts[] = {
    {AS_OF, WITH("prognosis_months", "12"), "prognosis=nah"},
    {AS_OF, WITH("prognosis_months", "13"), "prognosis=fern"},
    {AS_OF, WITH("prognosis_months", "0"), "prognosis=nah"},
    {AS_OF, WITH("prognosis_months", ""), "prognosis="},
    {AS_OF, WITH("needs", "lernen:erkannt:2 antrieb:erledigt:3 miete"),
     "needs_open=2 areas_open=2 score_motivation=2 score_wohnen=1 score_total=3 "
     "needs_motivation=1 needs_wohnen=1 focus=motivation"},
    {AS_OF, WITH("needs", "lernen:bearbeitung:1 antrieb:erfolglos:3"),
     "needs_open=2 areas_open=1 score_motivation=4 score_wohnen=0 score_total=4 "
     "needs_motivation=2 needs_wohnen=0 focus=motivation"},
    /* of two areas with one score the first in the work order */
    {AS_OF, WITH("needs", "lernen miete"), "focus=wohnen"},
    {AS_OF, WITH("needs", "lernen antrieb miete::2"), "focus=wohnen"},
    {AS_OF, WITH("needs", "lernen::2 miete"), "focus=motivation"},
    {AS_OF, WITH("needs", ""),
     "needs_open=0 areas_open=0 score_motivation=0 score_wohnen=0 score_total=0 "
     "needs_motivation=0 needs_wohnen=0 focus="},
    {AS_OF, WITH("needs", "miete:erledigt"),
     "needs_open=0 areas_open=0 score_total=0 focus="},
    {AS_OF, "client_id\n1\n",
     "needs_open= areas_open= score_motivation= score_wohnen= score_total= "
     "needs_motivation= needs_wohnen= focus= "
     "strength_count= prognosis="},
    {AS_OF, WITH("strengths", ""), "strength_count=0"},
    {AS_OF, WITH("strengths", "PC"), "strength_count=1"},
    {AS_OF, WITH("strengths", "PC|Auto fahren|Geduld"), "strength_count=3"},
};

static void counts_can_be_redone_by_hand(void **state)
{
    (void)state;
    check_all(counts, COUNT_OF(counts));
}

#define CHAIN "client_id\tneeds\tpupil\tbirth_date\n1\t"
#define U25 "\t2010-01-01\n"
#define UE25 "\t1980-01-01\n"

static const struct expected chains[] = {
    /* needs -> score -> profile -> category -> u25_group -> team */
    {AS_OF, CHAIN "miete::3 lernen\tyes" U25,
     "profile=P category=X u25_group=gx team=tx"},
    {AS_OF, CHAIN "miete::3 lernen\tyes" UE25, "profile=P category=X u25_group= team="},
    {AS_OF, CHAIN "miete::3\tyes" U25, "profile= category=B u25_group=g team=tb"},
    {AS_OF, CHAIN "miete::3\tno" U25, "profile= category= u25_group=g team="},
    /* has() asks for open needs */
    {AS_OF, CHAIN "antrieb\tno" U25, "category=C"},
    {AS_OF, CHAIN "antrieb:erledigt\tno" U25, "category="},
};

static void each_table_sees_what_the_one_before_gives(void **state)
{
    (void)state;
    check_all(chains, COUNT_OF(chains));
}

#define JUDGED(category, status, group, group_status, born)                            \
    "client_id\tpupil\tcategory\tcategory_status\tu25_group\tu25_group_status\t"       \
    "birth_date\n1\tyes\t" category "\t" status "\t" group "\t" group_status "\t" born \
    "\n"

static const struct expected judgements[] = {
    {AS_OF, JUDGED("", "", "", "", "2010-01-01"), "category=B u25_group=g team=tb"},
    {AS_OF, JUDGED("X", "", "", "", "2010-01-01"), "category=X u25_group=gx team=tx"},
    {AS_OF, JUDGED("X", "kept", "", "", "2010-01-01"), "category=X u25_group=gx"},
    {AS_OF, JUDGED("X", "confirmed", "", "", "2010-01-01"), "category=X u25_group=gx"},
    {AS_OF, JUDGED("X", "proposed", "", "", "2010-01-01"), "category=B u25_group=g"},
    {AS_OF, JUDGED("", "underivable", "", "", "2010-01-01"), "category=B"},
    {AS_OF, JUDGED("", "", "gx", "", "2010-01-01"), "u25_group=gx team=tx"},
    {AS_OF, JUDGED("", "", "gx", "kept", "2010-01-01"), "u25_group=gx team=tx"},
    {AS_OF, JUDGED("", "", "gx", "proposed", "2010-01-01"), "u25_group=g team=tb"},
    /* from 25 on nothing is derived; a booked group passes */
    {AS_OF, JUDGED("", "", "gx", "", "1980-01-01"), "u25_group=gx team=tx"},
    {AS_OF, JUDGED("", "", "gx", "proposed", "1980-01-01"), "u25_group= team=tb"},
    {AS_OF, JUDGED("", "", "", "", "1980-01-01"), "u25_group= team=tb"},
    {AS_OF, JUDGED("", "", "gx", "", ""), "u25_group=gx"},
};

static void what_people_wrote_stands_and_a_proposal_does_not(void **state)
{
    (void)state;
    check_all(judgements, COUNT_OF(judgements));
}

static const struct {
    const char *want, *stream, *fault;
} faults[] = {
    {"", WITH("office", ""), NULL},
    {"", "client_id\toffice\n\tTemplin\n",
     "client_id: empty, expected the key of the person"},
    {"age", BORN("2026-11-22"),
     "birth_date: a day after --as-of, expected the day of birth"},
    {"age", BORN("30.02.2000"),
     "birth_date: got 10 bytes, expected a date YYYY-MM-DD or DD.MM.YYYY from 1900 to "
     "2199"},
    {"new_case", WITH("applied_on", "2026-02-30"),
     "applied_on: got \"2026-02-30\", expected a date YYYY-MM-DD or DD.MM.YYYY from "
     "1900 to "
     "2199"},
    {"new_case", WITH("applied_on", "heute"),
     "applied_on: got 5 bytes, expected a date YYYY-MM-DD or DD.MM.YYYY from 1900 to "
     "2199"},
    {"prognosis", WITH("prognosis_months", "-1"),
     "prognosis_months: got \"-1\", expected a whole number from 0 to 9999"},
    {"new_case", WITH("moved_in", "maybe"),
     "moved_in: got 5 bytes, expected yes or no"},
    {"support", WITH("support", "much"),
     "support: got 4 bytes, expected one of none low more"},
    {"category", WITH("category", "Q"),
     "category: got 1 byte, expected one of X B C of the concept HOUSE: if the cases "
     "were "
     "categorised under another one, name it with --concept or empty the column"},
    {"u25_group", WITH("u25_group", "Q"),
     "u25_group: got 1 byte, expected one of gx g of the concept HOUSE: if the cases "
     "were "
     "categorised under another one, name it with --concept or empty the column"},
    {"measure_kind", WITH("measure_kind", "f b w"),
     "measure_kind: got 5 bytes, expected a code of ASCII letters, digits, - and _"},
    {"strength_count", WITH("strengths", "PC||Auto"),
     "strengths: got 8 bytes, expected terms separated by |, none empty"},
    {"strength_count", WITH("strengths", "PC|"),
     "strengths: got 3 bytes, expected terms separated by |, none empty"},
    {"goal", WITH("goal", "a\x01z"),
     "goal: got 3 bytes, expected text without control characters"},
    {"goal", WITH("goal", "a\\x"),
     "goal: backslash before another byte than t n r \\, expected \\\\"},
    {"needs_open", WITH("needs", "garten"),
     "needs: got 6 bytes, expected a need of the concept's needs.tsv"},
    /* a row of the level refuse, whatever is asked for, after all is derived */
    {"", WITH("mark", "z"), "mark_reason: z wants a reason"},
    {"age", "client_id\tmark\tmark_reason\n1\tz\t\n", "mark_reason: z wants a reason"},
    {"", "client_id\tmark\tmark_reason\n1\tz\tKrankheit\n", NULL},
    {"", WITH("mark", "i"), NULL},
    {"",
     "client_id\tneeds\tbirth_date\toffice\n1\tmiete::3 "
     "lernen\t2010-01-01\tNirgendwo\n",
     "office: there is no such team"},
    {"", "client_id\tneeds\tbirth_date\toffice\n1\tmiete::3 lernen\t2010-01-01\tX\n",
     NULL},
    {"mark", WITH("mark", "x"), "mark: got 1 byte, expected one of z i"},
    /* of two faults the one in the first column of the contract, whatever their kinds
     */
    {"moved_in applied_on", "client_id\tmoved_in\tapplied_on\n1\toui\theute\n",
     "applied_on: got 5 bytes, expected a date YYYY-MM-DD or DD.MM.YYYY from 1900 to "
     "2199"},
    {"grade school_ends_on", "client_id\tschool_ends_on\tgrade\n1\theute\tx\n",
     "grade: got 1 byte, expected a whole number from 0 to 9999"},
    {"needs prognosis_months", "client_id\tneeds\tprognosis_months\n1\tx\tx\n",
     "needs: got 1 byte, expected a need of the concept's needs.tsv"},
    {"moved_in", "client_id\tmoved_in\n\toui\n",
     "moved_in: got 3 bytes, expected yes or no"},
    /* a tool checks only what it reads */
    {"age", WITH("applied_on", "heute"), NULL},
    {"", WITH("prognosis_months", "heute"), NULL},
};

/* The text with the house's folder for HOUSE, in `room`. */
static const char *with_house(const char *text, const char *folder, char *room,
                              size_t size)
{
    static const char word[] = "HOUSE";
    const char *at = strstr(text, word);

    if (at == NULL)
        return text;
    snprintf(room, size, "%.*s%s%s", (int)(at - text), text, folder,
             at + sizeof word - 1);
    return room;
}

static void a_faulty_value_is_said_with_its_column_and_never_shown(void **state)
{
    char room[512];
    struct house house;
    struct concept *concept;

    (void)state;
    make(&house);
    concept = house_open(&house, AS_OF);
    for (size_t i = 0; i < COUNT_OF(faults); i++) {
        struct asked asked;
        asked_make(&asked, concept, faults[i].stream, faults[i].want);
        assert_string_equal(
            asked.good ? "good" : fault_text(&asked.diag, NULL),
            faults[i].fault != NULL
                ? with_house(faults[i].fault, house.folder, room, sizeof room)
                : "good");
        asked_drop(&asked);
    }
    concept_close(concept);
    house_drop(&house);
}

static void escapes_are_decoded_before_a_value_is_read(void **state)
{
    struct house house;
    struct concept *concept;
    struct asked asked;

    (void)state;
    make(&house);
    concept = house_open(&house, AS_OF);
    asked_make(&asked, concept, "client_id\tgoal\toffice\na\\\\b\tone\\ntwo\\t\tx\n",
               "goal office");
    assert_true(asked.good);
    assert_true(span_is(facts_cell(asked.facts, COL_CLIENT_ID), "a\\b"));
    assert_true(span_is(facts_cell(asked.facts, COL_GOAL), "one\ntwo\t"));
    assert_true(span_is(facts_cell(asked.facts, COL_OFFICE), "x"));
    assert_int_equal(facts_cell(asked.facts, COL_CASE_MANAGER).len, 0);
    asked_drop(&asked);
    concept_close(concept);
    house_drop(&house);
}

static void a_stream_without_client_id_is_refused(void **state)
{
    struct header header = {.count = 1,
                            .names = (struct span[]){span_from("Client_ID")}};
    struct diag diag = {0};
    struct house house;
    struct concept *concept;
    struct facts *facts;

    (void)state;
    make(&house);
    concept = house_open(&house, AS_OF);
    facts = facts_new(concept, day_of(AS_OF));
    assert_false(facts_bind(facts, &header, &diag));
    assert_string_equal(fault_text(&diag, NULL), "no column client_id");
    facts_free(facts);
    concept_close(concept);
    house_drop(&house);
}

static void a_concept_without_tables_takes_any_code(void **state)
{
    struct house house;
    struct concept *concept;
    struct asked asked;

    (void)state;
    house_make(&house);
    house_put(&house, "concept.tsv", "key\tvalue\n");
    concept = house_open(&house, AS_OF);
    asked_make(&asked, concept,
               "client_id\tsupport\tneeds\tcategory\n1\tmuch\tfoo bar::2\tanything\n",
               "support needs_open score_total category focus");
    assert_true(asked.good);
    assert_string_equal(fact_text(&asked, "needs_open"), "2");
    assert_string_equal(fact_text(&asked, "score_total"), "3");
    assert_string_equal(fact_text(&asked, "focus"), "");
    assert_true(asked.facts->values[COL_CATEGORY].known);
    asked_drop(&asked);
    concept_close(concept);
    house_drop(&house);
}

/* What is made of a column that people set: value, status, rule, what a table behind
 * it makes of it. */
static const struct {
    const char *grade, *team, *status, *result;
} decisions[] = {
    {"1", "", "", "A proposed r1 a"},
    {"1", "A", "", "A confirmed r1 a"},
    {"1", "B", "", "B kept r1 b"},
    {"1", "A", "kept", "A confirmed r1 a"},
    {"1", "B", "confirmed", "B kept r1 b"},
    {"1", "B", "proposed", "A proposed r1 a"},
    {"1", "", "none", "A proposed r1 a"},
    /* another spelling */
    {"1", "beta", "", "B kept r1 b"},
    {"2", "beta", "", "B confirmed r2 b"},
    /* propose no: only people set it */
    {"2", "", "", " underivable r2 unknown"},
    {"2", "B", "proposed", " underivable r2 unknown"},
    {"2", "B", "", "B confirmed r2 b"},
    {"2", "A", "", "A kept r2 a"},
    /* none: there is none, on purpose */
    {"3", "", "", " none r3 unknown"},
    {"3", "A", "proposed", " none r3 unknown"},
    {"3", "A", "", "A kept r3 a"},
    /* null: a declared gap */
    {"4", "", "", " underivable r4 unknown"},
    {"4", "A", "", "A kept r4 a"},
    /* no row */
    {"5", "", "", " underivable  unknown"},
    {"5", "A", "", "A kept  a"},
    {"", "B", "", "B kept  b"},
};

static void a_decision_has_one_of_five_states(void **state)
{
    struct house house;
    struct concept *concept;

    (void)state;
    house_make(&house);
    house_put(&house, "concept.tsv", "key\tvalue\nderive\tteam after\ndecided\tteam\n");
    house_put(&house, "columns.tsv", "column\tkind\tcodes\nteam\tcode\tA|B=beta\n");
    house_put(&house, "team.tsv",
              "rule\tgrade\tteam=\tpropose\tsource\nr1\t1\tA\t\ts\nr2\t2\tB\tno\ts\n"
              "r3\t3\tnone\t\ts\nr4\t4\tnull\t\ts\n");
    house_put(
        &house, "after.tsv",
        "rule\tteam\tafter=\tsource\na\tA\ta\ts\nb\tB\tb\ts\nu\tnull\tunknown\ts\n");
    concept = house_open(&house, AS_OF);
    for (size_t i = 0; i < COUNT_OF(decisions); i++) {
        char stream[256], text[128];
        struct asked asked;
        struct judged judged;
        snprintf(stream, sizeof stream,
                 "client_id\tgrade\tteam\tteam_status\tafter\n1\t%s\t%s\t%s\tb\n",
                 decisions[i].grade, decisions[i].team, decisions[i].status);
        asked_make(&asked, concept, stream, "team after");
        assert_true(asked.good);
        judged = judged_of(asked.facts, 0);
        snprintf(text, sizeof text, "%.*s %.*s %.*s %s", (int)judged.value.len,
                 judged.value.ptr, (int)judged.status.len, judged.status.ptr,
                 (int)judged.rule.len, judged.rule.ptr, fact_text(&asked, "after"));
        if (strcmp(text, decisions[i].result) != 0)
            fail_msg("%s: got \"%s\", expected \"%s\"", stream, text,
                     decisions[i].result);
        asked_drop(&asked);
    }
    concept_close(concept);
    house_drop(&house);
}

/* Whether a check of this name is a finding. */
static bool is_finding(const struct asked *asked, const char *name)
{
    const struct checks *checks = &asked->facts->concept->checks;
    bool found = false;

    for (unsigned i = 0; i < checks->table.count; i++)
        found |= span_is(checks->rules[i].rule->id, name) &&
                 facts_check(asked->facts, &checks->rules[i]);
    return found;
}

/* concepts.md 1: an appointment or a typing error meets nothing and hides nobody, but
 * checks see it; on its day it counts. */
static void a_held_date_to_come_is_known_to_checks_only(void **state)
{
    struct house house;
    struct concept *concept;
    struct asked asked;
    struct change changes[32];
    unsigned count;

    (void)state;
    house_make(&house);
    house_put(&house, "concept.tsv", "key\tvalue\nderive\tseen\n");
    house_put(&house, "columns.tsv",
              "column\tkind\theld\nmet_on\tdate\tyes\nleaves_on\tdate\t\n");
    house_put(&house, "seen.tsv",
              "rule\twhen\tseen=\tsource\na\tmet_on null; leaves_on not(null)\tno\ts\n"
              "b\tmet_on not(null)\tyes\ts\n");
    house_put(&house, "checks.tsv",
              "check\twhen\tcolumn\tlevel\tlabel\tsource\n"
              "future\tmet_on > as_of\tmet_on\twarning\tto come\ts\n"
              "gap\t\tmet_on\tgap\tmissing\ts\n");
    concept = house_open(&house, AS_OF);
    asked_foresee(&asked, concept,
                  "client_id\tmet_on\tleaves_on\n1\t2026-12-01\t2026-12-01\n",
                  "seen met_on leaves_on", 30);
    assert_true(asked.good);
    assert_string_equal(fact_text(&asked, "met_on"), "");
    assert_string_equal(fact_text(&asked, "leaves_on"), "2026-12-01");
    assert_string_equal(fact_text(&asked, "seen"), "no");
    facts_begin_checks(asked.facts);
    assert_string_equal(fact_text(&asked, "met_on"), "2026-12-01");
    assert_true(is_finding(&asked, "future"));
    assert_false(is_finding(&asked, "gap")); /* its cell is filled */
    facts_end_checks(asked.facts);
    assert_string_equal(fact_text(&asked, "met_on"), "");
    count = facts_changes(asked.facts, changes);
    assert_int_equal(count, 1);
    assert_int_equal(changes[0].day, day_of("2026-12-01"));
    assert_true(changes[0].is_felt);
    facts_move(asked.facts, day_of("2026-11-30"));
    assert_string_equal(fact_text(&asked, "seen"), "no");
    facts_move(asked.facts, day_of("2026-12-01"));
    assert_string_equal(fact_text(&asked, "met_on"), "2026-12-01");
    assert_string_equal(fact_text(&asked, "seen"), "yes");
    facts_begin_checks(asked.facts);
    assert_false(is_finding(&asked, "future"));
    facts_end_checks(asked.facts);
    asked_drop(&asked);
    concept_close(concept);
    house_drop(&house);
}

/* A date passes a bound that only a check has: who asks for no check feels nothing. */
static void a_change_is_felt_by_who_asks_for_its_test(void **state)
{
    struct house house;
    struct concept *concept;
    struct asked asked;
    struct change changes[32];

    (void)state;
    house_make(&house);
    house_put(&house, "concept.tsv", "key\tvalue\nderive\tseen\n");
    house_put(&house, "seen.tsv",
              "rule\twhen\tseen=\tsource\na\tapplied_on >= as_of-1mo\tno\ts\n");
    house_put(&house, "checks.tsv",
              "check\twhen\tlevel\tsource\nlong\tapplied_on < as_of-2mo\terror\ts\n");
    concept = house_open(&house, AS_OF);
    asked_foresee(&asked, concept, "client_id\tapplied_on\n1\t2026-11-10\n",
                  "seen applied_on", 100);
    assert_int_equal(facts_changes(asked.facts, changes), 2);
    assert_int_equal(changes[0].day, day_of("2026-12-11"));
    assert_true(changes[0].is_felt);
    assert_int_equal(changes[1].day, day_of("2027-01-11"));
    assert_false(changes[1].is_felt);
    facts_move(asked.facts, changes[0].day);
    assert_string_equal(fact_text(&asked, "seen"), "");
    facts_pass(asked.facts, changes[1].day);
    assert_int_equal(asked.facts->day.as_of, changes[1].day);
    assert_string_equal(fact_text(&asked, "seen"), "");
    asked_drop(&asked);
    concept_close(concept);
    house_drop(&house);
}

/* The day on which a number of the record is passed by one that is derived. */
static void a_derived_number_changes_what_is_compared_with_it(void **state)
{
    struct change changes[32];
    struct house house;
    struct concept *concept;
    struct asked asked;

    (void)state;
    house_make(&house);
    house_put(&house, "concept.tsv", "key\tvalue\nderive\tolder\n");
    house_put(&house, "older.tsv",
              "rule\twhen\tolder=\tsource\na\tgrade < age\tyes\ts\nb\t\tno\ts\n");
    concept = house_open(&house, AS_OF);
    asked_foresee(&asked, concept, "client_id\tgrade\tbirth_date\n1\t12\t2013-12-01\n",
                  "older age", 30);
    assert_true(asked.good);
    assert_string_equal(fact_text(&asked, "age"), "12");
    assert_string_equal(fact_text(&asked, "older"), "no");
    assert_true(facts_changes(asked.facts, changes) > 0);
    facts_move(asked.facts, day_of("2026-11-30"));
    assert_string_equal(fact_text(&asked, "older"), "no");
    facts_move(asked.facts, day_of("2026-12-01"));
    assert_string_equal(fact_text(&asked, "age"), "13");
    assert_string_equal(fact_text(&asked, "older"), "yes");
    asked_drop(&asked);
    concept_close(concept);
    house_drop(&house);
}

/* Checks alone may test NAME_status. */
static void a_check_sees_how_a_decision_came_about(void **state)
{
    static const char *const cases[][3] = {
        {"1", "", "proposed"}, {"1", "A", "confirmed"},  {"1", "B", "kept"},
        {"2", "", "none"},     {"9", "", "underivable"},
    };
    struct house house;
    struct concept *concept;

    (void)state;
    house_make(&house);
    house_put(&house, "concept.tsv", "key\tvalue\nderive\tteam\ndecided\tteam\n");
    house_put(&house, "team.tsv",
              "rule\tgrade\tteam=\tpropose\tsource\nr1\t1\tA\t\ts\nr2\t2\tnone\t\ts\n"
              "r3\t3\tB\tno\ts\n");
    house_put(&house, "checks.tsv",
              "check\twhen\tlevel\tsource\n"
              "proposed\tteam_status proposed\twarning\ts\n"
              "confirmed\tteam_status confirmed\twarning\ts\n"
              "kept\tteam_status kept\twarning\ts\n"
              "none\tteam_status none\twarning\ts\n"
              "underivable\tteam_status underivable\twarning\ts\n");
    concept = house_open(&house, AS_OF);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char stream[128];
        struct asked asked;
        snprintf(stream, sizeof stream, "client_id\tgrade\tteam\n1\t%s\t%s\n",
                 cases[i][0], cases[i][1]);
        asked_make(&asked, concept, stream, "team");
        assert_true(asked.good);
        facts_begin_checks(asked.facts);
        for (size_t k = 0; k < COUNT_OF(cases); k++)
            assert_int_equal(is_finding(&asked, cases[k][2]), k == i);
        facts_end_checks(asked.facts);
        asked_drop(&asked);
    }
    concept_close(concept);
    house_drop(&house);
}

/* Age, age_group, category, u25_group and team, each with a space behind it but the
 * last. */
static const char *derived_text(const struct asked *asked)
{
    static const char *const names[] = {"age", "age_group", "category", "u25_group",
                                        "team"};
    static char text[128];
    size_t used = 0;

    for (size_t i = 0; i < COUNT_OF(names); i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s",
                                 i > 0 ? " " : "", fact_text(asked, names[i]));
    return text;
}

/* The same record on the day before the 25th birthday and on it. */
static void facts_are_derived_anew_for_another_day(void **state)
{
    static const struct {
        const char *stream, *before, *after;
    } cases[] = {
        {"client_id\tbirth_date\tpupil\tu25_group\n1\t2001-12-01\tyes\t\n",
         "24 u25 B g tb", "25 ue25 B  tb"},
        /* what people booked stands */
        {"client_id\tbirth_date\tpupil\tu25_group\n1\t2001-12-01\t\tgx\n",
         "24 u25  gx tx", "25 ue25  gx tx"},
        {"client_id\tbirth_date\tcategory\tcategory_status\n1\t2001-12-01\tX\t\n",
         "24 u25 X gx tx", "25 ue25 X  "},
        /* what an earlier run proposed does not */
        {"client_id\tbirth_date\tu25_group\tu25_group_status\n"
         "1\t2001-12-01\tgx\tproposed\n",
         "24 u25  g ", "25 ue25   "},
        {"client_id\n1\n", "    ", "    "},
    };
    struct house house;
    (void)state;

    make(&house);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct concept *concept = house_open(&house, AS_OF);
        struct asked asked;
        asked_foresee(&asked, concept, cases[i].stream, EVERYTHING, 30);
        assert_true(asked.good);
        for (int round = 0; round < 2; round++) {
            facts_move(asked.facts, day_of("2026-11-30"));
            assert_string_equal(derived_text(&asked), cases[i].before);
            facts_move(asked.facts, day_of("2026-12-01"));
            assert_string_equal(derived_text(&asked), cases[i].after);
        }
        asked_drop(&asked);
        concept_close(concept);
    }
    house_drop(&house);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(age_completes_on_the_birthday),
        cmocka_unit_test(a_new_case_comes_six_months_after_the_last_benefit),
        cmocka_unit_test(counts_can_be_redone_by_hand),
        cmocka_unit_test(each_table_sees_what_the_one_before_gives),
        cmocka_unit_test(what_people_wrote_stands_and_a_proposal_does_not),
        cmocka_unit_test(a_faulty_value_is_said_with_its_column_and_never_shown),
        cmocka_unit_test(escapes_are_decoded_before_a_value_is_read),
        cmocka_unit_test(a_stream_without_client_id_is_refused),
        cmocka_unit_test(a_concept_without_tables_takes_any_code),
        cmocka_unit_test(a_decision_has_one_of_five_states),
        cmocka_unit_test(a_held_date_to_come_is_known_to_checks_only),
        cmocka_unit_test(a_change_is_felt_by_who_asks_for_its_test),
        cmocka_unit_test(a_derived_number_changes_what_is_compared_with_it),
        cmocka_unit_test(a_check_sees_how_a_decision_came_about),
        cmocka_unit_test(facts_are_derived_anew_for_another_day),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
