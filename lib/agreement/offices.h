/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How an office is reached: a table `office name address telephone mail` that each
 * house keeps; `office` is the value of that column in the stream. An address may have
 * several lines, separated by `|`.
 */
#ifndef VIERPHASEN_OFFICES_H
#define VIERPHASEN_OFFICES_H

#include <stdbool.h>

#include "base/dict.h"
#include "rules/table.h"

enum office_part { OFFICE_NAME, OFFICE_ADDRESS, OFFICE_TELEPHONE, OFFICE_MAIL };

enum { OFFICE_PARTS = 4 };

/* A zeroed struct knows no office; offices_free ends it. */
struct offices {
    struct table table;
    struct dict keys; /* the office of each row */
    int columns[OFFICE_PARTS];
};

/* Loads the table. False and faults if it is none, or names an office twice. */
bool offices_load(struct offices *offices, const char *path, struct arena *arena,
                  struct faults *faults);
void offices_free(struct offices *offices);

/* What the table says of an office; empty if nothing. */
struct span offices_part(const struct offices *offices, struct span office,
                         enum office_part part);

#endif
