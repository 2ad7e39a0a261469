/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A document as text: the marks of a form and the values between them become lines that
 * read well on paper, aloud and in Braille. What stands side by side on a page stands
 * one below the other here, each with its name.
 *
 *     headings     on a line of their own, what is below them indented
 *     paragraphs   folded at 78 columns, an empty line between two; a word longer than
 *                  a line is cut, so that paper holds all of it
 *     lists        `- ` or `1. `
 *     dl           `term: description`
 *     tables       a row a block, in it a line `heading: cell` for each cell
 *     blank, box   `______________________________`, `[ ]`
 */
#ifndef VIERPHASEN_LAYOUT_H
#define VIERPHASEN_LAYOUT_H

#include "agreement/form_markup.h"
#include "base/buffer.h"

enum { LAYOUT_COLUMNS = 16, LAYOUT_LISTS = 8 };

/* Where the next block stands. All are numbers, so that two places compare as bytes. */
struct layout_place {
    unsigned indent;     /* of blocks that are in no inner list */
    unsigned hang;       /* more, of a block's later lines */
    unsigned wants_gap;  /* whether an empty line comes before the next block */
    unsigned column;     /* of the row that is being written */
    unsigned list_count; /* that are open */
    unsigned items[LAYOUT_LISTS]; /* of the outer ones; UNNUMBERED for ul */
};

/* A zeroed struct is an empty one; layout_free ends it. */
struct layout {
    struct buffer out;  /* the document so far */
    struct buffer line; /* the block that is being put together */
    size_t label;       /* bytes of the line that only name what follows; 0: none */
    struct layout_place place;
    unsigned hidden; /* elements that aren't written: head and what is in it */
    bool in_head_row;
    struct buffer headings[LAYOUT_COLUMNS];
    unsigned heading_count; /* so many may hold something */
};

/* Begins the next document. */
void layout_begin(struct layout *layout);

void layout_mark(struct layout *layout, const struct mark *mark);
/* A value that is contained (value/contained.h): a TAB in it is a blank. */
void layout_value(struct layout *layout, struct span value);

/* The whole document; until the next one begins. */
struct span layout_end(struct layout *layout);
void layout_free(struct layout *layout);

#endif
