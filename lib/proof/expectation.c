/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/expectation.h"

struct span expectation_cut(struct span *rest)
{
    struct span text = *rest;
    bool in_quotes = false;

    for (size_t i = 0; i < text.len; i++) {
        in_quotes ^= text.ptr[i] == '"';
        if (text.ptr[i] == ';' && !in_quotes) {
            *rest = span_after(text, i + 1);
            return span_trim(span_of(text.ptr, i));
        }
    }
    *rest = span_of(NULL, 0);
    return span_trim(text);
}

struct span expectation_unquote(struct span text)
{
    bool is_quoted =
        text.len >= 2 && text.ptr[0] == '"' && text.ptr[text.len - 1] == '"';

    return is_quoted ? span_of(text.ptr + 1, text.len - 2) : text;
}

/* Takes a word and the spaces behind it off the text, if it begins with the word. */
static bool take_word(struct span *text, const char *word)
{
    size_t len = strlen(word);

    if (!span_starts(*text, word) || (text->len > len && text->ptr[len] != ' '))
        return false;
    *text = span_trim(span_after(*text, len));
    return true;
}

static bool is_one_word(struct span text)
{
    return text.len > 0 && memchr(text.ptr, ' ', text.len) == NULL;
}

/* `NAME=VALUE`; the spaces around the sign mean nothing. */
static bool read_pair(struct span text, struct expectation *it)
{
    struct span rest = text;

    it->name = span_trim(span_cut(&rest, '='));
    if (rest.ptr == NULL || !is_one_word(it->name))
        return false;
    it->value = span_trim(rest);
    return true;
}

/* `DEADLINE=DATE` with a status behind it, or not. */
static bool read_deadline(struct span text, struct expectation *it)
{
    struct span rest;

    if (!read_pair(text, it))
        return false;
    rest = it->value;
    it->value = span_cut(&rest, ' ');
    it->status = rest.ptr != NULL ? span_trim(rest) : it->status;
    return it->status.len == 0 || span_is(it->status, "upcoming") ||
           span_is(it->status, "due") || span_is(it->status, "overdue");
}

/* `has(CODE)` or `lacks(CODE)` */
static bool read_strategy(struct span text, struct expectation *it)
{
    bool has = span_starts(text, "has("), lacks = span_starts(text, "lacks(");

    if ((!has && !lacks) || text.ptr[text.len - 1] != ')')
        return false;
    text.len--;
    it->kind = has ? EXPECT_STRATEGY : EXPECT_NO_STRATEGY;
    it->name = span_trim(span_after(text, strlen(has ? "has(" : "lacks(")));
    return is_one_word(it->name);
}

static bool read_name(struct span text, enum expectation_kind kind,
                      struct expectation *it)
{
    it->kind = kind;
    it->name = text;
    return is_one_word(text);
}

bool expectation_read(struct span text, struct expectation *it)
{
    static const struct {
        const char *word;
        enum expectation_kind kind;
    } of_deadlines[] = {
        {"due", EXPECT_DUE}, {"work", EXPECT_WORK}, {"until", EXPECT_UNTIL}};
    struct span rest = text, nothing = span_of("", 0);

    *it = (struct expectation){EXPECT_VALUE, text, nothing, nothing, nothing};
    if (take_word(&rest, "refused"))
        return read_name(rest, EXPECT_REFUSED, it);
    if (take_word(&rest, "no"))
        return take_word(&rest, "check") && read_name(rest, EXPECT_NO_CHECK, it);
    if (take_word(&rest, "check"))
        return read_name(rest, EXPECT_CHECK, it);
    if (take_word(&rest, "strategies") && (rest.len == 0 || rest.ptr[0] != '='))
        return read_strategy(rest, it);
    if (take_word(&rest, "audit")) {
        it->kind = EXPECT_AUDIT;
        return read_pair(rest, it) && is_one_word(it->value);
    }
    for (size_t i = 0; i < sizeof of_deadlines / sizeof *of_deadlines; i++) {
        if (!take_word(&rest, of_deadlines[i].word))
            continue;
        it->kind = of_deadlines[i].kind;
        if (it->kind != EXPECT_DUE || !span_is(rest, "none"))
            return read_deadline(rest, it);
        it->kind = EXPECT_NOTHING_DUE;
        return true;
    }
    if (!read_pair(text, it))
        return false;
    if (span_is(it->name, "overdue")) {
        it->kind = EXPECT_NOTHING_OVERDUE;
        return span_is(it->value, "none");
    }
    it->value = expectation_unquote(it->value);
    return true;
}
