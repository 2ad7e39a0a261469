/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The strategies of a concept: strategies.tsv, loaded and compiled. The first row of a
 * need that may be proposed and whose tests hold is proposed for it; people may choose
 * every row of a need whose binding tests hold. vierphasen-concept(5) describes the
 * table.
 */
#ifndef VIERPHASEN_STRATEGIES_H
#define VIERPHASEN_STRATEGIES_H

#include <stdbool.h>
#include <stdint.h>

#include "rules/decision.h"
#include "rules/needs.h"
#include "rules/steps.h"

enum propose { PROPOSE_NO, PROPOSE_YES, PROPOSE_FIRST };

/*
 * What a strategy is about, where the law or a court asks more of a document than the
 * step: a language course (SGB II § 15 (2) Nr. 3), a rehabilitation (Nr. 6), or
 * applications, whose costs are then promised (BSG, 23 June 2016, B 14 AS 30/15 R).
 */
enum strategy_subject {
    SUBJECT_LANGUAGE,
    SUBJECT_REHABILITATION,
    SUBJECT_APPLICATIONS
};

enum { SUBJECT_COUNT = 3 };

struct strategy_rule {
    const struct rule *rule; /* rule->output is the strategy */
    uint64_t needs;          /* a bit for each need that it answers */
    bool is_cross_cutting;   /* answers no need in particular */
    enum propose propose;
    unsigned
        binding_count; /* its tests on the columns of `binds`: they bind people too */
    const struct condition *bindings;
    bool is_about[SUBJECT_COUNT];
    struct steps client_days, office_days; /* from a document's day on; count 0: none */
};

struct strategies {
    struct decision table;
    struct strategy_rule *rules;                               /* [table.compiled] */
    int client_label, subgoal, by_client, by_office, by_third; /* columns, or -1 */
    /* Which of today's rules may be proposed: a bit each. */
    uint64_t *for_need[NEEDS_MOST];             /* NULL: none for that need */
    uint64_t *cross_cutting[PROPOSE_FIRST + 1]; /* by `propose` */
};

/* The needs must be loaded. Adds faults for what is wrong. */
void strategies_load(struct strategies *strategies, const struct table_source *source,
                     const struct needs *needs, struct condition_context *context,
                     struct faults *faults);

/* The compiled row of a rule of the table. */
static inline const struct strategy_rule *
strategies_rule(const struct strategies *strategies, const struct rule *rule)
{
    return &strategies->rules[rule - strategies->table.rules];
}

/* Whether a row gives this strategy for this need (-1: for none in particular). */
static inline bool strategy_answers(const struct strategy_rule *rule,
                                    struct span strategy, int need)
{
    return (need >= 0 ? (rule->needs >> need & 1) != 0 : rule->is_cross_cutting) &&
           span_equal(rule->rule->output, strategy);
}

/*
 * The row that describes a strategy for a need (-1: for none): the one that answers the
 * need, else the first of the strategy; NULL if there is none.
 */
const struct strategy_rule *strategies_find(const struct strategies *strategies,
                                            struct span strategy, int need);

#endif
