/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * iCalendar (RFC 5545) as bytes: content lines that end with CRLF and are folded at 75
 * octets (3.1), and values of the types that calendars of whole days need: TEXT
 * (3.3.11) and DATE (3.3.4). Which properties a component has is up to the caller.
 *
 * A line is written from left to right:
 *
 *     ics_name(&ics, "SUMMARY:");
 *     ics_text(&ics, span_from("Kontakt; Büro"));
 *     ics_end(&ics);
 *
 * Errors are kept in the output (output.h).
 */
#ifndef VIERPHASEN_ICS_H
#define VIERPHASEN_ICS_H

#include <stdint.h>

#include "base/span.h"

struct output;

/* The longest line, without its end; the longest date. */
enum { ICS_LINE = 75, ICS_DATE_BYTES = 8 };

/* {output, 0} stands at the start of a line. */
struct ics {
    struct output *output;
    unsigned column; /* octets of the current line so far, 0 … ICS_LINE */
};

/* Whole lines that the caller has ended, and that are short enough. */
void ics_lines(struct ics *ics, struct span lines);

/* The start of a line: the property with its parameters and the colon. */
void ics_name(struct ics *ics, const char *name);

/* A part of a value as it stands: no control characters, of no character a part. */
void ics_raw(struct ics *ics, struct span value);

/*
 * A part of a TEXT value, of any bytes: comma, semicolon and backslash get a backslash,
 * LF, CR and CRLF become `\n`, and control characters other than TAB, which a TEXT
 * can't hold, are left out. A line is folded between characters, if the text is UTF-8,
 * and never inside an escape.
 */
void ics_text(struct ics *ics, struct span text);

/* YYYYMMDD. */
void ics_date(struct ics *ics, int32_t day);

void ics_end(struct ics *ics);

/* The same date as bytes, without a NUL byte. For years 0 … 9999. */
void ics_date_format(int32_t day, char out[ICS_DATE_BYTES]);

#endif
