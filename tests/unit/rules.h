/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * For tests of the rule layer: days and tables written as text, a folder for a concept
 * of a few lines, and a fault as the one line that a user would read.
 *
 * Run from the project root: the shipped tables are found under lib/.
 */
#ifndef VIERPHASEN_TEST_RULES_H
#define VIERPHASEN_TEST_RULES_H

#include "trace.h"

#include <sys/stat.h>

#include "person/facts.h"
#include "rules/concept.h"
#include "rules/condition.h"
#include "rules/entries.h"
#include "value/date.h"

#define HOLIDAYS "lib/data/calendars/germany.tsv"
#define AS_OF "2026-11-21" /* a Saturday */

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static inline int32_t day_of(const char *text)
{
    int32_t day = DATE_NONE;

    if (!date_parse(span_from(text), &day))
        fail_msg("\"%s\" is no date", text);
    return day;
}

/* YYYY-MM-DD, or `none`; in one of a few buffers that are used in turn. */
static inline const char *day_text(int32_t day)
{
    static char texts[8][DATE_BYTES + 1];
    static unsigned next;
    char *text = texts[next++ % COUNT_OF(texts)];

    if (day == DATE_NONE)
        return "none";
    date_format(day, text);
    return text;
}

/* "PATH:LINE: COLUMN: TEXT" as diag_print has it; `folder/` is taken off the path. */
static inline const char *fault_text(const struct diag *diag, const char *folder)
{
    static char text[4096];
    size_t prefix = folder != NULL ? strlen(folder) : 0;
    const char *file = diag->file;
    int used = 0;

    if (prefix > 0 && strncmp(file, folder, prefix) == 0)
        file += prefix + (file[prefix] == '/');
    if (diag->line > 0)
        used = snprintf(text, sizeof text, "%s:%lu: ", file, diag->line);
    else if (diag->file[0] != '\0')
        used = snprintf(text, sizeof text, "%s: ", file);
    assert_in_range(used, 0, 2048);
    snprintf(text + used, sizeof text - (size_t)used, "%s%s%s", diag->column,
             diag->column[0] != '\0' ? ": " : "", diag->text);
    return text;
}

/* What a table's compiler needs, without a concept. */
struct world {
    struct arena arena;
    struct columns columns;
    struct calendar *calendar;
    struct moving moving;
    struct condition_context context;
    struct value values[COL_MOST];
    struct day day;
    int32_t bounds[128];
    unsigned doubts;
};

static inline void world_make(struct world *world, const char *land)
{
    struct diag diag = {0};

    *world = (struct world){0};
    world->calendar = calendar_open(HOLIDAYS, span_from(land), &diag);
    assert_non_null(world->calendar);
    columns_init(&world->columns, &world->arena);
    world->context = (struct condition_context){.columns = &world->columns,
                                                .stage = STAGE_ALL,
                                                .calendar = world->calendar,
                                                .as_of = day_of(AS_OF),
                                                .arena = &world->arena,
                                                .doubts = &world->doubts,
                                                .moving = &world->moving};
}

/* What a rule is asked about: AS_OF, with the bounds of all that is compiled so far. */
static inline const struct day *world_day(struct world *world)
{
    assert_true(world->moving.count <= COUNT_OF(world->bounds));
    moving_bounds(&world->moving, world->calendar, world->context.as_of, world->bounds,
                  &world->doubts);
    world->day = (struct day){world->context.as_of, world->calendar, world->bounds};
    return &world->day;
}

static inline void world_drop(struct world *world)
{
    calendar_free(world->calendar);
    moving_free(&world->moving);
    arena_free(&world->arena);
}

static inline int world_column(const struct world *world, const char *name)
{
    int column = columns_find(&world->columns, span_from(name));

    if (column < 0)
        fail_msg("no column \"%s\"", name);
    return column;
}

/* All columns unknown, and then `COLUMN=VALUE COLUMN=VALUE`. */
static inline void world_fill(struct world *world, const char *cells)
{
    struct span rest = span_from(cells);

    for (unsigned i = 0; i < world->columns.count; i++)
        world->values[i] = (struct value){0};
    while (rest.ptr != NULL && rest.len > 0) {
        struct span value = span_cut(&rest, ' '), name = span_cut(&value, '=');
        int column = columns_find(&world->columns, name);
        struct diag diag = {0};
        if (column < 0 || !column_read(&world->columns.column[column], value, false,
                                       &world->values[column], &diag))
            fail_msg("\"%s\": %s", cells, diag.text);
    }
}

/* A concept's folder; what was put into it goes with it. */
struct house {
    char folder[96];
    unsigned count;
    char files[32][32];
};

static inline void house_make(struct house *house)
{
    const char *folder = getenv("TMPDIR");
    int length;

    *house = (struct house){0};
    length = snprintf(house->folder, sizeof house->folder, "%s/vierphasen-test-XXXXXX",
                      folder != NULL ? folder : "/tmp");
    assert_in_range(length, 1, sizeof house->folder - 1);
    assert_non_null(mkdtemp(house->folder));
}

static inline void house_put(struct house *house, const char *name, const char *text)
{
    char path[128];
    FILE *file;

    assert_true(house->count < COUNT_OF(house->files));
    snprintf(house->files[house->count++], sizeof house->files[0], "%s", name);
    snprintf(path, sizeof path, "%s/%s", house->folder, name);
    file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static inline void house_drop(struct house *house)
{
    char path[128];

    for (unsigned i = 0; i < house->count; i++) {
        snprintf(path, sizeof path, "%s/%s", house->folder, house->files[i]);
        unlink(path);
    }
    assert_int_equal(rmdir(house->folder), 0);
}

static inline struct concept *house_open(const struct house *house, const char *as_of)
{
    static struct faults faults;
    struct concept *concept = concept_open(house->folder, day_of(as_of), &faults);

    if (concept == NULL)
        fail_msg("%s", fault_text(&faults.list[0], house->folder));
    return concept;
}

/* A folder that is at fault: each fault as a line, in the order in which they are told;
 * until the next call. */
static inline const char *house_faults(const struct house *house, const char *as_of)
{
    static char text[FAULTS_MOST * 4096];
    static struct faults faults;
    struct concept *concept = concept_open(house->folder, day_of(as_of), &faults);
    size_t used = 0;

    concept_close(concept);
    text[0] = '\0';
    for (unsigned i = 0; i < faults.count && i < FAULTS_MOST; i++)
        used +=
            (size_t)snprintf(text + used, sizeof text - used, "%s%s", i > 0 ? "\n" : "",
                             fault_text(&faults.list[i], house->folder));
    assert_int_equal(concept == NULL, faults.count > 0);
    return text;
}

/* One record of a TSV stream and the facts of it. */
struct asked {
    struct input input;
    struct reader *reader;
    struct record record;
    struct facts *facts;
    struct diag diag;
    bool good; /* facts_read's result */
};

/*
 * `want` names columns between spaces; the stream is a header and one record. So many
 * days can be moved to; 0: only today.
 */
static inline void asked_foresee(struct asked *asked, const struct concept *concept,
                                 const char *stream, const char *want, unsigned days)
{
    const struct reader_options options = READER_DEFAULTS;
    const char *path = asked->input.path;
    struct span rest = span_from(want);

    memset(asked, 0, sizeof *asked);
    input_make(&asked->input, span_from(stream));
    asked->reader = reader_open(&path, 1, &options, &asked->diag);
    assert_non_null(asked->reader);
    asked->facts = facts_new(concept, concept->loaded_for);
    while (rest.ptr != NULL && rest.len > 0) {
        struct span name = span_cut(&rest, ' ');
        int column = columns_find(&concept->columns, name);
        if (column < 0)
            fail_msg("no column \"%.*s\"", (int)name.len, name.ptr);
        facts_want(asked->facts, column);
    }
    facts_want_decision(asked->facts, &concept->strategies.table);
    facts_want_refusals(asked->facts, false);
    assert_true(facts_bind(asked->facts, reader_header(asked->reader), &asked->diag));
    if (days > 0)
        facts_foresee(asked->facts, days);
    assert_int_equal(reader_next(asked->reader, &asked->record, &asked->diag),
                     READER_RECORD);
    asked->good = facts_read(asked->facts, &asked->record, &asked->diag);
}

static inline void asked_make(struct asked *asked, const struct concept *concept,
                              const char *stream, const char *want)
{
    asked_foresee(asked, concept, stream, want, 0);
}

static inline void asked_drop(struct asked *asked)
{
    facts_free(asked->facts);
    reader_close(asked->reader);
    input_drop(&asked->input);
}

/* A fact as text: a number, a code, a date; empty if it is unknown. */
static inline const char *fact_text(const struct asked *asked, const char *name)
{
    static char text[64];
    const struct concept *concept = asked->facts->concept;
    int at = columns_find(&concept->columns, span_from(name));
    const struct column *column = &concept->columns.column[at < 0 ? 0 : at];
    const struct value *value = &asked->facts->values[at < 0 ? 0 : at];

    if (at < 0)
        fail_msg("no column \"%s\"", name);
    if (!value->known)
        return "";
    if (column->codes.count > 0 && (unsigned)value->number < column->codes.count)
        snprintf(text, sizeof text, "%.*s", (int)column->codes.names[value->number].len,
                 column->codes.names[value->number].ptr);
    else if (column->kind == KIND_DATE)
        return day_text(value->number);
    else
        snprintf(text, sizeof text, "%d", (int)value->number);
    return text;
}

#endif
