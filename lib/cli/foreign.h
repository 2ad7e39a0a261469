/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A caseload that was categorised under another concept, found by its header. What the
 * tools decide they write as NAME, NAME_status and NAME_rule; all three for a NAME that
 * the concept doesn't let people decide were written under another one. No export of a
 * source system has them.
 */
#ifndef VIERPHASEN_FOREIGN_H
#define VIERPHASEN_FOREIGN_H

#include <stdbool.h>

#include "base/diag.h"
#include "rules/concept.h"
#include "stream/header.h"

/*
 * Whether there is none of these columns; else a diag (with the column, without the
 * place) that says which, under which concepts they may have been written, and what to
 * do.
 */
bool foreign_is_absent(const struct concept *concept, const struct header *header,
                       struct diag *diag);

#endif
