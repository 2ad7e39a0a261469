/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The files that a tool reads: no output may be one of them.
 */
#ifndef VIERPHASEN_INPUTS_H
#define VIERPHASEN_INPUTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"

struct diag;
struct output;
struct tables;

/* A zeroed struct has none. */
struct inputs {
    size_t count, room;
    const char **paths; /* `-` is standard input */
    struct arena arena; /* of those that are made here */
};

/* The path is kept. */
void inputs_add(struct inputs *inputs, const char *path);
/* The tables of a concept, and of those that it extends. */
void inputs_add_tables(struct inputs *inputs, const struct tables *tables);

void inputs_free(struct inputs *inputs);

/*
 * Whether the output (NULL: standard output; what: its name for the message) is none of
 * them; else a diag.
 */
bool inputs_spared(const struct inputs *inputs, const struct output *output,
                   const char *what, struct diag *diag);

#endif
