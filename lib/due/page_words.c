/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/page_words.h"

#include "due/page_text.h"
#include "stream/record.h"
#include "value/date.h"

const struct page_urgency_words page_urgency_words[PAGE_URGENCIES] = {
    [PAGE_OVERDUE] = {"ÜBERFÄLLIG", "Überfällig", "überfällig"},
    [PAGE_DUE] = {"FÄLLIG", "Fällig", "fällig"},
    [PAGE_UPCOMING] = {"DEMNÄCHST", "Demnächst", "demnächst"},
    [PAGE_UNCLEAR] = {"NICHT LESBAR ODER NICHT MEHR DA",
                      "Nicht lesbar oder nicht mehr da", "unklar"},
    [PAGE_GONE] = {"SEIT DER LETZTEN LISTE ENTFALLEN",
                   "Seit der letzten Liste entfallen", "entfallen"},
};

static void add(struct buffer *out, const char *text)
{
    buffer_add(out, span_from(text));
}

void page_words_title(struct buffer *out, struct span manager)
{
    add(out, PAGE_TITLE " ");
    if (manager.len > 0)
        out->len += page_text_plain(manager, buffer_room(out, manager.len));
    else
        add(out, "ohne Ansprechpartner");
}

void page_words_totals(struct buffer *out, const unsigned long totals[PAGE_URGENCIES],
                       unsigned long fresh)
{
    const char *between = "";

    for (unsigned i = 0; i < PAGE_URGENCIES; i++) {
        if (totals[i] == 0)
            continue;
        buffer_print(out, "%s%lu %s", between, totals[i],
                     page_urgency_words[i].counted);
        between = ", ";
    }
    if (fresh > 0)
        buffer_print(out, "; neu %lu", fresh);
}

void page_words_refused(struct buffer *out, unsigned long count)
{
    if (count == 1)
        add(out, "Achtung: 1 Datensatz war nicht lesbar; er fehlt auf den Listen.");
    else if (count > 1)
        buffer_print(out,
                     "Achtung: %lu Datensätze waren nicht lesbar; sie fehlen auf den "
                     "Listen.",
                     count);
}

static void add_day(struct buffer *out, const char *what, struct span iso)
{
    char text[DATE_BYTES];
    int32_t day = 0;

    date_parse(iso, &day);
    date_format_german(day, text);
    buffer_print(out, " (%s %.*s)", what, DATE_BYTES, text);
}

void page_words_days(struct buffer *out, const struct record *row)
{
    struct span before = record_field(row, PAGE_BEFORE),
                due_on = record_field(row, PAGE_DUE_ON);

    if (!span_equal(due_on, record_field(row, PAGE_WORK_ON)))
        add_day(out, "Frist", due_on);
    if (before.len > 0)
        add_day(out, "vorher", before);
}

const char *page_words_legend(unsigned i, bool has_changes, bool has_unclear)
{
    const char *const lines[PAGE_LEGEND_LINES] = {
        "bis: Arbeitstag, an dem es zu erledigen ist. Tage: bis zur Frist, mit - "
        "danach.",
        has_changes ? "neu: nicht auf der letzten Liste. anders: anderer Tag." : NULL,
        has_changes ? "jetzt: seit der letzten Liste fällig oder überfällig geworden."
                    : NULL,
        has_unclear ? "Nicht lesbar oder nicht mehr da: vom Stand der letzten Liste, "
                      "bitte prüfen."
                    : NULL};

    return lines[i];
}
