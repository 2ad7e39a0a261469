/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/binding.h"

#include "cli/filter.h"
#include "cli/foreign.h"
#include "cli/notes.h"

/* A column that the header lacks is a fault of the first file. */
bool binding_facts(struct filter *filter)
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

bool binding_has_client_id(struct filter *filter)
{
    if (filter->facts == NULL || filter->header == NULL ||
        header_find(filter->header, span_from("client_id")) >= 0)
        return true;
    notes_say_meant(filter, filter->header);
    diag_set(&filter->diag, DIAG_HEADER, "no column client_id");
    return diag_at(&filter->diag, filter_input_name(filter), filter->header->line);
}
