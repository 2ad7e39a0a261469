/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Concepts that extend another: how the rows of a local table are laid over those that
 * are inherited, where each row is said to stand, and the words about what doesn't fit.
 */
#include "rules.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "rules/table.h"
#include "rules/tables.h"
#include "rules/validity.h"

enum { CHAIN_MOST = 3 };

/* Folders of which each extends the one before; the first extends none. */
struct chain {
    unsigned count;
    struct house houses[CHAIN_MOST];
};

static void put_keys(struct house *house, const char *keys, const char *extends)
{
    struct buffer text = {0};

    buffer_add(&text, span_from("key\tvalue\n"));
    if (extends != NULL)
        buffer_print(&text, "extends\t%s\n", extends);
    buffer_print(&text, "%s", keys);
    buffer_add_char(&text, '\0');
    house_put(house, "concept.tsv", text.bytes);
    buffer_free(&text);
}

static void chain_make(struct chain *chain, const char *const *keys, unsigned count)
{
    chain->count = count;
    for (unsigned i = 0; i < count; i++) {
        house_make(&chain->houses[i]);
        put_keys(&chain->houses[i], keys != NULL ? keys[i] : "",
                 i > 0 ? chain->houses[i - 1].folder : NULL);
    }
}

static void chain_drop(struct chain *chain)
{
    for (unsigned i = 0; i < chain->count; i++)
        house_drop(&chain->houses[i]);
}

static const char *last_folder(const struct chain *chain)
{
    return chain->houses[chain->count - 1].folder;
}

/* The number of the folder, from 0, in which a file stands, and its name there. */
static void write_file(char *out, size_t size, const struct chain *chain,
                       const char *file)
{
    for (unsigned i = 0; i < chain->count; i++) {
        size_t len = strlen(chain->houses[i].folder);
        if (strncmp(file, chain->houses[i].folder, len) == 0)
            snprintf(out, size, "%u%s", i, file + len);
    }
}

static const char *written_faults(const struct chain *chain,
                                  const struct faults *faults)
{
    static char text[8192];
    size_t used = 0;

    text[0] = '\0';
    for (unsigned i = 0; i < faults->count; i++) {
        struct diag diag = faults->list[i];
        write_file(diag.file, sizeof diag.file, chain, faults->list[i].file);
        used += (size_t)snprintf(text + used, sizeof text - used, "%s\n",
                                 fault_text(&diag, NULL));
    }
    return text;
}

/* A line of names, and one for each row: `FOLDER:LINE CELL|CELL`. */
static const char *written_table(const struct chain *chain, const struct table *table)
{
    static char text[8192];
    size_t used = 0;

    for (unsigned i = 0; i < table->columns; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%.*s",
                                 i > 0 ? "|" : "", (int)table->names[i].len,
                                 table->names[i].ptr);
    used += (size_t)snprintf(text + used, sizeof text - used, "\n");
    for (unsigned row = 0; row < table->rows; row++) {
        char file[64] = "";
        write_file(file, sizeof file, chain, table_file(table, row).ptr);
        used += (size_t)snprintf(text + used, sizeof text - used, "%c:%lu ", file[0],
                                 table->lines[row]);
        for (unsigned i = 0; i < table->columns; i++) {
            struct span cell = table_cell(table, row, (int)i);
            used += (size_t)snprintf(text + used, sizeof text - used, "%s%.*s",
                                     i > 0 ? "|" : "", (int)cell.len, cell.ptr);
        }
        used += (size_t)snprintf(text + used, sizeof text - used, "\n");
    }
    return text;
}

struct merge_case {
    const char *title, *table;
    unsigned count;                /* of folders */
    const char *texts[CHAIN_MOST]; /* of the folders; NULL: it lacks the table */
    const char *merged, *faults;
};

/* clang-format off */
#define TWO(first, second) 2, {first, second, NULL}
/* clang-format on */

static const struct merge_case cases[] = {
    {"a table that only the extended concept has", "terms",
     TWO("term\tlabel\na\tA\n", NULL), "term|label\n0:2 a|A\n", ""},
    {"a table that only the local concept has", "terms",
     TWO(NULL, "term\tlabel\na\tA\n"), "term|label\n1:2 a|A\n", ""},
    {"a key replaces the row in its place", "terms",
     TWO("term\tlabel\na\tA\nb\tB\nc\tC\n", "# ours\nterm\tlabel\nb\tOurs\n"),
     "term|label\n0:2 a|A\n1:3 b|Ours\n0:4 c|C\n", ""},
    {"new rows stand behind the inherited ones", "terms",
     TWO("term\tlabel\na\tA\nb\tB\n", "term\tlabel\nz\tZ\nb\tOurs\ny\tY\n"),
     "term|label\n0:2 a|A\n1:3 b|Ours\n1:2 z|Z\n1:4 y|Y\n", ""},
    {"off removes a row", "terms",
     TWO("term\tlabel\na\tA\nb\tB\n", "term\toff\na\tyes\nb\tno\n"),
     "term|label\n1:3 b|B\n", ""},
    {"before another row", "terms",
     TWO("term\tlabel\na\tA\nb\tB\n",
         "term\tlabel\tbefore\nx\tX\tb\ny\tY\tb\nz\tZ\tx\n"),
     "term|label\n0:2 a|A\n1:4 z|Z\n1:2 x|X\n1:3 y|Y\n0:3 b|B\n", ""},
    {"a row that replaces may move", "terms",
     TWO("term\tlabel\na\tA\nb\tB\nc\tC\n", "term\tbefore\nc\ta\n"),
     "term|label\n1:2 c|C\n0:2 a|A\n0:3 b|B\n", ""},
    {"before a new row, wherever it stands", "terms",
     TWO("term\tlabel\na\tA\n", "term\tlabel\tbefore\nx\tX\ty\ny\tY\t\n"),
     "term|label\n0:2 a|A\n1:2 x|X\n1:3 y|Y\n", ""},
    {"any subset of the columns: other cells stay, and days are a row's own",
     "deadlines",
     TWO("deadline\trule\tanchor\toffset\tvalid_to\tnote\tsource\n"
         "k\ta\tapplied_on\t+1mo\t2026-12-31\told\ts1\n"
         "k\tb\tapplied_on\t+2mo\t\t\ts2\n",
         "rule\toffset\tdeadline\na\t+5mo\tk\n"),
     "deadline|rule|anchor|offset|valid_to|note|source\n"
     "1:2 k|a|applied_on|+5mo|||s1\n0:3 k|b|applied_on|+2mo|||s2\n",
     ""},
    {"an empty cell of a column that the table has is empty", "terms",
     TWO("term\tlabel\tsource\na\tA\ts\n", "term\tsource\na\t\n"),
     "term|label|source\n1:2 a|A|\n", ""},
    {"columns that only the local table has", "terms",
     TWO("term\tlabel\na\tA\nb\tB\n", "term\tlabel\tsource\nb\tOurs\tHaus\n"),
     "term|label|source\n0:2 a|A|\n1:2 b|Ours|Haus\n", ""},
    {"a key replaces each row that has it, whatever its days", "parameters",
     TWO("name\tvalue\tvalid_from\tvalid_to\nm\t6\t\t2026-12-31\nn\t1\t\t\n"
         "m\t9\t2027-01-01\t\n",
         "name\tvalue\nm\t7\n"),
     "name|value|valid_from|valid_to\n1:2 m|7||\n0:3 n|1||\n", ""},
    {"several rows in the place of one", "parameters",
     TWO("name\tvalue\nm\t6\nn\t1\n",
         "name\tvalue\tvalid_from\tvalid_to\nm\t7\t\t2026-12-31\no\t1\t\t\n"
         "m\t8\t2027-01-01\t\n"),
     "name|value|valid_from|valid_to\n1:2 m|7||2026-12-31\n1:4 m|8|2027-01-01|\n"
     "0:3 n|1||\n1:3 o|1||\n",
     ""},
    {"off takes all rows of a key", "checks",
     TWO("check\tcolumn\tlevel\nc\ta\tgap\nd\ta\tgap\nc\tb\tgap\n",
         "check\toff\nc\tyes\n"),
     "check|column|level\n0:3 d|a|gap\n", ""},
    {"inherited rows of one key that agree", "checks",
     TWO("check\twhen\tlevel\nc\tp yes\tgap\nc\tq yes\tgap\n",
         "check\twhen\nc\tr yes\n"),
     "check|when|level\n1:2 c|r yes|gap\n", ""},
    {"inherited rows of one key that differ", "checks",
     TWO("check\tcolumn\tlevel\nc\ta\tgap\nc\tb\tgap\n", "check\tlevel\nc\twarning\n"),
     "check|column|level\n1:2 c||warning\n",
     "1/checks.tsv:2: check: the inherited rows \"c\" differ in the column \"column\", "
     "expected it in this table\n"},
    {"a deadline's row is that of its rule", "deadlines",
     TWO("deadline\trule\toffset\nk\ta\t+1d\nw\ta\t+2d\nw\tb\t+3d\n",
         "deadline\trule\toffset\toff\tbefore\nw\ta\t+9d\t\t\nk\ta\t\tyes\t\n"
         "w\tn\t+4d\t\tb\nk\tm\t+5d\t\tw/a\n"),
     "deadline|rule|offset\n1:5 k|m|+5d\n1:2 w|a|+9d\n1:4 w|n|+4d\n0:4 w|b|+3d\n", ""},
    {"a closing day is that of its office, however it is written", "calendar",
     TWO("date\tname\toffice\n2026-12-24\tx\t\n2026-12-24\ty\tPrenzlau\nyearly "
         "12-31\tz\t\n",
         "date\toff\n24.12.2026\tyes\nyearly 12-31\tyes\n"),
     "date|name|office\n0:3 2026-12-24|y|Prenzlau\n", ""},
    {"in a first-hit table before the last rows without tests", "phase",
     TWO("rule\twhen\tpupil\tphase=\tvalid_to\na\tage < 15\t\tx\t\nb\t\tyes\ty\t\n"
         "c\t\t-\tz\t2026-12-31\nd\t\t\tz\t\n",
         "rule\twhen\tphase=\nn\tage > 60\tn\nm\tage > 50\tm\n"),
     "rule|when|pupil|phase=|valid_to\n0:2 a|age < 15||x|\n0:3 b||yes|y|\n"
     "1:2 n|age > 60||n|\n1:3 m|age > 50||m|\n0:4 c||-|z|2026-12-31\n0:5 d|||z|\n",
     ""},
    {"strategies are no first-hit table", "strategies",
     TWO("rule\tneed\tstrategy=\na\tn1\tx\n", "rule\tneed\tstrategy=\nb\tn2\ty\n"),
     "rule|need|strategy=\n0:2 a|n1|x\n1:2 b|n2|y\n", ""},
    {"a chain of three",
     "terms",
     3,
     {"term\tlabel\na\tA\nb\tB\nc\tC\n",
      "term\tlabel\toff\nb\tOne\t\nc\t\tyes\nd\tD\t\n",
      "term\tlabel\tbefore\nb\tTwo\t\ne\tE\td\n"},
     "term|label\n0:2 a|A\n2:2 b|Two\n2:3 e|E\n1:4 d|D\n",
     ""},
    {"a chain whose middle has no such table",
     "terms",
     3,
     {"term\tlabel\na\tA\n", NULL, "term\toff\na\tyes\n"},
     "term|label\n",
     ""},

    {"a row that isn't there can't be taken off", "deadlines",
     TWO("deadline\trule\toffset\nkontakt\tb\t+1d\n",
         "deadline\trule\toff\nkontakt\tc\tyes\n"),
     "deadline|rule|offset\n0:2 kontakt|b|+1d\n",
     "1/deadlines.tsv:2: rule: unknown row \"kontakt/c\" (did you mean "
     "\"kontakt/b\"?), "
     "expected one that is inherited\n"},
    {"a row that was taken off before",
     "terms",
     3,
     {"term\tlabel\nalpha\tA\n", "term\toff\nalpha\tyes\n", "term\toff\nalpha\tyes\n"},
     "term|label\n",
     "2/terms.tsv:2: term: unknown row \"alpha\", expected one that is inherited\n"},
    {"a fault in the middle is one of its folder",
     "terms",
     3,
     {"term\tlabel\nalpha\tA\n", "term\toff\nalpfa\tyes\n", "term\tlabel\nb\tB\n"},
     "term|label\n0:2 alpha|A\n2:2 b|B\n",
     "1/terms.tsv:2: term: unknown row \"alpfa\" (did you mean \"alpha\"?), expected "
     "one "
     "that is inherited\n"},
    {"off is yes or no", "terms",
     TWO("term\tlabel\na\tA\n", "term\toff\na\tja\nb\toff\n"), "term|label\n1:3 b|\n",
     "1/terms.tsv:2: off: \"ja\", expected yes\n1/terms.tsv:3: off: \"off\", "
     "expected yes or no\n"},
    {"off without a name", "terms",
     TWO("term\tlabel\na\tA\n", "term\tlabel\toff\n\tA\tyes\n"),
     "term|label\n0:2 a|A\n",
     "1/terms.tsv:2: term: no row, expected one that is inherited\n"},
    {"off for some days", "terms",
     TWO("term\tlabel\na\tA\n", "term\toff\tvalid_from\na\tyes\t2027-01-01\n"),
     "term|label|valid_from\n0:2 a|A|\n",
     "1/terms.tsv:2: valid_from: a row that is off has no days, expected valid_to in a "
     "row that replaces the inherited one\n"},
    {"off and replaced", "terms",
     TWO("term\tlabel\na\tA\n", "term\tlabel\toff\na\tOurs\t\na\t\tyes\n"),
     "term|label\n1:2 a|Ours\n",
     "1/terms.tsv:3: term: \"a\" is off and stands in line 2 too, expected it once\n"},
    {"before a row that isn't there", "phase",
     TWO("rule\tphase=\nletzte\tx\n", "rule\tphase=\tbefore\nn\ty\tletzt\n"),
     "rule|phase=\n0:2 letzte|x\n",
     "1/phase.tsv:2: before: unknown row \"letzt\" (did you mean \"letzte\"?), "
     "expected "
     "one that is inherited or stands above\n"},
    {"before a row that is off", "terms",
     TWO("term\tlabel\nalpha\tA\n",
         "term\tlabel\tbefore\toff\nb\tB\talpha\t\nalpha\t\t\tyes\n"),
     "term|label\n",
     "1/terms.tsv:2: before: unknown row \"alpha\", expected one that is inherited or "
     "stands above\n"},
    {"before a rule of the same deadline", "deadlines",
     TWO("deadline\trule\toffset\nkontakt\tbeginn\t+1d\n",
         "deadline\trule\toffset\tbefore\nkontakt\tn\t+1d\tbegin\n"),
     "deadline|rule|offset\n0:2 kontakt|beginn|+1d\n",
     "1/deadlines.tsv:2: before: unknown row \"begin\" (did you mean \"beginn\"?), "
     "expected one that is inherited or stands above\n"},
    {"a table without the column of its key", "deadlines",
     TWO("deadline\trule\toffset\nk\ta\t+1d\n", "deadline\toffset\nk\t+2d\n"),
     "deadline|rule|offset\n0:2 k|a|+1d\n",
     "1/deadlines.tsv:1: no column \"rule\", expected the one by which rows are told "
     "from those that are inherited\n"},
    {"a concept that extends none changes nothing",
     "terms",
     1,
     {"term\tbefore\tlabel\toff\na\tx\tA\tyes\nb\t\tB\t\n", NULL, NULL},
     "term|label\n0:2 a|A\n0:3 b|B\n",
     "0/terms.tsv:1: \"before\" changes what is inherited, and this concept extends "
     "none, expected no such column\n"
     "0/terms.tsv:1: \"off\" changes what is inherited, and this concept extends none, "
     "expected no such column\n"},
};

static unsigned check(const struct merge_case *it)
{
    static struct faults faults;
    struct chain chain;
    struct tables tables;
    struct arena arena = {0};
    struct table table;
    unsigned count = it->count, failures = 0;
    char name[32];

    snprintf(name, sizeof name, "%s.tsv", it->table);
    chain_make(&chain, NULL, count);
    for (unsigned i = 0; i < count; i++)
        if (it->texts[i] != NULL)
            house_put(&chain.houses[i], name, it->texts[i]);
    faults.count = 0;
    tables_list(&tables, last_folder(&chain), &arena, &faults);
    table_load(&table, tables_find(&tables, span_from(it->table)), &arena, &faults);
    if (strcmp(written_faults(&chain, &faults), it->faults) != 0) {
        print_message("%s\ngot\n%sexpected\n%s\n", it->title,
                      written_faults(&chain, &faults), it->faults);
        failures++;
    }
    if (strcmp(written_table(&chain, &table), it->merged) != 0) {
        print_message("%s\ngot\n%sexpected\n%s\n", it->title,
                      written_table(&chain, &table), it->merged);
        failures++;
    }
    arena_free(&arena);
    chain_drop(&chain);
    return failures;
}

static void rows_are_laid_over_those_that_are_inherited(void **state)
{
    unsigned failures = 0;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        failures += check(&cases[i]);
    assert_int_equal(failures, 0);
}

/* --- Whole concepts --- */

#define DEADLINES "deadline\trule\twhen\tanchor\toffset\tuntil\tsource\n"

static void a_concept_inherits_keys_but_not_what_it_is_called(void **state)
{
    static const char *const keys[] = {
        "edition\tfirst\nranks\tyes\ncalendar\tBB\nvalid_to\t2026-12-31\n"
        "derive\tphase\n",
        "calendar\tNW\nderive\tziel phase\n"};
    struct chain chain;
    struct concept *concept;

    (void)state;
    chain_make(&chain, keys, 2);
    house_put(&chain.houses[0], "phase.tsv", "rule\tphase=\tsource\na\tx\ts\n");
    house_put(&chain.houses[1], "ziel.tsv", "rule\tziel=\tsource\nb\ty\ts\n");
    concept = house_open(&chain.houses[1], AS_OF);
    assert_true(span_is(concept->edition, "unknown"));
    assert_true(concept->has_ranks);
    assert_int_equal(concept->valid_to, day_of("2026-12-31"));
    assert_true(span_is(concept->calendars.list[0].land, "NW"));
    assert_int_equal(concept->derived_count, 2);
    assert_true(span_is(concept->derived[0].name, "ziel"));
    assert_true(span_is(concept->derived[1].name, "phase"));
    assert_int_equal(concept->derived[1].table.count, 1);
    concept_close(concept);
    chain_drop(&chain);
}

static const struct {
    const char *title;
    struct {
        const char *keys, *file, *text;
    } folders[2];
    const char *faults;
} wrong[] = {
    {"a fault of an inherited row is one of its file",
     {{"", "deadlines.tsv", DEADLINES "k\ta\t\tapplied_on\t+1months\t\ts\n"},
      {"", "deadlines.tsv", DEADLINES "k\tb\t\tapplied_on\t+1mo\t\ts\n"}},
     "0/deadlines.tsv:2: offset: \"+1months\" are no steps, expected such as +6mo -3mo "
     "+10b >09-30 +25age +$contact\n"},
    {"a fault of a local row is one of its file",
     {{"", "deadlines.tsv", DEADLINES "k\ta\t\tapplied_on\t+1mo\t\ts\n"},
      {"", "deadlines.tsv", "deadline\trule\toffset\nk\ta\t+1months\n"}},
     "1/deadlines.tsv:2: offset: \"+1months\" are no steps, expected such as +6mo -3mo "
     "+10b >09-30 +25age +$contact\n"},
    {"an unknown column is one of the file that has it",
     {{"", "deadlines.tsv", DEADLINES "k\ta\t\tapplied_on\t+1mo\t\ts\n"},
      {"", "deadlines.tsv", "# ours\ndeadline\trule\tofset\nk\ta\t+1mo\n"}},
     "1/deadlines.tsv:2: unknown column \"ofset\" (did you mean \"offset\"?), expected "
     "when, a column that can be tested or one that this table has\n"},
    {"a head that is a formula",
     {{"", "terms.tsv", "term\tlabel\n"}, {"", "needs.tsv", "need\tarea\t=label\n"}},
     "1/needs.tsv:1: \"=label\" is a formula for a spreadsheet, expected \"label=\"\n"},
    {"what a local row hides in an inherited one is named with its file",
     {{"", "deadlines.tsv", DEADLINES "k\ta\t\tapplied_on\t+1mo\t\ts\n"},
      {"", "deadlines.tsv", DEADLINES "k\tb\t\tapplied_on\t+1mo\topen\ts\n"}},
     "1/deadlines.tsv:2: until: open, and the row of 0/deadlines.tsv:2 has a last day, "
     "which this one would hide: expected open in each row of a deadline or in none\n"},
    {"a key of the extended concept",
     {{"titel\tx\n", NULL, NULL}, {"ranks\tno\n", NULL, NULL}},
     "0/concept.tsv:2: key: unknown key \"titel\" (did you mean \"title\"?), expected "
     "one of title source edition valid_from valid_to extends calendar ranks derive "
     "decided case_begins contacts\n"},
    {"a table that derive doesn't list stands in the extended folder",
     {{"", "phase.tsv", "rule\tphase=\tsource\n"}, {"derive\tphase\n", NULL, NULL}},
     "0/phase.tsv: no table of a concept, expected NAME.tsv or NAME.csv with one of "
     "the "
     "names concept columns parameters areas needs strategies deadlines checks "
     "calendars calendar terms examples\n"},
    {"a table that only the extended concept derives stands in the local folder",
     {{"derive\tphase\n", "phase.tsv", "rule\tphase=\tsource\n"},
      {"derive\t\n", "phase.tsv", "rule\tphase=\tsource\n"}},
     "1/phase.tsv: no table of a concept, expected NAME.tsv or NAME.csv with one of "
     "the "
     "names concept columns parameters areas needs strategies deadlines checks "
     "calendars calendar terms examples\n"},
};

/* Folders in a fault's text, too, are told by their number. */
static void number_folders(const struct chain *chain, struct faults *faults)
{
    for (unsigned i = 0; i < faults->count; i++)
        for (unsigned k = 0; k < chain->count; k++) {
            char *text = faults->list[i].text,
                 *at = strstr(text, chain->houses[k].folder);
            size_t len = strlen(chain->houses[k].folder);
            if (at == NULL)
                continue;
            memmove(at + 1, at + len, strlen(at + len) + 1);
            *at = (char)('0' + k);
        }
}

static void faults_are_told_with_the_file_of_their_row(void **state)
{
    static struct faults faults;
    unsigned failures = 0;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        const char *const keys[] = {wrong[i].folders[0].keys, wrong[i].folders[1].keys};
        struct chain chain;
        const char *got;
        chain_make(&chain, keys, 2);
        for (unsigned k = 0; k < 2; k++)
            if (wrong[i].folders[k].file != NULL)
                house_put(&chain.houses[k], wrong[i].folders[k].file,
                          wrong[i].folders[k].text);
        concept_close(concept_open(last_folder(&chain), day_of(AS_OF), &faults));
        number_folders(&chain, &faults);
        got = written_faults(&chain, &faults);
        if (strcmp(got, wrong[i].faults) != 0) {
            print_message("%s\ngot\n%sexpected\n%s\n", wrong[i].title, got,
                          wrong[i].faults);
            failures++;
        }
        chain_drop(&chain);
    }
    assert_int_equal(failures, 0);
}

/* Names that are nearly those of many rows are compared for no more than are told. */
static void only_so_many_faults_are_told(void **state)
{
    static struct faults faults;
    const char *const keys[] = {"", ""};
    char text[1024] = "deadline\trule\toff\n";
    struct chain chain;

    (void)state;
    for (unsigned i = 0; i < FAULTS_MOST + 5; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "k\tnone-%u\tyes\n",
                 i);
    chain_make(&chain, keys, 2);
    house_put(&chain.houses[0], "deadlines.tsv",
              DEADLINES "k\ta\t\tapplied_on\t+1mo\t\ts\n");
    house_put(&chain.houses[1], "deadlines.tsv", text);
    concept_close(concept_open(last_folder(&chain), day_of(AS_OF), &faults));
    assert_int_equal(faults.count, FAULTS_MOST);
    assert_string_equal(faults.list[FAULTS_MOST - 1].text,
                        "unknown row \"k/none-19\", expected one that is inherited");
    assert_int_equal(faults.list[FAULTS_MOST - 1].line, FAULTS_MOST + 1);
    chain_drop(&chain);
}

/* What extends itself, or what isn't there. */
static const struct {
    const char *first, *second; /* rows of the tables concept; the second is loaded */
    const char *faults;
} endless[] = {
    {"", "extends\t.\n",
     "1/concept.tsv:2: value: \".\" extends this concept in turn, expected one that "
     "doesn't\n"},
    {"", "ranks\tyes\nextends\t\n",
     "1/concept.tsv:3: value: no name, expected that of the concept that is extended, "
     "or "
     "a path to its folder\n"},
    {"", "extends\t../no-such-folder\n",
     "1/concept.tsv:2: value: no such folder: 1/../no-such-folder\n"},
    {"", "extends\t/no-such-folder/x\n",
     "1/concept.tsv:2: value: no such folder: /no-such-folder/x\n"},
    {"extends\t../SECOND\n", "extends\t../FIRST\n",
     "1/../FIRST/concept.tsv:2: value: \"../SECOND\" extends this concept in turn, "
     "expected one "
     "that doesn't\n"},
};

/* FIRST and SECOND in a text stand for the last parts of the folders. */
static const char *with_folders(const struct chain *chain, const char *text)
{
    static char out[1024];
    size_t used = 0;

    while (*text != '\0') {
        bool is_first = strncmp(text, "FIRST", 5) == 0;
        bool is_second = strncmp(text, "SECOND", 6) == 0;
        const char *folder = chain->houses[is_second].folder;
        if (is_first || is_second)
            used += (size_t)snprintf(out + used, sizeof out - used, "%s",
                                     strrchr(folder, '/') + 1);
        else
            out[used++] = *text;
        text += is_first ? 5 : is_second ? 6 : 1;
    }
    out[used] = '\0';
    return out;
}

static void a_chain_has_an_end(void **state)
{
    static struct faults faults;
    unsigned failures = 0;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(endless); i++) {
        struct chain chain = {.count = 2};
        const char *got, *expected;
        house_make(&chain.houses[0]);
        house_make(&chain.houses[1]);
        put_keys(&chain.houses[0], with_folders(&chain, endless[i].first), NULL);
        put_keys(&chain.houses[1], with_folders(&chain, endless[i].second), NULL);
        concept_close(concept_open(last_folder(&chain), day_of(AS_OF), &faults));
        number_folders(&chain, &faults);
        got = written_faults(&chain, &faults);
        expected = with_folders(&chain, endless[i].faults);
        if (strcmp(got, expected) != 0) {
            print_message("got\n%sexpected\n%s\n", got, expected);
            failures++;
        }
        chain_drop(&chain);
    }
    assert_int_equal(failures, 0);
}

static void a_concept_extends_another_on_all_days(void **state)
{
    struct house house;

    (void)state;
    house_make(&house);
    house_put(&house, "concept.tsv",
              "key\tvalue\tvalid_from\nextends\tuckermark\t2026-01-01\n");
    assert_string_equal(house_faults(&house, AS_OF),
                        "concept.tsv:2: valid_from: a concept extends another on all "
                        "days, expected an empty cell");
    house_drop(&house);
}

static void what_is_extended_must_be_a_concept(void **state)
{
    static struct faults faults;
    struct chain chain = {.count = 2};
    char keys[128];

    (void)state;
    house_make(&chain.houses[0]);
    house_make(&chain.houses[1]);
    house_put(&chain.houses[0], "concept.txt", "key\tvalue\n");
    snprintf(keys, sizeof keys, "key\tvalue\nextends\t%s\n", chain.houses[0].folder);
    house_put(&chain.houses[1], "concept.tsv", keys);
    concept_close(concept_open(last_folder(&chain), day_of(AS_OF), &faults));
    assert_string_equal(
        written_faults(&chain, &faults),
        "0: the folder has no table concept, expected concept.tsv or concept.csv: it "
        "is "
        "no concept\n"
        "0/concept.txt: no table of a concept, expected concept.tsv or concept.csv\n");
    chain_drop(&chain);
}

static void days_of_change_are_those_of_the_merged_tables(void **state)
{
    static const char days[] = "name\tvalue\tvalid_from\tvalid_to\n";
    struct chain chain;
    struct concept *concept;
    char text[256];
    int32_t *changes;

    (void)state;
    chain_make(&chain, NULL, 2);
    snprintf(text, sizeof text, "%sm\t1\t\t2026-12-31\nn\t1\t\t2026-11-30\n", days);
    house_put(&chain.houses[0], "parameters.tsv", text);
    house_put(&chain.houses[0], "needs.tsv",
              "need\tarea\tvalid_from\nn1\ta\t2026-12-06\n");
    house_put(&chain.houses[0], "areas.tsv", "area\twork_order\na\t1\n");
    snprintf(text, sizeof text, "%sm\t1\t\t2027-01-31\nm\t2\t2027-02-01\t\n", days);
    house_put(&chain.houses[1], "parameters.tsv", text);
    concept = house_open(&chain.houses[1], AS_OF);
    assert_int_equal(validity_changes(&concept->tables, day_of(AS_OF),
                                      day_of("2027-12-31"), &changes),
                     3);
    assert_string_equal(day_text(changes[0]), "2026-12-01");
    assert_string_equal(day_text(changes[1]), "2026-12-06");
    assert_string_equal(day_text(changes[2]), "2027-02-01");
    free(changes);
    concept_close(concept);
    chain_drop(&chain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_laid_over_those_that_are_inherited),
        cmocka_unit_test(a_concept_inherits_keys_but_not_what_it_is_called),
        cmocka_unit_test(faults_are_told_with_the_file_of_their_row),
        cmocka_unit_test(only_so_many_faults_are_told),
        cmocka_unit_test(a_chain_has_an_end),
        cmocka_unit_test(a_concept_extends_another_on_all_days),
        cmocka_unit_test(what_is_extended_must_be_a_concept),
        cmocka_unit_test(days_of_change_are_those_of_the_merged_tables),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
