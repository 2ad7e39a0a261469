/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/normal_form.h"

#include "rules/columns.h"
#include "value/date.h"
#include "value/number.h"

bool normal_date(struct span text, char *room, struct span *value, int32_t *day)
{
    char german[DATE_BYTES];

    if (!date_parse(text, day))
        return false;
    *value = text;
    if (text.ptr[4] == '-')
        return true;
    memcpy(german, text.ptr, sizeof german); /* it may lie in the room */
    memcpy(room, german + 6, 4);
    room[4] = room[7] = '-';
    memcpy(room + 5, german + 3, 2);
    memcpy(room + 8, german, 2);
    *value = span_of(room, DATE_BYTES);
    return true;
}

static struct span normal_number(struct span text)
{
    int32_t number;

    if (!number_parse(text, NUMBER_MAX, &number))
        return text;
    while (text.len > 1 && text.ptr[0] == '0')
        text = span_after(text, 1);
    return text;
}

static struct span normal_code(const struct column *column, struct span text)
{
    int code = column_code(column, text);

    return code >= 0 ? column->codes.names[code] : text;
}

struct span normal_form(const struct column *column, struct span value, char *room,
                        int32_t *day)
{
    bool yes;

    if (column == NULL || value.len == 0)
        return value;
    switch (column->kind) {
    case KIND_DATE:
        normal_date(value, room, &value, day);
        return value;
    case KIND_NUMBER:
        return normal_number(value);
    case KIND_YESNO:
        return code_parse_yesno(value, &yes) ? span_from(yes ? "yes" : "no") : value;
    case KIND_CODE:
        return normal_code(column, value);
    case KIND_TEXT:
    case KIND_LIST:
    case KIND_TERMS:
    default:
        return value;
    }
}
