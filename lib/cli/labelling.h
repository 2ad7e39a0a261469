/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * --labels: words in place of the names of columns and of codes, for people.
 */
#ifndef VIERPHASEN_LABELLING_H
#define VIERPHASEN_LABELLING_H

#include <stdbool.h>

#include "stream/writer.h"

struct concept;
struct filter;
struct labels;

struct labelling {
    struct concept *concept; /* of a tool without rules; NULL: none was asked for */
    struct labels *labels;   /* NULL: none were asked for */
    struct writer_words words;
};

/*
 * Before the header is written: a zeroed struct gives the writer its words, if the
 * options ask for them. False and faults (filter_faults). labelling_end is safe either
 * way, when the writer has gone.
 */
bool labelling_begin(struct labelling *labelling, struct filter *filter);
void labelling_end(struct labelling *labelling);

#endif
