/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/flaw_options.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/names.h"

enum { KEY_LEVEL = 1000, KEY_CHECK, KEY_FAIL, KEY_COUNT, KEY_DUPLICATES };

const struct argp_option FLAW_OPTIONS[] = {
    {"level", KEY_LEVEL, "LEVEL", 0,
     "List only findings of LEVEL: gap, warning or error", 0},
    {"check", KEY_CHECK, "NAMES", 0,
     "List only findings of these checks (names between commas)", 0},
    {"fail", KEY_FAIL, "LEVEL", 0,
     "End with status 1 if a listed finding is of LEVEL or worse", 0},
    {"count", KEY_COUNT, NULL, 0, "Count the findings by check and office instead", 0},
    {"duplicates", KEY_DUPLICATES, NULL, 0,
     "List also who has the client_id of an earlier record", 0},
    {NULL, 0, NULL, 0, NULL, 0}};

error_t flaw_options_parse(struct flaw_options *options, int key, const char *value)
{
    switch (key) {
    case KEY_LEVEL:
        options->level = span_from(value);
        return 0;
    case KEY_CHECK:
        options->checks = span_from(value);
        return 0;
    case KEY_FAIL:
        options->fail = span_from(value);
        return 0;
    case KEY_COUNT:
        options->counts = true;
        return 0;
    case KEY_DUPLICATES:
        options->finds_duplicates = true;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static void name_checks(struct flaw_options *options, const struct concept *concept)
{
    const struct decision *table = &concept->checks.table;

    options->names = mem_array(flaws_most(concept), sizeof *options->names);
    options->is_named = mem_array(flaws_most(concept), sizeof *options->is_named);
    for (unsigned i = 0; i < table->count; i++) {
        struct span name = table->rules[i].id;
        if (concept->checks.rules[i].level != CHECK_REFUSE &&
            names_find_span(options->names, options->name_count, name) < 0)
            options->names[options->name_count++] = name;
    }
    for (unsigned i = 0; i < FLAWS_BUILT_IN; i++)
        options->names[options->name_count++] = span_from(FLAW_NAMES[i]);
}

/* Ids are kept only for who asks for them, in either of two ways. */
static void choose_duplicates(struct flaw_options *options)
{
    bool *is_named = &options->is_named[options->name_count - 1];

    options->finds_duplicates |= options->checks.ptr != NULL && *is_named;
    *is_named = options->finds_duplicates;
}

/* The level that an option names; FLAW_LEVELS without the option (ptr NULL). */
static bool take_level(struct span name, const char *what, int *level,
                       struct diag *diag)
{
    struct span names[FLAW_LEVELS];

    *level = FLAW_LEVELS;
    if (name.ptr == NULL)
        return true;
    for (int i = 0; i < FLAW_LEVELS; i++)
        names[i] = span_from(CHECK_LEVEL_NAMES[i]);
    *level = names_find_span(names, FLAW_LEVELS, name);
    return *level >= 0 || names_unknown(diag, what, name, names, FLAW_LEVELS);
}

bool flaw_options_apply(struct flaw_options *options, const struct concept *concept,
                        struct diag *diag)
{
    int level;

    if (!take_level(options->level, "--level: no level", &level, diag) ||
        !take_level(options->fail, "--fail: no level", &options->fails_from, diag))
        return false;
    for (int i = 0; i < FLAW_LEVELS; i++)
        options->is_listed[i] = level == FLAW_LEVELS || i == level;
    name_checks(options, concept);
    if (!names_choose(options->names, options->name_count, options->checks,
                      options->is_named, "--check: no check", diag))
        return false;
    choose_duplicates(options);
    return true;
}

void flaw_options_free(struct flaw_options *options)
{
    free(options->names);
    free(options->is_named);
}

bool flaw_options_choose(const struct flaw_options *options, const struct flaw *flaw)
{
    int place = names_find_span(options->names, options->name_count, flaw->check);

    return options->is_listed[flaw->level] && place >= 0 && options->is_named[place];
}
