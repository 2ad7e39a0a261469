/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/json.h"

size_t json_encode(struct span text, char *out)
{
    static const char letters[] = "\b\t\n\f\r\"\\", escapes[] = "btnfr\"\\";
    static const char digits[] = "0123456789abcdef";
    char *to = out;

    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.ptr[i];
        const char *letter;
        if (byte >= 0x20 && byte != '"' && byte != '\\') {
            *to++ = (char)byte;
            continue;
        }
        *to++ = '\\';
        letter = byte != 0 ? strchr(letters, byte) : NULL;
        if (letter != NULL) {
            *to++ = escapes[letter - letters];
        } else {
            memcpy(to, "u00", 3);
            to[3] = digits[byte >> 4];
            to[4] = digits[byte & 15];
            to += 5;
        }
    }
    return (size_t)(to - out);
}
