/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * replay repeats the run of a manifest and compares: the same program with the same
 * arguments, on the same day, and what it reads and writes by its SHA-256. Nothing is
 * written, and nothing is taken over from the manifest but the command. Status 0: the
 * same; 1: something differs; 2: the run could not be repeated.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/diag.h"
#include "cli/options.h"
#include "cli/program.h"
#include "cli/version.h"
#include "proof/manifest.h"
#include "proof/manifest_compare.h"
#include "proof/rerun.h"
#include "stream/output.h"

enum { STATUS_SAME, STATUS_DIFFERS, STATUS_FAILED };

static struct {
    struct options options;
    struct manifest recorded, now;
    struct rerun *rerun;
    struct output *output;
    struct diag diag;
} state;

static error_t parse(int key, char *value, struct argp_state *argp)
{
    const struct options *options = &state.options;

    (void)value;
    if (key != ARGP_KEY_END)
        return ARGP_ERR_UNKNOWN;
    if (!options->version &&
        (options->file_count != 1 || strcmp(options->files[0], "-") == 0))
        argp_error(argp, "expected one manifest, as a file");
    return 0;
}

static const struct command_line line = {
    .name = "replay",
    .arguments = "MANIFEST",
    .summary = "Repeat the run of a manifest, and compare.",
    .example = "case-check -q --manifest=run.tsv --output=findings.tsv cases.tsv\n"
               "replay run.tsv",
    .parse = parse,
};

/* Another version may give the same bytes: that is for the comparison to say. */
static void note_version(void)
{
    struct span then = manifest_value(&state.recorded, MANIFEST_TOOL);
    struct span now = manifest_value(&state.now, MANIFEST_TOOL);

    if (now.ptr == NULL)
        now = span_from(version_text);
    if (!span_equal(then, now) && !state.options.quiet)
        fprintf(stderr, "%s: version %.*s repeats a run of version %.*s\n", line.name,
                (int)now.len, now.ptr, (int)then.len, then.ptr);
}

/* The run left no manifest: what is known all the same. */
static int tell_failure(int status)
{
    size_t i = 0;
    const struct manifest_row *tool = manifest_next(&state.recorded, MANIFEST_TOOL, &i);

    note_version();
    rerun_tell_changed_inputs(&state.recorded, state.output);
    diag_set(&state.diag, DIAG_SYSTEM,
             "%s fails: status %d, and no manifest; the run recorded ended with %s",
             tool->name.ptr, status,
             manifest_value(&state.recorded, MANIFEST_STATUS).ptr);
    return STATUS_FAILED;
}

static unsigned count(enum manifest_kind kind)
{
    unsigned rows = 0;
    size_t i = 0;

    while (manifest_next(&state.recorded, kind, &i) != NULL)
        rows++;
    return rows;
}

static int compare(void)
{
    char text[64];

    note_version();
    if (manifest_compare(&state.recorded, &state.now, state.output) > 0)
        return STATUS_DIFFERS;
    snprintf(text, sizeof text, "the same: inputs %u, outputs %u\n",
             count(MANIFEST_INPUT), count(MANIFEST_OUTPUT));
    output_write(state.output, span_from(text));
    return STATUS_SAME;
}

/* Who repeats a replay repeats no other one in it: a manifest may name itself. */
static bool is_too_deep(void)
{
    size_t i = 0;
    const struct manifest_row *tool = manifest_next(&state.recorded, MANIFEST_TOOL, &i);

    if (!state.options.manifest_only || !span_is(tool->name, line.name))
        return false;
    diag_set(&state.diag, DIAG_SYSTEM,
             "a replay of a replay of a replay, expected the manifest of another "
             "program");
    return true;
}

static int run(void)
{
    struct diag *diag = &state.diag;
    int status = 0;

    if (!manifest_read(&state.recorded, state.options.files[0], diag) ||
        is_too_deep() || !rerun_can_read(&state.recorded, diag))
        return STATUS_FAILED;
    state.output = output_open(NULL, OUTPUT_SHARED, diag);
    if (state.output == NULL || !output_is_apart(state.output, "the output", diag) ||
        (state.rerun = rerun_open(diag)) == NULL ||
        !rerun_run(state.rerun, &state.recorded, &status, diag))
        return STATUS_FAILED;
    if (access(rerun_manifest(state.rerun), F_OK) != 0)
        return tell_failure(status);
    if (!manifest_read(&state.now, rerun_manifest(state.rerun), diag))
        return STATUS_FAILED;
    return compare();
}

int main(int argc, char **argv)
{
    int status;

    if (!program_begin(&state.options, &line, argc, argv))
        return STATUS_SAME;
    status = run();
    if (!output_close(state.output, true,
                      state.diag.code == DIAG_NONE ? &state.diag : NULL))
        status = STATUS_FAILED;
    if (state.diag.code != DIAG_NONE)
        diag_print(&state.diag, line.name, stderr);
    rerun_close(state.rerun);
    manifest_free(&state.recorded);
    manifest_free(&state.now);
    return program_end(&state.options, status);
}
