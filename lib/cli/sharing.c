/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sharing.h"

#include "cli/filter_private.h"
#include "stream/blocks.h"
#include "stream/dialect.h"
#include "stream/output.h"

static bool is_in_one_piece(enum format format)
{
    return format == FORMAT_XLSX || format == FORMAT_TABLE || format == FORMAT_RECORD;
}

bool sharing_fits(struct filter *filter)
{
    const struct options *options = &filter->options;
    const char *option = options->no_header ? "--no-header" : "--jobs";
    struct diag *diag = &filter->diag;

    if (options->first_line > 0 && options->file_count > 1)
        return diag_set(diag, DIAG_USAGE, "--first-line: expected at most one FILE");
    if (options->jobs <= 1 && !options->no_header)
        return true;
    if (filter->writes_no_records || filter->holds_output || filter->needs_no_input)
        return diag_set(
            diag, DIAG_USAGE,
            "%s does not go with what is made in one piece, expected a stream of "
            "records",
            option);
    if (options->has_to && is_in_one_piece(options->to.format))
        return diag_set(diag, DIAG_USAGE,
                        "--to: %s does not go with what is made in one piece, expected "
                        "tsv, csv, ssv, excel or json",
                        option);
    return true;
}

void sharing_number(struct filter *filter)
{
    if (filter->options.first_line > 0)
        blocks_number(filter->own->reader, filter->options.first_line);
}

static void drop(void *context, struct span bytes)
{
    (void)context;
    (void)bytes;
}

void sharing_hide(struct filter *filter)
{
    static const struct output_sink nowhere = {NULL, drop};

    if (filter->options.no_header)
        output_divert(filter->output, &nowhere);
}

void sharing_show(struct filter *filter)
{
    if (!filter->options.no_header)
        return;
    output_drain(filter->output);
    output_divert(filter->output, NULL);
}
