/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/reject.h"

#include <stdio.h>

#include "base/diag.h"
#include "stream/output.h"
#include "value/number.h"
#include "value/text.h"

enum { PART_BYTES = OUTPUT_ROOM / 2 };

struct output *reject_open(const char *path, struct diag *diag)
{
    struct output *output = output_open(path, OUTPUT_PRIVATE, diag);

    if (output != NULL)
        output_write(
            output,
            span_from("file\tline\tlast_line\tcolumn\tcode\tmessage\trecord\n"));
    return output;
}

static void put_escaped(struct output *output, struct span text)
{
    while (text.len > 0) {
        size_t part = text.len < PART_BYTES ? text.len : PART_BYTES;
        char *room = output_room(output, 2 * part);
        output_put(output, text_escape(span_of(text.ptr, part), room));
        text = span_after(text, part);
    }
}

/* A byte that a stream can't hold: no UTF-8, or NUL. */
static void put_bad(struct output *output, char byte)
{
    char bad[6];

    snprintf(bad, sizeof bad, "\\\\x%02X", (unsigned char)byte);
    output_write(output, span_from(bad));
}

/* What has no NUL. */
static void put_bytes(struct output *output, struct span raw)
{
    while (raw.len > 0) {
        size_t good = text_utf8_prefix(raw);
        put_escaped(output, span_of(raw.ptr, good));
        raw = span_after(raw, good);
        if (raw.len > 0) {
            put_bad(output, raw.ptr[0]);
            raw = span_after(raw, 1);
        }
    }
}

static void put_raw(struct output *output, struct span raw)
{
    while (raw.ptr != NULL) {
        put_bytes(output, span_cut(&raw, '\0'));
        if (raw.ptr != NULL)
            put_bad(output, '\0');
    }
}

static void put_number(struct output *output, unsigned long number)
{
    char digits[NUMBER_BYTES];

    output_write(output, span_from("\t"));
    output_write(output, span_of(digits, number_format((long)number, digits)));
}

void reject_write(struct output *output, const struct diag *why, struct span raw)
{
    unsigned long last = why->line + text_count_lines(raw);

    put_raw(output, span_from(why->file));
    put_number(output, why->line);
    put_number(output, last);
    output_write(output, span_from("\t"));
    put_raw(output, span_from(why->column));
    output_write(output, span_from("\t"));
    output_write(output, span_from(diag_code_name(why->code)));
    output_write(output, span_from("\t"));
    put_raw(output, span_from(why->text));
    output_write(output, span_from("\t"));
    put_raw(output, raw);
    output_write(output, span_from("\n"));
}
