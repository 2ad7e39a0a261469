/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/builder.h"

#include <stdlib.h>

#include "base/mem.h"
#include "stream/record.h"
#include "value/text.h"

/* Sixteen bytes that the compiler handles at once where the machine can. */
typedef uint8_t bytes16 __attribute__((vector_size(16)));

/* A place of `bytes16` counts up to 255. */
enum { BLOCK = 254 * sizeof(bytes16) };

void builder_begin(struct builder *builder)
{
    builder->text.len = builder->count = 0;
}

char *builder_room(struct builder *builder, size_t size)
{
    mem_grow(&builder->ends, &builder->ends_room, builder->count + 1,
             sizeof *builder->ends);
    return buffer_room(&builder->text, size + 1);
}

void builder_take(struct builder *builder, struct span value)
{
    struct buffer *text = &builder->text;

    if (value.len > 0)
        memmove(text->bytes + text->len, value.ptr, value.len);
    text->len += value.len;
    text->bytes[text->len] = BUILDER_BETWEEN;
    builder->ends[builder->count++] = (uint32_t)text->len++;
}

/* What was seen of a text: bytes that may not be plain, and controls in each place. */
struct seen {
    bytes16 odd, controls;
};

static void see(struct seen *seen, bytes16 bytes)
{
    /* Behind C2 stand U+0080 … U+009F, beside others. */
    seen->odd |= (bytes16)((bytes == '\\') | (bytes == 0x7F) | (bytes == 0xC2));
    seen->controls -= (bytes16)(bytes < ' ');
}

/* How many controls stand in at most BLOCK bytes; *is_odd: look at them closely. */
static size_t count_controls(struct span text, bool *is_odd)
{
    struct seen seen = {{0}, {0}};
    bytes16 bytes;
    size_t count = 0;

    for (; text.len >= sizeof bytes; text = span_after(text, sizeof bytes)) {
        memcpy(&bytes, text.ptr, sizeof bytes);
        see(&seen, bytes);
    }
    memset(&bytes, ' ', sizeof bytes);
    memcpy(&bytes, text.ptr, text.len);
    see(&seen, bytes);
    for (unsigned i = 0; i < sizeof bytes; i++) {
        count += seen.controls[i];
        *is_odd |= seen.odd[i] != 0;
    }
    return count;
}

/* Of what is below a blank there may be only the bytes between the values. */
bool builder_is_plain(const struct builder *builder)
{
    struct span text = buffer_text(&builder->text), rest = text;
    size_t controls = 0;
    bool is_odd = false;

    while (rest.len > 0) {
        size_t len = rest.len < BLOCK ? rest.len : BLOCK;
        controls += count_controls(span_of(rest.ptr, len), &is_odd);
        rest = span_after(rest, len);
    }
    if (controls != builder->count)
        return false;
    return !is_odd ||
           (memchr(text.ptr, '\\', text.len) == NULL && text_is_printable(text));
}

void builder_fill(const struct builder *builder, struct record *record)
{
    record->base = builder->text.bytes;
    record->ends = builder->ends;
    record->start = 0;
    record->count = (uint32_t)builder->count;
}

void builder_free(struct builder *builder)
{
    buffer_free(&builder->text);
    free(builder->ends);
}
