/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/side_files.h"

#include "base/apart.h"
#include "base/diag.h"
#include "cli/options.h"
#include "stream/output.h"
#include "stream/refused.h"
#include "stream/reject.h"

enum { OUTPUTS = 3 };

static bool are_apart(const struct output *a, const struct output *b, const char *what,
                      struct diag *diag)
{
    return a == NULL || b == NULL || !output_is_same(a, b) ||
           diag_set(diag, DIAG_USAGE, "%s are the same file", what);
}

bool side_files_open(struct side_files *files, const struct options *options,
                     const struct reader *reader, struct diag *diag)
{
    for (size_t i = 0; i < options->file_count; i++)
        apart_expect(options->files[i]);
    if (options->rejects != NULL) {
        files->rejects = reject_open(options->rejects, diag);
        if (files->rejects == NULL ||
            !output_is_apart(files->rejects, "--rejects", diag))
            return false;
    }
    if (options->refused == NULL || reader == NULL)
        return true;
    files->refused = refused_open(options->refused, reader, diag);
    return files->refused != NULL &&
           output_is_apart(refused_output(files->refused), "--refused", diag) &&
           are_apart(files->rejects, refused_output(files->refused),
                     "--rejects and --refused", diag);
}

bool side_files_spare(const struct side_files *files, const struct output *output,
                      struct diag *diag)
{
    return are_apart(output, files->rejects, "the output and --rejects", diag) &&
           are_apart(output, refused_output(files->refused), "the output and --refused",
                     diag) &&
           output_is_apart(output, "the output", diag);
}

void side_files_reject(struct side_files *files, const struct diag *why,
                       struct span raw)
{
    if (files->rejects != NULL)
        reject_write(files->rejects, why, raw);
}

bool side_files_refuse(struct side_files *files, const struct record *record,
                       struct diag *diag)
{
    return files->refused == NULL || refused_write(files->refused, record, diag);
}

bool side_files_sync(struct side_files *files, struct diag *diag)
{
    return output_sync(refused_output(files->refused), diag) &&
           output_sync(files->rejects, diag);
}

/* The refused records are the last that may be lost: they take their place first. */
static void take_all(struct side_files *files, struct output *output,
                     struct output *outputs[OUTPUTS])
{
    outputs[0] = refused_output(files->refused);
    outputs[1] = files->rejects;
    outputs[2] = output;
    refused_free(files->refused);
    files->rejects = NULL;
    files->refused = NULL;
}

bool side_files_close(struct side_files *files, struct output *output, bool keep,
                      struct diag *diag)
{
    struct output *outputs[OUTPUTS];

    take_all(files, output, outputs);
    return output_close_all(outputs, OUTPUTS, keep, diag);
}

bool side_files_discard(struct side_files *files, struct output *output,
                        struct diag *diag)
{
    struct output *outputs[OUTPUTS];

    take_all(files, output, outputs);
    return output_discard_all(outputs, OUTPUTS, diag);
}
