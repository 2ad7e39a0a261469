/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a file is named after a value, without its extension, so that the name is one on
 * every system that such a folder is copied to: no slash, no blank, nothing but ASCII,
 * no name that Windows keeps for a device (CON, COM1; in any case and whatever stands
 * behind a dot), and none that looks like an option or is that of the index.
 */
#ifndef VIERPHASEN_STEM_H
#define VIERPHASEN_STEM_H

#include <stdbool.h>

#include "base/span.h"

enum { STEM_VALUE_MOST = 64, STEM_BYTES = STEM_VALUE_MOST + 24 };

/* Whether a value is such a name itself: a code of at most STEM_VALUE_MOST bytes. */
bool stem_is_value(struct span value);

/*
 * The value in small letters, in `out`, which has room for value.len bytes: values that
 * agree in it are one name where a system tells no case.
 */
struct span stem_fold(struct span value, char *out);

/*
 * A name for any value, the same one each time: `value.3f9a5c0d77e1b264`, of a hash of
 * it. With `readable` its words stand in front instead of `value`:
 * `Oezdemir-Uwe.3f9a…`; the hash keeps apart those that are written alike.
 */
void stem_make(struct span value, bool readable, char stem[STEM_BYTES]);

#endif
