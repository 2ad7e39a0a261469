/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/quoted.h"

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/span.h"
#include "stream/quoted_cut.h"
#include "stream/record.h"
#include "stream/window.h"
#include "value/text.h"

static int never_space(unsigned char byte)
{
    (void)byte;
    return 0;
}

static int is_line_feed(unsigned char byte)
{
    return byte == '\n';
}

static void *resize(void *old, size_t size)
{
    void *bytes = realloc(old, size);

    if (bytes == NULL)
        mem_exhausted();
    return bytes;
}

static void take_field(void *bytes, size_t len, void *data)
{
    struct quoted *quoted = data;

    builder_add(&quoted->fields, span_of(bytes, len));
}

static void take_record(int terminator, void *data)
{
    struct quoted *quoted = data;

    (void)terminator;
    quoted->complete = true;
}

static struct csv_parser *make_parser(char delimiter)
{
    struct csv_parser *parser = mem_new(sizeof *parser);

    csv_init(parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(parser, (unsigned char)delimiter);
    csv_set_space_func(parser, never_space);
    csv_set_term_func(parser, is_line_feed);
    csv_set_realloc_func(parser, resize);
    csv_set_blk_size(parser, 4096);
    return parser;
}

static void begin(struct quoted *quoted, char delimiter)
{
    if (quoted->parser == NULL)
        quoted->parser = make_parser(delimiter);
    builder_begin(&quoted->fields);
    quoted->active = true;
    quoted->inside = quoted->complete = false;
    quoted->canonical = span_of(NULL, 0);
    quoted->open_length = quoted->fed = quoted->line_feeds = 0;
}

/* After a fault libcsv can't go on. */
void quoted_drop(struct quoted *quoted)
{
    quoted->active = false;
    if (quoted->parser != NULL)
        csv_free(quoted->parser);
    free(quoted->parser);
    quoted->parser = NULL;
}

void quoted_free(struct quoted *quoted)
{
    quoted_drop(quoted);
    builder_free(&quoted->fields);
}

static bool feed_parser(struct quoted *quoted, const char *bytes, size_t len)
{
    return csv_parse(quoted->parser, bytes, len, take_field, take_record, quoted) ==
           len;
}

/* Whether a quote at `at` opens a field that begins with `=`; the line begins at from.
 */
static bool is_formula(const struct quoted *quoted, const char *bytes, size_t from,
                       size_t at)
{
    char delimiter = (char)csv_get_delim(quoted->parser);

    return quoted->takes_formulas && !quoted->inside && at > from &&
           bytes[at - 1] == '=' && (at - 1 == from || bytes[at - 2] == delimiter);
}

/* Gives libcsv the next line of the record that is begun. False: it found a fault. */
static bool feed_line(struct quoted *quoted, struct window *window)
{
    size_t from = window->start + quoted->fed, lf = window_next_lf(window);
    size_t end = lf, line = from;
    bool is_good = true;

    for (; window->next_quote < window->index.quote_count &&
           window->index.quotes[window->next_quote] < lf;
         window->next_quote++) {
        size_t quote = window->index.quotes[window->next_quote];
        if (is_formula(quoted, window->bytes, line, quote)) {
            is_good =
                is_good && feed_parser(quoted, window->bytes + from, quote - 1 - from);
            from = quote;
        }
        quoted->inside = !quoted->inside;
    }
    if (!quoted->inside)
        end = window_line_end(window, line, lf);
    quoted->fed = lf + 1 - window->start;
    quoted->line_feeds++;
    window->next_line++;
    if (end == lf)
        return is_good && feed_parser(quoted, window->bytes + from, lf + 1 - from);
    return is_good && feed_parser(quoted, window->bytes + from, end - from) &&
           feed_parser(quoted, window->bytes + lf, 1);
}

/* The usual case. */
static bool cut_whole(struct quoted *quoted, struct window *window, size_t longest)
{
    struct quoted_cut cut;

    if (quoted->is_careful || !quoted_cut(&quoted->fields, window, longest, &cut))
        return false;
    quoted->fed = cut.length;
    quoted->line_feeds = cut.line_feeds;
    quoted->canonical = cut.canonical;
    return true;
}

enum quoted_status quoted_read(struct quoted *quoted, struct window *window,
                               char delimiter, size_t longest)
{
    if (!quoted->active && cut_whole(quoted, window, longest))
        return QUOTED_RECORD;
    if (!quoted->active)
        begin(quoted, delimiter);
    while (window_has_line(window)) {
        if (!feed_line(quoted, window)) {
            quoted_drop(quoted);
            return QUOTED_FAULT;
        }
        quoted->open_length = quoted->inside ? quoted->parser->entry_pos : 0;
        if (quoted->complete) {
            quoted->active = false;
            return QUOTED_RECORD;
        }
        if (quoted->open_length > longest)
            break;
    }
    if (quoted->open_length <= longest && !window->at_end)
        return QUOTED_MORE;
    quoted_drop(quoted);
    return QUOTED_OPEN;
}

/* ` (lines 2 to 42)` of a record that an open quote made of several, else nothing. */
static void name_lines(const struct record *record, char *out, size_t size)
{
    unsigned long feeds = (unsigned long)text_count_lines(record->raw);

    out[0] = '\0';
    if (feeds > 0)
        snprintf(out, size, " (lines %lu to %lu)", record->line, record->line + feeds);
}

bool quoted_refuse(const struct quoted *quoted, const struct record *record,
                   enum quoted_status status, size_t longest, struct diag *diag)
{
    char lines[64];

    name_lines(record, lines, sizeof lines);
    if (status == QUOTED_OPEN && quoted->open_length > longest)
        diag_set(diag, DIAG_UNTERMINATED,
                 "quoted field of more than %zu bytes%s: never closed, or raise "
                 "--max-field",
                 longest, lines);
    else if (status == QUOTED_OPEN)
        diag_set(diag, DIAG_UNTERMINATED,
                 "quoted field that is never closed%s, expected a closing quote",
                 lines);
    else
        diag_set(
            diag, DIAG_QUOTE,
            "misplaced quote%s, expected quotes around the whole field and doubled "
            "inside it",
            lines);
    return diag_at(diag, record->file, record->line);
}
