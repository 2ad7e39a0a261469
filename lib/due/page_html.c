/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/page_html.h"

#include <stdlib.h>

#include "base/mem.h"
#include "due/page_layout.h"
#include "due/page_style.h"
#include "due/page_text.h"
#include "due/page_words.h"
#include "stream/output.h"
#include "stream/record.h"
#include "value/date.h"
#include "value/markup.h"
#include "value/text.h"

/*
 * On a narrow screen the cells of a row stand one below the other, each behind the head
 * of its column. The roles say that it is a table all the same.
 */
#define CELL(class, head) \
    "<td role=\"cell\" class=\"" class "\" data-label=\"" head "\">"
#define HEAD(head) "<th scope=\"col\" role=\"columnheader\">" head "</th>"

struct page_html {
    struct page_form form;
    bool has_names;
    struct buffer rows[PAGE_URGENCIES];
    unsigned long totals[PAGE_URGENCIES], fresh;
    struct buffer manager; /* of the rows, as TSV */
    struct buffer out, text;
};

struct page_html *page_html_new(const struct page_form *form, bool has_names)
{
    struct page_html *html = mem_new(sizeof *html);

    html->form = *form;
    html->has_names = has_names;
    return html;
}

void page_html_free(struct page_html *html)
{
    if (html == NULL)
        return;
    for (unsigned i = 0; i < PAGE_URGENCIES; i++)
        buffer_free(&html->rows[i]);
    buffer_free(&html->manager);
    buffer_free(&html->out);
    buffer_free(&html->text);
    free(html);
}

static void add(struct buffer *out, const char *text)
{
    buffer_add(out, span_from(text));
}

void page_html_field(struct buffer *out, struct span field, struct buffer *plain)
{
    plain->len = 0;
    plain->len = page_text_plain(field, buffer_room(plain, field.len));
    markup_text(out, buffer_text(plain));
}

void page_html_value(struct buffer *out, struct span value, struct buffer *plain)
{
    size_t most = 2 * value.len, len;
    char *field;

    plain->len = 0;
    field = buffer_room(plain, 2 * most);
    len = text_escape(value, field + most);
    plain->len = page_text_plain(span_of(field + most, len), field);
    markup_text(out, buffer_text(plain));
}

static void add_day(struct buffer *out, struct span iso)
{
    char text[DATE_BYTES];
    int32_t day = 0;

    date_parse(iso, &day);
    date_format_german(day, text);
    buffer_add(out, span_of(text, DATE_BYTES));
}

static void add_cell(struct page_html *html, unsigned urgency, const char *tags,
                     struct span field)
{
    add(&html->rows[urgency], tags);
    page_html_field(&html->rows[urgency], field, &html->text);
}

void page_html_add(struct page_html *html, const struct record *row)
{
    unsigned urgency = (unsigned)(record_field(row, PAGE_URGENCY).ptr[0] - '0');
    struct buffer *out = &html->rows[urgency];

    html->totals[urgency]++;
    html->fresh += span_is(record_field(row, PAGE_MARK), PAGE_NEW);
    html->manager.len = 0;
    buffer_add(&html->manager, record_field(row, PAGE_CASE_MANAGER));
    add(out, "<tr role=\"row\">");
    if (urgency != PAGE_GONE)
        add(out, CELL("box", "Erledigt") "<span></span></td>");
    if (html->form.has_changes && urgency < PAGE_UNCLEAR) {
        add_cell(html, urgency, CELL("mark", "Änderung"), record_field(row, PAGE_MARK));
        add(out, "</td>");
    }
    add(out, CELL("day", "bis"));
    add_day(out, record_field(row, PAGE_WORK_ON));
    add(out, "</td>");
    if (urgency < PAGE_UNCLEAR) { /* behind that it isn't counted any more */
        add_cell(html, urgency, CELL("number", "Tage"), record_field(row, PAGE_DAYS));
        add(out, "</td>");
    }
    add_cell(html, urgency,
             "<th scope=\"row\" role=\"rowheader\" data-label=\"Nummer\">",
             record_field(row, PAGE_CLIENT_ID));
    add(out, "</th>");
    if (html->has_names) {
        add_cell(html, urgency, CELL("name", "Name"), record_field(row, PAGE_PERSON));
        add(out, "</td>");
    }
    add_cell(html, urgency, CELL("task", "Aufgabe"), record_field(row, PAGE_LABEL));
    page_words_days(out, row);
    add(out, "</td></tr>\n");
}

/* The heads of the columns that page_html_add fills. */
static void add_heads(struct page_html *html, unsigned urgency)
{
    struct buffer *out = &html->out;

    add(out, "<thead role=\"rowgroup\">\n<tr role=\"row\">");
    if (urgency != PAGE_GONE)
        add(out, HEAD("Erledigt"));
    if (html->form.has_changes && urgency < PAGE_UNCLEAR)
        add(out, HEAD("Änderung"));
    add(out, HEAD("bis"));
    if (urgency < PAGE_UNCLEAR)
        add(out, HEAD("Tage"));
    add(out, HEAD("Nummer"));
    if (html->has_names)
        add(out, HEAD("Name"));
    add(out, HEAD("Aufgabe") "</tr>\n</thead>\n");
}

/* The title in html->text is that of the list. */
static void add_table(struct page_html *html, unsigned urgency)
{
    const char *title = page_urgency_words[urgency].title;
    struct buffer *out = &html->out;

    if (html->totals[urgency] == 0)
        return;
    buffer_print(out, "<h2>%s (%lu)</h2>\n", title, html->totals[urgency]);
    markup_print(out,
                 "<div class=\"region\" role=\"region\" tabindex=\"0\" "
                 "aria-label=\"%: %\">\n"
                 "<table class=\"list\" role=\"table\">\n<caption>%: %</caption>\n",
                 4, buffer_text(&html->text), span_from(title),
                 buffer_text(&html->text), span_from(title));
    add_heads(html, urgency);
    add(out, "<tbody role=\"rowgroup\">\n");
    buffer_add(out, buffer_text(&html->rows[urgency]));
    add(out, "</tbody>\n</table>\n</div>\n");
}

static void add_head(struct page_html *html)
{
    struct buffer *out = &html->out, *text = &html->text;

    add(out, "<section>\n<h1>");
    markup_text(out, buffer_text(text));
    add(out, "</h1>\n<p>");
    markup_text(out, html->form.stand);
    add(out, html->form.stand.len > 0 ? "<br>\n" : "");
    page_words_totals(out, html->totals, html->fresh);
    add(out, "</p>\n");
    if (html->form.refused == 0)
        return;
    add(out, "<p class=\"warning\">");
    page_words_refused(out, html->form.refused);
    add(out, "</p>\n");
}

static void add_legend(struct page_html *html)
{
    struct buffer *out = &html->out;

    add(out, "<div class=\"legend\">\n");
    for (unsigned i = 0; i < PAGE_LEGEND_LINES; i++) {
        const char *line = page_words_legend(i, html->form.has_changes,
                                             html->totals[PAGE_UNCLEAR] > 0);
        if (line != NULL)
            buffer_print(out, "<p>%s</p>\n", line);
    }
    add(out, "</div>\n</section>\n");
}

void page_html_write(struct page_html *html, struct output *output)
{
    html->out.len = html->text.len = 0;
    page_words_title(&html->text, buffer_text(&html->manager));
    add_head(html);
    for (unsigned i = 0; i < PAGE_URGENCIES; i++)
        add_table(html, i);
    add_legend(html);
    output_write(output, buffer_text(&html->out));
    for (unsigned i = 0; i < PAGE_URGENCIES; i++)
        html->rows[i].len = html->totals[i] = 0;
    html->fresh = 0;
}

void page_html_begin(struct buffer *out, struct span manager)
{
    struct buffer field = {0}, title = {0};

    if (manager.ptr != NULL) {
        field.len = text_escape(manager, buffer_room(&field, 2 * manager.len));
        page_words_title(&title, buffer_text(&field));
    } else {
        add(&title, PAGE_TITLE);
    }
    markup_begin_page(out, buffer_text(&title), PAGE_STYLE);
    add(out, "<main>\n");
    buffer_free(&field);
    buffer_free(&title);
}

void page_html_end(struct buffer *out)
{
    add(out, "</main>\n<footer>\n<p>Geschrieben von due-print "
             "(vierphasen " VIERPHASEN_VERSION ").</p>\n</footer>\n</body>\n</html>\n");
}
