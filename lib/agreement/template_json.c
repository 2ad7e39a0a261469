/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The values of a template by themselves: texts are strings, flags true and false,
 * lists arrays of objects, lists of texts arrays of strings.
 */
#include "agreement/template.h"
#include "stream/encoding.h"

enum { ESCAPE_MOST = 6 }; /* bytes that encoding_json makes of one */

static void put_object(struct template_names names, int within,
                       const struct template_values *values, struct buffer *out);

static void put_string(struct buffer *out, struct span text)
{
    buffer_add_char(out, '"');
    out->len += encoding_json(text, buffer_room(out, ESCAPE_MOST * text.len));
    buffer_add_char(out, '"');
}

static void put_list(struct template_names names, int name,
                     const struct template_values *values, struct buffer *out)
{
    unsigned count = values->count(values->data, name);

    buffer_add_char(out, '[');
    for (unsigned i = 0; i < count; i++) {
        if (i > 0)
            buffer_add_char(out, ',');
        values->enter(values->data, name, i);
        if (names.list[name].kind == KIND_OF_TEXTS)
            put_string(out, values->text(values->data, name));
        else
            put_object(names, name, values, out);
    }
    buffer_add_char(out, ']');
}

static void put_value(struct template_names names, int name,
                      const struct template_values *values, struct buffer *out)
{
    switch (names.list[name].kind) {
    case KIND_OF_TEXT:
        put_string(out, values->text(values->data, name));
        break;
    case KIND_OF_FLAG:
        buffer_add(out,
                   span_from(values->count(values->data, name) > 0 ? "true" : "false"));
        break;
    default:
        put_list(names, name, values, out);
    }
}

static void put_object(struct template_names names, int within,
                       const struct template_values *values, struct buffer *out)
{
    bool is_first = true;

    buffer_add_char(out, '{');
    for (unsigned i = 0; i < names.count; i++) {
        if (names.list[i].within != within)
            continue;
        if (!is_first)
            buffer_add_char(out, ',');
        is_first = false;
        put_string(out, span_from(names.list[i].name));
        buffer_add_char(out, ':');
        put_value(names, (int)i, values, out);
    }
    buffer_add_char(out, '}');
}

void template_json(struct template_names names, const struct template_values *values,
                   struct buffer *out)
{
    put_object(names, TEMPLATE_WHOLE, values, out);
}
