/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/columns.h"

#include <stdio.h>

#include "base/buffer.h"
#include "rules/origins.h"
#include "rules/table.h"
#include "value/date.h"
#include "value/number.h"
#include "value/text.h"

static const char *const KIND_NAMES[] = {
    [KIND_TEXT] = "text",     [KIND_DATE] = "date", [KIND_YESNO] = "yesno",
    [KIND_NUMBER] = "number", [KIND_CODE] = "code", [KIND_TERMS] = "terms"};

static void close_codes(struct column *column, const char *codes, struct arena *arena)
{
    struct span rest = span_from(codes);

    column->closed = true;
    while (rest.ptr != NULL)
        code_add(&column->codes, span_cut(&rest, ' '), arena);
}

struct column *columns_add(struct columns *columns, struct span name,
                           enum column_kind kind, int stage)
{
    struct column *column = &columns->column[columns->count];

    if (columns->count == COL_MOST)
        return NULL;
    *column =
        (struct column){.name = name, .kind = kind, .stage = stage, .default_code = -1};
    columns->count++;
    return column;
}

void columns_init(struct columns *columns, struct arena *arena)
{
    static const struct {
        const char *name;
        enum column_kind kind;
        const char *codes;
    } fixed[] = {
#define AS_ROW(id, name, kind, codes) [COL_##id] = {name, kind, codes},
        CASE_COLUMNS(AS_ROW) DERIVED_COLUMNS(AS_ROW)
#undef AS_ROW
    };
    /* What the contract says of a date column: it tells that something took place. */
    static const int held[] = {
        COL_ESB_ON,     COL_FIRST_TALK_ON, COL_LAST_CONTACT_ON, COL_REVIEWED_ON,
        COL_INVITED_ON, COL_HANDOVER_ON,   COL_U25_HANDOVER_ON};

    columns->count = 0;
    for (int i = 0; i < COL_FIXED_COUNT; i++) {
        struct column *column =
            columns_add(columns, span_from(fixed[i].name), fixed[i].kind,
                        i < COL_CASE_COUNT ? STAGE_CASE : STAGE_FACTS);
        if (fixed[i].kind == KIND_YESNO)
            close_codes(column, "no yes", arena);
        else if (fixed[i].codes != NULL)
            close_codes(column, fixed[i].codes, arena);
    }
    for (size_t i = 0; i < sizeof held / sizeof *held; i++)
        columns->column[held[i]].is_held = true;
    columns->column[COL_LEGAL_CIRCLE].default_code = 0;
    columns->column[COL_PROGRAMME].default_code = 0;
}

int columns_find(const struct columns *columns, struct span name)
{
    for (unsigned i = 0; i < columns->count; i++)
        if (span_equal(columns->column[i].name, name))
            return (int)i;
    return -1;
}

struct nearest columns_nearest(const struct columns *columns, struct span name,
                               int kind)
{
    struct nearest meant = {.name = name};

    for (unsigned i = 0; i < columns->count; i++)
        if (kind == KIND_ANY || (int)columns->column[i].kind == kind)
            nearest_consider(&meant, columns->column[i].name);
    return meant;
}

static bool fault(const struct column *column, struct diag *diag, enum diag_code code,
                  struct span got, enum diag_show show, const char *expected)
{
    char shown[DIAG_GOT_BYTES];

    diag_set(diag, code, "%s, expected %s", diag_got(shown, got, show), expected);
    diag_in_column(diag, column->name);
    return false;
}

/* The value is none of the codes, which are told. */
static bool fault_of_code(const struct column *column, struct span got,
                          struct diag *diag)
{
    struct buffer text = {0};

    buffer_add(&text, span_from("one of"));
    for (unsigned i = 0; i < column->codes.count; i++)
        buffer_print(&text, " %.*s", (int)column->codes.names[i].len,
                     column->codes.names[i].ptr);
    if (column->origins != NULL)
        origins_explain_code(column->origins, column->name, got, &text);
    buffer_add_char(&text, '\0');
    fault(column, diag, DIAG_CODE, got, DIAG_SHOW_NOTHING, text.bytes);
    buffer_free(&text);
    return false;
}

int column_code(const struct column *column, struct span text)
{
    int code = code_find(&column->codes, text);

    for (unsigned i = 0; code < 0 && i < column->spelling_count; i++)
        if (span_equal(column->spellings[i].old, text))
            code = column->spellings[i].code;
    return code;
}

static bool read_code(const struct column *column, struct span text,
                      struct value *value, struct diag *diag)
{
    int code = column_code(column, text);

    if (code >= 0 || (!column->closed && code_is_valid(text))) {
        value->number = code >= 0 ? code : CODE_OTHER;
        return true;
    }
    if (column->closed)
        return fault_of_code(column, text, diag);
    return fault(column, diag, DIAG_CODE, text, DIAG_SHOW_NOTHING,
                 "a code of ASCII letters, digits, - and _");
}

static bool read_text(const struct column *column, struct span text, bool is_plain,
                      struct value *value, struct diag *diag)
{
    int code = column_code(column, text);

    value->number = code >= 0 ? code : CODE_OTHER;
    if (code < 0 && column->closed)
        return fault_of_code(column, text, diag);
    return is_plain || text_is_printable(text) ||
           fault(column, diag, DIAG_TEXT, text, DIAG_SHOW_NOTHING,
                 "text without control characters");
}

/* Whether a value is terms: none empty. Gives their count. */
static bool count_terms(struct span text, int32_t *count)
{
    struct span rest = text;

    *count = 0;
    while (text.len > 0 && rest.ptr != NULL) {
        if (span_cut(&rest, '|').len == 0)
            return false;
        ++*count;
    }
    return true;
}

bool column_read(const struct column *column, struct span text, bool is_plain,
                 struct value *value, struct diag *diag)
{
    bool yes = false;

    value->known = text.len > 0;
    if (!value->known) {
        value->known = column->default_code >= 0;
        value->number = value->known ? column->default_code : 0;
        return true;
    }
    switch (column->kind) {
    case KIND_DATE:
        return date_parse(text, &value->number) ||
               fault(column, diag, DIAG_DATE, text,
                     span_is(column->name, "birth_date") ? DIAG_SHOW_NOTHING
                                                         : DIAG_SHOW_DIGITS,
                     "a date YYYY-MM-DD or DD.MM.YYYY from 1900 to 2199");
    case KIND_NUMBER:
        return number_parse(text, NUMBER_MAX, &value->number) ||
               fault(column, diag, DIAG_NUMBER, text, DIAG_SHOW_DIGITS,
                     "a whole number from 0 to 9999");
    case KIND_YESNO:
        if (!code_parse_yesno(text, &yes))
            return fault(column, diag, DIAG_YESNO, text, DIAG_SHOW_NOTHING,
                         "yes or no");
        value->number = yes ? YES : NO;
        return true;
    case KIND_CODE:
        return read_code(column, text, value, diag);
    case KIND_TERMS:
        return (count_terms(text, &value->number) &&
                (is_plain || text_is_printable(text))) ||
               fault(column, diag, DIAG_TERMS, text, DIAG_SHOW_NOTHING,
                     "terms separated by |, none empty");
    case KIND_TEXT:
    case KIND_LIST:
    default:
        return read_text(column, text, is_plain, value, diag);
    }
}

/* A row of columns.tsv. */
struct row {
    const struct table *table;
    unsigned number;
    int column, kind, codes, held, label; /* cells */
    struct faults *faults;
};

static bool take_kind(const struct row *row, enum column_kind *kind)
{
    int number = table_choose(row->table, row->number, row->kind, row->faults, "kind",
                              KIND_NAMES, sizeof KIND_NAMES / sizeof *KIND_NAMES);

    *kind = (enum column_kind)(number >= 0 ? number : 0);
    return number >= 0;
}

/* Adds a fault of the row: `"TEXT" WHAT`. */
static bool row_fault(const struct row *row, int column, struct span text,
                      const char *what)
{
    return table_fault(row->table, row->number, column, row->faults, "\"%.*s\" %s",
                       table_shown(text), text.ptr, what);
}

/* `CODE` or `CODE=OLD`, one of the cell `codes`. */
static bool take_code(const struct row *row, struct column *column, struct span code,
                      struct spelling *spellings, struct arena *arena)
{
    struct span old = code, name = span_trim(span_cut(&old, '='));

    if (name.len == 0 || (column->kind == KIND_CODE && !code_is_valid(name)))
        return row_fault(row, row->codes, code,
                         "is no code, expected codes of letters, digits, - and _ "
                         "between |");
    if (code_find(&column->codes, name) >= 0)
        return row_fault(row, row->codes, name, "stands twice, expected it once");
    if (column->codes.count == COLUMN_CODES)
        return table_fault(row->table, row->number, row->codes, row->faults,
                           "too many codes, at most %d", COLUMN_CODES);
    code_add(&column->codes, name, arena);
    if (old.ptr != NULL)
        spellings[column->spelling_count++] =
            (struct spelling){span_trim(old), (int)column->codes.count - 1};
    return true;
}

static bool take_codes(const struct row *row, struct column *column,
                       struct arena *arena)
{
    struct span codes = table_cell(row->table, row->number, row->codes);
    struct spelling *spellings;

    if (codes.len == 0)
        return true;
    if (column->kind != KIND_CODE && column->kind != KIND_TEXT)
        return row_fault(row, row->codes, codes,
                         "on a column of another kind, expected codes on code and "
                         "text columns only");
    if (column->closed)
        return table_fault(row->table, row->number, row->codes, row->faults,
                           "the codes of \"%.*s\" are closed already",
                           (int)column->name.len, column->name.ptr);
    column->closed = true;
    spellings = arena_alloc(arena, COLUMN_CODES * sizeof *spellings);
    column->spellings = spellings;
    while (codes.ptr != NULL)
        if (!take_code(row, column, span_cut(&codes, '|'), spellings, arena))
            return false;
    return true;
}

static const char *kind_name(enum column_kind kind)
{
    return kind == KIND_LIST ? "list" : KIND_NAMES[kind];
}

/* Letters, digits and `_`: so that a name can stand in tests and in `--keep`. */
static bool is_column_name(struct span name)
{
    return code_is_valid(name) && memchr(name.ptr, '-', name.len) == NULL;
}

static bool take_held(const struct row *row, struct column *column)
{
    struct span held = table_cell(row->table, row->number, row->held);

    if (held.len == 0)
        return true;
    if (!code_parse_yesno(held, &column->is_held) || column->kind != KIND_DATE)
        return row_fault(row, row->held, held,
                         "is wrong here, expected yes or no, on a date column");
    return true;
}

static bool take_row(struct columns *columns, const struct row *row,
                     struct arena *arena)
{
    struct span name = table_cell(row->table, row->number, row->column);
    int known = columns_find(columns, name);
    struct column *column = known >= 0 ? &columns->column[known] : NULL;
    enum column_kind kind;

    if (!is_column_name(name))
        return row_fault(row, row->column, name,
                         "is no name, expected letters, digits and _");
    if (!take_kind(row, &kind))
        return false;
    if (column != NULL && (column->is_own || column->stage == STAGE_FACTS))
        return row_fault(row, row->column, name,
                         column->is_own
                             ? "stands in another row too, expected one row"
                             : "is derived without a table, expected another name");
    if (column != NULL && column->kind != kind)
        return table_fault(row->table, row->number, row->kind, row->faults,
                           "\"%s\", expected %s, which the column %.*s is",
                           KIND_NAMES[kind], kind_name(column->kind), (int)name.len,
                           name.ptr);
    if (column == NULL) {
        column = columns_add(columns, name, kind, STAGE_CASE);
        if (column == NULL)
            return table_fault(row->table, row->number, row->column, row->faults,
                               "too many columns, at most %d", COL_MOST);
        column->is_own = true;
        if (kind == KIND_YESNO)
            close_codes(column, "no yes", arena);
    }
    column->label = table_cell(row->table, row->number, row->label);
    return take_codes(row, column, arena) && take_held(row, column);
}

void columns_load(struct columns *columns, const struct table_source *source,
                  struct arena *arena, struct faults *faults)
{
    struct table table;
    struct row row = {.table = &table, .faults = faults};

    if (!table_load(&table, source, arena, faults) ||
        !table_expect(&table, "column kind codes held label source", 2, faults))
        return;
    row.column = table_column(&table, "column");
    row.kind = table_column(&table, "kind");
    row.codes = table_column(&table, "codes");
    row.held = table_column(&table, "held");
    row.label = table_column(&table, "label");
    for (row.number = 0; row.number < table.rows; row.number++) {
        int32_t first, last;
        if (table_validity(&table, row.number, &first, &last, faults))
            take_row(columns, &row, arena);
    }
}
