/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The folder of a concept: which files it may hold, how its tables are written, and the
 * words about all that is wrong with it, with file, line and column.
 */
#include "trace.h"

#include <sys/stat.h>

#include "rules/concept.h"
#include "value/date.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))
#define AS_OF "2026-11-21"

enum { FILES_MOST = 8 };

struct file {
    const char *name, *text;
};

struct folder_case {
    const char *title;
    struct file files[FILES_MOST];
    const char *faults; /* a line each */
};

static int32_t day_of(const char *text)
{
    int32_t day = DATE_NONE;

    if (!date_parse(span_from(text), &day))
        fail_msg("\"%s\" is no date", text);
    return day;
}

static void put(const char *folder, const struct file *file)
{
    char path[256];
    FILE *to;

    snprintf(path, sizeof path, "%s/%s", folder, file->name);
    if (file->text == NULL) {
        assert_int_equal(mkdir(path, 0700), 0);
        return;
    }
    to = fopen(path, "w");
    assert_non_null(to);
    assert_true(fputs(file->text, to) >= 0);
    assert_int_equal(fclose(to), 0);
}

/* What a case does not write itself. */
static const struct file others[] = {
    {"concept.tsv", "key\tvalue\ncalendar\tBB\n"},
};

static bool has_file(const struct file *files, const char *name)
{
    for (unsigned i = 0; i < FILES_MOST && files[i].name != NULL; i++)
        if (strncmp(files[i].name, name, strlen("concept.")) == 0)
            return true;
    return false;
}

static void make(char *folder, const struct file *files)
{
    strcpy(folder, "/tmp/vierphasen-test-XXXXXX");
    assert_non_null(mkdtemp(folder));
    if (!has_file(files, others[0].name))
        put(folder, &others[0]);
    for (unsigned i = 0; i < FILES_MOST && files[i].name != NULL; i++)
        put(folder, &files[i]);
}

static void drop(const char *folder, const struct file *files)
{
    char path[256];

    for (unsigned i = 0; i < FILES_MOST && files[i].name != NULL; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, files[i].name);
        assert_int_equal(remove(path), 0);
    }
    snprintf(path, sizeof path, "%s/concept.tsv", folder);
    remove(path);
    assert_int_equal(rmdir(folder), 0);
}

/* All faults as lines, without the folder. */
static void write_faults(char *out, size_t size, const struct faults *faults,
                         const char *folder)
{
    size_t used = 0;

    out[0] = '\0';
    for (unsigned i = 0; i < faults->count; i++) {
        const struct diag *diag = &faults->list[i];
        const char *file = diag->file;
        char line[24] = "";
        if (strncmp(file, folder, strlen(folder)) == 0)
            file += strlen(folder) + (file[strlen(folder)] == '/');
        if (diag->line > 0)
            snprintf(line, sizeof line, ":%lu", diag->line);
        used += (size_t)snprintf(out + used, size - used, "%s%s%s%s%s%s\n", file, line,
                                 file[0] != '\0' ? ": " : "", diag->column,
                                 diag->column[0] != '\0' ? ": " : "", diag->text);
        assert_true(used < size);
    }
}

static unsigned check(const struct folder_case *it)
{
    static struct faults faults;
    static char got[65536];
    char folder[64];
    struct concept *concept;

    make(folder, it->files);
    faults.count = 0;
    concept = concept_open(folder, day_of(AS_OF), &faults);
    write_faults(got, sizeof got, &faults, folder);
    concept_close(concept);
    drop(folder, it->files);
    if (strcmp(got, it->faults) == 0)
        return 0;
    print_message("%s\ngot\n%sexpected\n%s\n", it->title, got, it->faults);
    return 1;
}

static void check_all(const struct folder_case *cases, size_t count)
{
    unsigned failures = 0;

    for (size_t i = 0; i < count; i++)
        failures += check(&cases[i]);
    assert_int_equal(failures, 0);
}

#define NAMES                                                                       \
    "concept columns parameters areas needs strategies deadlines checks calendars " \
    "calendar terms examples"
#define NO_TABLE "no table of a concept, expected "

static const struct folder_case folders[] = {
    {"files that are left alone",
     {{"README", "x"},
      {"README.txt", "x"},
      {"LICENSE.txt", "x"},
      {"notes.md", "x"},
      {".deadlines.tsv", "x"},
      {"deadlines.tsv~", "x"},
      {"deadlines.bak", "x"},
      {"deadlines", NULL}},
     ""},
    {"a table that is nearly so called",
     {{"deadline.tsv", "x"}, {"Needs.tsv", "x"}, {"calender.csv", "x"}},
     "Needs.tsv: " NO_TABLE "needs.tsv or needs.csv\n"
     "calender.csv: " NO_TABLE "calendar.tsv or calendar.csv\n"
     "deadline.tsv: " NO_TABLE "deadlines.tsv or deadlines.csv\n"},
    {"another ending, or none",
     {{"deadlines.txt", "x"},
      {"needs.xlsx", "x"},
      {"areas.ODS", "x"},
      {"Checks", "x"},
      {"terms.TSV", "x"}},
     "Checks: " NO_TABLE "checks.tsv or checks.csv\n"
     "areas.ODS: " NO_TABLE "areas.tsv or areas.csv\n"
     "deadlines.txt: " NO_TABLE "deadlines.tsv or deadlines.csv\n"
     "needs.xlsx: " NO_TABLE "needs.tsv or needs.csv\n"
     "terms.TSV: " NO_TABLE "terms.tsv or terms.csv\n"},
    {"copies and tables of the first edition",
     {{"Kopie von deadlines.csv", "x"},
      {"deadlines-neu.tsv", "x"},
      {"wanted.tsv", "x"}},
     "Kopie von deadlines.csv: " NO_TABLE "deadlines.tsv or deadlines.csv\n"
     "deadlines-neu.tsv: " NO_TABLE "deadlines.tsv or deadlines.csv\n"
     "wanted.tsv: " NO_TABLE "NAME.tsv or NAME.csv with one of the names " NAMES "\n"},
    {"derive names tables too",
     {{"concept.tsv", "key\tvalue\nderive\tmood, weather\n"},
      {"mood.csv", "rule;when;mood=;source\nr;age > 6;good;s\n"},
      {"wether.tsv", "x"}},
     "wether.tsv: " NO_TABLE "weather.tsv or weather.csv\n"
     "concept.tsv:2: value: \"weather\" stands in derive, but has no table, expected "
     "one of that name\n"},
    {"a table in two files",
     {{"areas.csv", "area;work_order\na;1\n"},
      {"areas.tsv", "area\twork_order\na\t1\n"}},
     "areas.tsv: this table stands in a .csv and in a .tsv, expected one of them\n"},
    {"no table concept",
     {{"concept.txt", "key\tvalue\n"}},
     "the folder has no table concept, expected concept.tsv or concept.csv: it is no "
     "concept\n"
     "concept.txt: " NO_TABLE "concept.tsv or concept.csv\n"},
};

static void a_folder_holds_tables_and_nothing_like_them(void **state)
{
    (void)state;
    check_all(folders, COUNT_OF(folders));
}

static const struct folder_case spellings[] = {
    {"comma, quotes and doubled quotes",
     {{"areas.csv", "area,work_order,label\na,1,\"Recht, \"\"neu\"\"\"\n"},
      {"needs.csv", "\"need\",\"area\"\n\"n\",\"a\"\n"}},
     ""},
    {"TAB with quoted cells, and quotes that protect nothing",
     {{"areas.tsv", "\"area\"\t\"work_order\"\n\"a\"\t\"1\"\n"},
      {"checks.tsv", "check\twhen\tlevel\tsource\n"
                     "c\toffice \"Frankfurt (Oder)\"\twarning\ts\n"
                     "d\t\"office \"\"Bad Saarow\"\"\"\twarning\ts\n"}},
     ""},
    {"comments, also in quotes; lines of nothing",
     {{"areas.csv", "# what\n\"# one; two\";;\n;;\narea;work_order;\n\n"
                    "\"# with \"\"quotes\"\"\nand a second line\";;\na;1;\n;;\n"}},
     ""},
    {"columns without a name and without a cell; rows that end early",
     {{"areas.tsv", "area\t\twork_order\t\t\na\t\t1\nb\t\t2\t\t\t\t\n"}},
     ""},
    {"Windows-1252, CRLF and a mark",
     {{"areas.csv", "area;work_order;label\r\na;1;F\xF6rderung\r\n"},
      {"needs.csv",
       "\xEF\xBB\xBFsep=;\r\nneed;area;label\r\nn;a;F\xC3\xB6rderung\r\n"}},
     ""},
    {"German dates, and a deadline of another year",
     {{"deadlines.tsv", "deadline\trule\tanchor\toffset\tsource\tvalid_from\tvalid_to\n"
                        "d\tr\tbirth_date\t+1y\ts\t01.01.2027\t31.12.2027\n"}},
     ""},
    {"a cell below no name",
     {{"areas.tsv", "area\twork_order\t\t\na\t1\nb\t2\t\tx\n"}},
     "areas.tsv:3: a cell of column 4 stands below no name, expected one in line 1\n"},
    {"each line that can't be read is told, with all that is wrong with the others",
     {{"areas.csv", "area;work_order\na\"b\";1\nc;2;3\nd d;1\ne;many\nf;4\n"}},
     "areas.csv:2: misplaced quote, expected quotes around the whole field and doubled "
     "inside it\n"
     "areas.csv:3: 3 fields, expected 2 as in the header\n"
     "areas.csv:4: area: \"d d\", expected a new code of letters, digits, - and _, at "
     "most 32\n"
     "areas.csv:5: work_order: \"many\", expected a whole number\n"},
};

static void tables_are_read_as_spreadsheets_write_them(void **state)
{
    (void)state;
    check_all(spellings, COUNT_OF(spellings));
}

/* "Förderung" in other encodings. */
static void labels_are_utf8_whatever_the_file_is(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
    } files[] = {
#define BYTES(text) {text, sizeof(text) - 1}
        BYTES("a\tb\nx\tF\xC3\xB6rderung\n"),
        BYTES("\xEF\xBB\xBF"
              "a;b\nx;F\xC3\xB6rderung\n"),
        BYTES("a,b\nx,F\xF6rderung\n"),
        BYTES("\xFF\xFE"
              "a\0;\0b\0\n\0x\0;\0F\0\xF6\0r\0d\0e\0r\0u\0n\0g\0\n\0"),
#undef BYTES
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        static struct faults faults;
        struct arena arena = {0};
        struct table table;
        struct input input;
        input_make(&input, span_of(files[i].bytes, files[i].len));
        faults.count = 0;
        assert_true(table_load_file(&table, input.path, &arena, &faults));
        assert_int_equal(faults.count, 0);
        assert_int_equal(table.rows, 1);
        assert_true(span_is(table_cell(&table, 0, 1), "F\xC3\xB6rderung"));
        arena_free(&arena);
        input_drop(&input);
    }
}

#define FORMULA " is a formula for a spreadsheet, expected "
#define CENTURY                                                                    \
    " has a year of two digits, which may be of any century, expected YYYY-MM-DD " \
    "or DD.MM.YYYY\n"

static const struct folder_case faulty[] = {
    {"keys",
     {{"concept.tsv", "key\tvalue\ntitel\tx\nranks\tmaybe\nvalid_from\t1.1.26\n"
                      "valid_to\t2026\ncalendar\tBER\nrank\n"}},
     "concept.tsv:2: key: unknown key \"titel\" (did you mean \"title\"?), expected "
     "one "
     "of title source edition valid_from valid_to extends calendar ranks derive "
     "decided "
     "case_begins contacts\n"
     "concept.tsv:3: value: \"maybe\", expected yes or no\n"
     "concept.tsv:4: value: \"1.1.26\"" CENTURY
     "concept.tsv:5: value: malformed date \"2026\", expected YYYY-MM-DD or DD.MM.YYYY "
     "from 1900 to 2199\n"
     "concept.tsv:6: value: unknown Land \"BER\", expected one of DE BW BY BE BB HB HH "
     "HE MV NI NW RP SL SN ST SH TH\n"
     "concept.tsv:7: key: unknown key \"rank\" (did you mean \"ranks\"?), expected one "
     "of title source edition valid_from valid_to extends calendar ranks derive "
     "decided "
     "case_begins contacts\n"},
    {"columns of a table",
     {{"areas.tsv", "area\tlabl\n"}, {"needs.tsv", "=need\tarea\n"}},
     "areas.tsv:1: no column \"work_order\", expected area work_order label source\n"
     "areas.tsv:1: unknown column \"labl\" (did you mean \"label\"?), expected area "
     "work_order label source\n"
     "needs.tsv:1: \"=need\"" FORMULA "\"need=\"\n"
     "needs.tsv:1: no column \"need\", expected need area label client_label source\n"},
    {"own columns",
     {{"columns.tsv", "column\tkind\tcodes\theld\nsupport\tcod\tnone|low\n"
                      "block\tcode\ta|a\nmood!\ttext\nage\tnumber\nmet_on\tdate\t\tja\n"
                      "met_on\tdate\noffice\tcode\nnote_1\tdate\tx|y\n"}},
     "columns.tsv:2: kind: unknown kind \"cod\" (did you mean \"code\"?), expected one "
     "of text date yesno number code terms\n"
     "columns.tsv:3: codes: \"a\" stands twice, expected it once\n"
     "columns.tsv:4: column: \"mood!\" is no name, expected letters, digits and _\n"
     "columns.tsv:5: column: \"age\" is derived without a table, expected another "
     "name\n"
     "columns.tsv:7: column: \"met_on\" stands in another row too, expected one row\n"
     "columns.tsv:8: kind: \"code\", expected text, which the column office is\n"
     "columns.tsv:9: codes: \"x|y\" on a column of another kind, expected codes on "
     "code "
     "and text columns only\n"},
    {"parameters",
     {{"parameters.tsv", "name\tvalue\na-b\t1\nlong\t+6mo\nc\t3\nc\t4\n"}},
     "parameters.tsv:2: name: \"a-b\" is no name, expected letters, digits and _\n"
     "parameters.tsv:3: value: \"+6mo\" is no value, expected a number, or steps "
     "without a sign such as 6mo\n"
     "parameters.tsv:5: name: \"c\" has two values on one day, expected one\n"},
    {"needs and areas",
     {{"areas.tsv", "area\twork_order\nwohnen\t1\n"},
      {"needs.tsv", "need\tarea\nn\twohn\nm\tx\n"}},
     "needs.tsv:2: area: unknown area \"wohn\" (did you mean \"wohnen\"?), expected "
     "one "
     "of the table areas\n"
     "needs.tsv:3: area: unknown area \"x\", expected one of the table areas\n"},
    {"needs of other days are read, too",
     {{"areas.tsv", "area\twork_order\tvalid_to\na\t1\t\nb\t2\t2025-12-31\n"},
      {"needs.tsv", "need\tarea\tvalid_from\tvalid_to\nn\ta\t\t\n"
                    "n\ta\t2027-01-01\t\nm\tb\t\t2025-12-31\n"
                    "l\tc\t2027-01-01\t\nl l\ta\t2027-01-01\t\n"
                    "k\ta\tsoon\t\n"}},
     "needs.tsv:7: valid_from: malformed date \"soon\", expected YYYY-MM-DD or "
     "DD.MM.YYYY from 1900 to 2199\n"
     "needs.tsv:5: area: unknown area \"c\", expected one of the table areas\n"
     "needs.tsv:6: need: \"l l\", expected a new code of letters, digits, - and _, at "
     "most 63\n"},
    {"closing days",
     {{"calendar.tsv", "date\tname\n24.12.26\tx\n2026-12-31..2026-12-24\tx\n"
                       "2026-01-01..2027-12-31\tx\nyearly 13-01\tx\neaster+300\tx\n"
                       "30.02.\tx\n\tx\n"}},
     "calendar.tsv:2: date: \"24.12.26\"" CENTURY
     "calendar.tsv:3: date: \"2026-12-31..2026-12-24\" ends before it begins, expected "
     "DATE..DATE\n"
     "calendar.tsv:4: date: \"2026-01-01..2027-12-31\" is more than a year, expected "
     "DATE..DATE of at most 366 days\n"
     "calendar.tsv:5: date: \"yearly 13-01\" is no closing day, expected a date "
     "YYYY-MM-DD, yearly MM-DD, easter+N or DATE..DATE\n"
     "calendar.tsv:6: date: \"easter+300\" is no closing day, expected a date "
     "YYYY-MM-DD, yearly MM-DD, easter+N or DATE..DATE\n"
     "calendar.tsv:7: date: \"30.02.\" is no closing day, expected a date YYYY-MM-DD, "
     "yearly MM-DD, easter+N or DATE..DATE\n"
     "calendar.tsv:8: date: \"\" is no closing day, expected a date YYYY-MM-DD, yearly "
     "MM-DD, easter+N or DATE..DATE\n"},
    {"calendars of offices",
     {{"calendars.tsv", "office\tcalendar\n\tBE\nA\tXY\nB\tBE\nB\tBB\n"}},
     "calendars.tsv:2: office: a row without an office, expected its name as in the "
     "column office of the cases\n"
     "calendars.tsv:3: calendar: unknown Land \"XY\", expected one of DE BW BY BE BB "
     "HB "
     "HH HE MV NI NW RP SL SN ST SH TH\n"
     "calendars.tsv:5: office: \"B\" has two calendars on one day, expected one\n"},
};

static void all_that_is_wrong_is_told_in_one_run(void **state)
{
    (void)state;
    check_all(faulty, COUNT_OF(faulty));
}

#define CHECKS "check\twhen\tcolumn\tlevel\tsource\n"
#define PARTS "COLUMN TEST; COLUMN TEST with columns that can be tested\n"

static const struct folder_case tests_of_rules[] = {
    {"heads",
     {{"concept.tsv", "key\tvalue\nderive\tmood\n"},
      {"mood.tsv", "rule\t=mood\tprognosis_month\tsorce\n"}},
     "mood.tsv:1: \"=mood\"" FORMULA "\"mood=\"\n"
     "mood.tsv:1: unknown column \"prognosis_month\" (did you mean "
     "\"prognosis_months\"?), expected when, a column that can be tested or one that "
     "this table has\n"
     "mood.tsv:1: unknown column \"sorce\" (did you mean \"source\"?), expected when, "
     "a "
     "column that can be tested or one that this table has\n"
     "mood.tsv:1: no column \"mood=\", expected the output of the table\n"},
    {"cells that are formulas",
     {{"concept.tsv", "key\tvalue\nderive\tmood\n"},
      {"mood.tsv", "rule\tage\tpupil\tmood=\tsource\nr\t=> 12\t=yes\tgood\ts\n"}},
     "mood.tsv:2: age: \"=> 12\"" FORMULA "\">= 12\"\n"
     "mood.tsv:2: pupil: \"=yes\"" FORMULA "\"yes\"\n"},
    {"columns of when",
     {{"checks.tsv", CHECKS "a\tcategroy A\t\twarning\ts\n"
                            "b\tage>=15\t\twarning\ts\nc\tpupil=yes\t\twarning\ts\n"
                            "d\tpupil yes, age > 6\t\twarning\ts\n"
                            "e\tpupil yes;;age > 6\t\twarning\ts\n"
                            "f\tpupil\t\twarning\ts\n"}},
     "checks.tsv:2: when: unknown column \"categroy\" (did you mean \"category\"?), "
     "expected " PARTS
     "checks.tsv:3: when: malformed test \"age>=15\", expected \"age >=15\"\n"
     "checks.tsv:4: when: malformed test \"pupil=yes\", expected \"pupil yes\"\n"
     "checks.tsv:5: when: \"age > 6\" tests another column, expected a semicolon "
     "before "
     "it\n"
     "checks.tsv:6: when: nothing beside a semicolon, expected COLUMN TEST; COLUMN "
     "TEST\n"
     "checks.tsv:7: when: \"pupil\" without a test, expected COLUMN TEST; COLUMN "
     "TEST\n"},
    {"values of tests",
     {{"parameters.tsv", "name\tvalue\nnear\t12\ncontact\t6mo\n"},
      {"checks.tsv", CHECKS "a\tpupil Ja\t\twarning\ts\n"
                            "b\tlegal_circle sgb1\t\twarning\ts\n"
                            "c\tage 6..12\t\twarning\ts\nd\tage => 12\t\twarning\ts\n"
                            "e\tage > $naer\t\twarning\ts\n"
                            "f\tesb_on > as_of-$contct\t\twarning\ts\n"
                            "g\tesb_on > aplied_on\t\twarning\ts\n"
                            "h\tesb_on > 1.2.26\t\twarning\ts\n"
                            "i\tesb_on > as_of-$near\t\twarning\ts\n"}},
     "checks.tsv:2: when: unknown code \"Ja\", expected yes\n"
     "checks.tsv:3: when: unknown code \"sgb1\" (did you mean \"sgb2\"?), expected one "
     "of sgb2 sgb3\n"
     "checks.tsv:4: when: malformed test \"6..12\", expected [6..12]\n"
     "checks.tsv:5: when: malformed test \"=> 12\", expected >= 12\n"
     "checks.tsv:6: when: unknown parameter \"$naer\" (did you mean \"$near\"?), "
     "expected "
     "one of the table parameters\n"
     "checks.tsv:7: when: unknown parameter \"$contct\" (did you mean \"$contact\"?), "
     "expected one of the table parameters\n"
     "checks.tsv:8: when: unknown column \"aplied_on\" (did you mean \"applied_on\"?), "
     "expected a date column, a date or as_of\n"
     "checks.tsv:9: when: \"1.2.26\" has a year of two digits, which may be of any "
     "century, expected YYYY-MM-DD or DD.MM.YYYY\n"
     "checks.tsv:10: when: the parameter \"$near\" is a number, expected steps such as "
     "6mo\n"},
    {"the columns of checks",
     {{"checks.tsv", CHECKS "a\t\tbirthdate\tgap\ts\nb\t\tage\tgap\ts\n"
                            "c\tpupil Ja\toffice\twarnung\ts\nd\t\toffice\tgap\t\n"}},
     "checks.tsv:4: when: unknown code \"Ja\", expected yes\n"
     "checks.tsv:5: source: row \"d\" without a source, expected a document, a statute "
     "or \"assumed: …\"\n"
     "checks.tsv:2: column: unknown column \"birthdate\" (did you mean "
     "\"birth_date\"?), expected a case column, or one that people decide\n"
     "checks.tsv:3: column: unknown column \"age\", expected a case column, or one "
     "that people decide\n"
     "checks.tsv:4: level: unknown level \"warnung\" (did you mean \"warning\"?), "
     "expected one of gap warning error refuse\n"},
    {"deadlines",
     {{"deadlines.tsv", "deadline\trule\tanchor\toffset\tkind\troll\tsource\n"
                        "d\ta\tbirth_day\t+1y\ttalk\t\ts\n"
                        "d\tb\toffice\t+1y\t\t\ts\n"
                        "d\tc\tesb_on\t+1y\ttalks\tup\ts\n"
                        "d\te\tesb_on\t+$x\t\t\ts\n"}},
     "deadlines.tsv:2: anchor: unknown column \"birth_day\" (did you mean "
     "\"birth_date\"?), expected a date column\n"
     "deadlines.tsv:3: anchor: \"office\" is no date column, expected one\n"
     "deadlines.tsv:4: roll: unknown roll \"up\", expected one of back forward none\n"
     "deadlines.tsv:4: kind: unknown kind \"talks\" (did you mean \"talk\"?), expected "
     "one of task talk agreement review\n"
     "deadlines.tsv:5: offset: unknown parameter \"$x\", expected one of the table "
     "parameters\n"},
    {"keys that name columns and deadlines",
     {{"concept.tsv",
       "key\tvalue\ncase_begins\taplied_on office\ncontacts\tkontakte\n"},
      {"deadlines.tsv", "deadline\trule\tanchor\toffset\tsource\n"
                        "kontakt\ta\tesb_on\t+1y\ts\n"}},
     "concept.tsv:2: value: unknown column \"aplied_on\" (did you mean "
     "\"applied_on\"?), expected date columns\n"
     "concept.tsv:2: value: \"office\" is no date column, expected one\n"
     "concept.tsv:3: value: unknown deadline \"kontakte\" (did you mean "
     "\"kontakt\"?), expected deadlines of the table deadlines\n"},
    {"strategies",
     {{"areas.tsv", "area\twork_order\na\t1\n"},
      {"needs.tsv", "need\tarea\nsprache\ta\nwohnen\ta\n"},
      {"strategies.tsv", "rule\tneed\tstrategy=\tpropose\tbinds\tabout\tsource\n"
                         "a\tsprach\ts\t\t\t\ts\nb\twohnen\ts\tfirst\t\t\ts\n"
                         "c\t-\ts\tmaybe\t\t\ts\nd\t-\ts\t\tprogram\t\ts\n"
                         "e\t-\ts\t\t\tlanguage,deutsch\ts\n"
                         "f\t-\ts\t\t\tlanguage,applications\ts\n"}},
     "strategies.tsv:2: need: unknown need \"sprach\" (did you mean \"sprache\"?), "
     "expected one of sprache wohnen\n"
     "strategies.tsv:3: propose: \"first\" for a strategy of needs, expected yes or "
     "no: "
     "only a cross-cutting one can be first\n"
     "strategies.tsv:4: propose: \"maybe\", expected yes, no or first\n"
     "strategies.tsv:5: binds: unknown column \"program\" (did you mean "
     "\"programme\"?), expected columns between commas\n"
     "strategies.tsv:6: about: \"language,deutsch\", expected language, "
     "rehabilitation or applications, with commas between\n"},
};

static void rules_that_are_wrong_are_told_with_what_was_meant(void **state)
{
    (void)state;
    check_all(tests_of_rules, COUNT_OF(tests_of_rules));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_folder_holds_tables_and_nothing_like_them),
        cmocka_unit_test(tables_are_read_as_spreadsheets_write_them),
        cmocka_unit_test(labels_are_utf8_whatever_the_file_is),
        cmocka_unit_test(all_that_is_wrong_is_told_in_one_run),
        cmocka_unit_test(rules_that_are_wrong_are_told_with_what_was_meant),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
