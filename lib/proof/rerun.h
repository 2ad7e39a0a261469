/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The run of a manifest once more: the program of its name beside this one, with the
 * same arguments and the same day, under --manifest-only, so that nothing is written
 * but the new manifest, and that only to a private folder of its own.
 */
#ifndef VIERPHASEN_RERUN_H
#define VIERPHASEN_RERUN_H

#include <stdbool.h>

struct diag;
struct manifest;
struct output;
struct rerun;

/*
 * Whether everything that was read can be read again: each input is a regular file,
 * and so is standard input if it was one of them. False and a diag.
 */
bool rerun_can_read(const struct manifest *manifest, struct diag *diag);

/* Makes the folder for the new manifest. NULL and a diag on failure. */
struct rerun *rerun_open(struct diag *diag);

/*
 * Runs the program and waits for its end. Its standard error is ours. False and a diag
 * if it could not be run; *status: how it ended, above 128 by a signal.
 */
bool rerun_run(struct rerun *rerun, const struct manifest *manifest, int *status,
               struct diag *diag);

/* Where the new manifest is, if the run left one. */
const char *rerun_manifest(const struct rerun *rerun);

/* Removes the folder. Safe on NULL. */
void rerun_close(struct rerun *rerun);

/*
 * Reads the inputs themselves, for a run that left no manifest, and tells which have
 * changed (manifest_compare.h).
 */
void rerun_tell_changed_inputs(const struct manifest *manifest, struct output *output);

#endif
