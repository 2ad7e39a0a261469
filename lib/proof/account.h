/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The account of a person: everything that the rules of a concept say of them, phase by
 * phase, and for each row of a table why it says so or why it doesn't. The account is
 * given item by item, in the order in which people read it; whoever takes the items
 * writes them down (account_stream.h, account_text.h).
 *
 * Tables, rows and values are those of all other tools: facts, plan, obligations and
 * flaws are asked, nothing is decided here.
 */
#ifndef VIERPHASEN_ACCOUNT_H
#define VIERPHASEN_ACCOUNT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/span.h"
#include "person/facts.h"
#include "person/obligation.h"
#include "plan/flaws.h"
#include "plan/plan.h"

/* The four phases of the work with a person. */
enum account_phase {
    ACCOUNT_PROFILING,
    ACCOUNT_ZIEL,      /* Zielfestlegung: from the first table that people decide on */
    ACCOUNT_STRATEGIE, /* Strategieauswahl */
    ACCOUNT_UMSETZUNG, /* Umsetzung und Nachhaltung: deadlines and checks */
    ACCOUNT_PHASES
};

extern const char *const ACCOUNT_PHASE_NAMES[ACCOUNT_PHASES];

enum account_outcome {
    /* What there is to say of a subject. Its other rows follow. */
    ACCOUNT_RESULT,
    /* A row, one of whose tests doesn't hold. */
    ACCOUNT_FAILED,
    /* Of a decision: the row that decides once the one that was hit doesn't hold. */
    ACCOUNT_NEXT,
    /* Rows of strategies whose tests hold, or that people chose. */
    ACCOUNT_CHOSEN,
    ACCOUNT_PROPOSED,
    ACCOUNT_WITHHELD, /* `propose no`: only people choose it */
    ACCOUNT_POSSIBLE, /* another one is proposed or chosen */
    /* Rows of deadlines whose tests hold (enum obligation_state). */
    ACCOUNT_LATER, /* it gives a day, but another row gives an earlier one */
    ACCOUNT_MET,
    ACCOUNT_CLOSED,
    ACCOUNT_FENCED,
    ACCOUNT_UNKNOWN,
    ACCOUNT_LEFT_OUT,
    ACCOUNT_NEVER,
    ACCOUNT_OUTCOMES
};

extern const char *const ACCOUNT_OUTCOME_NAMES[ACCOUNT_OUTCOMES];

struct account_item {
    enum account_phase phase;
    enum account_outcome outcome;
    struct span table;   /* empty: derived without one */
    struct span subject; /* column, need (`-`: none), deadline or check */
    int column;          /* of a derived value, or that a check speaks of; -1 */
    struct span value;
    struct span status;
    const struct decision *decision;
    const struct rule *rule; /* NULL: no row */
    struct span label;       /* of the row, or of a finding without one */
    int failed;              /* the first of its tests that doesn't hold; -1 */
    unsigned failing;        /* how many don't */
    unsigned seen;           /* tests that were looked at, from the first */
    int barrier; /* of a row of strategies the first that keeps people from it; -1 */
    unsigned barriers;                    /* how many do */
    const struct deadline_rule *deadline; /* of a row of deadlines; else NULL */
    const struct obligation_trace *trace; /* … whose tests hold */
};

/* What an account is made of. Everything but the last ones is the caller's to set. */
struct account {
    struct facts *facts;
    const struct plan *plan; /* of this person */
    bool has_phase[ACCOUNT_PHASES];
    /* Borrows the item. While a check is given, the facts are those of checks. */
    void (*take)(void *context, const struct account_item *item);
    void *context;

    struct buffer text; /* of values that are put together */
    struct flaw *flaws; /* [flaws_most] */
    unsigned doubts;    /* about days that were counted (calendar.h), of all persons */
};

/* Says what the facts must have, before facts_bind. */
void account_want(struct facts *facts);

/* Gives the account of the person whose record the facts read last. */
void account_give(struct account *account);
void account_free(struct account *account);

/* --- For who gives a part of it --- */

/* An item of a phase and a subject, and nothing else. */
struct account_item account_item(enum account_phase phase, const char *table,
                                 struct span subject);

/* Sets the row, and which of its tests hold. */
void account_set_rule(const struct account *account, struct account_item *item,
                      const struct decision *decision, const struct rule *rule);

static inline void account_take(const struct account *account,
                                const struct account_item *item)
{
    account->take(account->context, item);
}

/* account_plan.c and account_days.c */
void account_give_plan(struct account *account);
void account_give_days(struct account *account);

#endif
