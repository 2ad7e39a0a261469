/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/judging.h"

#include "stream/header.h"
#include "stream/record.h"

static const char *const STATUS_SUFFIX = "_status";

const struct derived *judging_table(const struct concept *concept, int column)
{
    for (unsigned i = 0; i < concept->derived_count; i++)
        if (concept->derived[i].column == column ||
            concept->derived[i].status_column == column)
            return &concept->derived[i];
    return NULL;
}

/* Where NAME_status stands in the stream, or -1. */
static int find_status(const struct header *header, struct span name)
{
    for (unsigned i = 0; i < header->count; i++) {
        struct span column = header->names[i];
        if (column.len > name.len && memcmp(column.ptr, name.ptr, name.len) == 0 &&
            span_is(span_after(column, name.len), STATUS_SUFFIX))
            return (int)i;
    }
    return -1;
}

void judging_bind(struct judging *judging, const struct concept *concept,
                  const struct header *header, const bool *wanted, const bool *is_bound,
                  struct judgement *judgements)
{
    *judging = (struct judging){.concept = concept};
    for (unsigned i = 0; i < concept->derived_count; i++) {
        const struct derived *derived = &concept->derived[i];
        struct judged_table table = {derived, &judgements[i]};
        judging->status_at[i] = find_status(header, derived->name);
        if (is_bound[derived->column])
            judging->humans[judging->human_count++] = table;
        if (wanted[derived->column])
            judging->tables[judging->count++] = table;
        if (derived->status_column >= 0 && wanted[derived->column])
            judging->told[judging->told_count++] = table;
    }
}

bool judging_is_proposed(const struct judging *judging, const struct derived *derived,
                         const struct record *record)
{
    int status = judging->status_at[derived - judging->concept->derived];

    return status >= 0 && span_is(record_field(record, (unsigned)status), "proposed");
}

void judging_take(const struct judging *judging, const struct value *values)
{
    for (unsigned i = 0; i < judging->human_count; i++) {
        const struct judged_table *table = &judging->humans[i];
        const struct value *value = &values[table->derived->column];
        table->judgement->is_human = value->known;
        table->judgement->human_code = value->number;
    }
}

void judging_make(const struct judging *judging, struct value *values,
                  const struct day *day)
{
    for (unsigned i = 0; i < judging->count; i++)
        judgement_make(judging->tables[i].judgement, judging->tables[i].derived, values,
                       day);
}

void judging_tell(const struct judging *judging, struct value *values)
{
    for (unsigned i = 0; i < judging->told_count; i++) {
        const struct judged_table *table = &judging->told[i];
        values[table->derived->status_column] =
            (struct value){true, (int32_t)table->judgement->status, 0};
    }
}
