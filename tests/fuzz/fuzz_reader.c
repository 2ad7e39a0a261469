/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reader, with the options that the first byte says, at two read sizes: the same
 * records, faults and lines must come.
 */
#include "fuzz.h"

#include "stream/header.h"
#include "stream/record.h"

/* All that a reading gives, as one number (FNV-1a, 64 bits). */
static uint64_t add(uint64_t sum, struct span bytes)
{
    for (size_t i = 0; i < bytes.len; i++)
        sum = (sum ^ (unsigned char)bytes.ptr[i]) * UINT64_C(0x100000001b3);
    return (sum ^ bytes.len) * UINT64_C(0x100000001b3);
}

static uint64_t add_number(uint64_t sum, uint64_t number)
{
    return (sum ^ number) * UINT64_C(0x100000001b3);
}

static uint64_t add_fault(uint64_t sum, const struct diag *diag)
{
    sum = add_number(sum, diag->line);
    sum = add_number(sum, diag->code);
    sum = add(sum, span_from(diag->column));
    return add(sum, span_from(diag->text));
}

static uint64_t read_all(const char *path, const struct reader_options *options)
{
    uint64_t sum = UINT64_C(0xcbf29ce484222325);
    struct diag diag = {0};
    struct reader *reader = reader_open(&path, 1, options, &diag);
    enum reader_status status = reader == NULL ? READER_FAILED : READER_RECORD;

    if (reader != NULL) {
        const struct header *header = reader_header(reader);
        for (unsigned i = 0; i < header->count; i++)
            sum = add(sum, header->names[i]);
    }
    while (status == READER_RECORD || status == READER_REFUSED) {
        struct record record = {0};
        status = reader_next(reader, &record, &diag);
        sum = add_number(sum, status);
        if (status == READER_RECORD)
            for (unsigned i = 0; i < record.count; i++)
                sum = add(sum, record_field(&record, i));
        if (status == READER_RECORD)
            sum = add_number(sum, record.line);
        if (status == READER_REFUSED)
            sum = add_fault(sum, &diag);
    }
    /* Of an input that can't be opened two faults may be told, the first one seen. */
    if (status == READER_FAILED && reader != NULL)
        sum = add_fault(sum, &diag);
    reader_close(reader);
    return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const int delimiters[] = {-1, ',', ';', '\t'};
    struct reader_options options = READER_DEFAULTS;
    struct span bytes = fuzz_bytes(data, size);
    unsigned how = size > 0 ? data[0] : 0;
    const char *path = fuzz_file("input", size > 0 ? span_after(bytes, 1) : bytes);
    uint64_t whole;

    options.delimiter = delimiters[how & 3];
    options.tabs_are_csv = (how & 4) != 0;
    options.takes_formulas = (how & 8) != 0;
    options.is_table = (how & 16) != 0;
    options.encoding = (how & 32) != 0 ? ENCODING_AUTO : ENCODING_UTF8;
    if ((how & 64) != 0)
        options.limits.record = options.limits.field = 64;
    whole = read_all(path, &options);
    options.block = 1 + (how & 128 ? 6 : 0);
    fuzz_require(read_all(path, &options) == whole,
                 "another read size, another reading");
    return 0;
}
