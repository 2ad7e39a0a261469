/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is different between two manifests of one command: what was read, by which
 * rules, and what came out. Versions are no difference: it is the bytes that count.
 */
#ifndef VIERPHASEN_MANIFEST_COMPARE_H
#define VIERPHASEN_MANIFEST_COMPARE_H

#include <stdbool.h>
#include <stddef.h>

struct manifest;
struct manifest_row;
struct output;

/*
 * Writes a line for each difference: `input changed: NAME`, `table changed:
 * CONCEPT/FILE`, `output differs: NAME`, `count differs: read 12, now 13`. Returns how
 * many there are.
 */
size_t manifest_compare(const struct manifest *recorded, const struct manifest *now,
                        struct output *output);

/* The line of one row that is not what it was. */
void manifest_tell_changed(const struct manifest_row *row, struct output *output);

#endif
