/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/header.h"

#include "base/diag.h"
#include "base/mem.h"
#include "base/names.h"
#include "stream/dialect.h"
#include "stream/record.h"
#include "value/text.h"

int header_find(const struct header *header, struct span name)
{
    return names_find_span(header->names, header->count, name);
}

static bool fault(const struct record *record, struct diag *diag, const char *what,
                  uint32_t column)
{
    diag_set(diag, DIAG_HEADER, "column %u of the header has %s", (unsigned)column + 1,
             what);
    return diag_at(diag, record->file, record->line);
}

/* A decoded copy of the field. */
static struct span copy_name(const struct record *record, struct span field,
                             struct arena *arena)
{
    struct span copy = arena_copy(arena, field);

    if (record->dialect.format == FORMAT_TSV)
        copy.len = text_unescape(field, (char *)(uintptr_t)copy.ptr);
    return copy;
}

bool header_take(struct header *header, const struct record *record, unsigned most,
                 bool may_lack_names, struct arena *arena, struct diag *diag)
{
    struct span *names = NULL;

    if (record->count > most) {
        diag_set(diag, DIAG_HEADER,
                 "%u columns, expected at most %u, raise --max-columns",
                 (unsigned)record->count, most);
        return diag_at(diag, record->file, record->line);
    }
    names = arena_alloc(arena, record->count * sizeof *names);
    *header = (struct header){0, names, record->line};
    for (uint32_t i = 0; i < record->count; i++) {
        struct span name = copy_name(record, record_field(record, i), arena);
        if (record->dialect.format == FORMAT_TSV &&
            !text_escapes_are_valid(record_field(record, i)))
            return fault(record, diag, "a backslash before another byte than t n r \\",
                         i);
        if (name.len == 0 && !may_lack_names)
            return fault(record, diag, "no name", i);
        if (name.len > 0 && header_find(header, name) >= 0)
            return fault(record, diag, "the name of an earlier one", i);
        names[header->count++] = name;
    }
    return true;
}

bool header_order(const struct header *header, const struct header *other,
                  uint32_t *order)
{
    if (other->count != header->count)
        return false;
    for (unsigned i = 0; i < header->count; i++) {
        int at = header_find(other, header->names[i]);
        if (at < 0)
            return false;
        order[i] = (uint32_t)at;
    }
    return true;
}
