/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a profile lacks: the case columns that the concept wants filled (wanted.tsv) and
 * that are empty.
 */
#ifndef VIERPHASEN_GAPS_H
#define VIERPHASEN_GAPS_H

#include <stdbool.h>

#include "base/mem.h"
#include "base/span.h"
#include "person/facts.h"
#include "stream/header.h"
#include "stream/record.h"

struct gaps {
    const struct concept *concept;
    int *places; /* [wanted.count]: where the column stands in the stream, or -1 */
    bool *is_category; /* [wanted.count] */
    size_t room;       /* the most bytes that gaps_list can write */
};

/* Says what the facts must have for gaps_list. */
void gaps_want(struct facts *facts);

/* Binds the wanted columns to those of a stream. False if there is no memory. */
bool gaps_bind(struct gaps *gaps, const struct concept *concept,
               const struct header *header, struct arena *arena);

/*
 * Writes the names of the columns that are wanted and empty into out (gaps->room
 * bytes), between single spaces, in the order of wanted.tsv.
 */
struct span gaps_list(const struct gaps *gaps, const struct facts *facts,
                      const struct record *record, char *out);

#endif
