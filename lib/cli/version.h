/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The version of the programs, which --version and a manifest name.
 */
#ifndef VIERPHASEN_VERSION_H
#define VIERPHASEN_VERSION_H

struct concept;

extern const char version_text[];

/* Prints `TOOL (vierphasen) VERSION`, and concept and edition unless it is NULL. */
void version_print(const char *tool, const struct concept *concept);

#endif
