/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agreement/template.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/names.h"

/* Bytes: of all templates with their indents. */
enum { PARTS_MOST = 20000, TEMPLATES_MOST = 1000, BYTES_MOST = 1 << 24 };

struct reading {
    struct template *template;
    size_t room; /* of its parts */
    const struct template_source *source;
    struct template_names names;
    struct arena *arena;
    struct diag *diag;
    struct span includes[TEMPLATE_DEPTH]; /* the templates that are being read */
    unsigned include_count;
    unsigned templates; /* read so far, and their bytes */
    size_t bytes;
    unsigned open[TEMPLATE_DEPTH]; /* the sections that are being read */
    unsigned depth;
};

/* A text that is being read, and how far it is. */
struct place {
    const char *file;
    struct span rest;
    const char *line_start;
    unsigned long line;
};

/* A tag as it stands, without its braces. */
struct tag {
    char sign; /* 0: a value */
    struct span name;
    size_t len; /* of the tag with its braces */
};

/* Adds the place to a fault. */
static bool fault_at(struct reading *it, const struct place *at)
{
    return diag_at(it->diag, at->file, at->line);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static struct span trim(struct span text)
{
    while (text.len > 0 && (is_blank(text.ptr[0]) || text.ptr[0] == '\n'))
        text = span_after(text, 1);
    while (text.len > 0 &&
           (is_blank(text.ptr[text.len - 1]) || text.ptr[text.len - 1] == '\n'))
        text.len--;
    return text;
}

/* Where `pair`, two equal bytes, begins in a text; text.len: nowhere. */
static size_t find_pair(struct span text, char pair)
{
    for (size_t i = 0; i + 1 < text.len; i++)
        if (text.ptr[i] == pair && text.ptr[i + 1] == pair)
            return i;
    return text.len;
}

/* Goes on behind so many bytes. */
static void skip(struct place *at, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (at->rest.ptr[i] == '\n') {
            at->line++;
            at->line_start = at->rest.ptr + i + 1;
        }
    }
    at->rest = span_after(at->rest, len);
}

/*
 * The section that is open `up` sections out; TEMPLATE_WHOLE behind the outermost. What
 * is written because there is nothing has no item that a name could mean.
 */
static int section_around(const struct reading *it, unsigned up)
{
    for (unsigned i = it->depth; i > 0; i--) {
        const struct part *part = &it->template->parts[it->open[i - 1]];
        if (part->kind == PART_SECTION && up-- == 0)
            return part->name;
    }
    return TEMPLATE_WHOLE;
}

/* Whether the items of this list are being written already. */
static bool is_within(const struct reading *it, int name)
{
    for (unsigned up = 0; up < it->depth; up++)
        if (section_around(it, up) == name)
            return it->names.list[name].kind == KIND_OF_LIST ||
                   it->names.list[name].kind == KIND_OF_TEXTS;
    return false;
}

/* The number of a name here: of the innermost section that has it; -1: none. */
static int resolve(const struct reading *it, struct span name)
{
    for (unsigned up = 0; up <= it->depth; up++)
        for (unsigned i = 0; i < it->names.count; i++)
            if (it->names.list[i].within == section_around(it, up) &&
                span_is(name, it->names.list[i].name))
                return (int)i;
    return -1;
}

/* Of the names that could stand here, the nearest is told. */
static bool unknown(struct reading *it, const struct place *at, struct span name)
{
    struct nearest nearest = {.name = name};

    for (unsigned up = 0; up <= it->depth; up++)
        for (unsigned i = 0; i < it->names.count; i++)
            if (it->names.list[i].within == section_around(it, up))
                nearest_consider(&nearest, span_from(it->names.list[i].name));
    if (nearest.best.ptr == NULL)
        return diag_set(it->diag, DIAG_TABLE, "no value is called {{%.*s}} here",
                        (int)name.len, name.ptr) ||
               fault_at(it, at);
    diag_set(it->diag, DIAG_TABLE,
             "no value is called {{%.*s}} here, did you mean {{%.*s}}?", (int)name.len,
             name.ptr, (int)nearest.best.len, nearest.best.ptr);
    return diag_at(it->diag, at->file, at->line);
}

static bool add(struct reading *it, const struct place *at, struct part part)
{
    if (it->template->count == PARTS_MOST)
        return diag_set(it->diag, DIAG_TABLE, "the template has too many parts") ||
               fault_at(it, at);
    mem_grow(&it->template->parts, &it->room, it->template->count + 1, sizeof part);
    part.file = at->file;
    part.line = at->line;
    it->template->parts[it->template->count++] = part;
    return true;
}

static bool add_text(struct reading *it, const struct place *at, size_t len)
{
    return len == 0 ||
           add(it, at,
               (struct part){.kind = PART_TEXT, .text = span_of(at->rest.ptr, len)});
}

static bool open_section(struct reading *it, const struct place *at,
                         const struct tag *tag, int name)
{
    enum part_kind kind = tag->sign == '#' ? PART_SECTION : PART_INVERTED;

    if (it->depth == TEMPLATE_DEPTH)
        return diag_set(it->diag, DIAG_TABLE,
                        "sections are nested too deep at {{%c%.*s}}", tag->sign,
                        (int)tag->name.len, tag->name.ptr) ||
               fault_at(it, at);
    if (is_within(it, name))
        return diag_set(it->diag, DIAG_TABLE, "{{%c%.*s}} stands within itself",
                        tag->sign, (int)tag->name.len, tag->name.ptr) ||
               fault_at(it, at);
    it->open[it->depth++] = it->template->count;
    return add(it, at, (struct part){.kind = kind, .name = name});
}

/* `base`: sections up to there were opened by a template around this one. */
static bool close_section(struct reading *it, const struct place *at,
                          const struct tag *tag, unsigned base)
{
    struct part *opened;

    if (it->depth == base)
        return diag_set(it->diag, DIAG_TABLE, "{{/%.*s}} closes nothing",
                        (int)tag->name.len, tag->name.ptr) ||
               fault_at(it, at);
    opened = &it->template->parts[it->open[it->depth - 1]];
    if (!span_is(tag->name, it->names.list[opened->name].name) &&
        !span_is(tag->name, "."))
        return diag_set(it->diag, DIAG_TABLE,
                        "{{/%.*s}} closes another section than the one open",
                        (int)tag->name.len, tag->name.ptr) ||
               fault_at(it, at);
    opened->end = it->template->count;
    it->depth--;
    return add(it, at, (struct part){.kind = PART_END, .name = opened->name});
}

static bool read_template(struct reading *it, const struct place *from,
                          struct span name, struct span indent);

/* Whether a name can be written as it stands here. */
static bool is_text(const struct reading *it, const struct tag *tag, int name)
{
    switch (it->names.list[name].kind) {
    case KIND_OF_TEXT:
        return true;
    case KIND_OF_TEXTS:
        return span_is(tag->name, ".");
    default:
        return false;
    }
}

static bool take_named(struct reading *it, const struct place *at,
                       const struct tag *tag)
{
    int name = span_is(tag->name, ".") ? section_around(it, 0) : resolve(it, tag->name);

    if (name < 0)
        return unknown(it, at, tag->name);
    if (tag->sign != 0)
        return open_section(it, at, tag, name);
    if (!is_text(it, tag, name))
        return diag_set(it->diag, DIAG_TABLE,
                        "{{%.*s}} is no text: it can only begin a section",
                        (int)tag->name.len, tag->name.ptr) ||
               fault_at(it, at);
    return add(it, at, (struct part){.kind = PART_VALUE, .name = name});
}

static bool take_tag(struct reading *it, const struct place *at, const struct tag *tag,
                     unsigned base, struct span indent)
{
    switch (tag->sign) {
    case '!':
        return true;
    case '>':
        return read_template(it, at, tag->name, indent);
    case '/':
        return close_section(it, at, tag, base);
    case '{':
    case '&':
        return diag_set(it->diag, DIAG_TABLE, "every value is escaped: write {{%.*s}}",
                        (int)tag->name.len, tag->name.ptr) ||
               fault_at(it, at);
    case '=':
        return diag_set(it->diag, DIAG_TABLE,
                        "other delimiters than {{ and }} are not supported") ||
               fault_at(it, at);
    default:
        return take_named(it, at, tag);
    }
}

/* Reads the tag that the rest begins with. */
static bool read_tag(struct reading *it, const struct place *at, struct tag *tag)
{
    struct span inner = span_after(at->rest, 2);
    size_t len = find_pair(inner, '}');

    if (len == inner.len)
        return diag_set(it->diag, DIAG_TABLE, "a tag {{ is not closed by }}") ||
               fault_at(it, at);
    tag->len = len + 4;
    inner = trim(span_of(inner.ptr, len));
    tag->sign = 0;
    if (inner.len > 0 && memchr("#^/!>{&=", inner.ptr[0], 8) != NULL) {
        tag->sign = inner.ptr[0];
        inner = trim(span_after(inner, 1));
    }
    tag->name = inner;
    return true;
}

/*
 * Whether a tag stands alone on its line and so leaves none behind: `before` is what
 * stands in front of it, `*after` becomes the length of what goes with it.
 */
static bool stands_alone(const struct tag *tag, struct span before, struct span behind,
                         size_t *after)
{
    size_t i = 0;

    if (tag->sign == 0 || tag->sign == '{' || tag->sign == '&')
        return false;
    for (size_t j = before.len; j > 0; j--)
        if (!is_blank(before.ptr[j - 1]))
            return false;
    while (i < behind.len && is_blank(behind.ptr[i]))
        i++;
    if (i + 1 < behind.len && behind.ptr[i] == '\r' && behind.ptr[i + 1] == '\n')
        i++;
    if (i < behind.len && behind.ptr[i] != '\n')
        return false;
    *after = i < behind.len ? i + 1 : i;
    return true;
}

/* Reads the text up to the next tag, and the tag. */
static bool read_piece(struct reading *it, struct place *at, unsigned base)
{
    const char *start = at->rest.ptr;
    size_t len = find_pair(at->rest, '{'), after = 0;
    struct place text = *at;
    struct span before, indent = span_of("", 0);
    struct tag tag = {0};

    skip(at, len);
    if (at->rest.len == 0)
        return add_text(it, &text, len);
    if (!read_tag(it, at, &tag))
        return false;
    before = span_of(at->line_start, (size_t)(at->rest.ptr - at->line_start));
    if (stands_alone(&tag, before, span_after(at->rest, tag.len), &after)) {
        if (before.ptr >= start)
            len -= before.len;
        indent = before;
    }
    if (!add_text(it, &text, len) || !take_tag(it, at, &tag, base, indent))
        return false;
    skip(at, tag.len + after);
    return true;
}

/* How many lines a text has, the last one without an end too. */
static size_t count_lines(struct span text)
{
    size_t lines = text.len > 0 && text.ptr[text.len - 1] != '\n';

    for (size_t i = 0; i < text.len; i++)
        lines += text.ptr[i] == '\n';
    return lines;
}

/* Puts the indent in front of each line of a text. False: that is too much to read. */
static bool indent_lines(struct reading *it, struct span *text, struct span indent)
{
    struct buffer out = {0};

    it->bytes += text->len;
    if (indent.len > 0)
        it->bytes += indent.len * count_lines(*text);
    if (it->bytes > BYTES_MOST)
        return diag_set(it->diag, DIAG_TABLE,
                        "a template and its parts have more than 16 MiB");
    if (indent.len == 0)
        return true;
    for (size_t i = 0; i < text->len; i++) {
        if (i == 0 || text->ptr[i - 1] == '\n')
            buffer_add(&out, indent);
        buffer_add_char(&out, text->ptr[i]);
    }
    *text = arena_copy(it->arena, buffer_text(&out));
    buffer_free(&out);
    return true;
}

/* Whether a template can be read where `from` names it (NULL: the first one). */
static bool can_include(struct reading *it, const struct place *from, struct span name)
{
    if (it->include_count == TEMPLATE_DEPTH)
        return diag_set(it->diag, DIAG_TABLE,
                        "templates are nested too deep at {{>%.*s}}", (int)name.len,
                        name.ptr) ||
               fault_at(it, from);
    for (unsigned i = 0; i < it->include_count; i++)
        if (span_equal(it->includes[i], name))
            return diag_set(it->diag, DIAG_TABLE, "{{>%.*s}} would read itself",
                            (int)name.len, name.ptr) ||
                   fault_at(it, from);
    if (it->templates++ == TEMPLATES_MOST)
        return diag_set(it->diag, DIAG_TABLE, "a template reads more than %d parts",
                        TEMPLATES_MOST) ||
               fault_at(it, from);
    return true;
}

static bool read_template(struct reading *it, const struct place *from,
                          struct span name, struct span indent)
{
    struct place at = {.line = 1};
    const struct part *open;
    unsigned base = it->depth;

    if (!can_include(it, from, name))
        return false;
    if (!it->source->open(it->source->data, name, &at.rest, &at.file, it->diag))
        return from != NULL && it->diag->file[0] == '\0' ? fault_at(it, from) : false;
    if (from == NULL)
        it->template->file = at.file;
    if (!indent_lines(it, &at.rest, indent))
        return from != NULL && fault_at(it, from);
    at.line_start = at.rest.ptr;
    it->includes[it->include_count++] = name;
    while (at.rest.len > 0)
        if (!read_piece(it, &at, base))
            return false;
    it->include_count--;
    if (it->depth == base)
        return true;
    open = &it->template->parts[it->open[it->depth - 1]];
    at.line = open->line;
    return diag_set(it->diag, DIAG_TABLE, "{{%c%s}} is not closed",
                    open->kind == PART_INVERTED ? '^' : '#',
                    it->names.list[open->name].name) ||
           fault_at(it, &at);
}

bool template_read(struct template *template, struct span name,
                   const struct template_source *source, struct template_names names,
                   struct arena *arena, struct diag *diag)
{
    struct reading it = {.template = template,
                         .source = source,
                         .names = names,
                         .arena = arena,
                         .diag = diag};
    struct part *parts;
    bool done;

    *template = (struct template){0};
    done = read_template(&it, NULL, name, span_of("", 0));
    parts = arena_alloc(arena, (template->count + 1) * sizeof *parts);
    if (template->count > 0)
        memcpy(parts, template->parts, template->count * sizeof *parts);
    free(template->parts);
    template->parts = parts;
    return done;
}

bool template_names_value(const struct template *template, int name)
{
    for (unsigned i = 0; i < template->count; i++)
        if (template->parts[i].kind != PART_TEXT && template->parts[i].name == name)
            return true;
    return false;
}

void template_fill(const struct template *template, unsigned first, unsigned end,
                   const struct template_values *values,
                   const struct template_sink *sink)
{
    for (unsigned at = first; at < end; at++) {
        const struct part *part = &template->parts[at];
        unsigned count;
        if (part->kind == PART_TEXT) {
            sink->text(sink->data, part);
            continue;
        }
        if (part->kind == PART_VALUE) {
            sink->value(sink->data, part, values->text(values->data, part->name));
            continue;
        }
        count = values->count(values->data, part->name);
        if (part->kind == PART_INVERTED && count == 0)
            template_fill(template, at + 1, part->end, values, sink);
        for (unsigned i = 0; part->kind == PART_SECTION && i < count; i++) {
            values->enter(values->data, part->name, i);
            template_fill(template, at + 1, part->end, values, sink);
        }
        at = part->end;
    }
}
