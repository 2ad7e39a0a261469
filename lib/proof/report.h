/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How the findings of a proof are written: as lines for people, or as a stream. Faults
 * are messages besides, as from every tool.
 */
#ifndef VIERPHASEN_REPORT_H
#define VIERPHASEN_REPORT_H

#include <stdbool.h>

#include "base/diag.h"
#include "proof/examples.h"
#include "stream/dialect.h"

struct firing;

/* A zeroed struct; report_close ends it. */
struct report {
    const char *tool; /* its name, for messages */
    struct output *output;
    struct writer *writer; /* NULL: lines for people */
};

/* `to` NULL: lines for people. False and a diag if the output can't be opened. */
bool report_open(struct report *report, const char *path, const struct dialect *to,
                 struct diag *diag);

/* `TOOL: FILE:LINE: COLUMN: TEXT` on standard error. */
void report_tell_faults(const struct report *report, const struct proof *proof);

/* All findings but faults, which a stream has, too. */
void report_write(struct report *report, const struct proof *proof);

/*
 * How many examples, rules, findings; and records, where a caseload was counted (else
 * NULL). In lines for people only.
 */
void report_write_summary(struct report *report, const struct proof *proof,
                          bool has_concept, const struct firing *firing);

/* False and a diag if not all could be written. */
bool report_close(struct report *report, bool is_good, struct diag *diag);

#endif
