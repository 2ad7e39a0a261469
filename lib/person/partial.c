/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A shard is known again by its mark: the sum of the hashes of its records, so that
 * their order has no part in it. It is no secret and keeps none.
 */
#include "person/partial.h"

#include <sodium.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "base/dict.h"
#include "base/mem.h"
#include "base/names.h"
#include "rules/concept.h"
#include "rules/fingerprint.h"
#include "stream/header.h"
#include "stream/record.h"
#include "stream/writer.h"
#include "value/date.h"
#include "value/number.h"

/* The first columns; the keys and the counts stand behind them. */
enum {
    AT_PARTIAL,
    AT_CONCEPT,
    AT_AS_OF,
    AT_OPTIONS,
    AT_ROW,
    AT_SHARD,
    AT_RECORDS,
    AT_KEYS,
    COLUMNS_MOST = AT_KEYS + PARTIAL_KEYS + PARTIAL_COUNTS
};
enum { TERMS = AT_OPTIONS + 1, MARK_WORDS = 2, MARK_DIGITS = 32, DIGITS_MOST = 16 };

static const char *const fixed_names[AT_KEYS] = {
    "partial", "concept", "as_of", "options", "row", "shard", "records"};

static const char *const row_names[PARTIAL_ROWS] = {"shard", "total", "group", "end"};

/* What is wrong with a row whose terms are not those of the run. */
static const char *const term_faults[TERMS] = {
    "counted by another program or version, expected",
    "counted by other rules, expected those of --concept:",
    "counted on another day, expected that of --as-of:",
    "counted with other options, expected those of"};

struct partial {
    struct partial_form form;
    unsigned column_count, count_count;
    struct span names[COLUMNS_MOST];
    struct span terms[TERMS]; /* the cells of each row */
    struct arena arena;

    uint64_t mark[MARK_WORDS], seen; /* of the shard that is counted */
    struct dict marks;               /* of the shards that were read … */
    size_t record_room;
    uint64_t *records; /* … and how many records each has */

    unsigned at[COLUMNS_MOST]; /* in the input */
    struct buffer room[AT_KEYS + PARTIAL_KEYS];
    struct span cells[AT_KEYS + PARTIAL_KEYS];
    unsigned long number; /* of the partial that is read */
    uint64_t rows;        /* of it */
    bool is_open;         /* its end is to come … */
    bool has_counts;      /* … and its shards have been told */
    bool has_rows;        /* the present file */
    const char *const *files;
    size_t file_count,
        file; /* those that were read to their end, and the present one */
};

static void add_column(struct partial *partial, struct span name)
{
    partial->names[partial->column_count++] = name;
}

/* The names of keys are the user's. */
static bool check_names(const struct partial *partial, struct diag *diag)
{
    for (unsigned i = 0; i < partial->column_count; i++)
        for (unsigned j = 0; j < i; j++)
            if (span_equal(partial->names[i], partial->names[j]))
                return diag_set(diag, DIAG_USAGE,
                                "--by: a partial has a column \"%.*s\" of its own, "
                                "expected no column of this name",
                                (int)partial->names[i].len, partial->names[i].ptr);
    return true;
}

static struct span keep(struct partial *partial, char *text)
{
    struct span kept = arena_copy(&partial->arena, span_from(text));

    free(text);
    return kept;
}

/* The name of the concept's folder, wherever that lies. */
static struct span base_name(struct span path)
{
    size_t from;

    while (path.len > 1 && path.ptr[path.len - 1] == '/')
        path.len--;
    from = path.len;
    while (from > 0 && path.ptr[from - 1] != '/')
        from--;
    return span_after(path, from);
}

static bool make_terms(struct partial *partial, struct diag *diag)
{
    const struct partial_form *form = &partial->form;
    struct span name = base_name(form->concept->name);
    char fingerprint[FINGERPRINT_BYTES], day[DATE_BYTES];

    if (!fingerprint_take(form->concept, fingerprint, diag))
        return false;
    date_format(form->as_of, day);
    partial->terms[AT_PARTIAL] =
        keep(partial, mem_print("%s %s", form->tool, form->version));
    partial->terms[AT_CONCEPT] =
        keep(partial, mem_print("%.*s %s", (int)name.len, name.ptr, fingerprint));
    partial->terms[AT_AS_OF] = arena_copy(&partial->arena, span_of(day, sizeof day));
    partial->terms[AT_OPTIONS] = form->options;
    return true;
}

struct partial *partial_new(const struct partial_form *form, struct diag *diag)
{
    struct partial *partial = mem_new(sizeof *partial);
    struct span rest = span_from(form->counts);

    partial->form = *form;
    for (unsigned i = 0; i < AT_KEYS; i++)
        add_column(partial, span_from(fixed_names[i]));
    for (unsigned i = 0; i < form->key_count; i++)
        add_column(partial, form->keys[i]);
    while (rest.ptr != NULL) {
        add_column(partial, span_cut(&rest, ' '));
        partial->count_count++;
    }
    if (check_names(partial, diag) && make_terms(partial, diag))
        return partial;
    partial_free(partial);
    return NULL;
}

void partial_free(struct partial *partial)
{
    if (partial == NULL)
        return;
    for (unsigned i = 0; i < AT_KEYS + PARTIAL_KEYS; i++)
        buffer_free(&partial->room[i]);
    dict_free(&partial->marks);
    arena_free(&partial->arena);
    free(partial->records);
    free(partial);
}

unsigned partial_column_count(const struct partial *partial)
{
    return partial->column_count;
}

struct span partial_column(const struct partial *partial, unsigned column)
{
    return partial->names[column];
}

void partial_see(struct partial *partial, const struct record *record)
{
    static const unsigned char key[crypto_shorthash_siphashx24_KEYBYTES];
    unsigned char hash[crypto_shorthash_siphashx24_BYTES];

    crypto_shorthash_siphashx24(hash, (const unsigned char *)record->raw.ptr,
                                record->raw.len, key);
    for (unsigned i = 0; i < MARK_WORDS; i++) {
        uint64_t word = 0;
        for (unsigned j = 0; j < sizeof word; j++)
            word |= (uint64_t)hash[i * sizeof word + j] << (8 * j);
        partial->mark[i] += word;
    }
    partial->seen++;
}

/* The cells in front of the keys. A row of counts has neither a mark nor records. */
static void write_front(struct partial *partial, enum partial_row row, struct span mark,
                        const uint64_t *records, struct writer *writer)
{
    for (unsigned i = 0; i < TERMS; i++)
        writer_value(writer, partial->terms[i]);
    writer_clean(writer, span_from(row_names[row]));
    writer_clean(writer, mark);
    if (records != NULL)
        writer_number(writer, (long)*records);
    else
        writer_clean(writer, span_of("", 0));
    partial->rows++;
}

/* A row without keys and counts. */
static void write_bare(struct partial *partial, enum partial_row row, struct span mark,
                       uint64_t records, struct writer *writer)
{
    write_front(partial, row, mark, &records, writer);
    for (unsigned i = AT_KEYS; i < partial->column_count; i++)
        writer_clean(writer, span_of("", 0));
    writer_end(writer);
}

void partial_begin(struct partial *partial, struct writer *writer)
{
    char mark[MARK_DIGITS + 1];

    partial->rows = 0;
    for (size_t i = 0; i < partial->marks.count; i++)
        write_bare(partial, PARTIAL_SHARD, dict_key(&partial->marks, i),
                   partial->records[i], writer);
    if (partial->marks.count > 0)
        return;
    snprintf(mark, sizeof mark, "%016llx%016llx", (unsigned long long)partial->mark[0],
             (unsigned long long)partial->mark[1]);
    write_bare(partial, PARTIAL_SHARD, span_from(mark), partial->seen, writer);
}

void partial_write(struct partial *partial, enum partial_row row,
                   const struct span *keys, const uint64_t *counts,
                   struct writer *writer)
{
    write_front(partial, row, span_of("", 0), NULL, writer);
    for (unsigned i = 0; i < partial->form.key_count; i++)
        writer_value(writer, keys != NULL ? keys[i] : span_of("", 0));
    for (unsigned i = 0; i < partial->count_count; i++)
        writer_number(writer, (long)counts[i]);
    writer_end(writer);
}

void partial_end(struct partial *partial, struct writer *writer)
{
    write_bare(partial, PARTIAL_END, span_of("", 0), partial->rows, writer);
}

/* The name of a file in messages. */
static const char *file_name(const struct partial *partial, size_t file)
{
    return strcmp(partial->files[file], "-") == 0 ? "<stdin>" : partial->files[file];
}

bool partial_bind(struct partial *partial, const struct header *header,
                  const char *const *files, size_t count, struct diag *diag)
{
    static const char *const standard_input[] = {"-"};

    partial->files = count > 0 ? files : standard_input;
    partial->file_count = count > 0 ? count : 1;
    diag->code = DIAG_NONE;
    for (unsigned i = 0; i < partial->column_count && diag->code == DIAG_NONE; i++) {
        int at = header_find(header, partial->names[i]);
        partial->at[i] = (unsigned)at;
        if (at < 0)
            diag_set(diag, DIAG_HEADER,
                     "no column %.*s, expected what --partial writes with the options "
                     "of this run",
                     (int)partial->names[i].len, partial->names[i].ptr);
    }
    if (diag->code == DIAG_NONE && header->count != partial->column_count)
        diag_set(diag, DIAG_HEADER,
                 "%u columns, expected the %u that --partial writes with the options "
                 "of this run",
                 header->count, partial->column_count);
    return diag->code == DIAG_NONE ||
           diag_at(diag, file_name(partial, 0), header->line);
}

bool partial_fault(const struct record *record, const char *column, const char *text,
                   struct diag *diag)
{
    diag_set(diag, DIAG_TABLE, "%s", text);
    diag_in_column(diag, span_from(column));
    return diag_at(diag, record->file, record->line);
}

static bool decode(struct partial *partial, const struct record *record,
                   struct diag *diag)
{
    for (unsigned i = 0; i < AT_KEYS + partial->form.key_count; i++) {
        struct span field = record_field(record, partial->at[i]);
        if (!record_decode(record, field, buffer_room(&partial->room[i], field.len),
                           &partial->cells[i], partial->names[i], diag))
            return diag_at(diag, record->file, record->line);
    }
    return true;
}

static bool check_terms(const struct partial *partial, const struct record *record,
                        struct diag *diag)
{
    for (unsigned i = 0; i < TERMS; i++) {
        struct span term = partial->terms[i];
        if (span_equal(partial->cells[i], term))
            continue;
        diag_set(diag, DIAG_TABLE, "%s \"%.*s\"", term_faults[i], (int)term.len,
                 term.ptr);
        diag_in_column(diag, partial->names[i]);
        return diag_at(diag, record->file, record->line);
    }
    return true;
}

static bool read_number(struct span text, uint64_t *number)
{
    *number = 0;
    if (text.len == 0 || text.len > DIGITS_MOST || number_digits(text) < text.len)
        return false;
    for (size_t i = 0; i < text.len; i++)
        *number = 10 * *number + (uint64_t)(text.ptr[i] - '0');
    return *number <= PARTIAL_MOST;
}

static bool is_mark(struct span text)
{
    for (size_t i = 0; i < text.len; i++)
        if (memchr("0123456789abcdef", text.ptr[i], 16) == NULL)
            return false;
    return text.len == MARK_DIGITS;
}

static bool read_shard(struct partial *partial, const struct record *record,
                       uint64_t records, struct diag *diag)
{
    struct span mark = partial->cells[AT_SHARD];
    size_t known = partial->marks.count, number;

    if (!is_mark(mark))
        return partial_fault(record, fixed_names[AT_SHARD],
                             "expected the 32 digits of a shard's mark", diag);
    number = dict_add(&partial->marks, mark);
    if (number < known)
        return records == 0 ||
               partial_fault(record, fixed_names[AT_SHARD],
                             "this shard was counted already, expected each once",
                             diag);
    mem_grow(&partial->records, &partial->record_room, known + 1,
             sizeof *partial->records);
    partial->records[number] = records;
    return true;
}

/* Whether the present file ended with a partial. */
static bool is_whole(const struct partial *partial, struct diag *diag)
{
    if (!partial->is_open && partial->has_rows)
        return true;
    diag_set(diag, DIAG_TABLE, "%s",
             partial->is_open ? "a partial without its row \"end\": half-written?"
                              : "a header and no partial: half-written?");
    return diag_at(diag, file_name(partial, partial->file), 0);
}

/* Goes on to the file in which the record stands. */
static bool follow_file(struct partial *partial, const struct record *record,
                        struct diag *diag)
{
    while (partial->file + 1 < partial->file_count &&
           strcmp(file_name(partial, partial->file), record->file) != 0) {
        if (!is_whole(partial, diag))
            return false;
        partial->file++;
        partial->has_rows = false;
    }
    partial->has_rows = true;
    return true;
}

/* Whether the row may stand here: shards, then counts, then the end. */
static bool follow(struct partial *partial, const struct record *record,
                   enum partial_row row, struct diag *diag)
{
    bool begins = row == PARTIAL_SHARD && (!partial->is_open || partial->has_counts);

    if (partial->is_open && begins)
        return is_whole(partial, diag);
    if (!partial->is_open && !begins)
        return partial_fault(record, fixed_names[AT_ROW],
                             "expected a row \"shard\", with which a partial begins",
                             diag);
    if (begins) {
        partial->number++;
        partial->rows = 0;
    }
    partial->has_counts = row != PARTIAL_SHARD;
    partial->is_open = row != PARTIAL_END;
    return true;
}

static bool read_counts(const struct partial *partial, const struct record *record,
                        uint64_t *counts, struct diag *diag)
{
    unsigned first = AT_KEYS + partial->form.key_count;

    for (unsigned i = 0; i < partial->count_count; i++) {
        unsigned column = first + i;
        if (read_number(record_field(record, partial->at[column]), &counts[i]))
            continue;
        diag_set(diag, DIAG_NUMBER, "expected a count from 0 to %llu",
                 (unsigned long long)PARTIAL_MOST);
        diag_in_column(diag, partial->names[column]);
        return diag_at(diag, record->file, record->line);
    }
    return true;
}

bool partial_read(struct partial *partial, const struct record *record,
                  struct partial_counts *counts, struct diag *diag)
{
    uint64_t records;
    int row;

    if (!follow_file(partial, record, diag) || !decode(partial, record, diag) ||
        !check_terms(partial, record, diag))
        return false;
    row = names_find(row_names, PARTIAL_ROWS, partial->cells[AT_ROW]);
    if (row < 0)
        return partial_fault(record, fixed_names[AT_ROW],
                             "expected shard, total, group or end", diag);
    counts->row = (enum partial_row)row;
    if (!follow(partial, record, counts->row, diag))
        return false;
    counts->number = partial->number;
    memcpy(counts->keys, partial->cells + AT_KEYS, sizeof counts->keys);
    if (row == PARTIAL_TOTAL || row == PARTIAL_GROUP) {
        partial->rows++;
        return read_counts(partial, record, counts->counts, diag);
    }
    if (!read_number(partial->cells[AT_RECORDS], &records))
        return partial_fault(record, fixed_names[AT_RECORDS], "expected a number",
                             diag);
    if (row == PARTIAL_END)
        return records == partial->rows ||
               partial_fault(record, fixed_names[AT_RECORDS],
                             "another number of rows than stand before it: rows are "
                             "missing or doubled",
                             diag);
    partial->rows++;
    return read_shard(partial, record, records, diag);
}

bool partial_finish(const struct partial *partial, struct diag *diag)
{
    struct partial last = *partial;

    if (!is_whole(partial, diag))
        return false;
    last.has_rows = false; /* none of the files behind it has any */
    last.file++;
    return last.file == last.file_count || is_whole(&last, diag);
}

bool partial_add(uint64_t *sum, uint64_t count, uint64_t most,
                 const struct record *record, struct diag *diag)
{
    *sum += count;
    if (count <= most && *sum <= most)
        return true;
    diag_set(diag, DIAG_NUMBER, "counts add up to more than %llu",
             (unsigned long long)most);
    return diag_at(diag, record->file, record->line);
}
