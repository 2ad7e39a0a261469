/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * iCalendar (RFC 5545) as bytes: content lines that end with CRLF and are folded at 75
 * octets (3.1), and values of the type TEXT (3.3.11). Which properties a component has
 * is up to the caller.
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

#include "base/span.h"

struct output;

/* The longest line, without its end. */
enum { ICS_LINE = 75 };

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

void ics_end(struct ics *ics);

#endif
