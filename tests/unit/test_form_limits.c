/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Forms as others write them: how long and how deep one may be, what is no text, what
 * Windows puts around a text, and what of a style or a place would reach beyond the
 * document.
 */
#include "rules.h"

#include "agreement/form.h"

#define BEGIN "<!doctype html>\n<html lang=\"de\">\n<head>\n<title>T</title>\n"
#define MAIN "</head>\n<body>\n<main>\n"
#define END "</main>\n</body>\n</html>\n"

enum { MIB = 1 << 20 };

static const struct template_name NAMES[] = {{"goal", TEMPLATE_WHOLE, KIND_OF_TEXT},
                                             {"steps", TEMPLATE_WHOLE, KIND_OF_LIST},
                                             {"day", 1, KIND_OF_TEXT}};

/* A form that is opened from a folder. */
struct opened {
    struct house house;
    struct arena arena;
    struct form form;
    struct diag diag;
};

static void begin(struct opened *it)
{
    *it = (struct opened){0};
    house_make(&it->house);
}

static void put_bytes(struct opened *it, const char *name, struct span bytes)
{
    char path[128];
    FILE *file;

    house_put(&it->house, name, "");
    snprintf(path, sizeof path, "%s/%s", it->house.folder, name);
    file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
}

static bool open_form(struct opened *it)
{
    return form_open(&it->form, it->house.folder, span_from("f"),
                     (struct template_names){NAMES, COUNT_OF(NAMES)}, &it->arena,
                     &it->diag);
}

static void end(struct opened *it)
{
    arena_free(&it->arena);
    house_drop(&it->house);
}

/* Opens the form; expects the fault, or none (NULL); and ends. */
static void expect(struct opened *it, const char *fault)
{
    bool done = open_form(it);

    if (done != (fault == NULL))
        fail_msg("got \"%s\", expected \"%s\"", done ? "" : it->diag.text,
                 fault != NULL ? fault : "");
    if (!done)
        assert_string_equal(fault_text(&it->diag, it->house.folder), fault);
    end(it);
}

static void expect_of(const char *bytes, size_t len, const char *fault)
{
    struct opened it;

    begin(&it);
    put_bytes(&it, "f.html", span_of(bytes, len));
    expect(&it, fault);
}

static void put_times(struct buffer *out, const char *text, unsigned times)
{
    while (times-- > 0)
        buffer_add(out, span_from(text));
}

/* A form whose main holds a text so many times between two others. */
static void expect_times(const char *before, const char *text, const char *behind,
                         unsigned times, const char *fault)
{
    struct buffer out = {0};

    put_times(&out, BEGIN MAIN, 1);
    put_times(&out, before, times);
    put_times(&out, text, 1);
    put_times(&out, behind, times);
    put_times(&out, END, 1);
    expect_of(out.bytes, out.len, fault);
    buffer_free(&out);
}

static void forms_have_a_length(void **state)
{
    struct buffer out = {0};

    (void)state;
    put_times(&out, BEGIN MAIN "<p>", 1);
    put_times(&out, "x", (unsigned)(MIB - out.len - strlen("</p>" END)));
    put_times(&out, "</p>" END, 1);
    assert_int_equal(out.len, MIB);
    expect_of(out.bytes, out.len, NULL);
    buffer_add_char(&out, '\n');
    expect_of(out.bytes, out.len, "f.html: longer than a form may be, 1 MiB");
    buffer_free(&out);
    expect_times("{{goal}}", "", "", 19990, NULL);
    expect_times("{{goal}}", "", "", 20000,
                 "f.html:8: the template has too many parts");
}

static void forms_have_a_depth(void **state)
{
    struct opened it;

    (void)state;
    expect_times("{{#goal}}", "", "{{/goal}}", 16, NULL);
    expect_times("{{#goal}}", "", "{{/goal}}", 17,
                 "f.html:8: sections are nested too deep at {{#goal}}");
    expect_times("<div>", "", "</div>", 61, NULL);
    expect_times("<div>", "", "</div>", 62,
                 "f.html:8: elements are nested too deep at <div>");
    for (unsigned depth = 15; depth <= 16; depth++) {
        begin(&it);
        house_put(&it.house, "f.html", "{{>p1}}\n" BEGIN MAIN END);
        for (unsigned i = 1; i <= depth; i++) {
            char name[16], text[16];
            snprintf(name, sizeof name, "p%u.html", i);
            snprintf(text, sizeof text, i < depth ? "{{>p%u}}" : "\n", i + 1);
            house_put(&it.house, name, text);
        }
        expect(&it, depth == 15
                        ? NULL
                        : "p15.html:1: templates are nested too deep at {{>p16}}");
    }
}

/* Parts of parts could be more than a disk holds. */
static void parts_have_an_end(void **state)
{
    struct buffer out = {0};
    struct opened it;

    (void)state;
    begin(&it);
    house_put(&it.house, "p.html", "");
    put_times(&out, "{{>p}}\n", 1000);
    put_bytes(&it, "f.html", buffer_text(&out));
    expect(&it, "f.html:1000: a template reads more than 1000 parts");
    out.len = 0;
    put_times(&out, "\n", MIB);
    begin(&it);
    put_bytes(&it, "p.html", buffer_text(&out));
    house_put(&it.house, "f.html",
              "\n{{>p}}\n                                    {{>p}}\n");
    expect(&it, "f.html:3: a template and its parts have more than 16 MiB");
    buffer_free(&out);
}

static void what_is_no_text_is_refused(void **state)
{
    static const char latin[] = BEGIN MAIN "<p>\xe4</p>" END,
                      nul[] = BEGIN "\0" MAIN END,
                      escape[] = "\n\x1b[2J" BEGIN MAIN END, c1[] = "\xc2\x85",
                      surrogate[] = "<!-- \xed\xa0\x80";
    struct opened it;
    char path[128];

    (void)state;
    expect_of(latin, strlen(latin), "f.html:8: a form must be UTF-8, this line is not");
    expect_of(nul, sizeof nul - 1, "f.html:5: a control character in a form");
    expect_of(escape, strlen(escape), "f.html:2: a control character in a form");
    expect_of(c1, strlen(c1), "f.html:1: a control character in a form");
    expect_of(surrogate, strlen(surrogate),
              "f.html:1: a form must be UTF-8, this line is not");
    expect_of("", 0, "f.html: <main> stands once in a form, in no section");
    begin(&it);
    snprintf(path, sizeof path, "%s/f.html", it.house.folder);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_false(open_form(&it));
    assert_string_equal(fault_text(&it.diag, it.house.folder),
                        "f.html: cannot read: Is a directory");
    assert_int_equal(rmdir(path), 0);
    end(&it);
}

static struct span text_of(void *data, int name)
{
    (void)data;
    (void)name;
    return span_from("Ziel");
}

static unsigned count_of(void *data, int name)
{
    (void)data;
    (void)name;
    return 1;
}

static void enter(void *data, int name, unsigned item)
{
    (void)data;
    (void)name;
    (void)item;
}

static void put_page(struct buffer *out, const char *text, struct span part)
{
    struct template_values values = {text_of, count_of, enter, NULL};
    struct opened it;

    begin(&it);
    house_put(&it.house, "f.html", text);
    put_bytes(&it, "p.html", part);
    if (!open_form(&it))
        fail_msg("%s", fault_text(&it.diag, it.house.folder));
    for (int piece = FORM_HEAD; piece <= FORM_FOOT; piece++)
        form_page(&it.form, (enum form_piece)piece, &values, out);
    end(&it);
}

/* A form saved on Windows is the same form. */
static void marks_of_windows_are_taken_off(void **state)
{
    static const char plain[] = BEGIN MAIN "{{#goal}}\n<p\nclass=\"a\">{{goal}}</p>\n"
                                           "{{/goal}}\n  {{>p}}\n" END;
    struct buffer windows = {0}, out = {0}, expected = {0};

    (void)state;
    put_times(&windows, TEXT_BOM, 1);
    for (const char *at = plain; *at != '\0'; at++) {
        if (*at == '\n')
            buffer_add_char(&windows, '\r');
        buffer_add_char(&windows, *at);
    }
    buffer_add_char(&windows, '\0');
    put_page(&expected, plain, span_from("<p>x</p>\n"));
    put_page(&out, windows.bytes, span_from(TEXT_BOM "<p>x</p>\r\n"));
    assert_true(span_equal(buffer_text(&out), buffer_text(&expected)));
    assert_true(span_is(buffer_text(&out),
                        BEGIN MAIN "<p\nclass=\"a\">Ziel</p>\n  <p>x</p>\n" END));
    buffer_free(&windows);
    buffer_free(&out);
    buffer_free(&expected);
}

/* Main may have attributes, and its end tag a blank. */
static void content_is_what_main_holds(void **state)
{
    struct template_values values = {text_of, count_of, enter, NULL};
    struct buffer out = {0};
    struct opened it;

    (void)state;
    begin(&it);
    house_put(&it.house, "f.html",
              BEGIN "</head>\n<body>\n<main class=\"a\"><p>{{goal}}</p></main >\n"
                    "</body>\n</html>\n");
    assert_true(open_form(&it));
    form_page(&it.form, FORM_CONTENT, &values, &out);
    assert_true(span_is(buffer_text(&out), "<p>Ziel</p>"));
    out.len = 0;
    form_page(&it.form, FORM_FOOT, &values, &out);
    assert_true(span_is(buffer_text(&out), "</main >\n</body>\n</html>\n"));
    buffer_free(&out);
    end(&it);
}

static void expect_style(const char *style, const char *fault)
{
    struct buffer out = {0};

    put_times(&out, BEGIN "<style>\n", 1);
    put_times(&out, style, 1);
    put_times(&out, "</style>\n" MAIN END, 1);
    expect_of(out.bytes, out.len, fault);
    buffer_free(&out);
}

static void styles_fetch_nothing(void **state)
{
    (void)state;
    expect_style("p{width:calc(1rem + 2px);color:rgb(0,0,0)}\n", NULL);
    expect_style("@media (min-width:40rem){p{margin:0}}@page{margin:2cm}", NULL);
    expect_style("li:not(:first-child){margin:0}", NULL);
    expect_style("p{background:url(x.png)}", "f.html:6: url() can't stand in a style");
    expect_style("\np{background:URL(x.png)}",
                 "f.html:7: URL() can't stand in a style");
    expect_style("p{background:image-set('x.png' 1x)}",
                 "f.html:6: image-set() can't stand in a style");
    expect_style("p{background:src('x.png')}",
                 "f.html:6: src() can't stand in a style");
    expect_style("@import 'x.css';",
                 "f.html:6: no \\ and no @ but @media and @page in a style");
    expect_style("@font-face{}",
                 "f.html:6: no \\ and no @ but @media and @page in a style");
    expect_style("p{background:u\\72l(x)}",
                 "f.html:6: no \\ and no @ but @media and @page in a style");
    expect_style("p{{{goal}}:0}", "f.html:6: every value is escaped: write {{goal}}");
    expect_style("p{ {{goal}} }", "f.html:6: a value can't stand in <style>");
    expect_style("<b>", "f.html:6: the element <b> can't stand in a form");
    expect_style("<p>", "f.html:6: <style> can hold no element");
}

/* A browser would move text out of these. */
static void values_stand_where_text_can(void **state)
{
    (void)state;
    expect_times("<ul>{{goal}}</ul>", "", "", 1,
                 "f.html:8: a value can't stand in <ul>");
    expect_times("<dl>{{goal}}</dl>", "", "", 1,
                 "f.html:8: a value can't stand in <dl>");
    expect_times("<table><tr>{{#goal}}<td>x</td>{{.}}{{/goal}}</tr></table>", "", "", 1,
                 "f.html:8: a value can't stand in <tr>");
    expect_times("<table>{{#steps}}<tr><td>{{day}}</td></tr>{{/steps}}</table>", "", "",
                 1, NULL);
    expect_of("{{goal}}", 8, "f.html:1: a value stands outside <html>");
    expect_of(BEGIN "{{goal}}" MAIN END, strlen(BEGIN "{{goal}}" MAIN END),
              "f.html:5: a value can't stand in <head>");
    expect_times("<p>x</p y>", "", "", 1, "f.html:8: </p> holds more than its name");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_have_a_length),
        cmocka_unit_test(forms_have_a_depth),
        cmocka_unit_test(parts_have_an_end),
        cmocka_unit_test(what_is_no_text_is_refused),
        cmocka_unit_test(marks_of_windows_are_taken_off),
        cmocka_unit_test(content_is_what_main_holds),
        cmocka_unit_test(styles_fetch_nothing),
        cmocka_unit_test(values_stand_where_text_can),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
