/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Decision tables (DMN 1.x): rows of conditions and what they lead to. A table is
 * loaded from TSV, checked, and compiled to flat rows; no record looks anything up by
 * name.
 *
 * The rows of one table stand in the order of the file; rows that are not valid on the
 * as-of day do not exist.
 */
#ifndef VIERPHASEN_DECISION_H
#define VIERPHASEN_DECISION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/span.h"
#include "rules/columns.h"
#include "rules/condition.h"
#include "rules/table.h"

struct rule {
    struct span id;
    struct span source;
    struct span label;
    struct span output; /* the cell below `=NAME`; empty for tables without an output */
    int code;     /* of the output in decision.outputs; -1: `null`, or no output */
    unsigned row; /* in the table, for the cells that only one module knows */
    unsigned condition_count;
    const struct condition *conditions; /* in the order of the table's columns */
};

struct decision {
    bool exists; /* the concept has this table */
    struct table table;
    unsigned count;
    struct rule *rules;
    struct code_set outputs; /* each output once, without `null` */
};

/* What a kind of table is made of, besides the conditions. */
struct decision_form {
    const char *key;    /* the column that names a row: `rule`, or `column` */
    const char *output; /* the name behind `=`, or NULL */
    bool needs_source;
    const char *const
        *annotations;  /* other columns that are no input; ends with NULL */
    bool many_outputs; /* no rule tests the output as a column: there may be any number
                        */
};

/*
 * Loads DIR/NAME; a file that does not exist is a decision that does not exist. False
 * and a diag with file:line on any fault.
 */
bool decision_load(struct decision *decision, const char *path,
                   const struct decision_form *form,
                   const struct condition_context *context, struct diag *diag);

/* Whether all conditions of a rule hold. */
bool rule_holds(const struct rule *rule, const struct value *values);

/*
 * The first rule whose conditions hold; NULL if there is none or its output is `null`,
 * which declares a gap.
 */
const struct rule *decision_first(const struct decision *decision,
                                  const struct value *values);

/* A cell of the rule's row by the table's column; empty for column -1. */
struct span decision_cell(const struct decision *decision, const struct rule *rule,
                          int column);

#endif
