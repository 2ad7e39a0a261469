/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/persons.h"

#include <stdlib.h>

#include "base/diag.h"
#include "stream/input.h"
#include "stream/record.h"
#include "value/text.h"

enum { READ_AT_ONCE = 1 << 16 };

static bool read_all(const char *path, size_t block, struct buffer *text,
                     struct diag *diag)
{
    struct input *input =
        input_open(path, ENCODING_AUTO, block > 0 ? block : READ_AT_ONCE, diag);
    ssize_t count = input != NULL ? 1 : -1;

    while (count > 0) {
        count = input_read(input, buffer_room(text, READ_AT_ONCE), READ_AT_ONCE, diag);
        if (count > 0)
            text->len += (size_t)count;
    }
    input_close(input);
    return count == 0;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static struct span trim(struct span line)
{
    while (line.len > 0 && is_blank(line.ptr[0]))
        line = span_after(line, 1);
    while (line.len > 0 && is_blank(line.ptr[line.len - 1]))
        line.len--;
    return line;
}

bool persons_read(struct persons *persons, const char *path, size_t block,
                  struct diag *diag)
{
    struct buffer text = {0};
    bool is_read = read_all(path, block, &text, diag), is_first = true;
    struct span rest = buffer_text(&text);

    if (is_read && span_starts(rest, TEXT_BOM))
        rest = span_after(rest, strlen(TEXT_BOM));
    while (is_read && rest.ptr != NULL) {
        struct span id = trim(span_cut(&rest, '\n'));
        if (id.len > 0 && !(is_first && span_is(id, "client_id")))
            dict_add(&persons->ids, id);
        is_first = false;
    }
    buffer_free(&text);
    persons->is_found = mem_array(persons->ids.count + 1, sizeof *persons->is_found);
    return is_read;
}

void persons_free(struct persons *persons)
{
    dict_free(&persons->ids);
    free(persons->is_found);
    buffer_free(&persons->id);
}

bool persons_choose(struct persons *persons, const struct record *record,
                    unsigned column, bool *is_chosen, struct diag *diag)
{
    struct span id, field = record_field(record, column);
    long number;

    persons->id.len = 0;
    if (!record_decode(record, field, buffer_room(&persons->id, field.len + 1), &id,
                       span_from("client_id"), diag))
        return false;
    number = dict_find(&persons->ids, id);
    *is_chosen = number >= 0;
    if (!*is_chosen)
        return true;
    persons->found += !persons->is_found[number];
    persons->is_found[number] = true;
    return true;
}
