/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A concept: the rules of one house as data, loaded from a folder of tables and
 * compiled. vierphasen-concept(5) describes the tables.
 *
 * It is loaded for a day: rows of other days are compiled, so that their faults are
 * told, and then left out. What a rule says today is another matter: a `struct day`
 * (moving.h) is passed to whoever asks.
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
#include "rules/calendars.h"
#include "rules/checks.h"
#include "rules/columns.h"
#include "rules/deadlines.h"
#include "rules/decision.h"
#include "rules/moving.h"
#include "rules/needs.h"
#include "rules/origins.h"
#include "rules/parameters.h"
#include "rules/strategies.h"
#include "rules/tables.h"

/* The edition of a concept that names none. */
#define EDITION_UNKNOWN "unknown"

enum { DERIVED_MOST = 16, BEGINS_MOST = 8 };

/* A decision table of `derive`: it gives the column of its name. */
struct derived {
    struct span name;
    int column;
    int status_column; /* of `decided`: NAME_status, which only checks test; else -1 */
    bool is_decided;   /* people may set it */
    struct decision table;
};

struct concept {
    struct span name; /* of the folder */
    struct span edition;
    int32_t valid_from, valid_to; /* of the whole */
    int32_t loaded_for;           /* the day whose rows are the rules */
    bool has_ranks;
    struct span contacts; /* the deadlines that promise contact, between spaces */
    unsigned begin_count; /* `case_begins`: the earliest known date began the case */
    int begins[BEGINS_MOST];

    struct tables tables; /* the files of the folder */
    struct parameters parameters;
    struct calendars calendars;
    struct columns columns;
    struct needs needs;
    unsigned derived_count;
    struct derived derived[DERIVED_MOST]; /* in the order of `derive` */
    struct strategies strategies;
    struct deadlines deadlines;
    struct checks checks;

    struct origins *origins; /* of the values that people decide */
    struct moving moving;    /* the tests that count from as_of */
    unsigned doubts;         /* about working days that tests count (calendar.h) … */
    unsigned due_doubts;     /* … and those of deadlines, for who asks for these */
    struct arena arena;
};

/*
 * Loads the concept NAME|DIR for the day as_of. NULL, and all that is wrong with its
 * folder as faults with file:line.
 */
struct concept *concept_open(const char *name, int32_t as_of, struct faults *faults);

/* Safe on NULL and half-built. */
void concept_close(struct concept *concept);

/*
 * Whether the concept has this table (deadlines, strategies or needs) and a row of it
 * is valid on the day for which it is loaded; else a diag. For tools that live on it.
 */
bool concept_require(const struct concept *concept, struct span table,
                     struct diag *diag);

/* The table of `derive` with this name, or NULL. */
const struct derived *concept_find(const struct concept *concept, const char *name);

/* The number of the table of `derive` with this name, or -1. */
int concept_find_derived(const struct concept *concept, struct span name);

/* The number of a need of needs.tsv, or -1. */
int concept_find_need(const struct concept *concept, struct span code);

/* The concept's own calendar. */
const struct calendar *concept_calendar(const struct concept *concept);

#endif
