/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The options that say which open obligations are listed (selection.h), of every tool
 * that has them.
 */
#ifndef VIERPHASEN_SELECTION_OPTIONS_H
#define VIERPHASEN_SELECTION_OPTIONS_H

#include <argp.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "due/selection.h"

struct deadlines;
struct diag;

/* Keys apart from those of the tools' own options. */
enum {
    SELECTION_WITHIN = 2000,
    SELECTION_ALL,
    SELECTION_OVERDUE,
    SELECTION_NEXT,
    SELECTION_DEADLINE,
    SELECTION_KIND,
    SELECTION_ACTOR
};

/* For the tool's table of options; followup-due has an --overdue of its own. */
// clang-format off
#define SELECTION_OPTION_OVERDUE \
    {"overdue", SELECTION_OVERDUE, NULL, 0, "List only what is overdue", 0}
#define SELECTION_OPTIONS \
    {"within", SELECTION_WITHIN, "TIME", 0, \
     "List what is due, overdue or comes due within TIME: 14d, 2w, 1mo", 0}, \
    {"all", SELECTION_ALL, NULL, 0, "List every open obligation", 0}, \
    {"next", SELECTION_NEXT, NULL, 0, \
     "List only the earliest obligation of each person", 0}, \
    {"deadline", SELECTION_DEADLINE, "NAMES", 0, \
     "List only these deadlines (names between commas)", 0}, \
    {"kind", SELECTION_KIND, "KINDS", 0, \
     "List only talk, agreement, review or task (names between commas)", 0}, \
    {"actor", SELECTION_ACTOR, "NAMES", 0, \
     "List only what these have to do, such as fallmanagement (names between commas)", \
     0}
// clang-format on

/* A zeroed struct: nothing is given. */
struct selection_options {
    struct span within, deadlines, kinds, actors; /* option values, or null */
    enum selection_window window;
};

/* Takes an option; ARGP_ERR_UNKNOWN for any other. */
error_t selection_options_parse(struct selection_options *given, int key,
                                const char *value, struct argp_state *argp);

/* Makes the selection of the options. False and a diag if something is wrong with them.
 */
bool selection_options_choose(const struct selection_options *given,
                              const struct deadlines *deadlines, int32_t as_of,
                              struct selection *selection, struct diag *diag);

#endif
