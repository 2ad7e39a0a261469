/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What accounts for people are written with: German lines of at most ACCOUNT_WIDTH
 * characters, and the words for values, tests and rows. Nothing of a person's data or
 * of a table reaches a terminal as a control character.
 */
#ifndef VIERPHASEN_ACCOUNT_PAGE_H
#define VIERPHASEN_ACCOUNT_PAGE_H

#include "base/buffer.h"
#include "base/dict.h"
#include "base/span.h"
#include "person/facts.h"
#include "proof/account.h"
#include "proof/test_words.h"
#include "rules/german.h"

struct output;

enum { ACCOUNT_WIDTH = 78 };

struct account_page {
    const struct facts *facts;
    struct output *output;
    struct german german;
    struct test_words words;
    struct buffer line; /* that is being put together */
    struct buffer escaped, plain;
    /* Tests in words are the same for everybody. */
    struct dict tests; /* column and tests */
    size_t test_room;
    struct buffer *test_texts; /* [tests.count] */
};

/* A zeroed struct with facts and output. False and faults without the German words. */
bool account_page_begin(struct account_page *page, struct concept *concept,
                        struct faults *faults);
void account_page_end(struct account_page *page);

/*
 * Writes the line that is put together and empties it: `mark` (`- `, or nothing) behind
 * so many spaces, then the text, wrapped, its other lines as far to the right.
 */
void account_page_put(struct account_page *page, unsigned indent, const char *mark);
void account_page_blank(struct account_page *page);

/* These add to the line. */
void account_page_add(struct account_page *page, const char *text);
void account_page_add_span(struct account_page *page, struct span text);
void account_page_add_day(struct account_page *page, int32_t day); /* DD.MM.YYYY */
void account_page_add_column(struct account_page *page, int column);
/* `CODE (what it means)` */
void account_page_add_code(struct account_page *page, int column, struct span code);
/* The value as the rules know it: `ja`, `21.11.2026`, `unbekannt`. */
void account_page_add_value(struct account_page *page, int column);
/* A test of a row with its column: `Alter: unter 25` */
void account_page_add_test(struct account_page *page, const struct rule *rule,
                           unsigned condition);
/* Dates and steps of a cell of deadlines, in words. */
void account_page_add_terms(struct account_page *page, struct span terms);
/* `wenn „Alter: unter 25“ und 2 weitere Bedingungen gälten; angegeben ist: 27` */
void account_page_add_wish(struct account_page *page, const struct account_item *item);

/* Lines of an item: its row, what it saw, its parameters, its source. */
void account_page_put_rule(struct account_page *page, const struct account_item *item);

#endif
