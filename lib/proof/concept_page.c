/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/concept_page.h"

#include "proof/concept_cells.h"
#include "proof/concept_keys.h"
#include "proof/concept_style.h"
#include "rules/tables.h"
#include "value/date.h"
#include "value/markup.h"

enum { SHOWN_MOST = DERIVED_MOST + 12 };

struct page {
    struct proof proof;
    struct concept_cells cells;
    struct concept *concept;
    struct buffer *out;
    unsigned count;
    struct shown_table shown[SHOWN_MOST];
    struct table plain[SHOWN_MOST]; /* those that are no tables of rules */
};

static void print(struct page *it, const char *text)
{
    buffer_add(it->out, span_from(text));
}

/* --- Which tables there are --- */

static void add(struct page *it, struct shown_table shown)
{
    shown_look(&shown, &it->proof.arena);
    it->shown[it->count++] = shown;
}

static void show_plain(struct page *it, const char *name)
{
    const struct table_source *source =
        tables_find(&it->concept->tables, span_from(name));
    struct faults unheeded = {0}; /* told when the concept was loaded */
    struct table *table = &it->plain[it->count];

    if (source == NULL || !table_load(table, source, &it->proof.arena, &unheeded))
        return;
    add(it, (struct shown_table){.name = span_from(name), .table = table});
}

static void show_rules(struct page *it)
{
    const struct decision *tables[COVER_TABLES];
    unsigned count = cover_tables(it->concept, tables);

    for (unsigned i = 0; i < count; i++)
        if (tables[i]->exists)
            add(it, (struct shown_table){.name = cover_table_name(it->concept, i),
                                         .table = &tables[i]->table,
                                         .decision = tables[i],
                                         .cover = i});
}

static void show_all(struct page *it)
{
    static const char *const before[] = {"concept", "areas", "needs", "parameters",
                                         "columns"};
    static const char *const after[] = {"calendars", "calendar", "terms", "examples"};

    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        show_plain(it, before[i]);
    show_rules(it);
    for (size_t i = 0; i < sizeof after / sizeof *after; i++)
        show_plain(it, after[i]);
}

/* --- A table --- */

/* `Fristen`; of a table of `derive` what its column is called. */
static struct span title_of(struct page *it, const struct shown_table *shown)
{
    struct span word = german_word(&it->cells.german, "table", shown->name);
    int column = columns_find(&it->concept->columns, shown->name);

    return word.len == 0 && column >= 0 ? german_column(&it->cells.german, column)
                                        : word;
}

static bool is_derived(const struct page *it, const struct shown_table *shown)
{
    return shown->decision != NULL && shown->cover < it->concept->derived_count;
}

/* Columns without a cell say nothing, and days have a column of their own. */
static bool is_shown(const struct shown_table *shown, unsigned column)
{
    const struct table *table = shown->table;

    return (int)column != table->valid_from && (int)column != table->valid_to &&
           shown->has_cells[column];
}

static void write_caption(struct page *it, const struct shown_table *shown)
{
    const char *path = shown->table->path, *slash = strrchr(path, '/');
    const char *how = "";
    char rows[32];

    if (is_derived(it, shown))
        how = ": von oben nach unten, die erste Zeile, deren Tests alle zutreffen, "
              "entscheidet";
    else if (span_is(shown->name, "deadlines"))
        how = ": von allen Zeilen einer Frist, die zutreffen, gilt der früheste Tag";
    else if (span_is(shown->name, "strategies"))
        how = ": zu jedem Bedarf wird die erste Zeile vorgeschlagen, die zutrifft";
    else if (span_is(shown->name, "checks"))
        how = ": jede Zeile, die zutrifft, ist ein Befund";
    snprintf(rows, sizeof rows, "%u %s", shown->table->rows,
             shown->table->rows == 1 ? "Zeile" : "Zeilen");
    markup_print(it->out, "<caption>%, Tabelle <code>%</code>, %%</caption>\n", 4,
                 title_of(it, shown), span_from(slash != NULL ? slash + 1 : path),
                 span_from(rows), span_from(how));
}

static bool has_examples(const struct page *it)
{
    return it->proof.examples.rows > 0;
}

static void write_heads(struct page *it, const struct shown_table *shown)
{
    print(it, "<thead>\n<tr>\n");
    for (unsigned i = 0; i < shown->table->columns; i++)
        if (is_shown(shown, i))
            concept_cells_head(&it->cells, shown, i);
    if (shown->has_days)
        print(it, "<th scope=\"col\">Gilt</th>\n");
    if (shown->decision != NULL && has_examples(it))
        print(it, "<th scope=\"col\">Beispiele, die sie belegen</th>\n");
    if (span_is(shown->name, "examples"))
        print(it, "<th scope=\"col\">Belegt</th>\n");
    print(it, "</tr>\n</thead>\n");
}

static void write_row(struct page *it, const struct shown_table *shown, unsigned row)
{
    char number[16];

    snprintf(number, sizeof number, "%u", row + 1);
    markup_print(it->out, "<tr id=\"%-%\">\n", 2, shown->name, span_from(number));
    for (unsigned i = 0; i < shown->table->columns; i++)
        if (is_shown(shown, i))
            concept_cells_write(&it->cells, shown, row, i);
    if (shown->has_days)
        concept_cells_days(&it->cells, shown, row);
    if (shown->decision != NULL && has_examples(it))
        concept_cells_examples(&it->cells, shown, row);
    if (span_is(shown->name, "examples"))
        concept_cells_proved(&it->cells, shown, row);
    print(it, "</tr>\n");
}

static void write_table(struct page *it, const struct shown_table *shown)
{
    struct span title = title_of(it, shown);

    markup_print(it->out, "<section>\n<h2 id=\"%\">%</h2>\n", 2, shown->name, title);
    if (shown->table->rows == 0) {
        print(it, "<p>Die Tabelle hat keine Zeile.</p>\n</section>\n");
        return;
    }
    markup_print(it->out,
                 "<div class=\"region\" role=\"region\" tabindex=\"0\" "
                 "aria-label=\"Tabelle %: %\">\n<table>\n",
                 2, shown->name, title);
    write_caption(it, shown);
    write_heads(it, shown);
    print(it, "<tbody>\n");
    for (unsigned row = 0; row < shown->table->rows; row++)
        write_row(it, shown, row);
    print(it, "</tbody>\n</table>\n</div>\n</section>\n");
}

/* --- The page --- */

/* A line of the head that is there only if the concept says something. */
static void write_key(struct page *it, const char *label, const char *key)
{
    struct span value = concept_key(it->concept, key, &it->proof.arena);

    if (value.len > 0)
        markup_print(it->out, "<dt>%</dt><dd>%</dd>\n", 2, span_from(label), value);
}

static unsigned count_findings(const struct page *it, enum proof_kind kind)
{
    unsigned count = 0;

    for (size_t i = 0; i < it->proof.count; i++)
        count += it->proof.findings[i].kind == kind;
    return count;
}

static unsigned count_assumed(const struct page *it)
{
    unsigned count = 0;

    for (unsigned i = 0; i < it->count; i++) {
        const struct table *table = it->shown[i].table;
        int source = table_column(table, "source");
        for (unsigned row = 0; row < table->rows; row++)
            count += proof_is_assumed(table_cell(table, row, source));
    }
    return count;
}

static void write_counts(struct page *it)
{
    unsigned failed = 0;

    for (unsigned row = 0; row < it->proof.examples.rows; row++)
        for (size_t i = 0; i < it->proof.count; i++)
            if (it->proof.findings[i].kind == PROOF_EXAMPLE &&
                it->proof.findings[i].line == it->proof.examples.lines[row]) {
                failed++;
                break;
            }
    buffer_print(it->out,
                 "<dt>Umfang</dt><dd>Regeln: %u, ohne Beispiel: %u; Beispiele: %u, "
                 "davon falsch: %u; angenommene Zeilen: %u</dd>\n",
                 it->proof.rule_count, count_findings(it, PROOF_UNPROVED),
                 it->proof.example_count, failed, count_assumed(it));
}

static bool is_in_force(const struct concept *concept)
{
    return concept->loaded_for >= concept->valid_from &&
           concept->loaded_for <= concept->valid_to;
}

static void write_header(struct page *it)
{
    struct span title = concept_title(it->concept, &it->proof.arena);
    char digits[DATE_BYTES];

    date_format_german(it->concept->loaded_for, digits);
    markup_begin_page(it->out, title, CONCEPT_STYLE);
    markup_print(it->out,
                 "<header>\n"
                 "<a class=\"skip\" href=\"#zum-inhalt\">Zum Inhalt springen</a>\n"
                 "<h1>%</h1>\n<dl>\n",
                 1, title);
    write_key(it, "Ausgabe", "edition");
    write_key(it, "Quelle", "source");
    write_key(it, "Gilt ab", "valid_from");
    write_key(it, "Gilt bis", "valid_to");
    markup_print(it->out, "<dt>Stichtag</dt><dd>%", 1, span_of(digits, DATE_BYTES));
    print(it, is_in_force(it->concept)
                  ? "</dd>\n"
                  : " <span class=\"mark\">das Konzept gilt an diesem Tag "
                    "nicht</span></dd>\n");
    write_counts(it);
    print(it, "</dl>\n</header>\n");
}

static void write_contents(struct page *it)
{
    print(it, "<nav aria-label=\"Tabellen\">\n<ol>\n");
    for (unsigned i = 0; i < it->count; i++)
        markup_print(it->out, "<li><a href=\"#%\">%</a></li>\n", 2, it->shown[i].name,
                     title_of(it, &it->shown[i]));
    print(it, "</ol>\n</nav>\n");
}

static void write_legend(struct page *it)
{
    print(it,
          "<p>Jeder Test steht da, wie er in der Tabelle steht, und darunter in "
          "Worten. Ein Komma in einem Test heißt „oder“, zwischen Tests heißt es "
          "„und“. Auf einen unbekannten Wert trifft kein Test zu, der nicht "
          "„unbekannt“ nennt. Gezeigt werden die Zeilen aller Tage; Schwellenwerte "
          "in Worten sind die des Stichtags.</p>\n"
          "<p>„<span class=\"mark\">angenommen</span>“ steht an jeder Zeile, die kein "
          "Dokument ganz deckt und für die jemand einstehen muss; „<span "
          "class=\"mark\">kein Beispiel</span>“ an jeder Regel, die kein Beispiel "
          "belegt.</p>\n");
}

static void write_page(struct page *it)
{
    show_all(it);
    write_header(it);
    write_contents(it);
    print(it, "<main id=\"zum-inhalt\" tabindex=\"-1\">\n");
    write_legend(it);
    for (unsigned i = 0; i < it->count; i++)
        write_table(it, &it->shown[i]);
    markup_print(it->out,
                 "</main>\n<footer>\n<p>Geschrieben von concept-table (vierphasen "
                 "%).</p>\n</footer>\n</body>\n</html>\n",
                 1, span_from(VIERPHASEN_VERSION));
}

/* What is wrong with the folder, for whoever tells it. */
static void copy_faults(const struct proof *proof, struct faults *faults)
{
    for (size_t i = 0; i < proof->count; i++) {
        const struct proof_finding *finding = &proof->findings[i];
        struct diag *fault;
        if (finding->kind != PROOF_FAULT)
            continue;
        fault = faults_add(faults);
        diag_set(fault, DIAG_TABLE, "%s", finding->text.ptr);
        diag_at(fault, finding->file.len > 0 ? finding->file.ptr : NULL, finding->line);
        diag_in_column(fault, finding->column);
    }
}

bool concept_page_write(const char *name, int32_t as_of, struct buffer *out,
                        struct faults *faults)
{
    struct page *it = mem_new(sizeof *it);
    bool good = proof_load(&it->proof, name, as_of);

    if (good) {
        it->concept = proof_concept(&it->proof);
        it->out = out;
        proof_run_examples(&it->proof);
        good = !it->proof.is_unreadable; /* for the day of an example */
    }
    if (good) {
        it->cells = (struct concept_cells){
            .proof = &it->proof, .concept = it->concept, .out = out};
        it->cells.words = (struct test_words){it->concept, &it->cells.german};
        good = german_begin(&it->cells.german, it->concept, faults);
    }
    if (good)
        write_page(it);
    else
        copy_faults(&it->proof, faults);
    german_end(&it->cells.german);
    proof_free(&it->proof);
    free(it);
    return good;
}
