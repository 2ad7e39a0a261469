/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is found of a concept, slice by slice of days on which no row comes or goes. The
 * same found on slices that follow each other is one remark.
 */
#ifndef VIERPHASEN_REMARKS_H
#define VIERPHASEN_REMARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "proof/examples.h"
#include "rules/table.h"

struct remark {
    enum proof_kind kind;
    struct span file;
    unsigned long line;
    struct span name;
    struct span text;
    struct span example; /* a person of the first slice; empty: none */
    int32_t first, last; /* the days of the slices */
    /* It counts only if these are all days of the concept from one to the other. */
    int32_t needs_first, needs_last;
};

/* A zeroed struct is an empty one; remarks_free ends it. */
struct remarks {
    size_t count, room;
    struct remark *list;
    int32_t first, last; /* the slice that is being looked at */
    struct arena arena;  /* of the texts, which outlive the concept of the slice */
};

/* What a remark is about: a row of a table, or its header (TABLE_HEADER). */
struct subject {
    const struct table *table;
    unsigned row;
    struct span name;
};

/* The remark is the caller's until the next one, to say more of it. */
struct remark *remarks_add(struct remarks *remarks, enum proof_kind kind,
                           const struct subject *subject, struct span text,
                           struct span example);

/* Whether the same was found, whatever its example. */
bool remarks_have(const struct remarks *remarks, const struct remark *remark);

/* Adds a remark of others: to the one that says the same of the slice before, if any.
 */
void remarks_join(struct remarks *remarks, const struct remark *remark);

/*
 * Adds them to the findings of a proof, with their days where these aren't all from
 * `first` to `last`.
 */
void remarks_tell(const struct remarks *remarks, struct proof *proof, int32_t first,
                  int32_t last);

void remarks_free(struct remarks *remarks);

#endif
