/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From the encodings of exports to UTF-8 and back, by tables of our own: what a file
 * says depends on no library's modules and on no locale.
 *
 * What is no character becomes bytes that are not UTF-8, so that the reader refuses the
 * record that holds it, with its place; they stand for what was read, so that the way
 * back gives it again:
 *
 *   an undefined byte of Windows-1252    the byte (81 8D 8F 90 9D)
 *   half of a surrogate pair in UTF-16   the three bytes that UTF-8 would have for it
 *   the odd last byte of UTF-16          FE, and the byte's halves as 8x 8x
 *
 * Sources: the tables of the Unicode Consortium (MAPPINGS/VENDORS/MICSFT/WINDOWS/
 * CP1252.TXT, MAPPINGS/ISO8859/8859-15.TXT), RFC 2781 (UTF-16), RFC 3629 (UTF-8).
 */
#ifndef VIERPHASEN_DECODING_H
#define VIERPHASEN_DECODING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"

struct buffer;

enum encoding {
    ENCODING_UTF8, /* bytes pass as they are; the reader checks them */
    /*
     * A byte order mark decides; else UTF-8, or Windows-1252 if the first byte above
     * 0x7F begins no UTF-8 sequence.
     */
    ENCODING_AUTO,
    ENCODING_WINDOWS_1252,
    ENCODING_ISO_8859_15,
    ENCODING_UTF16
};

/* `auto`, `utf-8`, `windows-1252`, `iso-8859-15`, `utf-16`; false for anything else. */
bool encoding_from_name(struct span name, enum encoding *encoding);
const char *encoding_name(enum encoding encoding);

/* How a file is written. Of AUTO all that was read so far is ASCII. */
struct coding {
    enum encoding encoding;
    bool is_big_endian; /* of UTF-16 */
};

/*
 * The byte order of UTF-16 by the first bytes of a file: its mark decides; without one
 * the zero byte of a first character below U+0100, as every header's is; else, and of
 * fewer than two bytes, little-endian, as Windows writes it.
 */
bool coding_is_big_endian(struct span begin);

/* A table for one coding other than UTF-8. */
struct decoder {
    struct coding coding;
    struct {
        unsigned char length;
        char bytes[3];
    } high[128]; /* of the bytes from 0x80 on */
};

void decoder_set(struct decoder *decoder, struct coding coding);

/* The most that decoder_run needs of `out` to go on by a character. */
enum { DECODED_MOST = 4 };

struct decoded {
    size_t used, made; /* bytes of the file, and of UTF-8 */
};

/*
 * Decodes what is whole and fits. `complete`: the file has no more bytes. A byte order
 * mark of UTF-16 is decoded as any character.
 */
struct decoded decoder_run(const struct decoder *decoder, struct span bytes,
                           bool complete, char *out, size_t room);

/*
 * The way back: adds the bytes that a text has in a coding. False, and nothing is said
 * of what was added, if a character is none of that encoding. What stands for bytes
 * that are no character becomes these bytes.
 */
bool coding_encode(struct coding coding, struct span text, struct buffer *out);

/* How many bytes of the file a text was; all of it can be encoded. */
size_t coding_size(struct coding coding, struct span text);

#endif
