/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Persons whose cells are hostile texts, or marks in their places, and the documents
 * that are written for them.
 */
#ifndef VIERPHASEN_TEST_HOSTILE_PERSONS_H
#define VIERPHASEN_TEST_HOSTILE_PERSONS_H

#include "hostile.h"
#include "rules.h"

#include "agreement/rendering.h"

enum { COLUMN_COUNT = 18, BASES = 4, LONG = 100000 };

/* Columns of the stream: a mark each, or a cell that stays. */
static const struct {
    const char *name, *mark, *cell;
} COLUMNS[COLUMN_COUNT] = {{"client_id", "Qmarka", NULL},
                           {"household_id", "Qmarkb", NULL},
                           {"given_name", "Qmarkc", NULL},
                           {"family_name", "Qmarkd", NULL},
                           {"guardian_name", "Qmarke", NULL},
                           {"office", "Qmarkf", NULL},
                           {"case_manager", "Qmarkg", NULL},
                           {"goal", "Qmarkh", NULL},
                           {"own_words", "Qmarki", NULL},
                           {"subgoals", "Qmarkj", NULL},
                           {"target_occupation", "Qmarkk", NULL},
                           {"strengths", "Qmarkl", NULL},
                           {"<b>{{goal}}&amp;", "Qmarkm", NULL},
                           {"birth_date", NULL, "2010-05-05"},
                           {"legal_circle", NULL, NULL},
                           {"needs", NULL, "mobilitaet:erkannt:2"},
                           {"strategies", NULL, "vermittlung-1ama"},
                           {"strategies_status", NULL, "proposed"}};

enum { OFFICE = 5, STRENGTHS = 11, REMARK = 12, CIRCLE = 14, MARKS = 13 };

/* Of the table of offices, which has those of the persons with even numbers. */
static const char *const OFFICE_MARKS[] = {"Qmarkn", "Qmarko", "Qmarkp", "Qmarkq",
                                           "Qmarkr"};

enum { OFFICE_KEY = MARKS + 4, MARKS_WITH_OFFICE };

static const char *mark_of(unsigned mark)
{
    return mark < MARKS ? COLUMNS[mark].mark : OFFICE_MARKS[mark - MARKS];
}

/* A person: what stands in the place of each mark. */
struct cells {
    struct buffer text[MARKS_WITH_OFFICE];
};

static inline void set(struct buffer *out, struct span text)
{
    out->len = 0;
    buffer_add(out, text);
}

/* A table takes the spaces at both ends off, and refuses what begins as a formula. */
static inline void make_cell_of_table(struct buffer *text)
{
    buffer_add_char(text, 'x');
    memmove(text->bytes + 1, text->bytes, text->len - 1);
    text->bytes[0] = 'x';
    text->len = span_trim(buffer_text(text)).len;
}

/*
 * The text of a number in every cell that can hold it. Numbers below 0 are the persons
 * whose cells are marks; those from HOSTILE_COUNT on have names of 100 kB.
 */
static inline void fill_cells(struct cells *cells, int number)
{
    struct buffer text = {0};
    bool is_long = number >= HOSTILE_COUNT;

    for (unsigned i = 0; i < MARKS_WITH_OFFICE; i++)
        set(&cells->text[i], span_from(mark_of(i)));
    if (number < 0)
        return;
    cells->text[OFFICE_KEY].len = 0;
    buffer_print(&cells->text[OFFICE_KEY], "office%d", number);
    hostile_text(&text,
                 is_long ? (unsigned)(number - HOSTILE_COUNT) * 10 : (unsigned)number);
    for (size_t len = text.len; is_long && text.len < LONG;) {
        buffer_room(&text, len);
        buffer_add(&text, span_of(text.bytes, len));
    }
    for (unsigned i = 0; i < OFFICE_KEY; i++) {
        bool takes_it = is_long                                  ? i == 2 || i == 7
                        : hostile_has_controls((unsigned)number) ? i == REMARK
                                                                 : true;
        if (takes_it)
            set(&cells->text[i], buffer_text(&text));
        if (takes_it && i >= MARKS)
            make_cell_of_table(&cells->text[i]);
    }
    for (size_t i = 0; i < cells->text[STRENGTHS].len; i++)
        if (cells->text[STRENGTHS].bytes[i] == '|')
            cells->text[STRENGTHS].bytes[i] = '/';
    buffer_free(&text);
}

static inline void free_cells(struct cells *cells)
{
    for (unsigned i = 0; i < MARKS_WITH_OFFICE; i++)
        buffer_free(&cells->text[i]);
}

/* Of each four persons two have an office of the table, and two SGB III. */
static inline bool has_office(int number)
{
    return number % 2 == 0;
}

static const char *circle(int number)
{
    return (number + BASES) / 2 % 2 == 0 ? "sgb2" : "sgb3";
}

static inline void put_escaped(struct buffer *out, struct span text)
{
    out->len += text_escape(text, buffer_room(out, 2 * text.len));
}

/* The stream: first the persons of marks, then the hostile ones. */
static inline void write_stream(struct buffer *out, int count)
{
    struct cells cells = {0};

    for (unsigned i = 0; i < COLUMN_COUNT; i++)
        buffer_print(out, "%s%c", COLUMNS[i].name, i + 1 < COLUMN_COUNT ? '\t' : '\n');
    for (int number = -BASES; number < count; number++) {
        fill_cells(&cells, number);
        for (unsigned i = 0; i < COLUMN_COUNT; i++) {
            if (i == OFFICE && has_office(number))
                buffer_add(out, buffer_text(&cells.text[OFFICE_KEY]));
            else if (i == CIRCLE)
                buffer_add(out, span_from(circle(number)));
            else
                put_escaped(out, COLUMNS[i].mark != NULL ? buffer_text(&cells.text[i])
                                                         : span_from(COLUMNS[i].cell));
            buffer_add_char(out, i + 1 < COLUMN_COUNT ? '\t' : '\n');
        }
    }
    free_cells(&cells);
}

static inline void write_offices(struct buffer *out, int count)
{
    struct cells cells = {0};

    buffer_add(out, span_from("office\tname\taddress\ttelephone\tmail\n"));
    for (int number = -BASES; number < count; number++) {
        if (!has_office(number) || (number < 0 && number > -BASES))
            continue;
        fill_cells(&cells, number);
        buffer_add(out, buffer_text(&cells.text[OFFICE_KEY]));
        for (unsigned i = MARKS; i < OFFICE_KEY; i++) {
            buffer_add(out, span_from("\t\""));
            for (size_t j = 0; j < cells.text[i].len; j++) {
                char c = cells.text[i].bytes[j];
                if (c == '"')
                    buffer_add_char(out, '"');
                buffer_add_char(out, c);
            }
            buffer_add_char(out, '"');
        }
        buffer_add_char(out, '\n');
    }
    free_cells(&cells);
}

/* A run of the renderer over the stream. */
struct run {
    struct concept *concept;
    struct input stream, offices;
    struct reader *reader;
    struct facts *facts;
    struct rendering rendering;
};

static inline void run_begin(struct run *run, const char *folder, const char *form,
                             enum rendering_format format)
{
    static struct faults faults;
    const struct reader_options options = READER_DEFAULTS;
    const char *path = run->stream.path;
    struct diag diag = {0};
    struct rendering *rendering = &run->rendering;

    *rendering = (struct rendering){.options = {.format = format,
                                                .form = form,
                                                .folder = folder,
                                                .offices = run->offices.path}};
    run->reader = reader_open(&path, 1, &options, &diag);
    assert_non_null(run->reader);
    run->facts = facts_new(run->concept, day_of(AS_OF));
    rendering->frame.concept = run->concept;
    rendering->frame.strategies_status = COLUMN_COUNT - 1;
    faults.count = 0;
    rendering->frame.header = reader_header(run->reader);
    if (!rendering_prepare(rendering, &faults, &diag) ||
        !rendering_load(rendering, day_of(AS_OF), &faults, &diag))
        fail_msg("%s: %s", form,
                 fault_text(faults.count > 0 ? &faults.list[0] : &diag, NULL));
    rendering_want(rendering, run->facts);
    assert_true(facts_bind(run->facts, rendering->frame.header, &diag));
}

static inline struct span run_next(struct run *run)
{
    struct record record;
    struct diag diag = {0};

    assert_int_equal(reader_next(run->reader, &record, &diag), READER_RECORD);
    if (!facts_read(run->facts, &record, &diag))
        fail_msg("line %lu: %s: %s", record.line, diag.column, diag.text);
    return rendering_make(&run->rendering, run->facts, &record, RENDER_WHOLE);
}

static inline void run_end(struct run *run)
{
    rendering_free(&run->rendering);
    facts_free(run->facts);
    reader_close(run->reader);
}

/* A form with every value in every kind of place that a value can stand in. */
static inline void write_all_names(struct house *house)
{
    static const char *const places[][2] = {{"<p>", "</p>"},
                                            {"<h2>", "</h2>"},
                                            {"<p>vor <strong>", "</strong> nach</p>"},
                                            {"<ul><li>", "</li></ul>"},
                                            {"<dl><dt>", "</dt><dd>dazu</dd></dl>"},
                                            {"<dl><dt>Name</dt><dd>", "</dd></dl>"}};
    struct template_names names = dossier_names();
    struct buffer text = {0};

    buffer_print(&text, "<!doctype html>\n<html lang=\"de\">\n<head><title>a {{goal}} "
                        "b</title></head>\n<body><main>\n<h1>Alles</h1>\n");
    for (unsigned i = 0; i < names.count; i++) {
        const char *const *place = places[i % COUNT_OF(places)];
        const char *name = names.list[i].name;
        const char *list =
            names.list[i].within >= 0 ? names.list[names.list[i].within].name : NULL;
        if (names.list[i].kind == KIND_OF_TEXTS)
            buffer_print(&text, "{{#%s}}<p>{{.}}</p>{{/%s}}\n", name, name);
        if (names.list[i].kind != KIND_OF_TEXT)
            continue;
        if (list != NULL)
            buffer_print(&text, "{{#%s}}", list);
        buffer_print(&text, "%s{{%s}}{{^%s}}-{{/%s}}%s", place[0], name, name, name,
                     place[1]);
        if (list != NULL)
            buffer_print(&text, "{{/%s}}", list);
        buffer_add_char(&text, '\n');
    }
    buffer_print(&text,
                 "<table><thead><tr><th>A</th><th>B {{goal}}</th></tr></thead><tbody>"
                 "{{#fields}}<tr><th>{{field_label}}</th><td>{{field_value}}</td>"
                 "</tr>{{/fields}}</tbody></table>\n</main></body></html>\n");
    buffer_add_char(&text, '\0');
    house_put(house, "alles.html", text.bytes);
    buffer_free(&text);
}

/* The concept, and the stream and offices of so many persons. */
static inline void setup(struct run *run, int count)
{
    static struct faults faults;
    struct buffer text = {0};

    *run = (struct run){0};
    run->concept = concept_open("lib/data/concepts/uckermark", day_of(AS_OF), &faults);
    assert_non_null(run->concept);
    write_stream(&text, count);
    input_make(&run->stream, buffer_text(&text));
    text.len = 0;
    write_offices(&text, count);
    input_make(&run->offices, buffer_text(&text));
    buffer_free(&text);
}

static inline void teardown(struct run *run)
{
    concept_close(run->concept);
    input_drop(&run->stream);
    input_drop(&run->offices);
}

#endif
