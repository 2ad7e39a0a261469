/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Forms: which HTML they may hold, each fault with its line, and how their marks and
 * values become lines of text and pieces of a page.
 */
#include "trace.h"

#include "agreement/form.h"
#include "base/diag.h"
#include "base/mem.h"

enum { GOAL, STEPS, DAY, NAMES };

static const struct template_name LIST[NAMES] = {
    {"goal", TEMPLATE_WHOLE, KIND_OF_TEXT},
    {"steps", TEMPLATE_WHOLE, KIND_OF_LIST},
    {"day", STEPS, KIND_OF_TEXT}};

/* A form in memory, and what its values are. */
struct world {
    const char *text, *goal;
    unsigned step_count, step;
    struct arena arena;
    struct form form;
    struct layout layout;
    struct buffer page;
};

static struct span text_of(void *data, int name)
{
    static const char *const days[] = {"Montag", "Dienstag", ""};
    const struct world *world = data;

    return span_from(name == GOAL ? world->goal : days[world->step]);
}

static unsigned count_of(void *data, int name)
{
    const struct world *world = data;

    return name == STEPS ? world->step_count : text_of(data, name).len > 0;
}

static void enter(void *data, int name, unsigned item)
{
    if (name == STEPS)
        ((struct world *)data)->step = item;
}

static bool open_text(void *data, struct span name, struct span *text,
                      const char **file, struct diag *diag)
{
    (void)name;
    (void)diag;
    *text = span_from(((struct world *)data)->text);
    *file = "brief.html";
    return true;
}

static bool world_read(struct world *world, struct diag *diag)
{
    const struct template_source source = {open_text, world};
    const struct template_names names = {LIST, NAMES};

    return form_read(&world->form, span_from("brief"), &source, names, &world->arena,
                     diag);
}

static void world_drop(struct world *world)
{
    arena_free(&world->arena);
    layout_free(&world->layout);
    buffer_free(&world->page);
}

static void expect_fault(const char *text, unsigned long line, const char *message)
{
    struct world world = {.text = text, .goal = ""};
    struct diag diag = {0};

    if (world_read(&world, &diag))
        fail_msg("no fault: %s", text);
    assert_string_equal(diag.text, message);
    assert_string_equal(diag.file, "brief.html");
    assert_int_equal(diag.line, line);
    world_drop(&world);
}

#define FORM(body) "<head><title>x</title></head><main>" body "</main>"

static void markup_that_no_form_may_hold_is_a_fault(void **state)
{
    static const char fetch[] = "no \\ and no @ but @media and @page in a style";
    static const char again[] = "<main> stands once in a form, in no section";

    (void)state;
    expect_fault("\n<script>", 2, "the element <script> can't stand in a form");
    expect_fault("<p>\n</p>\n<a href=\"x\">", 3,
                 "the element <a> can't stand in a form");
    expect_fault("<p onclick=\"x\">", 1,
                 "the attribute \"onclick\" can't stand in a form");
    expect_fault("<p style=\"x\">", 1, "the attribute \"style\" can't stand in a form");
    expect_fault("<p class=x>", 1, "the value of class must stand in double quotes");
    expect_fault("<p class=\"x>", 1, "the value of class must stand in double quotes");
    expect_fault("<p class=\"{{goal}}\">", 1,
                 "a tag must end before a value or section begins");
    expect_fault("<p {{#goal}}>{{/goal}}", 1,
                 "a tag must end before a value or section begins");
    expect_fault("</p>", 1, "</p> closes nothing in its section");
    expect_fault("<p>{{#goal}}\n</p>{{/goal}}", 2,
                 "</p> closes nothing in its section");
    expect_fault("<p><em></p></em>", 1, "</p> closes nothing in its section");
    expect_fault("{{#goal}}<p>{{/goal}}", 1, "<p> is not closed in its section");
    expect_fault(FORM("") "<p>", 1, "<p> is not closed");
    expect_fault("&euro;", 1,
                 "&euro; is none of the references amp, lt, gt, quot, nbsp, shy");
    expect_fault("\n\na & b", 3, "write &amp; for &");
    expect_fault("<style>{{goal}}</style>", 1, "a value can't stand in <style>");
    expect_fault("<style>\np{background:url(x)}</style>", 2,
                 "url() can't stand in a style");
    expect_fault("<style>p{background:URL(x)}</style>", 1,
                 "URL() can't stand in a style");
    expect_fault("<style>p{background:image-set(\"x\" 1x)}</style>", 1,
                 "image-set() can't stand in a style");
    expect_fault("<style>@import \"x\";</style>", 1, fetch);
    expect_fault("<style>p{background:\\75rl(x)}</style>", 1, fetch);
    expect_fault(FORM("") "<main></main>", 1, again);
    expect_fault("{{#goal}}<main></main>{{/goal}}", 1, again);
    expect_fault("<title>x</title>", 0, again);
    expect_fault("<main></main>", 0, "a form has one <title>");
    expect_fault("<title>x</title>" FORM(""), 0, "a form has one <title>");
}

static void nesting_has_a_limit(void **state)
{
    char text[1024] = "";

    (void)state;
    for (unsigned i = 0; i < 65; i++)
        strcat(text, "<div>");
    expect_fault(text, 1, "elements are nested too deep at <div>");
}

static void expect_text(const char *text, const char *goal, unsigned steps,
                        const char *expected)
{
    struct world world = {.text = text, .goal = goal, .step_count = steps};
    struct template_values values = {text_of, count_of, enter, &world};
    struct diag diag = {0};
    struct span got;

    if (!world_read(&world, &diag))
        fail_msg("%s: %s", text, diag.text);
    got = form_text(&world.form, &values, &world.layout);
    if (!span_is(got, expected))
        fail_msg("%s\nexpected:\n%s\ngot:\n%.*s", text, expected, (int)got.len,
                 got.ptr);
    world_drop(&world);
}

#define TEN "Wort Wort "
#define SEVENTY TEN TEN TEN TEN TEN TEN TEN

static void text_has_blocks_below_their_headings(void **state)
{
    (void)state;
    expect_text("<head><title>Kopf {{goal}}</title><style>p{margin:0}</style></head>\n"
                "<main><h1>Plan</h1>\n<p>  Guten\n Tag&amp;&nbsp;mehr  </p>"
                "<h2>Ziel</h2><p>{{goal}}</p><h3>Schritt</h3><p>a<br>b</p>"
                "<h2>Ende</h2></main>",
                "Koch", 0,
                "Plan\n\nGuten Tag&\xc2\xa0mehr\n\nZiel\n\n   Koch\n\n   Schritt\n\n"
                "   a\n   b\n\nEnde\n");
    /* 78 characters a line, with the indent; a word that is longer stays whole */
    expect_text(FORM("<p>" SEVENTY "12345678 Ende</p>"), "", 0,
                SEVENTY "12345678\nEnde\n");
    expect_text(FORM("<h2>Z</h2><p>" SEVENTY "12345678 Ende</p>"), "", 0,
                "Z\n\n   " TEN TEN TEN TEN TEN TEN "Wort Wort\n   12345678 Ende\n");
}

static void text_has_lists(void **state)
{
    (void)state;
    expect_text(FORM("<p>Davor</p><ul>\n<li>eins</li>\n<li><strong>zwei</strong> und"
                     "</li></ul><p>Danach</p>"),
                "", 0, "Davor\n\n- eins\n- zwei und\n\nDanach\n");
    expect_text(FORM("<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"), "", 0,
                "1. a\n   - b\n2. c\n");
    expect_text(FORM("<ul>{{#steps}}<li>{{day}}</li>{{/steps}}</ul>"), "", 3,
                "- Montag\n- Dienstag\n");
    expect_text(FORM("<dl><dt>Ich</dt><dd>{{goal}}</dd><dt>Du</dt><dd>x</dd></dl>"),
                "eins\r\nzwei\tdrei", 0, "Ich: eins\n   zwei drei\nDu: x\n");
    expect_text(FORM("<dl><dt>Ich</dt><dd>{{goal}}</dd><dt>Du</dt><dd>x</dd></dl>"), "",
                0, "Du: x\n");
    expect_text(FORM("<p><span class=\"box\"></span> ja <span class=\"blank\"></span>"
                     "</p>"),
                "", 0, "[ ] ja ______________________________\n");
}

static void text_has_a_line_for_each_cell(void **state)
{
    (void)state;
    expect_text(
        FORM("<table><caption>Alles</caption><thead><tr><th scope=\"col\">Was"
             "</th><th scope=\"col\">Bis</th></tr></thead><tbody>{{#steps}}<tr>"
             "<th scope=\"row\">Weg</th><td>{{day}}</td></tr>{{/steps}}</tbody>"
             "</table>"),
        "", 3,
        "Alles\n\nWas: Weg\nBis: Montag\n\nWas: Weg\nBis: Dienstag\n\nWas: Weg\n");
    expect_text(FORM("<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"), "",
                0, "a\nb\n");
}

static void page_escapes_values_in_their_place(void **state)
{
    struct world world = {.text =
                              "<title>{{goal}}</title><main><p>{{goal}}</p></main>!",
                          .goal = "<b>&amp;\r\nx"};
    struct template_values values = {text_of, count_of, enter, &world};
    struct diag diag = {0};

    (void)state;
    assert_true(world_read(&world, &diag));
    form_page(&world.form, FORM_HEAD, &values, &world.page);
    buffer_add(&world.page, span_from("|"));
    form_page(&world.form, FORM_CONTENT, &values, &world.page);
    buffer_add(&world.page, span_from("|"));
    form_page(&world.form, FORM_FOOT, &values, &world.page);
    assert_true(span_is(buffer_text(&world.page),
                        "<title>&lt;b&gt;&amp;amp; x</title><main>|"
                        "<p>&lt;b&gt;&amp;amp;<br>x</p>|</main>!"));
    world_drop(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(markup_that_no_form_may_hold_is_a_fault),
        cmocka_unit_test(nesting_has_a_limit),
        cmocka_unit_test(text_has_blocks_below_their_headings),
        cmocka_unit_test(text_has_lists),
        cmocka_unit_test(text_has_a_line_for_each_cell),
        cmocka_unit_test(page_escapes_values_in_their_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
