/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A diag says what went wrong and where. Library functions fill the caller's diag and
 * return false; they never print. The one place that prints is lib/cli/filter.c (and
 * mem.c, where there is no memory).
 *
 * Ownership, for the whole library: what an _open or _new gives you, its _close or
 * _free takes back; every other pointer is borrowed until the next call on the same
 * object; arguments are never kept.
 *
 * No diag ever holds a personal value: diag_got decides what of a value may be shown.
 */
#ifndef VIERPHASEN_DIAG_H
#define VIERPHASEN_DIAG_H

#include <stdarg.h>
#include <stdio.h>

#include "base/span.h"

/*
 * The kinds of fault, as they stand in the column `code` of a reject file. The names
 * are in diag.c and in vierphasen-stream(5); a name, once published, stays.
 */
enum diag_code {
    DIAG_NONE,
    DIAG_SYSTEM,       /* the operating system refused: file, memory, disk */
    DIAG_USAGE,        /* options that do not fit together */
    DIAG_HEADER,       /* header missing, empty or repeated names, missing columns */
    DIAG_TABLE,        /* a rule table, mapping or calendar is malformed */
    DIAG_RAGGED,       /* more or fewer fields than the header has */
    DIAG_QUOTE,        /* a quote inside an unquoted field, text after a closing one */
    DIAG_UNTERMINATED, /* a quoted field that is never closed */
    DIAG_CR,           /* a carriage return that ends no line */
    DIAG_NUL,          /* a NUL byte */
    DIAG_UTF8,         /* bytes that are not UTF-8 */
    DIAG_TOO_LONG,     /* a field or record over the limit */
    DIAG_ESCAPE,       /* a backslash before another byte than t n r \ */
    DIAG_EMPTY,        /* a value that must not be empty */
    DIAG_DATE,
    DIAG_NUMBER,
    DIAG_YESNO,
    DIAG_CODE, /* not made like a code, or not one of a closed list */
    DIAG_LIST, /* a malformed entry, or the same entry twice */
    DIAG_TERMS,
    DIAG_TEXT,     /* a control character */
    DIAG_CONFLICT, /* two values of a record that exclude each other */
    DIAG_CHECK,    /* a row of checks.tsv of the level refuse holds */
    DIAG_JOIN,     /* a row of a second file that fits no person, or a faulty one */
};

struct diag {
    enum diag_code code;
    char file[256];     /* as the user gave it; empty: no file concerned */
    unsigned long line; /* physical line on which the record starts; 0: none */
    char column[128];   /* header name; empty: none */
    char text[2048];    /* what is wrong, got and expected */
};

/*
 * All that is wrong with a folder of tables, as far as one run tells: whoever loads
 * tables adds a fault, leaves the row out, goes on, and fails at the end. A zeroed
 * count is an empty list; the diags beyond it mean nothing.
 */
enum { FAULTS_MOST = 20 };

struct faults {
    unsigned count;
    struct diag list[FAULTS_MOST + 1]; /* the last one takes what is not told */
};

/* The diag of a new fault, to be filled; beyond FAULTS_MOST it is not told. */
struct diag *faults_add(struct faults *faults);

const char *diag_code_name(enum diag_code code);

/*
 * These return false, so that who fails can say so and return in one breath:
 * `return diag_set(…)`. Sets code and text and forgets the place.
 */
bool diag_set(struct diag *diag, enum diag_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Adds the place; a null file or column, and line 0, leave that part as it is. */
bool diag_at(struct diag *diag, const char *file, unsigned long line);
bool diag_in_column(struct diag *diag, struct span column);

/*
 * "NAME: cannot WHAT: strerror(errno)" as a DIAG_SYSTEM. False; where memory is what
 * is missing it doesn't return (mem_exhausted).
 */
bool diag_system(struct diag *diag, const char *file, const char *what);
_Noreturn void diag_no_memory(struct diag *diag);

/* What may be shown of a value, by its kind. */
enum diag_show {
    DIAG_SHOW_NOTHING, /* personal or free text */
    DIAG_SHOW_DIGITS,  /* dates and numbers: shown if made of digits, `.` and `-` */
    DIAG_SHOW_KNOWN    /* a code that some table or closed list knows */
};

enum { DIAG_GOT_BYTES = 40 };

/*
 * Writes `got "VALUE"` if the value may be shown and has at most 24 bytes, else
 * `got N bytes`. Returns out, which has DIAG_GOT_BYTES bytes.
 */
const char *diag_got(char *out, struct span value, enum diag_show show);

/* Writes "TOOL: FILE:LINE: COLUMN: TEXT\n" to `to`, without the parts that are unset.
 */
void diag_print(const struct diag *diag, const char *tool, FILE *to);

#endif
