/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/record_faults.h"

#include <stdbool.h>

#include "base/diag.h"
#include "person/facts.h"
#include "rules/columns.h"
#include "stream/header.h"
#include "stream/record.h"

/* Takes the value of a column out of the record. A key can't be empty, so it gets one.
 */
static void leave_out(struct record_faults *finder, const struct header *header,
                      struct record *record, unsigned faulty)
{
    struct builder without = {0};
    bool is_key = span_is(header->names[faulty], "client_id");

    builder_begin(&without);
    for (unsigned i = 0; i < header->count; i++)
        builder_add(&without, i != faulty ? record_field(record, i)
                                          : span_from(is_key ? "-" : ""));
    builder_free(&finder->without);
    finder->without = without;
    builder_fill(&finder->without, record);
}

void record_faults_add(struct record_faults *finder, struct facts *facts,
                       const struct header *header, const struct record *record,
                       const struct diag *first, unsigned most, struct faults *faults)
{
    struct record rest = *record;
    struct diag next = *first;
    bool goes_on = true;

    while (goes_on && faults->count < most) {
        int column = header_find(header, span_from(next.column));
        if (next.code == DIAG_CHECK && faults->count > 0)
            return;
        *faults_add(faults) = next;
        if (next.code == DIAG_CHECK || column < 0)
            return;
        leave_out(finder, header, &rest, (unsigned)column);
        goes_on = !facts_read(facts, &rest, &next);
    }
}
