/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/due_row.h"

#include <stdlib.h>

#include "base/mem.h"
#include "value/date.h"
#include "value/number.h"

static const struct {
    const char *name;
    enum due_row_cell cell;
} fixed[] = {{"due_on", DUE_ROW_DUE_ON},       {"work_on", DUE_ROW_WORK_ON},
             {"status", DUE_ROW_STATUS},       {"days", DUE_ROW_DAYS},
             {"deadline", DUE_ROW_DEADLINE},   {"rule", DUE_ROW_RULE},
             {"label", DUE_ROW_LABEL},         {"client_id", DUE_ROW_PASSED},
             {"household_id", DUE_ROW_PASSED}, {"office", DUE_ROW_PASSED},
             {"case_manager", DUE_ROW_PASSED}, {"anchor_on", DUE_ROW_ANCHOR_ON},
             {"source", DUE_ROW_SOURCE},       {"earliest_on", DUE_ROW_EARLIEST_ON},
             {"latest_on", DUE_ROW_LATEST_ON}};

enum { FIXED_AND_WINDOW = sizeof fixed / sizeof *fixed, FIXED = FIXED_AND_WINDOW - 2 };

void due_row_free(struct due_row *row)
{
    free(row->columns);
    free(row->explanation.text);
    buffer_free(&row->key_bytes);
}

const struct due_row_column *due_row_find(const struct due_row *row, struct span name)
{
    for (unsigned i = 0; i < row->column_count; i++)
        if (span_equal(row->columns[i].name, name))
            return &row->columns[i];
    return NULL;
}

static bool add_column(struct due_row *row, struct span name, enum due_row_cell cell,
                       const struct header *header)
{
    if (name.len == 0 || due_row_find(row, name) != NULL)
        return false;
    mem_grow(&row->columns, &row->column_room, row->column_count + 1,
             sizeof *row->columns);
    row->columns[row->column_count++] = (struct due_row_column){
        name, cell, cell == DUE_ROW_PASSED ? header_find(header, name) : -1};
    return true;
}

bool due_row_name(struct due_row *row, const struct header *header, struct span keep)
{
    unsigned count = row->has_window ? FIXED_AND_WINDOW : FIXED;
    bool good = true;

    for (unsigned i = 0; good && i < count; i++)
        good = add_column(row, span_from(fixed[i].name), fixed[i].cell, header);
    while (good && keep.ptr != NULL)
        good = add_column(row, span_cut(&keep, ','), DUE_ROW_PASSED, header);
    if (good && row->explains)
        good = add_column(row, span_from("due_explain"), DUE_ROW_EXPLAIN, header);
    return good;
}

static void fill_date(struct due_row *row, enum due_row_cell cell, int32_t day)
{
    date_format(day, row->digits[cell]);
    row->cells[cell] = span_of(row->digits[cell], DATE_BYTES);
}

static void fill_window(struct due_row *row, const struct facts *facts,
                        const struct obligation *obligation)
{
    struct work_window window = obligation_window(
        &facts->concept->deadlines, obligation, facts->values, row->as_of, row->notes);

    fill_date(row, DUE_ROW_EARLIEST_ON, window.from);
    if (window.until != DATE_NONE)
        fill_date(row, DUE_ROW_LATEST_ON, window.until);
    else
        row->cells[DUE_ROW_LATEST_ON] = span_of("", 0);
}

static void fill_explanation(struct due_row *row, const struct facts *facts,
                             const struct deadline_rule *rule)
{
    explain_begin(&row->explanation);
    explain_rule(&row->explanation, facts, rule->rule);
    explain_column(&row->explanation, facts, rule->anchor);
    explain_column(&row->explanation, facts, rule->not_before.column);
    explain_column(&row->explanation, facts, rule->done);
    explain_column(&row->explanation, facts, rule->done_since.column);
    row->cells[DUE_ROW_EXPLAIN] = explain_text(&row->explanation);
}

void due_row_fill(struct due_row *row, const struct facts *facts,
                  const struct obligation *obligation)
{
    static const char *const status_names[] = {[OBLIGATION_UPCOMING] = "upcoming",
                                               [OBLIGATION_DUE] = "due",
                                               [OBLIGATION_OVERDUE] = "overdue"};
    const struct deadline_rule *rule = obligation->rule;
    long days = (long)obligation->due_on - row->as_of;

    fill_date(row, DUE_ROW_DUE_ON, obligation->due_on);
    if (obligation->work_on == obligation->due_on)
        row->cells[DUE_ROW_WORK_ON] = row->cells[DUE_ROW_DUE_ON];
    else
        fill_date(row, DUE_ROW_WORK_ON, obligation->work_on);
    row->cells[DUE_ROW_STATUS] =
        span_from(status_names[obligation_status(obligation, row->as_of)]);
    row->cells[DUE_ROW_DAYS] = span_of(row->digits[DUE_ROW_DAYS],
                                       number_format(days, row->digits[DUE_ROW_DAYS]));
    row->cells[DUE_ROW_DEADLINE] = facts->concept->deadlines.names[rule->deadline];
    row->cells[DUE_ROW_RULE] = rule->rule->id;
    row->cells[DUE_ROW_LABEL] = rule->rule->label;
    fill_date(row, DUE_ROW_ANCHOR_ON, obligation->anchor_on);
    row->cells[DUE_ROW_SOURCE] = rule->rule->source;
    if (row->has_window)
        fill_window(row, facts, obligation);
    if (row->explains)
        fill_explanation(row, facts, rule);
}

void due_row_write(const struct due_row *row, const struct record *record,
                   struct writer *writer)
{
    for (unsigned i = 0; i < row->column_count; i++) {
        const struct due_row_column *column = &row->columns[i];
        switch (column->cell) {
        case DUE_ROW_PASSED:
            if (column->input >= 0)
                writer_field(writer, record, (unsigned)column->input);
            else
                writer_value(writer, span_of("", 0));
            break;
        case DUE_ROW_LABEL:
        case DUE_ROW_SOURCE:
        case DUE_ROW_EXPLAIN:
            writer_value(writer, row->cells[column->cell]);
            break;
        default: /* a date, a number or a code */
            writer_clean(writer, row->cells[column->cell]);
        }
    }
    writer_end(writer);
}

bool due_row_can_decode(const struct due_row *row, const struct record *record,
                        struct diag *diag)
{
    for (unsigned i = 0; i < row->column_count; i++) {
        const struct due_row_column *column = &row->columns[i];
        if (column->input >= 0 &&
            !record_can_decode(record, record_field(record, (unsigned)column->input),
                               column->name, diag))
            return false;
    }
    return true;
}

bool due_row_sort_by(struct due_row *row, const struct header *header, struct span name)
{
    const struct due_row_column *column = due_row_find(row, name);

    if (column != NULL)
        row->key = *column;
    else
        row->key =
            (struct due_row_column){name, DUE_ROW_PASSED, header_find(header, name)};
    return column != NULL || row->key.input >= 0;
}

bool due_row_key_is_public(const struct due_row *row, const struct columns *columns)
{
    int column;

    if (row->key.cell != DUE_ROW_PASSED)
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

    if (row->key.cell == DUE_ROW_PASSED && row->key.input >= 0)
        field = record_field(record, (unsigned)row->key.input);
    row->key_bytes.len = 0;
    return record_decode(record, field, buffer_room(&row->key_bytes, field.len),
                         &row->record_key, row->key.name, diag);
}

struct span due_row_key(const struct due_row *row)
{
    return row->key.cell == DUE_ROW_PASSED ? row->record_key
                                           : row->cells[row->key.cell];
}
