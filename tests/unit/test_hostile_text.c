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
#include "hostile_documents.h"

#include <dirent.h>

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
        return span_is(buffer_text(&cells->text[OFFICE + 1]), "\n\n\n") ||
                       has_lines(document, marks)
                   ? NULL /* nothing to read leaves no line */
                   : "other lines";
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
