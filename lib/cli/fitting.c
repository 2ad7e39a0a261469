/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/fitting.h"

#include "cli/filter.h"
#include "cli/foreign.h"
#include "cli/notes.h"
#include "stream/header.h"

bool fitting_has_tables(struct filter *filter)
{
    const char *names = filter->tool->lives_on;
    struct span rest = names != NULL ? span_from(names) : span_of(NULL, 0);

    while (rest.ptr != NULL)
        if (!concept_require(filter->concept, span_cut(&rest, ' '), &filter->diag))
            return false;
    if (names != NULL && strcmp(names, "deadlines") == 0)
        notes_say_empty(filter);
    return true;
}

/* A column that the header lacks is a fault of the first file. */
bool fitting_bind(struct filter *filter)
{
    if (filter->facts == NULL || filter->header == NULL)
        return true;
    notes_say_meant(filter, filter->header);
    if (foreign_is_absent(filter->concept, filter->header, &filter->diag) &&
        facts_bind(filter->facts, filter->header, &filter->diag))
        return true;
    diag_at(&filter->diag, filter_input_name(filter), filter->header->line);
    return false;
}

bool fitting_has_client_id(struct filter *filter)
{
    if (filter->facts == NULL || filter->header == NULL ||
        facts_have_key(filter->header, &filter->diag))
        return true;
    notes_say_meant(filter, filter->header);
    return diag_at(&filter->diag, filter_input_name(filter), filter->header->line);
}
