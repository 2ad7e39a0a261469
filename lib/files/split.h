/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows that go to one file a value of some column: a new folder (folder.h) with a file
 * for each value that comes, and index.tsv, which says what value each file is for and
 * how many rows it has. The rows of a value stay in their order; values may come in
 * any.
 *
 * A file is named after its value if that is a code that can name one (stem.h:
 * `FM-41.tsv`), else after a hash of it (`value.3f9a….tsv`, `value.empty.tsv`), so no
 * value leads out of the folder; if its words are wanted, they stand in front of the
 * hash. Codes that differ by case only have the hash too, each of them, so that on a
 * system without case none is found under the name of another. A value that is to be
 * hidden is numbered as it first comes
 * (`value.0000001.tsv`), because trying all ids finds the one that has a hash.
 *
 * Between two rows no file is open: there may be any number of values, and each costs a
 * few KiB. Rows of a deferred writer (writer.h) wait in memory until the end.
 */
#ifndef VIERPHASEN_SPLIT_H
#define VIERPHASEN_SPLIT_H

#include <stdbool.h>

#include "base/span.h"
#include "files/folder.h"

struct diag;
struct split;
struct writer;

struct split_form {
    const char *folder;
    enum folder_place place;     /* whether it must be new or empty */
    const char *extension;       /* of the files, without a dot */
    bool hides_values;           /* each file is named after a number */
    bool has_words;              /* a value that is no code is read from its name */
    struct span head;            /* what each file begins with; copied */
    const struct writer *writer; /* of the rows, if they are records; or NULL */
};

/* Makes the folder, under another name. NULL and a diag on failure. */
struct split *split_open(const struct split_form *form, struct diag *diag);

/* Whether something was written for the value. */
bool split_has(const struct split *split, struct span value);

/* Writes a row to the file of a value. False and a diag on failure. */
bool split_write(struct split *split, struct span value, struct span row,
                 struct diag *diag);

/* The same of what is no row: it is not counted in the index. */
bool split_note(struct split *split, struct span value, struct span text,
                struct diag *diag);

/* Whether the name of the file shows the value. */
bool split_shows(const struct split *split, struct span value);

/*
 * Ends each file with `tail`, writes the index, and the folder appears. False and a
 * diag on failure; nothing is left then.
 */
bool split_finish(struct split *split, struct span tail, struct diag *diag);

/* Without split_finish nothing is left of the folder. Safe on NULL. */
void split_free(struct split *split);

#endif
