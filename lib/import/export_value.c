/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/export_value.h"

#include <string.h>
#include <strings.h>

#include "base/diag.h"
#include "rules/columns.h"
#include "value/date.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* How many digits stand at the start. */
static size_t digits_of(struct span text)
{
    size_t len = 0;

    while (len < text.len && is_digit(text.ptr[len]))
        len++;
    return len;
}

/* The inside of `="…"`; false if a quote in it is not doubled: then it is a formula. */
static bool unquote(struct span inside, char *room, struct span *value)
{
    size_t len = 0;

    *value = inside;
    if (inside.len == 0 || memchr(inside.ptr, '"', inside.len) == NULL)
        return true;
    for (size_t i = 0; i < inside.len; i++) {
        room[len++] = inside.ptr[i];
        if (inside.ptr[i] != '"')
            continue;
        if (++i == inside.len || inside.ptr[i] != '"')
            return false;
    }
    *value = span_of(room, len);
    return true;
}

/* Whether a `'` before this text protects it: `'96 war ich dort` is a text. */
static bool is_protected(struct span text)
{
    bool has_letter = false, has_space = false;

    if (text.len == 0)
        return false;
    if (memchr("=+-@\t\r\n", text.ptr[0], 7) != NULL)
        return true;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        has_letter |= c >= 0x80 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
        has_space |= c == ' ';
    }
    return is_digit(text.ptr[0]) && !(has_letter && has_space);
}

struct span export_unwrap(struct span cell, char *room)
{
    struct span value;

    if (cell.len >= 3 && span_starts(cell, "=\"") && cell.ptr[cell.len - 1] == '"' &&
        unquote(span_of(cell.ptr + 2, cell.len - 3), room, &value))
        return text_trim_wide(value);
    if (cell.len > 0 && cell.ptr[0] == '\'' && is_protected(span_after(cell, 1)))
        return text_trim_wide(span_after(cell, 1));
    return cell;
}

/* Whether a text is a time of day: H:MM, H:MM:SS, with a fraction, with a zone. */
static bool is_time(struct span text, bool *is_midnight)
{
    size_t hours = digits_of(text);

    *is_midnight = false;
    if (hours == 0 || hours > 2 || text.len < hours + 3 || text.ptr[hours] != ':')
        return false;
    /* Nothing but zeros, in two parts or three, and a fraction behind the third. */
    for (size_t i = 0, parts = 1, digits = 0;; i++) {
        char c = i < text.len ? text.ptr[i] : '\0';
        if (c == '0') {
            digits++;
            continue;
        }
        if (digits == 0 || (parts > 1 && parts < 4 && digits != 2))
            return true;
        if (c == '\0') {
            *is_midnight = parts > 1;
            return true;
        }
        if (!(c == ':' && parts < 3) && !((c == '.' || c == ',') && parts == 3))
            return true;
        parts++;
        digits = 0;
    }
}

/* D.M.YYYY, the day and the month of one or two digits. */
static bool read_short(struct span text, int32_t *day)
{
    char full[DATE_BYTES + 1] = "00.00.";
    struct span rest = text, part[3];

    for (unsigned i = 0; i < 3; i++) {
        part[i] = rest.ptr != NULL ? span_cut(&rest, '.') : span_of("", 0);
        if (part[i].len == 0 || digits_of(part[i]) < part[i].len)
            return false;
    }
    if (rest.ptr != NULL || part[0].len > 2 || part[1].len > 2 || part[2].len != 4)
        return false;
    memcpy(full + 2 - part[0].len, part[0].ptr, part[0].len);
    memcpy(full + 5 - part[1].len, part[1].ptr, part[1].len);
    memcpy(full + 6, part[2].ptr, part[2].len);
    return date_parse(span_of(full, DATE_BYTES), day);
}

/* Cuts a time of day off the end of *text, if there is one: behind a space or T. */
static bool cut_time(struct span *text, bool *is_midnight)
{
    size_t len = 0;

    while (len < text->len && text->ptr[len] != ' ' && text->ptr[len] != 'T')
        len++;
    if (len == 0 || len == text->len ||
        !is_time(span_trim(span_after(*text, len + 1)), is_midnight))
        return false;
    text->len = len;
    return true;
}

struct span export_without_midnight(struct span text)
{
    struct span date = text;
    bool is_midnight;

    return cut_time(&date, &is_midnight) && is_midnight ? date : text;
}

enum export_date export_date(struct span text, int32_t *day)
{
    bool is_midnight = true;

    cut_time(&text, &is_midnight);
    if (date_lacks_century(text))
        return EXPORT_DATE_IN_CENTURY;
    if (!date_parse(text, day) && !read_short(text, day))
        return EXPORT_NO_DATE;
    return is_midnight ? EXPORT_DATE : EXPORT_DATE_WITH_TIME;
}

static bool date_fault(const struct column *column, struct span value, const char *what,
                       struct diag *diag)
{
    char shown[DIAG_GOT_BYTES];
    bool is_hidden = span_is(column->name, "birth_date");

    diag_set(diag, DIAG_DATE, "%s, %s, expected a date YYYY-MM-DD or DD.MM.YYYY",
             diag_got(shown, value, is_hidden ? DIAG_SHOW_NOTHING : DIAG_SHOW_DIGITS),
             what);
    return diag_in_column(diag, column->name);
}

static bool take_date(const struct column *column, struct span *value,
                      char room[EXPORT_ROOM], struct diag *diag)
{
    int32_t day;

    switch (export_date(*value, &day)) {
    case EXPORT_DATE:
        date_format(day, room);
        *value = span_of(room, DATE_BYTES);
        return true;
    case EXPORT_DATE_IN_CENTURY:
        return date_fault(column, *value, "a two-digit year", diag);
    case EXPORT_DATE_WITH_TIME:
        return date_fault(column, *value, "a date with a time of day", diag);
    case EXPORT_NO_DATE:
    default:
        return true;
    }
}

static void take_yesno(struct span *value)
{
    char first = value->len > 0 ? value->ptr[0] : '\0';

    if (value->len == 1 && (first == 'x' || first == 'X'))
        *value = span_of("yes", 3);
    else if (value->len == 1 && first == '-')
        *value = span_of("no", 2);
    else if (value->len == 4 && (first | 0x20) == 'w' &&
             strncasecmp(value->ptr, "wahr", 4) == 0)
        *value = span_of("yes", 3);
    else if (value->len == 6 && strncasecmp(value->ptr, "falsch", 6) == 0)
        *value = span_of("no", 2);
}

bool export_value(const struct column *column, struct span *value,
                  char room[EXPORT_ROOM], struct diag *diag)
{
    if (column->kind == KIND_YESNO)
        take_yesno(value);
    /* What has the length of a date is one or is refused by the contract. */
    if (column->kind == KIND_DATE && value->len > 0 && value->len != DATE_BYTES)
        return take_date(column, value, room, diag);
    return true;
}

bool export_key_is_number(struct span key)
{
    size_t at = digits_of(key), fraction = 0, exponent;
    bool has_sign, has_plus;

    if (at == 0 || at == key.len)
        return false;
    if (key.ptr[at] == ',' || key.ptr[at] == '.') {
        fraction = digits_of(span_after(key, at + 1));
        if (fraction == 0)
            return false;
        at += 1 + fraction;
    }
    if (at == key.len || (key.ptr[at] | 0x20) != 'e')
        return false;
    at++;
    has_plus = at < key.len && key.ptr[at] == '+';
    has_sign = has_plus || (at < key.len && key.ptr[at] == '-');
    /* 394E000001, without either, is how Bedarfsgemeinschaften are numbered. */
    if (!has_plus && fraction == 0)
        return false;
    exponent = digits_of(span_after(key, at + has_sign));
    return exponent > 0 && at + has_sign + exponent == key.len;
}

bool export_key_fault(struct span column, struct diag *diag)
{
    diag_set(diag, DIAG_TEXT,
             "a number in scientific notation: a spreadsheet has changed the keys, "
             "expected them as the case system wrote them");
    return diag_in_column(diag, column);
}
