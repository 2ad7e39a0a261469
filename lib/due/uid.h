/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Identifiers that stay the same from night to night and say nothing of a person: a
 * keyed hash (BLAKE2b, RFC 7693). Without the key nobody can find out whose an
 * identifier is by trying all client ids; with the public key everybody can.
 */
#ifndef VIERPHASEN_UID_H
#define VIERPHASEN_UID_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"

struct diag;

enum { UID_KEY_BYTES = 32, UID_DIGITS = 32 };

struct uid_key {
    unsigned char bytes[UID_KEY_BYTES];
};

/* The key that is used where none is given; it is in this library for all to read. */
void uid_key_public(struct uid_key *key);

/*
 * A key made of all bytes of a file, 16 to 4096. False and a diag if it can't be read
 * or is of another size.
 */
bool uid_key_read(struct uid_key *key, const char *path, struct diag *diag);

/*
 * The identifier, in hexadecimal digits without a NUL byte, of an obligation: of this
 * person, this deadline, and counted from this day.
 */
void uid_make(const struct uid_key *key, struct span client_id, struct span deadline,
              int32_t anchor_on, char out[UID_DIGITS]);

/*
 * That of what a calendar of this name counts: no obligation has it, for no client_id
 * is empty.
 */
void uid_make_count(const struct uid_key *key, struct span calendar,
                    char out[UID_DIGITS]);

#endif
