/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "files/file_names.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "base/process.h"
#include "stream/header.h"
#include "stream/reader.h"
#include "stream/record.h"
#include "value/number.h"

enum { ROWS_MOST = INT32_MAX };

enum cell { CELL_NAME, CELL_VALUE, CELL_ROWS, CELLS };

/* A row as it is read: its cells, decoded. */
struct index_row {
    int at[CELLS]; /* columns of the index; -1: none */
    struct span cells[CELLS];
    struct buffer room[CELLS];
};

static bool find_columns(struct index_row *row, const struct header *header,
                         const struct file_names *names,
                         const struct file_names_form *form, struct diag *diag)
{
    const char *const columns[CELLS] = {form->name, form->value, form->rows};

    for (unsigned i = 0; i < CELLS; i++) {
        row->at[i] = -1;
        if (columns[i] == NULL)
            continue;
        row->at[i] = header_find(header, span_from(columns[i]));
        if (row->at[i] >= 0)
            continue;
        diag_set(diag, DIAG_HEADER, "no column %s, expected an index of files",
                 columns[i]);
        return diag_at(diag, names->path, header->line);
    }
    return true;
}

static bool read_cells(struct index_row *row, const struct header *header,
                       const struct record *record, struct diag *diag)
{
    for (unsigned i = 0; i < CELLS; i++) {
        struct span field;
        row->cells[i] = span_of("", 0);
        if (row->at[i] < 0)
            continue;
        field = record_field(record, (unsigned)row->at[i]);
        if (!record_decode(record, field, buffer_room(&row->room[i], field.len),
                           &row->cells[i], header->names[row->at[i]], diag))
            return false;
    }
    return true;
}

/* What would lead out of the folder, or hide a file in it, is no name. */
static bool is_name(struct span name)
{
    return name.len > 0 && name.ptr[0] != '.' &&
           memchr(name.ptr, '/', name.len) == NULL;
}

static bool fault(struct diag *diag, struct span column, const char *text)
{
    diag_set(diag, DIAG_TABLE, "%s", text);
    return diag_in_column(diag, column);
}

static bool add_row(struct file_names *names, const struct index_row *row,
                    const struct header *header, unsigned long line, struct diag *diag)
{
    struct file_name file = {.line = line};
    size_t number = names->values.count;

    if (dict_add(&names->values, row->cells[CELL_VALUE]) != number)
        return fault(diag, header->names[row->at[CELL_VALUE]],
                     "the value of an earlier row, expected each once");
    if (!is_name(row->cells[CELL_NAME]))
        return fault(
            diag, header->names[row->at[CELL_NAME]],
            "expected the name of a file, without a slash and no dot in front");
    if (row->at[CELL_ROWS] >= 0 &&
        !number_parse(row->cells[CELL_ROWS], ROWS_MOST, &file.rows))
        return fault(diag, header->names[row->at[CELL_ROWS]],
                     "expected the number of rows of the file");
    file.name = arena_copy(&names->arena, row->cells[CELL_NAME]);
    mem_grow(&names->files, &names->room, number + 1, sizeof *names->files);
    names->files[number] = file;
    return true;
}

static bool read_rows(struct file_names *names, struct reader *reader,
                      struct index_row *row, struct diag *diag)
{
    const struct header *header = reader_header(reader);
    struct record record;
    enum reader_status status;

    while ((status = reader_next(reader, &record, diag)) == READER_RECORD) {
        if (read_cells(row, header, &record, diag) &&
            add_row(names, row, header, record.line, diag))
            continue;
        return diag_at(diag, record.file, record.line);
    }
    return status == READER_END;
}

bool file_names_read(struct file_names *names, const char *path,
                     const struct file_names_form *form, struct diag *diag)
{
    struct reader_options options = READER_DEFAULTS;
    struct index_row row = {0};
    struct reader *reader;
    bool good;

    names->path = path;
    options.block = process_read_size();
    reader = reader_open(&path, 1, &options, diag);
    good = reader != NULL &&
           find_columns(&row, reader_header(reader), names, form, diag) &&
           read_rows(names, reader, &row, diag);
    reader_close(reader);
    for (unsigned i = 0; i < CELLS; i++)
        buffer_free(&row.room[i]);
    return good;
}

struct file_name *file_names_find(struct file_names *names, struct span value)
{
    long number = dict_find(&names->values, value);

    return number >= 0 ? &names->files[number] : NULL;
}

const struct file_name *file_names_find_unmet(const struct file_names *names)
{
    for (size_t i = 0; i < names->values.count; i++)
        if (!names->files[i].is_met)
            return &names->files[i];
    return NULL;
}

void file_names_free(struct file_names *names)
{
    dict_free(&names->values);
    free(names->files);
    arena_free(&names->arena);
}
