/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Accounts as German text, for case managers and the persons themselves: phase by
 * phase, for each subject what the rules say, by which row, on which values and by
 * which source, and what would change it.
 */
#ifndef VIERPHASEN_ACCOUNT_TEXT_H
#define VIERPHASEN_ACCOUNT_TEXT_H

#include "base/span.h"
#include "proof/account.h"
#include "proof/account_page.h"

/* A zeroed struct with page.facts and page.output; account_page_begin and …_end. */
struct account_text {
    struct account_page page;
    struct span title; /* of the concept */
    int phase;         /* of the last item; -1: none yet */
    bool has_changes;  /* the heading above rows that would change something is there */
    bool has_subjects; /* of this phase */
    bool has_persons;  /* this is not the first one */
};

/* The heading of the person whose record the facts read last. */
void account_text_begin(struct account_text *text);

/* For account->take: the context is a struct account_text. */
void account_text_take(void *context, const struct account_item *item);

/* account_text_days.c: an item of deadlines. */
void account_text_day(struct account_text *text, const struct account_item *item);

/* The heading above rows that would change something, once a subject. */
void account_text_head_changes(struct account_text *text, const char *heading);

#endif
