/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The names that show a header to be one: those of the contract, of the lists that
 * tools write and of a concept. The first line of a file that came without its header
 * has none of them, and is a person's record (stream/header.h).
 */
#ifndef VIERPHASEN_KNOWN_COLUMNS_H
#define VIERPHASEN_KNOWN_COLUMNS_H

#include <stdbool.h>

#include "base/span.h"
#include "stream/header.h"

struct concept;

bool known_columns_have(const struct concept *concept, struct span name);

/* The same as a test. The concept may be NULL and must outlive the test. */
struct name_test known_columns(const struct concept *concept);

#endif
