/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an entry of a calendar says of its rule. How it is folded hangs on the column of
 * the line at which it begins, and on nothing else of the entry: of each rule it is
 * made once a column, and copied from then on.
 */
#ifndef VIERPHASEN_RULE_TEXTS_H
#define VIERPHASEN_RULE_TEXTS_H

#include <stddef.h>

#include "base/mem.h"
#include "base/span.h"
#include "due/ics.h"

struct due_entry;
struct output;

enum rule_text {
    RULE_TEXT_SUMMARY,  /* SUMMARY: and the label; the line is still open */
    RULE_TEXT_SOURCE,   /* behind a text: the source, to the end of the line */
    RULE_TEXT_CATEGORY, /* a line */
    RULE_TEXTS
};

/* A zeroed struct knows none; rule_texts_free ends it. */
struct rule_texts {
    struct rule_folds **of_rules; /* by the number of the rule; NULL: nothing yet */
    size_t count, room;
    struct output *aside;
    struct arena arena;
};

void rule_texts_free(struct rule_texts *texts);

/* Writes one of them. What is of no rule of the concept is made anew each time. */
void rule_texts_say(struct rule_texts *texts, enum rule_text which, struct ics *ics,
                    const struct due_entry *entry);

#endif
