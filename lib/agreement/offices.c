/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agreement/offices.h"

#include "base/diag.h"

static const char *const PARTS[OFFICE_PARTS] = {"name", "address", "telephone", "mail"};

bool offices_load(struct offices *offices, const char *path, struct arena *arena,
                  struct faults *faults)
{
    struct table *table = &offices->table;
    int key;

    if (!table_load_file(table, path, arena, faults) ||
        !table_expect(table, "office name address telephone mail", 2, faults))
        return false;
    key = table_column(table, "office");
    for (unsigned i = 0; i < OFFICE_PARTS; i++)
        offices->columns[i] = table_column(table, PARTS[i]);
    for (unsigned row = 0; row < table->rows; row++) {
        size_t number = dict_add(&offices->keys, table_cell(table, row, key));
        if (number < row)
            return table_fault(table, row, key, faults,
                               "this office is already that of %s",
                               table_other_row(table, row, (unsigned)number, arena));
    }
    return faults->count == 0;
}

void offices_free(struct offices *offices)
{
    dict_free(&offices->keys);
}

struct span offices_part(const struct offices *offices, struct span office,
                         enum office_part part)
{
    long row = offices->keys.count > 0 ? dict_find(&offices->keys, office) : -1;

    return row >= 0 ? table_cell(&offices->table, (unsigned)row, offices->columns[part])
                    : span_of("", 0);
}
