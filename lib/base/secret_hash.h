/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Hashes of other people's data, with a secret of the process that is drawn for the
 * first of them (SipHash-2-4 of libsodium), so that nobody can choose keys that all
 * meet in one slot. Nothing may depend on them but time.
 */
#ifndef VIERPHASEN_SECRET_HASH_H
#define VIERPHASEN_SECRET_HASH_H

#include <stdint.h>

#include "base/span.h"

uint32_t secret_hash(struct span key);

#endif
