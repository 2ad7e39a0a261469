/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A row goes through the sort with the cells of page_layout.h in their order, so that
 * the whole line is the order in which rows are printed.
 */
#include "due/due_pages.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "base/mem.h"
#include "due/due_list.h"
#include "due/overview.h"
#include "due/page_html.h"
#include "due/page_layout.h"
#include "files/sorter.h"
#include "stream/header.h"
#include "stream/output.h"
#include "stream/record.h"
#include "stream/writer.h"
#include "value/date.h"
#include "value/text.h"

/* Columns of the list. Those from CELL_CHANGE on may be missing. */
enum cell {
    CELL_CASE_MANAGER,
    CELL_STATUS,
    CELL_WORK_ON,
    CELL_DUE_ON,
    CELL_DAYS,
    CELL_CLIENT_ID,
    CELL_LABEL,
    CELL_CHANGE,
    CELL_WAS_WORK_ON,
    CELL_GIVEN_NAME,
    CELL_FAMILY_NAME,
    CELL_OFFICE,
    CELLS
};

static const char *const cell_names[CELLS] = {
    "case_manager", "status", "work_on",     "due_on",     "days",        "client_id",
    "label",        "change", "was_work_on", "given_name", "family_name", "office"};

struct due_pages {
    const struct header *header;
    int at[CELLS]; /* -1: the list lacks it */
    bool has_changes;
    struct page_layout *layout; /* or NULL: */
    struct page_html *html;
    struct overview *overview; /* of the caller, or NULL */
    struct sorter *sorter;
    struct output *text;   /* the pages of a case manager */
    struct buffer manager; /* of the rows in the layout, as TSV */
    struct buffer name;    /* a person's */
    struct buffer values[OVERVIEW_VALUES];
};

static bool find_columns(struct due_pages *pages, const char *file, struct diag *diag)
{
    for (unsigned i = 0; i < CELLS; i++) {
        pages->at[i] = header_find(pages->header, span_from(cell_names[i]));
        if (pages->at[i] >= 0 || i >= CELL_CHANGE)
            continue;
        diag_set(diag, DIAG_HEADER, "no column %s, expected a list of followup-due",
                 cell_names[i]);
        return diag_at(diag, file, pages->header->line);
    }
    return true;
}

struct due_pages *due_pages_open(const struct header *header, const char *file,
                                 const struct page_form *form, struct diag *diag)
{
    struct due_pages *pages = mem_new(sizeof *pages);
    struct page_form marked = *form;

    pages->header = header;
    if (find_columns(pages, file, diag))
        pages->sorter = sorter_open(SORTER_WHOLE, diag);
    if (pages->sorter == NULL) {
        due_pages_free(pages);
        return NULL;
    }
    marked.has_changes = pages->has_changes = pages->at[CELL_CHANGE] >= 0;
    if (form->is_html)
        pages->html = page_html_new(&marked, pages->at[CELL_GIVEN_NAME] >= 0 ||
                                                 pages->at[CELL_FAMILY_NAME] >= 0);
    else
        pages->layout = page_layout_new(&marked);
    pages->text = output_hold();
    return pages;
}

void due_pages_free(struct due_pages *pages)
{
    if (pages == NULL)
        return;
    sorter_close(pages->sorter);
    page_layout_free(pages->layout);
    page_html_free(pages->html);
    output_close(pages->text, false, NULL);
    buffer_free(&pages->manager);
    buffer_free(&pages->name);
    for (unsigned i = 0; i < OVERVIEW_VALUES; i++)
        buffer_free(&pages->values[i]);
    free(pages);
}

bool due_pages_have_changes(const struct due_pages *pages)
{
    return pages->has_changes;
}

void due_pages_count(struct due_pages *pages, struct overview *overview)
{
    pages->overview = overview;
}

static struct span cell(const struct due_pages *pages, const struct record *row,
                        enum cell which)
{
    return pages->at[which] >= 0 ? record_field(row, (unsigned)pages->at[which])
                                 : span_of("", 0);
}

static bool find_urgency(struct span status, struct span change,
                         enum page_urgency *urgency)
{
    if (span_is(change, "unclear"))
        *urgency = PAGE_UNCLEAR;
    else if (span_is(change, "gone"))
        *urgency = PAGE_GONE;
    else if (span_is(status, "overdue"))
        *urgency = PAGE_OVERDUE;
    else if (span_is(status, "due"))
        *urgency = PAGE_DUE;
    else if (span_is(status, "upcoming"))
        *urgency = PAGE_UPCOMING;
    else
        return false;
    return true;
}

static const char *mark_of(struct span change)
{
    if (span_is(change, "new"))
        return PAGE_NEW;
    if (span_is(change, "changed"))
        return "anders";
    return span_is(change, "status") ? "jetzt" : "";
}

static bool read_day(const struct due_pages *pages, const struct record *row,
                     enum cell which, char day[DATE_BYTES], struct diag *diag)
{
    int32_t number = 0;

    if (!due_list_day(cell(pages, row, which), cell_names[which], &number, diag))
        return false;
    date_format(number, day);
    return true;
}

static void add_decoded(struct buffer *buffer, const struct record *row,
                        struct span field)
{
    if (row->dialect.format == FORMAT_TSV)
        buffer->len += text_unescape(field, buffer_room(buffer, field.len));
    else
        buffer_add(buffer, field);
}

/* `FAMILY, GIVEN`, decoded, as far as the list has them. */
static struct span make_name(struct due_pages *pages, const struct record *row)
{
    struct span family = cell(pages, row, CELL_FAMILY_NAME),
                given = cell(pages, row, CELL_GIVEN_NAME);

    pages->name.len = 0;
    add_decoded(&pages->name, row, family);
    if (family.len > 0 && given.len > 0)
        buffer_add(&pages->name, span_from(", "));
    add_decoded(&pages->name, row, given);
    return buffer_text(&pages->name);
}

static void write_cell(const struct due_pages *pages, const struct record *row,
                       enum cell which)
{
    writer_field(sorter_writer(pages->sorter), row, (unsigned)pages->at[which]);
}

static void count_row(struct due_pages *pages, const struct record *row,
                      enum page_urgency urgency)
{
    static const enum cell cells[OVERVIEW_VALUES] = {[OVERVIEW_OFFICE] = CELL_OFFICE,
                                                     [OVERVIEW_MANAGER] =
                                                         CELL_CASE_MANAGER,
                                                     [OVERVIEW_TASK] = CELL_LABEL};
    struct overview_row counted = {.urgency = urgency,
                                   .change = cell(pages, row, CELL_CHANGE)};

    for (unsigned i = 0; i < OVERVIEW_VALUES; i++) {
        pages->values[i].len = 0;
        add_decoded(&pages->values[i], row, cell(pages, row, cells[i]));
        counted.values[i] = buffer_text(&pages->values[i]);
    }
    overview_count(pages->overview, &counted);
}

enum due_pages_status due_pages_add(struct due_pages *pages, const struct record *row,
                                    struct diag *diag)
{
    struct writer *writer = sorter_writer(pages->sorter);
    struct span change = cell(pages, row, CELL_CHANGE);
    bool has_moved = span_is(change, "changed");
    char work_on[DATE_BYTES], due_on[DATE_BYTES], before[DATE_BYTES], digit;
    enum page_urgency urgency = PAGE_DUE;

    if (!find_urgency(cell(pages, row, CELL_STATUS), change, &urgency)) {
        diag_set(diag, DIAG_CODE, "expected overdue, due or upcoming");
        diag_in_column(diag, span_from(cell_names[CELL_STATUS]));
        return DUE_PAGES_REFUSED;
    }
    has_moved = has_moved && cell(pages, row, CELL_WAS_WORK_ON).len > 0;
    if (!read_day(pages, row, CELL_WORK_ON, work_on, diag) ||
        !read_day(pages, row, CELL_DUE_ON, due_on, diag) ||
        (has_moved && !read_day(pages, row, CELL_WAS_WORK_ON, before, diag)))
        return DUE_PAGES_REFUSED;
    if (pages->overview != NULL)
        count_row(pages, row, urgency);
    digit = (char)('0' + urgency);
    write_cell(pages, row, CELL_CASE_MANAGER);
    writer_clean(writer, span_of(&digit, 1));
    writer_clean(writer, span_of(work_on, DATE_BYTES));
    writer_clean(writer, span_of(due_on, DATE_BYTES));
    write_cell(pages, row, CELL_CLIENT_ID);
    write_cell(pages, row, CELL_LABEL);
    write_cell(pages, row, CELL_DAYS);
    writer_clean(writer, span_from(mark_of(change)));
    writer_value(writer, make_name(pages, row));
    writer_clean(writer, span_of(before, has_moved ? DATE_BYTES : 0));
    return sorter_end_row(pages->sorter, diag) ? DUE_PAGES_GOOD : DUE_PAGES_FAILED;
}

/* Gives the pages of the case manager whose rows are in the layout. */
static bool give(struct due_pages *pages, due_pages_take *take, void *context,
                 struct diag *diag)
{
    struct buffer *manager = &pages->manager;

    if (pages->html != NULL)
        page_html_write(pages->html, pages->text);
    else
        page_layout_write(pages->layout, pages->text);
    pages->name.len = 0;
    pages->name.len =
        text_unescape(buffer_text(manager), buffer_room(&pages->name, manager->len));
    return take(context, buffer_text(&pages->name), output_take(pages->text), diag);
}

bool due_pages_each(struct due_pages *pages, due_pages_take *take, void *context,
                    struct diag *diag)
{
    struct buffer *manager = &pages->manager;
    struct record row;
    enum sorter_status status;
    bool any = false;

    if (!sorter_sort(pages->sorter, diag))
        return false;
    while ((status = sorter_next(pages->sorter, &row, diag)) == SORTER_ROW) {
        struct span next = record_field(&row, PAGE_CASE_MANAGER);
        if (any && !span_equal(next, buffer_text(manager)) &&
            !give(pages, take, context, diag))
            return false;
        any = true;
        manager->len = 0;
        buffer_add(manager, next);
        if (pages->html != NULL)
            page_html_add(pages->html, &row);
        else
            page_layout_add(pages->layout, &row);
    }
    return status == SORTER_END && (!any || give(pages, take, context, diag));
}
