/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agreement/law.h"

#include <errno.h>

#include "base/diag.h"
#include "rules/datadir.h"
#include "rules/table.h"
#include "value/code.h"
#include "value/number.h"

static bool take_row(struct law *law, const struct table *table, unsigned row,
                     struct faults *faults)
{
    struct span signatures = table_cell(table, row, table_column(table, "signatures"));
    struct span months = table_cell(table, row, table_column(table, "review_months"));

    law->title = table_cell(table, row, table_column(table, "title"));
    law->form = table_cell(table, row, table_column(table, "form"));
    if (law->title.len > 0 && law->form.len > 0 &&
        code_parse_yesno(signatures, &law->has_signatures) &&
        number_parse(months, NUMBER_MAX, &law->review_months))
        return true;
    return table_fault(
        table, row, -1, faults,
        "expected a title, a form, signatures yes or no, and review_months");
}

bool law_load(struct law *law, int32_t as_of, struct arena *arena,
              struct faults *faults)
{
    char path[DATADIR_PATH];
    struct table table;

    if (!datadir_find(path, "forms/regimes.tsv")) {
        errno = ENOENT;
        return diag_system(faults_add(faults), path, "open");
    }
    if (!table_load_file(&table, path, arena, faults) ||
        !table_expect(&table, "title form signatures review_months regime source", 4,
                      faults))
        return false;
    table_drop_rows(&table, as_of, faults);
    if (table.rows > 0)
        return take_row(law, &table, 0, faults) && faults->count == 0;
    return table_fault(&table, TABLE_HEADER, -1, faults,
                       "no row is valid on the as-of day");
}
