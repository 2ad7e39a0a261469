/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agreement/subjects.h"

#include <errno.h>

#include "base/diag.h"
#include "rules/datadir.h"

static const char *const SUBJECTS[SUBJECT_COUNT] = {"language", "rehabilitation",
                                                    "applications"};

bool subjects_load(struct subjects *subjects, struct arena *arena,
                   struct faults *faults)
{
    struct table *table = &subjects->table;
    char path[DATADIR_PATH];

    if (!datadir_find(path, "forms/subjects.tsv")) {
        errno = ENOENT;
        return diag_system(faults_add(faults), path, "open");
    }
    if (!table_load_file(table, path, arena, faults) ||
        !table_expect(table, "subject strategy source", 3, faults))
        return false;
    subjects->subject = table_column(table, "subject");
    subjects->strategy = table_column(table, "strategy");
    for (unsigned i = 0; i < table->rows; i++)
        table_choose(table, i, subjects->subject, faults, "subject", SUBJECTS,
                     SUBJECT_COUNT);
    return faults->count == 0;
}

bool subjects_has(const struct subjects *subjects, enum subject subject,
                  struct span strategy)
{
    const struct table *table = &subjects->table;

    for (unsigned i = 0; i < table->rows; i++)
        if (span_is(table_cell(table, i, subjects->subject), SUBJECTS[subject]) &&
            span_equal(table_cell(table, i, subjects->strategy), strategy))
            return true;
    return false;
}
