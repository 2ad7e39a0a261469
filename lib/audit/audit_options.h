/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The options of standards-audit: what it is asked for, checked against the concept.
 */
#ifndef VIERPHASEN_AUDIT_OPTIONS_H
#define VIERPHASEN_AUDIT_OPTIONS_H

#include <argp.h>
#include <stdbool.h>
#include <stdint.h>

#include "audit/findings.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/span.h"
#include "person/facts.h"
#include "person/grouping.h"
#include "rules/concept.h"

enum audit_options_option {
    PLAN_FROM,
    PLAN_UNTIL,
    PLAN_BY,
    PLAN_DEADLINE,
    PLAN_RECORDED,
    PLAN_AGREEMENTS,
    PLAN_CONTACTS,
    PLAN_LIST,
    PLAN_FAIL_UNDER,
    PLAN_MIN_COUNT,
    PLAN_TOTAL,
    PLAN_PARTIAL,
    PLAN_MERGE,
    PLAN_OPTIONS
};

struct audit_options {
    struct span given[PLAN_OPTIONS]; /* the options' values; ptr NULL: not given */
    struct findings audit;
    struct grouping by;
    bool lists, has_total;
    bool writes_partial, merges; /* partial figures */
    int32_t minimum;             /* persons */
    int32_t fail_under;          /* tenths of a percent */
};

/* For the table of the tool's own options. */
extern const struct argp_option AUDIT_OPTIONS[];

/* Takes an option; ARGP_ERR_UNKNOWN: it is none of these. */
error_t audit_options_take(struct audit_options *plan, int key, const char *value);

/* Works out what was given. False and a diag (DIAG_USAGE) if that can't be done. */
bool audit_options_check(struct audit_options *plan, const struct concept *concept,
                         int32_t as_of, struct diag *diag);

/* Says what the facts must have. */
void audit_options_want(const struct audit_options *plan, struct facts *facts);

/* The deadlines asked for that have rows which say `audit no`, between commas. */
struct span audit_options_left_out(const struct audit_options *plan,
                                   struct buffer *names);

#endif
