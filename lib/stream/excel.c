/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/excel.h"

#include <stddef.h>

#include "value/number.h"

enum { DIGITS_SHOWN = 11 };

/* Without a sign in front. */
static struct span unsigned_part(struct span value)
{
    bool has_sign = value.len > 0 && (value.ptr[0] == '-' || value.ptr[0] == '+');

    return has_sign ? span_after(value, 1) : value;
}

/* `,` or `.` and digits to the end. */
static bool is_fraction(struct span rest)
{
    return rest.len > 1 && (rest.ptr[0] == ',' || rest.ptr[0] == '.') &&
           number_digits(span_after(rest, 1)) == rest.len - 1;
}

/* `12`, `-12`, `+1,5`, `-1.5` */
static bool is_number(struct span value)
{
    struct span digits = unsigned_part(value);
    size_t whole = number_digits(digits);

    return whole > 0 && (whole == digits.len || is_fraction(span_after(digits, whole)));
}

bool excel_has_fraction(struct span value)
{
    struct span digits = unsigned_part(value);
    size_t whole = number_digits(digits);

    return whole > 0 && whole < digits.len && digits.ptr[whole] == '.' &&
           is_fraction(span_after(digits, whole));
}

bool excel_runs(struct span value)
{
    /* U+FF1D, U+FF0B, U+FF0D and U+FF20: = + - @ in full width. */
    static const char *const wide[] = {"\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d",
                                       "\xef\xbc\xa0"};

    if (value.len == 0)
        return false;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (span_starts(value, wide[i]))
            return true;
    return memchr("=+-@\t\r\n", value.ptr[0], 7) != NULL && !is_number(value);
}

/* Digits, perhaps with a fraction, then E, perhaps a sign, and digits. */
static bool has_exponent(struct span value)
{
    size_t whole = number_digits(value);
    struct span rest = span_after(value, whole);
    bool has_point = rest.len > 0 && (rest.ptr[0] == ',' || rest.ptr[0] == '.');

    if (has_point)
        rest = span_after(rest, 1 + number_digits(span_after(rest, 1)));
    if (whole == 0 || rest.len < 2 || (rest.ptr[0] != 'E' && rest.ptr[0] != 'e'))
        return false;
    rest = unsigned_part(span_after(rest, 1));
    return rest.len > 0 && number_digits(rest) == rest.len;
}

bool excel_misreads(struct span value)
{
    size_t digits = number_digits(value);

    if (digits == 0)
        return false;
    if (digits < value.len)
        return has_exponent(value);
    return digits > DIGITS_SHOWN || (digits > 1 && value.ptr[0] == '0');
}
