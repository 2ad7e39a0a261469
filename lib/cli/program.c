/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/program.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/apart.h"
#include "base/diag.h"
#include "base/process.h"
#include "cli/options.h"
#include "cli/recording.h"
#include "cli/version.h"

bool program_begin(struct options *options, const struct command_line *line, int argc,
                   char **argv)
{
    process_prepare();
    options_parse(options, line, argc, argv);
    if (options->version)
        version_print(line->name, NULL);
    return !options->version;
}

void program_tell(const struct command_line *line, const struct faults *faults)
{
    for (unsigned i = 0; i < faults->count && i < FAULTS_MOST; i++)
        diag_print(&faults->list[i], line->name, stderr);
}

int program_end(struct options *options, int status)
{
    apart_free();
    free(options->files);
    return recording_end(options, NULL, status);
}
