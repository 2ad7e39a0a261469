/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/concept_cells.h"

#include "base/names.h"
#include "proof/cover.h"
#include "proof/expectation.h"
#include "value/date.h"
#include "value/markup.h"

/* What a cell holds, where its head says so. */
enum cell_kind {
    CELL_TEXT,
    CELL_CODES, /* codes with commas between them */
    CELL_NEEDS, /* the same, of needs */
    CELL_AREA,
    CELL_TERMS, /* date columns and steps */
    CELL_NAMES, /* columns, between spaces or commas */
    CELL_PARTS, /* parts between semicolons */
    CELL_SOURCE
};

static const struct {
    const char *head;
    enum cell_kind kind;
} KINDS[] = {
    {"actor", CELL_CODES},       {"anchor", CELL_TERMS},
    {"area", CELL_AREA},         {"audit", CELL_CODES},
    {"before_case", CELL_CODES}, {"binds", CELL_NAMES},
    {"client_days", CELL_TERMS}, {"closed_by", CELL_TERMS},
    {"column", CELL_NAMES},      {"done", CELL_TERMS},
    {"done_since", CELL_TERMS},  {"every", CELL_TERMS},
    {"expected", CELL_PARTS},    {"given", CELL_PARTS},
    {"held", CELL_CODES},        {"kind", CELL_CODES},
    {"level", CELL_CODES},       {"need", CELL_NEEDS},
    {"not_before", CELL_TERMS},  {"off", CELL_CODES},
    {"office_days", CELL_TERMS}, {"offset", CELL_TERMS},
    {"propose", CELL_CODES},     {"repeat", CELL_TERMS},
    {"roll", CELL_CODES},        {"source", CELL_SOURCE},
    {"unrecorded", CELL_CODES},  {"until", CELL_TERMS},
};

/* Cells of so many bytes get more room. */
enum { LONG = 40, WIDE = 100 };

static void print(struct concept_cells *it, const char *text)
{
    buffer_add(it->out, span_from(text));
}

const struct rule *shown_rule(const struct shown_table *shown, unsigned row)
{
    return shown->rules != NULL ? shown->rules[row] : NULL;
}

void shown_look(struct shown_table *shown, struct arena *arena)
{
    const struct table *table = shown->table;
    const struct decision *decision = shown->decision;

    shown->has_cells = arena_alloc(arena, (table->columns + 1) * sizeof(bool));
    for (unsigned row = 0; row < table->rows; row++) {
        shown->has_days |= table_cell(table, row, table->valid_from).len > 0 ||
                           table_cell(table, row, table->valid_to).len > 0;
        for (unsigned i = 0; i < table->columns; i++)
            shown->has_cells[i] |= table_cell(table, row, (int)i).len > 0;
    }
    if (decision == NULL)
        return;
    shown->rules = arena_alloc(arena, (table->rows + 1) * sizeof(void *));
    for (unsigned i = 0; i < decision->compiled; i++)
        shown->rules[decision->rules[i].row] = &decision->rules[i];
}

bool shown_is_key(const struct shown_table *shown, unsigned column)
{
    struct span head = shown->table->names[column];

    if (table_column(shown->table, "rule") < 0)
        return column == 0;
    return span_is(head, "rule") ||
           (span_is(shown->name, "deadlines") && span_is(head, "deadline"));
}

/* The output of a table: its head ends with an equals sign. */
static bool is_output(struct span head)
{
    return head.len > 0 && head.ptr[head.len - 1] == '=';
}

static enum cell_kind kind_of(const struct shown_table *shown, unsigned row,
                              struct span head)
{
    if (span_is(shown->name, "concept") && span_is(head, "value")) {
        struct span key = table_cell(shown->table, row, 0);
        return span_is(key, "derive") || span_is(key, "decided") ||
                       span_is(key, "case_begins")
                   ? CELL_NAMES
                   : CELL_TEXT;
    }
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
        if (span_is(head, KINDS[i].head))
            return KINDS[i].kind;
    return CELL_TEXT;
}

/* --- Codes --- */

/* `<code>A</code>`, and what it means. */
static void write_code(struct concept_cells *it, struct span code, struct span label)
{
    markup_print(it->out, "<code>%</code>", 1, code);
    if (label.len > 0 && !span_equal(label, code))
        markup_print(it->out, " <span class=\"words\">%</span>", 1, label);
}

static struct span label_of(struct concept_cells *it, enum cell_kind kind,
                            struct span code)
{
    int column;

    switch (kind) {
    case CELL_NEEDS:
        return german_code(&it->german, COL_NEEDS, code);
    case CELL_AREA:
        return german_code(&it->german, COL_FOCUS, code);
    case CELL_NAMES:
        column = columns_find(&it->concept->columns, code);
        return column >= 0 ? german_column(&it->german, column) : span_of("", 0);
    case CELL_CODES:
    case CELL_TEXT:
    case CELL_TERMS:
    case CELL_PARTS:
    case CELL_SOURCE:
    default:
        return german_term(&it->german, code);
    }
}

/* The next of the codes between spaces or commas; empty at the end. */
static struct span next_code(struct span *codes)
{
    size_t len = 0;

    while (codes->len > 0 && (codes->ptr[0] == ' ' || codes->ptr[0] == ','))
        *codes = span_after(*codes, 1);
    while (len < codes->len && codes->ptr[len] != ' ' && codes->ptr[len] != ',')
        len++;
    *codes = span_after(*codes, len);
    return span_of(codes->ptr - len, len);
}

/* One code, or a list of them. */
static void write_codes(struct concept_cells *it, enum cell_kind kind, struct span cell)
{
    struct span code = next_code(&cell), rest = cell;
    bool are_many = next_code(&rest).len > 0;

    print(it, are_many ? "<ul>" : "");
    for (; code.len > 0; code = next_code(&cell)) {
        print(it, are_many ? "<li>" : "");
        write_code(it, code, label_of(it, kind, code));
        print(it, are_many ? "</li>" : "");
    }
    print(it, are_many ? "</ul>" : "");
}

static void write_terms(struct concept_cells *it, struct span cell)
{
    struct buffer words = {0};

    test_words_terms(&it->words, cell, &words);
    write_code(it, cell,
               words.len > 0 ? buffer_text(&words) : german_term(&it->german, cell));
    buffer_free(&words);
}

/* --- Texts --- */

static void write_parts(struct concept_cells *it, struct span cell)
{
    print(it, "<ul>");
    while (cell.ptr != NULL) {
        struct span part = expectation_cut(&cell);
        if (part.len > 0)
            markup_print(it->out, "<li><code>%</code></li>", 1, part);
    }
    print(it, "</ul>");
}

/* The word of the tables is English; on the page it is German. */
static void write_source(struct concept_cells *it, struct span cell)
{
    static const char word[] = "assumed:";

    while (cell.len > 0) {
        const char *at = memmem(cell.ptr, cell.len, word, sizeof word - 1);
        size_t len = at != NULL ? (size_t)(at - cell.ptr) : cell.len;
        markup_text(it->out, span_of(cell.ptr, len));
        print(it, at != NULL ? "angenommen:" : "");
        cell = span_after(cell, at != NULL ? len + sizeof word - 1 : len);
    }
}

/* The tests in a cell as they are written, and each in words. False: there are none. */
static bool write_tests(struct concept_cells *it, const struct shown_table *shown,
                        unsigned row, struct span cell)
{
    const struct rule *rule = shown_rule(shown, row);
    unsigned count = 0;

    for (unsigned i = 0; rule != NULL && i < rule->condition_count; i++) {
        struct buffer words = {0};
        struct span text = rule->texts[i];
        if (text.ptr < cell.ptr || text.ptr + text.len > cell.ptr + cell.len)
            continue;
        if (count++ == 0)
            markup_print(it->out, "<code>%</code><ul class=\"words\">", 1, cell);
        test_words_condition(&it->words, rule->conditions[i].column, text, &words);
        markup_print(it->out, "<li>%</li>", 1, buffer_text(&words));
        buffer_free(&words);
    }
    print(it, count > 0 ? "</ul>" : "");
    return count > 0;
}

static void write_output(struct concept_cells *it, struct span cell)
{
    if (span_is(cell, "null"))
        write_code(it, cell, span_from("nicht ableitbar"));
    else if (span_is(cell, "none"))
        write_code(it, cell, span_from("keine, mit Absicht"));
    else
        write_code(it, cell, span_of("", 0));
}

static void write_content(struct concept_cells *it, const struct shown_table *shown,
                          unsigned row, unsigned column)
{
    struct span head = shown->table->names[column];
    struct span cell = table_cell(shown->table, row, (int)column);
    enum cell_kind kind = kind_of(shown, row, head);

    if (cell.len == 0 || write_tests(it, shown, row, cell))
        return;
    if (is_output(head))
        write_output(it, cell);
    else if (kind == CELL_TERMS)
        write_terms(it, cell);
    else if (kind == CELL_PARTS)
        write_parts(it, cell);
    else if (kind == CELL_SOURCE)
        write_source(it, cell);
    else if (kind == CELL_TEXT)
        markup_text(it->out, cell);
    else
        write_codes(it, kind, cell);
}

/* --- The row's name --- */

/* What a key means, where no column of the row says so. */
static struct span label_of_key(struct concept_cells *it,
                                const struct shown_table *shown, struct span key)
{
    if (span_is(shown->name, "concept"))
        return german_word(&it->german, "key", key);
    if (span_is(shown->name, "deadlines"))
        return german_term(&it->german, key);
    return span_of("", 0);
}

static void write_marks(struct concept_cells *it, const struct shown_table *shown,
                        unsigned row)
{
    const struct table *table = shown->table;
    struct faults unheeded = {0}; /* told when the concept was loaded */
    int32_t first, last, day = it->concept->loaded_for;
    char digits[DATE_BYTES];

    if (proof_is_assumed(table_cell(table, row, table_column(table, "source"))))
        print(it, " <span class=\"mark\">angenommen</span>");
    if (!table_validity(table, row, &first, &last, &unheeded) ||
        (day >= first && day <= last))
        return;
    date_format_german(day, digits);
    markup_print(it->out, " <span class=\"mark\">gilt am % nicht</span>", 1,
                 span_of(digits, DATE_BYTES));
}

void concept_cells_write(struct concept_cells *it, const struct shown_table *shown,
                         unsigned row, unsigned column)
{
    const struct table *table = shown->table;
    struct span cell = table_cell(table, row, (int)column);

    if (!shown_is_key(shown, column) || cell.len == 0) {
        print(it, cell.len > WIDE   ? "<td class=\"wide\">"
                  : cell.len > LONG ? "<td class=\"long\">"
                                    : "<td>");
        write_content(it, shown, row, column);
        print(it, "</td>\n");
        return;
    }
    print(it, "<th scope=\"row\">");
    write_code(it, cell, label_of_key(it, shown, cell));
    if (!span_is(table->names[column], "deadline"))
        write_marks(it, shown, row);
    print(it, "</th>\n");
}

void concept_cells_head(struct concept_cells *it, const struct shown_table *shown,
                        unsigned column)
{
    struct span head = shown->table->names[column], name = head;
    struct span word = german_word(&it->german, "head", head);
    int number;

    if (is_output(head))
        name = span_of(head.ptr, head.len - 1);
    number = columns_find(&it->concept->columns, name);
    if (is_output(head) && number < 0)
        word = german_word(&it->german, "head", name);
    else if (word.len == 0 && number >= 0)
        word = german_column(&it->german, number);
    markup_print(it->out, "<th scope=\"col\">% <code>%</code></th>\n", 2,
                 word.len > 0 ? word : head, head);
}

/* --- Days --- */

void concept_cells_days(struct concept_cells *it, const struct shown_table *shown,
                        unsigned row)
{
    struct faults unheeded = {0}; /* told when the concept was loaded */
    int32_t first, last;
    char from[DATE_BYTES], to[DATE_BYTES];

    print(it, "<td>");
    if (table_validity(shown->table, row, &first, &last, &unheeded)) {
        date_format_german(first, from);
        date_format_german(last, to);
        if (first > DATE_MIN)
            markup_print(it->out, "ab %", 1, span_of(from, DATE_BYTES));
        if (last < DATE_MAX)
            markup_print(it->out, first > DATE_MIN ? " bis %" : "bis %", 1,
                         span_of(to, DATE_BYTES));
        if (first == DATE_MIN && last == DATE_MAX)
            print(it, "immer");
    }
    print(it, "</td>\n");
}

/* --- Examples --- */

static struct span example_cell(const struct proof *proof, unsigned row,
                                const char *column)
{
    return table_cell(&proof->examples, row, table_column(&proof->examples, column));
}

static void write_example(struct concept_cells *it, unsigned row)
{
    const struct proof *proof = it->proof;
    char target[32];

    snprintf(target, sizeof target, "#examples-%u", row + 1);
    markup_print(it->out,
                 "<li><a href=\"%\">%</a> am %, gegeben: <code>%</code>, erwartet: "
                 "<code>%</code></li>",
                 5, span_from(target), example_cell(proof, row, "example"),
                 example_cell(proof, row, "as_of"), example_cell(proof, row, "given"),
                 example_cell(proof, row, "expected"));
}

void concept_cells_examples(struct concept_cells *it, const struct shown_table *shown,
                            unsigned row)
{
    const struct cover *cover = &it->proof->cover;
    unsigned count = 0;

    print(it, "<td class=\"wide\">");
    for (size_t i = 0; i < cover->pair_count; i++) {
        const struct cover_pair *pair = &cover->pairs[i];
        if (pair->table != shown->cover || pair->row != row)
            continue;
        print(it, count++ == 0 ? "<ul>" : "");
        write_example(it, pair->example);
    }
    print(it, count > 0 ? "</ul></td>\n"
                        : "<span class=\"mark\">kein Beispiel</span></td>\n");
}

/* Why the example in a row doesn't come out. */
static void write_failures(struct concept_cells *it, const struct shown_table *shown,
                           unsigned row)
{
    const struct proof *proof = it->proof;

    for (size_t i = 0; i < proof->count; i++) {
        const struct proof_finding *finding = &proof->findings[i];
        if (finding->kind != PROOF_EXAMPLE ||
            finding->line != shown->table->lines[row] ||
            !span_equal(finding->file, table_file(shown->table, row)))
            continue;
        markup_print(it->out,
                     "<p><span class=\"mark\">stimmt nicht</span> <span "
                     "lang=\"en\">%</span></p>",
                     1, finding->text);
    }
}

/* A link to a rule. */
static void write_proved(struct concept_cells *it, const struct cover_pair *pair)
{
    const struct decision *tables[COVER_TABLES];
    struct span name = cover_table_name(it->concept, pair->table);
    const struct table *table;
    char number[16];
    int key;

    cover_tables(it->concept, tables);
    table = &tables[pair->table]->table;
    key = table_column(table, "rule");
    snprintf(number, sizeof number, "%u", pair->row + 1);
    markup_print(it->out, "<li><a href=\"#%-%\">%: %</a></li>", 4, name,
                 span_from(number), name,
                 table_cell(table, pair->row, key >= 0 ? key : 0));
}

void concept_cells_proved(struct concept_cells *it, const struct shown_table *shown,
                          unsigned row)
{
    const struct cover *cover = &it->proof->cover;
    unsigned count = 0;

    print(it, "<td>");
    write_failures(it, shown, row);
    for (size_t i = 0; i < cover->pair_count; i++) {
        if (cover->pairs[i].example != row)
            continue;
        print(it, count++ == 0 ? "<ul>" : "");
        write_proved(it, &cover->pairs[i]);
    }
    print(it, count > 0 ? "</ul></td>\n" : "</td>\n");
}
