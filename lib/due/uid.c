/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/uid.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/apart.h"
#include "base/diag.h"
#include "base/journal.h"
#include "value/date.h"

enum { FILE_LEAST = 16, FILE_MOST = 4096, HASH_BYTES = UID_DIGITS / 2 };

/* Lets libsodium look for the fastest code; if it can't, the plain one is good too. */
static void use_fastest(void)
{
    int result = sodium_init();

    (void)result;
}

void uid_key_public(struct uid_key *key)
{
    static const char public[] = "vierphasen: a key known to all..";

    _Static_assert(sizeof public == UID_KEY_BYTES + 1, "a key of full length");
    use_fastest();
    memcpy(key->bytes, public, UID_KEY_BYTES);
}

/* The bytes of a file, at most `most`; -1 with errno set. */
static ssize_t read_file(const char *path, unsigned char *bytes, size_t most)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t count = fd < 0 ? -1 : 1;
    size_t used = 0;

    while (count > 0 && used < most) {
        count = read(fd, bytes + used, most - used);
        used += count > 0 ? (size_t)count : 0;
    }
    if (fd >= 0)
        close(fd);
    return count < 0 ? -1 : (ssize_t)used;
}

bool uid_key_read(struct uid_key *key, const char *path, struct diag *diag)
{
    unsigned char bytes[FILE_MOST + 1];
    struct stat info;
    ssize_t size = -1;

    if (stat(path, &info) == 0 && !apart_read(&info, diag))
        return false;
    size = read_file(path, bytes, sizeof bytes);
    journal_note(JOURNAL_SECRET, span_from(path), span_of("", 0));
    use_fastest();
    if (size < 0) {
        diag_system(diag, path, "read");
    } else if (size < FILE_LEAST || size > FILE_MOST) {
        diag_set(diag, DIAG_SYSTEM, "expected a key of %d to %d bytes", FILE_LEAST,
                 FILE_MOST);
        diag_at(diag, path, 0);
    } else {
        crypto_generichash(key->bytes, sizeof key->bytes, bytes, (size_t)size, NULL, 0);
    }
    sodium_memzero(bytes, sizeof bytes);
    return size >= FILE_LEAST && size <= FILE_MOST;
}

static void add(crypto_generichash_state *state, struct span part, bool is_last)
{
    const unsigned char nul = 0;

    crypto_generichash_update(state, (const unsigned char *)part.ptr, part.len);
    if (!is_last)
        crypto_generichash_update(state, &nul, 1);
}

/* It is shown to all: no need to hide from time which digits it has. */
static void put_digits(const unsigned char hash[HASH_BYTES], char out[UID_DIGITS])
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < HASH_BYTES; i++) {
        out[2 * i] = digits[hash[i] >> 4];
        out[2 * i + 1] = digits[hash[i] & 15];
    }
}

/* The identifier of parts that are told apart. */
static void make(const struct uid_key *key, const struct span *parts, unsigned count,
                 char out[UID_DIGITS])
{
    unsigned char hash[HASH_BYTES];
    crypto_generichash_state state;

    crypto_generichash_init(&state, key->bytes, sizeof key->bytes, sizeof hash);
    for (unsigned i = 0; i < count; i++)
        add(&state, parts[i], i + 1 == count);
    crypto_generichash_final(&state, hash, sizeof hash);
    put_digits(hash, out);
}

void uid_make(const struct uid_key *key, struct span client_id, struct span deadline,
              int32_t anchor_on, char out[UID_DIGITS])
{
    char date[DATE_BYTES] = "";
    struct span parts[] = {client_id, deadline, span_of(date, DATE_BYTES)};

    date_format(anchor_on, date);
    make(key, parts, 3, out);
}

void uid_make_count(const struct uid_key *key, struct span calendar,
                    char out[UID_DIGITS])
{
    struct span parts[] = {span_from(""), span_from("overdue"), calendar};

    make(key, parts, 3, out);
}
