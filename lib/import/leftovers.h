/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an export and its mapping have beside the contract: columns that no concept
 * knows, headers that nothing maps. Each may be a slip that costs deadlines.
 */
#ifndef VIERPHASEN_LEFTOVERS_H
#define VIERPHASEN_LEFTOVERS_H

#include "base/span.h"

struct concept;
struct header;
struct mapping;
struct suggestion;

struct leftovers {
    const struct concept *concept;
    const struct mapping *mapping;
    const struct header *header;    /* of the export */
    const struct suggestion *known; /* German names, or NULL */
    void (*say)(const void *context, struct span line);
    const void *context;
};

/*
 * Says them in a line each, those without a near name together. The header has the
 * client_id, and so is no record (header.h: is_safe).
 */
void leftovers_say(const struct leftovers *leftovers);

#endif
