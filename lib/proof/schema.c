/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/schema.h"

#include "base/diag.h"
#include "base/names.h"
#include "proof/schema_text.h"
#include "rules/concept.h"
#include "rules/german.h"
#include "stream/header.h"

bool schema_from_name(const char *name, enum schema_form *form, struct diag *diag)
{
    static const char *const names[SCHEMA_FORMS] = {[SCHEMA_FRICTIONLESS] =
                                                        "frictionless",
                                                    [SCHEMA_JSON] = "json",
                                                    [SCHEMA_SQL] = "sql"};
    struct span spans[SCHEMA_FORMS];
    int found;

    for (int i = 0; i < SCHEMA_FORMS; i++)
        spans[i] = span_from(names[i]);
    found = names_find_span(spans, SCHEMA_FORMS, span_from(name));
    if (found < 0)
        return names_unknown(diag, "--schema: no form", span_from(name), spans,
                             SCHEMA_FORMS);
    *form = (enum schema_form)found;
    return true;
}

struct span schema_table(const char *path)
{
    struct span rest, name;

    if (path == NULL)
        return span_from("cases");
    if (strcmp(path, "-") == 0)
        return span_from("stream");
    for (rest = span_from(path); rest.ptr != NULL;)
        name = span_cut(&rest, '/');
    return span_cut(&name, '.');
}

/* What tools write beside the columns of the concept and what it derives. */
static const struct {
    const char *name;
    enum schema_kind kind;
} written[] = {{"due_on", SCHEMA_DATE},      {"work_on", SCHEMA_DATE},
               {"until_on", SCHEMA_DATE},    {"anchor_on", SCHEMA_DATE},
               {"earliest_on", SCHEMA_DATE}, {"latest_on", SCHEMA_DATE},
               {"joint_on", SCHEMA_DATE},    {"was_due_on", SCHEMA_DATE},
               {"was_work_on", SCHEMA_DATE}, {"week_from", SCHEMA_DATE},
               {"week_until", SCHEMA_DATE},  {"days", SCHEMA_DAYS}};

static enum schema_kind kind_of(const struct column *column, int number)
{
    bool has_list = column->closed && column->codes.count > 0;

    switch (column->kind) {
    case KIND_DATE:
        return SCHEMA_DATE;
    case KIND_YESNO:
        return SCHEMA_YESNO;
    case KIND_NUMBER:
        return SCHEMA_NUMBER;
    case KIND_CODE:
        return has_list ? SCHEMA_CODES : SCHEMA_CODE;
    case KIND_LIST:
        return number == COL_NEEDS ? SCHEMA_NEEDS : SCHEMA_STRATEGIES;
    case KIND_TERMS:
        return SCHEMA_TERMS;
    case KIND_TEXT:
    default:
        return number == COL_CLIENT_ID ? SCHEMA_KEY
               : has_list              ? SCHEMA_CODES
                                       : SCHEMA_TEXT;
    }
}

static void name_known(struct schema_column *about, struct german *german, int number)
{
    const struct column *column = &german->concept->columns.column[number];

    *about = (struct schema_column){.name = column->name,
                                    .title = german_column(german, number),
                                    .kind = kind_of(column, number),
                                    .column = column};
    if (span_equal(about->title, about->name))
        about->title = span_of("", 0);
    if (about->kind == SCHEMA_NEEDS)
        about->is_open = !german->concept->needs.exists;
}

static void name_column(struct schema_column *about, struct german *german,
                        struct span name)
{
    int number = columns_find(&german->concept->columns, name);

    if (number >= 0) {
        name_known(about, german, number);
        return;
    }
    *about = (struct schema_column){.name = name, .kind = SCHEMA_TEXT};
    for (size_t i = 0; i < sizeof written / sizeof *written; i++)
        if (span_is(name, written[i].name))
            about->kind = written[i].kind;
}

bool schema_write(enum schema_form form, const struct concept *concept,
                  const struct header *header, struct span table, struct buffer *text,
                  struct faults *faults)
{
    static void (*const write[])(const struct schema *, struct buffer *) = {
        [SCHEMA_FRICTIONLESS] = schema_put_frictionless,
        [SCHEMA_JSON] = schema_put_json,
        [SCHEMA_SQL] = schema_put_sql};
    const struct columns *columns = &concept->columns;
    struct schema schema = {.table = table};
    struct german german = {0};
    bool is_read = german_begin(&german, concept, faults);

    schema.columns = mem_array(header != NULL ? header->count + 1 : columns->count,
                               sizeof *schema.columns);
    for (unsigned i = 0; is_read && header != NULL && i < header->count; i++)
        name_column(&schema.columns[schema.count++], &german, header->names[i]);
    for (int i = 0; is_read && header == NULL && i < (int)columns->count; i++)
        if (column_is_of_case(&columns->column[i]))
            name_known(&schema.columns[schema.count++], &german, i);
    if (is_read)
        write[form](&schema, text);
    german_end(&german);
    free(schema.columns);
    return is_read;
}
