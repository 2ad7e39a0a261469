/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/rule_texts.h"

#include <stdbool.h>
#include <stdlib.h>

#include "due/due_calendar.h"
#include "stream/output.h"
#include "value/number.h"

/* A text as it was written, and the column behind it. */
struct fold {
    struct span bytes; /* ptr NULL: not yet made */
    unsigned column;
};

/* Of one rule, by the column at which they begin. */
struct rule_folds {
    struct fold of[RULE_TEXTS][ICS_LINE + 1];
};

void rule_texts_free(struct rule_texts *texts)
{
    free(texts->of_rules);
    output_close(texts->aside, false, NULL);
    arena_free(&texts->arena);
    *texts = (struct rule_texts){.count = 0};
}

/* The number of a requirement, of which only the authors of the tables know. */
static bool is_internal(struct span item)
{
    return item.len == 4 && item.ptr[0] == 'R' &&
           number_digits(span_after(item, 1)) == 3;
}

/* What of `(R024, frühestens im März)` is for people; returns whether anything is. */
static bool say_group(struct ics *ics, struct span group)
{
    bool has_begun = false;

    while (group.ptr != NULL) {
        struct span item = span_cut(&group, ',');
        struct span word = span_starts(item, " ") ? span_after(item, 1) : item;
        if (is_internal(word))
            continue;
        if (ics != NULL && has_begun)
            ics_text(ics, span_from(","));
        if (ics != NULL)
            ics_text(ics, has_begun ? item : word);
        has_begun = true;
    }
    return has_begun;
}

/* People read it: without internal numbers, and in German what tables mark in English.
 */
static void say_source(struct ics *ics, struct span source)
{
    static const char mark[] = "assumed:";

    if (span_starts(source, mark)) {
        ics_raw(ics, span_from("angenommen:"));
        source = span_after(source, sizeof mark - 1);
    }
    while (source.len > 0) {
        const char *open = memchr(source.ptr, '(', source.len);
        size_t at = open != NULL ? (size_t)(open - source.ptr) : source.len;
        struct span before = span_of(source.ptr, at), group;
        source = span_after(source, at);
        if (source.len == 0 || memchr(source.ptr, ')', source.len) == NULL) {
            ics_text(ics, before);
            break;
        }
        source = span_after(source, 1);
        group = span_cut(&source, ')');
        if (say_group(NULL, group)) {
            ics_text(ics, before);
            ics_raw(ics, span_from("("));
            say_group(ics, group);
            ics_raw(ics, span_from(")"));
        } else {
            before.len -= before.len > 0 && before.ptr[before.len - 1] == ' ';
            ics_text(ics, before);
        }
    }
    ics_text(ics, source);
}

static void say_summary(struct ics *ics, const struct due_entry *entry)
{
    ics_name(ics, "SUMMARY:");
    ics_text(ics, entry->label);
}

static void say_source_line(struct ics *ics, const struct due_entry *entry)
{
    ics_text(ics, span_from("\nQuelle: "));
    say_source(ics, entry->source);
    ics_end(ics);
}

static void say_category(struct ics *ics, const struct due_entry *entry)
{
    ics_name(ics, "CATEGORIES:");
    ics_text(ics, entry->deadline);
    ics_end(ics);
}

static void say(enum rule_text which, struct ics *ics, const struct due_entry *entry)
{
    static void (*const sayings[RULE_TEXTS])(struct ics *, const struct due_entry *) = {
        [RULE_TEXT_SUMMARY] = say_summary,
        [RULE_TEXT_SOURCE] = say_source_line,
        [RULE_TEXT_CATEGORY] = say_category};

    sayings[which](ics, entry);
}

static struct rule_folds *folds_of(struct rule_texts *texts, unsigned rule)
{
    if (rule >= texts->count) {
        mem_grow(&texts->of_rules, &texts->room, rule + 1, sizeof *texts->of_rules);
        while (texts->count <= rule)
            texts->of_rules[texts->count++] = NULL;
    }
    if (texts->of_rules[rule] == NULL)
        texts->of_rules[rule] = arena_alloc(&texts->arena, sizeof(struct rule_folds));
    return texts->of_rules[rule];
}

static struct fold make_fold(struct rule_texts *texts, enum rule_text which,
                             unsigned column, const struct due_entry *entry)
{
    struct ics ics = {NULL, column};

    if (texts->aside == NULL)
        texts->aside = output_hold();
    ics.output = texts->aside;
    say(which, &ics, entry);
    return (struct fold){arena_copy(&texts->arena, output_take(texts->aside)),
                         ics.column};
}

void rule_texts_say(struct rule_texts *texts, enum rule_text which, struct ics *ics,
                    const struct due_entry *entry)
{
    struct fold *fold;

    if (entry->of_rule == 0) {
        say(which, ics, entry);
        return;
    }
    fold = &folds_of(texts, entry->of_rule)->of[which][ics->column];
    if (fold->bytes.ptr == NULL)
        *fold = make_fold(texts, which, ics->column, entry);
    output_write(ics->output, fold->bytes);
    ics->column = fold->column;
}
