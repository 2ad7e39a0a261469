/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/count_file.h"

#include "base/buffer.h"
#include "base/diag.h"
#include "base/process.h"
#include "stream/header.h"
#include "stream/reader.h"
#include "stream/record.h"
#include "value/number.h"

struct count_file {
    const struct count_file_form *form;
    const struct header *header;
    unsigned count; /* of columns */
    unsigned at[COUNT_FILE_COLUMNS];
    struct buffer room[COUNT_FILE_COLUMNS];
    struct count_file_row row;
};

static bool find_columns(struct count_file *file, const char *path, struct diag *diag)
{
    const char *const *columns = file->form->columns;

    for (; file->count < COUNT_FILE_COLUMNS && columns[file->count] != NULL;
         file->count++) {
        int at = header_find(file->header, span_from(columns[file->count]));
        if (at < 0) {
            diag_set(diag, DIAG_HEADER, "no column %s, expected %s",
                     columns[file->count], file->form->expected);
            return diag_at(diag, path, file->header->line);
        }
        file->at[file->count] = (unsigned)at;
    }
    return true;
}

static bool read_row(struct count_file *file, const struct record *record,
                     struct diag *diag)
{
    for (unsigned i = 0; i < file->count; i++) {
        struct span field = record_field(record, file->at[i]), *text;
        text = &file->row.texts[i];
        if (!record_decode(record, field, buffer_room(&file->room[i], field.len), text,
                           file->header->names[file->at[i]], diag))
            return false;
        if (i < file->form->texts ||
            number_parse(*text, INT32_MAX, &file->row.numbers[i]))
            continue;
        diag_set(diag, DIAG_TABLE, "expected a number");
        return diag_in_column(diag, span_from(file->form->columns[i]));
    }
    return true;
}

bool count_file_read(const char *path, const struct count_file_form *form,
                     count_file_take *take, void *context, struct diag *diag)
{
    struct reader_options options = READER_DEFAULTS;
    struct count_file file = {.form = form};
    enum reader_status status = READER_FAILED;
    struct reader *reader;
    struct record record;

    options.block = process_read_size();
    reader = reader_open(&path, 1, &options, diag);
    if (reader != NULL)
        file.header = reader_header(reader);
    if (reader != NULL && find_columns(&file, path, diag))
        while ((status = reader_next(reader, &record, diag)) == READER_RECORD)
            if (!read_row(&file, &record, diag) || !take(context, &file.row, diag)) {
                diag_at(diag, record.file, record.line);
                break;
            }
    reader_close(reader);
    for (unsigned i = 0; i < COUNT_FILE_COLUMNS; i++)
        buffer_free(&file.room[i]);
    return status == READER_END;
}
