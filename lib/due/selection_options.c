/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/selection_options.h"

#include "base/diag.h"
#include "rules/deadlines.h"

static error_t set_window(struct selection_options *given, enum selection_window window,
                          struct argp_state *argp)
{
    if (given->window != WINDOW_NOW && given->window != window)
        argp_error(argp, "--within, --all, --overdue and --next exclude each other");
    given->window = window;
    return 0;
}

error_t selection_options_parse(struct selection_options *given, int key,
                                const char *value, struct argp_state *argp)
{
    switch (key) {
    case SELECTION_WITHIN:
        given->within = span_from(value);
        return set_window(given, WINDOW_WITHIN, argp);
    case SELECTION_ALL:
        return set_window(given, WINDOW_ALL, argp);
    case SELECTION_OVERDUE:
        return set_window(given, WINDOW_OVERDUE, argp);
    case SELECTION_NEXT:
        return set_window(given, WINDOW_NEXT, argp);
    case SELECTION_DEADLINE:
        given->deadlines = span_from(value);
        return 0;
    case SELECTION_KIND:
        given->kinds = span_from(value);
        return 0;
    case SELECTION_ACTOR:
        given->actors = span_from(value);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

bool selection_options_choose(const struct selection_options *given,
                              const struct deadlines *deadlines, int32_t as_of,
                              struct selection *selection, struct diag *diag)
{
    selection->window = given->window;
    selection->as_of = as_of;
    if (given->within.ptr != NULL && !selection_within(selection, given->within)) {
        diag_set(diag, DIAG_USAGE, "--within: expected a time such as 14d, 2w or 1mo");
        return false;
    }
    return deadlines_choose(deadlines, given->deadlines, selection->is_named, diag) &&
           selection_kinds(selection, given->kinds, diag) &&
           selection_actors(selection, deadlines, given->actors, diag);
}
