/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/overview_weeks.h"

#include "base/diag.h"
#include "due/count_file.h"
#include "value/date.h"

/* Columns of a forecast, and what a week carries of them. */
enum { WEEK_FROM, WEEK_UNTIL, WEEK_TEXTS };
enum { TALKS, AGREEMENTS, REVIEWS, TASKS, TOTAL, BACKLOG, COUNTS };

static const struct count_file_form forecast_form = {{"week_from", "week_until",
                                                      "talks", "agreements", "reviews",
                                                      "tasks", "total", "backlog"},
                                                     WEEK_TEXTS,
                                                     "a forecast of workload-forecast"};

/* The picture: its size, where the bars stand, how many labels have room. */
enum {
    WIDTH = 720,
    HEIGHT = 270,
    LEFT = 20,
    BARS = 690,
    BASE = 235,
    TALL = 180,
    LABELS = 13,
    NUMBERS = 26
};

static bool take(void *context, const struct count_file_row *row, struct diag *diag)
{
    struct groups *weeks = context;
    unsigned long *counts;
    int32_t day;

    for (unsigned i = 0; i < WEEK_TEXTS; i++)
        if (!date_parse(row->texts[i], &day)) {
            diag_set(diag, DIAG_DATE, "expected a date");
            return diag_in_column(diag, span_from(forecast_form.columns[i]));
        }
    counts = groups_take(weeks, row->texts);
    for (unsigned i = 0; i < COUNTS; i++)
        counts[i] += (unsigned long)row->numbers[WEEK_TEXTS + i];
    return true;
}

bool overview_weeks_read(struct overview_weeks *weeks, const char *path,
                         struct diag *diag)
{
    weeks->weeks.value_count = WEEK_TEXTS;
    weeks->weeks.size = COUNTS * sizeof(unsigned long);
    if (!count_file_read(path, &forecast_form, take, &weeks->weeks, diag))
        return false;
    groups_sort(&weeks->weeks);
    return true;
}

void overview_weeks_free(struct overview_weeks *weeks)
{
    groups_free(&weeks->weeks);
}

static const unsigned long *counts_of(const struct groups *weeks, size_t i)
{
    return groups_at(weeks, weeks->order[i]);
}

/* `21.11.2026`, or its first `len` bytes. */
static void add_day(struct buffer *out, const struct groups *weeks, size_t i,
                    unsigned which, size_t len)
{
    char text[DATE_BYTES];
    int32_t day = 0;

    date_parse(weeks->group[weeks->order[i]].values[which], &day);
    date_format_german(day, text);
    buffer_add(out, span_of(text, len));
}

static void add(struct buffer *out, const char *text)
{
    buffer_add(out, span_from(text));
}

static size_t find_highest(const struct groups *weeks)
{
    size_t highest = 0;

    for (size_t i = 1; i < weeks->count; i++)
        if (counts_of(weeks, i)[TOTAL] > counts_of(weeks, highest)[TOTAL])
            highest = i;
    return highest;
}

/* What the picture shows, for who doesn't see it. */
static void add_description(struct buffer *out, const struct groups *weeks)
{
    size_t highest = find_highest(weeks);
    const unsigned long *counts = counts_of(weeks, highest);

    buffer_print(out,
                 "<title id=\"vorschau-titel\">Was die nächsten %zu Wochen "
                 "bringen</title>\n<desc id=\"vorschau-text\">Balkendiagramm, ein "
                 "Balken je Woche: unten Gespräche, darüber alles andere. Die höchste "
                 "Woche beginnt am ",
                 weeks->count);
    add_day(out, weeks, highest, WEEK_FROM, DATE_BYTES);
    buffer_print(out, " und hat %lu, davon %lu aus dem Rückstand.", counts[TOTAL],
                 counts[BACKLOG]);
    add(out, " Alle Zahlen stehen in der Tabelle darunter.</desc>\n");
}

static void add_bar(struct buffer *out, const struct groups *weeks, size_t i,
                    unsigned long most)
{
    const unsigned long *counts = counts_of(weeks, i);
    size_t x = LEFT + BARS * i / weeks->count, slot = BARS / weeks->count;
    size_t width = slot > 4 ? slot * 3 / 4 : 1, step = (weeks->count - 1) / LABELS + 1;
    unsigned long talks = counts[TALKS] * TALL / most,
                  all = counts[TOTAL] * TALL / most;

    if (all > talks)
        buffer_print(out,
                     "<rect class=\"others\" x=\"%zu\" y=\"%lu\" width=\"%zu\" "
                     "height=\"%lu\"/>\n",
                     x, BASE - all, width, all - talks);
    if (talks > 0)
        buffer_print(out,
                     "<rect class=\"talks\" x=\"%zu\" y=\"%lu\" width=\"%zu\" "
                     "height=\"%lu\"/>\n",
                     x, BASE - talks, width, talks);
    if (weeks->count <= NUMBERS)
        buffer_print(out,
                     "<text x=\"%zu\" y=\"%lu\" text-anchor=\"middle\">%lu</text>\n",
                     x + width / 2, BASE - all - 5, counts[TOTAL]);
    if (i % step != 0)
        return;
    buffer_print(out, "<text x=\"%zu\" y=\"%d\" text-anchor=\"middle\">", x + width / 2,
                 BASE + 18);
    add_day(out, weeks, i, WEEK_FROM, strlen("21.11."));
    add(out, "</text>\n");
}

static void add_picture(struct buffer *out, const struct groups *weeks)
{
    unsigned long most = counts_of(weeks, find_highest(weeks))[TOTAL];

    buffer_print(out,
                 "<div class=\"region\" role=\"region\" tabindex=\"0\" "
                 "aria-label=\"Vorschau, Bild\">\n"
                 "<svg viewBox=\"0 0 %d %d\" role=\"img\" "
                 "aria-labelledby=\"vorschau-titel vorschau-text\">\n",
                 WIDTH, HEIGHT);
    add_description(out, weeks);
    add(out, "<rect class=\"talks\" x=\"20\" y=\"6\" width=\"12\" height=\"12\"/>\n"
             "<text x=\"38\" y=\"16\">Gespräche</text>\n"
             "<rect class=\"others\" x=\"121\" y=\"7\" width=\"10\" height=\"10\"/>\n"
             "<text x=\"138\" y=\"16\">Vereinbarungen, Prüfungen, sonstige "
             "Fristen</text>\n");
    for (size_t i = 0; i < weeks->count; i++)
        add_bar(out, weeks, i, most > 0 ? most : 1);
    buffer_print(out,
                 "<line class=\"axis\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n"
                 "<text x=\"%d\" y=\"%d\">Woche ab</text>\n</svg>\n</div>\n",
                 LEFT - 5, BASE, LEFT + BARS, BASE, LEFT, BASE + 33);
}

static void add_table(struct buffer *out, const struct groups *weeks)
{
    add(out, "<div class=\"region\" role=\"region\" tabindex=\"0\" "
             "aria-label=\"Vorschau, Tabelle\">\n<table>\n"
             "<caption>Was in den nächsten Wochen zu tun ist</caption>\n"
             "<thead>\n<tr><th scope=\"col\">Woche</th>"
             "<th scope=\"col\" class=\"number\">Gespräche</th>"
             "<th scope=\"col\" class=\"number\">Vereinbarungen</th>"
             "<th scope=\"col\" class=\"number\">Wiedervorlagen und Prüfungen</th>"
             "<th scope=\"col\" class=\"number\">sonstige Fristen</th>"
             "<th scope=\"col\" class=\"number\">zusammen</th>"
             "<th scope=\"col\" class=\"number\">davon Rückstand</th></tr>\n</thead>\n"
             "<tbody>\n");
    for (size_t i = 0; i < weeks->count; i++) {
        const unsigned long *counts = counts_of(weeks, i);
        add(out, "<tr><th scope=\"row\">");
        add_day(out, weeks, i, WEEK_FROM, DATE_BYTES);
        add(out, " bis ");
        add_day(out, weeks, i, WEEK_UNTIL, DATE_BYTES);
        add(out, "</th>");
        for (unsigned j = 0; j < COUNTS; j++)
            buffer_print(out, "<td class=\"number\">%lu</td>", counts[j]);
        add(out, "</tr>\n");
    }
    add(out, "</tbody>\n</table>\n</div>\n");
}

void overview_weeks_write(const struct overview_weeks *weeks, struct buffer *out)
{
    add(out, "<h2>Vorschau</h2>\n");
    if (weeks->weeks.count == 0) {
        add(out, "<p>Die Vorschau enthält keine Wochen.</p>\n");
        return;
    }
    add_picture(out, &weeks->weeks);
    add_table(out, &weeks->weeks);
}
