/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/needs_words.h"

#include <stdio.h>

#include "cli/filter.h"
#include "import/needs_file.h"

void needs_words_end(const struct filter *filter, const struct needs_file *needs_file)
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

void needs_words_stats(const struct filter *filter, const struct needs_file *needs_file)
{
    struct needs_file_counts counts = needs_file_counts(needs_file);

    fprintf(stderr, "%s: needs: read %llu, joined %llu, unmatched %llu, refused %llu\n",
            filter->tool->line.name, counts.read, counts.joined, counts.unmatched,
            counts.refused);
    if (counts.unreadable > 0)
        fprintf(stderr, "%s: needs: refused without a client_id %llu\n",
                filter->tool->line.name, counts.unreadable);
}
