/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The entries of `needs` and `strategies`: what each part means, what may be left out,
 * and what is refused in which words. The concept is uckermark.
 */
#include "rules.h"

#define UCKERMARK "./lib/data/concepts/uckermark"

static struct concept *uckermark(void)
{
    static struct faults faults;
    struct concept *concept = concept_open(UCKERMARK, day_of(AS_OF), &faults);

    if (concept == NULL)
        fail_msg("%s", fault_text(&faults.list[0], NULL));
    return concept;
}

/* `CODE STATUS GRADE RANK | …`, or what is wrong. */
static const char *read_needs(const struct concept *concept, const char *cell)
{
    static char text[16384];
    struct need_entry entries[LIST_MOST];
    struct diag diag = {0};
    unsigned count;
    size_t used = 0;

    text[0] = '\0';
    if (!needs_read(concept, span_from(cell), entries, &count, &diag)) {
        assert_int_equal(diag.code, DIAG_LIST);
        return fault_text(&diag, NULL);
    }
    for (unsigned i = 0; i < count; i++) {
        const struct span code = entries[i].code;
        if (entries[i].need >= 0)
            assert_true(span_equal(concept->needs.list[entries[i].need].code, code));
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%.*s %s %d %d",
                                 i > 0 ? " | " : "", (int)code.len, code.ptr,
                                 need_status_name(entries[i].status), entries[i].grade,
                                 entries[i].rank);
    }
    return text;
}

#define ENTRIES "expected entries CODE:STATUS:GRADE:RANK between single spaces"
#define STATUSES "expected the status erkannt, bearbeitung, erfolglos or erledigt"

static const char *const needs_cases[][2] = {
    {"", ""},
    {"mobilitaet", "mobilitaet erkannt 1 0"},
    {"mobilitaet:erkannt:1", "mobilitaet erkannt 1 0"},
    {"mobilitaet:bearbeitung:2:7", "mobilitaet bearbeitung 2 7"},
    {"mobilitaet:erfolglos", "mobilitaet erfolglos 1 0"},
    {"mobilitaet:erledigt:3", "mobilitaet erledigt 3 0"},
    {"mobilitaet::2", "mobilitaet erkannt 2 0"},
    {"mobilitaet:::4", "mobilitaet erkannt 1 4"},
    {"mobilitaet:::", "mobilitaet erkannt 1 0"},
    {"mobilitaet:::9999", "mobilitaet erkannt 1 9999"},
    {"wohnsituation:::2 mobilitaet:::1 lernbereitschaft",
     "wohnsituation erkannt 1 2 | mobilitaet erkannt 1 1 | lernbereitschaft erkannt 1 "
     "0"},
    {"garten", "needs: got 6 bytes, expected a need of the concept's needs.tsv"},
    {"Mobilitaet", "needs: got 10 bytes, expected a need of the concept's needs.tsv"},
    {"mobil.", "needs: got 6 bytes, expected a code of ASCII letters, digits, - and _"},
    {":erkannt",
     "needs: got 0 bytes, expected a code of ASCII letters, digits, - and _"},
    {"mobilitaet:offen", "needs: got 5 bytes, " STATUSES},
    {"mobilitaet:Erkannt", "needs: got 7 bytes, " STATUSES},
    {"mobilitaet::0", "needs: got 1 byte, expected a grade from 1 to 3"},
    {"mobilitaet::4", "needs: got 1 byte, expected a grade from 1 to 3"},
    {"mobilitaet::-1", "needs: got 2 bytes, expected a grade from 1 to 3"},
    {"mobilitaet:::0", "needs: got 1 byte, expected a rank from 1 to 9999"},
    {"mobilitaet:::10000", "needs: got 5 bytes, expected a rank from 1 to 9999"},
    {"mobilitaet::::", "needs: got 14 bytes, " ENTRIES},
    {"mobilitaet  wohnsituation", "needs: got 0 bytes, " ENTRIES},
    {" mobilitaet", "needs: got 0 bytes, " ENTRIES},
    {"mobilitaet ", "needs: got 0 bytes, " ENTRIES},
    {"mobilitaet wohnsituation mobilitaet:erledigt",
     "needs: got 10 bytes, expected each need once"},
    {"mobilitaet:::2 wohnsituation:::2",
     "needs: got 13 bytes, expected each rank once"},
};

static void an_entry_of_needs_has_four_parts_of_which_three_may_be_empty(void **state)
{
    struct concept *concept = uckermark();

    (void)state;
    for (size_t i = 0; i < COUNT_OF(needs_cases); i++)
        assert_string_equal(read_needs(concept, needs_cases[i][0]), needs_cases[i][1]);
    concept_close(concept);
}

static const char *read_plan(const struct concept *concept, const char *cell)
{
    static char text[16384];
    struct plan_entry entries[LIST_MOST];
    struct diag diag = {0};
    unsigned count;
    size_t used = 0;

    text[0] = '\0';
    if (!plan_read(concept, span_from(cell), entries, &count, &diag)) {
        assert_int_equal(diag.code, DIAG_LIST);
        return fault_text(&diag, NULL);
    }
    for (unsigned i = 0; i < count; i++) {
        struct span need = span_from("-");
        if (entries[i].need >= 0)
            need = concept->needs.list[entries[i].need].code;
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%.*s %.*s",
                                 i > 0 ? " | " : "", (int)entries[i].strategy.len,
                                 entries[i].strategy.ptr, (int)need.len, need.ptr);
    }
    return text;
}

#define PLAN_FORM "expected entries CODE@NEED or CODE between single spaces"
#define PLAN_NEED "expected a need of the concept's needs.tsv behind @"

static const char *const plan_cases[][2] = {
    {"", ""},
    {"mobilitaet-erhoehen@mobilitaet", "mobilitaet-erhoehen mobilitaet"},
    {"vermittlung-1ama", "vermittlung-1ama -"},
    {"vermittlung-1ama mobilitaet-erhoehen@mobilitaet",
     "vermittlung-1ama - | mobilitaet-erhoehen mobilitaet"},
    /* one strategy for two needs, and without a need */
    {"mobilitaet-erhoehen@mobilitaet mobilitaet-erhoehen@wohnsituation "
     "mobilitaet-erhoehen",
     "mobilitaet-erhoehen mobilitaet | mobilitaet-erhoehen wohnsituation | "
     "mobilitaet-erhoehen -"},
    {"nosuch",
     "strategies: got 6 bytes, expected a strategy of the concept's strategies.tsv"},
    {"nosuch@mobilitaet",
     "strategies: got 6 bytes, expected a strategy of the concept's strategies.tsv"},
    {"vermittlung-1ama@garten", "strategies: got 6 bytes, " PLAN_NEED},
    {"vermittlung-1ama@", "strategies: got 0 bytes, " PLAN_NEED},
    {"vermittlung-1ama@mobilitaet@wohnsituation",
     "strategies: got 24 bytes, " PLAN_NEED},
    {"@mobilitaet", "strategies: got 11 bytes, " PLAN_FORM},
    {"a.b", "strategies: got 3 bytes, " PLAN_FORM},
    {"vermittlung-1ama ", "strategies: got 0 bytes, " PLAN_FORM},
    {"vermittlung-1ama  vermittlung-1ama", "strategies: got 0 bytes, " PLAN_FORM},
    {"vermittlung-1ama vermittlung-1ama",
     "strategies: got 16 bytes, expected each entry once"},
};

static void an_entry_of_strategies_is_a_code_with_or_without_a_need(void **state)
{
    struct concept *concept = uckermark();

    (void)state;
    for (size_t i = 0; i < COUNT_OF(plan_cases); i++)
        assert_string_equal(read_plan(concept, plan_cases[i][0]), plan_cases[i][1]);
    concept_close(concept);
}

/* Without catalogues any code will do, in needs and in plans alike. */
static void a_concept_without_catalogues_takes_any_code(void **state)
{
    struct house house;
    struct concept *concept;

    (void)state;
    house_make(&house);
    house_put(&house, "concept.tsv", "key\tvalue\n");
    concept = house_open(&house, AS_OF);
    assert_string_equal(read_needs(concept, "garten::2 haus"),
                        "garten erkannt 2 0 | haus erkannt 1 0");
    assert_string_equal(read_needs(concept, "garten garten"),
                        "needs: got 6 bytes, expected each need once");
    assert_string_equal(read_plan(concept, "umgraben"), "umgraben -");
    concept_close(concept);
    house_drop(&house);
}

static void a_cell_holds_256_entries(void **state)
{
    static char cell[2048];
    struct house house;
    struct concept *concept;

    (void)state;
    house_make(&house);
    house_put(&house, "concept.tsv", "key\tvalue\n");
    concept = house_open(&house, AS_OF);
    for (int count = LIST_MOST; count <= LIST_MOST + 1; count++) {
        int used = 0;
        char fault[64];
        for (int i = 0; i < count; i++)
            used += snprintf(cell + used, sizeof cell - (size_t)used, "%sn%d",
                             i > 0 ? " " : "", i);
        snprintf(fault, sizeof fault, "got %d bytes, expected at most 256 entries",
                 used);
        assert_int_equal(strstr(read_needs(concept, cell), fault) != NULL,
                         count > LIST_MOST);
        assert_int_equal(strstr(read_plan(concept, cell), fault) != NULL,
                         count > LIST_MOST);
    }
    concept_close(concept);
    house_drop(&house);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_entry_of_needs_has_four_parts_of_which_three_may_be_empty),
        cmocka_unit_test(an_entry_of_strategies_is_a_code_with_or_without_a_need),
        cmocka_unit_test(a_concept_without_catalogues_takes_any_code),
        cmocka_unit_test(a_cell_holds_256_entries),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
