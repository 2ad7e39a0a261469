/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agreement/form_markup.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/names.h"

enum { DEPTH_MOST = 64 };

static const char *const ELEMENTS[ELEMENT_COUNT] = {
    "html",   "head",    "meta", "title", "style",  "body",  "header",  "main",
    "footer", "section", "div",  "h1",    "h2",     "h3",    "p",       "ul",
    "ol",     "li",      "dl",   "dt",    "dd",     "table", "caption", "thead",
    "tbody",  "tr",      "th",   "td",    "strong", "em",    "span",    "br"};

/* None of them can hold an address. */
static const char *const ATTRIBUTES[] = {"class",   "lang",    "scope", "charset",
                                         "name",    "content", "role",  "aria-label",
                                         "rowspan", "colspan"};

static const struct {
    const char *name, *text;
} REFERENCES[] = {{"amp", "&"},   {"lt", "<"},          {"gt", ">"},
                  {"quot", "\""}, {"nbsp", "\xc2\xa0"}, {"shy", ""}};

struct reading {
    struct arena *arena;
    struct diag *diag;
    const char *file;
    const struct part *part;
    unsigned long line; /* of what is being read */
    struct mark *marks;
    size_t count, room;
    enum element open[DEPTH_MOST];
    unsigned depth;
    /* How many elements were open where they began. */
    unsigned sections[TEMPLATE_DEPTH];
    unsigned section_count;
    struct form_markup *markup;
    unsigned number;        /* of the part */
    unsigned mains, titles; /* how often <main> and <title> were opened */
};

/* Adds the place to a fault. */
static bool fault_here(struct reading *it)
{
    return diag_at(it->diag, it->file, it->line);
}

static void add(struct reading *it, struct mark mark)
{
    mem_grow(&it->marks, &it->room, it->count + 1, sizeof mark);
    it->marks[it->count++] = mark;
}

static bool is_open(const struct reading *it, enum element element)
{
    return it->depth > 0 && it->open[it->depth - 1] == element;
}

static bool is_within(const struct reading *it, enum element element)
{
    for (unsigned i = 0; i < it->depth; i++)
        if (it->open[i] == element)
            return true;
    return false;
}

/* Whether an element is a piece of the text around it. */
static bool is_inline(enum element element)
{
    return element == ELEMENT_STRONG || element == ELEMENT_EM ||
           element == ELEMENT_SPAN;
}

/* Whether the mark before, in this part, has ended a block, so that no blank follows.
 */
static bool is_behind_block(const struct reading *it)
{
    static const bool is_block[ELEMENT_COUNT] = {
        [ELEMENT_HEADER] = true, [ELEMENT_SECTION] = true, [ELEMENT_DIV] = true,
        [ELEMENT_H1] = true,     [ELEMENT_H2] = true,      [ELEMENT_H3] = true,
        [ELEMENT_P] = true,      [ELEMENT_UL] = true,      [ELEMENT_OL] = true,
        [ELEMENT_LI] = true,     [ELEMENT_DL] = true,      [ELEMENT_DD] = true,
        [ELEMENT_TABLE] = true,  [ELEMENT_TBODY] = true,   [ELEMENT_TR] = true,
        [ELEMENT_TD] = true};
    const struct mark *before = &it->marks[it->count - (it->count > 0)];

    return it->count > it->markup->first[it->number] && before->kind == MARK_CLOSE &&
           is_block[before->element] && !is_within(it, ELEMENT_THEAD);
}

static bool is_void(enum element element)
{
    return element == ELEMENT_META || element == ELEMENT_BR;
}

/* The line goes on behind a text. */
static void count_lines(struct reading *it, struct span text)
{
    for (size_t i = 0; i < text.len; i++)
        it->line += text.ptr[i] == '\n';
}

/* Adds what a reference such as `amp` means. */
static bool add_reference(struct reading *it, struct buffer *out, struct span name)
{
    for (size_t i = 0; i < sizeof REFERENCES / sizeof *REFERENCES; i++) {
        if (span_is(name, REFERENCES[i].name)) {
            buffer_add(out, span_from(REFERENCES[i].text));
            return true;
        }
    }
    return diag_set(it->diag, DIAG_TABLE,
                    "&%.*s; is none of the references amp, lt, gt, quot, nbsp, shy",
                    (int)name.len, name.ptr) ||
           fault_here(it);
}

/* Makes any white space of a text one blank. */
static void fold_space(struct buffer *text)
{
    size_t to = 0;

    for (size_t from = 0; from < text->len; from++) {
        char c = text->bytes[from];
        if (c == '\n' || c == '\t' || c == '\r')
            c = ' ';
        if (c != ' ' || to == 0 || text->bytes[to - 1] != ' ')
            text->bytes[to++] = c;
    }
    text->len = to;
}

/* Text between tags, with its references. */
static bool take_text(struct reading *it, struct span text)
{
    struct buffer out = {0};
    bool is_sound = true;

    while (is_sound && text.len > 0) {
        const char *and = memchr(text.ptr, '&', text.len);
        size_t before = and != NULL ? (size_t)(and-text.ptr) : text.len;
        struct span name;
        buffer_add(&out, span_of(text.ptr, before));
        count_lines(it, span_of(text.ptr, before));
        text = span_after(text, before);
        if (and == NULL)
            break;
        if (memchr(text.ptr, ';', text.len < 8 ? text.len : 8) == NULL) {
            is_sound =
                (diag_set(it->diag, DIAG_TABLE, "write &amp; for &") || fault_here(it));
            break;
        }
        text = span_after(text, 1);
        name = span_of(text.ptr,
                       (size_t)((char *)memchr(text.ptr, ';', text.len) - text.ptr));
        text = span_after(text, name.len + 1);
        is_sound = add_reference(it, &out, name);
    }
    fold_space(&out);
    if (is_sound && out.len > 0 &&
        !(span_is(buffer_text(&out), " ") && is_behind_block(it)))
        add(it, (struct mark){.kind = MARK_TEXT,
                              .text = arena_copy(it->arena, buffer_text(&out))});
    buffer_free(&out);
    return is_sound;
}

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

/* Functions of a style sheet that fetch nothing; the empty name is that of @media (…).
 */
static const char *const FUNCTIONS[] = {
    "",     "calc",           "clamp",       "counter",   "counters",
    "hsl",  "hsla",           "is",          "lang",      "max",
    "min",  "minmax",         "not",         "nth-child", "rgb",
    "rgba", "nth-last-child", "nth-of-type", "repeat",    "var",
    "where"};

/* The name in front of a parenthesis. */
static struct span function_at(struct span text, size_t parenthesis)
{
    size_t start = parenthesis;

    while (start > 0 && (is_name_byte(text.ptr[start - 1]) ||
                         (text.ptr[start - 1] >= 'A' && text.ptr[start - 1] <= 'Z')))
        start--;
    return span_of(text.ptr + start, parenthesis - start);
}

/* A style sheet could fetch something, by url() and others, or by @import. */
static bool take_style(struct reading *it, struct span text)
{
    for (size_t i = 0; i < text.len; i++) {
        struct span rest = span_after(text, i), function;
        bool is_at = text.ptr[i] == '@' && !span_starts(rest, "@media") &&
                     !span_starts(rest, "@page");
        it->line += text.ptr[i] == '\n';
        if (is_at || text.ptr[i] == '\\')
            return diag_set(it->diag, DIAG_TABLE,
                            "no \\ and no @ but @media and @page in a style") ||
                   fault_here(it);
        function = function_at(text, i);
        if (text.ptr[i] == '(' &&
            names_find(FUNCTIONS, sizeof FUNCTIONS / sizeof *FUNCTIONS, function) < 0)
            return diag_set(it->diag, DIAG_TABLE, "%.*s() can't stand in a style",
                            (int)function.len, function.ptr) ||
                   fault_here(it);
    }
    return true;
}

static struct span cut_name(struct span *rest)
{
    size_t len = 0;
    struct span name;

    while (len < rest->len && is_name_byte(rest->ptr[len]))
        len++;
    name = span_of(rest->ptr, len);
    *rest = span_after(*rest, len);
    return name;
}

static void skip_space(struct span *rest)
{
    while (rest->len > 0 && memchr(" \t\r\n", rest->ptr[0], 4) != NULL)
        *rest = span_after(*rest, 1);
}

/* ` name="value"` again and again; *class is the value of the attribute class. */
static bool take_attributes(struct reading *it, struct span rest, struct span *class)
{
    for (skip_space(&rest); rest.len > 0; skip_space(&rest)) {
        struct span name = cut_name(&rest), value;
        const char *quote;
        if (names_find(ATTRIBUTES, sizeof ATTRIBUTES / sizeof *ATTRIBUTES, name) < 0)
            return diag_set(it->diag, DIAG_TABLE,
                            "the attribute \"%.*s\" can't stand in a form",
                            (int)name.len, name.ptr) ||
                   fault_here(it);
        if (!span_starts(rest, "=\""))
            return diag_set(it->diag, DIAG_TABLE,
                            "the value of %.*s must stand in double quotes",
                            (int)name.len, name.ptr) ||
                   fault_here(it);
        rest = span_after(rest, 2);
        quote = memchr(rest.ptr, '"', rest.len);
        if (quote == NULL)
            return diag_set(it->diag, DIAG_TABLE,
                            "the value of %.*s must stand in double quotes",
                            (int)name.len, name.ptr) ||
                   fault_here(it);
        value = span_of(rest.ptr, (size_t)(quote - rest.ptr));
        rest = span_after(rest, value.len + 1);
        if (span_is(name, "class"))
            *class = value;
    }
    return true;
}

static bool close_element(struct reading *it, enum element element, struct span rest)
{
    unsigned base = it->section_count > 0 ? it->sections[it->section_count - 1] : 0;

    skip_space(&rest);
    if (rest.len > 0)
        return diag_set(it->diag, DIAG_TABLE, "</%.*s> holds more than its name",
                        (int)span_from(ELEMENTS[element]).len,
                        span_from(ELEMENTS[element]).ptr) ||
               fault_here(it);
    if (it->depth == base || !is_open(it, element))
        return diag_set(it->diag, DIAG_TABLE, "</%.*s> closes nothing in its section",
                        (int)span_from(ELEMENTS[element]).len,
                        span_from(ELEMENTS[element]).ptr) ||
               fault_here(it);
    it->depth--;
    if (!is_inline(element))
        add(it, (struct mark){.kind = MARK_CLOSE, .element = element});
    return true;
}

static bool open_element(struct reading *it, enum element element, struct span rest)
{
    struct span class = span_of("", 0);

    if (is_open(it, ELEMENT_TITLE) || is_open(it, ELEMENT_STYLE))
        return diag_set(it->diag, DIAG_TABLE, "<%s> can hold no element",
                        ELEMENTS[it->open[it->depth - 1]]) ||
               fault_here(it);
    if (!take_attributes(it, rest, &class))
        return false;
    it->titles += element == ELEMENT_TITLE;
    if (!is_inline(element))
        add(it, (struct mark){.kind = MARK_OPEN, .element = element});
    if (element == ELEMENT_SPAN && span_is(class, "blank"))
        add(it, (struct mark){.kind = MARK_BLANK});
    if (element == ELEMENT_SPAN && span_is(class, "box"))
        add(it, (struct mark){.kind = MARK_BOX});
    if (is_void(element))
        return true;
    if (it->depth == DEPTH_MOST)
        return diag_set(it->diag, DIAG_TABLE, "elements are nested too deep at <%.*s>",
                        (int)span_from(ELEMENTS[element]).len,
                        span_from(ELEMENTS[element]).ptr) ||
               fault_here(it);
    it->open[it->depth++] = element;
    return true;
}

/* What stands between < and >. */
static bool take_tag(struct reading *it, struct span tag)
{
    bool closes = tag.len > 0 && tag.ptr[0] == '/';
    struct span name;
    int element;

    if (span_starts(tag, "!doctype html") || span_starts(tag, "!DOCTYPE html"))
        return true;
    if (closes)
        tag = span_after(tag, 1);
    name = cut_name(&tag);
    element = names_find(ELEMENTS, ELEMENT_COUNT, name);
    if (element < 0)
        return diag_set(it->diag, DIAG_TABLE,
                        "the element <%.*s> can't stand in a form", (int)name.len,
                        name.ptr) ||
               fault_here(it);
    return closes ? close_element(it, (enum element)element, tag)
                  : open_element(it, (enum element)element, tag);
}

/* Notes where <main> begins and ends, if the last mark is that; `from`, `to`: the tag.
 */
static bool note_main(struct reading *it, size_t from, size_t to)
{
    struct form_markup *markup = it->markup;
    const struct mark *mark = &it->marks[it->count - 1];
    bool begins = mark->kind == MARK_OPEN;

    if ((mark->kind != MARK_OPEN && mark->kind != MARK_CLOSE) ||
        mark->element != ELEMENT_MAIN)
        return true;
    if (it->section_count > 0 || (begins && it->mains++ > 0))
        return diag_set(it->diag, DIAG_TABLE,
                        "<main> stands once in a form, in no section") ||
               fault_here(it);
    if (begins) {
        markup->main_part = it->number;
        markup->main_at = to;
    } else {
        markup->end_part = it->number;
        markup->end_at = from;
    }
    return true;
}

/* The tag that a text begins with, and what of the text is behind it. */
static bool take_next_tag(struct reading *it, struct span *rest, const char *start)
{
    const char *tag = rest->ptr, *end = memchr(tag, '>', rest->len);
    size_t count = it->count;
    struct span inner;

    if (end == NULL)
        return diag_set(it->diag, DIAG_TABLE,
                        "a tag must end before a value or section begins") ||
               fault_here(it);
    inner = span_of(tag + 1, (size_t)(end - tag) - 1);
    if (!take_tag(it, inner) ||
        (it->count > count &&
         !note_main(it, (size_t)(tag - start), (size_t)(end + 1 - start))))
        return false;
    count_lines(it, inner);
    *rest = span_after(*rest, inner.len + 2);
    return true;
}

static bool take_part(struct reading *it, struct span rest)
{
    const char *start = rest.ptr;

    while (rest.len > 0) {
        const char *tag = memchr(rest.ptr, '<', rest.len);
        struct span text =
            span_of(rest.ptr, tag != NULL ? (size_t)(tag - rest.ptr) : rest.len);
        if (is_open(it, ELEMENT_STYLE) ? !take_style(it, text) : !take_text(it, text))
            return false;
        rest = span_after(rest, text.len);
        if (tag != NULL && !take_next_tag(it, &rest, start))
            return false;
    }
    return true;
}

/*
 * A browser moves text out of an element that can't hold any, so that a value would
 * change another place than its own.
 */
static bool take_value(struct reading *it)
{
    static const enum element without_text[] = {
        ELEMENT_HTML, ELEMENT_HEAD,  ELEMENT_STYLE, ELEMENT_UL,    ELEMENT_OL,
        ELEMENT_DL,   ELEMENT_TABLE, ELEMENT_THEAD, ELEMENT_TBODY, ELEMENT_TR};

    if (it->depth == 0)
        return diag_set(it->diag, DIAG_TABLE, "a value stands outside <html>") ||
               fault_here(it);
    for (size_t i = 0; i < sizeof without_text / sizeof *without_text; i++)
        if (is_open(it, without_text[i]))
            return diag_set(it->diag, DIAG_TABLE, "a value can't stand in <%s>",
                            ELEMENTS[without_text[i]]) ||
                   fault_here(it);
    return true;
}

static bool read_part(struct reading *it)
{
    switch (it->part->kind) {
    case PART_TEXT:
        return take_part(it, it->part->text);
    case PART_SECTION:
    case PART_INVERTED:
        it->sections[it->section_count++] = it->depth;
        return true;
    case PART_END:
        if (it->depth != it->sections[--it->section_count])
            return diag_set(it->diag, DIAG_TABLE, "<%.*s> is not closed in its section",
                            (int)span_from(ELEMENTS[it->open[it->depth - 1]]).len,
                            span_from(ELEMENTS[it->open[it->depth - 1]]).ptr) ||
                   fault_here(it);
        return true;
    default:
        return take_value(it);
    }
}

bool form_markup_read(struct form_markup *markup, const struct template *template,
                      struct arena *arena, struct diag *diag)
{
    struct reading it = {
        .arena = arena, .diag = diag, .markup = markup, .file = template->file};
    bool is_sound = true;

    markup->first = arena_alloc(arena, (template->count + 1) * sizeof *markup->first);
    markup->is_line =
        arena_alloc(arena, (template->count + 1) * sizeof *markup->is_line);
    for (unsigned i = 0; is_sound && i < template->count; i++) {
        it.part = &template->parts[i];
        it.file = it.part->file;
        it.number = i;
        it.line = it.part->line;
        markup->first[i] = (unsigned)it.count;
        markup->is_line[i] = is_open(&it, ELEMENT_TITLE);
        is_sound = read_part(&it);
    }
    if (is_sound && it.depth > 0)
        is_sound = diag_set(diag, DIAG_TABLE, "<%s> is not closed",
                            ELEMENTS[it.open[it.depth - 1]]) ||
                   fault_here(&it);
    if (is_sound && it.mains != 1)
        is_sound =
            diag_set(diag, DIAG_TABLE, "<main> stands once in a form, in no section") ||
            diag_at(diag, template->file, 0);
    if (is_sound && it.titles != 1)
        is_sound = diag_set(diag, DIAG_TABLE, "a form has one <title>") ||
                   diag_at(diag, template->file, 0);
    markup->first[template->count] = (unsigned)it.count;
    markup->marks = arena_alloc(arena, (it.count + 1) * sizeof *markup->marks);
    if (it.count > 0)
        memcpy(markup->marks, it.marks, it.count * sizeof *markup->marks);
    free(it.marks);
    return is_sound;
}
