/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The overview of a night's due lists as a page of HTML, in German, for who leads an
 * office: how much there is by office, case manager and task, what has changed since
 * the last list, and, where they are given, a forecast and the findings of checks. It
 * has counts and no persons. Memory grows with the case managers.
 */
#ifndef VIERPHASEN_OVERVIEW_H
#define VIERPHASEN_OVERVIEW_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/span.h"
#include "due/page_layout.h"

struct diag;
struct file_names;
struct overview;

struct overview_form {
    struct span stand, since; /* the day of the list, and of the one before; or empty */
    unsigned long refused;    /* records that could not be read */
    const char *forecast, *checks; /* files, or NULL */
    const char *path, *folder;     /* where the page goes; and the pages, or NULL */
};

/* Reads the files. The texts stay with the caller. NULL and a diag on failure. */
struct overview *overview_open(const struct overview_form *form, struct diag *diag);

/* Safe on NULL. */
void overview_free(struct overview *overview);

/* The columns of the list by which rows are counted, and what one row is. */
enum { OVERVIEW_OFFICE, OVERVIEW_MANAGER, OVERVIEW_TASK, OVERVIEW_VALUES };
struct overview_row {
    struct span values[OVERVIEW_VALUES]; /* decoded */
    enum page_urgency urgency;
    struct span change; /* as due-changes says it, or empty */
};

void overview_count(struct overview *overview, const struct overview_row *row);

/*
 * Adds the page. `names` of files lead to the pages of case managers, if they lie in a
 * folder below that of the overview (NULL: nowhere).
 */
void overview_write(struct overview *overview, bool has_changes,
                    struct file_names *names, struct buffer *out);

#endif
