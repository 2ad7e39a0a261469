/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * concept-init makes the folder of a local concept: one that extends another and holds
 * only what is different in a house. Its tables hold a header and commented examples,
 * so that nothing is different until somebody takes a comment sign away.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/diag.h"
#include "base/mem.h"
#include "cli/options.h"
#include "cli/program.h"
#include "rules/concept.h"
#include "rules/datadir.h"
#include "starter/starter.h"

enum { STATUS_GOOD, STATUS_FAILED = 2 };

enum { KEY_EXTENDS = OPTION_OWN };

static const struct argp_option own_options[] = {
    {"extends", KEY_EXTENDS, "NAME|DIR", 0,
     "The concept whose rules are inherited (default: uckermark)", 0},
    {NULL, 0, NULL, 0, NULL, 0}};

static struct {
    struct options options;
    const char *extends;
} state = {.extends = "uckermark"};

static error_t parse(int key, char *value, struct argp_state *argp)
{
    switch (key) {
    case KEY_EXTENDS:
        state.extends = value;
        return 0;
    case ARGP_KEY_END:
        if (!state.options.version && state.options.file_count != 1)
            argp_error(argp, "expected the name of one new concept");
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct command_line line = {
    .name = "concept-init",
    .arguments = "NAME",
    .summary = "Make the folder of a concept that extends another.",
    .heading = "What to make:",
    .example = "concept-init --extends=uckermark schwedt",
    .groups = OPTIONS_DAY,
    .own = own_options,
    .parse = parse,
};

static int run(void)
{
    struct faults *faults = mem_new(sizeof *faults);
    struct starter starter = {.folder = state.options.files[0],
                              .extends = state.extends,
                              .valid_from = state.options.as_of};
    char folder[DATADIR_PATH];
    struct concept *base = NULL;
    bool good = false;

    if (datadir_find_concept(folder, state.extends))
        base = concept_open(state.extends, state.options.as_of, faults);
    else
        datadir_unknown_concept("--extends: no concept", state.extends,
                                faults_add(faults));
    starter.base = base;
    if (base != NULL)
        good = starter_write(&starter, faults_add(faults));
    if (!good)
        program_tell(&line, faults);
    concept_close(base);
    free(faults);
    return good ? STATUS_GOOD : STATUS_FAILED;
}

int main(int argc, char **argv)
{
    int status;

    if (!program_begin(&state.options, &line, argc, argv))
        return STATUS_GOOD;
    status = run();
    return program_end(&state.options, status);
}
