/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/version.h"

#include <stdio.h>

#include "rules/concept.h"

#ifndef VIERPHASEN_VERSION
#define VIERPHASEN_VERSION "0"
#endif

const char version_text[] = VIERPHASEN_VERSION;

void version_print(const char *tool, const struct concept *concept)
{
    printf("%s (vierphasen) %s\n", tool, version_text);
    if (concept != NULL)
        printf("concept %.*s, edition %.*s\n", (int)concept->name.len,
               concept->name.ptr, (int)concept->edition.len, concept->edition.ptr);
}
