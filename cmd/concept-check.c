/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * concept-check proves a concept: it loads everything in its folder strictly, runs each
 * of its examples the way every record goes, and lists each rule that no example
 * proves. Status 1 for every fault and finding, 2 only where the folder can't be read
 * or the output can't be written.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/process.h"
#include "cli/options.h"
#include "proof/examples.h"
#include "proof/slices.h"
#include "stream/dialect.h"
#include "stream/output.h"
#include "stream/writer.h"

enum { STATUS_GOOD, STATUS_FOUND, STATUS_FAILED };

enum { KEY_ASSUMED = OPTION_OWN };

static const struct argp_option own_options[] = {
    {"assumed", KEY_ASSUMED, NULL, 0,
     "List instead the rows whose source says that they are assumed", 0},
    {"to", 't', "FORMAT", 0,
     "Write a stream, " DIALECT_NAMES " (default: lines for people)", 2},
    {NULL, 0, NULL, 0, NULL, 0}};

static struct {
    struct options options;
    bool lists_assumed;
    struct proof proof;
    struct output *output;
    struct writer *writer; /* NULL: lines for people */
    struct diag diag;
} state;

static error_t parse(int key, char *value, struct argp_state *argp)
{
    (void)value;
    switch (key) {
    case KEY_ASSUMED:
        state.lists_assumed = true;
        return 0;
    case ARGP_KEY_END:
        if (!state.options.version && state.options.file_count != 1)
            argp_error(argp, "expected one concept: NAME or DIR");
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct command_line line = {
    .name = "concept-check",
    .arguments = "NAME|DIR",
    .summary = "Prove a concept by its examples.",
    .groups = OPTIONS_WRITE | OPTIONS_DAY,
    .own = own_options,
    .parse = parse,
};

static bool open_output(void)
{
    static const struct span names[] = {{"kind", 4},   {"file", 4}, {"line", 4},
                                        {"column", 6}, {"name", 4}, {"text", 4}};
    const struct options *options = &state.options;

    state.output = output_open(options->output, OUTPUT_SHARED, &state.diag);
    if (state.output == NULL || !options->has_to)
        return state.output != NULL;
    state.writer = writer_new(state.output, options->to);
    writer_header(state.writer, names, sizeof names / sizeof *names);
    return true;
}

static void write_record(const struct proof_finding *finding)
{
    writer_value(state.writer, span_from(PROOF_KIND_NAMES[finding->kind]));
    writer_value(state.writer, finding->file);
    if (finding->line > 0)
        writer_number(state.writer, (long)finding->line);
    else
        writer_value(state.writer, span_of("", 0));
    writer_value(state.writer, finding->column);
    writer_value(state.writer, finding->name);
    writer_value(state.writer, finding->text);
    writer_end(state.writer);
}

/* `FILE:LINE: COLUMN or NAME: TEXT` */
static void write_line(const struct proof_finding *finding)
{
    struct span subject = finding->name.len > 0 ? finding->name : finding->column;
    struct buffer text = {0};

    buffer_add(&text, finding->file);
    if (finding->line > 0)
        buffer_print(&text, ":%lu", finding->line);
    buffer_print(&text, ": %.*s%s%.*s\n", (int)subject.len, subject.ptr,
                 subject.len > 0 ? ": " : "", (int)finding->text.len,
                 finding->text.ptr);
    output_write(state.output, buffer_text(&text));
    buffer_free(&text);
}

/* Faults are messages, as from every tool: `TOOL: FILE:LINE: COLUMN: TEXT`. */
static void tell_faults(void)
{
    const struct proof *proof = &state.proof;

    for (size_t i = 0; i < proof->count; i++) {
        const struct proof_finding *fault = &proof->findings[i];
        struct diag diag;
        if (fault->kind != PROOF_FAULT)
            continue;
        diag_set(&diag, DIAG_TABLE, "%s", fault->text.ptr);
        diag_at(&diag, fault->file.len > 0 ? fault->file.ptr : NULL, fault->line);
        diag_in_column(&diag, fault->column);
        diag_print(&diag, line.name, stderr);
    }
}

static void write_summary(bool has_concept)
{
    const struct proof *proof = &state.proof;
    struct buffer text = {0};

    if (has_concept)
        buffer_print(&text, "%u examples, %u rules, %zu findings\n",
                     proof->example_count, proof->rule_count, proof->count);
    else
        buffer_print(&text, "no example was run: the tables have faults\n");
    output_write(state.output, buffer_text(&text));
    buffer_free(&text);
}

static void write_findings(bool has_concept)
{
    const struct proof *proof = &state.proof;

    for (size_t i = 0; i < proof->count; i++) {
        if (state.writer != NULL)
            write_record(&proof->findings[i]);
        else if (proof->findings[i].kind != PROOF_FAULT)
            write_line(&proof->findings[i]);
    }
    if (state.writer == NULL && !state.lists_assumed)
        write_summary(has_concept);
}

static int run(void)
{
    struct proof *proof = &state.proof;
    bool has_concept = proof_load(proof, state.options.files[0], state.options.as_of);

    if (!proof->is_unreadable && !open_output())
        return STATUS_FAILED;
    if (has_concept && state.lists_assumed)
        proof_list_assumed(proof);
    else if (has_concept) {
        proof_run_examples(proof);
        slices_prove(proof);
    }
    tell_faults();
    if (proof->is_unreadable)
        return STATUS_FAILED;
    write_findings(has_concept);
    if (!output_flush(state.output, &state.diag))
        return STATUS_FAILED;
    return proof->count > 0 && !(has_concept && state.lists_assumed) ? STATUS_FOUND
                                                                     : STATUS_GOOD;
}

int main(int argc, char **argv)
{
    int status;

    process_prepare();
    options_parse(&state.options, &line, argc, argv);
    if (state.options.version) {
        printf("%s (vierphasen) %s\n", line.name, VIERPHASEN_VERSION);
        return STATUS_GOOD;
    }
    status = run();
    if (!output_close(state.output, status != STATUS_FAILED, &state.diag) &&
        status != STATUS_FAILED)
        status = STATUS_FAILED;
    if (state.diag.code != DIAG_NONE)
        diag_print(&state.diag, line.name, stderr);
    writer_free(state.writer);
    proof_free(&state.proof);
    free(state.options.files);
    return status;
}
