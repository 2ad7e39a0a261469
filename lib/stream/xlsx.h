/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Records as a workbook of one sheet (ECMA-376, Office Open XML), by libxlsxwriter:
 * texts as texts, whatever they look like, dates and numbers as such; the header bold,
 * frozen and filtered, columns as wide as the first rows want. The same records give
 * the same bytes.
 *
 * Rows wait in files in $TMPDIR that have no name from the moment they are made and
 * that nobody else can open; the workbook itself is put together in memory.
 */
#ifndef VIERPHASEN_XLSX_H
#define VIERPHASEN_XLSX_H

#include "base/buffer.h"
#include "base/span.h"
#include "stream/writer.h"

/* What a sheet holds, by the format's definition. */
enum { XLSX_TEXT_MOST = 32767, XLSX_RECORDS_MOST = 1048575, XLSX_COLUMNS_MOST = 16384 };

extern const struct writer_form xlsx_form;

/*
 * Puts a text into `out` as a cell of a workbook spells it: CR and CR LF are LF; what
 * XML can't hold is `_xHHHH_` (ECMA-376 part 1, 22.9.2.19), and so is the `_` of a text
 * that looks like that. Returns the length of the text in UTF-16 units, by which a
 * cell's length counts.
 */
size_t xlsx_spell(struct span text, struct buffer *out);

#endif
