/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/plain_cells.h"

#include "base/diag.h"
#include "value/code.h"
#include "value/date.h"

void plain_cells_begin(struct plain_cells *cells, const struct columns *columns)
{
    cells->columns = columns;
    memset(cells->counts, 0, sizeof cells->counts);
}

static enum cell_reading reading_of(const struct column *column)
{
    switch (column->kind) {
    case KIND_TEXT:
        return column->codes.count > 0 || column->closed ? CELL_CODE : CELL_TEXT;
    case KIND_DATE:
        return CELL_DATE;
    case KIND_YESNO:
    case KIND_CODE:
        return CELL_CODE;
    case KIND_NUMBER:
    case KIND_TERMS:
    case KIND_LIST:
    default:
        return CELL_OTHER;
    }
}

void plain_cells_add(struct plain_cells *cells, int column, unsigned at)
{
    const struct column *about = &cells->columns->column[column];
    enum cell_reading reading = reading_of(about);
    int normal = about->default_code;

    cells->places[reading][cells->counts[reading]++] =
        (struct cell_place){at, column, {normal >= 0, normal >= 0 ? normal : 0, 0}};
}

bool plain_cells_are_plain(const struct plain_cells *cells, const struct record *record)
{
    bool good = true;

    for (unsigned reading = 0; !record->plain && reading < CELL_READINGS; reading++)
        for (unsigned i = 0; good && i < cells->counts[reading]; i++)
            good = record_is_plain_in(
                record, record_field(record, cells->places[reading][i].at));
    return good;
}

static void read_texts(const struct plain_cells *cells, const struct record *record,
                       struct value *values, struct span *texts)
{
    for (unsigned i = 0; i < cells->counts[CELL_TEXT]; i++) {
        const struct cell_place *place = &cells->places[CELL_TEXT][i];
        struct span text = record_field(record, place->at);
        texts[place->column] = text;
        values[place->column].known = text.len > 0;
    }
}

static bool read_dates(const struct plain_cells *cells, const struct record *record,
                       struct value *values, struct span *texts)
{
    for (unsigned i = 0; i < cells->counts[CELL_DATE]; i++) {
        const struct cell_place *place = &cells->places[CELL_DATE][i];
        struct span text = record_field(record, place->at);
        struct value *value = &values[place->column];
        texts[place->column] = text;
        value->known = text.len > 0;
        if (text.len == 0)
            value->number = 0;
        else if (!date_parse(text, &value->number))
            return false;
    }
    return true;
}

/* Values of any kind: most codes are in the spelling of the concept. */
static bool read_others(const struct plain_cells *cells, enum cell_reading reading,
                        const struct record *record, struct value *values,
                        struct span *texts)
{
    struct diag unheeded; /* told by whoever reads the cells one by one */

    for (unsigned i = 0; i < cells->counts[reading]; i++) {
        const struct cell_place *place = &cells->places[reading][i];
        const struct column *about = &cells->columns->column[place->column];
        struct span text = record_field(record, place->at);
        struct value *value = &values[place->column];
        int code = -1;
        texts[place->column] = text;
        if (text.len == 0)
            *value = place->empty;
        else if (reading == CELL_CODE && (code = code_find(&about->codes, text)) >= 0)
            *value = (struct value){true, code, 0};
        else if (!column_read(about, text, true, value, &unheeded))
            return false;
    }
    return true;
}

bool plain_cells_read(const struct plain_cells *cells, const struct record *record,
                      struct value *values, struct span *texts)
{
    read_texts(cells, record, values, texts);
    return read_dates(cells, record, values, texts) &&
           read_others(cells, CELL_CODE, record, values, texts) &&
           read_others(cells, CELL_OTHER, record, values, texts);
}
