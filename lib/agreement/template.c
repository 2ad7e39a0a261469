/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agreement/template.h"

#include <stdio.h>

#include "base/diag.h"
#include "base/mem.h"
#include "rules/datadir.h"
#include "stream/input.h"
#include "value/text.h"

enum { WIDTH = 78, DEPTH_MOST = 8, LINES_MOST = 2000, READ_BYTES = 1 << 16 };

enum line_kind { LINE_TEXT, LINE_IF, LINE_UNLESS, LINE_EACH, LINE_END };

struct template_line {
    enum line_kind kind;
    struct span text; /* LINE_TEXT: the line; else the field's name */
    unsigned end;     /* a block's LINE_END */
};

struct template_form {
    unsigned count;
    struct template_line *lines; /* [LINES_MOST] */
};

struct loading {
    struct template_form *form;
    struct arena *arena;
    struct diag *diag;
    unsigned open[DEPTH_MOST], depth; /* the blocks that are not yet closed */
    unsigned includes;                /* that are being read */
};

static bool fault(struct loading *it, const char *path, unsigned long line,
                  const char *text)
{
    diag_set(it->diag, DIAG_TABLE, "%s", text);
    return diag_at(it->diag, path, line);
}

static bool read_file(struct loading *it, const char *path, struct span *text)
{
    struct input *source = input_open(path, ENCODING_UTF8, READ_BYTES, it->diag);
    struct buffer bytes = {0};
    ssize_t count = 1;

    if (source == NULL)
        return false;
    while (count > 0) {
        char *room = buffer_room(&bytes, READ_BYTES);
        count = input_read(source, room, READ_BYTES, it->diag);
        bytes.len += count > 0 ? (size_t)count : 0;
    }
    *text = arena_copy(it->arena, buffer_text(&bytes));
    buffer_free(&bytes);
    input_close(source);
    return count == 0;
}

static bool is_tag(struct span line)
{
    return line.len > 3 && line.ptr[0] == '{' && line.ptr[line.len - 1] == '}' &&
           memchr("?!#/>", line.ptr[1], 5) != NULL;
}

static bool load(struct loading *it, struct span name);

/* Opens or closes a block. */
static const char *take_block(struct loading *it, char sign, struct span name)
{
    struct template_form *form = it->form;
    struct template_line *line = &form->lines[form->count];

    line->text = name;
    if (sign != '/') {
        if (it->depth == DEPTH_MOST)
            return "blocks are nested too deep";
        line->kind = sign == '?' ? LINE_IF : sign == '!' ? LINE_UNLESS : LINE_EACH;
        it->open[it->depth++] = form->count++;
        return NULL;
    }
    if (it->depth == 0 || !span_equal(form->lines[it->open[it->depth - 1]].text, name))
        return "this block was not opened, or another one is still open";
    line->kind = LINE_END;
    form->lines[it->open[--it->depth]].end = form->count++;
    return NULL;
}

static bool take_line(struct loading *it, const char *path, unsigned long number,
                      struct span text)
{
    struct template_form *form = it->form;
    struct span trimmed = span_trim(text);
    const char *wrong = NULL;

    if (form->count == LINES_MOST)
        return fault(it, path, number, "the template has too many lines");
    if (span_starts(text, "##"))
        return true;
    if (!is_tag(trimmed)) {
        form->lines[form->count++] = (struct template_line){LINE_TEXT, text, 0};
        return true;
    }
    if (trimmed.ptr[1] == '>' && it->includes == DEPTH_MOST)
        return fault(it, path, number, "templates are nested too deep");
    if (trimmed.ptr[1] == '>')
        return load(it, span_of(trimmed.ptr + 2, trimmed.len - 3));
    wrong = take_block(it, trimmed.ptr[1], span_of(trimmed.ptr + 2, trimmed.len - 3));
    return wrong == NULL || fault(it, path, number, wrong);
}

/* Appends the lines of a template. */
static bool load(struct loading *it, struct span name)
{
    char path[DATADIR_PATH], relative[256];
    struct span rest;
    unsigned depth = it->depth;
    unsigned long number = 0;

    snprintf(relative, sizeof relative, "forms/%.*s", (int)name.len, name.ptr);
    datadir_find(path, relative);
    if (!read_file(it, path, &rest))
        return false;
    it->includes++;
    while (rest.ptr != NULL && rest.len > 0)
        if (!take_line(it, path, ++number, span_cut(&rest, '\n')))
            return false;
    it->includes--;
    return it->depth == depth || fault(it, path, number, "a block is not closed");
}

struct template_form *template_open(const char *name, struct arena *arena,
                                    struct diag *diag)
{
    struct template_form *form = arena_alloc(arena, sizeof *form);
    struct loading it = {.form = form, .arena = arena, .diag = diag};

    form->lines = arena_alloc(arena, LINES_MOST * sizeof *form->lines);
    return load(&it, span_from(name)) ? form : NULL;
}

static void put(struct template_text *out, struct span text)
{
    buffer_add(&out->text, text);
}

static void put_char(struct template_text *out, char c)
{
    buffer_add_char(&out->text, c);
}

static size_t indent_of(struct span line)
{
    size_t indent = 0;

    while (indent < line.len && line.ptr[indent] == ' ')
        indent++;
    return indent;
}

/* The value of a field; a template that names one that is not there is remembered. */
static struct span look_up(const struct template_values *values, struct span field,
                           unsigned item, struct template_text *out)
{
    struct span value = values->value(values->data, field, item);

    if (value.ptr == NULL && out->unknown_field.ptr == NULL)
        out->unknown_field = field;
    return value;
}

/* A value with its line breaks as line breaks of the document; other controls as
 * spaces. */
static void put_value(struct template_text *out, struct span value, size_t indent)
{
    for (size_t i = 0; i < value.len; i++) {
        char c = value.ptr[i];
        if (c == '\n') {
            put_char(out, '\n');
            for (size_t j = 0; j < indent; j++)
                put_char(out, ' ');
        } else if (c != '\r') {
            put_char(out, c == '\t' ? ' ' : c);
        }
    }
}

/* The line with its fields filled, not folded. */
static void put_filled(struct template_text *out, struct span line,
                       const struct template_values *values, unsigned item)
{
    size_t indent = indent_of(line);

    while (line.len > 0) {
        const char *open = memchr(line.ptr, '{', line.len), *close;
        size_t before = open != NULL ? (size_t)(open - line.ptr) : line.len;
        put(out, span_of(line.ptr, before));
        line = span_after(line, before);
        close = line.len > 0 ? memchr(line.ptr, '}', line.len) : NULL;
        if (close == NULL) {
            put(out, line);
            return;
        }
        put_value(out,
                  look_up(values, span_of(line.ptr + 1, (size_t)(close - line.ptr) - 1),
                          item, out),
                  indent);
        line = span_after(line, (size_t)(close - line.ptr) + 1);
    }
}

static void put_spaces(struct template_text *out, size_t count)
{
    while (count-- > 0)
        put_char(out, ' ');
}

static void put_folded(struct template_text *out, struct span line)
{
    size_t indent = indent_of(line),
           width = indent < WIDTH / 2 ? WIDTH - indent : WIDTH;
    size_t at = 1;

    line = span_after(line, indent);
    while (text_width(line) > width && (at = text_wrap(line, width)) > 0) {
        put_spaces(out, indent);
        put(out, span_of(line.ptr, at));
        put_char(out, '\n');
        line = span_after(line, at + 1);
    }
    put_spaces(out, line.len > 0 ? indent : 0);
    put(out, line);
    put_char(out, '\n');
}

/* Without the spaces at the end. */
static struct span trim_end(struct span line)
{
    while (line.len > 0 && line.ptr[line.len - 1] == ' ')
        line.len--;
    return line;
}

static void fill_line(struct template_text *out, struct span line,
                      const struct template_values *values, unsigned item,
                      struct template_text *scratch)
{
    struct span rest;

    scratch->text.len = 0;
    put_filled(scratch, line, values, item);
    if (out->unknown_field.ptr == NULL)
        out->unknown_field = scratch->unknown_field;
    rest = buffer_text(&scratch->text);
    if (rest.len == 0)
        put_char(out, '\n');
    while (rest.ptr != NULL && scratch->text.len > 0)
        put_folded(out, trim_end(span_cut(&rest, '\n')));
}

/* Fills the lines from `at` to before `end`. */
static void fill(const struct template_form *form, unsigned at, unsigned end,
                 const struct template_values *values, unsigned item,
                 struct template_text *out, struct template_text *scratch)
{
    for (; at < end; at++) {
        const struct template_line *line = &form->lines[at];
        unsigned times = 1;
        if (line->kind == LINE_TEXT) {
            fill_line(out, line->text, values, item, scratch);
            continue;
        }
        if (line->kind == LINE_EACH)
            times = values->count(values->data, line->text);
        else
            times = (look_up(values, line->text, item, out).len > 0) ==
                    (line->kind == LINE_IF);
        for (unsigned i = 0; i < times; i++)
            fill(form, at + 1, line->end, values, line->kind == LINE_EACH ? i : item,
                 out, scratch);
        at = line->end;
    }
}

void template_fill(const struct template_form *form,
                   const struct template_values *values, struct template_text *out)
{
    struct template_text scratch = {{0}, {NULL, 0}};

    out->text.len = 0;
    fill(form, 0, form->count, values, 0, out, &scratch);
    buffer_free(&scratch.text);
}
