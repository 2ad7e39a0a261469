/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A box of persons in words: `age_group u25; prognosis_months > 12; degree_on null`, in
 * the notation of `when` as far as it has one.
 */
#ifndef VIERPHASEN_BOX_TEXT_H
#define VIERPHASEN_BOX_TEXT_H

#include "base/buffer.h"
#include "proof/model.h"

/* Everybody is `everybody`. */
void box_print(const struct model *model, const struct box *box, struct buffer *out);

#endif
