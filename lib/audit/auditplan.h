/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The options of standards-audit: what it is asked for, checked against the concept.
 */
#ifndef VIERPHASEN_AUDITPLAN_H
#define VIERPHASEN_AUDITPLAN_H

#include <stdbool.h>
#include <stdint.h>

#include "audit/audit.h"
#include "base/diag.h"
#include "base/span.h"
#include "person/bycolumns.h"
#include "person/facts.h"
#include "rules/concept.h"
#include "stream/header.h"

enum auditplan_option {
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

struct auditplan {
    struct span given[PLAN_OPTIONS]; /* the options' values; ptr NULL: not given */
    struct audit audit;
    struct bycolumns by;
    bool lists;
    int32_t minimum;    /* persons */
    int32_t fail_under; /* tenths of a percent */
};

/* Works out what was given. False and a diag (DIAG_USAGE) if that can't be done. */
bool auditplan_check(struct auditplan *plan, const struct concept *concept,
                     struct diag *diag);

/* Says what the facts must have, and takes note of the columns that there are. */
void auditplan_want(struct auditplan *plan, struct facts *facts,
                    const struct header *header);

#endif
