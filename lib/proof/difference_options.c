/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/difference_options.h"

#include "base/span.h"
#include "stream/dialect.h"
#include "value/date.h"
#include "value/number.h"

/* Keys of the tool's own, as in cli/options.h. */
enum { OPTION_NEW_AS_OF = 1000, OPTION_MATRIX, OPTION_WEEKS };
enum { WEEKS_MOST = 520 };

const struct argp_option DIFFERENCE_OPTIONS[] = {
    {"new-as-of", OPTION_NEW_AS_OF, "DATE", 0,
     "Take DATE for today under NEW (default: as under OLD); without CASES compare "
     "only "
     "the rows that are valid on these days",
     1},
    {"matrix", OPTION_MATRIX, "TABLE", 0,
     "Count the persons by old and new value of TABLE, such as category or team", 0},
    {"weeks", OPTION_WEEKS, "N", OPTION_ARG_OPTIONAL,
     "Compare the work of the next N weeks, 1 to 520 (52), as workload-forecast counts "
     "it",
     0},
    {"to", 't', "FORMAT", 0,
     "Write " DIALECT_NAMES " (default: as the input; without CASES lines for people)",
     2},
    {NULL, 0, NULL, 0, NULL, 0}};

error_t difference_options_parse(struct difference_options *options, int key,
                                 char *value, struct argp_state *argp)
{
    switch (key) {
    case OPTION_NEW_AS_OF:
        if (!date_parse(span_from(value), &options->new_as_of))
            argp_error(argp, "--new-as-of: expected a date YYYY-MM-DD or DD.MM.YYYY");
        options->has_new_as_of = true;
        return 0;
    case OPTION_MATRIX:
        options->matrix = value;
        return 0;
    case OPTION_WEEKS:
        if (!number_parse(span_from(value != NULL ? value : "52"), WEEKS_MOST,
                          &options->weeks) ||
            options->weeks == 0)
            argp_error(argp, "--weeks: expected a number from 1 to %d", WEEKS_MOST);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

const char *difference_options_conflict(const struct difference_options *options,
                                        size_t argument_count)
{
    bool has_weeks = options->weeks > 0, has_matrix = options->matrix != NULL;

    if (argument_count < 2)
        return "expected two concepts, OLD and NEW: each a NAME or DIR";
    if (has_weeks && has_matrix)
        return "--matrix and --weeks: expected one of them";
    if ((has_weeks || has_matrix) && argument_count == 2)
        return "--matrix and --weeks compare persons, expected CASES behind OLD and "
               "NEW";
    if (has_weeks && options->has_new_as_of)
        return "--new-as-of does not go with --weeks, which take the rules of each day";
    return NULL;
}
