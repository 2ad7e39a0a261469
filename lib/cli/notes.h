/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What several tools say on stderr at the beginning or the end of a run, each in the
 * same words: what the input lacks, and whose dates lead to nothing. --quiet silences
 * it.
 */
#ifndef VIERPHASEN_NOTES_H
#define VIERPHASEN_NOTES_H

#include "cli/filter.h"
#include "person/missing.h"

struct buffer;

/*
 * Whether a concept has ended on a day, or has not begun; then adds what there is to
 * say about it.
 */
bool notes_validity(const struct concept *concept, int32_t as_of, struct buffer *text);

/* Notes it. */
void notes_say_validity(const struct filter *filter, const struct concept *concept,
                        int32_t as_of);

/* What is doubtful about the days that a concept has counted (calendar.h). */
void notes_say_doubts(const struct filter *filter, const struct concept *concept,
                      unsigned doubts);

/* Each deadline of which no row is valid on the day for which it is loaded. */
void notes_say_empty(const struct filter *filter);

/* How many records have no date that leads to anything, if any has none. */
void notes_say_undated(const struct filter *filter, unsigned long long count);

/* How many records have only dates before their case began, if any has. */
void notes_say_fenced(const struct filter *filter, unsigned long long count);

/*
 * Names of six letters or more that are nearly those of a case column which the header
 * lacks: `did you mean`.
 */
void notes_say_meant(const struct filter *filter, const struct header *header);

/* The columns that rules read and the input lacks, if there are any. */
void notes_say_missing(const struct filter *filter, const struct missing *missing);

#endif
