/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the process has read and written, for a manifest: each file with its SHA-256,
 * taken from the bytes as they pass, so that pipes can be told too and no file is read
 * twice. Off until journal_start: then nothing is counted, and the functions that give
 * a file give NULL, with which the others do nothing.
 *
 * Like the files that a signal removes (cleanup.h) this is of the process, and in no
 * object: files are opened in a dozen modules of six folders, and what one of them did
 * not tell would be missing in every audit. It changes no byte of an output.
 */
#ifndef VIERPHASEN_JOURNAL_H
#define VIERPHASEN_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

#include "base/span.h"

/* In the order of a manifest. */
enum journal_kind {
    JOURNAL_CONCEPT,  /* name; value: its edition */
    JOURNAL_CALENDAR, /* name: the Land */
    JOURNAL_TABLE,    /* name: of a file in a concept; value: the concept */
    JOURNAL_DATA,     /* name: of a file that is shipped with the programs */
    JOURNAL_INPUT,    /* name: as the user gave it; `-`: standard input */
    JOURNAL_SECRET,   /* the same, but its bytes are not hashed */
    JOURNAL_OUTPUT,   /* as the user gave it; of a folder FOLDER/FILE */
    JOURNAL_OWN       /* of journal_place: what the process made for itself; no entry */
};

enum { JOURNAL_HASH_BYTES = 32 };

struct journal_entry {
    enum journal_kind kind;
    struct span name, value;
    unsigned long long bytes;
    unsigned char hash[JOURNAL_HASH_BYTES]; /* SHA-256; of files but secret ones */
};

/* A file that is being read or written. */
struct journal_file;

/*
 * From now on. `manifest` is where the manifest will lie, links resolved: no other file
 * may be it. `only`: outputs are hashed and thrown away.
 */
void journal_start(const char *manifest, bool only);

/* The run fails: nothing more is told, and inputs needn't come to their end. */
void journal_stop(void);

/* Forgets all, when no file is open any more. */
void journal_free(void);

bool journal_is_on(void);

/* Whether outputs are thrown away: who opens one opens /dev/null, or none, instead. */
bool journal_discards(void);

/*
 * Whether a file is where the manifest will lie: by its path with links resolved, or by
 * what is there now. Either may be NULL.
 */
bool journal_reserves(const char *path, const struct stat *there);

/*
 * An output takes its place now: a manifest of an earlier run that is still there goes,
 * so that none ever stands beside files of another run.
 */
void journal_commit(void);

/*
 * Says what files are: `path`, and all below it, is such a table or such data. The name
 * of a table begins behind the path, `name` is the concept's; data have `name` itself,
 * with what is behind the path.
 */
void journal_place(const char *path, enum journal_kind kind, const char *name);

/* Adds an entry without bytes, once: a concept, a calendar, a secret file. */
void journal_note(enum journal_kind kind, struct span name, struct span value);

/* A file that is read. It must come to journal_end, or there is no manifest. */
struct journal_file *journal_read(const char *path);

/* A file that is written, FOLDER/NAME if the folder is given; journal_find: the same
 * once more. */
struct journal_file *journal_write(const char *folder, const char *name);
struct journal_file *journal_find(const char *folder, const char *name);

/* A file that is written and not ended has another name in its folder from now on. */
void journal_rename(const char *folder, const char *from, const char *to);

/* The next bytes of the file; NULL: nothing. */
void journal_bytes(struct journal_file *file, const void *bytes, size_t count);

/* The file is read to its end, or written as a whole. */
void journal_end(struct journal_file *file);

/* An output that doesn't appear is none. */
void journal_forget(struct journal_file *file);

/*
 * Ends what is written and sorts all: by kind, then value, then name. NULL, or why
 * there can be no manifest; the text holds until journal_free.
 */
const char *journal_settle(void);

/* How many there are; entry i, after journal_settle. */
size_t journal_count(void);
const struct journal_entry *journal_entry(size_t i);

#endif
