/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/overview_checks.h"

#include "base/diag.h"
#include "base/names.h"
#include "due/count_file.h"
#include "due/page_html.h"

enum { LEVEL, CHECK, TEXTS, COUNT = TEXTS };
enum { LEVELS = 3 };

static const struct count_file_form checks_form = {
    {"level", "check", "count"}, TEXTS, "the counts of case-check --count"};

/* The most urgent first. */
static const char *const levels[LEVELS] = {"error", "warning", "gap"};
static const char *const level_words[LEVELS] = {"Fehler", "Warnung", "Lücke"};

static bool take(void *context, const struct count_file_row *row, struct diag *diag)
{
    int level = names_find(levels, LEVELS, row->texts[LEVEL]);
    char digit = (char)('0' + level);
    struct span values[TEXTS] = {span_of(&digit, 1), row->texts[CHECK]};
    unsigned long *count;

    if (level < 0) {
        diag_set(diag, DIAG_CODE, "expected error, warning or gap");
        return diag_in_column(diag, span_from(checks_form.columns[LEVEL]));
    }
    count = groups_take(context, values);
    *count += (unsigned long)row->numbers[COUNT];
    return true;
}

bool overview_checks_read(struct overview_checks *checks, const char *path,
                          struct diag *diag)
{
    checks->checks.value_count = TEXTS;
    checks->checks.size = sizeof(unsigned long);
    if (!count_file_read(path, &checks_form, take, &checks->checks, diag))
        return false;
    groups_sort(&checks->checks);
    return true;
}

void overview_checks_free(struct overview_checks *checks)
{
    groups_free(&checks->checks);
}

static void add(struct buffer *out, const char *text)
{
    buffer_add(out, span_from(text));
}

void overview_checks_write(const struct overview_checks *checks, struct buffer *out)
{
    const struct groups *groups = &checks->checks;
    struct buffer plain = {0};

    add(out, "<h2>Befunde</h2>\n");
    if (groups->count == 0) {
        add(out, "<p>Die Prüfungen haben nichts gefunden.</p>\n");
        return;
    }
    add(out, "<div class=\"region\" role=\"region\" tabindex=\"0\" "
             "aria-label=\"Befunde, Tabelle\">\n<table>\n"
             "<caption>Was in den Fällen falsch ist oder fehlt</caption>\n"
             "<thead>\n<tr><th scope=\"col\">Stufe</th><th scope=\"col\">Prüfung</th>"
             "<th scope=\"col\" class=\"number\">Fälle</th></tr>\n</thead>\n<tbody>\n");
    for (size_t i = 0; i < groups->count; i++) {
        const struct span *values = groups->group[groups->order[i]].values;
        const unsigned long *count = groups_at(groups, groups->order[i]);
        buffer_print(out, "<tr><td>%s</td><th scope=\"row\">",
                     level_words[values[LEVEL].ptr[0] - '0']);
        page_html_value(out, values[CHECK], &plain);
        buffer_print(out, "</th><td class=\"number\">%lu</td></tr>\n", *count);
    }
    add(out, "</tbody>\n</table>\n</div>\n");
    buffer_free(&plain);
}
