/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Templates: text with tags of the language mustache, without its logic: nothing is
 * evaluated, and no value is ever read as part of a template.
 *
 *     {{name}}               a value
 *     {{#name}} … {{/name}}  once for each item of a list; once if a text is not empty,
 *                            or a flag set
 *     {{^name}} … {{/name}}  if there is none
 *     {{.}}                  the item or text of the innermost section
 *     {{>part}}              another template, with the indent of its line
 *     {{! remark }}
 *
 * A section, a part or a remark alone on its line leaves no line behind. A template is
 * read once: names become numbers, and one that there is not is a fault of the line. So
 * is a list within itself: a name would mean two of its items.
 *
 * Source: mustache(5) and its specification (github.com/mustache/spec), of which the
 * modules comments, interpolation, inverted, partials and sections hold, without dotted
 * names, unescaped values, recursion and other delimiters, which are faults.
 */
#ifndef VIERPHASEN_TEMPLATE_H
#define VIERPHASEN_TEMPLATE_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/span.h"

struct arena;
struct diag;

/*
 * TEMPLATE_WHOLE: within nothing but the template itself. TEMPLATE_DEPTH: so many
 * sections, and templates, may be within each other.
 */
enum { TEMPLATE_WHOLE = -1, TEMPLATE_DEPTH = 16 };

enum name_kind {
    KIND_OF_TEXT,
    KIND_OF_FLAG, /* only sections may name it */
    KIND_OF_LIST, /* so too; its items have names of their own */
    KIND_OF_TEXTS /* a list of texts: {{.}} in its section */
};

/*
 * A name that templates may use: of a text, a flag or a list. `within` is the number of
 * the list that it belongs to. A name means that of the innermost section that has it.
 */
struct template_name {
    const char *name;
    int within;
    enum name_kind kind;
};

enum part_kind { PART_TEXT, PART_VALUE, PART_SECTION, PART_INVERTED, PART_END };

struct part {
    enum part_kind kind;
    struct span text;   /* PART_TEXT */
    int name;           /* the others */
    unsigned end;       /* of a section: its PART_END */
    const char *file;   /* where it stands */
    unsigned long line; /* where it begins there */
};

struct template
{
    unsigned count;
    struct part *parts;
    const char *file; /* where it stands itself */
};

/*
 * Where templates come from: the text of one by its name, and what messages call it;
 * both stay as long as the template. False and a diag on failure.
 */
struct template_source {
    bool (*open)(void *data, struct span name, struct span *text, const char **file,
                 struct diag *diag);
    void *data;
};

struct template_names {
    const struct template_name *list;
    unsigned count;
};

/* Reads a template. All memory is the arena's. False and a diag with file:line. */
bool template_read(struct template *template, struct span name,
                   const struct template_source *source, struct template_names names,
                   struct arena *arena, struct diag *diag);

/* Whether a template names this value. */
bool template_names_value(const struct template *template, int name);

/*
 * Where values come from. `enter` is called before each item of a section that is
 * written, then `text` means that item.
 */
struct template_values {
    struct span (*text)(void *data, int name);
    unsigned (*count)(void *data, int name); /* items; 1 or 0 of a text and a flag */
    void (*enter)(void *data, int name, unsigned item);
    void *data;
};

/* Where the filled template goes, piece by piece. */
struct template_sink {
    void (*text)(void *data, const struct part *part);
    void (*value)(void *data, const struct part *part, struct span value);
    void *data;
};

/* The parts from `first` to before `end`, which no section may cross. */
void template_fill(const struct template *template, unsigned first, unsigned end,
                   const struct template_values *values,
                   const struct template_sink *sink);

/*
 * Adds all values by their names as a JSON object: what no template has to name. They
 * stand as they are, whatever characters they hold, because programs read them.
 */
void template_json(struct template_names names, const struct template_values *values,
                   struct buffer *out);

#endif
