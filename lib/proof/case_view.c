/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/case_view.h"

enum { CELL_COLUMN, CELL_OLD, CELL_NEW, CELL_RULE_OLD, CELL_RULE_NEW };

bool case_view_open(struct case_view *view, struct concept *old, struct concept *new,
                    const char *table, unsigned weeks, struct diag *diag)
{
    view->form = table != NULL ? CASE_MATRIX : weeks > 0 ? CASE_WEEKS : CASE_PERSONS;
    sides_init(&view->sides, old, new);
    switch (view->form) {
    case CASE_MATRIX:
        return matrix_init(&view->matrix, &view->sides, span_from(table), diag);
    case CASE_WEEKS:
        return week_difference_init(&view->weeks, &view->sides, weeks, diag);
    case CASE_PERSONS:
    default:
        return true;
    }
}

void case_view_free(struct case_view *view)
{
    case_difference_free(&view->persons);
    row_free(&view->row);
    matrix_free(&view->matrix);
    buffer_free(&view->title);
    week_difference_free(&view->weeks);
    sides_free(&view->sides);
}

static void add_name(struct case_view *view, struct span name)
{
    view->names[view->name_count++] = name;
}

static void name_persons(struct case_view *view, const struct header *header)
{
    struct row *row = &view->row;

    case_difference_init(&view->persons, &view->sides, header);
    row_pass(row, span_from("client_id"), header);
    row_add(row, span_from("column"), CELL_COLUMN);
    row_add(row, span_from("old"), CELL_OLD);
    row_add(row, span_from("new"), CELL_NEW);
    row_add(row, span_from("rule_old"), CELL_RULE_OLD);
    row_add(row, span_from("rule_new"), CELL_RULE_NEW);
    for (unsigned i = 0; i < row->count; i++)
        add_name(view, row->columns[i].name);
}

static void name_matrix(struct case_view *view)
{
    add_name(view, matrix_title(&view->matrix, &view->title));
    for (unsigned i = 0; i < view->matrix.count; i++)
        add_name(view, view->matrix.names[i]);
    add_name(view, span_from(MATRIX_TOTAL));
}

static void name_weeks(struct case_view *view)
{
    struct span rest = span_from(WEEK_DIFFERENCE_COLUMNS);

    while (rest.ptr != NULL)
        add_name(view, span_cut(&rest, ' '));
}

bool case_view_start(struct case_view *view, const struct header *header,
                     struct diag *diag)
{
    if (view->form == CASE_PERSONS)
        name_persons(view, header);
    else if (view->form == CASE_MATRIX)
        name_matrix(view);
    else
        name_weeks(view);
    if (!sides_bind(&view->sides, header, diag))
        return false;
    if (view->form == CASE_WEEKS)
        week_difference_bind(&view->weeks, header);
    return true;
}

static void write_change(void *context, const struct case_change *change)
{
    struct case_view *view = context;
    struct row *row = &view->row;

    row_set_code(row, CELL_COLUMN, change->column);
    row_set(row, CELL_OLD, change->values[OLD_SIDE]);
    row_set(row, CELL_NEW, change->values[NEW_SIDE]);
    row_set_code(row, CELL_RULE_OLD, change->rules[OLD_SIDE]);
    row_set_code(row, CELL_RULE_NEW, change->rules[NEW_SIDE]);
    row_write(row, view->record, view->writer);
}

static bool take_person(struct case_view *view, const struct record *record,
                        struct writer *writer, struct diag *diag)
{
    if (!case_difference_read(&view->persons, record, diag) ||
        !row_can_pass(&view->row, record, writer_format(writer), diag))
        return false;
    view->record = record;
    view->writer = writer;
    view->differs |= case_difference_each(&view->persons, write_change, view) > 0;
    return true;
}

bool case_view_take(struct case_view *view, const struct record *record,
                    struct writer *writer, struct diag *diag)
{
    switch (view->form) {
    case CASE_MATRIX:
        if (!sides_read(&view->sides, record, NULL, NULL, diag))
            return false;
        view->differs |= matrix_add(&view->matrix);
        return true;
    case CASE_WEEKS:
        return week_difference_add(&view->weeks, record, diag);
    case CASE_PERSONS:
    default:
        return take_person(view, record, writer, diag);
    }
}

void case_view_finish(struct case_view *view, struct writer *writer)
{
    if (view->form == CASE_MATRIX)
        matrix_write(&view->matrix, writer);
    else if (view->form == CASE_WEEKS)
        view->differs = week_difference_write(&view->weeks, writer);
}

unsigned case_view_doubts(const struct case_view *view, unsigned side)
{
    return view->form == CASE_WEEKS ? forecast_doubts(&view->weeks.forecasts[side])
                                    : view->persons.side[side].notes.doubts;
}
