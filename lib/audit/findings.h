/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What became of a person's obligations, seen from the as-of day: kept, late, unclear,
 * open or missed; whether there is a valid agreement; whether the contact that was
 * promised is held. One case stream is seen, so it is the last date of each column that
 * counts.
 *
 * Pure: (concept, values of a person) → findings.
 */
#ifndef VIERPHASEN_FINDINGS_H
#define VIERPHASEN_FINDINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "person/obligation.h"
#include "rules/concept.h"

enum findings_view { FINDINGS_STANDARDS, FINDINGS_AGREEMENTS, FINDINGS_CONTACTS };

/* FINDINGS_STANDARDS */
enum {
    FINDINGS_KEPT,    /* met by the end of its window */
    FINDINGS_LATE,    /* met after it */
    FINDINGS_UNCLEAR, /* the same, by the last of several dates: an earlier one may have
                      been in time */
    FINDINGS_OPEN,    /* not met, and the window is not over */
    FINDINGS_MISSED,  /* not met, and it is */
    FINDINGS_STATES
};

/* FINDINGS_AGREEMENTS. Of several reasons the first one counts. */
enum {
    AGREEMENT_EXEMPT, /* agreements.tsv says that the person needs none */
    AGREEMENT_VALID,
    AGREEMENT_MISSING,      /* neither of its days is known */
    AGREEMENT_EXPIRED,      /* agreement_until is before as_of */
    AGREEMENT_EARLIER_CASE, /* agreement_from is before applied_on */
    AGREEMENT_NOT_BEGUN,    /* agreement_from is after as_of */
    AGREEMENT_STATES
};

/* FINDINGS_CONTACTS: the next contact is not overdue, or it is; one is promised, but
 * the day of the last one is unknown. */
enum { CONTACT_REACHED, CONTACT_BEHIND, CONTACT_UNKNOWN, CONTACT_STATES };

/* What is looked at. */
struct findings {
    enum findings_view view;
    const struct concept *concept;
    /* FINDINGS_STANDARDS */
    int32_t from, until;          /* of the findings' days, both inclusive */
    bool recorded;                /* only rules each of whose obligations is recorded */
    bool is_named[DEADLINE_MOST]; /* of deadlines_choose */
    /* FINDINGS_CONTACTS */
    int contacts; /* the deadline that promises contacts */

    bool has_column[COL_MOST]; /* the stream has it */
};

/* No days are counted. */
enum { FINDINGS_NO_DAYS = -1 };

struct finding {
    unsigned state;               /* one of those of the view */
    int32_t days;                 /* of lateness, or since the last contact */
    struct obligation obligation; /* what is unknown is NULL or DATE_NONE */
    int32_t met_on;               /* DATE_NONE: not met */
    bool is_unseen;               /* that it was kept would not be seen */
};

enum { FINDINGS_MOST = 2 * DEADLINE_MOST };

/*
 * The findings about a person; at most FINDINGS_MOST, returns their count.
 *
 * FINDINGS_STANDARDS: of each deadline the obligation that was met last and the one
 * that is open, if its day is in the period; by their days, then by deadline. The day
 * is due_on; of what is unclear, which has none, it is met_on. FINDINGS_AGREEMENTS:
 * one. FINDINGS_CONTACTS: one, or none where no contact is promised; if the last
 * contact is unknown only the rule of the obligation is known, the one that would give
 * the day if the last contact were on as_of. A contact noted for a day to come counts 0
 * days.
 */
unsigned findings_find(const struct findings *audit, const struct value *values,
                       struct finding *findings, struct deadline_notes *notes);

#endif
