/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The figures of standards-audit(1): what is counted of a finding, in which group, and
 * the row that a group becomes. A share is computed in whole numbers and rounded half
 * up; a percentile of days is one of the numbers that were counted (nearest rank).
 */
#ifndef VIERPHASEN_FIGURES_H
#define VIERPHASEN_FIGURES_H

#include <stdint.h>

#include "audit/findings.h"
#include "base/span.h"

struct tally_group;
struct writer;

/*
 * The columns behind those that were asked for, between spaces. The first two of
 * FINDINGS_CONTACTS are cells of the group.
 */
const char *figures_columns(enum findings_view view);

/* How many parts a group has, and how many of them add up to its total. */
unsigned figures_parts(enum findings_view view);
unsigned figures_summed(enum findings_view view);

/* A bit for each part of which the share is made. */
unsigned figures_shares(enum findings_view view);

/* Counts a finding about a person (tally_add). */
void figures_add(enum findings_view view, struct tally_group *group,
                 const struct finding *finding, uint64_t person);

/* The share of a group in tenths of a percent; -1: there is none, or it is not shown.
 */
int figures_share(enum findings_view view, const struct tally_group *group);

struct figures_row {
    enum findings_view view;
    unsigned minimum;           /* persons: days of fewer are not shown */
    unsigned cell_count;        /* of the group */
    int32_t from, until, as_of; /* the period, of FINDINGS_STANDARDS; the day */
    struct span total;          /* stands in each cell of the total */
};

/* Writes the row of a group, or of the total, which has no cells of its own. */
void figures_write(const struct figures_row *row, const struct tally_group *group,
                   struct writer *writer);

#endif
