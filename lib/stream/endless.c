/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/endless.h"

void endless_begin(struct endless *endless, struct dialect dialect, size_t longest)
{
    *endless = (struct endless){.dialect = dialect, .longest = longest};
    endless->state = dialect.format == FORMAT_CSV ? ENDLESS_FIELD_START : ENDLESS_PLAIN;
}

/* Inside quotes: true if an LF ends the record because the field is over the limit. */
static bool walk_quoted(struct endless *endless, char c)
{
    if (c == '"') {
        endless->state = ENDLESS_CLOSED;
        return false;
    }
    endless->length++;
    return c == '\n' && endless->length > endless->longest;
}

bool endless_walk(struct endless *endless, char c)
{
    if (endless->state == ENDLESS_QUOTED)
        return walk_quoted(endless, c);
    if (c == '\n')
        return true;
    if (endless->dialect.format != FORMAT_CSV)
        return false;
    if (c == '"' && endless->state == ENDLESS_FIELD_START) {
        endless->state = ENDLESS_QUOTED;
        endless->length = 0;
    } else if (c == '"' && endless->state == ENDLESS_CLOSED) {
        endless->state = ENDLESS_QUOTED;
        endless->length++;
    } else if (c == endless->dialect.delimiter && !endless->is_faulty) {
        endless->state = ENDLESS_FIELD_START;
    } else {
        endless->is_faulty |= c == '"' || endless->state == ENDLESS_CLOSED;
        endless->state = ENDLESS_PLAIN;
    }
    return false;
}
