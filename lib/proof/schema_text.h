/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The three forms of a schema (schema.h), from what is known of its columns.
 */
#ifndef VIERPHASEN_SCHEMA_TEXT_H
#define VIERPHASEN_SCHEMA_TEXT_H

#include <stdbool.h>

#include "base/span.h"

struct buffer;
struct column;

/* The kinds of vierphasen-stream(5), and those that differ from them for others. */
enum schema_kind {
    SCHEMA_TEXT,
    SCHEMA_KEY, /* a text that is never empty */
    SCHEMA_DATE,
    SCHEMA_YESNO,
    SCHEMA_NUMBER,
    SCHEMA_DAYS,       /* a number that may be below 0 */
    SCHEMA_CODE,       /* any code */
    SCHEMA_CODES,      /* one of a closed list */
    SCHEMA_NEEDS,      /* entries CODE[:STATUS[:GRADE[:RANK]]] */
    SCHEMA_STRATEGIES, /* entries CODE[@NEED] */
    SCHEMA_TERMS
};

struct schema_column {
    struct span name, title; /* title empty: nobody has a word for it */
    enum schema_kind kind;
    const struct column *column; /* whose codes and spellings count; may be NULL */
    bool is_open;                /* SCHEMA_NEEDS: any code is a need */
};

struct schema {
    struct span table; /* its name in SQL */
    unsigned count;
    struct schema_column *columns;
};

/* A Table Schema (Frictionless Data, version 1): a field a line. */
void schema_put_frictionless(const struct schema *schema, struct buffer *text);

/* A JSON Schema (draft 2020-12) of one line of --to=json, in which values are strings.
 */
void schema_put_json(const struct schema *schema, struct buffer *text);

/*
 * `create table` for PostgreSQL and SQLite, which imports what is empty as an empty
 * text: each check lets that pass too.
 */
void schema_put_sql(const struct schema *schema, struct buffer *text);

#endif
