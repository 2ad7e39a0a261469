/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agreement/dossier_steps.h"

#include "agreement/dossier.h"
#include "rules/concept.h"
#include "value/number.h"

struct span dossier_step_office(struct dossier *dossier, const struct plan_step *step)
{
    const struct facts *facts = dossier->facts;
    struct span cell =
        plan_step_cell(facts, step, facts->concept->strategies.by_office);
    struct span jobcenter = dossier->frame->laws[0].authority_subject;

    if (dossier->law == &dossier->frame->laws[0] || cell.len <= jobcenter.len ||
        memcmp(cell.ptr, jobcenter.ptr, jobcenter.len) != 0)
        return cell;
    dossier->text.len = 0;
    buffer_add(&dossier->text, dossier->law->authority_subject);
    buffer_add(&dossier->text, span_after(cell, jobcenter.len));
    return buffer_text(&dossier->text);
}

/* One more number of a list. */
static void add_number(struct buffer *list, unsigned number)
{
    if (list->len > 0)
        buffer_add(list, span_from(", "));
    list->len += number_format(number, buffer_room(list, NUMBER_BYTES));
}

struct span dossier_step_numbers(struct dossier *dossier, int name)
{
    const struct strategies *table = &dossier->facts->concept->strategies;
    int column = name == NAME_CLIENT_STEPS   ? table->by_client
                 : name == NAME_OFFICE_STEPS ? table->by_office
                                             : table->by_third;

    dossier->text.len = 0;
    for (unsigned i = 0; i < dossier->plan.count; i++)
        if (plan_step_cell(dossier->facts, &dossier->plan.list[i], column).len > 0)
            add_number(&dossier->text, i + 1);
    return buffer_text(&dossier->text);
}
