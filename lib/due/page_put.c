/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/page_put.h"

#include "due/page_text.h"
#include "stream/output.h"
#include "value/date.h"
#include "value/number.h"
#include "value/width.h"

void page_put(struct output *output, const char *text)
{
    output_write(output, span_from(text));
}

void page_put_repeated(struct output *output, char what, size_t count)
{
    for (; count > 0; count--) {
        *output_room(output, 1) = what;
        output_put(output, 1);
    }
}

void page_put_number(struct output *output, unsigned long number)
{
    char digits[NUMBER_BYTES];

    output_write(output, span_of(digits, number_format((long)number, digits)));
}

void page_put_padded(struct output *output, struct span text, size_t width)
{
    size_t used = width_of(text);

    output_write(output, text);
    page_put_repeated(output, ' ', used < width ? width - used : 0);
}

void page_put_day(struct output *output, struct span iso)
{
    char text[DATE_BYTES];
    int32_t day = 0;

    date_parse(iso, &day);
    date_format_german(day, text);
    output_write(output, span_of(text, DATE_BYTES));
}
