/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Persons for each head of staff, by office and another column, such as the age group,
 * against the ratio that the concept wants: the parameter `staffing_` and the code of
 * the group (Handlungskonzept Uckermark 2.2, 2.3: 1:150 from 25 on, 1:75 below, leading
 * and assisting people counted).
 *
 * The staff stands in a small table, in full-time equivalents:
 * `office COLUMN case_managers leads assistants`.
 */
#ifndef VIERPHASEN_STAFF_H
#define VIERPHASEN_STAFF_H

#include <stdbool.h>
#include <stdint.h>

#include "base/groups.h"
#include "base/mem.h"
#include "person/grouping.h"

struct concept;
struct diag;
struct forecast;
struct writer;

enum { STAFF_DAYS = 2, STAFF_ROLES = 3 };

/* A group of an office. */
struct staff_unit {
    uint64_t persons[STAFF_DAYS];
    bool is_known;              /* it stands in the table */
    int32_t heads[STAFF_ROLES]; /* hundredths of full-time equivalents */
};

/* A zeroed struct is an empty one. */
struct staff {
    struct grouping by;
    struct groups groups; /* each with a struct staff_unit */
    struct arena arena;
};

/* Loads the table; rows may come and go by valid_from and valid_to. False and a diag
 * with file:line on a fault. */
bool staff_load(struct staff *staff, const char *path, const struct concept *concept,
                struct diag *diag);
void staff_free(struct staff *staff);

/* Counts the person that the forecast has read, on its first day and on its last. */
void staff_count(struct staff *staff, const struct forecast *forecast);

/* The columns that staff_write writes are `on`, those of staff->by, and these. */
extern const char STAFF_COLUMNS[];

/* Writes a row for each group on the first day, and then on the last, with the limits
 * of that day. */
void staff_write(struct staff *staff, const struct forecast *forecast,
                 struct writer *writer);

#endif
