/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reader: files in, records out. It finds the dialect, takes the header, cuts
 * records and refuses what is no record: see vierphasen-stream(5).
 *
 * Three gears behind one call. A record without a quote is cut with the index of a
 * vectorised scan (scan.h), and so is one whose quotes are well-formed (quoted_cut.h).
 * Any other goes whole through libcsv in strict mode (RFC 4180). All give the same
 * fields.
 */
#ifndef VIERPHASEN_READER_H
#define VIERPHASEN_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/span.h"
#include "stream/header.h"
#include "stream/heading.h"
#include "stream/input.h"
#include "stream/record.h"
#include "stream/soundness.h"

struct reader;

enum { READER_BLOCK = 1 << 16 };

struct reader_options {
    int delimiter;     /* a byte, or -1: found from the header */
    bool tabs_are_csv; /* TAB-delimited input has quotes, not escapes */
    bool is_table;     /* a rule table: `#` lines are skipped, a record may end early */
    /*
     * An export that no tool of ours wrote, or NULL: names are trimmed, columns that
     * nobody named must be empty, a record of nothing but delimiters is an empty line.
     */
    const struct heading *heading;
    struct name_test known; /* names that make a header safe to show */
    enum encoding encoding;
    size_t block; /* the most that one read(2) asks for; 0: READER_BLOCK */
    struct record_limits limits;
    /* A field may be written ="…", so that a spreadsheet leaves it as it is. */
    bool takes_formulas;
    /* For tests: no record passes unseen, and libcsv gets all that have quotes. */
    bool is_careful;
};

#define READER_DEFAULTS       \
    ((struct reader_options){ \
        .delimiter = -1, .encoding = ENCODING_UTF8, .limits = RECORD_LIMITS})

enum reader_status {
    READER_RECORD,
    READER_END,
    READER_REFUSED, /* no record, but the next call goes on behind it; diag says why */
    READER_FAILED   /* nothing more can be read; diag says why */
};

/*
 * Opens `count` files as one stream and reads the header of the first. `-` is standard
 * input; no file: standard input. The list stays with the caller. NULL and a diag if
 * the first file can't be read or its header is faulty.
 */
struct reader *reader_open(const char *const *files, size_t count,
                           const struct reader_options *options, struct diag *diag);
void reader_close(struct reader *reader);

/* Of the first file. */
const struct header *reader_header(const struct reader *reader);
struct dialect reader_dialect(const struct reader *reader);

/* Whether the file that is being read has the delimiter and the fields of the first. */
bool reader_is_as_first(const struct reader *reader);

/*
 * What the first file begins with before its records, in UTF-8: its byte order mark, a
 * line `sep=X`, the header, each with its line's end.
 */
struct span reader_opening(const struct reader *reader);

/* How the file is written that is being read. */
struct coding reader_coding(const struct reader *reader);

/*
 * The bytes of the record given or refused last with its line's end, in UTF-8. A null
 * span if the record is over the limit and its bytes are gone.
 */
struct span reader_line(const struct reader *reader, const struct record *record);

/*
 * The next record. Also with READER_REFUSED, record->raw, file and line are set: the
 * refused bytes.
 */
enum reader_status reader_next(struct reader *reader, struct record *record,
                               struct diag *diag);

/* Whether the next call of reader_next has to read from the file first. */
bool reader_is_drained(const struct reader *reader);

struct reader_counts {
    unsigned long long records; /* records given or refused */
    unsigned long long empty;   /* empty lines skipped */
    unsigned long long above;   /* lines above the headers of exports */
};

struct reader_counts reader_counts(const struct reader *reader);

#endif
