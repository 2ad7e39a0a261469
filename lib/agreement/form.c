/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agreement/form.h"

#include <stdint.h>

#include "agreement/form_folder.h"
#include "base/diag.h"
#include "base/mem.h"
#include "rules/datadir.h"
#include "value/code.h"
#include "value/contained.h"
#include "value/markup.h"
#include "value/text.h"

/* Where the forms lie, for the source of the template. */
struct forms_source {
    const char *folder; /* NULL: the data folder */
    struct arena *arena;
    bool is_part; /* what is asked for: behind the form itself only parts are */
};

/*
 * Takes off what Windows puts around a text: the byte order mark, and the carriage
 * returns at the ends of lines.
 */
static void make_plain(struct buffer *bytes)
{
    size_t from = span_starts(buffer_text(bytes), TEXT_BOM) ? strlen(TEXT_BOM) : 0;
    size_t to = 0;

    for (; from < bytes->len; from++)
        if (bytes->bytes[from] != '\r' || from + 1 == bytes->len ||
            bytes->bytes[from + 1] != '\n')
            bytes->bytes[to++] = bytes->bytes[from];
    bytes->len = to;
}

/* Whether a form is text; a fault has its line. */
static bool is_text(struct span text, const char *path, struct diag *diag)
{
    unsigned long number = 1;

    for (; text.ptr != NULL && text.len > 0; number++) {
        struct span line = span_cut(&text, '\n');
        bool is_utf8 = text_utf8_prefix(line) == line.len;
        if (is_utf8 && text_is_printable(line))
            continue;
        diag_set(diag, is_utf8 ? DIAG_TEXT : DIAG_UTF8,
                 is_utf8 ? "a control character in a form"
                         : "a form must be UTF-8, this line is not");
        return diag_at(diag, path, number);
    }
    return true;
}

/* One source of a template: the file NAME.html. */
static bool open_file(void *data, struct span name, struct span *text,
                      const char **file, struct diag *diag)
{
    struct forms_source *source = data;
    char path[DATADIR_PATH];
    struct buffer bytes = {0};
    bool is_read, is_name = code_is_valid(name) && name.len <= FORM_NAME_MOST;

    if (!is_name && source->is_part)
        return diag_set(diag, DIAG_TABLE,
                        "the name of a part has letters, digits, - and _ only, got "
                        "%zu bytes",
                        name.len);
    if (!is_name || !form_folder_find(path, source->folder, name))
        return form_folder_unknown(source->folder, name, source->is_part, diag);
    source->is_part = true;
    is_read = form_folder_read(path, &bytes, diag);
    make_plain(&bytes);
    is_read = is_read && is_text(buffer_text(&bytes), path, diag);
    *text = arena_copy(source->arena, buffer_text(&bytes));
    *file = arena_copy(source->arena, span_from(path)).ptr;
    buffer_free(&bytes);
    return is_read;
}

bool form_read(struct form *form, struct span name,
               const struct template_source *source, struct template_names names,
               struct arena *arena, struct diag *diag)
{
    if (!template_read(&form->template, name, source, names, arena, diag) ||
        !form_markup_read(&form->markup, &form->template, arena, diag))
        return false;
    form->arena = arena;
    form->runs = arena_alloc(arena, form->template.count * sizeof *form->runs);
    return true;
}

bool form_open(struct form *form, const char *folder, struct span name,
               struct template_names names, struct arena *arena, struct diag *diag)
{
    struct forms_source data = {folder, arena, false};
    struct template_source source = {open_file, &data};

    return form_folder_check(folder, diag) &&
           form_read(form, name, &source, names, arena, diag);
}

/* A piece of a page: from a byte of its first part to one of its last. */
struct page {
    const struct form *form;
    struct buffer *out;
    unsigned first, last;
    size_t from, to;
    struct buffer room; /* for a value that can't stand as it is */
};

static void put_page_text(void *data, const struct part *part)
{
    struct page *page = data;
    unsigned number = (unsigned)(part - page->form->template.parts);
    struct span text = part->text;

    if (number == page->last && page->to < text.len)
        text.len = page->to;
    if (number == page->first)
        text = span_after(text, page->from);
    buffer_add(page->out, text);
}

/* A value; its lines stay lines. */
static void put_page_value(void *data, const struct part *part, struct span value)
{
    struct page *page = data;
    size_t number = (size_t)(part - page->form->template.parts);
    bool is_line = page->form->markup.is_line[number];

    value = contained(&page->room, value);
    while (value.ptr != NULL && value.len > 0) {
        markup_text(page->out, span_cut(&value, '\n'));
        if (value.ptr != NULL)
            buffer_add(page->out, span_from(is_line ? " " : "<br>"));
    }
}

void form_page(const struct form *form, enum form_piece piece,
               const struct template_values *values, struct buffer *out)
{
    const struct form_markup *markup = &form->markup;
    struct page page = {
        .form = form, .out = out, .last = form->template.count - 1, .to = SIZE_MAX};
    struct template_sink sink = {put_page_text, put_page_value, &page};

    if (piece != FORM_HEAD) {
        page.first = piece == FORM_CONTENT ? markup->main_part : markup->end_part;
        page.from = piece == FORM_CONTENT ? markup->main_at : markup->end_at;
    }
    if (piece != FORM_FOOT) {
        page.last = piece == FORM_HEAD ? markup->main_part : markup->end_part;
        page.to = piece == FORM_HEAD ? markup->main_at : markup->end_at;
    }
    template_fill(&form->template, page.first, page.last + 1, values, &sink);
    buffer_free(&page.room);
}

struct lines {
    const struct form *form;
    struct layout *layout;
    struct buffer room;
};

static void put_marks(void *data, const struct part *part)
{
    struct lines *lines = data;
    const struct form_markup *markup = &lines->form->markup;
    size_t number = (size_t)(part - lines->form->template.parts);

    unsigned first = markup->first[number];

    layout_run(lines->layout, &markup->marks[first], markup->first[number + 1] - first,
               &lines->form->runs[number], lines->form->arena);
}

static void put_value(void *data, const struct part *part, struct span value)
{
    struct lines *lines = data;

    (void)part;
    layout_value(lines->layout, contained(&lines->room, value));
}

struct span form_text(const struct form *form, const struct template_values *values,
                      struct layout *layout)
{
    struct lines lines = {form, layout, {0}};
    struct template_sink sink = {put_marks, put_value, &lines};

    layout_begin(layout);
    template_fill(&form->template, 0, form->template.count, values, &sink);
    buffer_free(&lines.room);
    return layout_end(layout);
}
