/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "files/split.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "files/folder.h"
#include "files/listing.h"
#include "value/code.h"

/* What of a file waits in memory; the longest value that names one. */
enum { PART_BYTES = 8192, NAMED_MOST = 64, NAME_BYTES = 96, HASH_BYTES = 8 };

struct part_file {
    struct span value;
    uint64_t hash;
    uint32_t number; /* of its value among those that come, from 1; 0: the empty one */
    char *bytes;     /* not written yet */
    size_t used, room;
    unsigned long long rows;
    enum folder_part next;
};

struct split {
    struct folder *folder;
    const char *extension;
    bool hides_values;
    struct span head;
    struct arena arena; /* of the values */
    struct part_file *files;
    size_t count, capacity;
    uint32_t numbered; /* of the files: those with a value that is not empty */
    /* Open addressing: at least every other slot is 0, the rest file numbers from 1. */
    uint32_t *slots;
    size_t slot_count; /* a power of two */
    /* Of this process, so that nobody can choose values that meet in one slot. */
    unsigned char key[crypto_shorthash_KEYBYTES];
};

enum { FIRST_SLOTS = 256 };

static bool no_memory(struct diag *diag)
{
    diag_no_memory(diag);
    return false;
}

struct split *split_open(const struct split_form *form, struct diag *diag)
{
    struct split *split = calloc(1, sizeof *split);

    if (split == NULL || sodium_init() < 0) {
        diag_no_memory(diag);
        free(split);
        return NULL;
    }
    randombytes_buf(split->key, sizeof split->key);
    split->extension = form->extension;
    split->hides_values = form->hides_values;
    split->head = arena_copy(&split->arena, form->head);
    split->slot_count = FIRST_SLOTS;
    split->slots = calloc(split->slot_count, sizeof *split->slots);
    if (split->head.ptr == NULL || split->slots == NULL)
        diag_no_memory(diag);
    else if ((split->folder = folder_open(form->folder, diag)) != NULL)
        return split;
    split_free(split);
    return NULL;
}

static uint64_t hash_value(const struct split *split, struct span value)
{
    unsigned char hash[crypto_shorthash_BYTES];
    uint64_t number;

    crypto_shorthash(hash, (const unsigned char *)value.ptr, value.len, split->key);
    memcpy(&number, hash, sizeof number);
    return number;
}

/* The slot of a value, or the one where it goes. */
static uint32_t *find_slot(const struct split *split, struct span value, uint64_t hash)
{
    size_t mask = split->slot_count - 1, at = (size_t)hash & mask;

    while (split->slots[at] != 0) {
        const struct part_file *file = &split->files[split->slots[at] - 1];
        if (file->hash == hash && span_equal(file->value, value))
            break;
        at = (at + 1) & mask;
    }
    return &split->slots[at];
}

static bool grow_slots(struct split *split)
{
    uint32_t *old = split->slots;

    if (2 * (split->count + 1) <= split->slot_count)
        return true;
    split->slots = calloc(2 * split->slot_count, sizeof *split->slots);
    if (split->slots == NULL) {
        split->slots = old;
        return false;
    }
    split->slot_count *= 2;
    for (size_t i = 0; i < split->count; i++)
        *find_slot(split, split->files[i].value, split->files[i].hash) =
            (uint32_t)i + 1;
    free(old);
    return true;
}

/* Adds a file; NULL without memory. */
static struct part_file *add_file(struct split *split, struct span value, uint64_t hash)
{
    struct part_file *file;

    if (split->count >= UINT32_MAX || !grow_slots(split) ||
        !mem_grow(&split->files, &split->capacity, split->count + 1,
                  sizeof *split->files))
        return NULL;
    file = &split->files[split->count];
    *file = (struct part_file){
        .value = arena_copy(&split->arena, value), .hash = hash, .next = FOLDER_FIRST};
    if (file->value.ptr == NULL)
        return NULL;
    if (value.len > 0)
        file->number = ++split->numbered;
    *find_slot(split, value, hash) = (uint32_t)++split->count;
    return file;
}

/* `index.tsv` is taken, and a name like `-r.tsv` looks like an option. */
static bool names_a_file(struct span value)
{
    return value.len <= NAMED_MOST && code_is_valid(value) &&
           !span_starts(value, "-") && !span_is(value, "index");
}

/* The same name for a value night by night, unless it is hidden. */
static void name_file(const struct split *split, const struct part_file *file,
                      char name[NAME_BYTES])
{
    struct span value = file->value;
    unsigned char hash[crypto_generichash_BYTES];
    char digits[2 * HASH_BYTES + 1];

    if (value.len == 0) {
        snprintf(name, NAME_BYTES, "value.empty.%s", split->extension);
    } else if (split->hides_values) {
        snprintf(name, NAME_BYTES, "value.%07" PRIu32 ".%s", file->number,
                 split->extension);
    } else if (names_a_file(value)) {
        snprintf(name, NAME_BYTES, "%.*s.%s", (int)value.len, value.ptr,
                 split->extension);
    } else {
        crypto_generichash(hash, sizeof hash, (const unsigned char *)value.ptr,
                           value.len, NULL, 0);
        sodium_bin2hex(digits, sizeof digits, hash, HASH_BYTES);
        snprintf(name, NAME_BYTES, "value.%s.%s", digits, split->extension);
    }
}

static bool write_bytes(struct split *split, struct part_file *file, struct span bytes,
                        struct diag *diag)
{
    char name[NAME_BYTES];

    if (bytes.len == 0)
        return true;
    name_file(split, file, name);
    if (!folder_write(split->folder, name, file->next, bytes, diag))
        return false;
    file->next = FOLDER_MORE;
    return true;
}

static bool write_out(struct split *split, struct part_file *file, struct diag *diag)
{
    size_t used = file->used;

    file->used = 0;
    return write_bytes(split, file, span_of(file->bytes, used), diag);
}

static bool append(struct split *split, struct part_file *file, struct span bytes,
                   struct diag *diag)
{
    if (bytes.len == 0)
        return true;
    if (file->used + bytes.len > PART_BYTES && !write_out(split, file, diag))
        return false;
    if (bytes.len > PART_BYTES)
        return write_bytes(split, file, bytes, diag);
    if (!mem_grow(&file->bytes, &file->room, file->used + bytes.len, 1))
        return no_memory(diag);
    memcpy(file->bytes + file->used, bytes.ptr, bytes.len);
    file->used += bytes.len;
    return true;
}

bool split_write(struct split *split, struct span value, struct span row,
                 struct diag *diag)
{
    uint64_t hash = hash_value(split, value);
    uint32_t number = *find_slot(split, value, hash);
    struct part_file *file;

    if (number > 0) {
        file = &split->files[number - 1];
    } else {
        file = add_file(split, value, hash);
        if (file == NULL)
            return no_memory(diag);
        if (!append(split, file, split->head, diag))
            return false;
    }
    file->rows++;
    return append(split, file, row, diag);
}

static int compare_values(const void *a, const void *b)
{
    const struct part_file *first = a, *second = b;

    return span_compare(first->value, second->value);
}

static bool write_index_row(struct split *split, struct listing *listing,
                            const struct part_file *file, struct diag *diag)
{
    struct writer *writer = listing_writer(listing);
    char name[NAME_BYTES];

    name_file(split, file, name);
    writer_clean(writer, span_from(name));
    writer_value(writer, file->value);
    writer_number(writer, (long)file->rows);
    return listing_end_row(listing, diag);
}

bool split_finish(struct split *split, struct span tail, struct diag *diag)
{
    struct listing *listing = listing_open(split->folder, "file value rows", diag);
    bool good = listing != NULL;
    struct folder *folder = split->folder;

    /* The slots are of no use any more. */
    if (split->count > 0)
        qsort(split->files, split->count, sizeof *split->files, compare_values);
    for (size_t i = 0; good && i < split->count; i++)
        good = append(split, &split->files[i], tail, diag) &&
               write_out(split, &split->files[i], diag) &&
               write_index_row(split, listing, &split->files[i], diag);
    good = good && listing_finish(listing, diag);
    listing_free(listing);
    split->folder = NULL;
    return folder_close(folder, good, good ? diag : NULL) && good;
}

void split_free(struct split *split)
{
    if (split == NULL)
        return;
    folder_close(split->folder, false, NULL);
    for (size_t i = 0; i < split->count; i++)
        free(split->files[i].bytes);
    free(split->files);
    free(split->slots);
    arena_free(&split->arena);
    free(split);
}
