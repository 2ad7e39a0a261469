/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The files of tables that this process has read without a fault. Each is read once:
 * whoever loads it again, for another day or another question, gets the same rows, also
 * if it has changed or can't be read any more. What is kept stays until the process
 * ends.
 */
#ifndef VIERPHASEN_KEPT_TABLES_H
#define VIERPHASEN_KEPT_TABLES_H

#include <stdbool.h>

#include "base/mem.h"
#include "rules/table.h"

/* A copy, in the arena, of what stood below this path as it is spelt. False: none. */
bool kept_tables_find(const char *path, struct table *table, struct arena *arena);

/* Keeps a copy, unless the path is one of a descriptor. */
void kept_tables_add(const char *path, const struct table *table);

#endif
