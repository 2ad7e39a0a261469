/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What changes for one person from one concept to another: the value of each table of
 * `derive`, the plan, and the days of each deadline, as the tools make them. What
 * people decided stands in both.
 */
#ifndef VIERPHASEN_CASE_DIFFERENCE_H
#define VIERPHASEN_CASE_DIFFERENCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/mem.h"
#include "base/span.h"
#include "person/obligation.h"
#include "plan/plan.h"
#include "proof/case_columns.h"
#include "proof/sides.h"

struct header;

/* Of a deadline: which of its days. Also the words before its name. */
enum case_day { CASE_DUE, CASE_WORK, CASE_UNTIL, CASE_DAYS };

struct case_deadline {
    struct span names[CASE_DAYS]; /* `due DEADLINE`, `work …`, `until …` */
    int places[BOTH_SIDES]; /* among the names of the concept's deadlines, or -1 */
};

/* What a side makes of the person. */
struct case_side {
    struct plan plan;
    struct buffer cell, rules; /* of the plan, as text */
    struct obligation open[DEADLINE_MOST];
    const struct obligation *of[DEADLINE_MOST]; /* by the deadline's place */
    struct deadline_notes notes;
};

struct case_difference {
    struct sides *sides;
    struct case_columns columns;
    struct span status_names[CASE_COLUMNS_MOST]; /* NAME_status of each column */
    bool has_plan;               /* one of the concepts has strategies */
    int status_at, uncovered_at; /* columns of an earlier run in the stream, or -1 */
    unsigned deadline_count;
    struct case_deadline deadlines[2 * DEADLINE_MOST];
    struct case_side side[BOTH_SIDES];
    struct arena arena;
};

struct case_change {
    struct span
        column; /* NAME, NAME_status, strategies, strategies_status, due NAME … */
    struct span values[BOTH_SIDES];
    struct span rules[BOTH_SIDES];
};

/* Takes a change; its texts hold until it returns. */
typedef void case_change_taker(void *context, const struct case_change *change);

/* Says what the facts of the sides must have; case_difference_free ends it. */
void case_difference_init(struct case_difference *difference, struct sides *sides,
                          const struct header *header);
void case_difference_free(struct case_difference *difference);

/* Reads a record, as sides_read. */
bool case_difference_read(struct case_difference *difference,
                          const struct record *record, struct diag *diag);

/*
 * Hands on each change for the person that was read last; returns how many. NAME_status
 * changes only where the value stays: what people decided is confirmed by one concept
 * and kept against the other. Work and until change where the due day stays.
 */
unsigned case_difference_each(struct case_difference *difference,
                              case_change_taker *take, void *context);

#endif
