/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Assumes that the window of window.h holds a record whole before it is cut; a record
 * over the limit is refused and skipped without being held.
 */
#include "stream/reader.h"

#include <csv.h>
#include <stdlib.h>

#include "base/mem.h"
#include "stream/dialect.h"
#include "stream/overlong.h"
#include "stream/preamble.h"
#include "stream/window.h"

/* The gear for a record with quotes: libcsv gets it line by line. */
struct quoted_gear {
    struct csv_parser parser;
    bool parser_ready;
    bool active;        /* a record is begun */
    bool inside;        /* its last quote is open */
    size_t open_length; /* of the field whose quote is open */
    size_t fed;         /* bytes of the record that libcsv has had */
    unsigned long line_feeds;
    char *text; /* the fields, one byte between them */
    size_t text_len, text_room;
    uint32_t *ends;
    size_t count, ends_room;
    bool complete, no_memory;
};

struct reader {
    struct reader_options options;
    struct inspector inspector;
    const char **files;
    size_t file_count, next_file;
    struct window window;
    struct dialect dialect; /* of the file that is being read */
    unsigned long line;     /* physical line at window.start */
    bool skipping;          /* the rest of a record over the limit */
    struct overlong walk;
    struct quoted_gear quoted;

    struct arena arena; /* header names */
    struct header header;
    struct dialect first_dialect;
    uint32_t *order; /* [header.count] for a file whose columns stand otherwise */
    bool is_reordered;
    struct reader_counts counts;
};

const struct header *reader_header(const struct reader *reader)
{
    return &reader->header;
}

struct dialect reader_dialect(const struct reader *reader)
{
    return reader->first_dialect;
}

struct reader_counts reader_counts(const struct reader *reader)
{
    return reader->counts;
}

bool reader_is_drained(const struct reader *reader)
{
    return !window_has_line(&reader->window);
}

static enum reader_status refuse(const struct record *record, struct diag *diag)
{
    diag_at(diag, record->file, record->line);
    return READER_REFUSED;
}

static enum reader_status inspect(const struct reader *reader, struct record *record,
                                  bool odd, struct diag *diag)
{
    return soundness_record(&reader->inspector, record, odd, diag) ? READER_RECORD
                                                                   : READER_REFUSED;
}

static void begin_record(const struct reader *reader, struct record *record)
{
    *record = (struct record){.base = reader->window.bytes,
                              .order = reader->is_reordered ? reader->order : NULL,
                              .start = (uint32_t)reader->window.start,
                              .dialect = reader->dialect,
                              .file = input_name(reader->window.input),
                              .line = reader->line};
}

/* The first gear: the next line is a record. */
static enum reader_status cut_record(struct reader *reader, struct record *record,
                                     struct diag *diag)
{
    struct window *window = &reader->window;
    size_t lf = window_next_end(window);
    uint32_t *end = &window->index.ends[lf];
    bool odd = window->start < window->odd_until;

    begin_record(reader, record);
    record->ends = window->index.ends + window->next_end;
    record->count = (uint32_t)(lf - window->next_end) + 1;
    window_use_line(window);
    *end = (uint32_t)window_line_end(window, record->start, *end);
    record->raw = span_of(window->bytes + record->start, *end - record->start);
    record->plain = true;
    record->verbatim = record->order == NULL;
    reader->line++;
    return inspect(reader, record, odd, diag);
}

static int never_space(unsigned char byte)
{
    (void)byte;
    return 0;
}

static int is_line_feed(unsigned char byte)
{
    return byte == '\n';
}

static void take_field(void *bytes, size_t len, void *data)
{
    struct quoted_gear *gear = data;

    if (!mem_grow(&gear->text, &gear->text_room, gear->text_len + len + 1, 1) ||
        !mem_grow(&gear->ends, &gear->ends_room, gear->count + 1, sizeof *gear->ends)) {
        gear->no_memory = true;
        return;
    }
    if (len > 0)
        memcpy(gear->text + gear->text_len, bytes, len);
    gear->text_len += len;
    gear->ends[gear->count++] = (uint32_t)gear->text_len++;
}

static void take_record(int terminator, void *data)
{
    struct quoted_gear *gear = data;

    (void)terminator;
    gear->complete = true;
}

static bool begin_quoted(struct reader *reader, struct diag *diag)
{
    struct quoted_gear *gear = &reader->quoted;

    if (!gear->parser_ready) {
        if (csv_init(&gear->parser, CSV_STRICT | CSV_STRICT_FINI) != 0) {
            diag_no_memory(diag);
            return false;
        }
        csv_set_delim(&gear->parser, (unsigned char)reader->dialect.delimiter);
        csv_set_space_func(&gear->parser, never_space);
        csv_set_term_func(&gear->parser, is_line_feed);
        csv_set_blk_size(&gear->parser, 4096);
        gear->parser_ready = true;
    }
    gear->active = true;
    gear->inside = gear->complete = false;
    gear->fed = gear->line_feeds = gear->text_len = gear->count = 0;
    return true;
}

/* Ends the record, and after a fault the parser too: libcsv can't go on from there. */
static void end_quoted(struct quoted_gear *gear, bool faulty)
{
    gear->active = false;
    if (faulty && gear->parser_ready) {
        csv_free(&gear->parser);
        gear->parser_ready = false;
    }
}

static bool feed_parser(struct quoted_gear *gear, const char *bytes, size_t len)
{
    return csv_parse(&gear->parser, bytes, len, take_field, take_record, gear) == len;
}

/* Gives libcsv the next line of the record that is begun. False: it found a fault. */
static bool feed_line(struct reader *reader)
{
    struct quoted_gear *gear = &reader->quoted;
    struct window *window = &reader->window;
    size_t from = window->start + gear->fed, lf = window_next_lf(window);
    size_t end = lf;

    for (; window->next_quote < window->index.quote_count &&
           window->index.quotes[window->next_quote] < lf;
         window->next_quote++)
        gear->inside = !gear->inside;
    if (!gear->inside)
        end = window_line_end(window, from, lf);
    gear->fed = lf + 1 - window->start;
    gear->line_feeds++;
    window->next_line++;
    if (end == lf)
        return feed_parser(gear, window->bytes + from, lf + 1 - from);
    return feed_parser(gear, window->bytes + from, end - from) &&
           feed_parser(gear, window->bytes + lf, 1);
}

/* Sets the record's raw bytes and uses it up, whatever became of it. */
static void close_quoted(struct reader *reader, struct record *record, bool overlong)
{
    struct window *window = &reader->window;
    size_t start = window->start, lf = start + reader->quoted.fed - 1;

    record->raw = span_of(window->bytes + start,
                          (overlong ? lf : window_line_end(window, start, lf)) - start);
    reader->line += reader->quoted.line_feeds;
    window_use(window, lf + 1);
}

static enum reader_status refuse_quotes(const struct reader *reader,
                                        struct record *record, bool is_open,
                                        struct diag *diag)
{
    size_t most = reader->options.limits.field;

    if (is_open && reader->quoted.open_length > most)
        diag_set(
            diag, DIAG_UNTERMINATED,
            "quoted field of more than %zu bytes: never closed, or raise --max-field",
            most);
    else if (is_open)
        diag_set(diag, DIAG_UNTERMINATED,
                 "quoted field that is never closed, expected a closing quote");
    else
        diag_set(diag, DIAG_QUOTE,
                 "misplaced quote, expected quotes around the whole field and doubled "
                 "inside it");
    return refuse(record, diag);
}

/*
 * The second gear, for as long as the window holds lines. READER_END: the record goes
 * on behind the window.
 */
static enum reader_status read_quoted(struct reader *reader, struct record *record,
                                      struct diag *diag)
{
    struct quoted_gear *gear = &reader->quoted;
    struct window *window = &reader->window;
    bool good = true, overlong = false, odd;

    if (!gear->active && !begin_quoted(reader, diag))
        return READER_FAILED;
    while (good && !gear->complete && !overlong && window_has_line(window)) {
        good = feed_line(reader);
        gear->open_length = gear->inside ? gear->parser.entry_pos : 0;
        overlong = good && gear->open_length > reader->options.limits.field;
    }
    overlong |= good && !gear->complete && window->at_end;
    if (good && !gear->complete && !overlong)
        return READER_END;
    odd = window->start < window->odd_until;
    begin_record(reader, record);
    close_quoted(reader, record, overlong);
    end_quoted(gear, !good || overlong);
    if (gear->no_memory) {
        diag_no_memory(diag);
        return READER_FAILED;
    }
    if (!soundness_size(&reader->inspector, record, diag))
        return READER_REFUSED;
    if (overlong || !good)
        return refuse_quotes(reader, record, good, diag);
    record->base = gear->text;
    record->start = 0;
    record->ends = gear->ends;
    record->count = (uint32_t)gear->count;
    record->plain = gear->line_feeds == 1 && reader->dialect.delimiter != '\t';
    return inspect(reader, record, odd, diag);
}

static bool is_comment(const struct reader *reader)
{
    const struct window *window = &reader->window;

    return reader->options.is_table && !reader->quoted.active &&
           window->bytes[window->start] == '#';
}

/* An empty line is no record; in a stream of one column it is an empty value. */
static bool is_skipped(const struct reader *reader, const struct record *record)
{
    return record->count == 1 && record->raw.len == 0 &&
           record->base == reader->window.bytes &&
           (reader->header.count > 1 || reader->options.is_table);
}

/* The next record that the window holds; READER_END if it holds none. */
static enum reader_status next_in_window(struct reader *reader, struct record *record,
                                         struct diag *diag)
{
    while (reader->quoted.active || window_has_line(&reader->window)) {
        enum reader_status status;
        if (is_comment(reader)) {
            window_use(&reader->window, window_next_lf(&reader->window) + 1);
            reader->line++;
            continue;
        }
        if (reader->quoted.active || window_has_quote(&reader->window))
            return read_quoted(reader, record, diag);
        status = cut_record(reader, record, diag);
        if (!is_skipped(reader, record))
            return status;
        reader->counts.empty++;
    }
    return READER_END;
}

/* Uses up what the window holds of a record that is too long to be held. */
static void skip_long_record(struct reader *reader)
{
    struct window *window = &reader->window;
    size_t at = window->start;

    while (at < window->end && reader->skipping) {
        char c = window->bytes[at++];
        reader->line += c == '\n';
        reader->skipping = !overlong_walk(&reader->walk, c);
    }
    window_use(window, at);
}

/* A record that fills the window and is over the limit: refused, its rest skipped. */
static enum reader_status drop_long_record(struct reader *reader, struct record *record,
                                           struct diag *diag)
{
    struct window *window = &reader->window;

    begin_record(reader, record);
    record->raw = span_of(window->bytes + window->start, window->end - window->start);
    end_quoted(&reader->quoted, true);
    overlong_begin(&reader->walk, reader->dialect, reader->options.limits.field);
    reader->skipping = true;
    skip_long_record(reader);
    soundness_size(&reader->inspector, record, diag);
    return READER_REFUSED;
}

/* The next record of the file that is open, reading on as needed. */
static enum reader_status next_in_file(struct reader *reader, struct record *record,
                                       struct diag *diag)
{
    struct window *window = &reader->window;

    for (;;) {
        enum reader_status status = READER_END;
        if (reader->skipping)
            skip_long_record(reader);
        if (!reader->skipping)
            status = next_in_window(reader, record, diag);
        if (status != READER_END || window->at_end)
            return status;
        /* One more than the limit may still be the CR of its line end. */
        if (window->end - window->start > reader->options.limits.record + 1)
            return drop_long_record(reader, record, diag);
        if (!window_fill(window, diag) ||
            !window_scan(window, reader->dialect.delimiter,
                         reader->dialect.format == FORMAT_CSV, diag))
            return READER_FAILED;
    }
}

/* How the columns of a later file stand to those of the first. */
static bool take_order(struct reader *reader, const struct header *header,
                       const struct record *record, struct diag *diag)
{
    const char *first =
        strcmp(reader->files[0], "-") == 0 ? "<stdin>" : reader->files[0];

    if (reader->order == NULL)
        reader->order = calloc(reader->header.count, sizeof *reader->order);
    if (reader->order == NULL) {
        diag_no_memory(diag);
        return false;
    }
    if (!header_order(&reader->header, header, reader->order)) {
        diag_set(diag, DIAG_HEADER,
                 "other columns than in %s, expected the same %u names", first,
                 reader->header.count);
        diag_at(diag, record->file, record->line);
        return false;
    }
    for (unsigned i = 0; i < header->count; i++)
        reader->is_reordered |= reader->order[i] != i;
    return true;
}

/* Opens the next file and reads its header. */
static bool open_next(struct reader *reader, struct diag *diag)
{
    const struct reader_options *options = &reader->options;
    unsigned columns = reader->header.count;
    struct preamble preamble = {{options->delimiter, options->tabs_are_csv},
                                options->is_table,
                                options->limits.record,
                                1};
    struct header header;
    struct record record;
    enum reader_status status;

    window_close(&reader->window);
    end_quoted(&reader->quoted, true);
    reader->skipping = false;
    reader->is_reordered = false;
    if (!window_open(&reader->window, reader->files[reader->next_file++],
                     options->encoding, options->block, diag) ||
        !preamble_read(&preamble, &reader->window, diag))
        return false;
    reader->line = preamble.line;
    reader->dialect =
        dialect_of((char)preamble.search.delimiter, options->tabs_are_csv);
    if (!window_scan(&reader->window, reader->dialect.delimiter,
                     reader->dialect.format == FORMAT_CSV, diag))
        return false;
    reader->header.count = 0;
    status = next_in_file(reader, &record, diag);
    reader->header.count = columns;
    if (status != READER_RECORD ||
        !header_take(&header, &record, options->limits.columns, &reader->arena, diag))
        return false;
    if (columns > 0)
        return take_order(reader, &header, &record, diag);
    reader->header = header;
    reader->first_dialect = reader->dialect;
    return true;
}

struct reader *reader_open(const char *const *files, size_t count,
                           const struct reader_options *options, struct diag *diag)
{
    static const char *const standard_input[] = {"-"};
    struct reader *reader = calloc(1, sizeof *reader);

    if (reader == NULL) {
        diag_no_memory(diag);
        return NULL;
    }
    if (count == 0) {
        files = standard_input;
        count = 1;
    }
    reader->options = *options;
    if (reader->options.block == 0)
        reader->options.block = READER_BLOCK;
    reader->inspector =
        (struct inspector){&reader->header, options->limits, options->is_table};
    reader->files = calloc(count, sizeof *reader->files);
    if (reader->files == NULL) {
        diag_no_memory(diag);
    } else {
        memcpy(reader->files, files, count * sizeof *reader->files);
        reader->file_count = count;
        if (open_next(reader, diag))
            return reader;
    }
    reader_close(reader);
    return NULL;
}

void reader_close(struct reader *reader)
{
    if (reader == NULL)
        return;
    window_close(&reader->window);
    end_quoted(&reader->quoted, true);
    free(reader->quoted.text);
    free(reader->quoted.ends);
    free(reader->order);
    free(reader->files);
    arena_free(&reader->arena);
    free(reader);
}

enum reader_status reader_next(struct reader *reader, struct record *record,
                               struct diag *diag)
{
    for (;;) {
        enum reader_status status = next_in_file(reader, record, diag);
        if (status == READER_RECORD || status == READER_REFUSED)
            reader->counts.records++;
        if (status != READER_END || reader->next_file == reader->file_count)
            return status;
        if (!open_next(reader, diag))
            return READER_FAILED;
    }
}
