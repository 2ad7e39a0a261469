/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a stream may hold, for other programs: its columns, from the one list of columns
 * and the concept's own, as a Table Schema of Frictionless Data, as a JSON Schema of a
 * line of JSON, or as a table of SQL. They describe the values that case-import writes
 * and the tools derive (vierphasen-stream(5), `out`), and let every value be empty but
 * client_id.
 */
#ifndef VIERPHASEN_SCHEMA_H
#define VIERPHASEN_SCHEMA_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/span.h"

struct concept;
struct diag;
struct faults;
struct header;

enum schema_form { SCHEMA_FRICTIONLESS, SCHEMA_JSON, SCHEMA_SQL, SCHEMA_FORMS };

/* `frictionless`, `json`, `sql`. False, and a diag that has them all, for another. */
bool schema_from_name(const char *name, enum schema_form *form, struct diag *diag);

/*
 * The name of the table of SQL: that of the file at `path` without folders and what
 * stands behind a dot; `stream` of standard input (`-`), `cases` of no file (NULL).
 */
struct span schema_table(const char *path);

/*
 * Adds the schema of the columns of a header; NULL: of every column of a case. A column
 * that nobody knows may hold any text. False and faults if the German words for the
 * columns can't be read.
 */
bool schema_write(enum schema_form form, const struct concept *concept,
                  const struct header *header, struct span table, struct buffer *text,
                  struct faults *faults);

#endif
