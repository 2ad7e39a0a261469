/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The options that followup-due alone has: which obligations are listed, and how the
 * list is shown.
 */
#ifndef VIERPHASEN_DUE_OPTIONS_H
#define VIERPHASEN_DUE_OPTIONS_H

#include <argp.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "due/selection_options.h"

struct concept;
struct diag;
struct due_output;

/* What was given; a zeroed struct: nothing. */
struct due_options {
    struct selection_options selection;
    struct span keep;     /* ptr NULL: not given */
    bool has_window;      /* --window */
    bool lists_deadlines; /* --list-deadlines */
    bool is_calendar;
    const char *ics, *alarm, *uid_key, *previous;
    const char *calendar_name, *calendar_description;
    bool says_client_id, without_client_id, with_names;
    bool moves_overdue; /* --overdue=today */
    bool is_incomplete;
    const char *split, *output_dir;
    bool has_readable_names; /* --readable-names */
};

/* For the table of the tool's own options. */
extern const struct argp_option DUE_OPTIONS[];

/* Takes an option; ARGP_ERR_UNKNOWN: it is none of these, or one of a stream's too. */
error_t due_options_parse(struct due_options *options, int key, const char *value,
                          struct argp_state *argp);

/* What options that every tool has say. */
struct due_shared {
    int32_t as_of;
    bool explains;
    const char *output; /* --output, or NULL */
};

/*
 * Checks what was given against the concept, and says so to the selection and the
 * output. False and a diag if some don't go together or a value is malformed.
 */
bool due_options_apply(const struct due_options *options,
                       const struct due_shared *shared, const struct concept *concept,
                       struct selection *selection, struct due_output *view,
                       struct diag *diag);

#endif
