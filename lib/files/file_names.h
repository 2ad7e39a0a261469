/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which name the file of a value has: from an index, a table that says so, such as the
 * index.tsv of a split (split.h). Memory grows with the values.
 */
#ifndef VIERPHASEN_FILE_NAMES_H
#define VIERPHASEN_FILE_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/dict.h"
#include "base/mem.h"
#include "base/span.h"

struct diag;

struct file_name {
    struct span name;
    unsigned long line; /* of the index */
    int32_t rows;       /* that the file has by the index; 0 where it counts none */
    bool is_met;        /* for the caller's marks */
};

/* A zeroed struct is an empty one. */
struct file_names {
    const char *path; /* of the index, for messages */
    struct dict values;
    struct file_name *files; /* [values.count] */
    size_t room;
    struct arena arena;
};

/* The names of an index's columns. */
struct file_names_form {
    const char *name, *value;
    const char *rows; /* NULL: it counts none */
};

/*
 * Reads an index; path stays with the caller. A name must be one of a file in a folder:
 * no slash in it, no dot in front. False and a diag if the index is faulty.
 */
bool file_names_read(struct file_names *names, const char *path,
                     const struct file_names_form *form, struct diag *diag);

/* The file of a value; NULL if the index doesn't have it. */
struct file_name *file_names_find(struct file_names *names, struct span value);

/* A file that is not marked as met, or NULL. */
const struct file_name *file_names_find_unmet(const struct file_names *names);

void file_names_free(struct file_names *names);

#endif
