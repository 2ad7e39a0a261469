/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A caseload under two concepts in one of three forms: the changes of each person, a
 * matrix of one table, or the work of the coming weeks.
 */
#ifndef VIERPHASEN_CASE_VIEW_H
#define VIERPHASEN_CASE_VIEW_H

#include <stdbool.h>

#include "person/row.h"
#include "proof/case_difference.h"
#include "proof/matrix.h"
#include "proof/week_difference.h"

enum case_form { CASE_PERSONS, CASE_MATRIX, CASE_WEEKS };

enum { CASE_NAMES_MOST = MATRIX_MOST + 2 };

/* A zeroed struct is an empty one; case_view_free ends it. */
struct case_view {
    /* For reading only. */
    enum case_form form;
    struct sides sides;
    bool differs; /* something did, so far; of weeks at the end */
    unsigned name_count;
    struct span names[CASE_NAMES_MOST]; /* the columns, from case_view_start on */

    struct case_difference persons;
    struct row row; /* of one change */
    struct matrix matrix;
    struct buffer title; /* of the matrix's first column */
    struct week_difference weeks;
    const struct record *record; /* the person at hand, and where changes go */
    struct writer *writer;
};

/*
 * The form: a matrix of a table, or so many weeks; table NULL and weeks 0: persons. The
 * concepts must outlive the view. False and a diag.
 */
bool case_view_open(struct case_view *view, struct concept *old, struct concept *new,
                    const char *table, unsigned weeks, struct diag *diag);
void case_view_free(struct case_view *view);

/* The header is known. False and a diag without its place. */
bool case_view_start(struct case_view *view, const struct header *header,
                     struct diag *diag);

/* Takes up a record, and writes its changes. False and a diag: it is refused. */
bool case_view_take(struct case_view *view, const struct record *record,
                    struct writer *writer, struct diag *diag);

/* Writes what there is at the end only. */
void case_view_finish(struct case_view *view, struct writer *writer);

/* About the days that a side has counted (calendar.h). */
unsigned case_view_doubts(const struct case_view *view, unsigned side);

#endif
