/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/overview.h"

#include <stdlib.h>
#include <string.h>

#include "base/groups.h"
#include "base/mem.h"
#include "base/names.h"
#include "due/overview_checks.h"
#include "due/overview_weeks.h"
#include "due/page_html.h"
#include "due/page_style.h"
#include "due/page_words.h"
#include "files/file_names.h"
#include "value/code.h"
#include "value/markup.h"

/* What is counted: what is to be done, and what has changed since the last list. */
enum { OVERDUE, DUE, UPCOMING, NEW, CHANGED, STATUS, UNCLEAR, GONE, COUNTS };

static const char *const heads[COUNTS] = {"überfällig", "fällig",   "demnächst",
                                          "neu",        "anders",   "jetzt",
                                          "unklar",     "entfallen"};
static const char *const changes[] = {"new", "changed", "status"};

/* The tables, each with the columns that make its rows. */
enum { BY_OFFICE, BY_MANAGER, BY_TASK, TABLES };

static const struct {
    const char *title, *caption;
    unsigned value_count;
    unsigned values[2];
} tables[TABLES] = {
    [BY_OFFICE] = {"Nach Geschäftsstelle",
                   "Wiedervorlagen jeder Geschäftsstelle",
                   1,
                   {OVERVIEW_OFFICE, 0}},
    [BY_MANAGER] = {"Nach Ansprechpartner",
                    "Wiedervorlagen jeder Ansprechperson",
                    2,
                    {OVERVIEW_OFFICE, OVERVIEW_MANAGER}},
    [BY_TASK] = {"Nach Aufgabe",
                 "Wiedervorlagen jeder Art von Aufgabe",
                 1,
                 {OVERVIEW_TASK, 0}},
};

static const struct {
    const char *head, *none;
} values_words[OVERVIEW_VALUES] = {
    [OVERVIEW_OFFICE] = {"Geschäftsstelle", "ohne Geschäftsstelle"},
    [OVERVIEW_MANAGER] = {"Ansprechpartner", "ohne Ansprechpartner"},
    [OVERVIEW_TASK] = {"Aufgabe", "ohne Bezeichnung"},
};

struct overview {
    struct overview_form form;
    struct groups groups[TABLES];
    struct groups managers; /* without their offices */
    struct overview_weeks weeks;
    struct overview_checks checks;
    unsigned long totals[COUNTS];
    unsigned columns; /* of the counts that are shown */
    struct buffer *out, plain;
};

struct overview *overview_open(const struct overview_form *form, struct diag *diag)
{
    struct overview *it = mem_new(sizeof *it);

    it->form = *form;
    for (unsigned i = 0; i < TABLES; i++) {
        it->groups[i].value_count = tables[i].value_count;
        it->groups[i].size = sizeof it->totals;
    }
    it->managers.value_count = 1;
    if ((form->forecast == NULL ||
         overview_weeks_read(&it->weeks, form->forecast, diag)) &&
        (form->checks == NULL || overview_checks_read(&it->checks, form->checks, diag)))
        return it;
    overview_free(it);
    return NULL;
}

void overview_free(struct overview *it)
{
    if (it == NULL)
        return;
    for (unsigned i = 0; i < TABLES; i++)
        groups_free(&it->groups[i]);
    groups_free(&it->managers);
    overview_weeks_free(&it->weeks);
    overview_checks_free(&it->checks);
    buffer_free(&it->plain);
    free(it);
}

static void count(unsigned long counts[COUNTS], const struct overview_row *row)
{
    static const unsigned kinds[PAGE_URGENCIES] = {
        [PAGE_OVERDUE] = OVERDUE, [PAGE_DUE] = DUE,   [PAGE_UPCOMING] = UPCOMING,
        [PAGE_UNCLEAR] = UNCLEAR, [PAGE_GONE] = GONE,
    };
    int change = names_find(changes, STATUS - NEW + 1, row->change);

    counts[kinds[row->urgency]]++;
    if (change >= 0)
        counts[NEW + change]++;
}

void overview_count(struct overview *it, const struct overview_row *row)
{
    for (unsigned i = 0; i < TABLES; i++) {
        const struct span values[2] = {row->values[tables[i].values[0]],
                                       row->values[tables[i].values[1]]};
        count(groups_take(&it->groups[i], values), row);
    }
    groups_find(&it->managers, &row->values[OVERVIEW_MANAGER]);
    count(it->totals, row);
}

static void add(struct overview *it, const char *text)
{
    buffer_add(it->out, span_from(text));
}

/* --- Links --- */

/*
 * From the folder in which a file lies to another below it: `seiten` from `n/x.html` to
 * `n/seiten/`. ptr NULL: it lies elsewhere.
 */
static struct span find_way(const char *file, const char *folder)
{
    const char *slash = strrchr(file, '/');
    size_t len = slash != NULL ? (size_t)(slash - file) + 1 : 0;
    struct span way = span_from(folder);

    if (way.len <= len || memcmp(way.ptr, file, len) != 0 ||
        (len == 0 && way.ptr[0] == '/'))
        return span_of(NULL, 0);
    way = span_after(way, len);
    while (way.len > 0 && way.ptr[way.len - 1] == '/')
        way.len--;
    return way;
}

/* A path as a part of a URL (RFC 3986). */
static void add_url(struct buffer *out, struct span path)
{
    for (size_t i = 0; i < path.len; i++) {
        char c = path.ptr[i];
        if (code_is_valid(span_of(&c, 1)) || c == '.' || c == '/' || c == '~')
            buffer_add_char(out, c);
        else
            buffer_print(out, "%%%02X", (unsigned char)c);
    }
}

/* Begins a link to the page of a case manager; false: there is none. */
static bool begin_link(struct overview *it, struct span manager,
                       struct file_names *names)
{
    struct span way = {NULL, 0};
    const struct file_name *file;

    if (names != NULL && it->form.folder != NULL)
        way = find_way(it->form.path, it->form.folder);
    file = way.ptr != NULL ? file_names_find(names, manager) : NULL;
    if (file == NULL)
        return false;
    add(it, "<a href=\"./");
    add_url(it->out, way);
    add(it, way.len > 0 ? "/" : "");
    add_url(it->out, file->name);
    add(it, ".html\">");
    return true;
}

/* --- Tables --- */

static void add_counts(struct overview *it, const unsigned long counts[COUNTS])
{
    for (unsigned i = 0; i < it->columns; i++)
        buffer_print(it->out, "<td class=\"number\">%lu</td>", counts[i]);
    add(it, "</tr>\n");
}

static void add_value(struct overview *it, unsigned which, struct span value)
{
    if (value.len > 0)
        page_html_value(it->out, value, &it->plain);
    else
        add(it, values_words[which].none);
}

/* The last value of a row is what it is about. */
static void add_row(struct overview *it, unsigned table, size_t number,
                    struct file_names *names)
{
    const struct groups *groups = &it->groups[table];
    const struct span *values = groups->group[number].values;
    unsigned last = tables[table].value_count - 1;
    bool is_link = false;

    add(it, "<tr>");
    for (unsigned i = 0; i < last; i++) {
        add(it, "<td>");
        add_value(it, tables[table].values[i], values[i]);
        add(it, "</td>");
    }
    add(it, "<th scope=\"row\">");
    if (tables[table].values[last] == OVERVIEW_MANAGER)
        is_link = begin_link(it, values[last], names);
    add_value(it, tables[table].values[last], values[last]);
    add(it, is_link ? "</a></th>" : "</th>");
    add_counts(it, groups_at(groups, number));
}

static void add_heads(struct overview *it, unsigned table)
{
    add(it, "<thead>\n<tr>");
    for (unsigned i = 0; i < tables[table].value_count; i++)
        buffer_print(it->out, "<th scope=\"col\">%s</th>",
                     values_words[tables[table].values[i]].head);
    for (unsigned i = 0; i < it->columns; i++)
        buffer_print(it->out, "<th scope=\"col\" class=\"number\">%s</th>", heads[i]);
    add(it, "</tr>\n</thead>\n<tbody>\n");
}

static void add_table(struct overview *it, unsigned table, struct file_names *names)
{
    struct groups *groups = &it->groups[table];
    unsigned width = tables[table].value_count;

    groups_sort(groups);
    buffer_print(it->out,
                 "<h2>%s</h2>\n<div class=\"region\" role=\"region\" tabindex=\"0\" "
                 "aria-label=\"%s, Tabelle\">\n<table>\n<caption>%s</caption>\n",
                 tables[table].title, tables[table].title, tables[table].caption);
    add_heads(it, table);
    for (size_t i = 0; i < groups->count; i++)
        add_row(it, table, groups->order[i], names);
    add(it, "</tbody>\n<tfoot>\n<tr>");
    buffer_print(it->out,
                 width > 1 ? "<th scope=\"row\" colspan=\"%u\">Summe</th>"
                           : "<th scope=\"row\">Summe</th>",
                 width);
    add_counts(it, it->totals);
    add(it, "</tfoot>\n</table>\n</div>\n");
}

/* --- The page --- */

static void add_changes(struct overview *it, bool has_changes)
{
    const unsigned long *counts = it->totals;

    add(it, "<dt>Was neu ist</dt><dd>");
    if (!has_changes) {
        add(it, "es gibt keine letzte Liste zum Vergleich</dd>\n");
        return;
    }
    if (it->form.since.len > 0)
        buffer_print(it->out, "seit der Liste vom %.*s: ", (int)it->form.since.len,
                     it->form.since.ptr);
    buffer_print(it->out,
                 "%lu neu, %lu mit anderem Tag, %lu jetzt fällig oder überfällig, %lu "
                 "entfallen, %lu unklar</dd>\n",
                 counts[NEW], counts[CHANGED], counts[STATUS], counts[GONE],
                 counts[UNCLEAR]);
}

static void add_head(struct overview *it, bool has_changes)
{
    struct buffer *out = it->out;

    markup_begin_page(out, span_from("Übersicht der Wiedervorlagen"), PAGE_STYLE);
    add(it, "<main>\n<h1>Übersicht der Wiedervorlagen</h1>\n");
    if (it->form.stand.len > 0)
        markup_print(out, "<p>%</p>\n", 1, it->form.stand);
    if (it->form.refused > 0) {
        add(it, "<p class=\"warning\">");
        page_words_refused(out, it->form.refused);
        add(it, "</p>\n");
    }
    buffer_print(out,
                 "<dl>\n<dt>Zu erledigen</dt><dd>%lu überfällig, %lu fällig, %lu "
                 "demnächst</dd>\n<dt>Ansprechpartner</dt><dd>%zu</dd>\n",
                 it->totals[OVERDUE], it->totals[DUE], it->totals[UPCOMING],
                 it->managers.count);
    add_changes(it, has_changes);
    add(it, "</dl>\n");
}

void overview_write(struct overview *it, bool has_changes, struct file_names *names,
                    struct buffer *out)
{
    it->out = out;
    it->columns = has_changes ? COUNTS : NEW;
    add_head(it, has_changes);
    for (unsigned i = 0; i < TABLES; i++)
        if (it->groups[i].count > 0)
            add_table(it, i, names);
    if (has_changes && it->managers.count > 0)
        add(it, "<div class=\"legend\">\n<p>neu: nicht auf der letzten Liste. anders: "
                "anderer Tag. jetzt: seit der letzten Liste fällig oder überfällig "
                "geworden. unklar: nicht lesbar oder nicht mehr da.</p>\n</div>\n");
    if (it->form.forecast != NULL)
        overview_weeks_write(&it->weeks, out);
    if (it->form.checks != NULL)
        overview_checks_write(&it->checks, out);
    page_html_end(out);
}
