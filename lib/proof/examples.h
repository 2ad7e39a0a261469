/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The examples of a concept: what people worked out from the source, held against what
 * the tools make of it. vierphasen-concept(5) describes examples.tsv.
 *
 * A concept is loaded for each day on which there is an example; every fault of its
 * folder is found on the first.
 */
#ifndef VIERPHASEN_EXAMPLES_H
#define VIERPHASEN_EXAMPLES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/mem.h"
#include "proof/cover.h"
#include "rules/table.h"
#include "rules/tables.h"

enum proof_kind {
    PROOF_FAULT,    /* of the folder: no concept */
    PROOF_EXAMPLE,  /* an example is malformed, or what it expects isn't so */
    PROOF_UNPROVED, /* no example proves this rule */
    PROOF_WARNING,  /* a spreadsheet changes this cell */
    PROOF_ASSUMED,  /* a row whose source says `assumed:` */
    /* What is proved without examples: vierphasen-concept(5), concept-check(1). */
    PROOF_CONTRADICTION, /* the tests of a row hold for nobody */
    PROOF_SHADOW,        /* rows above hold whenever this one does */
    PROOF_GAP,           /* no row of a decision table holds for somebody */
    PROOF_NEED,          /* no strategy answers a need */
    PROOF_STRATEGY,      /* nobody can be proposed or allowed a strategy by this row */
    PROOF_DAYLESS,       /* a deadline that never gives a day */
    PROOF_HOLE,          /* no row is valid between others */
    PROOF_UNASKED,       /* no row ever asks somebody for a talk */
    PROOF_UNDECIDED,     /* it would take too long to know */
    /* What a caseload shows: no findings. */
    PROOF_NEVER, /* a rule that fires for nobody */
    PROOF_FIRED, /* a rule, and for how many it fires */
    PROOF_KINDS
};

extern const char *const PROOF_KIND_NAMES[PROOF_KINDS];

struct proof_finding {
    enum proof_kind kind;
    struct span file;
    unsigned long line;
    struct span column; /* of the table; empty: none in particular */
    struct span name;   /* of the example or the rule; empty: none */
    struct span text;
};

/* A concept, loaded for a day. */
struct proof_edition {
    int32_t as_of;
    struct concept *concept; /* NULL: it can't be */
};

/* A zeroed struct is an empty one; proof_free ends it. */
struct proof {
    const char *name; /* NAME|DIR */
    int32_t as_of;    /* the first day for which the concept is loaded */
    size_t count, room;
    struct proof_finding *findings;
    unsigned example_count, rule_count;

    bool is_unreadable; /* the folder, or a file in it: a fault says which */
    size_t edition_count, edition_room;
    struct proof_edition *editions;
    struct tables tables; /* of the folder */
    struct table examples;
    int as_of_column, given_column, expected_column;
    struct cover cover;
    struct arena arena;
};

/* Adds a finding, whose parts are empty; until the next one. */
struct proof_finding *proof_add(struct proof *proof, enum proof_kind kind);

/*
 * Loads the concept and its tables, and adds a finding for each fault of the folder.
 * False if there is a fault for which no tool would take the concept.
 */
bool proof_load(struct proof *proof, const char *name, int32_t as_of);

/* The concept as on the first day; NULL: it has faults. */
struct concept *proof_concept(const struct proof *proof);

/* The concept on a day; NULL: it has faults, which are findings now. */
const struct concept *proof_edition(struct proof *proof, int32_t as_of);

/* Runs every example, and adds a finding for each that fails and each unproved rule. */
void proof_run_examples(struct proof *proof);

/* Whether the source of a row says `assumed:`, alone or beside a document. */
bool proof_is_assumed(struct span source);

/* Adds each row of the folder's tables whose source says `assumed:`. */
void proof_list_assumed(struct proof *proof);

/* How many there are, without what is only told: assumed rows, and caseloads. */
size_t proof_count_findings(const struct proof *proof);

void proof_free(struct proof *proof);

#endif
