/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The labels of --labels=de are complete: every column of each concept in this folder
 * and every column that the words name has one, as has every code of a closed list, and
 * no two columns have the same.
 */
#include "rules.h"

#include "rules/labels.h"
#include "rules/table.h"
#include "stream/header.h"

enum { NAMES_MOST = 512 };

static const char *const concepts[] = {"uckermark", "wuppertal", "stuttgart", "ba-4pm"};

/* The rows of the table of words. */
struct words {
    struct arena arena;
    struct table table;
    int of, word, label;
};

static void words_read(struct words *words)
{
    struct faults faults = {0};

    *words = (struct words){0};
    assert_true(table_load_file(&words->table, "lib/data/words/german.tsv",
                                &words->arena, &faults));
    words->of = table_column(&words->table, "of");
    words->word = table_column(&words->table, "word");
    words->label = table_column(&words->table, "label");
}

static struct span cell(const struct words *words, unsigned row, int column)
{
    return table_cell(&words->table, row, column);
}

/* A list of every column that there is. */
struct all {
    struct concept *concept;
    struct labels *labels;
    unsigned count;
    struct span names[NAMES_MOST], heads[NAMES_MOST];
};

static void add_name(struct all *all, struct span name)
{
    for (unsigned i = 0; i < all->count; i++)
        if (span_equal(all->names[i], name))
            return;
    assert_true(all->count < NAMES_MOST);
    all->names[all->count++] = name;
}

static void all_open(struct all *all, const char *concept, const struct words *words)
{
    struct faults faults = {0};

    *all = (struct all){0};
    all->concept = concept_open(concept, 20778, &faults); /* 2026-11-21 */
    assert_non_null(all->concept);
    all->labels = labels_open(all->concept, &faults);
    assert_non_null(all->labels);
    for (unsigned i = 0; i < words->table.rows; i++)
        if (span_is(cell(words, i, words->of), "column"))
            add_name(all, cell(words, i, words->word));
    for (unsigned i = 0; i < all->concept->columns.count; i++)
        add_name(all, all->concept->columns.column[i].name);
    labels_head(all->labels, all->names, all->count, all->heads);
}

static void all_close(struct all *all)
{
    labels_close(all->labels);
    concept_close(all->concept);
}

static unsigned place_of(const struct all *all, struct span name)
{
    for (unsigned i = 0; i < all->count; i++)
        if (span_equal(all->names[i], name))
            return i;
    fail_msg("no column %.*s", (int)name.len, name.ptr);
    return 0;
}

/* Says which code of which column has no label. */
static unsigned check_code(struct all *all, struct span column, struct span code)
{
    struct span label = labels_value(all->labels, place_of(all, column), code);

    if (label.ptr != code.ptr && label.len > 0)
        return 0;
    print_error("%.*s: %.*s: no label for %.*s\n", (int)all->concept->name.len,
                all->concept->name.ptr, (int)column.len, column.ptr, (int)code.len,
                code.ptr);
    return 1;
}

static void every_column_has_a_label_of_its_own(void **state)
{
    struct words words;
    unsigned failures = 0;

    (void)state;
    words_read(&words);
    for (size_t i = 0; i < COUNT_OF(concepts); i++) {
        static struct all all;
        all_open(&all, concepts[i], &words);
        for (unsigned place = 0; place < all.count; place++) {
            bool is_bare = span_equal(all.heads[place], all.names[place]);
            /* That of another column, if it has the name behind it. */
            bool is_double = all.heads[place].len > all.names[place].len + 3 &&
                             all.heads[place].ptr[all.heads[place].len - 1] == ')' &&
                             memcmp(all.heads[place].ptr + all.heads[place].len - 1 -
                                        all.names[place].len,
                                    all.names[place].ptr, all.names[place].len) == 0;
            if (is_bare || is_double)
                print_error("%s: %.*s: label %.*s\n", concepts[i],
                            (int)all.names[place].len, all.names[place].ptr,
                            (int)all.heads[place].len, all.heads[place].ptr);
            failures += is_bare || is_double;
        }
        all_close(&all);
    }
    arena_free(&words.arena);
    assert_int_equal(failures, 0);
}

static unsigned check_concept(struct all *all)
{
    const struct concept *concept = all->concept;
    unsigned failures = 0;

    for (unsigned i = 0; i < concept->columns.count; i++) {
        const struct column *column = &concept->columns.column[i];
        bool is_coded = column->kind == KIND_CODE || column->closed;
        for (unsigned j = 0; is_coded && j < column->codes.count; j++)
            failures += check_code(all, column->name, column->codes.names[j]);
    }
    for (unsigned i = 0; i < concept->deadlines.name_count; i++)
        failures += check_code(all, span_from("deadline"), concept->deadlines.names[i]);
    for (unsigned i = 0; i < concept->deadlines.actor_count; i++)
        failures += check_code(all, span_from("actor"), concept->deadlines.actors[i]);
    for (unsigned i = 0; i < concept->checks.table.compiled; i++)
        failures +=
            check_code(all, span_from("check"), concept->checks.table.rules[i].id);
    return failures;
}

static void every_code_of_a_concept_has_a_label(void **state)
{
    struct words words;
    unsigned failures = 0;

    (void)state;
    words_read(&words);
    for (size_t i = 0; i < COUNT_OF(concepts); i++) {
        static struct all all;
        all_open(&all, concepts[i], &words);
        failures += check_concept(&all);
        all_close(&all);
    }
    arena_free(&words.arena);
    assert_int_equal(failures, 0);
}

static void every_code_of_the_programs_has_a_label(void **state)
{
    struct words words;
    static struct all all;
    unsigned failures = 0, codes = 0;

    (void)state;
    words_read(&words);
    all_open(&all, "ba-4pm", &words);
    for (unsigned i = 0; i < words.table.rows; i++) {
        struct span rest = cell(&words, i, words.label);
        bool is_ending = span_is(cell(&words, i, words.word), "_status");
        if (!span_is(cell(&words, i, words.of), "closed"))
            continue;
        for (; rest.ptr != NULL; codes++)
            failures += check_code(&all,
                                   is_ending ? span_from("profile_status")
                                             : cell(&words, i, words.word),
                                   span_cut(&rest, ' '));
    }
    all_close(&all);
    arena_free(&words.arena);
    assert_int_equal(failures, 0);
    assert_true(codes > 40);
}

/* What becomes of a header and of one record, with `; ` between the cells. */
static const char *labelled(const char *concept, const char *names, const char *values)
{
    static char text[1024];
    struct faults faults = {0};
    struct concept *open =
        concept != NULL ? concept_open(concept, day_of(AS_OF), &faults) : NULL;
    struct labels *labels = labels_open(open, &faults);
    struct span heads[8], list[8], rest = span_from(names);
    unsigned count = 0;
    size_t used = 0;

    assert_non_null(labels);
    for (; rest.ptr != NULL; count++)
        list[count] = span_cut(&rest, '\t');
    labels_head(labels, list, count, heads);
    rest = span_from(values);
    for (unsigned i = 0; i < count; i++) {
        struct span value = labels_value(labels, i, span_cut(&rest, '\t'));
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%.*s=%.*s",
                                 i > 0 ? " | " : "", (int)heads[i].len, heads[i].ptr,
                                 (int)value.len, value.ptr);
    }
    labels_close(labels);
    concept_close(open);
    return text;
}

static void values_are_labelled_by_their_column(void **state)
{
    static const struct {
        const char *concept, *names, *values, *expected;
    } cases[] = {
        /* Only the column tells what a code means; a text is left alone. */
        {NULL, "status\tstate\tgoal\tkind", "due\topen\topen\ttalk",
         "Status=fällig | Stand=offen | Ziel=open | Art=Gespräch"},
        {NULL, "pupil\temployed\tmoved_in\tgoal", "JA\t0\tvielleicht\tyes",
         "Schülerin oder Schüler=ja | Erwerbstätig=nein | Zuzug=vielleicht | Ziel=yes"},
        /* Without a concept its codes are what they are. */
        {NULL, "needs\tcategory\tcategory_status\tcategory_rule",
         "mobilitaet:erkannt:2\tA\tkept\tdirekt",
         "Offene Bedarfe=mobilitaet:erkannt:2 | Kategorie=A | Kategorie "
         "(Status)=beibehalten | Kategorie (Regel)=direkt"},
        {"uckermark", "needs", "mobilitaet", "Offene Bedarfe=Örtliche Mobilität"},
        {"uckermark", "needs", "mobilitaet::2 wohnsituation:erledigt::1 neu",
         "Offene Bedarfe=Örtliche Mobilität (Gewicht 2); Wohnsituation (erledigt, Rang "
         "1); neu"},
        {"uckermark", "strategies\tuncovered",
         "mobilitaet-erhoehen@mobilitaet neu@neu\twohnsituation mobilitaet",
         "Gewählte Strategien=Mobilität erhöhen (Örtliche Mobilität); neu (neu) | "
         "Bedarfe ohne Strategie=Wohnsituation; Örtliche Mobilität"},
        {"uckermark", "profile_gaps\tcolumn\tdeadlines\tactor\tfocus",
         "needs goal\tbirth_date\tesb|kontakt\tfallmanagement\tmotivation",
         "Lücken im Profil=Offene Bedarfe; Ziel | Spalte=Geburtsdatum | "
         "Fristen=Einstiegsberatung; Folgegespräch | Zuständig=Fallmanagement | "
         "Schwerpunkt=Motivation/Leistungsbereitschaft"},
        /* Of equal names the second one has its own behind it; that of another column
         * is taken, too. */
        {NULL, "was_status\tStatus\tstatus\tStatus (status)", "due\tx\tdue\ty",
         "Vorher Status=fällig | Status=x | Status (status)=fällig | Status "
         "(status)=y"},
        {NULL, "category_rule\tunheard_rule", "r1\tr2",
         "Kategorie (Regel)=r1 | unheard (Regel)=r2"},
        {NULL, "programme\tlegal_circle", "reha\tsgb2",
         "Programm=Rehabilitation | Rechtskreis=SGB II"},
        {NULL, "status\tunheard_of", "other\t1", "Status=other | unheard_of=1"},
        {NULL, "status\tstate", "\t", "Status= | Stand="},
    };
    unsigned failures = 0;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const char *text = labelled(cases[i].concept, cases[i].names, cases[i].values);
        if (strcmp(text, cases[i].expected) == 0)
            continue;
        print_error("%s\n  gives    %s\n  expected %s\n", cases[i].values, text,
                    cases[i].expected);
        failures++;
    }
    assert_int_equal(failures, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_of_the_programs_has_a_label),
        cmocka_unit_test(values_are_labelled_by_their_column),
        cmocka_unit_test(every_column_has_a_label_of_its_own),
        cmocka_unit_test(every_code_of_a_concept_has_a_label),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
