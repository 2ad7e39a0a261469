/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audit/figures.h"

#include "audit/tally.h"
#include "base/span.h"
#include "stream/writer.h"
#include "value/date.h"
#include "value/number.h"

const char *figures_columns(enum findings_view view)
{
    static const char *const columns[] = {
        [FINDINGS_STANDARDS] = "persons obligations kept late missed open closed "
                               "share_kept late_median late_p90 suppressed "
                               "period_from period_until as_of",
        [FINDINGS_AGREEMENTS] = "persons needed valid missing expired earlier_case "
                                "not_begun share_valid suppressed as_of",
        [FINDINGS_CONTACTS] = "rule promised persons reached share_reached days_median "
                              "days_p90 unknown suppressed as_of"};

    return columns[view];
}

unsigned figures_parts(enum findings_view view)
{
    static const unsigned parts[] = {[FINDINGS_STANDARDS] = FINDINGS_STATES,
                                     [FINDINGS_AGREEMENTS] = AGREEMENT_STATES,
                                     [FINDINGS_CONTACTS] = CONTACT_STATES};

    return parts[view];
}

unsigned figures_summed(enum findings_view view)
{
    /* Those whose last contact is unknown are none of the persons. */
    return view == FINDINGS_CONTACTS ? CONTACT_UNKNOWN : figures_parts(view);
}

void figures_add(enum findings_view view, struct tally_group *group,
                 const struct finding *finding, uint64_t person)
{
    tally_add(&group->parts[finding->state], person);
    if (finding->state < figures_summed(view))
        tally_add(&group->all, person);
    if (finding->is_unseen)
        tally_add(&group->unseen, person);
    if (finding->days != FINDINGS_NO_DAYS)
        tally_add_days(group, (uint32_t)finding->days, person);
}

static bool is_row_shown(const struct tally_group *group)
{
    return group->veil == TALLY_SHOWN || group->veil == TALLY_CELLS_VEILED;
}

/* The part that a share tells, and a bit for each one that its whole leaves out. */
static const struct {
    unsigned part, without;
} shares[] = {
    [FINDINGS_STANDARDS] = {VERDICT_KEPT, 1U << VERDICT_OPEN | 1U << VERDICT_CLOSED},
    [FINDINGS_AGREEMENTS] = {AGREEMENT_VALID, 1U << AGREEMENT_EXEMPT},
    [FINDINGS_CONTACTS] = {CONTACT_REACHED, 0}};

unsigned figures_shares(enum findings_view view)
{
    return 1U << shares[view].part | shares[view].without;
}

static bool are_shown(const struct tally_group *group, unsigned parts)
{
    return is_row_shown(group) && (group->veiled & parts) == 0;
}

int figures_share(enum findings_view view, const struct tally_group *group)
{
    uint64_t part = group->parts[shares[view].part].count;
    uint64_t whole = group->all.count;

    for (unsigned i = 0; i < figures_parts(view); i++)
        if ((shares[view].without >> i & 1) != 0)
            whole -= group->parts[i].count;
    if (!are_shown(group, figures_shares(view)) || group->unseen.count > 0 ||
        whole == 0)
        return -1;
    return (int)number_divide(1000 * part, whole);
}

/* Whether the number of those whose days were counted can be seen, and is no few. */
static bool are_days_shown(const struct figures_row *row,
                           const struct tally_group *group)
{
    if (group->days.count == 0 || group->days.persons < row->minimum)
        return false;
    if (row->view != FINDINGS_STANDARDS)
        return is_row_shown(group);
    return are_shown(group, 1U << VERDICT_LATE | 1U << VERDICT_MISSED) ||
           are_shown(group, figures_shares(row->view));
}

static void write_number(bool shown, uint64_t number, struct writer *writer)
{
    if (shown)
        writer_number(writer, (long)number);
    else
        writer_clean(writer, span_of("", 0));
}

static void write_parts(const struct tally_group *group, unsigned from, unsigned to,
                        struct writer *writer)
{
    for (unsigned part = from; part < to; part++)
        write_number(are_shown(group, 1U << part), group->parts[part].count, writer);
}

/* Percent with one decimal. */
static void write_share(const struct figures_row *row, const struct tally_group *group,
                        struct writer *writer)
{
    int share = figures_share(row->view, group);
    char digits[NUMBER_BYTES];
    size_t len = share >= 0 ? number_format_decimals(share, 1, digits) : 0;

    writer_clean(writer, span_of(digits, len));
}

static void write_days(const struct figures_row *row, const struct tally_group *group,
                       struct writer *writer)
{
    bool shown = are_days_shown(row, group);

    write_number(shown, shown ? tally_days(group, 50) : 0, writer);
    write_number(shown, shown ? tally_days(group, 90) : 0, writer);
}

static void write_standards(const struct figures_row *row,
                            const struct tally_group *group, struct writer *writer)
{
    write_number(is_row_shown(group), group->all.persons, writer);
    write_number(is_row_shown(group), group->all.count, writer);
    write_parts(group, VERDICT_KEPT, FINDINGS_STATES, writer);
    write_share(row, group, writer);
    write_days(row, group, writer);
}

static void write_agreements(const struct figures_row *row,
                             const struct tally_group *group, struct writer *writer)
{
    uint64_t exempt = group->parts[AGREEMENT_EXEMPT].count;

    write_number(is_row_shown(group), group->all.persons, writer);
    write_number(are_shown(group, 1U << AGREEMENT_EXEMPT), group->all.count - exempt,
                 writer);
    write_parts(group, AGREEMENT_VALID, AGREEMENT_STATES, writer);
    write_share(row, group, writer);
}

static void write_contacts(const struct figures_row *row,
                           const struct tally_group *group, struct writer *writer)
{
    write_number(is_row_shown(group), group->all.persons, writer);
    write_parts(group, CONTACT_REACHED, CONTACT_BEHIND, writer);
    write_share(row, group, writer);
    write_days(row, group, writer);
    write_parts(group, CONTACT_UNKNOWN, CONTACT_STATES, writer);
}

static void write_day(int32_t day, struct writer *writer)
{
    char digits[DATE_BYTES];

    date_format(day, digits);
    writer_clean(writer, span_of(digits, DATE_BYTES));
}

void figures_write(const struct figures_row *row, const struct tally_group *group,
                   struct writer *writer)
{
    static const char *const veils[] = {[TALLY_SHOWN] = "",
                                        [TALLY_CELLS_VEILED] = "cells",
                                        [TALLY_FEW] = "few",
                                        [TALLY_SECOND] = "second"};

    for (unsigned i = 0; i < row->cell_count; i++)
        writer_value(writer, group->cells != NULL ? group->cells[i] : row->total);
    if (row->view == FINDINGS_STANDARDS)
        write_standards(row, group, writer);
    else if (row->view == FINDINGS_AGREEMENTS)
        write_agreements(row, group, writer);
    else
        write_contacts(row, group, writer);
    writer_clean(writer, span_from(veils[group->veil]));
    if (row->view == FINDINGS_STANDARDS) {
        write_day(row->from, writer);
        write_day(row->until, writer);
    }
    write_day(row->as_of, writer);
    writer_end(writer);
}
