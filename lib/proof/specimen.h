/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One person of a region, as `given` of an example has it: `COLUMN=VALUE; without
 * COLUMN`. What isn't named is empty.
 */
#ifndef VIERPHASEN_SPECIMEN_H
#define VIERPHASEN_SPECIMEN_H

#include <stdint.h>

#include "base/buffer.h"
#include "proof/model.h"

/* The region is one that question_ask found. */
void specimen_print(const struct model *model, const uint64_t *region,
                    struct buffer *out);

#endif
