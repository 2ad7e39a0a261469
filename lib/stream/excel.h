/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How a German spreadsheet takes a value that it reads from CSV: as a formula, which it
 * would run, as a number, or as it stands.
 */
#ifndef VIERPHASEN_EXCEL_H
#define VIERPHASEN_EXCEL_H

#include <stdbool.h>

#include "base/span.h"

/*
 * Whether it begins like a formula and is no number. Source: OWASP, CSV Injection, as
 * of 2025: `=`, `+`, `-`, `@`, TAB, CR, LF, and the full-width signs.
 */
bool excel_runs(struct span value);

/*
 * Whether a text would become a number that looks another way: zeros in front, more
 * digits than a cell shows (11), or an E between digits.
 */
bool excel_misreads(struct span value);

/* Whether it is a number with a fraction behind a point. */
bool excel_has_fraction(struct span value);

#endif
