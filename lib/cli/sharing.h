/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The options of a run that shares its work: with processes of its own (--jobs,
 * jobs.h), or with other runs, each of which has a part of a stream (--no-header,
 * --first-line).
 */
#ifndef VIERPHASEN_SHARING_H
#define VIERPHASEN_SHARING_H

#include <stdbool.h>

struct filter;

/* Whether they fit what is asked for: behind `prepare`. False and a diag. */
bool sharing_fits(struct filter *filter);

/* --first-line: the reader's next record has that number. */
void sharing_number(struct filter *filter);

/* --no-header: between these two what is written goes nowhere. */
void sharing_hide(struct filter *filter);
void sharing_show(struct filter *filter);

#endif
