/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "value/number.h"

const char NUMBER_PAIRS[] = "00010203040506070809101112131415161718192021222324"
                            "25262728293031323334353637383940414243444546474849"
                            "50515253545556575859606162636465666768697071727374"
                            "75767778798081828384858687888990919293949596979899";

bool number_parse(struct span text, int32_t max, int32_t *number)
{
    int64_t value = 0;

    if (text.len == 0)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
        value = value * 10 + (text.ptr[i] - '0');
        if (value > max)
            return false;
    }
    *number = (int32_t)value;
    return true;
}

size_t number_digits(struct span text)
{
    size_t count = 0;

    while (count < text.len && text.ptr[count] >= '0' && text.ptr[count] <= '9')
        count++;
    return count;
}

size_t number_format(long number, char out[NUMBER_BYTES])
{
    char digits[NUMBER_BYTES];
    size_t count = 0, at = 0;
    unsigned long rest =
        number < 0 ? 0UL - (unsigned long)number : (unsigned long)number;

    do {
        digits[count++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (number < 0)
        out[at++] = '-';
    while (count > 0)
        out[at++] = digits[--count];
    return at;
}

bool number_parse_hundredths(struct span text, int32_t *hundredths)
{
    size_t digits = number_digits(text);
    struct span fraction = span_after(text, digits);
    int32_t whole, part = 0;

    if (!number_parse(span_of(text.ptr, digits), NUMBER_MAX, &whole))
        return false;
    if (fraction.len > 0) {
        if (fraction.len > 3 || (fraction.ptr[0] != '.' && fraction.ptr[0] != ',') ||
            !number_parse(span_after(fraction, 1), 99, &part))
            return false;
        part *= fraction.len == 2 ? 10 : 1;
    }
    *hundredths = 100 * whole + part;
    return true;
}

size_t number_format_hundredths(long hundredths, char out[NUMBER_BYTES])
{
    size_t len = number_format(hundredths / 100, out);
    long part = hundredths % 100;

    if (part == 0)
        return len;
    out[len++] = '.';
    out[len++] = (char)('0' + part / 10);
    if (part % 10 > 0)
        out[len++] = (char)('0' + part % 10);
    return len;
}

size_t number_format_decimals(long number, unsigned decimals, char out[NUMBER_BYTES])
{
    long unit = decimals > 1 ? 100 : decimals > 0 ? 10 : 1;
    size_t len = number_format(number / unit, out);

    if (decimals > 0)
        out[len++] = '.';
    if (decimals > 1)
        out[len++] = (char)('0' + number / 10 % 10);
    if (decimals > 0)
        out[len++] = (char)('0' + number % 10);
    return len;
}

uint64_t number_divide(uint64_t a, uint64_t b)
{
    return b > 0 ? (2 * a + b) / (2 * b) : 0;
}
