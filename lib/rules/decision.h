/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Decision tables (DMN 1.x): rows of conditions and what they lead to. A table is
 * loaded, checked, and compiled to flat rows; no record looks anything up by name.
 *
 * A column named like a case column is an input, its cells are tests. The cell of
 * `when` holds tests of several columns, `category A; age_group ue25`; all must hold.
 * An output has a trailing equals sign, `category=`. Rows stand in the order of the
 * file. All are compiled, whatever their days; those of the as-of day are the rules.
 */
#ifndef VIERPHASEN_DECISION_H
#define VIERPHASEN_DECISION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bits.h"
#include "base/diag.h"
#include "base/span.h"
#include "rules/columns.h"
#include "rules/condition.h"
#include "rules/table.h"

struct rule {
    struct span id;
    struct span source;
    struct span label;
    struct span output; /* the cell below `NAME=`; empty for tables without an output */
    int code; /* of the output; -1: `null`, `none` of a table of `decided`, or none */
    bool is_none;        /* the output is `none`: there is none, on purpose */
    bool proposes;       /* not `propose no` */
    unsigned row;        /* in the table, for the cells that only one module knows */
    uint64_t parameters; /* a bit for each that its tests name */
    unsigned condition_count;
    const struct condition *conditions; /* in the order of the row */
    const struct span *texts;           /* the same as written: `<= $near_months` */
    int32_t first, last;                /* the days on which it exists */
    int anchor; /* a column that decision_next wants to be known, too; -1: none */
    unsigned test_count;
    unsigned fixed_count; /* of these, in front: those that don't count from as_of */
    const struct condition *tests; /* those that pickers leave open */
    unsigned moving_count;
    const uint16_t *moving; /* places in day.bounds: those that its tests need */
};

/* Which rules may hold, by the value of one column: see pickers.h. */
struct picker {
    uint16_t column;
    bool is_coded;
    unsigned half;       /* of 2^k places between cuts; 0: it has no cuts */
    const int32_t *cuts; /* [2 half - 1], ascending */
    unsigned places;     /* that its values can have; 0: unknown */
    uint64_t *sets;      /* [words][places] */
};

struct decision {
    bool exists; /* the concept has this table */
    struct table table;
    unsigned count;
    unsigned compiled;       /* with those of other days, which stand behind */
    struct rule *rules;      /* [compiled] */
    struct code_set outputs; /* each output of any row once, without `null`; not of
                                tables whose output is a column */
    size_t words;            /* of 64 rules */
    uint64_t *all;           /* the set of all rules, as pickers have sets */
    struct picker *pickers;
    unsigned known_end;    /* pickers by whether a value is known … */
    unsigned coded_end;    /* … then those by its code … */
    unsigned picker_count; /* … then those by its cuts */
};

/* What a kind of table is made of, besides the conditions. */
struct decision_form {
    const char *key;      /* the column that names a row: `rule`, or `check` */
    bool has_unique_keys; /* no two rows that are valid on one day have the same */
    const char *partner;  /* the key is unique together with this column, or NULL */
    struct span output;   /* NAME of `NAME=`; ptr NULL: no output */
    const char *anchor;   /* the column that names rule.anchor, or NULL */
    int output_column;    /* takes the outputs as codes; -1: decision.outputs does */
    bool is_decided;      /* `none` is no code */
    const char *const
        *annotations; /* other columns that are no input; ends with NULL */
};

/*
 * Loads the table of this source. Adds faults for what is wrong; no row at fault is
 * among today's rules. False if there is no table to speak of.
 */
bool decision_load(struct decision *decision, const struct table_source *source,
                   const struct decision_form *form, struct condition_context *context,
                   struct faults *faults);

/* Whether all conditions of a rule hold. */
bool rule_holds(const struct rule *rule, const struct value *values,
                const struct day *day);

/* Walks over the rules that hold, from the first to the last. A zeroed one begins. */
struct walk {
    size_t word;            /* behind the one that was … */
    uint64_t left;          /* … and which of its rules are still to be tested */
    const uint64_t *within; /* a bit for each rule that is wanted; NULL: all are */
};

/* Goes on to the next word that may have rules. False: there is none. */
bool decision_go_on(const struct decision *decision, const struct value *values,
                    struct walk *walk);

/* Whether the tests of a rule hold that pickers leave open. */
static inline bool rule_passes(const struct rule *rule, const struct value *values,
                               const struct day *day)
{
    for (unsigned i = 0; i < rule->test_count; i++)
        if (!condition_holds(&rule->tests[i], values, day))
            return false;
    return true;
}

/* The same of those alone that count from as_of. */
static inline bool rule_passes_on(const struct rule *rule, const struct value *values,
                                  const struct day *day)
{
    for (unsigned i = rule->fixed_count; i < rule->test_count; i++)
        if (!condition_holds(&rule->tests[i], values, day))
            return false;
    return true;
}

/* The next rule that holds and has its anchor, or NULL. */
static inline const struct rule *decision_next(const struct decision *decision,
                                               const struct value *values,
                                               const struct day *day, struct walk *walk)
{
    do {
        while (walk->left != 0) {
            size_t number = (walk->word - 1) * BITS_WORD + bits_lowest(walk->left);
            const struct rule *rule = &decision->rules[number];
            walk->left &= walk->left - 1;
            if (rule_passes(rule, values, day))
                return rule;
        }
    } while (decision_go_on(decision, values, walk));
    return NULL;
}

/* The first rule whose conditions hold, whatever its output; NULL if there is none. */
const struct rule *decision_first(const struct decision *decision,
                                  const struct value *values, const struct day *day);

/* A cell of the rule's row by the table's column; empty for column -1. */
struct span decision_cell(const struct decision *decision, const struct rule *rule,
                          int column);

#endif
