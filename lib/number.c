/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "number.h"

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
