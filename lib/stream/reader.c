/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Assumes that the window of window.h holds a record whole before it is cut; a record
 * over the limit is refused and skipped without being held.
 */
#include "stream/reader.h"

#include <stdio.h>
#include <stdlib.h>

#include "stream/builder.h"
#include "stream/dialect.h"
#include "stream/preamble.h"
#include "stream/reader_state.h"
#include "value/text.h"

const struct header *reader_header(const struct reader *reader)
{
    return &reader->header;
}

struct dialect reader_dialect(const struct reader *reader)
{
    return reader->first_dialect;
}

bool reader_is_as_first(const struct reader *reader)
{
    return reader->dialect.delimiter == reader->first_dialect.delimiter &&
           reader->inspector.fields == reader->first_fields &&
           memcmp(reader->order, reader->first_order,
                  reader->header.count * sizeof *reader->order) == 0;
}

struct span reader_opening(const struct reader *reader)
{
    return reader->opening;
}

struct coding reader_coding(const struct reader *reader)
{
    return reader->inspector.coding;
}

struct span reader_line(const struct reader *reader, const struct record *record)
{
    const struct window *window = &reader->window;

    if (reader->skipping)
        return span_of(NULL, 0);
    return span_of(record->raw.ptr,
                   (size_t)(window->bytes + window->start - record->raw.ptr));
}

struct reader_counts reader_counts(const struct reader *reader)
{
    return reader->counts;
}

bool reader_is_drained(const struct reader *reader)
{
    return !window_has_line(&reader->window);
}

static enum reader_status inspect(const struct reader *reader, struct record *record,
                                  bool suspect, struct diag *diag)
{
    const struct inspector *inspector = &reader->inspector;

    if (!suspect && soundness_is_evident(inspector, record))
        return READER_RECORD;
    return soundness_record(inspector, record, suspect, diag) ? READER_RECORD
                                                              : READER_REFUSED;
}

static void begin_record(const struct reader *reader, struct record *record)
{
    *record = reader->blank;
    record->base = reader->window.bytes;
    record->start = (uint32_t)reader->window.start;
    record->line = reader->line;
}

/* What is odd in a record that was cut from the line before window->start. */
static bool note_odds(struct window *window, struct record *record)
{
    struct window_odds odds = window_use_odds(window, window->start);
    size_t end = record->start + record->raw.len;

    record->plain = false;
    record->plain_head = (uint32_t)(odds.first - record->start);
    if (odds.last < end)
        record->plain_tail = (uint32_t)(end - odds.last - 1);
    return odds.are_suspect;
}

/* The first gear: the next line is a record. */
static enum reader_status cut_record(struct reader *reader, struct record *record,
                                     struct diag *diag)
{
    struct window *window = &reader->window;
    size_t lf = window_next_end(window);
    uint32_t *end = &window->index.ends[lf];
    bool suspect;

    begin_record(reader, record);
    record->ends = window->index.ends + window->next_end;
    record->count = (uint32_t)(lf - window->next_end) + 1;
    window_use_line(window);
    *end = (uint32_t)window_line_end(window, record->start, *end);
    record->raw = span_of(window->bytes + record->start, *end - record->start);
    record->plain = true;
    record->verbatim = record->order == NULL;
    reader->line++;
    suspect = (window_has_odd(window, window->start) && note_odds(window, record)) ||
              reader->options.is_careful;
    return inspect(reader, record, suspect, diag);
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

/*
 * The other gears, for as long as the window holds lines. READER_END: the record goes
 * on behind the window.
 */
static enum reader_status read_quoted(struct reader *reader, struct record *record,
                                      struct diag *diag)
{
    struct quoted *quoted = &reader->quoted;
    struct window *window = &reader->window;
    size_t longest = reader->options.limits.field;
    enum quoted_status status =
        quoted_read(quoted, window, reader->dialect.delimiter, longest);
    struct window_odds odds;

    if (status == QUOTED_MORE)
        return READER_END;
    begin_record(reader, record);
    odds = window_use_odds(window, window->start + quoted->fed);
    close_quoted(reader, record, status == QUOTED_OPEN);
    if (!soundness_size(&reader->inspector, record, diag))
        return READER_REFUSED;
    if (status != QUOTED_RECORD &&
        !quoted_refuse(quoted, record, status, longest, diag))
        return READER_REFUSED;
    builder_fill(&quoted->fields, record);
    record->plain =
        !odds.are_there && quoted->line_feeds == 1 && reader->dialect.delimiter != '\t';
    if (!odds.are_there)
        record->canonical = quoted->canonical;
    return inspect(reader, record, odds.are_suspect || reader->options.is_careful,
                   diag);
}

static bool is_comment(const struct reader *reader)
{
    const struct window *window = &reader->window;

    return reader->options.is_table && !reader->quoted.active &&
           window->bytes[window->start] == '#';
}

/* `"# …"`: what a spreadsheet makes of a comment that holds the delimiter. */
static bool is_quoted_comment(const struct reader *reader)
{
    const struct window *window = &reader->window;

    return reader->options.is_table && window->end - window->start >= 2 &&
           memcmp(window->bytes + window->start, "\"#", 2) == 0;
}

/* Whether what is at fault goes on for longer than whoever wrote it may have meant. */
static bool may_hide_rows(const struct diag *fault)
{
    return fault->code == DIAG_UNTERMINATED || fault->code == DIAG_TOO_LONG;
}

/*
 * Whether the next line begins a record with quoted fields. In a TAB-delimited rule
 * table that is one with a quote at the start of a field: tests hold quotes that
 * protect nothing (`office "Frankfurt (Oder)"`).
 */
static bool is_quoted(struct reader *reader)
{
    struct window *window = &reader->window;
    const struct scan_index *index = &window->index;
    size_t lf, quote = window->next_quote;

    if (!window_has_quote(window))
        return false;
    if (!reader->options.is_table || reader->dialect.delimiter != '\t')
        return true;
    lf = window_next_lf(window);
    for (; quote < index->quote_count && index->quotes[quote] < lf; quote++)
        if (index->quotes[quote] == window->start ||
            window->bytes[index->quotes[quote] - 1] == '\t')
            return true;
    window->next_quote = quote;
    return false;
}

/* Whether a record of an export holds nothing but delimiters. */
static bool is_blank(const struct record *record)
{
    for (uint32_t i = 0; i < record->count; i++)
        if (text_trim_wide(record_field_of_file(record, i)).len > 0)
            return false;
    return record->count > 1;
}

/* An empty line is no record; in a stream of one column it is an empty value. */
static bool is_skipped(const struct reader *reader, const struct record *record)
{
    if (reader->options.heading != NULL && is_blank(record))
        return true;
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
        if (reader->quoted.active || is_quoted(reader)) {
            bool is_dropped = is_quoted_comment(reader);
            status = read_quoted(reader, record, diag);
            if (status == READER_END)
                return status;
            if (is_dropped && (status == READER_RECORD || !may_hide_rows(diag)))
                continue;
        } else {
            status = cut_record(reader, record, diag);
        }
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

/*
 * A record that fills the window and is over the limit: refused, its rest skipped. The
 * line of a comment is no record, however long: READER_END.
 */
static enum reader_status drop_long_record(struct reader *reader, struct record *record,
                                           struct diag *diag)
{
    struct window *window = &reader->window;
    bool is_line = is_comment(reader);
    struct dialect dialect =
        is_line ? (struct dialect){FORMAT_TSV, '\t'} : reader->dialect;

    begin_record(reader, record);
    record->raw = span_of(window->bytes + window->start, window->end - window->start);
    quoted_drop(&reader->quoted);
    overlong_begin(&reader->walk, dialect, reader->options.limits.field);
    reader->skipping = true;
    skip_long_record(reader);
    if (is_line)
        return READER_END;
    soundness_size(&reader->inspector, record, diag);
    return READER_REFUSED;
}

/* Brings the index up to the end of the window. */
static void scan(struct reader *reader)
{
    window_scan(&reader->window, reader->dialect.delimiter,
                reader->dialect.format == FORMAT_CSV);
    reader->inspector.coding = input_coding(reader->window.input);
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
        if (window->end - window->start > reader->options.limits.record + 1 &&
            drop_long_record(reader, record, diag) == READER_REFUSED)
            return READER_REFUSED;
        if (!window_fill(window, diag))
            return READER_FAILED;
        scan(reader);
    }
}

/* How the columns of a later file stand to those of the first. */
static bool take_order(struct reader *reader, const struct header *header,
                       const struct record *record, struct diag *diag)
{
    const char *first =
        strcmp(reader->files[0], "-") == 0 ? "<stdin>" : reader->files[0];

    if (header_follow(&reader->header, header, reader->order))
        return true;
    diag_set(diag, DIAG_HEADER, "other columns than in %s, expected the same %u names",
             first, reader->header.count);
    return diag_at(diag, record->file, record->line);
}

/* Takes the header of a file, the names only of the first. */
static bool take_header(struct reader *reader, const struct record *record,
                        unsigned columns, struct diag *diag)
{
    const struct reader_options *options = &reader->options;
    const struct heading *heading = options->heading;
    const struct header_rules rules = {
        options->limits.columns, options->is_table, heading != NULL, options->known,
        heading != NULL ? heading->drops : (struct name_test){NULL, NULL}};
    struct inspector *inspector = &reader->inspector;
    struct header header;
    bool is_reordered;

    free(reader->order);
    reader->order = mem_array(record->count, sizeof *reader->order);
    if (!header_take(&header, &rules, record, reader->order, &reader->arena, diag) ||
        (columns > 0 && !take_order(reader, &header, record, diag)))
        return false;
    if (columns == 0)
        reader->header = header;
    is_reordered = header.count < record->count;
    for (unsigned i = 0; i < header.count; i++)
        is_reordered |= reader->order[i] != i;
    reader->blank.order = is_reordered ? reader->order : NULL;
    inspector->fields = record->count;
    inspector->nameless = reader->order + header.count + header.dropped;
    inspector->nameless_count = record->count - header.count - header.dropped;
    return true;
}

bool reader_open_next(struct reader *reader, struct diag *diag)
{
    const struct reader_options *options = &reader->options;
    unsigned columns = reader->header.count;
    struct preamble preamble = {.search = {options->delimiter, options->tabs_are_csv},
                                .is_table = options->is_table,
                                .heading = options->heading,
                                .longest = options->limits.record,
                                .line = 1};
    struct record record;
    enum reader_status status;

    window_close(&reader->window);
    quoted_drop(&reader->quoted);
    reader->skipping = false;
    if (!window_open(&reader->window, reader->files[reader->next_file++],
                     options->encoding, options->block, diag))
        return false;
    reader->window.keeps_opening = columns == 0;
    if (!preamble_read(&preamble, &reader->window, diag))
        return false;
    reader->line = preamble.line;
    reader->counts.above += preamble.skipped;
    reader->dialect =
        dialect_of((char)preamble.search.delimiter, options->tabs_are_csv);
    reader->blank = (struct record){.dialect = reader->dialect,
                                    .file = input_name(reader->window.input)};
    scan(reader);
    reader->header.count = reader->inspector.fields = 0;
    reader->inspector.nameless_count = 0;
    status = next_in_file(reader, &record, diag);
    reader->header.count = columns;
    if (status != READER_RECORD || !take_header(reader, &record, columns, diag))
        return false;
    if (columns == 0) {
        reader->opening =
            arena_copy(&reader->arena, window_take_opening(&reader->window));
        reader->first_dialect = reader->dialect;
        reader->first_fields = reader->inspector.fields;
        reader->first_order = arena_alloc(
            &reader->arena, (reader->header.count + 1) * sizeof *reader->first_order);
        memcpy(reader->first_order, reader->order,
               reader->header.count * sizeof *reader->first_order);
    }
    return true;
}

struct reader *reader_open(const char *const *files, size_t count,
                           const struct reader_options *options, struct diag *diag)
{
    static const char *const standard_input[] = {"-"};
    struct reader *reader = mem_new(sizeof *reader);

    if (count == 0) {
        files = standard_input;
        count = 1;
    }
    reader->options = *options;
    if (reader->options.block == 0)
        reader->options.block = READER_BLOCK;
    reader->inspector = (struct inspector){.header = &reader->header,
                                           .limits = options->limits,
                                           .refuses_footers = options->heading != NULL,
                                           .is_table = options->is_table,
                                           .coding = {options->encoding, false}};
    reader->quoted.takes_formulas = options->takes_formulas;
    reader->quoted.is_careful = options->is_careful;
    reader->files = mem_array(count, sizeof *reader->files);
    memcpy(reader->files, files, count * sizeof *reader->files);
    reader->file_count = count;
    if (reader_open_next(reader, diag))
        return reader;
    reader_close(reader);
    return NULL;
}

void reader_close(struct reader *reader)
{
    if (reader == NULL)
        return;
    window_close(&reader->window);
    quoted_free(&reader->quoted);
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
        if (status != READER_END || reader->holds ||
            reader->next_file == reader->file_count)
            return status;
        if (!reader_open_next(reader, diag))
            return READER_FAILED;
    }
}
