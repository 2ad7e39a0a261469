/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audit/audit_table.h"

#include "audit/audit_options.h"
#include "audit/figures.h"
#include "audit/suppression.h"
#include "audit/tally.h"
#include "stream/writer.h"

static void write_group(const struct audit_options *plan, const struct figures_row *row,
                        const struct tally_group *group,
                        struct audit_table_result *result, struct writer *writer)
{
    int share = figures_share(row->view, group);

    result->has_unseen |= group->unseen.count > 0;
    result->is_below |= share >= 0 && share < plan->fail_under;
    figures_write(row, group, writer);
}

struct audit_table_result audit_table_write(const struct audit_options *plan,
                                            int32_t as_of, struct tally *tally,
                                            struct writer *writer)
{
    enum findings_view view = plan->audit.view;
    const struct figures_row row = {.view = view,
                                    .minimum = (unsigned)plan->minimum,
                                    .cell_count = tally->groups.value_count,
                                    .from = plan->audit.from,
                                    .until = plan->audit.until,
                                    .as_of = as_of,
                                    .total = span_from("*")};
    const struct suppression rule = {
        row.minimum, plan->by.count + (view == FINDINGS_CONTACTS), figures_parts(view),
        figures_summed(view), figures_shares(view)};
    struct tally_group *total = plan->has_total ? &tally->total : NULL;
    struct audit_table_result result = {false, false};

    tally_sort(tally);
    suppression_apply(&rule, tally->sorted, tally->groups.count, total);
    for (size_t i = 0; i < tally->groups.count; i++)
        write_group(plan, &row, tally->sorted[i], &result, writer);
    if (total != NULL)
        write_group(plan, &row, total, &result, writer);
    return result;
}
