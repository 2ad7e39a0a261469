/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The options that case-check alone has: which findings are listed, and which of them
 * end the run with status 1.
 */
#ifndef VIERPHASEN_FLAW_OPTIONS_H
#define VIERPHASEN_FLAW_OPTIONS_H

#include <argp.h>
#include <stdbool.h>

#include "base/span.h"
#include "plan/flaws.h"

/* The levels of findings; a refused record is none. */
enum { FLAW_LEVELS = CHECK_REFUSE };

/* A zeroed struct: nothing was given. flaw_options_free ends it. */
struct flaw_options {
    struct span level, checks, fail; /* as given; ptr NULL: not */
    bool counts;                     /* --count */
    bool finds_duplicates; /* --duplicates, or --check names them: then ids are kept */
    bool is_listed[FLAW_LEVELS];
    int fails_from; /* the level from which on a finding fails; FLAW_LEVELS: none */
    unsigned name_count;
    struct span *names; /* of the checks, each once, then FLAW_NAMES */
    bool *is_named;     /* [name_count] */
};

/* For the table of the tool's own options. */
extern const struct argp_option FLAW_OPTIONS[];

/* Takes an option; ARGP_ERR_UNKNOWN: it is none of these. */
error_t flaw_options_parse(struct flaw_options *options, int key, const char *value);

/* Checks what was given against the concept. False and a diag if a value is none. */
bool flaw_options_apply(struct flaw_options *options, const struct concept *concept,
                        struct diag *diag);
void flaw_options_free(struct flaw_options *options);

/* Whether a finding is listed. */
bool flaw_options_choose(const struct flaw_options *options, const struct flaw *flaw);

#endif
