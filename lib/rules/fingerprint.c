/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/fingerprint.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/diag.h"
#include "base/mem.h"
#include "rules/concept.h"

enum { BLOCK = 1 << 14, HALF = crypto_hash_sha256_BYTES / 2 };

_Static_assert(FINGERPRINT_BYTES == 2 * HALF + 1, "two digits a byte, and a NUL");

/* A text with its length in front, so that no two lists of texts are one. */
static void add_text(crypto_hash_sha256_state *state, struct span text)
{
    const uint64_t len = text.len;
    unsigned char bytes[sizeof len];

    for (unsigned i = 0; i < sizeof len; i++)
        bytes[i] = (unsigned char)(len >> (8 * i));
    crypto_hash_sha256_update(state, bytes, sizeof bytes);
    crypto_hash_sha256_update(state, (const unsigned char *)text.ptr, text.len);
}

/* The hash of a file's bytes goes in, which is as long for each. The journal has heard
 * of the file when it was loaded. */
static bool add_file(crypto_hash_sha256_state *state, const char *path,
                     struct diag *diag)
{
    FILE *file = fopen(path, "re");
    crypto_hash_sha256_state own;
    unsigned char block[BLOCK], hash[crypto_hash_sha256_BYTES];
    size_t count;
    bool good;

    if (file == NULL)
        return diag_system(diag, path, "open");
    crypto_hash_sha256_init(&own);
    while ((count = fread(block, 1, sizeof block, file)) > 0)
        crypto_hash_sha256_update(&own, block, count);
    crypto_hash_sha256_final(&own, hash);
    crypto_hash_sha256_update(state, hash, sizeof hash);
    good = ferror(file) == 0 || diag_system(diag, path, "read");
    (void)fclose(file);
    return good;
}

static bool add_folder(crypto_hash_sha256_state *state, const struct tables *tables,
                       struct diag *diag)
{
    bool good = true;

    add_text(state, span_from("folder"));
    for (unsigned i = 0; good && i < tables->count; i++) {
        struct span file = tables->files[i];
        char *path = mem_print("%s/%.*s", tables->folder, (int)file.len, file.ptr);
        add_text(state, file);
        good = add_file(state, path, diag);
        free(path);
    }
    return good;
}

bool fingerprint_take(const struct concept *concept, char out[FINGERPRINT_BYTES],
                      struct diag *diag)
{
    crypto_hash_sha256_state state;
    unsigned char hash[crypto_hash_sha256_BYTES];

    crypto_hash_sha256_init(&state);
    for (const struct tables *at = &concept->tables; at != NULL; at = at->below)
        if (!add_folder(&state, at, diag))
            return false;
    if (!add_file(&state, concept->calendars.holidays, diag))
        return false;
    crypto_hash_sha256_final(&state, hash);
    sodium_bin2hex(out, FINGERPRINT_BYTES, hash, HALF);
    return true;
}
