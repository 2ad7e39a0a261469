/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows that share cells: the rows of a rule say the same of the rule, those of a person
 * the same of the person. Neighbouring columns that do are one stretch of the writer,
 * encoded once a rule and once a person; in between stand the cells of the row itself.
 *
 * What is written is what row_write writes. A rule is encoded when its first row comes:
 * most rules of a concept have none in many a run.
 */
#ifndef VIERPHASEN_ROW_STRETCHES_H
#define VIERPHASEN_ROW_STRETCHES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/mem.h"
#include "base/span.h"
#include "person/row.h"

struct record;
struct writer;

/* What a column says something of. */
enum row_subject { ROW_OF_ITSELF, ROW_OF_RULE, ROW_OF_PERSON };

struct row_stretch {
    enum row_subject subject;
    unsigned from, to;         /* columns of the row; `to` is not in it */
    struct buffer bytes;       /* ROW_OF_PERSON: of the one that it was made for */
    unsigned long long person; /* which one that is; 0: not yet made */
};

/* A zeroed struct has no stretches; row_stretches_free ends it. */
struct row_stretches {
    const struct row *row;
    struct row_stretch *list;
    unsigned count;
    unsigned long long person; /* the number of the current one */
    struct span *of_rules;     /* [rule * count + stretch]; len 0: not yet made */
    struct arena arena;
};

/*
 * Cuts a row into its stretches, when all its columns are there; the row stays with the
 * caller. `subjects` says of each cell of the tool what it hangs on; what passes from
 * the record is of the person. Rules have the numbers below `rules`.
 */
void row_stretches_cut(struct row_stretches *stretches, const struct row *row,
                       const enum row_subject subjects[ROW_CELLS], unsigned rules);
void row_stretches_free(struct row_stretches *stretches);

/* The next rows are of another person: called before those of the first one too. */
static inline void row_stretches_person(struct row_stretches *stretches)
{
    stretches->person++;
}

/*
 * Writes the row, whose cells are all set, with its end: of this rule, and of the
 * person whose record it is. The writer is the same for all rows.
 */
void row_stretches_write(struct row_stretches *stretches, unsigned rule,
                         const struct record *record, struct writer *writer);

#endif
