/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/refused_keys.h"

#include "import/export_value.h"
#include "import/mapping.h"
#include "import/mapping_values.h"
#include "stream/record.h"
#include "stream/salvage.h"

void refused_keys_begin(struct refused_keys *keys, const struct record *record,
                        struct key_place place)
{
    keys->place = place;
    keys->record = record;
    keys->rest = record->raw;
    /* Only where quotes are in order are the fields known, and lines no records. */
    keys->by_lines = record->count == 0;
    keys->tried = 0;
    keys->all_are_read = true;
}

static bool read_key(struct refused_keys *keys, struct span raw, unsigned field,
                     struct span *key)
{
    char *out;

    keys->room.len = 0;
    out = buffer_room(&keys->room,
                      2 * raw.len + mapping_room(keys->place.row, raw.len) + 1);
    if (!salvage_field(raw, keys->record->dialect, field, out, key))
        return false;
    *key = mapping_translate(keys->place.row, export_cell(*key, out + raw.len),
                             out + 2 * raw.len);
    return key->len > 0;
}

static bool next_line(struct refused_keys *keys, struct span *key)
{
    while (keys->rest.ptr != NULL) {
        struct span line = span_cut(&keys->rest, '\n');
        if (line.len > 0 && line.ptr[line.len - 1] == '\r')
            line.len--;
        if (line.len == 0)
            continue;
        if (read_key(keys, line, keys->place.field, key))
            return true;
        keys->all_are_read = false;
    }
    return false;
}

/*
 * The place from the left, then that from the right, if it is another one. Of a key
 * inside a row that is off by more than one field the right one may lie between them.
 */
static bool next_place(struct refused_keys *keys, struct span *key)
{
    const struct record *record = keys->record;
    struct key_place place = keys->place;
    unsigned behind = place.fields - place.field;
    bool found = false;

    if (keys->tried == 0) {
        keys->tried = 1;
        if (read_key(keys, record->raw, place.field, key))
            return true;
        keys->all_are_read = false;
    }
    if (keys->tried == 1 && place.field > 0 && record->count >= behind &&
        record->count != place.fields)
        found = read_key(keys, record->raw, record->count - behind, key);
    if (place.field > 0 && behind > 1 &&
        (record->count > place.fields + 1 || record->count + 1 < place.fields))
        keys->all_are_read = false;
    keys->tried = 2;
    return found;
}

bool refused_keys_next(struct refused_keys *keys, struct span *key)
{
    return keys->by_lines ? next_line(keys, key) : next_place(keys, key);
}

void refused_keys_free(struct refused_keys *keys)
{
    buffer_free(&keys->room);
}
