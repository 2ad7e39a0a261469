/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agreement/layout.h"

#include "value/number.h"
#include "value/width.h"

enum { WIDTH = 78, INDENT = 3, UNNUMBERED = ~0u >> 1 };

static const char BLANK[] = "______________________________";

static void clear_headings(struct layout *layout)
{
    for (unsigned i = 0; i < layout->heading_count; i++)
        layout->headings[i].len = 0;
    layout->heading_count = 0;
}

void layout_begin(struct layout *layout)
{
    layout->out.len = layout->line.len = layout->label = 0;
    layout->place = (struct layout_place){0};
    layout->hidden = 0;
    layout->in_head_row = false;
    clear_headings(layout);
}

/*
 * How many bytes go on a line of `width` columns: up to the last space that fits; of a
 * word that is longer than a line, as much as fits.
 */
static size_t fold(struct span text, size_t width)
{
    size_t used, fit, at;

    if (text.len <= width)
        return text.len;
    fit = width_fit(text, width, &used);
    if (fit == text.len || text.ptr[fit] == ' ')
        return fit;
    for (at = fit; at > 0 && text.ptr[at - 1] != ' '; at--)
        continue;
    return at > 0 ? at : fit;
}

/* Where a block's lines begin, `hang` to the right of its first one. */
static unsigned left_edge(const struct layout *layout, unsigned hang)
{
    unsigned outer = layout->place.list_count > 1 ? layout->place.list_count - 1 : 0;
    unsigned edge = layout->place.indent + outer * INDENT + hang;

    return edge < WIDTH / 2 ? edge : WIDTH / 2;
}

/* Puts a line behind the document, `edge` to the right. */
static void put_row(struct buffer *out, unsigned edge, struct span text)
{
    char *to = buffer_room(out, edge + text.len + 1);

    memset(to, ' ', edge);
    memcpy(to + edge, text.ptr, text.len);
    to[edge + text.len] = '\n';
    out->len += edge + text.len + 1;
}

/* One line of a block, folded; it begins with no space. */
static void put_line(struct layout *layout, struct span text, bool is_first)
{
    while (text.len > 0) {
        unsigned edge = left_edge(layout, is_first ? 0 : layout->place.hang);
        size_t at = fold(text, WIDTH - edge);
        put_row(&layout->out, edge, span_trim(span_of(text.ptr, at)));
        text = span_after(text, at);
        while (text.len > 0 && text.ptr[0] == ' ')
            text = span_after(text, 1);
        is_first = false;
    }
}

/* Whether the block has nothing to read. */
static bool is_blank(struct span block)
{
    for (size_t i = 0; i < block.len; i++)
        if (block.ptr[i] != ' ' && block.ptr[i] != '\n')
            return false;
    return true;
}

static void trim(struct layout *layout)
{
    while (layout->line.len > 0 && layout->line.bytes[layout->line.len - 1] == ' ')
        layout->line.len--;
}

/* Writes the block, unless there is nothing in it to read. */
static void put_block(struct layout *layout)
{
    struct span rest;
    bool is_first = true;

    trim(layout);
    rest = buffer_text(&layout->line);
    layout->line.len = layout->label = 0;
    if (is_blank(rest))
        return;
    if (layout->place.wants_gap && layout->out.len > 0)
        buffer_add_char(&layout->out, '\n');
    layout->place.wants_gap = false;
    while (rest.ptr != NULL) {
        struct span line = span_trim(span_cut(&rest, '\n'));
        if (line.len > 0)
            put_line(layout, line, is_first);
        is_first = false;
    }
}

/* Ends the block that is being put together, if there is one. */
static inline void flush(struct layout *layout)
{
    if (layout->line.len > 0)
        put_block(layout);
    layout->label = 0;
}

static bool at_line_start(const struct layout *layout)
{
    return layout->line.len == 0 || layout->line.bytes[layout->line.len - 1] == '\n' ||
           layout->line.bytes[layout->line.len - 1] == ' ';
}

/* Text of a form; a blank at its start is left out where one stands already. */
static void add_words(struct layout *layout, struct buffer *to, struct span text)
{
    bool at_start = to == &layout->line ? at_line_start(layout)
                                        : to->len == 0 || to->bytes[to->len - 1] == ' ';

    if (at_start && text.len > 0 && text.ptr[0] == ' ')
        text = span_after(text, 1);
    buffer_add(to, text);
}

/* Where text goes now: a heading of a table is kept for its column. */
static struct buffer *target(struct layout *layout)
{
    unsigned column = layout->place.column;

    if (!layout->in_head_row || column >= LAYOUT_COLUMNS)
        return &layout->line;
    if (layout->heading_count <= column)
        layout->heading_count = column + 1;
    return &layout->headings[column];
}

/* A name of what follows; it is dropped if nothing does. */
static void add_label(struct layout *layout, struct span text)
{
    trim(layout);
    buffer_add(&layout->line, text);
    buffer_add(&layout->line, span_from(": "));
    layout->label = layout->line.len;
}

/* `1. ` */
static void add_number(struct buffer *line, unsigned number)
{
    line->len += number_format(number, buffer_room(line, NUMBER_BYTES));
    buffer_add(line, span_from(". "));
}

static void open_item(struct layout *layout)
{
    unsigned list = layout->place.list_count;
    unsigned *item =
        list > 0 && list <= LAYOUT_LISTS ? &layout->place.items[list - 1] : NULL;

    if (item == NULL || *item == UNNUMBERED)
        buffer_add(&layout->line, span_from("- "));
    else
        add_number(&layout->line, ++*item);
    layout->place.hang = (unsigned)layout->line.len;
    layout->label = layout->line.len;
}

static void open_list(struct layout *layout, unsigned first)
{
    flush(layout);
    if (layout->place.list_count < LAYOUT_LISTS)
        layout->place.items[layout->place.list_count] = first;
    layout->place.list_count++;
}

static void close_list(struct layout *layout)
{
    flush(layout);
    if (layout->place.list_count > 0)
        layout->place.list_count--;
    if (layout->place.list_count < LAYOUT_LISTS)
        layout->place.items[layout->place.list_count] = 0; /* as if it never was */
    layout->place.hang = 0;
}

static void open_row(struct layout *layout)
{
    flush(layout);
    layout->place.column = 0;
    layout->place.wants_gap |= !layout->in_head_row;
}

static void open_cell(struct layout *layout)
{
    struct span heading;

    if (layout->in_head_row || layout->place.column >= LAYOUT_COLUMNS)
        return;
    flush(layout);
    heading = span_trim(buffer_text(&layout->headings[layout->place.column]));
    layout->place.hang = INDENT;
    if (heading.len > 0)
        add_label(layout, heading);
}

/* A line that only has a label says nothing. */
static void drop_label(struct layout *layout)
{
    if (layout->label > 0 && layout->line.len <= layout->label)
        layout->line.len = layout->label = 0;
}

static void close_cell(struct layout *layout)
{
    layout->place.column++;
    if (layout->in_head_row)
        return;
    drop_label(layout);
    flush(layout);
    layout->place.hang = 0;
}

static void open_block(struct layout *layout, bool has_gap)
{
    if (layout->label > 0 && layout->line.len <= layout->label)
        return; /* the first block of an item or cell */
    flush(layout);
    layout->place.wants_gap |= has_gap;
}

static void begin_table(struct layout *layout)
{
    open_block(layout, true);
    clear_headings(layout);
}

static void open_element(struct layout *layout, enum element element)
{
    switch (element) {
    case ELEMENT_H1:
    case ELEMENT_H2:
    case ELEMENT_FOOTER:
        flush(layout);
        layout->place.indent = 0;
        layout->place.wants_gap = true;
        break;
    case ELEMENT_H3:
    case ELEMENT_P:
    case ELEMENT_DL:
    case ELEMENT_CAPTION:
        open_block(layout, true);
        break;
    case ELEMENT_UL:
        open_list(layout, UNNUMBERED);
        break;
    case ELEMENT_OL:
        open_list(layout, 0);
        break;
    case ELEMENT_LI:
        flush(layout);
        open_item(layout);
        break;
    case ELEMENT_TABLE:
        begin_table(layout);
        break;
    case ELEMENT_THEAD:
        layout->in_head_row = true;
        break;
    case ELEMENT_TR:
        open_row(layout);
        break;
    case ELEMENT_TH:
    case ELEMENT_TD:
        open_cell(layout);
        break;
    case ELEMENT_BR:
        buffer_add_char(&layout->line, '\n');
        break;
    case ELEMENT_STRONG:
    case ELEMENT_EM:
    case ELEMENT_SPAN:
    case ELEMENT_DD:
        break;
    default:
        open_block(layout, false);
    }
}

static void close_element(struct layout *layout, enum element element)
{
    switch (element) {
    case ELEMENT_H2:
        flush(layout);
        layout->place.indent = INDENT;
        break;
    case ELEMENT_DT:
        add_label(layout, span_of("", 0));
        layout->place.hang = INDENT;
        break;
    case ELEMENT_LI:
    case ELEMENT_DD:
        drop_label(layout);
        flush(layout);
        layout->place.hang = 0;
        break;
    case ELEMENT_UL:
    case ELEMENT_OL:
        close_list(layout);
        break;
    case ELEMENT_THEAD:
        layout->in_head_row = false;
        break;
    case ELEMENT_TH:
    case ELEMENT_TD:
        close_cell(layout);
        break;
    case ELEMENT_STRONG:
    case ELEMENT_EM:
    case ELEMENT_SPAN:
    case ELEMENT_META:
    case ELEMENT_BR:
        break;
    case ELEMENT_H1:
    case ELEMENT_H3:
    case ELEMENT_P:
    case ELEMENT_DL:
    case ELEMENT_TABLE:
        flush(layout);
        layout->place.wants_gap = true;
        break;
    default:
        flush(layout);
    }
}

void layout_mark(struct layout *layout, const struct mark *mark)
{
    if (mark->kind != MARK_TEXT && mark->element == ELEMENT_HEAD)
        layout->hidden = mark->kind == MARK_OPEN;
    if (layout->hidden > 0)
        return;
    switch (mark->kind) {
    case MARK_OPEN:
        open_element(layout, mark->element);
        break;
    case MARK_CLOSE:
        close_element(layout, mark->element);
        break;
    case MARK_TEXT:
        add_words(layout, target(layout), mark->text);
        break;
    case MARK_BLANK:
        buffer_add(target(layout), span_from(BLANK));
        break;
    case MARK_BOX:
        buffer_add(target(layout), span_from("[ ]"));
    }
}

/* Puts a blank in the place of each such byte behind `start`. */
static void make_blank(struct buffer *text, size_t start, char c)
{
    char *at = text->bytes + start, *end = text->bytes + text->len;

    while (at < end && (at = memchr(at, c, (size_t)(end - at))) != NULL)
        *at++ = ' ';
}

void layout_value(struct layout *layout, struct span value)
{
    struct buffer *to = target(layout);
    size_t start = to->len;

    if (layout->hidden > 0 || value.len == 0)
        return;
    buffer_add(to, value);
    make_blank(to, start, '\t');
    if (to != &layout->line)
        make_blank(to, start, '\n');
}

struct span layout_end(struct layout *layout)
{
    flush(layout);
    return buffer_text(&layout->out);
}

void layout_free(struct layout *layout)
{
    buffer_free(&layout->out);
    buffer_free(&layout->line);
    for (unsigned i = 0; i < LAYOUT_COLUMNS; i++)
        buffer_free(&layout->headings[i]);
}
