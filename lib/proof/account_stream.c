/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/account_stream.h"

#include "proof/account_values.h"
#include "value/date.h"

const char *const ACCOUNT_COLUMN_NAMES[ACCOUNT_COLUMNS] = {
    "client_id", "phase",   "table",    "subject", "outcome", "value",      "status",
    "rule",      "place",   "test",     "failing", "values",  "parameters", "anchor_on",
    "due_on",    "work_on", "until_on", "label",   "source"};

static void write_day(struct writer *writer, int32_t day)
{
    char digits[DATE_BYTES];

    if (day != DATE_NONE)
        date_format(day, digits);
    writer_clean(writer, span_of(digits, day != DATE_NONE ? DATE_BYTES : 0));
}

/* What a function writes of the item. */
static void write_text(struct account_stream *stream, const struct account_item *item,
                       void (*write)(const struct facts *facts,
                                     const struct account_item *item,
                                     struct buffer *out))
{
    stream->text.len = 0;
    write(stream->facts, item, &stream->text);
    writer_value(stream->writer, buffer_text(&stream->text));
}

static void write_place(struct account_stream *stream, const struct account_item *item)
{
    stream->text.len = 0;
    account_write_place(item, &stream->text);
    writer_value(stream->writer, buffer_text(&stream->text));
}

static void write_days(struct writer *writer, const struct account_item *item)
{
    const struct obligation none = {NULL, DATE_NONE, DATE_NONE, DATE_NONE, DATE_NONE};
    const struct obligation *days =
        item->trace != NULL ? &item->trace->obligation : &none;

    write_day(writer, days->anchor_on);
    write_day(writer, days->due_on);
    write_day(writer, days->work_on);
    write_day(writer, days->until_on);
}

void account_stream_take(void *context, const struct account_item *item)
{
    struct account_stream *stream = context;
    struct writer *writer = stream->writer;
    const struct rule *rule = item->rule;
    struct span nothing = span_of("", 0);

    writer_value(writer, facts_cell(stream->facts, COL_CLIENT_ID));
    writer_clean(writer, span_from(ACCOUNT_PHASE_NAMES[item->phase]));
    writer_clean(writer, item->table);
    writer_clean(writer, item->subject);
    writer_clean(writer, span_from(ACCOUNT_OUTCOME_NAMES[item->outcome]));
    writer_value(writer, item->value);
    writer_clean(writer, item->status);
    writer_clean(writer, rule != NULL ? rule->id : nothing);
    write_place(stream, item);
    write_text(stream, item, account_write_test);
    writer_number(writer, (long)item->failing);
    write_text(stream, item, account_write_values);
    write_text(stream, item, account_write_parameters);
    write_days(writer, item);
    writer_value(writer, item->label);
    writer_value(writer, rule != NULL ? rule->source : nothing);
    writer_end(writer);
}

void account_stream_free(struct account_stream *stream)
{
    buffer_free(&stream->text);
}
