/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/secret_hash.h"

#include <sodium.h>

_Static_assert(SECRET_BYTES == crypto_shorthash_KEYBYTES, "a key of full length");

void secret_draw(struct secret *secret)
{
    randombytes_buf(secret->bytes, sizeof secret->bytes);
}

uint32_t secret_hash(const struct secret *secret, struct span key)
{
    unsigned char hash[crypto_shorthash_BYTES];
    uint32_t value;

    crypto_shorthash(hash, (const unsigned char *)key.ptr, key.len, secret->bytes);
    memcpy(&value, hash, sizeof value);
    return value;
}
