/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Hashes of other people's data, with a secret of the process (SipHash-2-4 of
 * libsodium), so that nobody can choose keys that all meet in one slot. Nothing may
 * depend on them but time.
 */
#ifndef VIERPHASEN_SECRET_HASH_H
#define VIERPHASEN_SECRET_HASH_H

#include <stdint.h>

#include "base/span.h"

enum { SECRET_BYTES = 16 };

struct secret {
    unsigned char bytes[SECRET_BYTES];
};

/* Draws a secret. */
void secret_draw(struct secret *secret);

uint32_t secret_hash(const struct secret *secret, struct span key);

#endif
