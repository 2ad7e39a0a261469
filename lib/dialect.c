/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dialect.h"

bool dialect_from_name(struct span name, struct dialect *dialect)
{
    static const struct {
        const char *name;
        struct dialect dialect;
    } known[] = {{"tsv", {FORMAT_TSV, '\t'}},
                 {"csv", {FORMAT_CSV, ','}},
                 {"ssv", {FORMAT_CSV, ';'}},
                 {"excel", {FORMAT_EXCEL, ';'}},
                 {"json", {FORMAT_JSON, '\0'}}};

    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (span_is(name, known[i].name)) {
            *dialect = known[i].dialect;
            return true;
        }
    }
    return false;
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

static bool is_candidate(char c)
{
    return c == '\t' || c == ';' || c == ',';
}

/*
 * Walks over the header, a quote opening only as the first byte of a field. Returns the
 * position behind the LF that ends it (0: none), and which candidates stand unquoted.
 */
static size_t walk_header(struct span text, bool found[256])
{
    bool quoted = false, field_start = true;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (quoted) {
            quoted = c != '"';
        } else if (c == '\n') {
            return i + 1;
        } else if (c == '"') {
            /* A second quote behind a closing one stands for itself and goes on. */
            quoted = field_start || (i > 0 && text.ptr[i - 1] == '"');
        } else {
            found[(unsigned char)c] = true;
        }
        field_start = !quoted && is_candidate(c);
    }
    return 0;
}

size_t dialect_header_length(struct span text)
{
    bool found[256] = {false};

    return walk_header(text, found);
}

char dialect_find_delimiter(struct span header)
{
    bool found[256] = {false};

    walk_header(header, found);
    if (found['\t'] || !(found[';'] || found[',']))
        return '\t';
    return found[';'] ? ';' : ',';
}

bool dialect_sep_line(struct span text, size_t *length, char *delimiter)
{
    size_t at = 5;

    if (!span_starts(text, "sep=") || text.len < at)
        return false;
    if (text.ptr[4] == '\n' || text.ptr[4] == '\r')
        return false;
    if (at < text.len && text.ptr[at] == '\r')
        at++;
    if (at < text.len && text.ptr[at] != '\n')
        return false;
    *length = at < text.len ? at + 1 : at;
    *delimiter = text.ptr[4];
    return true;
}
