/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of standards-audit --list: the cases behind the figures, one a row, with
 * the cells by which the figures are grouped. Whoever counts them has the figures.
 */
#ifndef VIERPHASEN_AUDIT_LIST_H
#define VIERPHASEN_AUDIT_LIST_H

#include <stdbool.h>

#include "audit/findings.h"
#include "person/facts.h"
#include "person/grouping.h"
#include "person/row.h"
#include "stream/header.h"

/*
 * Names the columns: those of the view, and behind them those of `by` that are not
 * among them.
 */
void audit_list_name(struct row *row, enum findings_view view,
                     const struct grouping *by, const struct header *header);

/* Whether a finding is listed: of agreements those that are needed and not valid. */
bool audit_list_has(enum findings_view view, const struct finding *finding);

/* Fills the row for a finding about the person of the facts, whose cells `by` has. */
void audit_list_fill(struct row *row, const struct findings *audit,
                     const struct facts *facts, const struct grouping *by,
                     const struct finding *finding);

#endif
