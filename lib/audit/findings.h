/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What became of a person's obligations, seen from the as-of day: kept, late, missed,
 * open or closed; whether there is a valid agreement; whether the contact that was
 * promised is held. One case stream is seen, so it is the dates that it still holds
 * that count.
 *
 * Pure: (concept, facts of a person) → findings.
 */
#ifndef VIERPHASEN_FINDINGS_H
#define VIERPHASEN_FINDINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "person/obligation.h"
#include "person/verdict.h"
#include "rules/columns.h"
#include "rules/deadlines.h"

struct concept;

enum findings_view { FINDINGS_STANDARDS, FINDINGS_AGREEMENTS, FINDINGS_CONTACTS };

/* FINDINGS_STANDARDS: the verdicts of obligation.h, in their order. */
enum { FINDINGS_STATES = VERDICT_CLOSED + 1 };

/* FINDINGS_AGREEMENTS. Of several reasons the first one counts. */
enum {
    AGREEMENT_EXEMPT, /* `document` is none: the person needs no agreement */
    AGREEMENT_VALID,
    AGREEMENT_MISSING,      /* neither of its days is known */
    AGREEMENT_EXPIRED,      /* agreement_until is before as_of */
    AGREEMENT_EARLIER_CASE, /* agreement_from is before the case began */
    AGREEMENT_NOT_BEGUN,    /* agreement_from is after as_of */
    AGREEMENT_STATES
};

/* FINDINGS_CONTACTS: the next contact is not overdue, or it is; one is promised, but
 * the day of the last one is unknown. */
enum { CONTACT_REACHED, CONTACT_BEHIND, CONTACT_UNKNOWN, CONTACT_STATES };

/* What they are called in lists and partial counts; behind the last of a view NULL. */
extern const char *const FINDING_NAMES[][AGREEMENT_STATES];

/* What is looked at. */
struct findings {
    enum findings_view view;
    const struct concept *concept;
    /* FINDINGS_STANDARDS */
    int32_t from, until;          /* of the findings' due_on, both inclusive */
    bool recorded;                /* only rows each of whose obligations is recorded */
    bool is_named[DEADLINE_MOST]; /* of deadlines_choose */
    /* FINDINGS_CONTACTS */
    bool is_contact[DEADLINE_MOST]; /* the deadlines that promise contacts */
    bool tells_contact[COL_MOST];   /* a date in this column is one */
    /* FINDINGS_AGREEMENTS: `document` and its code for none; -1: all need one */
    int document, exempt;
};

/* No days are counted. */
enum { FINDINGS_NO_DAYS = -1 };

struct finding {
    unsigned state;               /* one of those of the view */
    int32_t days;                 /* of lateness, or since the last contact */
    struct obligation obligation; /* what is unknown is NULL or DATE_NONE */
    int32_t met_on;               /* or closed; DATE_NONE: neither */
    bool is_unseen;               /* that it was kept would not be seen */
};

/* Sets what the concept says of contacts and agreements. */
void findings_prepare(struct findings *audit, const struct concept *concept);

/* How many findings there can be about a person. */
unsigned findings_most(const struct findings *audit);

/*
 * The findings about a person; returns their count.
 *
 * FINDINGS_STANDARDS: of each row of the deadlines the obligations that the audit
 * judges (obligations_judge) and whose due_on is in the period; by due_on, then by
 * deadline, then in the order of the table. FINDINGS_AGREEMENTS: one.
 * FINDINGS_CONTACTS: one, or none where no contact is promised; if no contact is known
 * only the row of the obligation is, the one that would give the day if the last
 * contact were on as_of. A contact noted for a day to come counts 0 days.
 */
unsigned findings_find(const struct findings *audit, struct facts *facts,
                       struct finding *findings, struct deadline_notes *notes);

#endif
