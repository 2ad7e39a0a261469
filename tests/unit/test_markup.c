/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text in pages and XML files: nothing in it becomes markup, and nothing that HTML or
 * XML 1.0 can't hold goes through.
 */
#include "trace.h"

#include "value/markup.h"

#define REPLACED "\xef\xbf\xbd"

struct text_case {
    struct span text;
    const char *between_tags, *in_attribute;
};

#define TEXT(literal)                  \
    {                                  \
        (literal), sizeof(literal) - 1 \
    }

static const struct text_case CASES[] = {
    {TEXT(""), "", ""},
    {TEXT("Bedarf ä € 😀"), "Bedarf ä € 😀", "Bedarf ä € 😀"},
    {TEXT("<b>&amp;]]>"), "&lt;b&gt;&amp;amp;]]&gt;", "&lt;b&gt;&amp;amp;]]&gt;"},
    {TEXT("\"a\" 'b'"), "\"a\" 'b'", "&quot;a&quot; 'b'"},
    {TEXT("a\tb\nc"), "a\tb\nc", "a&#9;b&#10;c"},
    {TEXT("a\rb"), "a" REPLACED "b", "a" REPLACED "b"},
    {TEXT("\0\x01\x1f\x7f"), REPLACED REPLACED REPLACED REPLACED,
     REPLACED REPLACED REPLACED REPLACED},
    /* U+0080, U+009F, U+00A0 */
    {TEXT("\xc2\x80\xc2\x9f\xc2\xa0"), REPLACED REPLACED REPLACED REPLACED "\xc2\xa0",
     REPLACED REPLACED REPLACED REPLACED "\xc2\xa0"},
    /* U+FFFD, U+FFFE, and U+D800, which is no character */
    {TEXT("\xef\xbf\xbd|\xef\xbf\xbe|\xed\xa0\x80"),
     REPLACED "|" REPLACED REPLACED REPLACED "|" REPLACED REPLACED REPLACED,
     REPLACED "|" REPLACED REPLACED REPLACED "|" REPLACED REPLACED REPLACED},
    /* cut off, too long, no beginning */
    {TEXT("\xe2\x82|\xc0\xaf|\x80"),
     REPLACED REPLACED "|" REPLACED REPLACED "|" REPLACED,
     REPLACED REPLACED "|" REPLACED REPLACED "|" REPLACED},
};

static void check(struct buffer *got, const char *expected, size_t number)
{
    if (!span_is(buffer_text(got), expected))
        fail_msg("case %zu: expected \"%s\", got \"%.*s\"", number, expected,
                 (int)got->len, got->bytes);
    buffer_free(got);
}

static void text_never_becomes_markup(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct buffer text = {0}, attribute = {0};
        markup_text(&text, CASES[i].text);
        markup_attribute(&attribute, CASES[i].text);
        check(&text, CASES[i].between_tags, i);
        check(&attribute, CASES[i].in_attribute, i);
    }
}

static void a_format_tells_attributes_from_text(void **state)
{
    struct buffer out = {0};
    struct span quote = span_from("\"<%>\"");

    (void)state;
    markup_print(&out, "<a href=\"#%-%\" b=\"\">%</a>%", 4, quote, span_from("1"),
                 quote, quote);
    check(&out,
          "<a href=\"#&quot;&lt;%&gt;&quot;-1\" b=\"\">\"&lt;%&gt;\"</a>\"&lt;%&gt;\"",
          0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_never_becomes_markup),
        cmocka_unit_test(a_format_tells_attributes_from_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
