/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A concept: the rules of one house as data, loaded from a folder of TSV tables and
 * compiled for one as-of day. vierphasen-concept(5) describes the tables.
 *
 * Everything in it lives until concept_close; the spans point into it.
 */
#ifndef VIERPHASEN_CONCEPT_H
#define VIERPHASEN_CONCEPT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/span.h"
#include "rules/calendar.h"
#include "rules/columns.h"
#include "rules/deadlines.h"
#include "rules/decision.h"
#include "rules/moving.h"

enum { CONCEPT_AREAS = 32, CONCEPT_NEEDS = COLUMN_CODES };

struct area {
    struct span code, label;
    int32_t work_order;
    int score_column; /* of score_AREA */
};

struct need {
    struct span code, label;
    unsigned area;
};

enum propose { PROPOSE_NO, PROPOSE_YES, PROPOSE_FIRST };

/* A row of strategies.tsv. */
struct strategy_rule {
    const struct rule *rule; /* rule->output is the strategy */
    uint64_t needs;          /* a bit for each need that it answers */
    bool is_cross_cutting;   /* answers no need in particular */
    enum propose propose;
    const struct condition *programme; /* its condition on the programme, or NULL */
};

struct concept {
    struct span name; /* of the folder */
    struct span edition;
    int32_t valid_from, valid_to;
    int32_t near_months;
    int32_t new_case_months;             /* -1: new_case stays empty */
    int32_t staffing_u25, staffing_ue25; /* persons a head at most, or -1 */
    bool has_ranks;
    struct span talks;    /* the deadlines that a talk meets, separated by spaces */
    struct span contacts; /* the deadline that promises contacts */

    int32_t as_of;
    struct calendar *calendar;
    bool counts_unchecked; /* a test counts working days outside the checked years */
    struct moving moving;  /* the tests that count from as_of */
    struct columns columns;

    unsigned area_count;
    struct area areas[CONCEPT_AREAS];   /* in the order of areas.tsv */
    unsigned area_order[CONCEPT_AREAS]; /* their numbers by work_order */
    bool has_needs;                     /* needs.tsv exists: codes are checked */
    unsigned need_count;
    struct need needs[CONCEPT_NEEDS];

    struct decision profiles, categories, u25_groups, teams, agreements;
    struct decision wanted; /* rule->id is the column */
    struct decision strategies;
    struct strategy_rule *strategy_rules; /* [strategies.count] */
    int strategy_subgoal;                 /* columns of strategies.tsv, or -1 */
    int strategy_client, strategy_office, strategy_third;
    struct deadlines deadlines;

    struct arena arena;
};

/*
 * Loads the concept NAME|DIR for the day as_of. NULL and a diag with file:line on any
 * fault.
 */
struct concept *concept_open(const char *name, int32_t as_of, struct diag *diag);

/*
 * Looks ahead: works out what the tests that count from as_of become on each of the
 * next `days` days, the as-of day itself among them, so that concept_move can go to
 * any of these days. False and a diag if one leads out of the calendar.
 */
bool concept_foresee(struct concept *concept, unsigned days, struct diag *diag);

/*
 * Makes `day`, one of those foreseen, the as-of day: of every test, and of the ages
 * that facts are derived from. Rows that come and go by valid_from and valid_to stay
 * those of the day for which the concept was loaded.
 */
void concept_move(struct concept *concept, int32_t day);

/* Safe on NULL and half-built. */
void concept_close(struct concept *concept);

/* The number of a need of needs.tsv, or -1. */
int concept_find_need(const struct concept *concept, struct span code);

/*
 * The row of strategies.tsv that describes a strategy for a need (-1: for none): the
 * one that answers the need, else the first of the strategy; NULL if there is none.
 */
const struct strategy_rule *concept_find_strategy(const struct concept *concept,
                                                  struct span strategy, int need);

#endif
