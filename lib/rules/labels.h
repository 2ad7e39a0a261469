/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The German labels of a list for people: what its columns are called, and what the
 * codes in them mean. The words are those of rules/german.h; codes of a concept have
 * the concept's own labels. What has no label stays as it is: names, ids, texts, dates,
 * numbers, the rows of tables.
 */
#ifndef VIERPHASEN_LABELS_H
#define VIERPHASEN_LABELS_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/span.h"

struct concept;
struct german;
struct labels;

/*
 * The concept must outlive it; NULL: codes of concepts have no labels. NULL and faults
 * if the words can't be read.
 */
struct labels *labels_open(const struct concept *concept, struct faults *faults);
void labels_close(struct labels *labels); /* NULL is safe */

/* The words that they are made of, for who needs single ones; they live as long. */
struct german *labels_german(struct labels *labels);

/*
 * Once: the labels of a header's columns. Of equal ones, or one that is another's name,
 * the later has the column's name behind it: `Status (was_status)`. They live as long
 * as the labels.
 */
void labels_head(struct labels *labels, const struct span *names, unsigned count,
                 struct span *heads);

/*
 * The label of a value in a column of the header, by its place; the value itself if it
 * has none. An entry of a list of codes becomes `LABEL` or `LABEL (LABEL, …)`, several
 * stand with `; ` between them. Holds until the next call.
 */
struct span labels_value(struct labels *labels, unsigned column, struct span value);

#endif
