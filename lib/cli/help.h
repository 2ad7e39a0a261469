/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How --help looks: the options in groups with a heading, an example, the page, and
 * lines that fit a terminal of 80 columns.
 */
#ifndef VIERPHASEN_HELP_H
#define VIERPHASEN_HELP_H

#include <argp.h>
#include <stddef.h>

struct command_line;

/*
 * ARGP_HELP_FMT while the command line is read: usage errors are two lines then, also
 * with the longest name of a tool.
 */
#define HELP_OF_ERRORS "rmargin=88"

/* The groups of a table of options: those of the tool itself are 0. */
enum { HELP_GROUPS = 6 };

/*
 * Gives the `count` options of a table their headings: a group that has an option gets
 * one behind the options, where argp sorts it to the top of its group. The table has
 * room for HELP_GROUPS more and its end.
 */
void help_group(struct argp_option *table, size_t count,
                const struct command_line *line);

/* What argp prints before and behind the options, to be freed. */
char *help_text(const struct command_line *line);

/*
 * Prints the help, or the usage, by flags of argp that print and do not exit, to
 * standard output, and ends the process with 0.
 */
_Noreturn void help_print(const struct argp_state *state, unsigned flags);

#endif
