/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The entries of the list columns: `needs` holds CODE[:STATUS[:GRADE[:RANK]]],
 * `strategies` holds CODE@NEED or CODE (vierphasen-stream(5)). Codes are checked
 * against the concept.
 */
#ifndef VIERPHASEN_ENTRIES_H
#define VIERPHASEN_ENTRIES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/span.h"
#include "rules/concept.h"

/* Entries in one cell; a plan that people filled to PLAN_CHOICES has room for
 * proposals. */
enum { LIST_MOST = 256, PLAN_CHOICES = LIST_MOST - 64 };

enum need_status { NEED_KNOWN, NEED_IN_WORK, NEED_WITHOUT_SUCCESS, NEED_DONE };

struct need_entry {
    struct span code;
    int need; /* its number in the concept; -1: the concept has no needs.tsv */
    enum need_status status;
    int32_t grade; /* 1 … 3 */
    int32_t rank;  /* 0: none */
};

/* `erkannt`, `bearbeitung`, `erfolglos`, `erledigt` */
const char *need_status_name(enum need_status status);

/* The parts of one entry, which may be empty; a diag without its place if it is faulty.
 */
bool need_read(const struct concept *concept, struct span code, struct span status,
               struct span grade, struct span rank, struct need_entry *entry,
               struct diag *diag);

/* A whole cell; entries has LIST_MOST elements. */
bool needs_read(const struct concept *concept, struct span cell,
                struct need_entry *entries, unsigned *count, struct diag *diag);

/* Whether no two entries have the same code or rank; else a diag like need_read's. */
bool needs_are_distinct(const struct need_entry *entries, unsigned count,
                        struct diag *diag);

struct plan_entry {
    struct span text;      /* the whole entry */
    struct span strategy;  /* CODE */
    struct span need_code; /* behind @, or empty */
    int need;              /* its number; -1: none, or the concept has no needs.tsv */
};

bool plan_read(const struct concept *concept, struct span cell,
               struct plan_entry *entries, unsigned *count, struct diag *diag);

#endif
