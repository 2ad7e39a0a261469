/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/needs_rows.h"

#include <stdio.h>

#include "cli/filter.h"
#include "cli/import_notes.h"
#include "import/needs_file.h"

enum filter_status needs_rows_load(struct filter *filter, struct needs_file *needs_file)
{
    struct span raw;

    for (;;) {
        switch (needs_file_load(needs_file, &raw, &filter->diag)) {
        case READER_END:
            return FILTER_OK;
        case READER_REFUSED:
            if (filter_refuse(filter, raw) != FILTER_OK)
                return FILTER_REFUSED;
            break;
        default:
            return FILTER_FAILED;
        }
    }
}

static void say_end(const struct filter *filter, const struct needs_file *needs_file)
{
    struct needs_file_counts counts = needs_file_counts(needs_file);

    if (counts.unreadable > 0)
        fprintf(stderr,
                "%s: needs: the client_id of %llu refused row%s can't be read, so that "
                "a person may be written with half the needs\n",
                filter->tool->line.name, counts.unreadable,
                counts.unreadable == 1 ? "" : "s");
    if (counts.joined == 0 && counts.unmatched > 0)
        filter_note(filter, "needs: no row is of a person of the export, are the "
                            "client_ids of both written in the same way?");
}

enum filter_status needs_rows_finish(struct filter *filter,
                                     struct needs_file *needs_file)
{
    struct span raw;

    while (needs_file_next_orphan(needs_file, &raw, &filter->diag))
        if (filter_refuse(filter, raw) != FILTER_OK)
            return FILTER_REFUSED;
    say_end(filter, needs_file);
    return FILTER_OK;
}

void needs_rows_stats(const struct filter *filter, const struct needs_file *needs_file)
{
    struct needs_file_counts counts = needs_file_counts(needs_file);

    fprintf(stderr, "%s: needs: read %llu, joined %llu, unmatched %llu, refused %llu\n",
            filter->tool->line.name, counts.read, counts.joined, counts.unmatched,
            counts.refused);
    import_notes_print_above(filter, "needs: ", counts.above);
    if (counts.unreadable > 0)
        fprintf(stderr, "%s: needs: refused without a client_id %llu\n",
                filter->tool->line.name, counts.unreadable);
}
