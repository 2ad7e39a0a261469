/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A concept as one page of HTML, in German, for people who own rules and use no shell:
 * every table with its labels, tests as written and in words, and beside each rule the
 * examples that prove it. The page needs no network, no script and no other file.
 * It shows the rows of all days, and says which of them hold on the day as_of.
 */
#ifndef VIERPHASEN_CONCEPT_PAGE_H
#define VIERPHASEN_CONCEPT_PAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/diag.h"

/* Adds the page to `out`. False and faults if no tool would take the concept. */
bool concept_page_write(const char *name, int32_t as_of, struct buffer *out,
                        struct faults *faults);

#endif
