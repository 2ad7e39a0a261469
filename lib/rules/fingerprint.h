/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The fingerprint of a concept: the same for the same rules, wherever they lie, and
 * another one as soon as a byte of them differs.
 */
#ifndef VIERPHASEN_FINGERPRINT_H
#define VIERPHASEN_FINGERPRINT_H

#include <stdbool.h>

struct concept;
struct diag;

enum { FINGERPRINT_BYTES = 33 };

/*
 * Writes 32 hexadecimal digits and a NUL: the first half of the SHA-256 of the tables
 * of the concept, by name and bytes, of those that it extends, and of the holidays. The
 * files are read as they lie there now. False and a diag if one can't be read.
 */
bool fingerprint_take(const struct concept *concept, char out[FINGERPRINT_BYTES],
                      struct diag *diag);

#endif
