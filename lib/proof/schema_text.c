/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/schema_text.h"

#include "base/buffer.h"
#include "rules/columns.h"

/* Regular expressions that JSON Schema, XML Schema and PostgreSQL read alike. */
#define CODE "[A-Za-z0-9_-]+"
#define DATE "(19[0-9]{2}|2[01][0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
#define NUMBER "0|[1-9][0-9]{0,3}"
#define NEED_PARTS \
    "(:(erkannt|bearbeitung|erfolglos|erledigt)?(:[1-3]?(:([1-9][0-9]{0,3})?)?)?)?"

static void put(struct buffer *text, const char *part)
{
    buffer_add(text, span_from(part));
}

/* A string of JSON. */
static void put_string(struct buffer *text, struct span value)
{
    buffer_add_char(text, '"');
    for (size_t i = 0; i < value.len; i++) {
        unsigned char c = (unsigned char)value.ptr[i];
        if (c < 0x20)
            buffer_print(text, "\\u%04x", c);
        else
            buffer_print(text, c == '"' || c == '\\' ? "\\%c" : "%c", c);
    }
    buffer_add_char(text, '"');
}

/* A name or a text of SQL in its quotes. */
static void put_quoted(struct buffer *text, struct span value, char quote)
{
    buffer_add_char(text, quote);
    for (size_t i = 0; i < value.len; i++) {
        if (value.ptr[i] == quote)
            buffer_add_char(text, quote);
        buffer_add_char(text, value.ptr[i]);
    }
    buffer_add_char(text, quote);
}

/* The codes and their older spellings: the i-th; ptr NULL behind the last. */
static struct span code_at(const struct column *column, unsigned i)
{
    if (i < column->codes.count)
        return column->codes.names[i];
    i -= column->codes.count;
    return i < column->spelling_count ? column->spellings[i].old : span_of(NULL, 0);
}

/* Each code with something before and between them. */
static void put_codes(struct buffer *text, const struct column *column,
                      const char *between,
                      void (*put_code)(struct buffer *, struct span))
{
    for (unsigned i = 0; code_at(column, i).ptr != NULL; i++) {
        put(text, i > 0 ? between : "");
        put_code(text, code_at(column, i));
    }
}

static void put_need(struct buffer *text, const struct schema_column *about)
{
    put(text, "(");
    if (about->is_open)
        put(text, CODE);
    else
        put_codes(text, about->column, "|", buffer_add);
    put(text, ")" NEED_PARTS);
}

/* What the whole of a filled value matches; empty: anything, or the type says enough.
 */
static void put_pattern(struct buffer *text, const struct schema_column *about)
{
    switch (about->kind) {
    case SCHEMA_CODE:
        put(text, CODE);
        break;
    case SCHEMA_STRATEGIES:
        put(text, CODE "(@" CODE ")?( " CODE "(@" CODE ")?)*");
        break;
    case SCHEMA_TERMS:
        put(text, "[^|]+(\\|[^|]+)*");
        break;
    case SCHEMA_NEEDS:
        put_need(text, about);
        put(text, "( ");
        put_need(text, about);
        put(text, ")*");
        break;
    case SCHEMA_DATE:
    case SCHEMA_NUMBER:
    case SCHEMA_DAYS:
    case SCHEMA_YESNO:
    case SCHEMA_CODES:
    case SCHEMA_KEY:
    case SCHEMA_TEXT:
    default:
        break;
    }
}

/* A pattern as a string that has to match the whole of a value, or nothing too (`?`).
 */
static void put_whole(struct buffer *text, struct span pattern, const char *often)
{
    struct buffer whole = {0};

    buffer_print(&whole, "^(%.*s)%s$", (int)pattern.len, pattern.ptr, often);
    put_string(text, buffer_text(&whole));
    buffer_free(&whole);
}

static void put_title(struct buffer *text, const struct schema_column *about)
{
    if (about->title.len == 0)
        return;
    put(text, ", \"title\": ");
    put_string(text, about->title);
}

static void put_field(struct buffer *text, const struct schema_column *about)
{
    static const char *const types[] = {
        [SCHEMA_KEY] = "\"string\", \"constraints\": {\"required\": true, "
                       "\"minLength\": 1}",
        [SCHEMA_DATE] = "\"date\", \"constraints\": {\"minimum\": \"1900-01-01\", "
                        "\"maximum\": \"2199-12-31\"}",
        [SCHEMA_YESNO] = "\"boolean\", \"trueValues\": [\"yes\"], \"falseValues\": "
                         "[\"no\"]",
        [SCHEMA_NUMBER] = "\"integer\", \"constraints\": {\"minimum\": 0, "
                          "\"maximum\": 9999}",
        [SCHEMA_DAYS] = "\"integer\"",
        [SCHEMA_TERMS] = NULL};
    struct buffer pattern = {0};

    put(text, "{\"name\": ");
    put_string(text, about->name);
    put_title(text, about);
    put(text, ", \"type\": ");
    put(text, types[about->kind] != NULL ? types[about->kind] : "\"string\"");
    put_pattern(&pattern, about);
    if (pattern.len > 0) {
        put(text, ", \"constraints\": {\"pattern\": ");
        put_whole(text, buffer_text(&pattern), "");
        put(text, "}");
    } else if (about->kind == SCHEMA_CODES) {
        put(text, ", \"constraints\": {\"enum\": [");
        put_codes(text, about->column, ", ", put_string);
        put(text, "]}");
    }
    put(text, "}");
    buffer_free(&pattern);
}

void schema_put_frictionless(const struct schema *schema, struct buffer *text)
{
    put(text, "{\n  \"fields\": [");
    for (unsigned i = 0; i < schema->count; i++) {
        put(text, i > 0 ? ",\n    " : "\n    ");
        put_field(text, &schema->columns[i]);
    }
    put(text, "\n  ],\n  \"missingValues\": [\"\"]\n}\n");
}

/* The value as it stands in a line: a string, which may be empty. */
static void put_property(struct buffer *text, const struct schema_column *about)
{
    struct buffer pattern = {0};

    put_string(text, about->name);
    put(text, ": {\"type\": \"string\"");
    put_title(text, about);
    put_pattern(&pattern, about);
    if (about->kind == SCHEMA_DATE)
        put(&pattern, DATE);
    if (about->kind == SCHEMA_NUMBER)
        put(&pattern, NUMBER);
    if (about->kind == SCHEMA_DAYS)
        put(&pattern, "0|-?[1-9][0-9]*");
    if (pattern.len > 0) {
        put(text, ", \"pattern\": ");
        put_whole(text, buffer_text(&pattern), "?");
    }
    if (about->kind == SCHEMA_KEY)
        put(text, ", \"minLength\": 1");
    if (about->kind == SCHEMA_YESNO)
        put(text, ", \"enum\": [\"\", \"yes\", \"no\"]");
    if (about->kind == SCHEMA_CODES) {
        put(text, ", \"enum\": [\"\", ");
        put_codes(text, about->column, ", ", put_string);
        put(text, "]");
    }
    put(text, "}");
    buffer_free(&pattern);
}

void schema_put_json(const struct schema *schema, struct buffer *text)
{
    put(text, "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
              "  \"type\": \"object\",\n  \"properties\": {");
    for (unsigned i = 0; i < schema->count; i++) {
        put(text, i > 0 ? ",\n    " : "\n    ");
        put_property(text, &schema->columns[i]);
    }
    put(text, "\n  },\n  \"required\": [");
    for (unsigned i = 0; i < schema->count; i++) {
        put(text, i > 0 ? ", " : "");
        put_string(text, schema->columns[i].name);
    }
    put(text, "],\n  \"additionalProperties\": false\n}\n");
}

static void put_text(struct buffer *text, struct span value)
{
    put_quoted(text, value, '\'');
}

/*
 * An empty text is no date and no number: as a text it may be compared in both
 * databases, and only SQLite ever has one there.
 */
static void put_check(struct buffer *text, const struct schema_column *about)
{
    static const char *const bounds[] = {[SCHEMA_DATE] =
                                             "between '1900-01-01' and '2199-12-31'",
                                         [SCHEMA_YESNO] = "in ('yes', 'no')",
                                         [SCHEMA_NUMBER] = "between 0 and 9999",
                                         [SCHEMA_TERMS] = NULL};
    struct buffer quoted = {0};
    const char *name;

    put_quoted(&quoted, about->name, '"');
    buffer_add_char(&quoted, '\0');
    name = quoted.bytes;
    if (about->kind == SCHEMA_KEY)
        buffer_print(text, " check (%s <> '')", name);
    if (bounds[about->kind] != NULL)
        buffer_print(text, " check (cast(%s as text) = '' or %s %s)", name, name,
                     bounds[about->kind]);
    if (about->kind == SCHEMA_CODES) {
        buffer_print(text, " check (%s in ('', ", name);
        put_codes(text, about->column, ", ", put_text);
        put(text, "))");
    }
    buffer_free(&quoted);
}

static const char *sql_type(enum schema_kind kind)
{
    switch (kind) {
    case SCHEMA_KEY:
        return "text not null";
    case SCHEMA_DATE:
        return "date";
    case SCHEMA_YESNO:
        return "boolean";
    case SCHEMA_NUMBER:
    case SCHEMA_DAYS:
        return "integer";
    case SCHEMA_TEXT:
    case SCHEMA_CODE:
    case SCHEMA_CODES:
    case SCHEMA_NEEDS:
    case SCHEMA_STRATEGIES:
    case SCHEMA_TERMS:
    default:
        return "text";
    }
}

/* A comment ends with its line, which a label in quotes may have several of. */
static void put_comment(struct buffer *text, struct span label)
{
    put(text, " -- ");
    for (size_t i = 0; i < label.len; i++)
        buffer_add_char(text, (unsigned char)label.ptr[i] < 0x20 ? ' ' : label.ptr[i]);
}

void schema_put_sql(const struct schema *schema, struct buffer *text)
{
    put(text, "create table ");
    put_quoted(text, schema->table, '"');
    put(text, " (");
    for (unsigned i = 0; i < schema->count; i++) {
        const struct schema_column *about = &schema->columns[i];
        put(text, "\n    ");
        put_quoted(text, about->name, '"');
        buffer_print(text, " %s", sql_type(about->kind));
        put_check(text, about);
        put(text, i + 1 < schema->count ? "," : "");
        if (about->title.len > 0)
            put_comment(text, about->title);
    }
    put(text, "\n);\n");
}
