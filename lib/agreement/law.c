/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agreement/law.h"

#include <errno.h>

#include "base/diag.h"
#include "rules/datadir.h"
#include "rules/table.h"
#include "value/code.h"
#include "value/date.h"
#include "value/number.h"

static const char COLUMNS[] = "legal_circle title form signatures review_months "
                              "authority authority_subject young_review_months "
                              "older_than older_ends_on regime source";

static struct span cell(const struct table *table, unsigned row, const char *name)
{
    return table_cell(table, row, table_column(table, name));
}

/* Both days or none. */
static bool take_older(struct law *law, const struct table *table, unsigned row)
{
    struct span than = cell(table, row, "older_than"),
                ends = cell(table, row, "older_ends_on");

    law->older_than = law->older_ends_on = DATE_NONE;
    return than.len + ends.len == 0 || (date_parse(than, &law->older_than) &&
                                        date_parse(ends, &law->older_ends_on));
}

static bool take_row(struct law *law, const struct table *table, unsigned row,
                     struct faults *faults)
{
    struct span young = cell(table, row, "young_review_months");

    law->title = cell(table, row, "title");
    law->form = cell(table, row, "form");
    law->authority = cell(table, row, "authority");
    law->authority_subject = cell(table, row, "authority_subject");
    if (law->title.len > 0 && law->form.len > 0 && law->authority.len > 0 &&
        law->authority_subject.len > 0 && take_older(law, table, row) &&
        code_parse_yesno(cell(table, row, "signatures"), &law->has_signatures) &&
        number_parse(cell(table, row, "review_months"), NUMBER_MAX,
                     &law->review_months)) {
        law->young_review_months = law->review_months;
        if (young.len == 0 ||
            number_parse(young, NUMBER_MAX, &law->young_review_months))
            return true;
    }
    return table_fault(table, row, -1, faults,
                       "expected a title, a form, an authority and how it begins a "
                       "sentence, signatures yes or no, and months until the review; "
                       "older_than and older_ends_on are days, both or none");
}

bool law_load(struct law *law, const char *legal_circle, int32_t as_of,
              struct arena *arena, struct faults *faults)
{
    char path[DATADIR_PATH];
    struct table table;

    if (!datadir_find(path, "forms/regimes.tsv")) {
        errno = ENOENT;
        return diag_system(faults_add(faults), path, "open");
    }
    if (!table_load_file(&table, path, arena, faults) ||
        !table_expect(&table, COLUMNS, 7, faults))
        return false;
    table_drop_rows(&table, as_of, faults);
    for (unsigned i = 0; i < table.rows; i++)
        if (span_is(cell(&table, i, "legal_circle"), legal_circle))
            return take_row(law, &table, i, faults) && faults->count == 0;
    return table_fault(&table, TABLE_HEADER, -1, faults,
                       "no row of %s is valid on the as-of day", legal_circle);
}
