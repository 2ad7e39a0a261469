/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Hostile texts for tests of documents: kinds of attack, each in five surroundings.
 */
#ifndef VIERPHASEN_TEST_HOSTILE_H
#define VIERPHASEN_TEST_HOSTILE_H

#include "base/buffer.h"

/* Accents, a few of them on a letter and far too many. */
#define ACCENTS_3 "\xcc\x81\xcc\xa7\xe2\x83\x9d"
#define ACCENTS_12 ACCENTS_3 ACCENTS_3 ACCENTS_3 ACCENTS_3
#define ACCENTS_48 ACCENTS_12 ACCENTS_12 ACCENTS_12 ACCENTS_12

static const char *const HOSTILE[] = {
    /* markup */
    "<b>", "</p>", "</main>", "</title><script>alert(1)</script>", "</style>",
    "<script>alert(document.domain)</script>", "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>", "<iframe src=\"file:///etc/passwd\"></iframe>", "<!--",
    "-->", "<![CDATA[", "]]>", "<?xml version=\"1.0\"?>", "<!DOCTYPE html>",
    "<plaintext>", "<a href=\"javascript:alert(1)\">x</a>", "<table><tr><td>",
    "<textarea>", "<base href=\"http://a.example/\">",
    "<meta http-equiv=\"refresh\" content=\"0;url=http://a.example/\">",
    "<link rel=stylesheet href=\"file:///tmp/x.css\">", "< b >", "<", ">", "<br>",
    /* attributes and references */
    "\" onmouseover=\"alert(1)", "' autofocus onfocus='alert(1)", "&", "&amp;",
    "&lt;b&gt;", "&#60;b&#62;", "&#x3c;", "&copy", "&nbsp;", "&#0;", "&#1114112;",
    "%3Cb%3E",
    /* style sheets and addresses */
    "body{display:none}", "*/ @import url(http://a.example/x.css); /*",
    "style=\"background:url(file:///etc/passwd)\"", "http://a.example/?q=1&r=2",
    "file:///etc/passwd", "javascript:alert(1)", "data:text/html,<b>x",
    /* the language of templates */
    "{{goal}}", "{{{goal}}}", "{{&goal}}", "{{#steps}}x{{/steps}}", "{{^goal}}",
    "{{/goal}}", "{{>ende}}", "{{! x }}", "{{=<% %>=}}", "{{.}}", "{{", "}}", "{goal}",
    "${7*7}", "<%= 7*7 %>", "{% for x in y %}",
    /* characters that programs obey */
    "a\tb", "a\rb", "a\r\nb", "\n\n\n",
    "a\xe2\x80\xa8"
    "b\xe2\x80\xa9"
    "c",
    "\xe2\x80\xae"
    "abc",
    "\xe2\x80\xaa"
    "a\xe2\x80\xab"
    "b\xe2\x80\xac\xe2\x80\xac\xe2\x80\xac",
    "\xe2\x81\xa6"
    "a\xe2\x81\xa7"
    "b\xe2\x81\xa8"
    "c\xe2\x81\xa9\xe2\x81\xa9\xe2\x81\xa9",
    "\xe2\x80\x8e"
    "1\xe2\x80\x8f"
    "2\xd8\x9c"
    "3",
    "\xe2\x80\x8b\xe2\x80\x8c\xe2\x80\x8d\xe2\x81\xa0\xef\xbb\xbf", "\xc2\xad\xc2\xa0",
    "\xef\xbf\xbe\xef\xbf\xbf",
    "\xef\xbf\xb9"
    "a\xef\xbf\xba"
    "b\xef\xbf\xbb",
    /* writing */
    "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d (1) 2-3",
    "\xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7 12", "\xf0\x9e\xa4\x80\xf0\x9e\xa4\x81",
    "e" ACCENTS_3, "Z" ACCENTS_48, ACCENTS_3, ACCENTS_12,
    "\xe6\xbc\xa2\xe5\xad\x97\xe6\xbc\xa2\xe5\xad\x97",
    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb",
    /* paths, shells and tables */
    "../../etc/passwd", "/", "C:\\Windows\\", "a\\nb\\t", "\\", "$(reboot)", "`reboot`",
    "'; DROP TABLE x; --", "=1+1", "@SUM(A1)", "%s%n%d", "CON.html", "-rf", "a\"\"b",
    "   blank   ", "_____", "- 1. Schritt 1:"};

/* The same, but no text of a person's column may hold them. */
static const char *const CONTROLS[] = {
    "\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0c\x0e\x0f\x10",
    "\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\x7f",
    "\x1b[2J\x1b]0;x\x07", "\fUnterschriften\f",
    "\xc2\x80\xc2\x85\xc2\x9b"
    "31m\xc2\x9f"};

enum {
    HOSTILE_KINDS = sizeof HOSTILE / sizeof *HOSTILE,
    HOSTILE_CONTROLS = sizeof CONTROLS / sizeof *CONTROLS,
    HOSTILE_WAYS = 5,
    HOSTILE_COUNT = (HOSTILE_KINDS + HOSTILE_CONTROLS) * HOSTILE_WAYS
};

static inline bool hostile_has_controls(unsigned number)
{
    return number >= HOSTILE_KINDS * HOSTILE_WAYS;
}

/* Writes the text of that number, instead of what is there. */
static inline void hostile_text(struct buffer *out, unsigned number)
{
    static const char *const before[HOSTILE_WAYS] = {"", "vor ", "Wort", "\">",
                                                     "{{/goal}}</dd></dl></main>"};
    static const char *const behind[HOSTILE_WAYS] = {"", " nach", "Wort", "\n<!--",
                                                     "\n<h2>"};
    unsigned kind = number / HOSTILE_WAYS, way = number % HOSTILE_WAYS;
    struct span text = span_from(
        hostile_has_controls(number) ? CONTROLS[kind - HOSTILE_KINDS] : HOSTILE[kind]);

    out->len = 0;
    for (unsigned i = 0; i < (way == 1 ? 6 : 1); i++) {
        buffer_add(out, span_from(before[way]));
        buffer_add(out, text);
        buffer_add(out, span_from(behind[way]));
    }
}

#endif
