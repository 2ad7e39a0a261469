/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How a program begins and ends that is no filter of records (filter.h): those that
 * read a concept or a manifest.
 */
#ifndef VIERPHASEN_PROGRAM_H
#define VIERPHASEN_PROGRAM_H

#include <stdbool.h>

struct command_line;
struct faults;
struct options;

/*
 * Prepares the process and reads the command line. False: --version was asked for and
 * printed; then the program ends with 0.
 */
bool program_begin(struct options *options, const struct command_line *line, int argc,
                   char **argv);

/* Prints each fault of a concept's tables. */
void program_tell(const struct command_line *line, const struct faults *faults);

/*
 * At the end of main, when every file is closed: frees the options and ends the
 * manifest, if there is one (recording_end). The exit status.
 */
int program_end(struct options *options, int status);

#endif
