/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/partial_run.h"

#include "cli/version.h"

static bool check(const struct partial_run *run, struct filter *filter)
{
    const struct options *options = &filter->options;

    if (run->writes && options->labels)
        return diag_set(&filter->diag, DIAG_USAGE,
                        "--partial is read back, expected no --labels");
    if (run->reads && (options->keep_going || options->rejects != NULL))
        return diag_set(&filter->diag, DIAG_USAGE,
                        "--merge needs every row, expected neither --keep-going nor "
                        "--rejects");
    return true;
}

bool partial_run_prepare(struct partial_run *run, struct filter *filter)
{
    if (!run->writes && !run->reads)
        return true;
    if (!check(run, filter))
        return false;
    run->form.tool = filter->tool->line.name;
    run->form.version = version_text;
    run->form.concept = filter->concept;
    run->form.as_of = filter->options.as_of;
    run->partial = partial_new(&run->form, &filter->diag);
    if (run->partial == NULL || !run->reads)
        return run->partial != NULL;
    filter->needs_all = true;
    run->facts = filter->facts;
    filter->facts = NULL;
    return true;
}

bool partial_run_start(struct partial_run *run, struct filter *filter)
{
    const struct options *options = &filter->options;

    if (run->reads && !partial_bind(run->partial, filter->header, options->files,
                                    options->file_count, &filter->diag))
        return false;
    for (unsigned i = 0; run->writes && i < partial_column_count(run->partial); i++)
        filter_add(filter, partial_column(run->partial, i));
    return true;
}

bool partial_run_complete(const struct partial_run *run, struct filter *filter)
{
    if (run->reads && !partial_finish(run->partial, &filter->diag))
        return false;
    if (run->writes)
        filter_note(filter, "partial counts are not suppressed: they are personal data "
                            "until --merge has added them up");
    return true;
}

void partial_run_free(struct partial_run *run)
{
    partial_free(run->partial);
    buffer_free(&run->options);
    facts_free(run->facts);
}
