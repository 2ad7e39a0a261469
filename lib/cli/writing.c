/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/writing.h"

#include "cli/filter.h"
#include "rules/cell_kinds.h"
#include "stream/output.h"

bool writing_open(struct filter *filter, struct dialect dialect)
{
    filter->writer = filter->holds_output ? writer_new_pieces(filter->output, dialect)
                                          : writer_new(filter->output, dialect);
    writer_tell(filter->writer, cell_kinds_tell,
                filter->concept != NULL ? &filter->concept->columns : NULL);
    return writer_check(filter->writer, &filter->diag);
}

/* What the system refuses has its own place. */
static bool place(struct filter *filter, const char *file, unsigned long line)
{
    return filter->diag.code != DIAG_SYSTEM && diag_at(&filter->diag, file, line);
}

bool writing_check(struct filter *filter, const struct record *record)
{
    return filter->writer == NULL || writer_check(filter->writer, &filter->diag) ||
           place(filter, record->file, record->line);
}

bool writing_check_header(struct filter *filter)
{
    return writer_check(filter->writer, &filter->diag) ||
           (filter->header != NULL &&
            place(filter, filter_input_name(filter), filter->header->line));
}

bool writing_close(struct filter *filter, bool stopped)
{
    const char *path = filter->options.output;

    if (filter->writer == NULL)
        return true;
    if (!writer_close(filter->writer, stopped, &filter->diag))
        return place(filter, path != NULL ? path : "<stdout>", 0);
    if (writer_is_misread(filter->writer))
        filter_note(filter,
                    "a spreadsheet reads ids with zeros in front, with more than "
                    "11 digits or with an E between digits as numbers: use "
                    "--to=xlsx");
    return true;
}
