/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agreement/form_list.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/diag.h"
#include "rules/datadir.h"

static const char *const WHOM[] = {"agreement", "everyone"};

enum { WHOM_AGREEMENT };

static bool find_table(char path[DATADIR_PATH], const char *folder,
                       struct faults *faults)
{
    if (folder != NULL) {
        int length = snprintf(path, DATADIR_PATH, "%s/forms.tsv", folder);
        if (length < DATADIR_PATH && access(path, F_OK) == 0)
            return true;
    }
    if (datadir_find(path, "forms/forms.tsv"))
        return true;
    errno = ENOENT;
    return diag_system(faults_add(faults), path, "open");
}

static long find_row(const struct form_list *list, struct span form)
{
    for (unsigned i = 0; i < list->table.rows; i++)
        if (span_equal(table_cell(&list->table, i, list->form), form))
            return i;
    return -1;
}

bool form_list_load(struct form_list *list, const char *folder, struct arena *arena,
                    struct faults *faults)
{
    struct table *table = &list->table;
    char path[DATADIR_PATH];

    if (!find_table(path, folder, faults) ||
        !table_load_file(table, path, arena, faults) ||
        !table_expect(table, "form title whom source", 4, faults))
        return false;
    list->form = table_column(table, "form");
    list->whom = table_column(table, "whom");
    for (unsigned i = 0; i < table->rows; i++) {
        struct span form = table_cell(table, i, list->form);
        long first = find_row(list, form);
        table_choose(table, i, list->whom, faults, "reader", WHOM, 2);
        if (!code_is_valid(form))
            table_fault(table, i, list->form, faults,
                        "expected the name of a form, of letters, digits, - and _");
        else if ((unsigned)first < i)
            table_fault(table, i, list->form, faults,
                        "this form is already that of the row of %s",
                        table_other_row(table, i, (unsigned)first, arena));
    }
    return faults->count == 0;
}

bool form_list_has(const struct form_list *list, struct span form)
{
    return find_row(list, form) >= 0;
}

bool form_list_is_agreement(const struct form_list *list, struct span form)
{
    long row = find_row(list, form);

    return row >= 0 && span_is(table_cell(&list->table, (unsigned)row, list->whom),
                               WHOM[WHOM_AGREEMENT]);
}

bool form_list_unknown(const struct form_list *list, struct span form,
                       struct arena *arena, struct diag *diag)
{
    unsigned count = list->table.rows;
    struct span *names = arena_alloc(arena, (count + 1) * sizeof *names);

    for (unsigned i = 0; i < count; i++)
        names[i] = table_cell(&list->table, i, list->form);
    return names_unknown(diag, "--form: no form", form, names, count);
}
