/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/refused.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "base/mem.h"
#include "stream/output.h"
#include "stream/reader.h"
#include "stream/record.h"
#include "value/text.h"

struct refused {
    struct output *output;
    const struct reader *reader;
    struct coding coding; /* AUTO, as long as all that was written is ASCII */
    struct buffer bytes;  /* of the record written last */
};

static bool is_same(struct coding a, struct coding b)
{
    return a.encoding == b.encoding && a.is_big_endian == b.is_big_endian;
}

static bool is_ascii(struct span text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] >= 0x80)
            return false;
    return true;
}

/* False if the text can't be written in the coding of the file. */
static bool add(struct refused *refused, struct span text)
{
    struct coding coding = reader_coding(refused->reader);

    if (refused->coding.encoding == ENCODING_AUTO && !is_ascii(text))
        refused->coding = coding;
    if (!is_same(refused->coding, coding) && text_utf8_prefix(text) < text.len)
        return false;
    refused->bytes.len = 0;
    if (!coding_encode(refused->coding, text, &refused->bytes))
        return false;
    output_write(refused->output, buffer_text(&refused->bytes));
    return true;
}

struct refused *refused_open(const char *path, const struct reader *reader,
                             struct diag *diag)
{
    struct refused *refused = mem_new(sizeof *refused);

    refused->reader = reader;
    refused->coding = reader_coding(reader);
    refused->output = output_open(path, OUTPUT_PRIVATE, diag);
    if (refused->output == NULL) {
        refused_free(refused);
        return NULL;
    }
    add(refused, reader_opening(reader));
    return refused;
}

struct output *refused_output(const struct refused *refused)
{
    return refused != NULL ? refused->output : NULL;
}

void refused_free(struct refused *refused)
{
    if (refused == NULL)
        return;
    buffer_free(&refused->bytes);
    free(refused);
}

bool refused_write(struct refused *refused, const struct record *record,
                   struct diag *diag)
{
    struct span line = reader_line(refused->reader, record);

    if (line.ptr == NULL)
        diag_set(diag, DIAG_TOO_LONG,
                 "--refused has no place for a record over --max-record, raise it");
    else if (!reader_is_as_first(refused->reader))
        diag_set(diag, DIAG_USAGE,
                 "--refused has the header of the first file, expected the same "
                 "delimiter and order of columns here, or a run for each file");
    else if (!add(refused, line))
        diag_set(diag, DIAG_USAGE,
                 "--refused has the encoding of the first file, expected the same one "
                 "here, or a run for each file");
    else
        return true;
    return diag_at(diag, record->file, record->line);
}
