/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/flaw_errors.h"

#include <stdlib.h>

#include "base/diag.h"
#include "base/mem.h"

void flaw_errors_begin(struct flaw_errors *errors, struct facts *facts)
{
    unsigned most = flaws_most(facts->concept);

    errors->flaws = mem_array(most, sizeof *errors->flaws);
    errors->others = mem_array(most, sizeof *errors->others);
    flaws_want(facts);
}

void flaw_errors_free(struct flaw_errors *errors)
{
    free(errors->flaws);
    free(errors->others);
}

bool flaw_errors_none(struct flaw_errors *errors, struct facts *facts,
                      struct diag *first)
{
    unsigned count = flaws_find(facts, errors->flaws, &errors->notes), told = 0;

    for (unsigned i = 0; i < count; i++) {
        const struct flaw *flaw = &errors->flaws[i];
        struct diag *diag = told == 0 ? first : &errors->others[told - 1];
        if (flaw->level != CHECK_ERROR)
            continue;
        diag_set(diag, DIAG_CHECK, "check %.*s: %.*s", (int)flaw->check.len,
                 flaw->check.ptr, (int)flaw->label.len, flaw->label.ptr);
        if (flaw->column >= 0)
            diag_in_column(diag, facts->concept->columns.column[flaw->column].name);
        told++;
    }
    errors->other_count = told > 0 ? told - 1 : 0;
    return told == 0;
}
