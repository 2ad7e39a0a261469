/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/record.h"

#include "base/diag.h"
#include "value/text.h"

bool record_can_decode(const struct record *record, struct span field, struct span name,
                       struct diag *diag)
{
    if (!record_has_escapes(record, field) || text_escapes_are_valid(field))
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
    if (record_has_escapes(record, field))
        *value = span_of(room, text_unescape(field, room));
    return true;
}
