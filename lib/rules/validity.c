/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/validity.h"

#include <stdlib.h>

#include "rules/table.h"
#include "value/date.h"

/* Days that are being collected. */
struct collecting {
    int32_t after, until;
    unsigned count;
    size_t room;
    int32_t *days;
};

static void add(struct collecting *it, int32_t day)
{
    if (day <= it->after || day > it->until)
        return;
    mem_grow(&it->days, &it->room, it->count + 1, sizeof *it->days);
    it->days[it->count++] = day;
}

static void add_table(struct collecting *it, const struct table_source *source)
{
    struct faults *unheeded = mem_new(sizeof *unheeded);
    struct arena arena = {0};
    struct table table;

    if (table_load(&table, source, &arena, unheeded))
        for (unsigned row = 0; row < table.rows; row++) {
            int32_t first, last;
            if (!table_validity(&table, row, &first, &last, unheeded))
                continue;
            add(it, first);
            add(it, last + 1);
        }
    arena_free(&arena);
    free(unheeded);
}

/* A table that several folders have is looked at several times: each day counts once.
 */
static void add_folder(struct collecting *it, const struct tables *tables,
                       const struct tables *folder)
{
    for (unsigned i = 0; i < folder->count; i++) {
        struct span ending = folder->files[i], stem = span_cut(&ending, '.');
        if ((span_is(ending, "tsv") || span_is(ending, "csv")) &&
            !span_is(stem, "examples") && !span_is(stem, "terms"))
            add_table(it, tables_find(tables, stem));
    }
}

static int compare_days(const void *a, const void *b)
{
    const int32_t *first = a, *second = b;

    return (*first > *second) - (*first < *second);
}

unsigned validity_changes(const struct tables *tables, int32_t after, int32_t until,
                          int32_t **days)
{
    struct collecting it = {.after = after, .until = until};
    unsigned kept = 0;

    for (const struct tables *folder = tables; folder != NULL; folder = folder->below)
        add_folder(&it, tables, folder);
    if (it.count > 1)
        qsort(it.days, it.count, sizeof *it.days, compare_days);
    for (unsigned i = 0; i < it.count; i++)
        if (kept == 0 || it.days[kept - 1] != it.days[i])
            it.days[kept++] = it.days[i];
    *days = it.days;
    return kept;
}
