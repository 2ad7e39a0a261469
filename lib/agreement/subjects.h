/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a plan is about, where the law or a court asks for more than the step itself:
 * lib/data/forms/subjects.tsv says which needs and strategies are a language course
 * (SGB II § 15 (2) Nr. 3), a rehabilitation (Nr. 6) or applications, whose costs are
 * then promised (BSG, 23 June 2016, B 14 AS 30/15 R).
 */
#ifndef VIERPHASEN_SUBJECTS_H
#define VIERPHASEN_SUBJECTS_H

#include <stdbool.h>

#include "rules/table.h"

enum subject { SUBJECT_LANGUAGE, SUBJECT_REHABILITATION, SUBJECT_APPLICATIONS };

enum { SUBJECT_COUNT = 3 };

struct subjects {
    struct table table;
    int subject, strategy; /* its columns */
};

/* False and faults if the table is missing or faulty. */
bool subjects_load(struct subjects *subjects, struct arena *arena,
                   struct faults *faults);

/* Whether a strategy is about it. */
bool subjects_has(const struct subjects *subjects, enum subject subject,
                  struct span strategy);

#endif
