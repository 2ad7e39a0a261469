/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The options that mean the same in every tool that has them (vierphasen-stream(5)),
 * and the way in which every tool reads its command line: glibc's argp, with long
 * options spelt out in full.
 */
#ifndef VIERPHASEN_OPTIONS_H
#define VIERPHASEN_OPTIONS_H

#include <argp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stream/dialect.h"
#include "stream/soundness.h"

/* Which groups of common options a tool has. */
enum {
    OPTIONS_READ = 1,     /* -d, --rejects, --keep-going, --stats, the limits */
    OPTIONS_WRITE = 2,    /* -t, -o */
    OPTIONS_RULES = 4,    /* --as-of, -C */
    OPTIONS_EXPLAIN = 8,  /* --explain */
    OPTIONS_DAY = 16,     /* --as-of alone */
    OPTIONS_ALL = 32,     /* -d, the limits: of a tool that needs every record */
    OPTIONS_REFUSED = 64, /* --refused */
    OPTIONS_LABELS = 128, /* --labels; -C and --as-of for its words */
    OPTIONS_SHARES = 256  /* --jobs, --no-header, --first-line */
};

/* The keys of a tool's own options without a letter begin here. */
enum { OPTION_OWN = 1000 };

struct recording;

struct options {
    bool has_as_of;
    int32_t as_of; /* if not given: today */
    bool has_concept;
    const char *concept;
    bool labels;   /* German words in place of names and codes */
    int delimiter; /* -1: found */
    bool has_to;
    struct dialect to;
    const char *output;
    const char *rejects;
    const char *refused;
    bool keep_going, explain, stats, quiet;
    unsigned jobs;            /* processes that do the work; 0 and 1: this one */
    bool no_header;           /* of the new stream */
    unsigned long first_line; /* that of the first record; 0: as it stands */
    bool version;             /* asked for: print it and stop */
    const char *manifest;
    bool manifest_only;          /* every output is thrown away */
    struct recording *recording; /* of the manifest (recording.h); NULL: none */
    struct record_limits limits;
    const char **files; /* point into argv */
    size_t file_count;
};

struct command_line {
    const char *name;      /* the tool's */
    const char *arguments; /* such as "[FILE…]" */
    const char *summary;   /* what the tool does, for --help */
    const char *heading;   /* of its own options there, such as "What to list:" */
    const char *example;   /* one or more lines that run in tests/data/examples */
    unsigned groups;       /* OPTIONS_… */
    const struct argp_option *own;
    /* Called for each option first; ARGP_ERR_UNKNOWN: it is a common one. */
    error_t (*parse)(int key, char *value, struct argp_state *state);
};

/* Prints argp's second line of a usage error. */
void options_hint(const char *name);

/*
 * Fills options. Prints help and exits 0, or prints what is wrong in argp's two lines
 * and exits 2. options->files is allocated for the life of the process. A manifest that
 * is asked for is begun: main ends with recording_end.
 */
void options_parse(struct options *options, const struct command_line *line, int argc,
                   char **argv);

#endif
