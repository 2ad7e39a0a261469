/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/record.h"

#include "base/diag.h"
#include "value/text.h"

static bool has_escapes(const struct record *record, struct span field)
{
    return !record->plain && record->dialect.format == FORMAT_TSV && field.len > 0 &&
           memchr(field.ptr, '\\', field.len) != NULL;
}

bool record_can_decode(const struct record *record, struct span field, struct span name,
                       struct diag *diag)
{
    if (!has_escapes(record, field) || text_escapes_are_valid(field))
        return true;
    diag_set(diag, DIAG_ESCAPE,
             "backslash before another byte than t n r \\, expected \\\\");
    return diag_in_column(diag, name);
}

bool record_decode(const struct record *record, struct span field, char *room,
                   struct span *value, struct span name, struct diag *diag)
{
    *value = field;
    if (!record_can_decode(record, field, name, diag))
        return false;
    if (has_escapes(record, field))
        *value = span_of(room, text_unescape(field, room));
    return true;
}
