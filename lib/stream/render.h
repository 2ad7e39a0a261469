/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Records that were written for a format which is no stream, and taken in pieces: a
 * deferred writer (writer.h) has written them as TSV.
 */
#ifndef VIERPHASEN_RENDER_H
#define VIERPHASEN_RENDER_H

#include <stdbool.h>

#include "base/span.h"

struct diag;
struct output;
struct writer;

/*
 * Writes TSV records, their header first, in the format of the deferred writer that
 * wrote them. False and a diag without a file on failure.
 */
bool render_records(const struct writer *writer, struct span records,
                    struct output *output, struct diag *diag);

#endif
