/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/blocks.h"

#include "stream/cutter.h"
#include "stream/reader_state.h"

enum { PROBE_BYTES = 4096 };

void blocks_hold(struct reader *reader)
{
    reader->holds = true;
}

enum reader_status blocks_next_file(struct reader *reader, struct diag *diag)
{
    if (reader->next_file == reader->file_count)
        return READER_END;
    return reader_open_next(reader, diag) ? READER_RECORD : READER_FAILED;
}

void blocks_number(struct reader *reader, unsigned long line)
{
    reader->line = line;
}

void blocks_begin(const struct reader *reader, struct cutter *cutter,
                  unsigned long *line)
{
    cutter_begin(cutter, reader->dialect, reader->options.limits.field);
    *line = reader->line;
}

bool blocks_are_ranges(const struct reader *reader, off_t *from)
{
    const struct window *window = &reader->window;

    if (reader->dialect.format != FORMAT_TSV || window->at_end ||
        !input_has_places(window->input, from))
        return false;
    *from -= (off_t)(window->end - window->start);
    return true;
}

bool blocks_end_range(const struct reader *reader, off_t from, size_t size, off_t *to,
                      struct diag *diag)
{
    char bytes[PROBE_BYTES];
    const char *found = NULL;
    ssize_t count = 1;

    *to = from + (off_t)size;
    while (found == NULL) {
        count = input_read_at(reader->window.input, *to, bytes, sizeof bytes, diag);
        if (count <= 0)
            break;
        found = memchr(bytes, '\n', (size_t)count);
        *to += found != NULL ? found - bytes + 1 : count;
    }
    if (count == 0)
        *to = BLOCKS_TO_END;
    return count >= 0;
}

ssize_t blocks_read_at(const struct reader *reader, off_t from, char *bytes,
                       size_t size, struct diag *diag)
{
    return input_read_at(reader->window.input, from, bytes, size, diag);
}

unsigned long blocks_line(const struct reader *reader)
{
    return reader->line;
}

/* What the window has read already comes first. */
ssize_t blocks_take(struct reader *reader, char *bytes, size_t size, struct diag *diag)
{
    struct window *window = &reader->window;
    size_t waiting = window->end - window->start - window->added_lf;

    if (waiting == 0)
        return window->at_end ? 0 : input_read(window->input, bytes, size, diag);
    if (waiting > size)
        waiting = size;
    memcpy(bytes, window->bytes + window->start, waiting);
    window_use(window, window->start + waiting);
    return (ssize_t)waiting;
}

bool blocks_would_wait(const struct reader *reader)
{
    const struct window *window = &reader->window;

    return window->start == window->end && !window->at_end &&
           input_would_wait(window->input);
}

int blocks_descriptor(const struct reader *reader)
{
    return input_descriptor(reader->window.input);
}

void blocks_enter(struct reader *reader, const struct input_source *source,
                  unsigned long line)
{
    input_divert(reader->window.input, source);
    window_restart(&reader->window);
    quoted_drop(&reader->quoted);
    reader->skipping = false;
    reader->line = line;
}

void blocks_count(struct reader *reader, const struct reader_counts *more)
{
    reader->counts.records += more->records;
    reader->counts.empty += more->empty;
    reader->counts.above += more->above;
}
