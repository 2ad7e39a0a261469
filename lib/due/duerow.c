/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/duerow.h"

#include <stdlib.h>

#include "base/mem.h"
#include "value/date.h"
#include "value/number.h"

static const struct {
    const char *name;
    enum duerow_cell cell;
} fixed[] = {{"due_on", DUEROW_DUE_ON},       {"work_on", DUEROW_WORK_ON},
             {"status", DUEROW_STATUS},       {"days", DUEROW_DAYS},
             {"deadline", DUEROW_DEADLINE},   {"rule", DUEROW_RULE},
             {"label", DUEROW_LABEL},         {"client_id", DUEROW_PASSED},
             {"household_id", DUEROW_PASSED}, {"office", DUEROW_PASSED},
             {"case_manager", DUEROW_PASSED}, {"anchor_on", DUEROW_ANCHOR_ON},
             {"source", DUEROW_SOURCE},       {"earliest_on", DUEROW_EARLIEST_ON},
             {"latest_on", DUEROW_LATEST_ON}};

enum { FIXED_AND_WINDOW = sizeof fixed / sizeof *fixed, FIXED = FIXED_AND_WINDOW - 2 };

void duerow_free(struct duerow *row)
{
    free(row->columns);
    free(row->explanation.text);
    free(row->key_bytes);
}

const struct duerow_column *duerow_find(const struct duerow *row, struct span name)
{
    for (unsigned i = 0; i < row->column_count; i++)
        if (span_equal(row->columns[i].name, name))
            return &row->columns[i];
    return NULL;
}

static bool add_column(struct duerow *row, struct span name, enum duerow_cell cell,
                       const struct header *header, struct diag *diag)
{
    if (name.len == 0 || duerow_find(row, name) != NULL)
        return false;
    if (!mem_grow(&row->columns, &row->column_room, row->column_count + 1,
                  sizeof *row->columns)) {
        diag_no_memory(diag);
        return false;
    }
    row->columns[row->column_count++] = (struct duerow_column){
        name, cell, cell == DUEROW_PASSED ? header_find(header, name) : -1};
    return true;
}

bool duerow_name(struct duerow *row, const struct header *header, struct span keep,
                 struct diag *diag)
{
    unsigned count = row->has_window ? FIXED_AND_WINDOW : FIXED;
    bool good = true;

    for (unsigned i = 0; good && i < count; i++)
        good = add_column(row, span_from(fixed[i].name), fixed[i].cell, header, diag);
    while (good && keep.ptr != NULL)
        good = add_column(row, span_cut(&keep, ','), DUEROW_PASSED, header, diag);
    if (good && row->explains)
        good = add_column(row, span_from("due_explain"), DUEROW_EXPLAIN, header, diag);
    return good;
}

static void fill_date(struct duerow *row, enum duerow_cell cell, int32_t day)
{
    date_format(day, row->digits[cell]);
    row->cells[cell] = span_of(row->digits[cell], DATE_BYTES);
}

static void fill_window(struct duerow *row, const struct facts *facts,
                        const struct obligation *obligation)
{
    struct work_window window = obligation_window(
        &facts->concept->deadlines, obligation, facts->values, row->as_of, row->notes);

    fill_date(row, DUEROW_EARLIEST_ON, window.from);
    if (window.until != DATE_NONE)
        fill_date(row, DUEROW_LATEST_ON, window.until);
    else
        row->cells[DUEROW_LATEST_ON] = span_of("", 0);
}

static void fill_explanation(struct duerow *row, const struct facts *facts,
                             const struct deadline_rule *rule)
{
    explain_begin(&row->explanation);
    explain_rule(&row->explanation, facts, rule->rule);
    explain_column(&row->explanation, facts, rule->anchor);
    explain_column(&row->explanation, facts, rule->not_before.column);
    explain_column(&row->explanation, facts, rule->done);
    explain_column(&row->explanation, facts, rule->done_since.column);
    row->cells[DUEROW_EXPLAIN] = explain_text(&row->explanation);
}

void duerow_fill(struct duerow *row, const struct facts *facts,
                 const struct obligation *obligation)
{
    static const char *const status_names[] = {[OBLIGATION_UPCOMING] = "upcoming",
                                               [OBLIGATION_DUE] = "due",
                                               [OBLIGATION_OVERDUE] = "overdue"};
    const struct deadline_rule *rule = obligation->rule;
    long days = (long)obligation->due_on - row->as_of;

    fill_date(row, DUEROW_DUE_ON, obligation->due_on);
    if (obligation->work_on == obligation->due_on)
        row->cells[DUEROW_WORK_ON] = row->cells[DUEROW_DUE_ON];
    else
        fill_date(row, DUEROW_WORK_ON, obligation->work_on);
    row->cells[DUEROW_STATUS] =
        span_from(status_names[obligation_status(obligation, row->as_of)]);
    row->cells[DUEROW_DAYS] = span_of(row->digits[DUEROW_DAYS],
                                      number_format(days, row->digits[DUEROW_DAYS]));
    row->cells[DUEROW_DEADLINE] = facts->concept->deadlines.names[rule->deadline];
    row->cells[DUEROW_RULE] = rule->rule->id;
    row->cells[DUEROW_LABEL] = rule->rule->label;
    fill_date(row, DUEROW_ANCHOR_ON, obligation->anchor_on);
    row->cells[DUEROW_SOURCE] = rule->rule->source;
    if (row->has_window)
        fill_window(row, facts, obligation);
    if (row->explains)
        fill_explanation(row, facts, rule);
}

void duerow_write(const struct duerow *row, const struct record *record,
                  struct writer *writer)
{
    for (unsigned i = 0; i < row->column_count; i++) {
        const struct duerow_column *column = &row->columns[i];
        switch (column->cell) {
        case DUEROW_PASSED:
            if (column->input >= 0)
                writer_field(writer, record, (unsigned)column->input);
            else
                writer_value(writer, span_of("", 0));
            break;
        case DUEROW_LABEL:
        case DUEROW_SOURCE:
        case DUEROW_EXPLAIN:
            writer_value(writer, row->cells[column->cell]);
            break;
        default: /* a date, a number or a code */
            writer_clean(writer, row->cells[column->cell]);
        }
    }
    writer_end(writer);
}

bool duerow_can_decode(const struct duerow *row, const struct record *record,
                       struct diag *diag)
{
    for (unsigned i = 0; i < row->column_count; i++) {
        const struct duerow_column *column = &row->columns[i];
        if (column->input >= 0 &&
            !record_can_decode(record, record_field(record, (unsigned)column->input),
                               column->name, diag))
            return false;
    }
    return true;
}

bool duerow_sort_by(struct duerow *row, const struct header *header, struct span name)
{
    const struct duerow_column *column = duerow_find(row, name);

    if (column != NULL)
        row->key = *column;
    else
        row->key =
            (struct duerow_column){name, DUEROW_PASSED, header_find(header, name)};
    return column != NULL || row->key.input >= 0;
}

bool duerow_key_is_public(const struct duerow *row, const struct columns *columns)
{
    int column;

    if (row->key.cell != DUEROW_PASSED)
        return row->key.cell != DUEROW_EXPLAIN;
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

bool duerow_read_key(struct duerow *row, const struct record *record, struct diag *diag)
{
    struct span field = span_of("", 0);

    if (row->key.cell == DUEROW_PASSED && row->key.input >= 0)
        field = record_field(record, (unsigned)row->key.input);
    if (!mem_grow(&row->key_bytes, &row->key_room, field.len, 1)) {
        diag_no_memory(diag);
        return false;
    }
    return record_decode(record, field, row->key_bytes, &row->record_key, row->key.name,
                         diag);
}

struct span duerow_key(const struct duerow *row)
{
    return row->key.cell == DUEROW_PASSED ? row->record_key : row->cells[row->key.cell];
}
