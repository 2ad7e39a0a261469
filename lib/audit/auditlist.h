/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of standards-audit --list: the cases behind the figures, one a row, with
 * the cells by which the figures are grouped. Whoever counts them has the figures.
 */
#ifndef VIERPHASEN_AUDITLIST_H
#define VIERPHASEN_AUDITLIST_H

#include <stdbool.h>
#include <stdint.h>

#include "audit/audit.h"
#include "base/span.h"
#include "person/bycolumns.h"
#include "person/facts.h"
#include "stream/header.h"
#include "stream/record.h"
#include "stream/writer.h"
#include "value/date.h"
#include "value/number.h"

/* Cells that a finding gives, but not in the order of the columns. */
enum auditlist_cell {
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

struct auditlist_column {
    struct span name;
    enum auditlist_cell cell;
    int place; /* LIST_PASSED: in the input, or -1; LIST_BY: in by->cells */
};

enum { LIST_COLUMNS = 20 };

struct auditlist {
    unsigned count;
    struct auditlist_column columns[LIST_COLUMNS];
    struct span cells[LIST_CELLS]; /* of the current row */
    char digits[LIST_CELLS][NUMBER_BYTES];
};

/*
 * Names the columns: those of the view, and behind them those of `by` that are not
 * among them.
 */
void auditlist_name(struct auditlist *list, enum audit_view view,
                    const struct bycolumns *by, const struct header *header);

/* Whether a finding is listed: of agreements those that are needed and not valid. */
bool auditlist_has(enum audit_view view, const struct finding *finding);

/* Fills the cells for a finding. */
void auditlist_fill(struct auditlist *list, const struct audit *audit,
                    const struct value *values, const struct finding *finding);

/* Writes the row; the record is the person's. */
void auditlist_write(const struct auditlist *list, const struct bycolumns *by,
                     const struct record *record, struct writer *writer);

#endif
