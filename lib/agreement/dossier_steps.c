/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agreement/dossier_steps.h"

#include "agreement/dossier.h"
#include "rules/concept.h"

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

struct span dossier_step_numbers(struct dossier *dossier, int name)
{
    const struct strategies *table = &dossier->facts->concept->strategies;
    int column = name == NAME_CLIENT_STEPS   ? table->by_client
                 : name == NAME_OFFICE_STEPS ? table->by_office
                                             : table->by_third;

    dossier->text.len = 0;
    for (unsigned i = 0; i < dossier->plan.count; i++)
        if (plan_step_cell(dossier->facts, &dossier->plan.list[i], column).len > 0)
            buffer_print(&dossier->text, "%s%u", dossier->text.len > 0 ? ", " : "",
                         i + 1);
    return buffer_text(&dossier->text);
}
