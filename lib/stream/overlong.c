/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/overlong.h"

void overlong_begin(struct overlong *overlong, struct dialect dialect, size_t longest)
{
    *overlong = (struct overlong){.dialect = dialect, .longest = longest};
    overlong->state =
        dialect.format == FORMAT_CSV ? OVERLONG_FIELD_START : OVERLONG_PLAIN;
}

/* Inside quotes: true if an LF ends the record because the field is over the limit. */
static bool walk_quoted(struct overlong *overlong, char c)
{
    if (c == '"') {
        overlong->state = OVERLONG_CLOSED;
        return false;
    }
    overlong->length++;
    return c == '\n' && overlong->length > overlong->longest;
}

bool overlong_walk(struct overlong *overlong, char c)
{
    if (overlong->state == OVERLONG_QUOTED)
        return walk_quoted(overlong, c);
    if (c == '\n')
        return true;
    if (overlong->dialect.format != FORMAT_CSV)
        return false;
    if (c == '"' && overlong->state == OVERLONG_FIELD_START) {
        overlong->state = OVERLONG_QUOTED;
        overlong->length = 0;
    } else if (c == '"' && overlong->state == OVERLONG_CLOSED) {
        overlong->state = OVERLONG_QUOTED;
        overlong->length++;
    } else if (c == overlong->dialect.delimiter && !overlong->is_faulty) {
        overlong->state = OVERLONG_FIELD_START;
    } else {
        overlong->is_faulty |= c == '"' || overlong->state == OVERLONG_CLOSED;
        overlong->state = OVERLONG_PLAIN;
    }
    return false;
}
