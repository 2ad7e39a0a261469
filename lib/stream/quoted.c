/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/quoted.h"

#include <csv.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/span.h"
#include "stream/window.h"

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

enum quoted_status quoted_read(struct quoted *quoted, struct window *window,
                               char delimiter, size_t longest)
{
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
