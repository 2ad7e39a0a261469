/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/shown.h"

#include <stdbool.h>
#include <stdint.h>

/* The code points that are written as codes, in order. */
static const struct {
    uint32_t first, last;
} unseen[] = {{0x00, 0x1F},     {0x7F, 0xA0},     {0xAD, 0xAD},     {0x61C, 0x61C},
              {0x180E, 0x180E}, {0x2000, 0x200F}, {0x2028, 0x202F}, {0x205F, 0x206F},
              {0x3000, 0x3000}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F}};

static bool is_unseen(uint32_t point, enum shown how)
{
    if (how == SHOWN_MARKS && point >= 0x300 && point <= 0x36F)
        return true;
    for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++)
        if (point >= unseen[i].first && point <= unseen[i].last)
            return true;
    return false;
}

/*
 * The code point at the start of text (len > 0); *len is that of its sequence, or 0 if
 * there is none. Forms that are longer than needed pass for what they stand for.
 */
static uint32_t decode(struct span text, size_t *len)
{
    const unsigned char *at = (const unsigned char *)text.ptr;
    uint32_t point = at[0];

    *len = at[0] < 0x80   ? 1
           : at[0] < 0xC0 ? 0
           : at[0] < 0xE0 ? 2
           : at[0] < 0xF0 ? 3
                          : 4;
    if (*len > text.len || at[0] > 0xF4)
        *len = 0;
    if (*len > 1)
        point &= 0xFFU >> (*len + 1);
    for (size_t i = 1; i < *len; i++) {
        if ((at[i] & 0xC0) != 0x80) {
            *len = 0;
            break;
        }
        point = point << 6 | (at[i] & 0x3F);
    }
    return point;
}

void shown_add(struct buffer *out, struct span text, enum shown how)
{
    while (text.len > 0) {
        size_t len;
        uint32_t point = decode(text, &len);
        if (len == 0)
            buffer_print(out, "<0x%02X>", (unsigned char)text.ptr[0]);
        else if (is_unseen(point, how))
            buffer_print(out, "<U+%04X>", (unsigned)point);
        else
            buffer_add(out, span_of(text.ptr, len));
        text = span_after(text, len > 0 ? len : 1);
    }
}

void shown_print_line(struct span text, FILE *to)
{
    struct buffer line = {0};

    shown_add(&line, text, SHOWN_SAFE);
    buffer_add_char(&line, '\n');
    (void)fwrite(line.bytes, 1, line.len, to);
    buffer_free(&line);
}
