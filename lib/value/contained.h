/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A value as it stands in a document that people read: whatever it holds, it changes
 * nothing but its own place. What some program would obey is made visible instead of
 * dropped, so that nobody signs what they don't see:
 *
 *     CR, CR LF, U+2028, U+2029        a line feed
 *     other controls (C0, DEL, C1),    U+FFFD
 *     U+FFFE, U+FFFF, what is not
 *     UTF-8, and what turns the
 *     direction of writing (U+202A …
 *     U+202E, U+2066 … U+206F)
 *     more than 8 accents that stand   8, then one U+FFFD: they would be drawn over
 *     on one letter                    the lines above and below
 *     an accent that a line begins     on U+25CC, as it would be drawn over what stands
 *     with                             in front of the value
 *     a line with letters or marks     between U+2068 and U+2069, so that what stands
 *     that are written right to left   around it keeps its order
 *
 * Text and pages have the same: characters instead of <bdi>, because a title can hold
 * no element. TAB and line feed stay; so do zero-width characters, which many scripts
 * need.
 *
 * Source: Unicode Standard Annex #9 (FSI, PDI) and #15, 13 (marks on one letter: 30 at
 * most there; 8 hold every language that is written).
 */
#ifndef VIERPHASEN_CONTAINED_H
#define VIERPHASEN_CONTAINED_H

#include "base/buffer.h"
#include "base/span.h"

enum { CONTAINED_ACCENTS = 8 };

/*
 * The value itself if nothing of it has to change, else what it becomes, in `room`,
 * until the next call.
 */
struct span contained(struct buffer *room, struct span value);

#endif
