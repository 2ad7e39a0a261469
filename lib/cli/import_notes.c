/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/import_notes.h"

#include <stdio.h>

#include "base/mem.h"
#include "cli/filter.h"
#include "cli/notes.h"
#include "import/leftovers.h"
#include "import/mapping.h"
#include "import/suggestion.h"

static void say(const void *filter, struct span line)
{
    filter_note(filter, "%.*s", (int)line.len, line.ptr);
}

void import_notes_say_leftovers(const struct filter *filter,
                                const struct mapping *mapping)
{
    struct arena arena = {NULL};
    struct diag unheard; /* without the German names less is meant */
    struct leftovers leftovers = {.concept = filter->concept,
                                  .mapping = mapping,
                                  .header = filter->header,
                                  .known = suggestion_load(&arena, &unheard),
                                  .say = say,
                                  .context = filter};

    if (mapping->count > 0)
        leftovers_say(&leftovers);
    else
        notes_say_meant(filter, filter->header);
    arena_free(&arena);
}

void import_notes_say_guessed(const struct filter *filter)
{
    if (!filter->header->is_safe)
        filter_note(filter, "none of the names in line %lu is known: a header?",
                    filter->header->line);
}

void import_notes_print_above(const struct filter *filter, const char *which,
                              unsigned long long lines)
{
    if (lines > 0)
        fprintf(stderr, "%s: %slines above the header %llu\n", filter->tool->line.name,
                which, lines);
}
