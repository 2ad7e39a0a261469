/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/cell_form.h"

#include "rules/closing.h"
#include "value/code.h"
#include "value/date.h"

/* Whether a blank beside this byte separates words: letters, also beyond ASCII. */
static bool is_of_word(char c)
{
    return c == '$' || c == '"' || (unsigned char)c >= 0x80 ||
           (c != '-' && code_is_valid(span_of(&c, 1)));
}

/* A date that begins at the text's first byte and ends with a word; its length, or 0.
 */
static size_t date_at(struct span text, int32_t *day)
{
    bool ends = text.len <= DATE_BYTES || !is_of_word(text.ptr[DATE_BYTES]);

    return text.len >= DATE_BYTES && ends &&
                   date_parse(span_of(text.ptr, DATE_BYTES), day)
               ? DATE_BYTES
               : 0;
}

/* Blanks outside quotes stay, as one, between two words only; dates are turned. */
static struct span form_of_tests(struct span cell, struct arena *arena)
{
    char *out = arena_alloc(arena, cell.len + 1);
    size_t len = 0;
    bool in_quotes = false, after_blank = false;

    for (size_t i = 0; i < cell.len; i++) {
        struct span rest = span_after(cell, i);
        bool after_word = len > 0 && is_of_word(out[len - 1]);
        int32_t day;
        if (cell.ptr[i] == ' ' && !in_quotes) {
            after_blank = true;
            continue;
        }
        if (after_blank && after_word && is_of_word(cell.ptr[i]))
            out[len++] = ' ';
        if (!in_quotes && (!after_word || after_blank) && date_at(rest, &day) > 0) {
            date_format(day, out + len);
            len += DATE_BYTES;
            i += DATE_BYTES - 1;
        } else {
            in_quotes ^= cell.ptr[i] == '"';
            out[len++] = cell.ptr[i];
        }
        after_blank = false;
    }
    return span_of(out, len);
}

/* What is read as a day of each year is one, however it is written. */
static struct span form_of_closing(struct span cell, struct arena *arena)
{
    char text[CLOSING_BYTES];
    size_t len = closing_write_yearly(cell, text);

    return len > 0 ? arena_copy(arena, span_of(text, len)) : form_of_tests(cell, arena);
}

struct span cell_form(struct span cell, enum cell_kind kind, struct arena *arena)
{
    int32_t day;
    char *text;

    if (kind == CELL_CLOSING)
        return form_of_closing(cell, arena);
    if (kind == CELL_TESTS)
        return span_is(cell, "-") ? span_of("", 0) : form_of_tests(cell, arena);
    if (!date_parse(cell, &day))
        return cell;
    text = arena_alloc(arena, DATE_BYTES);
    date_format(day, text);
    return span_of(text, DATE_BYTES);
}
