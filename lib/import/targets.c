/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/targets.h"

#include "base/diag.h"
#include "base/mem.h"
#include "import/mapping.h"
#include "import/mapping_values.h"
#include "rules/columns.h"
#include "rules/concept.h"

int targets_find(const struct targets *targets, struct span name)
{
    return header_find(&targets->written, name);
}

static void add(struct targets *targets, const struct concept *concept,
                struct span name, const struct target *target)
{
    struct target *added = &targets->list[targets->count];
    int number = columns_find(&concept->columns, name);

    *added = *target;
    added->number = number;
    added->about = number >= 0 ? &concept->columns.column[number] : NULL;
    added->is_key = number == COL_CLIENT_ID || number == COL_HOUSEHOLD_ID;
    targets->names[targets->count++] = name;
    targets->written.count = targets->count;
}

/* One more header of a column that there is: `needs`. */
static void add_source(struct targets *targets, int target, int source)
{
    int last = targets->list[target].source;

    while (targets->next_source[last] != NO_SOURCE)
        last = targets->next_source[last];
    targets->next_source[last] = source;
}

static void add_column(struct targets *targets, const struct concept *concept,
                       const struct mapped_column *column, int source)
{
    struct target target = {.source = source, .row = column->row};
    int known = span_is(column->name, "needs") ? targets_find(targets, column->name)
                                               : NO_SOURCE;

    targets->next_source[source] = NO_SOURCE;
    targets->rows[source] = column->row;
    if (known >= 0) {
        add_source(targets, known, source);
        return;
    }
    if (column->row != NULL && column->row->name_separator != '\0')
        target.part = TARGET_NAME;
    add(targets, concept, column->name, &target);
    if (target.part == TARGET_CELL)
        return;
    target.part = TARGET_OTHER_NAME;
    add(targets, concept, mapping_other_name(column->row), &target);
}

static bool fault(const struct header *header, const char *export_name,
                  const char *text, struct diag *diag)
{
    diag_set(diag, DIAG_HEADER, "%s", text);
    return diag_at(diag, export_name, header->line);
}

/* A name that comes by split-name and from a header of its own. */
static bool has_name_twice(const struct targets *targets, const char *name)
{
    unsigned count = 0;

    for (unsigned i = 0; i < targets->count; i++)
        count += span_is(targets->names[i], name);
    return count > 1;
}

bool targets_bind(struct targets *targets, const struct mapping *mapping,
                  const struct concept *concept, const struct header *header,
                  const char *export_name, bool joins_needs, struct arena *arena,
                  struct diag *diag)
{
    unsigned count = header->count;
    struct mapped_column *columns = arena_alloc(arena, count * sizeof *columns);

    /* Each header is two columns at most. */
    targets->list = arena_alloc(arena, (2 * count + 1) * sizeof *targets->list);
    targets->names = arena_alloc(arena, (2 * count + 1) * sizeof *targets->names);
    targets->written.names = targets->names;
    targets->next_source = arena_alloc(arena, count * sizeof *targets->next_source);
    targets->rows = arena_alloc(arena, count * sizeof *targets->rows);
    if (!mapping_bind(mapping, concept, header, export_name, columns, diag))
        return false;
    for (unsigned i = 0; i < count; i++)
        add_column(targets, concept, &columns[i], (int)i);
    if (has_name_twice(targets, "given_name") || has_name_twice(targets, "family_name"))
        return fault(header, export_name,
                     "a name comes both from split-name= and from another header",
                     diag);
    if (joins_needs && targets_find(targets, span_from("needs")) >= 0)
        return fault(header, export_name,
                     "needs come both from a column and from --needs", diag);
    if (joins_needs)
        add(targets, concept, span_from("needs"),
            &(struct target){.source = NO_SOURCE});
    targets->client_id = targets_find(targets, span_from("client_id"));
    return targets->client_id >= 0 ||
           fault(header, export_name, "no column client_id, map a header to it", diag);
}
