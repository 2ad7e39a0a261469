/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The proofs of one concept on the days of one slice: what they ask of a row, and how
 * they say it.
 */
#ifndef VIERPHASEN_INQUIRY_H
#define VIERPHASEN_INQUIRY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "proof/question.h"
#include "proof/remarks.h"

struct inquiry {
    struct model *model; /* borrowed */
    struct remarks *remarks;
    bool tells_day;   /* examples name the day on which they are one */
    uint64_t *person; /* a region, of the last answer ANSWER_SOMEBODY */
};

/*
 * Adds a remark about somebody: the last person that was found, who is such a one for
 * the tools, too, as far as `given` was tried.
 */
void inquiry_say_example(struct inquiry *inquiry, enum proof_kind kind,
                         const struct subject *subject, const struct buffer *text,
                         const struct buffer *given);

/* Rows of one table, by their places among today's, with where they hold. */
struct row_list {
    unsigned count;
    unsigned *rows;
    const struct boxes **boxes;
};

/* A zeroed struct is an empty list; the arrays live in the model's arena. */
void row_list_add(struct inquiry *inquiry, struct row_list *list, unsigned row,
                  const struct boxes *boxes, unsigned most);

/*
 * Whether somebody is in one of these boxes, in `besides` and in none of the list's.
 * Persons whom a check refuses count: this is about rows.
 */
enum answer inquiry_ask(struct inquiry *inquiry, enum view view,
                        const struct boxes *boxes, const struct box *besides,
                        const struct row_list *without);

/* Adds a remark about a row of a rule table, with a text that is printed. */
struct remark *inquiry_say(struct inquiry *inquiry, enum proof_kind kind,
                           const struct decision *table, const struct rule *rule,
                           const struct buffer *text);

/* The remark counts only if it holds on all days on which the row exists. */
void inquiry_needs_all_days(struct remark *remark, const struct rule *rule);

/* Says that it would take too long to know about a row. */
void inquiry_say_undecided(struct inquiry *inquiry, const struct decision *table,
                           const struct rule *rule);

/*
 * Prints which of these conditions of a rule hold together for nobody (who is in
 * `besides`), as few as possible: `"A" and "B" hold`.
 */
void inquiry_print_contradiction(struct inquiry *inquiry, enum view view,
                                 const struct rule *rule,
                                 const struct condition *conditions, unsigned count,
                                 const struct box *besides, struct buffer *out);

/* Prints how a condition of the rule is written: `"COLUMN TESTS"`. */
void inquiry_print_test(const struct inquiry *inquiry, const struct rule *rule,
                        const struct condition *condition, struct buffer *out);

/*
 * Whether the tests of a rule hold for nobody; then it is said, as a remark for all
 * days.
 */
bool inquiry_find_contradiction(struct inquiry *inquiry, enum view view,
                                const struct decision *table, const struct rule *rule,
                                const struct boxes *boxes);

/* Prints the fewest rows of a list that cover a rule: `line 3 above holds …`. */
void inquiry_print_shadow(struct inquiry *inquiry, const struct decision *table,
                          const struct rule *rule, const struct boxes *boxes,
                          const struct row_list *above, struct buffer *out);

/* Prints the line of a row, and its file where that isn't `file`: `3 of ./a.tsv`. */
void inquiry_print_place(const struct table *table, unsigned row, struct span file,
                         struct buffer *out);

#endif
