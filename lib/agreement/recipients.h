/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who gets a document: everybody but those for whom the concept's table `document` says
 * `none`; on demand only those whose agreement is due. Both are counted.
 */
#ifndef VIERPHASEN_RECIPIENTS_H
#define VIERPHASEN_RECIPIENTS_H

#include <stdbool.h>

#include "base/mem.h"
#include "person/facts.h"
#include "person/obligation.h"

struct buffer;

struct recipients {
    bool only_due;    /* set by an option */
    bool is_everyone; /* whatever `document` says: a form that is no agreement */
    const struct facts *facts;
    const struct derived *document; /* NULL: everybody gets one */
    unsigned long long *without;    /* [document->table.count] */
    unsigned long long not_due;
    struct deadline_notes notes;
};

/*
 * Before the first record: says what the facts must have. False and a diag if it is
 * asked who is due, and the concept has no deadline of the kind agreement.
 */
bool recipients_begin(struct recipients *recipients, struct facts *facts,
                      struct arena *arena, struct diag *diag);

/*
 * Whether the person of the facts gets a document; who doesn't is counted. An agreement
 * is due if a deadline of the kind agreement is due or overdue: one that ends or has to
 * be renewed, or a first one that is missing.
 */
bool recipients_take(struct recipients *recipients);

/* Adds who got none: `, none for: RULE N, RULE N`, and `; agreement not due: N`. */
void recipients_print(const struct recipients *recipients, struct buffer *out);

#endif
