/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/missing_header.h"

#include "base/buffer.h"
#include "base/diag.h"
#include "base/names.h"
#include "base/shown.h"
#include "import/mapping.h"
#include "stream/header.h"
#include "value/likeness.h"

/* Whether a row of the mapping takes this header. */
static bool is_mapped(const struct mapping *mapping, const struct mapping_row *row,
                      struct span name)
{
    for (unsigned i = 0; i < mapping->count; i++)
        if (mapping_row_is_need(&mapping->rows[i]) == mapping_row_is_need(row) &&
            span_equal(mapping->rows[i].header, name))
            return true;
    return false;
}

/* The header that was meant: the most like one, else the nearest. */
static struct span find_meant(const struct mapping *mapping,
                              const struct mapping_row *row,
                              const struct header *header, enum likeness *likeness)
{
    struct nearest nearest = {.name = row->header};
    struct span like = span_of(NULL, 0);

    *likeness = LIKENESS_NONE;
    for (unsigned i = 0; i < header->count + header->dropped; i++) {
        struct span name = header->names[i];
        enum likeness found = likeness_of(row->header, name);
        if (is_mapped(mapping, row, name))
            continue;
        if (found < *likeness) {
            *likeness = found;
            like = name;
        }
        nearest_consider(&nearest, name);
    }
    return like.ptr != NULL ? like : nearest.best;
}

/* ` (did you mean "…"?)` with what the eye doesn't tell. */
static void add_meant(struct buffer *text, struct span wanted, struct span meant,
                      enum likeness likeness)
{
    buffer_print(text, " (did you mean \"");
    shown_add(text, meant, SHOWN_MARKS);
    buffer_print(text, "\"?");
    if (likeness == LIKENESS_FORM)
        buffer_print(text, " Its accents are in Unicode's form %s, the mapping's in %s",
                     likeness_has_marks(meant) ? "NFD" : "NFC",
                     likeness_has_marks(wanted) ? "NFD" : "NFC");
    buffer_print(text, ")");
}

void missing_header(const struct mapping *mapping, const struct mapping_row *row,
                    const struct header *header, const char *file_name,
                    struct diag *diag)
{
    struct faults faults = {.count = 0};
    struct buffer text = {0};
    enum likeness likeness;
    struct span meant = find_meant(mapping, row, header, &likeness);

    buffer_print(&text, "no header \"");
    shown_add(&text, row->header, SHOWN_MARKS);
    buffer_print(&text, "\" in %.200s", file_name);
    if (header->is_safe && meant.ptr != NULL)
        add_meant(&text, row->header, meant, likeness);
    for (unsigned i = 0; header->is_safe && i < header->count + header->dropped; i++) {
        buffer_print(&text, i > 0 ? ", " : ", which has: ");
        shown_add(&text, header->names[i], SHOWN_SAFE);
    }
    table_fault(&mapping->table, row->row, -1, &faults, "%.*s", (int)text.len,
                text.bytes);
    *diag = faults.list[0];
    buffer_free(&text);
}
