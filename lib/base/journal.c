/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/journal.h"

#include <sodium.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/dict.h"
#include "base/mem.h"

_Static_assert(JOURNAL_HASH_BYTES == crypto_hash_sha256_BYTES, "a hash of full length");

struct journal_file {
    struct journal_entry entry;
    crypto_hash_sha256_state *state; /* NULL: ended */
    bool is_forgotten;
};

/* What a path is, and all below it. */
struct place {
    struct span path, name;
    enum journal_kind kind;
};

static struct {
    bool is_on, discards, is_committed;
    char *manifest;
    char *fault; /* of journal_settle */
    struct place *places;
    size_t place_count, place_room;
    struct journal_file **files;
    size_t count, room;
    size_t settled;      /* the first ones, after journal_settle */
    struct dict written; /* paths; each with the file of its number: */
    struct journal_file **outputs;
    size_t output_room;
    struct arena arena; /* of texts */
} journal;

void journal_start(const char *manifest, bool only)
{
    journal.manifest = mem_print("%s", manifest);
    journal.discards = only;
    journal.is_on = true;
}

void journal_stop(void)
{
    journal.is_on = false;
}

void journal_free(void)
{
    for (size_t i = 0; i < journal.count; i++) {
        free(journal.files[i]->state);
        free(journal.files[i]);
    }
    free(journal.files);
    free(journal.outputs);
    free(journal.places);
    free(journal.manifest);
    free(journal.fault);
    dict_free(&journal.written);
    arena_free(&journal.arena);
    memset(&journal, 0, sizeof journal);
}

bool journal_is_on(void)
{
    return journal.is_on;
}

bool journal_discards(void)
{
    return journal.discards;
}

bool journal_reserves(const char *path, const struct stat *there)
{
    struct stat manifest;

    if (!journal.is_on)
        return false;
    if (path != NULL && strcmp(path, journal.manifest) == 0)
        return true;
    return there != NULL && S_ISREG(there->st_mode) &&
           stat(journal.manifest, &manifest) == 0 && manifest.st_dev == there->st_dev &&
           manifest.st_ino == there->st_ino;
}

void journal_commit(void)
{
    struct stat old;

    if (!journal.is_on || journal.discards || journal.is_committed)
        return;
    journal.is_committed = true;
    if (lstat(journal.manifest, &old) == 0 && S_ISREG(old.st_mode))
        unlink(journal.manifest);
}

void journal_place(const char *path, enum journal_kind kind, const char *name)
{
    struct span place = span_from(path);
    size_t i = 0;

    if (!journal.is_on)
        return;
    while (i < journal.place_count && !span_equal(journal.places[i].path, place))
        i++;
    mem_grow(&journal.places, &journal.place_room, i + 1, sizeof *journal.places);
    if (i == journal.place_count) {
        journal.places[i].path = arena_copy(&journal.arena, place);
        journal.place_count++;
    }
    journal.places[i].name = arena_copy(&journal.arena, span_from(name));
    journal.places[i].kind = kind;
}

static struct journal_file *add(enum journal_kind kind, struct span name,
                                struct span value)
{
    struct journal_file *file = mem_new(sizeof *file);

    file->entry.kind = kind;
    file->entry.name = arena_copy(&journal.arena, name);
    file->entry.value = arena_copy(&journal.arena, value);
    mem_grow(&journal.files, &journal.room, journal.count + 1, sizeof *journal.files);
    journal.files[journal.count++] = file;
    return file;
}

static struct journal_file *begin(enum journal_kind kind, struct span name,
                                  struct span value)
{
    struct journal_file *file = add(kind, name, value);

    file->state = mem_new(sizeof *file->state);
    crypto_hash_sha256_init(file->state);
    return file;
}

void journal_note(enum journal_kind kind, struct span name, struct span value)
{
    if (journal.is_on)
        add(kind, name, value);
}

/* What of the path is behind the place: nothing, or `/` and more; ptr NULL: it is
 * elsewhere. */
static struct span behind(const struct place *place, struct span path)
{
    struct span rest;

    if (path.len < place->path.len ||
        memcmp(path.ptr, place->path.ptr, place->path.len) != 0)
        return span_of(NULL, 0);
    rest = span_after(path, place->path.len);
    return rest.len == 0 || rest.ptr[0] == '/' ? rest : span_of(NULL, 0);
}

/* The place of a path, the innermost if one lies in another; NULL: none. */
static const struct place *nearest_place(struct span path)
{
    const struct place *nearest = NULL;

    for (size_t i = 0; i < journal.place_count; i++) {
        const struct place *place = &journal.places[i];
        if (behind(place, path).ptr != NULL &&
            (nearest == NULL || place->path.len > nearest->path.len))
            nearest = place;
    }
    return nearest;
}

struct journal_file *journal_read(const char *path)
{
    const struct span none = span_of("", 0);
    struct span given = span_from(path), rest;
    const struct place *place;
    struct journal_file *file;
    char *name;

    if (!journal.is_on)
        return NULL;
    place = nearest_place(given);
    if (place == NULL)
        return begin(JOURNAL_INPUT, given, none);
    if (place->kind == JOURNAL_OWN)
        return NULL;
    rest = behind(place, given);
    if (place->kind == JOURNAL_TABLE)
        return begin(JOURNAL_TABLE, rest.len > 0 ? span_after(rest, 1) : rest,
                     place->name);
    name = mem_print("%s%s", place->name.ptr, rest.ptr);
    file = begin(place->kind, span_from(name), none);
    free(name);
    return file;
}

/* FOLDER/NAME, for free(); a folder may be given with slashes at its end. */
static char *join(const char *folder, const char *name)
{
    size_t len = folder != NULL ? strlen(folder) : 0;

    if (folder == NULL)
        return mem_print("%s", name);
    while (len > 1 && folder[len - 1] == '/')
        len--;
    return mem_print("%.*s/%s", (int)len, folder, name);
}

/* The file is found by this path from now on. */
static void enter(struct span path, struct journal_file *file)
{
    size_t number = dict_add(&journal.written, path);

    mem_grow(&journal.outputs, &journal.output_room, number + 1,
             sizeof *journal.outputs);
    journal.outputs[number] = file;
}

struct journal_file *journal_write(const char *folder, const char *name)
{
    struct journal_file *file;
    char *path;

    if (!journal.is_on)
        return NULL;
    path = join(folder, name);
    file = begin(JOURNAL_OUTPUT, span_from(path), span_of("", 0));
    enter(span_from(path), file);
    free(path);
    return file;
}

struct journal_file *journal_find(const char *folder, const char *name)
{
    char *path;
    long number;

    if (!journal.is_on)
        return NULL;
    path = join(folder, name);
    number = dict_find(&journal.written, span_from(path));
    free(path);
    return number >= 0 ? journal.outputs[number] : NULL;
}

void journal_rename(const char *folder, const char *from, const char *to)
{
    struct journal_file *file = journal_find(folder, from);
    char *path;

    if (file == NULL)
        return;
    path = join(folder, to);
    file->entry.name = arena_copy(&journal.arena, span_from(path));
    enter(file->entry.name, file);
    free(path);
}

void journal_bytes(struct journal_file *file, const void *bytes, size_t count)
{
    if (file == NULL || file->state == NULL)
        return;
    crypto_hash_sha256_update(file->state, bytes, count);
    file->entry.bytes += count;
}

void journal_end(struct journal_file *file)
{
    if (file == NULL || file->state == NULL)
        return;
    crypto_hash_sha256_final(file->state, file->entry.hash);
    free(file->state);
    file->state = NULL;
}

void journal_forget(struct journal_file *file)
{
    if (file != NULL)
        file->is_forgotten = true;
}

static int compare(const void *a, const void *b)
{
    const struct journal_entry *first = &(*(struct journal_file *const *)a)->entry;
    const struct journal_entry *second = &(*(struct journal_file *const *)b)->entry;
    int order = (first->kind > second->kind) - (first->kind < second->kind);

    if (order == 0)
        order = span_compare(first->value, second->value);
    return order != 0 ? order : span_compare(first->name, second->name);
}

/* Whether they are one file, read twice. */
static bool is_again(const struct journal_file *file, const struct journal_file *last)
{
    return last != NULL && compare(&file, &last) == 0 &&
           file->entry.kind != JOURNAL_OUTPUT;
}

static const char *fault(const struct journal_file *file, const char *what)
{
    bool is_stdin = file->entry.kind == JOURNAL_INPUT && span_is(file->entry.name, "-");

    journal.fault =
        mem_print("%s %s", is_stdin ? "<stdin>" : file->entry.name.ptr, what);
    return journal.fault;
}

const char *journal_settle(void)
{
    struct journal_file *last = NULL;
    size_t kept = 0;

    if (journal.count > 0)
        qsort(journal.files, journal.count, sizeof *journal.files, compare);
    for (size_t i = 0; i < journal.count; i++) {
        struct journal_file *file = journal.files[i];
        if (file->entry.kind == JOURNAL_OUTPUT)
            journal_end(file);
        else if (file->state != NULL)
            return fault(file, "was not read to its end");
        if (is_again(file, last) &&
            memcmp(&file->entry.hash, &last->entry.hash, sizeof file->entry.hash) != 0)
            return fault(file, "changed while it was read");
        file->is_forgotten |= is_again(file, last);
        last = file->is_forgotten ? last : file;
    }
    for (size_t i = 0; i < journal.count; i++) {
        struct journal_file *file = journal.files[i];
        if (file->is_forgotten)
            continue;
        /* Those that are not kept come behind the others, to be freed. */
        journal.files[i] = journal.files[kept];
        journal.files[kept++] = file;
    }
    journal.settled = kept;
    return NULL;
}

size_t journal_count(void)
{
    return journal.settled;
}

const struct journal_entry *journal_entry(size_t i)
{
    return &journal.files[i]->entry;
}
