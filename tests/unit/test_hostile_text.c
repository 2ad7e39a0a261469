/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Documents bear hostile text: whatever a value holds, it changes nothing but its own
 * place. Every form that is shipped, and one with all values, is written for a person
 * whose cells are marks, and for hundreds whose cells are hostile (hostile.h). The
 * first document with the texts put in the places of the marks must be the other one:
 *
 *     a page   the same tags in the same order, and the same text between them, as a
 *              tokenizer that shares nothing with the writer reads it
 *     text     the same lines around the place, the same words in it, at most 78
 * columns JSON     the same object, as jansson reads it, the text unchanged
 */
#include "hostile.h"
#include "rules.h"

#include <dirent.h>
#include <jansson.h>

#include "agreement/rendering.h"
#include "rules/datadir.h"
#include "value/width.h"

enum { COLUMN_COUNT = 18, BASES = 4, LINE_MOST = 78, LONG = 100000 };

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

static void set(struct buffer *out, struct span text)
{
    out->len = 0;
    buffer_add(out, text);
}

/* A table takes the spaces at both ends off, and refuses what begins as a formula. */
static void make_cell_of_table(struct buffer *text)
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
static void fill_cells(struct cells *cells, int number)
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

static void free_cells(struct cells *cells)
{
    for (unsigned i = 0; i < MARKS_WITH_OFFICE; i++)
        buffer_free(&cells->text[i]);
}

/* Of each four persons two have an office of the table, and two SGB III. */
static bool has_office(int number)
{
    return number % 2 == 0;
}

static const char *circle(int number)
{
    return (number + BASES) / 2 % 2 == 0 ? "sgb2" : "sgb3";
}

static void put_escaped(struct buffer *out, struct span text)
{
    out->len += text_escape(text, buffer_room(out, 2 * text.len));
}

/* The stream: first the persons of marks, then the hostile ones. */
static void write_stream(struct buffer *out, int count)
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

static void write_offices(struct buffer *out, int count)
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

static void run_begin(struct run *run, const char *folder, const char *form,
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
    rendering->frame.header = reader_header(run->reader);
    rendering->frame.strategies_status = COLUMN_COUNT - 1;
    faults.count = 0;
    if (!rendering_load(rendering, day_of(AS_OF), &faults, &diag))
        fail_msg("%s: %s", form,
                 fault_text(faults.count > 0 ? &faults.list[0] : &diag, NULL));
    rendering_want(rendering, run->facts);
    assert_true(facts_bind(run->facts, rendering->frame.header, &diag));
}

static struct span run_next(struct run *run)
{
    struct record record;
    struct diag diag = {0};

    assert_int_equal(reader_next(run->reader, &record, &diag), READER_RECORD);
    if (!facts_read(run->facts, &record, &diag))
        fail_msg("line %lu: %s: %s", record.line, diag.column, diag.text);
    return rendering_make(&run->rendering, run->facts, &record, RENDER_WHOLE);
}

static void run_end(struct run *run)
{
    rendering_free(&run->rendering);
    facts_free(run->facts);
    reader_close(run->reader);
}

/* ---- What becomes of a text in a document, from its code points. ---- */

static bool is_one_of(uint32_t point, const uint32_t *ranges)
{
    for (; ranges[1] > 0; ranges += 2)
        if (point >= ranges[0] && point <= ranges[1])
            return true;
    return false;
}

static const uint32_t UNWANTED[] = {0x1,    0x8,    0xB,    0xC,    0xE,    0x1F,
                                    0x7F,   0x9F,   0x202A, 0x202E, 0x2066, 0x206F,
                                    0xFFFE, 0xFFFF, 0,      0};
static const uint32_t HEBREW_OR_ARABIC[] = {0x590,   0x6FF,   0x200F, 0x200F,
                                            0x1E900, 0x1E95F, 0,      0};
static const uint32_t ACCENTS[] = {0x300, 0x36F, 0x20D0, 0x20FF, 0, 0};

static uint32_t take_point(struct span *text)
{
    size_t len = text_utf8_sequence(*text);
    uint32_t point = (unsigned char)text->ptr[0];

    assert_true(len > 0);
    if (len > 1)
        point &= 0x7Fu >> len;
    for (size_t i = 1; i < len; i++)
        point = point << 6 | ((unsigned char)text->ptr[i] & 0x3F);
    *text = span_after(*text, len);
    return point;
}

static void put_line(struct buffer *out, struct span line)
{
    struct span rest = line;
    unsigned accents = 0;
    bool turns = false;

    while (rest.len > 0)
        turns |= is_one_of(take_point(&rest), HEBREW_OR_ARABIC);
    buffer_add(out, span_from(turns ? "\xe2\x81\xa8" : ""));
    for (rest = line; rest.len > 0;) {
        const char *at = rest.ptr;
        uint32_t point = take_point(&rest);
        accents = is_one_of(point, ACCENTS) ? accents + 1 : 0;
        if (accents == 1 && at == line.ptr)
            buffer_add(out, span_from("\xe2\x97\x8c"));
        if (is_one_of(point, UNWANTED) || accents == 9)
            buffer_add(out, span_from("\xef\xbf\xbd"));
        else if (accents < 9)
            buffer_add(out, span_of(at, (size_t)(rest.ptr - at)));
    }
    buffer_add(out, span_from(turns ? "\xe2\x81\xa9" : ""));
}

/* The text as documents have it, with `end` for each of its line ends. */
static void put_shown(struct buffer *out, struct span text, char end)
{
    while (text.len > 0) {
        struct span rest = text;
        size_t len = 0;
        uint32_t point = 0;
        while (rest.len > 0) {
            len = text.len - rest.len;
            point = take_point(&rest);
            if (point == '\n' || point == '\r' || point == 0x2028 || point == 0x2029)
                break;
            len = text.len - rest.len;
            point = 0;
        }
        put_line(out, span_of(text.ptr, len));
        if (point == '\r' && rest.len > 0 && rest.ptr[0] == '\n')
            rest = span_after(rest, 1);
        if (point > 0)
            buffer_add_char(out, end);
        text = rest;
    }
}

/* The number of the mark that a text begins with, or -1. */
static int mark_at(struct span text)
{
    for (unsigned i = 0; text.ptr[0] == 'Q' && i < MARKS_WITH_OFFICE; i++)
        if (span_starts(text, mark_of(i)))
            return (int)i;
    return -1;
}

enum { MARK_LEN = 6 };

/* ---- Pages ---- */

static const char UNKNOWN_REFERENCE[] = "\1unknown reference\1";

/* Reads a reference as a browser does; of all that there are a writer needs six. */
static size_t take_reference(struct buffer *out, struct span text)
{
    static const char *const names[][2] = {
        {"&amp;", "&"},   {"&lt;", "<"},          {"&gt;", ">"},
        {"&quot;", "\""}, {"&nbsp;", "\xc2\xa0"}, {"&shy;", "\xc2\xad"}};

    for (unsigned i = 0; i < COUNT_OF(names); i++) {
        if (span_starts(text, names[i][0])) {
            buffer_add(out, span_from(names[i][1]));
            return strlen(names[i][0]);
        }
    }
    buffer_add(out, span_from(UNKNOWN_REFERENCE));
    return 1;
}

/*
 * Writes a page as its tokens: tags as \2name attributes\3, text with its references
 * read, <br> as a line end. In a title only its end tag is a tag, in a style nothing
 * else is read at all.
 */
static void tokenize(struct buffer *out, struct span page)
{
    struct span inside = span_of("", 0);

    out->len = 0;
    while (page.len > 0) {
        size_t len = 1;
        if (page.ptr[0] == '&' && !span_is(inside, "style")) {
            len = take_reference(out, page);
        } else if (page.ptr[0] == '<' &&
                   (inside.len == 0 ||
                    (page.len > inside.len + 2 && page.ptr[1] == '/' &&
                     memcmp(page.ptr + 2, inside.ptr, inside.len) == 0))) {
            char quote = 0;
            while (page.ptr[len] != '>' || quote != 0) {
                if (page.ptr[len] == '"')
                    quote ^= '"';
                len++;
                assert_true(len < page.len);
            }
            inside = span_of("", 0);
            if (span_starts(page, "<title>") || span_starts(page, "<style>"))
                inside = span_of(page.ptr + 1, 5);
            len++;
            if (span_starts(page, "<br>")) {
                buffer_add_char(out, '\n');
            } else {
                buffer_add_char(out, '\2');
                buffer_add(out, span_of(page.ptr + 1, len - 2));
                buffer_add_char(out, '\3');
            }
        } else {
            buffer_add_char(out, page.ptr[0]);
        }
        page = span_after(page, len);
    }
}

/* The tokens of the page of marks, with what stands in their places. */
static void put_page_with_texts(struct buffer *out, struct span marks,
                                const struct cells *cells)
{
    bool in_title = false;

    out->len = 0;
    while (marks.len > 0) {
        int mark = mark_at(marks);
        if (marks.ptr[0] == '\2')
            in_title = span_starts(marks, "\2title");
        if (mark >= 0)
            put_shown(out, buffer_text(&cells->text[mark]), in_title ? ' ' : '\n');
        else
            buffer_add_char(out, marks.ptr[0]);
        marks = span_after(marks, mark >= 0 ? MARK_LEN : 1);
    }
}

/* ---- Text ---- */

static void put_without_space(struct buffer *out, struct span text)
{
    for (size_t i = 0; i < text.len; i++)
        if (strchr(" \t\n", text.ptr[i]) == NULL)
            buffer_add_char(out, text.ptr[i]);
}

static void put_words_with_texts(struct buffer *out, struct span marks,
                                 const struct cells *cells, struct buffer *shown)
{
    out->len = 0;
    while (marks.len > 0) {
        int mark = mark_at(marks);
        shown->len = 0;
        if (mark >= 0)
            put_shown(shown, buffer_text(&cells->text[mark]), '\n');
        else
            buffer_add_char(shown, marks.ptr[0]);
        put_without_space(out, buffer_text(shown));
        marks = span_after(marks, mark >= 0 ? MARK_LEN : 1);
    }
}

static bool has_mark(struct span line)
{
    for (; line.len > 0; line = span_after(line, 1))
        if (mark_at(line) >= 0)
            return true;
    return false;
}

static size_t indent_of(struct span line)
{
    size_t indent = 0;

    while (indent < line.len && line.ptr[indent] == ' ')
        indent++;
    return indent;
}

/*
 * Whether the lines without marks stand in the text in their order. What
 * is indented below a mark's line belongs to it. Runs of the others are looked for,
 * each behind the one before; the first and the last are where they were.
 */
static bool has_lines(struct span text, struct span marks)
{
    struct span run = span_of(marks.ptr, 0);
    size_t edge = SIZE_MAX; /* of the line of the mark whose block goes on */
    bool is_first = true;

    while (marks.ptr != NULL && marks.len > 0) {
        struct span line = span_cut(&marks, '\n');
        bool is_marked = has_mark(line) || indent_of(line) > edge;
        if (!is_marked)
            edge = SIZE_MAX;
        else if (edge == SIZE_MAX)
            edge = indent_of(line);
        if (!is_marked)
            run.len = (size_t)(line.ptr + line.len + 1 - run.ptr);
        if (is_marked || marks.len == 0) {
            const char *at =
                run.len > 0 ? memmem(text.ptr, text.len, run.ptr, run.len) : text.ptr;
            if (at == NULL || (is_first && at != text.ptr))
                return false;
            text = span_after(text, (size_t)(at - text.ptr) + run.len);
            run = span_of(line.ptr + line.len + 1, 0);
            is_first = false;
            if (!is_marked)
                return text.len == 0;
        }
    }
    return true;
}

/* Whether each line can be printed, read aloud and seen as a whole. */
static const char *fault_of_text(struct span text)
{
    struct span rest = text;

    if (text_utf8_prefix(text) < text.len)
        return "not UTF-8";
    while (rest.ptr != NULL) {
        struct span line = span_cut(&rest, '\n');
        if (width_of(line) > LINE_MOST)
            return "a line is too long";
        if (line.len > 0 && line.ptr[line.len - 1] == ' ')
            return "a line ends with a space";
        while (line.len > 0) {
            uint32_t point = take_point(&line);
            if (point == '\t' || point == '\r' || point == 0x2028 || point == 0x2029 ||
                (is_one_of(point, UNWANTED) && point != 0x2068 && point != 0x2069))
                return "a character that programs obey";
        }
    }
    return NULL;
}

/* ---- JSON ---- */

static void put_with_texts(struct buffer *out, struct span marks,
                           const struct cells *cells)
{
    out->len = 0;
    while (marks.len > 0) {
        int mark = mark_at(marks);
        if (mark >= 0)
            buffer_add(out, buffer_text(&cells->text[mark]));
        else
            buffer_add_char(out, marks.ptr[0]);
        marks = span_after(marks, mark >= 0 ? MARK_LEN : 1);
    }
}

/* A copy in which the marks of all strings are what stands in their places. */
static json_t *json_with_texts(json_t *marks, const struct cells *cells,
                               struct buffer *text)
{
    const char *key;
    json_t *item, *copy;
    size_t index;

    if (json_is_string(marks)) {
        put_with_texts(text, span_from(json_string_value(marks)), cells);
        return json_stringn(text->bytes, text->len);
    }
    if (json_is_array(marks)) {
        copy = json_array();
        json_array_foreach(marks, index, item)
            json_array_append_new(copy, json_with_texts(item, cells, text));
        return copy;
    }
    if (!json_is_object(marks))
        return json_incref(marks);
    copy = json_object();
    json_object_foreach(marks, key, item)
        json_object_set_new(copy, key, json_with_texts(item, cells, text));
    return copy;
}

/* ---- The test ---- */

/* The documents of marks, and room for what is compared with them. */
struct compared {
    struct buffer marks[BASES];
    json_t *objects[BASES]; /* of JSON */
    struct buffer got, expected, shown;
};

static void keep_marks(struct compared *it, unsigned number, struct span document,
                       enum rendering_format format)
{
    if (format == RENDER_HTML)
        tokenize(&it->marks[number], document);
    else
        set(&it->marks[number], document);
    if (format == RENDER_JSON)
        it->objects[number] = json_loadb(document.ptr, document.len, 0, NULL);
}

/* What is wrong with the document; NULL: nothing. */
static const char *fault_of(struct compared *it, struct span document, int number,
                            const struct cells *cells, enum rendering_format format)
{
    struct span marks = buffer_text(&it->marks[number % BASES]);
    json_t *got, *expected;
    bool same;

    switch (format) {
    case RENDER_HTML:
        tokenize(&it->got, document);
        put_page_with_texts(&it->expected, marks, cells);
        return span_equal(buffer_text(&it->got), buffer_text(&it->expected))
                   ? NULL
                   : "other tokens";
    case RENDER_TEXT:
        if (fault_of_text(document) != NULL)
            return fault_of_text(document);
        it->got.len = 0;
        put_without_space(&it->got, document);
        put_words_with_texts(&it->expected, marks, cells, &it->shown);
        if (!span_equal(buffer_text(&it->got), buffer_text(&it->expected)))
            return "other words";
        return has_lines(document, marks) ? NULL : "other lines";
    default:
        got = json_loadb(document.ptr, document.len, 0, NULL);
        if (got == NULL)
            return "no JSON";
        expected = json_with_texts(it->objects[number % BASES], cells, &it->expected);
        same = json_equal(got, expected);
        json_decref(got);
        json_decref(expected);
        return same ? NULL : "another object";
    }
}

static unsigned check_form(struct run *run, const char *folder, const char *form,
                           enum rendering_format format, int count)
{
    struct compared compared = {0};
    struct cells cells = {0};
    unsigned faults = 0;

    run_begin(run, folder, form, format);
    for (int number = -BASES; number < count; number++) {
        struct span document = run_next(run);
        const char *fault = NULL;
        fill_cells(&cells, number);
        if (number < 0)
            keep_marks(&compared, (unsigned)(number + BASES), document, format);
        else
            fault = fault_of(&compared, document, number, &cells, format);
        if (fault != NULL && faults++ < 3)
            print_error("%s, %s, text %d: %s\n", form, RENDER_FORMAT_NAMES[format],
                        number, fault);
    }
    run_end(run);
    free_cells(&cells);
    for (unsigned i = 0; i < BASES; i++) {
        buffer_free(&compared.marks[i]);
        json_decref(compared.objects[i]);
    }
    buffer_free(&compared.got);
    buffer_free(&compared.expected);
    buffer_free(&compared.shown);
    return faults;
}

static unsigned check_formats(struct run *run, const char *folder, const char *form,
                              int count)
{
    unsigned faults = 0;

    for (int format = 0; format < RENDER_FORMATS; format++)
        faults += check_form(run, folder, form, (enum rendering_format)format, count);
    return faults;
}

static void setup(struct run *run, int count)
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

static void teardown(struct run *run)
{
    concept_close(run->concept);
    input_drop(&run->stream);
    input_drop(&run->offices);
}

/* Whether a file of the forms is one: what is no part has a title of its own. */
static bool is_form(const char *path)
{
    static char text[1 << 16];
    FILE *file = fopen(path, "r");
    size_t len;

    assert_non_null(file);
    len = fread(text, 1, sizeof text, file);
    fclose(file);
    return memmem(text, len, "<title>", 7) != NULL;
}

static void every_form_bears_hostile_text(void **state)
{
    struct run run;
    DIR *folder = opendir("lib/data/forms");
    const struct dirent *entry;
    unsigned forms = 0, faults = 0;

    (void)state;
    assert_true(HOSTILE_COUNT >= 500);
    setup(&run, HOSTILE_COUNT);
    while ((entry = readdir(folder)) != NULL) {
        char path[512], name[256];
        char *dot;
        snprintf(name, sizeof name, "%s", entry->d_name);
        snprintf(path, sizeof path, "lib/data/forms/%s", name);
        dot = strstr(name, ".html");
        if (dot == NULL || !is_form(path))
            continue;
        *dot = '\0';
        faults += check_formats(&run, "lib/data/forms", name, HOSTILE_COUNT);
        forms++;
    }
    closedir(folder);
    teardown(&run);
    assert_int_equal(faults, 0);
    assert_true(forms >= 4);
}

/* A form with every value in every kind of place that a value can stand in. */
static void write_all_names(struct house *house)
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

static void every_value_bears_hostile_text(void **state)
{
    struct house house;
    struct run run;

    (void)state;
    house_make(&house);
    write_all_names(&house);
    setup(&run, HOSTILE_COUNT);
    assert_int_equal(check_formats(&run, house.folder, "alles", HOSTILE_COUNT), 0);
    teardown(&run);
    house_drop(&house);
}

/* Each tenth kind of text again and again, up to 100 kB. */
static void long_texts_keep_their_place(void **state)
{
    struct run run;

    (void)state;
    setup(&run, HOSTILE_COUNT + 40);
    assert_int_equal(check_formats(&run, "lib/data/forms", "kooperationsplan-2026",
                                   HOSTILE_COUNT + 40),
                     0);
    teardown(&run);
}

/* What the stream can't hold is refused before there is a document. */
static void bytes_that_are_no_text_are_refused(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
        enum diag_code code;
    } cases[] = {{"a\0b", 3, DIAG_NUL},
                 {"a\xff", 2, DIAG_UTF8},
                 {"\xc0\xaf", 2, DIAG_UTF8},         /* a longer form of / */
                 {"\xed\xa0\x80", 3, DIAG_UTF8},     /* a surrogate */
                 {"\xf4\x90\x80\x80", 4, DIAG_UTF8}, /* above U+10FFFF */
                 {"\xe2\x80", 2, DIAG_UTF8}};

    (void)state;
    for (unsigned i = 0; i < COUNT_OF(cases); i++) {
        const struct reader_options options = READER_DEFAULTS;
        struct buffer text = {0};
        struct input input;
        const char *path = input.path;
        struct reader *reader;
        struct record record;
        struct diag diag = {0};
        buffer_add(&text, span_from("client_id\tgiven_name\n1\t"));
        buffer_add(&text, span_of(cases[i].bytes, cases[i].len));
        buffer_add_char(&text, '\n');
        input_make(&input, buffer_text(&text));
        reader = reader_open(&path, 1, &options, &diag);
        assert_non_null(reader);
        assert_int_equal(reader_next(reader, &record, &diag), READER_REFUSED);
        assert_int_equal(diag.code, cases[i].code);
        reader_close(reader);
        input_drop(&input);
        buffer_free(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_bears_hostile_text),
        cmocka_unit_test(every_value_bears_hostile_text),
        cmocka_unit_test(long_texts_keep_their_place),
        cmocka_unit_test(bytes_that_are_no_text_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
