/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The decision tables of a concept as DMN 1.3 (OMG formal/21-02-01): a decision with
 * the hit policy FIRST for each table of `derive`, the columns that they test as input
 * data, and what each decision requires. The rules are those of the day for which the
 * concept is loaded; `as_of` is an input as well, so that the tests that count from it
 * can be asked for any day.
 */
#ifndef VIERPHASEN_DMN_H
#define VIERPHASEN_DMN_H

#include "base/buffer.h"
#include "base/diag.h"
#include "rules/concept.h"

/*
 * Adds the file to `out`. A table whose tests count working days, which DMN doesn't
 * know, is left out and adds a fault for each such row; for the others its column is
 * input data.
 */
enum dmn_result {
    DMN_WHOLE,
    DMN_PARTLY, /* a table was left out */
    DMN_FAILED  /* the words of labels can't be read: no file */
};

enum dmn_result dmn_write(struct concept *concept, struct buffer *out,
                          struct faults *faults);

#endif
