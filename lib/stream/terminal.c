/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/terminal.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/shown.h"
#include "stream/output.h"
#include "value/number.h"
#include "value/width.h"

size_t terminal_width(const struct output *output)
{
    const char *columns = getenv("COLUMNS");
    struct winsize size;
    int32_t number;

    if (columns != NULL && number_parse(span_from(columns), NUMBER_MAX, &number) &&
        number > 0)
        return (size_t)number;
    if (output_path(output) != NULL || !isatty(STDOUT_FILENO) ||
        ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
        return 0;
    return size.ws_col;
}

void terminal_show(struct buffer *out, struct span value)
{
    while (value.ptr != NULL) {
        struct span line = span_cut(&value, '\n');
        if (value.ptr != NULL && line.len > 0 && line.ptr[line.len - 1] == '\r')
            line.len--;
        shown_add(out, line, SHOWN_SAFE);
        if (value.ptr != NULL)
            buffer_add(out, span_from(TERMINAL_LINE_END));
    }
}

void terminal_cut(struct buffer *out, struct span text, size_t width)
{
    size_t used, fit = width_fit(text, width, &used);

    if (fit < text.len)
        fit = width_fit(text, width - 1, &used);
    buffer_add(out, span_of(text.ptr, fit));
    if (fit < text.len)
        buffer_add(out, span_from(TERMINAL_CUT));
}
