/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/secret_hash.h"

#include <sodium.h>

#include <stdbool.h>

#include "base/chance.h"

static struct {
    bool is_drawn;
    unsigned char bytes[crypto_shorthash_KEYBYTES];
} secret;

uint32_t secret_hash(struct span key)
{
    unsigned char hash[crypto_shorthash_BYTES];
    uint32_t value;

    if (!secret.is_drawn)
        chance_fill(secret.bytes, sizeof secret.bytes);
    secret.is_drawn = true;
    crypto_shorthash(hash, (const unsigned char *)key.ptr, key.len, secret.bytes);
    memcpy(&value, hash, sizeof value);
    return value;
}
