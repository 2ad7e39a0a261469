/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/opening.h"

#include <unistd.h>

#include "base/process.h"
#include "cli/filter_private.h"
#include "cli/fitting.h"
#include "cli/sharing.h"
#include "cli/writing.h"
#include "rules/known_columns.h"
#include "stream/dialect.h"
#include "stream/output.h"

bool opening_concept(struct filter *filter)
{
    const struct options *options = &filter->options;

    if ((filter->tool->line.groups & OPTIONS_RULES) == 0)
        return true;
    filter->concept = filter_open_concept(filter, options->concept, options->as_of);
    if (filter->concept == NULL || (!options->version && !fitting_has_tables(filter)))
        return false;
    if (!filter->tool->has_facts)
        return true;
    filter->facts = facts_new(filter->concept, options->as_of);
    facts_want_refusals(filter->facts, false);
    return true;
}

bool opening_input(struct filter *filter)
{
    const struct options *options = &filter->options;
    const struct tool *tool = filter->tool;
    struct reader_options reading = READER_DEFAULTS;

    reading.delimiter = options->delimiter;
    reading.limits = options->limits;
    reading.block = process_read_size();
    reading.known = known_columns(filter->concept);
    if (tool->prepare != NULL && tool->prepare(filter, &reading) != FILTER_OK)
        return false;
    if (!sharing_fits(filter))
        return false;
    if (options->file_count == 0 && !filter->needs_no_input && isatty(STDIN_FILENO))
        filter_note(filter, "reading standard input, a terminal: end it with Ctrl-D");
    if (options->file_count > 0 || !filter->needs_no_input) {
        filter->own->reader =
            reader_open(options->files, options->file_count, &reading, &filter->diag);
        if (filter->own->reader == NULL)
            return false;
        filter->header = reader_header(filter->own->reader);
        sharing_number(filter);
    }
    if (!fitting_has_client_id(filter))
        return false;
    if (tool->start != NULL && tool->start(filter) != FILTER_OK)
        return false;
    return fitting_bind(filter);
}

bool opening_is_late(const struct filter *filter)
{
    return filter->tool->writes_late || filter->needs_all;
}

bool opening_header(struct filter *filter)
{
    bool extends = filter->tool->kind == FILTER_EXTEND;

    sharing_hide(filter);
    added_header(&filter->own->added, extends ? filter->header : NULL, filter->writer);
    sharing_show(filter);
    return writing_check_header(filter);
}

bool opening_output(struct filter *filter)
{
    const struct options *options = &filter->options;
    struct filter_private *own = filter->own;
    struct dialect dialect = {FORMAT_TSV, '\t'};

    if (own->reader != NULL)
        dialect = reader_dialect(own->reader);
    if (!side_files_open(&own->files, options, own->reader, &filter->diag))
        return false;
    if (filter->tool->kind == FILTER_CONSUME || filter->holds_output) {
        /* The tool writes to standard output, if to no files of its own. */
        if (!side_files_spare(&own->files, NULL, &filter->diag))
            return false;
        if (filter->tool->kind == FILTER_CONSUME)
            return true;
    }
    if (filter->tool->writes_tsv)
        dialect = (struct dialect){FORMAT_TSV, '\t'};
    if (options->has_to)
        dialect = options->to;
    filter->output = filter->holds_output
                         ? output_hold()
                         : output_open(options->output, OUTPUT_SHARED, &filter->diag);
    if (filter->output == NULL)
        return false;
    if (!filter->holds_output &&
        !side_files_spare(&own->files, filter->output, &filter->diag))
        return false;
    if (filter->writes_no_records)
        return true;
    if (!writing_open(filter, dialect) || !labelling_begin(&own->labelling, filter))
        return false;
    return opening_is_late(filter) || opening_header(filter);
}
