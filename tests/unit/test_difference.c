/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What has changed between the tables of two concepts: by key and cell, never by text;
 * which rows belong together, and which have changed their place.
 */
#include "rules.h"

#include "proof/difference.h"

enum { FILES_MOST = 4 };

struct file {
    const char *name, *text;
};

struct difference_case {
    const char *title;
    struct file old[FILES_MOST], new[FILES_MOST];
    const char *old_day, *new_day; /* NULL: all rows */
    /* A line each: TABLE KEY CHANGE COLUMN [OLD] [NEW] SIDE FILE:LINE */
    const char *changes;
};

/* What a case does not write itself. */
#define KEYS(derive) "key\tvalue\nedition\tT\ncalendar\tBB\nderive\t" derive "\n"
#define CATEGORY(rows) "rule\tprognosis_months\tcategory=\tlabel\tsource\n" rows
#define ROW(rule, test, code) rule "\t" test "\t" code "\tL " rule "\tQ\n"
#define DUE(rows) "deadline\trule\tanchor\toffset\tlabel\tsource\n" rows
#define CHECKS(rows) "check\twhen\tcolumn\tlevel\tlabel\tsource\n" rows

static const struct difference_case cases[] = {
    {.title = "the same tables",
     .old = {{"category.tsv", CATEGORY(ROW("a", "<= 6", "A"))}},
     .new = {{"category.tsv", CATEGORY(ROW("a", "<= 6", "A"))}},
     .changes = ""},
    {.title = "no difference: dialect, order of columns, comments, spelling of tests",
     .old = {{"category.tsv", CATEGORY(ROW("a", "<= 6", "A") ROW("b", "", "B"))},
             {"checks.tsv", CHECKS("x\tage < 5; grade 7,8\t\twarning\tL\tQ\n")}},
     .new = {{"category.csv", "source;category=;label;prognosis_months;rule\n"
                              "# only a comment\n"
                              "Q;A;\"L a\";<=6;a\n"
                              "Q;B;L b;-;b\n"},
             {"checks.tsv", CHECKS("x\tage <5;grade  7, 8\t\twarning\tL\tQ\n")}},
     .changes = ""},
    {.title = "a cell of a rule",
     .old = {{"category.tsv", CATEGORY(ROW("a", "<= 6", "A"))}},
     .new = {{"category.tsv", CATEGORY(ROW("a", "<= 9", "A"))}},
     .changes = "category a changed prognosis_months [<= 6] [<= 9] new "
                "category.tsv:2\n"},
    {.title = "two cells, and a column that only one table has",
     .old = {{"category.tsv", CATEGORY(ROW("a", "<= 6", "A"))}},
     .new = {{"category.tsv", "rule\tprognosis_months\tcategory=\tsource\tnote\n"
                              "a\t<= 6\tB\tQ\tneu\n"}},
     .changes = "category a changed category= [A] [B] new category.tsv:2\n"
                "category a changed label [L a] [] new category.tsv:2\n"
                "category a changed note [] [neu] new category.tsv:2\n"},
    {.title = "a column without a cell is as good as none",
     .old = {{"category.tsv", CATEGORY(ROW("a", "<= 6", "A"))}},
     .new = {{"category.tsv", "rule\tnote\tprognosis_months\tcategory=\tlabel\tsource\n"
                              "a\t\t<= 6\tA\tL a\tQ\n"}},
     .changes = ""},
    {.title = "added and removed rows, in short",
     .old = {{"category.tsv", CATEGORY(ROW("a", "<= 6", "A") ROW("b", "> 6", "B"))}},
     .new = {{"category.tsv", "rule\twhen\tcategory=\tsource\n"
                              "c\tage > 6; age < 9\tC\tQ\n"
                              "a\tprognosis_months <= 6\tA\tQ\n"}},
     .changes = "category b removed  [prognosis_months=> 6; category=B; label=L b] [] "
                "old category.tsv:3\n"
                "category c added  [] [category=C; when=\"age > 6; age < 9\"] new "
                "category.tsv:2\n"
                "category a changed prognosis_months [<= 6] [] new category.tsv:3\n"
                "category a changed label [L a] [] new category.tsv:3\n"
                "category a changed when [] [prognosis_months <= 6] new "
                "category.tsv:3\n"},
    {.title = "of two rows that change places one has moved",
     .old = {{"category.tsv", CATEGORY(ROW("a", "1", "A") ROW("b", "2", "B"))}},
     .new = {{"category.tsv", CATEGORY(ROW("b", "2", "B") ROW("a", "1", "A"))}},
     .changes = "category a moved  [] [b] new category.tsv:3\n"},
    {.title = "rows that move together: both from the same place to the same place",
     .old = {{"category.tsv",
              CATEGORY(ROW("a", "1", "A") ROW("b", "2", "B") ROW("c", "3", "C")
                           ROW("d", "4", "D") ROW("e", "5", "E"))}},
     .new = {{"category.tsv",
              CATEGORY(ROW("a", "1", "A") ROW("d", "4", "D") ROW("e", "5", "E")
                           ROW("x", "6", "X") ROW("b", "2", "B") ROW("c", "3", "C"))}},
     .changes = "category x added  [] [prognosis_months=6; category=X; label=L x] new "
                "category.tsv:5\n"
                "category b moved  [a] [e] new category.tsv:6\n"
                "category c moved  [a] [e] new category.tsv:7\n"},
    {.title = "the last row goes to the top: it alone has moved",
     .old = {{"category.tsv", CATEGORY(ROW("a", "1", "A") ROW("b", "2", "B")
                                           ROW("c", "3", "C") ROW("d", "4", "D"))}},
     .new = {{"category.tsv", CATEGORY(ROW("d", "4", "D") ROW("a", "1", "A")
                                           ROW("b", "2", "B") ROW("c", "3", "C"))}},
     .changes = "category d moved  [c] [] new category.tsv:2\n"},
    {.title = "a removed and an added row move nobody",
     .old = {{"category.tsv",
              CATEGORY(ROW("x", "9", "X") ROW("a", "1", "A") ROW("b", "2", "B"))}},
     .new = {{"category.tsv",
              CATEGORY(ROW("a", "1", "A") ROW("y", "8", "Y") ROW("b", "2", "B"))}},
     .changes = "category x removed  [prognosis_months=9; category=X; label=L x] [] "
                "old category.tsv:2\n"
                "category y added  [] [prognosis_months=8; category=Y; label=L y] new "
                "category.tsv:3\n"},
    {.title = "a row that has moved may have changed as well",
     .old = {{"category.tsv",
              CATEGORY(ROW("a", "1", "A") ROW("b", "2", "B") ROW("c", "3", "C"))}},
     .new = {{"category.tsv",
              CATEGORY(ROW("b", "2", "B") ROW("c", "3", "C") ROW("a", "5", "A"))}},
     .changes = "category a moved  [] [c] new category.tsv:4\n"
                "category a changed prognosis_months [1] [5] new category.tsv:4\n"},
    {.title = "rows of one key find each other by their days",
     .old = {{"category.tsv", "rule\tprognosis_months\tcategory=\tsource\tvalid_from\t"
                              "valid_to\n"
                              "a\t<= 6\tA\tQ\t\t2026-12-31\n"
                              "a\t<= 9\tA\tQ\t2027-01-01\t\n"}},
     .new = {{"category.tsv", "rule\tprognosis_months\tcategory=\tsource\tvalid_from\t"
                              "valid_to\n"
                              "a\t<= 12\tA\tQ\t01.01.2027\t31.12.2027\n"
                              "a\t<= 6\tA\tQ\t\t31.12.2026\n"
                              "a\t<= 15\tA\tQ\t2028-01-01\t\n"}},
     .changes = "category a changed prognosis_months [<= 9] [<= 12] new "
                "category.tsv:2\n"
                "category a changed valid_to [] [31.12.2027] new category.tsv:2\n"
                "category a moved  [] [a] new category.tsv:3\n"
                "category a added  [] [prognosis_months=<= 15; category=A; "
                "valid_from=2028-01-01] new category.tsv:4\n"},
    {.title = "a rule that ends, and the one that follows it",
     .old = {{"category.tsv", "rule\tprognosis_months\tcategory=\tsource\n"
                              "a\t<= 6\tA\tQ\n"}},
     .new = {{"category.tsv", "rule\tprognosis_months\tcategory=\tsource\tvalid_from\t"
                              "valid_to\n"
                              "a\t<= 6\tA\tQ\t\t2026-12-31\n"
                              "a\t<= 9\tA\tQ\t2027-01-01\t\n"}},
     .changes = "category a changed valid_to [] [2026-12-31] new category.tsv:2\n"
                "category a added  [] [prognosis_months=<= 9; category=A; "
                "valid_from=2027-01-01] new category.tsv:3\n"},
    {.title = "two days of one table: what counts is what holds, not until when",
     .old = {{"category.tsv", "rule\tprognosis_months\tcategory=\tsource\tvalid_from\t"
                              "valid_to\n"
                              "a\t<= 6\tA\tQ\t\t2026-12-31\n"
                              "a\t<= 9\tA\tQ\t2027-01-01\t\n"
                              "b\t> 20\tB\tQ\t\t2026-12-31\n"
                              "b\t> 20\tB\tQ\t2027-01-01\t\n"
                              "c\t15\tC\tQ\t2027-01-01\t\n"}},
     .new = {{"category.tsv", "rule\tprognosis_months\tcategory=\tsource\tvalid_from\t"
                              "valid_to\n"
                              "a\t<= 6\tA\tQ\t\t2026-12-31\n"
                              "a\t<= 9\tA\tQ\t2027-01-01\t\n"
                              "b\t> 20\tB\tQ\t\t2026-12-31\n"
                              "b\t> 20\tB\tQ\t2027-01-01\t\n"
                              "c\t15\tC\tQ\t2027-01-01\t\n"}},
     .old_day = "2026-12-31",
     .new_day = "2027-01-01",
     .changes = "category a changed prognosis_months [<= 6] [<= 9] new "
                "category.tsv:3\n"
                "category c added  [] [prognosis_months=15; category=C] new "
                "category.tsv:6\n"},
    {.title = "deadlines have a key of two columns, and the upper row wins a tie",
     .old = {{"deadlines.tsv", DUE("kontakt\ta\tfirst_talk_on\t+6mo\tL\tQ\n"
                                   "kontakt\tb\tapplied_on\t+6mo\tL\tQ\n"
                                   "esb\ta\tapplied_on\t+10b\tL\tQ\n")}},
     .new = {{"deadlines.tsv", DUE("kontakt\tb\tapplied_on\t+3mo\tL\tQ\n"
                                   "kontakt\ta\tfirst_talk_on\t+6mo\tL\tQ\n"
                                   "esb\tb\tapplied_on\t+10b\tL\tQ\n")}},
     .changes = "deadlines esb/a removed  [anchor=applied_on; offset=+10b; label=L] [] "
                "old deadlines.tsv:4\n"
                "deadlines kontakt/b changed offset [+6mo] [+3mo] new deadlines.tsv:2\n"
                "deadlines kontakt/a moved  [] [kontakt/b] new deadlines.tsv:3\n"
                "deadlines esb/b added  [] [anchor=applied_on; offset=+10b; label=L] "
                "new deadlines.tsv:4\n"},
    {.title = "checks of one name are told apart by their column, if that stays",
     .old = {{"checks.tsv", CHECKS("fehlt\t\tbirth_date\tgap\tL\tQ\n"
                                   "fehlt\t\toffice\tgap\tL\tQ\n"
                                   "doppelt\tage > 5\t\twarning\tL\tQ\n")}},
     .new = {{"checks.tsv", CHECKS("fehlt\t\toffice\tgap\tM\tQ\n"
                                   "fehlt\t\tgoal\tgap\tL\tQ\n"
                                   "doppelt\tage > 5\tage\twarning\tL\tQ\n")}},
     .changes = "checks fehlt (office) changed label [L] [M] new checks.tsv:2\n"
                "checks fehlt (goal) moved  [] [fehlt (office)] new checks.tsv:3\n"
                "checks fehlt (goal) changed column [birth_date] [goal] new "
                "checks.tsv:3\n"
                "checks doppelt (age) changed column [] [age] new checks.tsv:4\n"},
    {.title = "the order of parameters, terms and closing days says nothing",
     .old = {{"parameters.tsv", "name\tvalue\tsource\nx\t6mo\tQ\ny\t1\tQ\n"},
             {"terms.tsv", "term\tlabel\na\tA\nb\tB\n"},
             {"calendar.tsv", "date\tname\toffice\n12-24\tHeiligabend\t\n"
                              "24.12.2026\tZu\tPrenzlau\n"}},
     .new = {{"parameters.tsv", "name\tvalue\tsource\ny\t2\tQ\nx\t6mo\tQ\n"},
             {"terms.tsv", "term\tlabel\nb\tB\na\tAA\n"},
             {"calendar.tsv", "office\tdate\tname\nPrenzlau\t2026-12-24\tZu\n"
                              "Schwedt\t2026-12-24\tZu\n"
                              "\tyearly 12-24\tHeiligabend\n"}},
     .changes = "parameters y changed value [1] [2] new parameters.tsv:2\n"
                "calendar 2026-12-24/Schwedt added  [] [name=Zu] new calendar.tsv:3\n"
                "terms a changed label [A] [AA] new terms.tsv:3\n"},
    {.title = "keys of the concept, and a table that only one concept has",
     .old = {{"concept.tsv", KEYS("category")}, {"category.tsv", CATEGORY("")}},
     .new = {{"concept.tsv", "key\tvalue\nderive\tgroup category\nedition\tU\n"
                             "calendar\tBB\n"},
             {"category.tsv", CATEGORY("")},
             {"group.tsv", "rule\tage\tgroup=\tsource\nx\t< 25\tjung\tQ\n"}},
     .changes = "concept derive changed value [category] [group category] new "
                "concept.tsv:2\n"
                "concept edition changed value [T] [U] new concept.tsv:3\n"
                "group x added  [] [age=< 25; group=jung] new group.tsv:2\n"},
    {.title = "examples are no rules",
     .old = {{"examples.tsv", "example\tas_of\tgiven\texpected\tsource\n"}},
     .new = {{"examples.tsv", "example\tas_of\tgiven\texpected\tsource\n"
                              "e\t2026-11-21\tage=5\tage=5\tQ\n"}},
     .changes = ""},
};

static bool has_file(const struct file *files, const char *name)
{
    for (unsigned i = 0; i < FILES_MOST && files[i].name != NULL; i++)
        if (strcmp(files[i].name, name) == 0)
            return true;
    return false;
}

/* The folder of one side; category is derived where the case has the table. */
static void make(struct house *house, const struct file *files)
{
    house_make(house);
    if (!has_file(files, "concept.tsv"))
        house_put(house, "concept.tsv",
                  has_file(files, "category.tsv") || has_file(files, "category.csv")
                      ? KEYS("category")
                      : KEYS(""));
    for (unsigned i = 0; i < FILES_MOST && files[i].name != NULL; i++)
        house_put(house, files[i].name, files[i].text);
}

static const char *changes_text(const struct difference *difference,
                                const struct house *old)
{
    static char text[8192];
    size_t used = 0;

    text[0] = '\0';
    for (size_t i = 0; i < difference->count; i++) {
        const struct row_change *it = &difference->changes[i];
        const char *slash = memrchr(it->file.ptr, '/', it->file.len);
        bool is_old = span_starts(it->file, old->folder);
        used += (size_t)snprintf(
            text + used, sizeof text - used,
            "%.*s %.*s %s %.*s [%.*s] [%.*s] %s %.*s:%lu\n", (int)it->table.len,
            it->table.ptr, (int)it->key.len, it->key.ptr, ROW_CHANGE_NAMES[it->kind],
            (int)it->column.len, it->column.ptr, (int)it->old.len, it->old.ptr,
            (int)it->new.len, it->new.ptr, is_old ? "old" : "new",
            (int)(it->file.ptr + it->file.len - slash - 1), slash + 1, it->line);
        assert_true(used < sizeof text);
    }
    return text;
}

/* Hands the difference, and the folder of the old side, to somebody who looks. */
static void compare(const struct difference_case *it,
                    void (*look)(const struct difference *difference,
                                 const struct house *old,
                                 const struct difference_case *it))
{
    static struct faults faults;
    struct house old, new;
    struct concept *concepts[2];
    struct difference difference = {0};

    make(&old, it->old);
    make(&new, it->new);
    concepts[0] = house_open(&old, it->old_day != NULL ? it->old_day : AS_OF);
    concepts[1] = house_open(&new, it->new_day != NULL ? it->new_day : AS_OF);
    assert_true(difference_make(&difference, concepts[0], concepts[1],
                                it->old_day != NULL, &faults));
    look(&difference, &old, it);
    difference_free(&difference);
    concept_close(concepts[0]);
    concept_close(concepts[1]);
    house_drop(&old);
    house_drop(&new);
}

static void check_text(const struct difference *difference, const struct house *old,
                       const struct difference_case *it)
{
    const char *text = changes_text(difference, old);

    if (strcmp(text, it->changes) != 0)
        fail_msg("%s:\n%sexpected\n%s", it->title, text, it->changes);
}

static void rows_are_compared_by_key_and_cell(void **state)
{
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(cases); i++)
        compare(&cases[i], check_text);
}

/* A table that no other part of a concept is made of is read here for the first time.
 */
static void a_table_that_cannot_be_read_is_told(void **state)
{
    static struct faults faults;
    struct house house;
    struct concept *concept;
    struct difference difference = {0};

    (void)state;
    house_make(&house);
    house_put(&house, "concept.tsv", KEYS(""));
    house_put(&house, "terms.tsv", "term\tlabel\tvalid_from\na\tA\tbald\n");
    concept = house_open(&house, AS_OF);
    assert_false(difference_make(&difference, concept, concept, false, &faults));
    assert_int_equal(faults.count, 2); /* of the old side, and of the new one */
    assert_string_equal(fault_text(&faults.list[0], house.folder),
                        "terms.tsv:2: valid_from: malformed date \"bald\", expected "
                        "YYYY-MM-DD or DD.MM.YYYY from 1900 to 2199");
    difference_free(&difference);
    concept_close(concept);
    house_drop(&house);
}

/* --- A second opinion on places --- */

enum { ROWS_MOST = 7 };

/* The longest rising subsequence by trying all of them. */
static unsigned longest_rising(const unsigned *places, unsigned count)
{
    unsigned longest = 0;

    for (unsigned set = 0; set < 1u << count; set++) {
        unsigned length = 0, last = 0;
        bool rises = true;
        for (unsigned i = 0; i < count; i++) {
            if ((set >> i & 1) == 0)
                continue;
            rises = rises && (length == 0 || places[i] > last);
            last = places[i];
            length++;
        }
        if (rises && length > longest)
            longest = length;
    }
    return longest;
}

static size_t expected_count;

static void check_moved(const struct difference *difference, const struct house *old,
                        const struct difference_case *it)
{
    if (difference->count != expected_count)
        fail_msg("%s%sexpected %zu moved rows", it->new[0].text,
                 changes_text(difference, old), expected_count);
    for (size_t i = 0; i < difference->count; i++)
        assert_int_equal(difference->changes[i].kind, ROW_MOVED);
}

/* Adds the row of a number to the text of a table. */
static size_t put_row(char *text, size_t used, size_t size, unsigned number)
{
    return used + (size_t)snprintf(text + used, size - used, "r%u\t%u\tA\tQ\n", number,
                                   number);
}

/* Whether what is told as moved is as little as can be; places[i] is row i's new one.
 */
static void check_places(const unsigned *places, unsigned count)
{
    static const char head[] = "rule\tgrade\tcategory=\tsource\n";
    char old[512], new[512];
    size_t old_used = (size_t)snprintf(old, sizeof old, head);
    size_t new_used = (size_t)snprintf(new, sizeof new, head);
    struct difference_case it = {.title = "places",
                                 .old = {{"category.tsv", old}},
                                 .new = {{"category.tsv", new}}};

    for (unsigned i = 0; i < count; i++)
        old_used = put_row(old, old_used, sizeof old, i);
    for (unsigned place = 0; place < count; place++)
        for (unsigned i = 0; i < count; i++)
            if (places[i] == place)
                new_used = put_row(new, new_used, sizeof new, i);
    expected_count = count - longest_rising(places, count);
    compare(&it, check_moved);
}

/* Heap's walk over all orders of so many rows. */
static void check_orders(unsigned *places, unsigned count, unsigned rest)
{
    if (rest <= 1) {
        check_places(places, count);
        return;
    }
    for (unsigned i = 0; i < rest; i++) {
        unsigned at = rest % 2 == 0 ? i : 0, kept;
        check_orders(places, count, rest - 1);
        kept = places[at];
        places[at] = places[rest - 1];
        places[rest - 1] = kept;
    }
}

static void as_few_rows_as_can_be_have_moved(void **state)
{
    unsigned few[] = {0, 1, 2, 3};
    unsigned some[][ROWS_MOST] = {{6, 0, 1, 2, 3, 4, 5}, {3, 0, 4, 1, 5, 2, 6},
                                  {6, 5, 4, 3, 2, 1, 0}, {1, 0, 3, 2, 5, 4, 6},
                                  {2, 3, 4, 5, 6, 0, 1}, {0, 6, 1, 5, 2, 4, 3}};

    (void)state;
    check_orders(few, COUNT_OF(few), COUNT_OF(few));
    for (unsigned i = 0; i < COUNT_OF(some); i++)
        check_places(some[i], ROWS_MOST);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_compared_by_key_and_cell),
        cmocka_unit_test(a_table_that_cannot_be_read_is_told),
        cmocka_unit_test(as_few_rows_as_can_be_have_moved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
