/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The options of standards-audit: what it is asked for, checked against the concept.
 */
#ifndef VIERPHASEN_AUDIT_OPTIONS_H
#define VIERPHASEN_AUDIT_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "audit/findings.h"
#include "base/diag.h"
#include "base/span.h"
#include "person/facts.h"
#include "person/grouping.h"
#include "rules/concept.h"
#include "stream/header.h"

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
    PLAN_OPTIONS
};

struct audit_options {
    struct span given[PLAN_OPTIONS]; /* the options' values; ptr NULL: not given */
    struct findings audit;
    struct grouping by;
    bool lists;
    int32_t minimum;    /* persons */
    int32_t fail_under; /* tenths of a percent */
};

/* Works out what was given. False and a diag (DIAG_USAGE) if that can't be done. */
bool audit_options_check(struct audit_options *plan, const struct concept *concept,
                         struct diag *diag);

/* Says what the facts must have, and takes note of the columns that there are. */
void audit_options_want(struct audit_options *plan, struct facts *facts,
                        const struct header *header);

#endif
