/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/page_text.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "value/width.h"

struct span page_text_head(struct span text, size_t width)
{
    size_t used;

    return span_of(text.ptr, width_fit(text, width, &used));
}

/* The length of what must not reach a printer at the start of a text, or 0. */
static size_t find_control(struct span text)
{
    const unsigned char *at = (const unsigned char *)text.ptr;

    if ((at[0] < 0x20) || at[0] == 0x7F)
        return 1;
    if (text.len >= 2 && at[0] == 0xC2 && at[1] >= 0x80 && at[1] < 0xA0)
        return 2; /* U+0080 … U+009F */
    if (text.len >= 2 && at[0] == 0xD8 && at[1] == 0x9C)
        return 2; /* U+061C */
    if (text.len < 3 || at[0] != 0xE2)
        return 0;
    if (at[1] == 0x80 &&
        (at[2] == 0x8E || at[2] == 0x8F || (at[2] >= 0xAA && at[2] <= 0xAE)))
        return 3; /* U+200E, U+200F, U+202A … U+202E */
    return at[1] == 0x81 && at[2] >= 0xA6 && at[2] <= 0xA9 ? 3 : 0; /* U+2066 … 69 */
}

size_t page_text_plain(struct span field, char *out)
{
    char *to = out;

    while (field.len > 0) {
        size_t control = find_control(field);
        if (control > 0) {
            *to++ = '?';
            field = span_after(field, control);
        } else if (field.ptr[0] == '\\') {
            bool is_itself = field.len > 1 && field.ptr[1] == '\\';
            *to++ = is_itself ? '\\' : ' ';
            field = span_after(field, field.len > 1 ? 2 : 1);
        } else {
            *to++ = field.ptr[0];
            field = span_after(field, 1);
        }
    }
    return (size_t)(to - out);
}

static void push(struct page_lines *lines, const char *from, const char *to)
{
    mem_grow(&lines->lines, &lines->room, lines->count + 1, sizeof *lines->lines);
    lines->lines[lines->count++] = span_of(from, (size_t)(to - from));
}

/* Takes the next word off the rest, and the spaces behind it. */
static struct span cut_word(struct span *rest)
{
    struct span word = span_cut(rest, ' ');

    while (rest->len > 0 && rest->ptr[0] == ' ')
        *rest = span_after(*rest, 1);
    return word;
}

/* The lines have no more bytes than the text, because words stay in their order. */
static void break_text(struct page_lines *lines, struct span rest, size_t width)
{
    const char *start = buffer_room(&lines->text, rest.len);
    char *end = lines->text.bytes;
    size_t used = 0;

    while (rest.ptr != NULL) {
        struct span word = cut_word(&rest);
        size_t wide = width_of(word);
        if (used > 0 && used + 1 + wide > width) {
            push(lines, start, end);
            start = end;
            used = 0;
        }
        if (used > 0) {
            *end++ = ' ';
            used++;
        }
        memcpy(end, word.ptr, word.len);
        end += word.len;
        for (used += wide; used > width; used -= width) {
            struct span line =
                page_text_head(span_of(start, (size_t)(end - start)), width);
            push(lines, start, start + line.len);
            start += line.len;
        }
    }
    if (used > 0 || lines->count == 0)
        push(lines, start, end);
}

void page_lines_wrap(struct page_lines *lines, struct span field, size_t width)
{
    char *plain = buffer_room(&lines->plain, field.len + 1);
    size_t len = page_text_plain(field, plain);

    lines->count = 0;
    if (len <= width) /* also where it holds spaces one behind the other */
        push(lines, plain, plain + len);
    else
        break_text(lines, span_of(plain, len), width);
}

void page_lines_free(struct page_lines *lines)
{
    buffer_free(&lines->plain);
    buffer_free(&lines->text);
    free(lines->lines);
}
