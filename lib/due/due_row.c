/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/due_row.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/names.h"

static const struct {
    const char *name;
    int cell;
} fixed[] = {{"due_on", DUE_ROW_DUE_ON},
             {"work_on", DUE_ROW_WORK_ON},
             {"until_on", DUE_ROW_UNTIL_ON},
             {"status", DUE_ROW_STATUS},
             {"days", DUE_ROW_DAYS},
             {"deadline", DUE_ROW_DEADLINE},
             {"rule", DUE_ROW_RULE},
             {"kind", DUE_ROW_KIND},
             {"actor", DUE_ROW_ACTOR},
             {"label", DUE_ROW_LABEL},
             {"client_id", ROW_PASSED},
             {"household_id", ROW_PASSED},
             {"office", ROW_PASSED},
             {"case_manager", ROW_PASSED},
             {"category", DUE_ROW_CATEGORY},
             {"team", DUE_ROW_TEAM},
             {"anchor_on", DUE_ROW_ANCHOR_ON},
             {"source", DUE_ROW_SOURCE},
             {"earliest_on", DUE_ROW_EARLIEST_ON},
             {"latest_on", DUE_ROW_LATEST_ON}};

/* What hangs on the rule, or on the person, and not on the obligation. */
static const enum row_subject subjects[ROW_CELLS] = {
    [DUE_ROW_DEADLINE] = ROW_OF_RULE,   [DUE_ROW_RULE] = ROW_OF_RULE,
    [DUE_ROW_KIND] = ROW_OF_RULE,       [DUE_ROW_ACTOR] = ROW_OF_RULE,
    [DUE_ROW_LABEL] = ROW_OF_RULE,      [DUE_ROW_SOURCE] = ROW_OF_RULE,
    [DUE_ROW_CATEGORY] = ROW_OF_PERSON, [DUE_ROW_TEAM] = ROW_OF_PERSON};

enum { FIXED_AND_WINDOW = sizeof fixed / sizeof *fixed, FIXED = FIXED_AND_WINDOW - 2 };

void due_row_free(struct due_row *row)
{
    row_stretches_free(&row->stretches);
    row_free(&row->row);
    free(row->explanation.text);
    buffer_free(&row->key_bytes);
}

/* Whether the input has the column, or the concept knows what the input lacks. */
static bool is_kept(const struct due_row *row, const struct columns *columns,
                    const struct header *header, struct span name)
{
    int known = columns_find(columns, name);

    return name.len == 0 || header_find(header, name) >= 0 ||
           (known >= 0 && column_is_of_case(&columns->column[known])) ||
           row_find(&row->row, name) != NULL;
}

static bool keep_columns(struct due_row *row, const struct columns *columns,
                         const struct header *header, struct span keep,
                         struct diag *diag)
{
    struct unknown_names unknown = {0};
    struct span rest = keep;

    while (rest.ptr != NULL) {
        struct span name = span_cut(&rest, ',');
        if (!is_kept(row, columns, header, name))
            names_add_unknown(&unknown, name);
    }
    if (unknown.count > 0)
        return names_tell_unknown(diag, "--keep: no column", &unknown, header->names,
                                  header->count);
    while (keep.ptr != NULL)
        if (!row_pass(&row->row, span_cut(&keep, ','), header))
            return diag_set(diag, DIAG_USAGE,
                            "--keep: expected names of other columns between commas, "
                            "each once");
    return true;
}

/* The column whose value is shown below this name, or -1. */
static int want_shown(struct facts *facts, const char *name)
{
    int column = columns_find(&facts->concept->columns, span_from(name));

    if (column >= 0)
        facts_want(facts, column);
    return column;
}

bool due_row_name(struct due_row *row, struct facts *facts, const struct header *header,
                  struct span keep, struct diag *diag)
{
    static const int passed[] = {COL_CLIENT_ID, COL_HOUSEHOLD_ID, COL_OFFICE,
                                 COL_CASE_MANAGER};
    unsigned count = row->has_window ? FIXED_AND_WINDOW : FIXED;

    for (size_t i = 0; i < sizeof passed / sizeof *passed; i++)
        facts_want(facts, passed[i]);
    row->category = want_shown(facts, "category");
    row->team = want_shown(facts, "team");
    for (unsigned i = 0; i < count; i++) {
        struct span name = span_from(fixed[i].name);
        if (fixed[i].cell == ROW_PASSED)
            row_pass(&row->row, name, header);
        else
            row_add(&row->row, name, fixed[i].cell);
    }
    if (!keep_columns(row, &facts->concept->columns, header, keep, diag))
        return false;
    if (row->explains && !row_add(&row->row, span_from("due_explain"), DUE_ROW_EXPLAIN))
        return diag_set(diag, DIAG_USAGE,
                        "--keep: due_explain is the column of --explain");
    row_stretches_cut(&row->stretches, &row->row, subjects,
                      facts->concept->deadlines.table.compiled);
    return true;
}

static void fill_window(struct due_row *row, const struct facts *facts,
                        const struct obligation *obligation)
{
    struct work_window window = obligation_window(facts, obligation, row->notes);

    row_set_date(&row->row, DUE_ROW_EARLIEST_ON, window.from);
    row_set_date(&row->row, DUE_ROW_LATEST_ON, window.until);
}

static void explain_columns(struct explanation *explanation, const struct facts *facts,
                            const struct date_columns *columns)
{
    for (unsigned i = 0; i < columns->count; i++)
        explain_column(explanation, facts, columns->list[i]);
}

static void fill_explanation(struct due_row *row, const struct facts *facts,
                             const struct deadline_rule *rule)
{
    struct explanation *explanation = &row->explanation;

    explain_begin(explanation);
    explain_rule(explanation, facts, rule->rule);
    explain_column(explanation, facts, rule->anchor);
    for (unsigned i = 0; i < rule->earliest_count; i++)
        explain_column(explanation, facts, rule->earliest[i].column);
    explain_column(explanation, facts, rule->until_term.column);
    explain_columns(explanation, facts, &rule->done);
    explain_column(explanation, facts, rule->done_since.column);
    explain_columns(explanation, facts, &rule->closed_by);
    explain_parameters(explanation, facts, rule->parameters & ~rule->rule->parameters);
    row_set(&row->row, DUE_ROW_EXPLAIN, explain_text(explanation));
}

/* What a decision of the concept gives, or people say; empty if it is unknown. */
static struct span code_of(const struct facts *facts, int column)
{
    const struct column *about;

    if (column < 0 || !facts->values[column].known)
        return span_of("", 0);
    about = &facts->concept->columns.column[column];
    return column_is_of_case(about) ? facts_cell(facts, column)
                                    : about->codes.names[facts->values[column].number];
}

void due_row_fill(struct due_row *row, const struct facts *facts,
                  const struct obligation *obligation)
{
    static const char *const status_names[] = {[OBLIGATION_UPCOMING] = "upcoming",
                                               [OBLIGATION_DUE] = "due",
                                               [OBLIGATION_OVERDUE] = "overdue"};
    const struct deadlines *deadlines = &facts->concept->deadlines;
    const struct deadline_rule *rule = obligation->rule;
    enum obligation_status status = obligation_status(obligation, row->as_of);
    struct row *cells = &row->row;

    row_set_date(cells, DUE_ROW_DUE_ON, obligation->due_on);
    row_set_date(cells, DUE_ROW_WORK_ON, obligation->work_on);
    row_set_date(cells, DUE_ROW_UNTIL_ON, obligation->until_on);
    row_set_code(cells, DUE_ROW_STATUS, span_from(status_names[status]));
    row_set_number(cells, DUE_ROW_DAYS, obligation_days(obligation, row->as_of));
    row_set_code(cells, DUE_ROW_DEADLINE, deadlines->names[rule->deadline]);
    row_set_code(cells, DUE_ROW_RULE, rule->rule->id);
    row_set_code(cells, DUE_ROW_KIND, span_from(DEADLINE_KIND_NAMES[rule->kind]));
    row_set_code(cells, DUE_ROW_ACTOR, deadlines->actors[rule->actor]);
    row_set(cells, DUE_ROW_LABEL, rule->rule->label);
    row_set(cells, DUE_ROW_CATEGORY, code_of(facts, row->category));
    row_set(cells, DUE_ROW_TEAM, code_of(facts, row->team));
    row_set_date(cells, DUE_ROW_ANCHOR_ON, obligation->anchor_on);
    row_set(cells, DUE_ROW_SOURCE, rule->rule->source);
    if (row->has_window)
        fill_window(row, facts, obligation);
    if (row->explains)
        fill_explanation(row, facts, rule);
}

void due_row_write(struct due_row *row, const struct facts *facts,
                   const struct obligation *obligation, const struct record *record,
                   struct writer *writer)
{
    const struct deadline_rule *rules = facts->concept->deadlines.rules;

    row_stretches_write(&row->stretches, (unsigned)(obligation->rule - rules), record,
                        writer);
}

/* The names of the row's columns and of those that only the input has. */
static bool has_no_such_key(const struct due_row *row, const struct header *header,
                            struct span name, struct diag *diag)
{
    unsigned count = row->row.count;
    struct span *names = mem_array(count + header->count, sizeof *names);

    for (unsigned i = 0; i < count; i++)
        names[i] = row->row.columns[i].name;
    for (unsigned i = 0; i < header->count; i++)
        if (row_find(&row->row, header->names[i]) == NULL)
            names[count++] = header->names[i];
    names_unknown(diag, "--split: no column", name, names, count);
    free(names);
    return false;
}

bool due_row_sort_by(struct due_row *row, const struct header *header, struct span name,
                     struct diag *diag)
{
    const struct row_column *column = row_find(&row->row, name);

    row->key = (struct row_column){name, ROW_PASSED, header_find(header, name)};
    if (column != NULL)
        row->key = *column;
    else if (row->key.input < 0)
        return has_no_such_key(row, header, name, diag);
    return true;
}

bool due_row_key_is_public(const struct due_row *row, const struct columns *columns)
{
    int column;

    if (row->key.cell != ROW_PASSED)
        return row->key.cell != DUE_ROW_EXPLAIN;
    column = columns_find(columns, row->key.name);
    if (column == COL_OFFICE || column == COL_CASE_MANAGER)
        return true;
    if (column < 0 || column == COL_BIRTH_DATE)
        return false;
    switch (columns->column[column].kind) {
    case KIND_DATE:
    case KIND_YESNO:
    case KIND_NUMBER:
    case KIND_CODE:
        return true;
    default:
        return false;
    }
}

bool due_row_read_key(struct due_row *row, const struct record *record,
                      struct diag *diag)
{
    struct span field = span_of("", 0);

    if (row->key.cell == ROW_PASSED && row->key.input >= 0)
        field = record_field(record, (unsigned)row->key.input);
    row->key_bytes.len = 0;
    return record_decode(record, field, buffer_room(&row->key_bytes, field.len),
                         &row->record_key, row->key.name, diag);
}

struct span due_row_key(const struct due_row *row)
{
    return row->key.cell == ROW_PASSED ? row->record_key
                                       : row->row.cells[row->key.cell].cell.value;
}
