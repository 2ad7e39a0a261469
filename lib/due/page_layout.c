/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/page_layout.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/mem.h"
#include "due/page_put.h"
#include "due/page_text.h"
#include "due/page_words.h"
#include "stream/output.h"
#include "stream/record.h"
#include "stream/tsv_row.h"
#include "value/date.h"
#include "value/number.h"
#include "value/width.h"

/* Widths of columns, in characters; lines of a heading; lines of `(Fortsetzung)`. */
enum {
    BOX_WIDTH = 4,
    MARK_WIDTH = 7,
    DAYS_WIDTH = 6,
    ROW_WIDTH = BOX_WIDTH + DATE_BYTES + 1 + DAYS_WIDTH + 2, /* up to the client_id */
    ID_LEAST = 6,
    ID_MOST = 16,
    HEADING_LINES = 5,
    CONTINUED_LINES = 2,
    NOT_CONTINUED = PAGE_URGENCIES
};

struct piece {
    size_t start, len;
};

struct block {
    struct piece text; /* in `body` */
    unsigned lines, page;
    unsigned within; /* the section that goes on in it, or NOT_CONTINUED */
};

struct page_layout {
    struct page_form form;
    struct piece *rows; /* in `text` */
    size_t row_count, row_room;
    struct buffer text;
    struct tsv_row row;

    unsigned long totals[PAGE_URGENCIES], fresh;
    unsigned id_width;
    struct block *blocks;
    size_t block_count, block_room;
    struct output *body;
    struct page_lines id, task;
    struct buffer field; /* a text that is made */
};

struct page_layout *page_layout_new(const struct page_form *form)
{
    struct page_layout *layout = mem_new(sizeof *layout);

    layout->form = *form;
    layout->id_width = ID_LEAST;
    layout->body = output_hold();
    return layout;
}

void page_layout_free(struct page_layout *layout)
{
    if (layout == NULL)
        return;
    output_close(layout->body, false, NULL);
    tsv_row_free(&layout->row);
    page_lines_free(&layout->id);
    page_lines_free(&layout->task);
    free(layout->rows);
    free(layout->blocks);
    buffer_free(&layout->text);
    buffer_free(&layout->field);
    free(layout);
}

/* The plain text of a field, until the next text is made. */
static struct span plain(struct page_layout *layout, struct span field)
{
    layout->field.len = 0;
    layout->field.len = page_text_plain(field, buffer_room(&layout->field, field.len));
    return buffer_text(&layout->field);
}

static enum page_urgency urgency_of(const struct record *row)
{
    return (enum page_urgency)(record_field(row, PAGE_URGENCY).ptr[0] - '0');
}

void page_layout_add(struct page_layout *layout, const struct record *row)
{
    size_t width = width_of(plain(layout, record_field(row, PAGE_CLIENT_ID)));

    mem_grow(&layout->rows, &layout->row_room, layout->row_count + 1,
             sizeof *layout->rows);
    layout->rows[layout->row_count++] = (struct piece){layout->text.len, row->raw.len};
    buffer_add(&layout->text, row->raw);
    layout->totals[urgency_of(row)]++;
    layout->fresh += span_is(record_field(row, PAGE_MARK), PAGE_NEW);
    if (width > layout->id_width)
        layout->id_width = width < ID_MOST ? (unsigned)width : ID_MOST;
}

static void end_line(struct page_layout *layout)
{
    page_put(layout->body, "\n");
    layout->blocks[layout->block_count - 1].lines++;
}

static void begin_block(struct page_layout *layout)
{
    mem_grow(&layout->blocks, &layout->block_room, layout->block_count + 1,
             sizeof *layout->blocks);
    layout->blocks[layout->block_count++] = (struct block){
        .text = {output_waiting(layout->body), 0}, .within = NOT_CONTINUED};
}

static void end_block(struct page_layout *layout)
{
    struct block *block = &layout->blocks[layout->block_count - 1];

    block->text.len = output_waiting(layout->body) - block->text.start;
}

/* A block of an empty line and these; NULL: none. */
static void add_block(struct page_layout *layout, const char *const *lines,
                      size_t count)
{
    begin_block(layout);
    end_line(layout);
    for (size_t i = 0; i < count; i++) {
        if (lines[i] == NULL)
            continue;
        page_put(layout->body, lines[i]);
        end_line(layout);
    }
    end_block(layout);
}

/* Nobody knows whose they are, so each list says it. */
static void add_missing_records(struct page_layout *layout)
{
    const char *line;

    if (layout->form.refused == 0)
        return;
    layout->field.len = 0;
    page_words_refused(&layout->field, layout->form.refused);
    buffer_add_char(&layout->field, '\0');
    line = layout->field.bytes;
    add_block(layout, &line, 1);
}

static void add_legend(struct page_layout *layout)
{
    const char *lines[PAGE_LEGEND_LINES];

    for (unsigned i = 0; i < PAGE_LEGEND_LINES; i++)
        lines[i] = page_words_legend(i, layout->form.has_changes,
                                     layout->totals[PAGE_UNCLEAR] > 0);
    add_block(layout, lines, PAGE_LEGEND_LINES);
}

/* `NAME: LABEL (Frist DAY) (vorher DAY)`, broken into lines. */
static void make_task(struct page_layout *layout, const struct record *row,
                      size_t width)
{
    struct span person = record_field(row, PAGE_PERSON);

    layout->field.len = 0;
    buffer_add(&layout->field, person);
    buffer_add(&layout->field, span_from(person.len > 0 ? ": " : ""));
    buffer_add(&layout->field, record_field(row, PAGE_LABEL));
    page_words_days(&layout->field, row);
    page_lines_wrap(&layout->task, buffer_text(&layout->field), width);
}

/* What stands before the client_id in the first line of a row. */
static void put_front(struct page_layout *layout, const struct record *row)
{
    enum page_urgency urgency = urgency_of(row);
    struct span days = record_field(row, PAGE_DAYS);
    struct output *body = layout->body;

    page_put(body, urgency == PAGE_GONE ? "    " : "[ ] ");
    if (layout->form.has_changes)
        page_put_padded(body, record_field(row, PAGE_MARK), MARK_WIDTH);
    page_put_day(body, record_field(row, PAGE_WORK_ON));
    if (urgency >= PAGE_UNCLEAR)
        days.len = 0; /* it isn't counted any more */
    page_put_repeated(body, ' ',
                      1 + (days.len < DAYS_WIDTH ? DAYS_WIDTH - days.len : 0));
    output_write(body, days);
    page_put(body, "  ");
}

static void add_row(struct page_layout *layout, const struct record *row)
{
    size_t left = ROW_WIDTH + (layout->form.has_changes ? MARK_WIDTH : 0);
    size_t width = layout->form.width - left - layout->id_width - 2;
    const struct page_lines *id = &layout->id, *task = &layout->task;
    const struct span none = {"", 0};

    make_task(layout, row, width);
    page_lines_wrap(&layout->id, record_field(row, PAGE_CLIENT_ID), layout->id_width);
    for (size_t i = 0; i < id->count || i < task->count; i++) {
        if (i == 0)
            put_front(layout, row);
        else
            page_put_repeated(layout->body, ' ', left);
        page_put_padded(layout->body, i < id->count ? id->lines[i] : none,
                        layout->id_width);
        page_put(layout->body, "  ");
        output_write(layout->body, i < task->count ? task->lines[i] : none);
        end_line(layout);
    }
}

/* A row, and in front of the first of a section its name and number. */
static void add_row_block(struct page_layout *layout, const struct record *row,
                          unsigned *section)
{
    enum page_urgency urgency = urgency_of(row);

    begin_block(layout);
    if (urgency == *section) {
        layout->blocks[layout->block_count - 1].within = urgency;
    } else {
        end_line(layout);
        page_put(layout->body, page_urgency_words[urgency].capitals);
        page_put(layout->body, " (");
        page_put_number(layout->body, layout->totals[urgency]);
        page_put(layout->body, ")");
        end_line(layout);
        *section = urgency;
    }
    add_row(layout, row);
    end_block(layout);
}

static void lay_out(struct page_layout *layout)
{
    unsigned section = NOT_CONTINUED;

    add_missing_records(layout);
    for (size_t i = 0; i < layout->row_count; i++) {
        const struct piece *row = &layout->rows[i];
        tsv_row_cut(&layout->row, span_of(layout->text.bytes + row->start, row->len));
        add_row_block(layout, &layout->row.record, &section);
    }
    add_legend(layout);
}

/* Lines of a page that say in which section it begins, if that is not new. */
static unsigned continued(const struct block *block)
{
    return block->within != NOT_CONTINUED ? CONTINUED_LINES : 0;
}

/* Sets the pages on which the blocks come to stand; how many pages. */
static unsigned paginate(struct page_layout *layout)
{
    unsigned page = 1, used = HEADING_LINES, most = layout->form.lines;
    struct block *legend = &layout->blocks[layout->block_count - 1], *last;

    for (struct block *block = layout->blocks; block <= legend; block++) {
        if (most > 0 && used + block->lines > most && used > HEADING_LINES) {
            page++;
            used = HEADING_LINES + continued(block);
        }
        used += block->lines;
        block->page = page;
    }
    /* The legend is not alone on a page, if the last row has room beside it. */
    last = layout->block_count > 2 ? legend - 1 : NULL;
    if (last != NULL && last->page < page && last[-1].page == last->page &&
        HEADING_LINES + continued(last) + last->lines + legend->lines <= most)
        last->page = page;
    return page;
}

/* Two texts at both ends of a line; an empty right one leaves no spaces. */
static void put_line(const struct page_layout *layout, struct output *output,
                     struct span left, struct span right)
{
    size_t used = width_of(left) + width_of(right);

    output_write(output, left);
    if (right.len > 0)
        page_put_repeated(output, ' ',
                          used < layout->form.width ? layout->form.width - used : 1);
    output_write(output, right);
    page_put(output, "\n");
}

/* `Wiedervorlagen FM-01`, cut so that the day has room beside it. */
static struct span make_title(struct page_layout *layout, struct span manager)
{
    size_t width = layout->form.width - width_of(layout->form.stand) - 4;

    layout->field.len = 0;
    page_words_title(&layout->field, manager);
    return page_text_head(buffer_text(&layout->field), width);
}

static struct span make_totals(struct page_layout *layout)
{
    layout->field.len = 0;
    page_words_totals(&layout->field, layout->totals, layout->fresh);
    return buffer_text(&layout->field);
}

/* Pages 0: no number of the page. */
static void put_heading(struct page_layout *layout, struct span manager, unsigned page,
                        unsigned pages, struct output *output)
{
    char number[64] = "";

    put_line(layout, output, make_title(layout, manager), layout->form.stand);
    if (pages > 0)
        snprintf(number, sizeof number, "Seite %u/%u", page, pages);
    put_line(layout, output, make_totals(layout), span_from(number));
    page_put_repeated(output, '-', layout->form.width);
    page_put(output, "\n");
    page_put_repeated(output, ' ',
                      BOX_WIDTH + (layout->form.has_changes ? MARK_WIDTH : 0));
    page_put(output, "bis          Tage  ");
    page_put_padded(output, span_from("Nummer"), layout->id_width);
    page_put(output, "  Aufgabe\n");
    page_put_repeated(output, '-', layout->form.width);
    page_put(output, "\n");
}

static void put_pages(struct page_layout *layout, struct span body,
                      struct output *output)
{
    unsigned pages = paginate(layout), page = 0;
    struct span manager;

    tsv_row_cut(&layout->row, span_of(layout->text.bytes, layout->rows[0].len));
    manager = record_field(&layout->row.record, PAGE_CASE_MANAGER);
    for (size_t i = 0; i < layout->block_count; i++) {
        const struct block *block = &layout->blocks[i];
        if (block->page != page) {
            page = block->page;
            if (page > 1)
                page_put(output, "\f");
            put_heading(layout, manager, page, layout->form.lines > 0 ? pages : 0,
                        output);
            if (block->within != NOT_CONTINUED) {
                page_put(output, "\n");
                page_put(output, page_urgency_words[block->within].capitals);
                page_put(output, " (Fortsetzung)\n");
            }
        }
        output_write(output, span_of(body.ptr + block->text.start, block->text.len));
    }
}

void page_layout_write(struct page_layout *layout, struct output *output)
{
    lay_out(layout);
    put_pages(layout, output_take(layout->body), output);
    layout->row_count = layout->block_count = layout->text.len = 0;
    memset(layout->totals, 0, sizeof layout->totals);
    layout->fresh = 0;
    layout->id_width = ID_LEAST;
}
