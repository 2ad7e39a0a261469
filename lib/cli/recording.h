/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * --manifest: what a run was, in a file that replay(1) repeats it from (manifest.h).
 * options_parse begins it; what the files are that the run reads and writes is told
 * where they are opened (journal.h); a tool has to do no more than to end it.
 */
#ifndef VIERPHASEN_RECORDING_H
#define VIERPHASEN_RECORDING_H

struct command_line;
struct options;

struct recording_counts {
    unsigned long long read, written, refused, empty;
};

/*
 * Opens the manifest that the options ask for, if they do. `argv` is the command line
 * as it was given, before argp puts it in another order; it is taken over, for free().
 * Prints what is
 * wrong and exits 2.
 */
void recording_begin(struct options *options, const struct command_line *line, int argc,
                     char **argv);

/*
 * At the end of main, when every file is closed: the manifest appears, unless the
 * status is 2 or the journal was stopped. `counts` NULL: the tool counts no records.
 * Prints what is wrong. The exit status: 2 if there is no manifest that should be, else
 * the given one.
 */
int recording_end(struct options *options, const struct recording_counts *counts,
                  int status);

#endif
