/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/dialect.h"

#include "base/names.h"
#include "stream/packed.h"
#include "value/text.h"

/* Of names that differ only in the delimiter the first stands for the format. */
static const struct {
    const char *name, *extension;
    struct dialect dialect;
} formats[] = {
    {"tsv", "tsv", {FORMAT_TSV, '\t'}},     {"csv", "csv", {FORMAT_CSV, ','}},
    {"ssv", "csv", {FORMAT_CSV, ';'}},      {"excel", "csv", {FORMAT_EXCEL, ';'}},
    {"xlsx", "xlsx", {FORMAT_XLSX, '\0'}},  {"json", "jsonl", {FORMAT_JSON, '\0'}},
    {"table", "txt", {FORMAT_TABLE, '\0'}}, {"record", "txt", {FORMAT_RECORD, '\0'}}};

bool dialect_from_name(struct span name, struct dialect *dialect)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (span_is(name, formats[i].name)) {
            *dialect = formats[i].dialect;
            return true;
        }
    }
    return false;
}

void dialect_unknown(const char *name, const char *more, struct diag *diag)
{
    enum { COUNT = sizeof formats / sizeof *formats };
    struct span names[COUNT + 1];

    for (size_t i = 0; i < COUNT; i++)
        names[i] = span_from(formats[i].name);
    if (more != NULL)
        names[COUNT] = span_from(more);
    names_unknown(diag, "--to: no format", span_from(name), names,
                  COUNT + (more != NULL));
}

const char *dialect_extension(enum format format)
{
    size_t i = 0;

    while (formats[i].dialect.format != format)
        i++;
    return formats[i].extension;
}

struct dialect dialect_of(char delimiter, bool tabs_are_csv)
{
    bool tsv = delimiter == '\t' && !tabs_are_csv;

    return (struct dialect){tsv ? FORMAT_TSV : FORMAT_CSV, delimiter};
}

bool dialect_equal(struct dialect a, struct dialect b)
{
    return a.format == b.format && a.delimiter == b.delimiter;
}

/* Where a walk through the header is. */
enum place { FIELD_START, IN_FIELD, IN_QUOTES, BEHIND_QUOTE };

static bool separates(const struct dialect_search *search, char c)
{
    if (search->delimiter >= 0)
        return c == (char)search->delimiter;
    return c == '\t' || c == ';' || c == ',';
}

/* A quote opens only as the first byte of a field; doubled, it stands for itself. */
static enum place step(const struct dialect_search *search, enum place place, char c)
{
    if (c == '"') {
        if (place == FIELD_START || place == BEHIND_QUOTE)
            return IN_QUOTES;
        return place == IN_QUOTES ? BEHIND_QUOTE : IN_FIELD;
    }
    if (place == IN_QUOTES)
        return IN_QUOTES;
    return separates(search, c) ? FIELD_START : IN_FIELD;
}

/* In TSV quotes are bytes like any other: the header is the first line. */
static bool is_tsv(const struct dialect_search *search, char delimiter)
{
    return delimiter == '\t' && !search->tabs_are_csv;
}

static size_t find_line_end(struct dialect_search *search, struct span text)
{
    struct span rest = span_after(text, search->walked);
    const char *lf = rest.len > 0 ? memchr(rest.ptr, '\n', rest.len) : NULL;

    search->walked = lf != NULL ? 0 : text.len;
    return lf != NULL ? (size_t)(lf - text.ptr) + 1 : 0;
}

/* Notes a byte that may be the delimiter. */
static void note(struct dialect_search *search, char c)
{
    search->has_tab |= c == '\t';
    search->has_semicolon |= c == ';';
    search->has_comma |= c == ',';
}

/* Walks on to the end of the header, or to where it is known to be TSV. */
static size_t walk(struct dialect_search *search, struct span text)
{
    while (search->walked < text.len) {
        char c = text.ptr[search->walked++];
        bool is_end = c == '\n' && search->place != IN_QUOTES;
        search->place = step(search, (enum place)search->place, c);
        if (search->place == FIELD_START)
            note(search, c);
        if (is_end)
            return search->walked;
        if (search->delimiter < 0 && search->has_tab && is_tsv(search, '\t'))
            return 0;
    }
    return 0;
}

/* Whether a header without a delimiter is a name in quotes, with its line end. */
static bool is_one_quoted(struct span header)
{
    while (header.len > 0 && memchr("\r\n", header.ptr[header.len - 1], 2) != NULL)
        header.len--;
    return header.len > 2 && header.ptr[0] == '"' && header.ptr[header.len - 1] == '"';
}

size_t dialect_find_header(struct dialect_search *search, struct span text,
                           bool complete)
{
    size_t length;
    bool is_quoted;

    if (search->delimiter >= 0 && is_tsv(search, (char)search->delimiter))
        return find_line_end(search, text);
    length = walk(search, text);
    is_quoted = length > 0 && is_one_quoted(span_of(text.ptr, length));
    if (length == 0 && complete)
        length = text.len;
    if (search->delimiter < 0 && (complete || length > 0 || search->has_tab))
        search->delimiter = search->has_tab         ? '\t'
                            : search->has_semicolon ? ';'
                            : search->has_comma     ? ','
                            : is_quoted             ? ','
                                                    : '\t';
    if (search->delimiter == '\t' && is_tsv(search, '\t')) {
        /* The line may end in what passed for quotes before. */
        search->walked = 0;
        return find_line_end(search, text);
    }
    return length;
}

/* ASCII, and no byte that means something else. */
static bool can_delimit(char c)
{
    return (unsigned char)c < 0x80 && c != '\0' && strchr("\"\\\r\n", c) == NULL;
}

bool dialect_sep_line(struct span text, size_t *length, char *delimiter)
{
    size_t at = 5;

    if (!span_starts(text, "sep=") || text.len < at)
        return false;
    if (!can_delimit(text.ptr[4]))
        return false;
    if (at < text.len && text.ptr[at] == '\r')
        at++;
    if (at < text.len && text.ptr[at] != '\n')
        return false;
    *length = at < text.len ? at + 1 : at;
    *delimiter = text.ptr[4];
    return true;
}

bool dialect_misleads(struct span name)
{
    return span_starts(name, "sep=") || span_starts(name, TEXT_BOM) ||
           packed_fault(name) != NULL ||
           (name.len > 0 && (memchr(name.ptr, '\t', name.len) != NULL ||
                             memchr(name.ptr, ';', name.len) != NULL ||
                             memchr(name.ptr, ',', name.len) != NULL));
}
