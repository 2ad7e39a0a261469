/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/needs_persons.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/secret_hash.h"

enum {
    FIRST_HEADS = 64,
    CHAIN = 2,  /* persons in a chain, on average, when there are more heads */
    AHEAD = 16, /* persons that are chained together */
    UNIT = sizeof(uint32_t), /* what handles count */
    LONG_KEY = UINT16_MAX    /* the key's length stands before its bytes */
};

_Static_assert(sizeof(struct needs_person) == 12, "as small as the header says");

/* How many bytes a person with a key of this length has. */
static size_t size_of(size_t key_len)
{
    size_t size = sizeof(struct needs_person) + key_len;

    if (key_len >= LONG_KEY)
        size += sizeof key_len;
    return (size + UNIT - 1) / UNIT * UNIT;
}

struct span needs_persons_key(const struct needs_person *person)
{
    size_t len = person->key_len;

    if (len < LONG_KEY)
        return span_of(person->key, len);
    memcpy(&len, person->key, sizeof len);
    return span_of(person->key + sizeof len, len);
}

static void set_key(struct needs_person *person, struct span key)
{
    char *to = person->key;

    person->key_len = (uint16_t)(key.len < LONG_KEY ? key.len : LONG_KEY);
    if (key.len >= LONG_KEY) {
        memcpy(to, &key.len, sizeof key.len);
        to += sizeof key.len;
    }
    memcpy(to, key.ptr, key.len);
}

static struct needs_head *head_of(const struct needs_persons *persons, uint32_t hash)
{
    return &persons->heads[hash & (persons->head_count - 1)];
}

/* The mark that a person leaves at the head of its chain: by bits that don't choose it.
 */
static uint8_t mark_of(uint32_t hash)
{
    return (uint8_t)(1U << (hash >> 29));
}

static void chain(struct needs_persons *persons, uint32_t handle, uint32_t hash)
{
    struct needs_head *head = head_of(persons, hash);

    needs_persons_at(persons, handle)->next = head->first;
    head->first = handle;
    head->marks |= mark_of(hash);
}

/* Chains up to AHEAD persons; the next one that isn't. Their heads lie anywhere, so
 * that they are fetched side by side before they are needed. */
static uint32_t chain_some(struct needs_persons *persons, uint32_t handle)
{
    uint32_t handles[AHEAD], hashes[AHEAD];
    unsigned count = 0;

    for (; handle != PERSON_NONE && count < AHEAD; count++) {
        handles[count] = handle;
        hashes[count] =
            secret_hash(needs_persons_key(needs_persons_at(persons, handle)));
        __builtin_prefetch(head_of(persons, hashes[count]), 1);
        handle = needs_persons_next(persons, handle);
    }
    for (unsigned i = 0; i < count; i++)
        chain(persons, handles[i], hashes[i]);
    return handle;
}

/* The persons are chained anew, so that the old heads can go first. */
static void grow_heads(struct needs_persons *persons)
{
    uint32_t handle = needs_persons_next(persons, PERSON_NONE);

    persons->head_count =
        persons->head_count > 0 ? 2 * persons->head_count : FIRST_HEADS;
    free(persons->heads);
    persons->heads = mem_array(persons->head_count, sizeof *persons->heads);
    for (size_t i = 0; i < persons->head_count; i++)
        persons->heads[i] = (struct needs_head){PERSON_NONE, 0};
    while (handle != PERSON_NONE)
        handle = chain_some(persons, handle);
}

static uint32_t find_in(const struct needs_persons *persons, struct span key,
                        uint32_t hash)
{
    const struct needs_head *head = head_of(persons, hash);
    uint32_t handle = head->first;

    /* Most new persons are told by this, without a look at others. */
    if ((head->marks & mark_of(hash)) == 0)
        return PERSON_NONE;
    while (handle != PERSON_NONE) {
        const struct needs_person *person = needs_persons_at(persons, handle);
        if (span_equal(needs_persons_key(person), key))
            break;
        handle = person->next;
    }
    return handle;
}

uint32_t needs_persons_find(const struct needs_persons *persons, struct span key)
{
    return persons->count > 0 ? find_in(persons, key, secret_hash(key)) : PERSON_NONE;
}

/* A person with nothing but the key, in no chain yet. */
static uint32_t append(struct needs_persons *persons, struct span key)
{
    size_t size = size_of(key.len), place = persons->used / UNIT;
    struct needs_person *person;

    if (place >= PERSON_NONE)
        mem_exhausted();
    mem_grow(&persons->bytes, &persons->room, persons->used + size, 1);
    person = needs_persons_at(persons, (uint32_t)place);
    *person = (struct needs_person){.next = PERSON_NONE};
    set_key(person, key);
    persons->used += size;
    persons->count++;
    persons->newest = (uint32_t)place;
    return (uint32_t)place;
}

uint32_t needs_persons_add(struct needs_persons *persons, struct span key)
{
    uint32_t hash, found;

    /* Rows of a person mostly stand together. */
    if (persons->count > 0 &&
        span_equal(needs_persons_key(needs_persons_at(persons, persons->newest)), key))
        return persons->newest;
    if (persons->count >= CHAIN * persons->head_count)
        grow_heads(persons);
    hash = secret_hash(key);
    found = find_in(persons, key, hash);
    if (found != PERSON_NONE)
        return found;
    found = append(persons, key);
    chain(persons, found, hash);
    return found;
}

uint32_t needs_persons_next(const struct needs_persons *persons, uint32_t handle)
{
    size_t at = 0;

    if (handle != PERSON_NONE) {
        struct span key = needs_persons_key(needs_persons_at(persons, handle));
        at = (size_t)handle * UNIT + size_of(key.len);
    }
    return at < persons->used ? (uint32_t)(at / UNIT) : PERSON_NONE;
}

void needs_persons_free(struct needs_persons *persons)
{
    free(persons->bytes);
    free(persons->heads);
}
