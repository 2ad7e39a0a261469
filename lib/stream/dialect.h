/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which dialect a stream is written in: found from its first bytes, or named by an
 * option.
 */
#ifndef VIERPHASEN_DIALECT_H
#define VIERPHASEN_DIALECT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"

struct diag;

/*
 * How a stream separates and protects its fields. EXCEL, JSON, XLSX, TABLE and
 * RECORD are written only. In TSV a field stands with its escapes; everywhere else it
 * is the value itself.
 */
enum format {
    FORMAT_TSV,
    FORMAT_CSV,
    FORMAT_EXCEL,
    FORMAT_JSON,
    FORMAT_XLSX,
    FORMAT_TABLE,
    FORMAT_RECORD,
    FORMAT_COUNT
};

/* What formats are called where one is named: in options. */
#define DIALECT_NAMES "tsv, csv, ssv, excel, xlsx, json, table or record"
#define DIALECT_NAMES_OR(more) \
    "tsv, csv, ssv, excel, xlsx, json, table, record or " more

struct dialect {
    enum format format;
    char delimiter; /* '\t' for TSV; unused for what is written only, but EXCEL */
};

/* One of DIALECT_NAMES; false for anything else. */
bool dialect_from_name(struct span name, struct dialect *dialect);

/*
 * Says that there is no such format, with the nearest name and all of them; `more` is
 * one that only the tool has, or NULL.
 */
void dialect_unknown(const char *name, const char *more, struct diag *diag);

/* How the names of files of this format end, without the dot. */
const char *dialect_extension(enum format format);

/* The dialect of input with this delimiter: TAB means TSV unless tabs_are_csv. */
struct dialect dialect_of(char delimiter, bool tabs_are_csv);

bool dialect_equal(struct dialect a, struct dialect b);

/* What is known of a stream's delimiter before its header is read, and after. */
struct dialect_search {
    int delimiter;     /* a byte, or -1: to be found in the header */
    bool tabs_are_csv; /* TAB-delimited input has quotes, not escapes */
    /* Of dialect_find_header alone, zeroed: how far it has come. */
    size_t walked;
    unsigned place;
    bool has_tab, has_semicolon, has_comma;
};

/*
 * The length of the header record at the start of text, with its line end: quoted
 * fields may hold line ends (not in TSV). 0 if it does not end within text and text is
 * not `complete`, so that more may come: then it is called again with the same text and
 * more behind it, and goes on where it stood. A delimiter that is to be found is set:
 * the first in the order TAB, `;`, `,` that stands in the header outside quotes; else
 * `,` if it is one name in quotes, and else TAB.
 */
size_t dialect_find_header(struct dialect_search *search, struct span text,
                           bool complete);

/*
 * Whether text begins with an Excel line `sep=X`; then its length with the line end (or
 * to the end of text) and its delimiter.
 */
bool dialect_sep_line(struct span text, size_t *length, char *delimiter);

/*
 * Whether a name in a header could mislead a reader that looks there for the delimiter:
 * it is written in quotes.
 */
bool dialect_misleads(struct span name);

#endif
