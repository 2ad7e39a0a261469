/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * concept-check proves a concept: it loads everything in its folder strictly, runs each
 * of its examples the way every record goes, lists each rule that no example proves,
 * and what is wrong with the tables whatever the examples. With a caseload it tells
 * which rules never fire. Status 1 for every fault and finding, 2 only where the folder
 * or the caseload can't be read or the output can't be written.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/apart.h"
#include "base/process.h"
#include "cli/options.h"
#include "cli/program.h"
#include "proof/examples.h"
#include "proof/firing.h"
#include "proof/report.h"
#include "proof/slices.h"
#include "rules/known_columns.h"
#include "stream/output.h"

enum { STATUS_GOOD, STATUS_FOUND, STATUS_FAILED };

enum { KEY_ASSUMED = OPTION_OWN, KEY_FIRED };

static const struct argp_option own_options[] = {
    {"assumed", KEY_ASSUMED, NULL, 0,
     "List instead the rows whose source says that they are assumed", 0},
    {"fired", KEY_FIRED, NULL, 0,
     "List instead each rule, and for how many records of CASES it fires", 0},
    {"to", 't', "FORMAT", 0,
     "Write a stream, " DIALECT_NAMES " (default: lines for people)", 2},
    {NULL, 0, NULL, 0, NULL, 0}};

static struct {
    struct options options;
    bool lists_assumed, lists_fired;
    struct proof proof;
    struct firing firing;
    struct report report;
    struct diag diag;
} state;

static error_t parse(int key, char *value, struct argp_state *argp)
{
    (void)value;
    switch (key) {
    case KEY_ASSUMED:
        state.lists_assumed = true;
        return 0;
    case KEY_FIRED:
        state.lists_fired = true;
        return 0;
    case ARGP_KEY_END:
        if (state.options.version)
            return 0;
        if (state.options.file_count == 0)
            argp_error(argp, "expected a concept: NAME or DIR");
        if (state.lists_assumed && state.lists_fired)
            argp_error(argp, "--assumed and --fired: expected one of them");
        if (state.lists_assumed && state.options.file_count > 1)
            argp_error(argp, "--assumed: expected no CASES behind the concept");
        if (state.lists_fired && state.options.file_count == 1)
            argp_error(argp, "--fired: expected CASES behind the concept");
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct command_line line = {
    .name = "concept-check",
    .arguments = "NAME|DIR [CASES...]",
    .summary = "Prove a concept by its examples and by its tables.",
    .heading = "What to list:",
    .example = "concept-check --fired --to=tsv ./musterstadt cases.tsv",
    .groups = OPTIONS_WRITE | OPTIONS_DAY | OPTIONS_ALL,
    .own = own_options,
    .parse = parse,
};

static void tell(const struct diag *diag)
{
    diag_print(diag, line.name, stderr);
}

static bool open_report(void)
{
    const struct options *options = &state.options;

    for (size_t i = 1; i < options->file_count; i++)
        apart_expect(options->files[i]);
    return report_open(&state.report, options->output,
                       options->has_to ? &options->to : NULL, &state.diag) &&
           output_is_apart(state.report.output, "the output", &state.diag);
}

/* Counts how often each rule fires; false: CASES can't be read. */
static bool count_cases(void)
{
    const struct options *options = &state.options;
    const struct concept *concept = proof_edition(&state.proof, state.proof.as_of);
    struct reader_options reading = READER_DEFAULTS;

    reading.delimiter = options->delimiter;
    reading.limits = options->limits;
    reading.block = process_read_size();
    reading.known = known_columns(concept);
    if (!firing_count(&state.firing, concept, options->files + 1,
                      options->file_count - 1, &reading, tell, &state.diag))
        return false;
    firing_tell(&state.firing, &state.proof, state.lists_fired);
    return true;
}

static int run(void)
{
    struct proof *proof = &state.proof;
    bool has_concept = proof_load(proof, state.options.files[0], state.options.as_of);
    bool has_cases = has_concept && state.options.file_count > 1;
    bool lists = state.lists_assumed || state.lists_fired;

    if (!proof->is_unreadable && !open_report())
        return STATUS_FAILED;
    if (has_concept && state.lists_assumed)
        proof_list_assumed(proof);
    if (has_concept && !lists) {
        proof_run_examples(proof);
        slices_prove(proof);
    }
    if (has_cases && !count_cases())
        return STATUS_FAILED;
    report_tell_faults(&state.report, proof);
    if (proof->is_unreadable)
        return STATUS_FAILED;
    report_write(&state.report, proof);
    if (!lists)
        report_write_summary(&state.report, proof, has_concept,
                             has_cases ? &state.firing : NULL);
    return proof_count_findings(proof) > 0 || state.firing.refused > 0 ? STATUS_FOUND
                                                                       : STATUS_GOOD;
}

int main(int argc, char **argv)
{
    int status;

    state.report.tool = line.name;
    if (!program_begin(&state.options, &line, argc, argv))
        return STATUS_GOOD;
    status = run();
    if (!report_close(&state.report, status != STATUS_FAILED, &state.diag))
        status = STATUS_FAILED;
    if (state.diag.code != DIAG_NONE)
        diag_print(&state.diag, line.name, stderr);
    firing_free(&state.firing);
    proof_free(&state.proof);
    return program_end(&state.options, status);
}
