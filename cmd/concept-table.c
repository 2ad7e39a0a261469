/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * concept-table writes a concept for readers without a shell: as one page for people,
 * or its decision tables as DMN for other programs.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/names.h"
#include "cli/notes.h"
#include "cli/options.h"
#include "cli/program.h"
#include "proof/concept_page.h"
#include "proof/dmn.h"
#include "stream/output.h"

enum { STATUS_GOOD, STATUS_PARTLY, STATUS_FAILED };

static const struct argp_option own_options[] = {
    {"to", 't', "FORMAT", 0,
     "Write html, a page for people, or dmn, the decision tables for programs", 2},
    {"output", 'o', "FILE", 0, "Write to FILE, which appears when it is complete", 2},
    {NULL, 0, NULL, 0, NULL, 0}};

static struct {
    struct options options;
    enum { TO_NOTHING, TO_HTML, TO_DMN } to;
    struct buffer text;
    struct faults faults;
    struct diag diag;
} state;

static error_t parse(int key, char *value, struct argp_state *argp)
{
    static const char *const names[] = {"html", "dmn"};
    struct diag diag;
    struct span spans[] = {span_from(names[0]), span_from(names[1])};

    switch (key) {
    case 't':
        state.to = strcmp(value, "html") == 0  ? TO_HTML
                   : strcmp(value, "dmn") == 0 ? TO_DMN
                                               : TO_NOTHING;
        if (state.to == TO_NOTHING) {
            names_unknown(&diag, "--to: no format", span_from(value), spans, 2);
            argp_error(argp, "%s", diag.text);
        }
        return 0;
    case ARGP_KEY_END:
        if (state.options.version)
            return 0;
        if (state.options.file_count != 1)
            argp_error(argp, "expected one concept: NAME or DIR");
        if (state.to == TO_NOTHING)
            argp_error(argp, "expected --to=html or --to=dmn");
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct command_line line = {
    .name = "concept-table",
    .arguments = "NAME|DIR",
    .summary = "Write a concept as a page for people or as DMN.",
    .example = "concept-table --to=html --output=uckermark.html uckermark",
    .groups = OPTIONS_DAY,
    .own = own_options,
    .parse = parse,
};

/* Fills the text. */
static int make_text(void)
{
    const struct options *options = &state.options;
    struct buffer note = {0};
    struct concept *concept;
    enum dmn_result result;

    if (state.to == TO_HTML)
        return concept_page_write(options->files[0], options->as_of, &state.text,
                                  &state.faults)
                   ? STATUS_GOOD
                   : STATUS_FAILED;
    concept = concept_open(options->files[0], options->as_of, &state.faults);
    if (concept == NULL)
        return STATUS_FAILED;
    if (notes_validity(concept, options->as_of, &note) && !options->quiet)
        fprintf(stderr, "%s: %.*s\n", line.name, (int)buffer_text(&note).len,
                buffer_text(&note).ptr);
    buffer_free(&note);
    result = dmn_write(concept, &state.text, &state.faults);
    concept_close(concept);
    return result == DMN_WHOLE    ? STATUS_GOOD
           : result == DMN_PARTLY ? STATUS_PARTLY
                                  : STATUS_FAILED;
}

static bool write_text(void)
{
    struct output *output =
        output_open(state.options.output, OUTPUT_SHARED, &state.diag);

    if (output == NULL)
        return false;
    if (!output_is_apart(output, "the output", &state.diag)) {
        output_close(output, false, NULL);
        return false;
    }
    output_write(output, buffer_text(&state.text));
    return output_close(output, true, &state.diag);
}

int main(int argc, char **argv)
{
    int status;

    if (!program_begin(&state.options, &line, argc, argv))
        return STATUS_GOOD;
    status = make_text();
    program_tell(&line, &state.faults);
    if (status != STATUS_FAILED && !write_text()) {
        diag_print(&state.diag, line.name, stderr);
        status = STATUS_FAILED;
    }
    buffer_free(&state.text);
    return program_end(&state.options, status);
}
