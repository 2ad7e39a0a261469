/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A concept on one day as a space of persons: which axes there are, what their points
 * mean, which boxes of it the rows of each table hold for, and which boxes hold nobody
 * because of what derived columns, lists and comparisons have to do with each other.
 *
 * A table of `derive` is one axis, too: which row is hit, and what people set instead.
 * So a test on its column is a set of points, and what a code of it says about the
 * columns behind it follows.
 */
#ifndef VIERPHASEN_MODEL_H
#define VIERPHASEN_MODEL_H

#include <stdbool.h>
#include <stdint.h>

#include "person/judgement.h"
#include "proof/cells.h"
#include "proof/cover.h"
#include "proof/ordering.h"
#include "proof/space.h"
#include "rules/concept.h"
#include "rules/days.h"

enum axis_role {
    ROLE_CODES,    /* unknown, the column's codes, and where it is open any other */
    ROLE_VALUES,   /* unknown, and the cells of a column of numbers or dates */
    ROLE_LIST,     /* whether a list is known */
    ROLE_MEMBER,   /* whether it has a code: enum member_point */
    ROLE_ORDERING, /* enum ordering_point */
    ROLE_DERIVED   /* struct hit */
};

enum { POINT_UNKNOWN = 0, POINT_KNOWN = 1 }; /* of codes, values and lists */

enum member_point { MEMBER_UNKNOWN, MEMBER_HAS, MEMBER_LACKS, MEMBER_POINTS };

struct meaning {
    enum axis_role role;
    int column;      /* ordering: x */
    unsigned number; /* member: the code; ordering, derived: the place in its list */
    /* What the axis has to do with others: boxes of model->never. */
    unsigned first_never, never_count;
};

/* A point of a derived column. */
struct hit {
    unsigned rule; /* today's, by its place; table.count: no row holds; HIT_ANY */
    unsigned box;  /* of the rule */
    int human;     /* a code that people set; -1: nobody did */
    int code;      /* the value; -1: unknown */
    enum judgement_status status; /* where it is decided */
};

struct derived_axis {
    unsigned axis;
    unsigned count;
    struct hit *hits;
};

/* Whose eyes: only checks see a date in a held column before its day. */
enum view { VIEW_RULES, VIEW_CHECKS };

struct model {
    const struct concept *concept;
    struct day day;
    struct space space;
    struct meaning *meanings; /* [space.count] */
    uint64_t *everybody;      /* a region: what each axis alone allows */
    struct boxes never;       /* nobody is in one of these */
    struct boxes together;    /* the same, about two orderings of the same columns */

    unsigned axis_of[COL_MOST]; /* ROLE_CODES, _VALUES, _LIST, _DERIVED */
    struct cells cells[COL_MOST];
    unsigned *members[COL_MOST]; /* of lists: by code, AXIS_NONE: no rule tests it */
    unsigned ordering_count;
    size_t ordering_room;
    struct ordering *orderings;
    struct derived_axis derived[DERIVED_MOST];

    unsigned table_count;
    const struct decision *tables[COVER_TABLES]; /* as cover_tables lists them */
    struct boxes *rules[COVER_TABLES];           /* [today's rules]: where it holds */
    /* The tests of a rule would be too many boxes: nothing can be asked. */
    bool is_too_large;
    unsigned too_large_table, too_large_row;

    unsigned long steps; /* that questions took so far: question.c has a limit */
    struct days days;
    size_t meaning_room;
    struct arena arena;
};

#define AXIS_NONE UINT_MAX
#define HIT_ANY UINT_MAX /* whichever row is hit: it makes no difference */

/*
 * Of the day for which the concept is loaded, in its own calendar. The concept must
 * outlive it.
 */
struct model *model_new(const struct concept *concept);

/* The gathering_shape that the model of the concept would have on another day. */
uint64_t model_shape(const struct concept *concept, int32_t as_of);
void model_free(struct model *model);

/* Where all of these tests hold; adds to a list, and nothing if they contradict. */
void model_boxes(struct model *model, const struct condition *conditions,
                 unsigned count, enum view view, struct boxes *boxes);

/* Whose axis it is. */
static inline const struct cells *model_cells(const struct model *model, unsigned axis)
{
    return &model->cells[model->meanings[axis].column];
}

/* The column whose values an axis has: `age` is cells of birth_date. */
int model_column(int column);

/* A box of one axis: whether a number or a date is known to whoever asks. */
bool model_known(struct model *model, int column, enum view view, struct box *box);

/* The boxes in which the cell of a check's column is empty. */
bool model_empty(struct model *model, int column, struct box *box);

#endif
