/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of standards-audit --list: the cases behind the figures, one a row, with
 * the cells by which the figures are grouped. Whoever counts them has the figures.
 */
#ifndef VIERPHASEN_AUDIT_LIST_H
#define VIERPHASEN_AUDIT_LIST_H

#include <stdbool.h>
#include <stdint.h>

#include "audit/findings.h"
#include "base/span.h"
#include "person/facts.h"
#include "person/grouping.h"
#include "stream/header.h"
#include "stream/record.h"
#include "stream/writer.h"
#include "value/date.h"
#include "value/number.h"

/* Cells that a finding gives, but not in the order of the columns. */
enum audit_list_cell {
    LIST_STATE, /* or the reason */
    LIST_DAYS,
    LIST_DUE_ON,
    LIST_WORK_ON,
    LIST_MET_ON,
    LIST_DEADLINE,
    LIST_RULE,
    LIST_LABEL,
    LIST_APPLIED_ON,
    LIST_FROM,
    LIST_UNTIL,
    LIST_ANCHOR_ON,
    LIST_SOURCE,
    LIST_CELLS,
    LIST_PASSED = LIST_CELLS, /* a column of the record */
    LIST_BY                   /* one of by->cells */
};

struct audit_list_column {
    struct span name;
    enum audit_list_cell cell;
    int place; /* LIST_PASSED: in the input, or -1; LIST_BY: in by->cells */
};

enum { LIST_COLUMNS = 20 };

struct audit_list {
    unsigned count;
    struct audit_list_column columns[LIST_COLUMNS];
    struct span cells[LIST_CELLS]; /* of the current row */
    char digits[LIST_CELLS][NUMBER_BYTES];
};

/*
 * Names the columns: those of the view, and behind them those of `by` that are not
 * among them.
 */
void audit_list_name(struct audit_list *list, enum findings_view view,
                     const struct grouping *by, const struct header *header);

/* Whether a finding is listed: of agreements those that are needed and not valid. */
bool audit_list_has(enum findings_view view, const struct finding *finding);

/* Fills the cells for a finding. */
void audit_list_fill(struct audit_list *list, const struct findings *audit,
                     const struct value *values, const struct finding *finding);

/* Writes the row; the record is the person's. */
void audit_list_write(const struct audit_list *list, const struct grouping *by,
                      const struct record *record, struct writer *writer);

#endif
