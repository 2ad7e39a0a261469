#!/usr/bin/python3
# jinja.py FORM: what egv-render --to=html does, by Jinja2
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Reads on stdin what `egv-render --to=json` writes, and writes one page with the document of
# each. The form lib/data/forms/FORM.html becomes a template of Jinja2 as it stands, with its
# parts; which names are lists is read from the list of all names. So the bytes are those of
# egv-render, as long as all persons have the same form. Runs in the project's folder.
import json
import re
import sys

import jinja2
from markupsafe import Markup

FORMS = "lib/data/forms/"
NAMES = "lib/agreement/dossier_names.h"
TAG = re.compile(r"(?P<before>^[ \t]*)?\{\{(?P<sign>[#^/!>]?)\s*(?P<name>[^}]*?)\s*\}\}"
                 r"(?P<after>[ \t]*\n)?", re.M)


def read_names():
    """The kind of each name, and to which list it belongs."""
    pattern = r'X\((\w+), "(\w+)", (\w+), (\w+)\)'
    return {name: (within.lower(), kind)
            for _, name, within, kind in re.findall(pattern, open(NAMES).read())}


def include(name):
    """A form with its parts in place: they begin a line, so nothing has to be indented."""
    text = open(FORMS + name + ".html").read()
    return re.sub(r"^\{\{>\s*([\w-]+)\s*\}\}\n", lambda tag: include(tag[1]), text,
                  flags=re.M)


def translate(text, names):
    """Mustache to Jinja2. A section alone on its line leaves no line behind."""
    opened = []

    def value(name):
        if name == ".":
            return "item" if names[opened[-1]][1] == "TEXTS" else value(opened[-1])
        within = names[name][0]
        return name if within == "whole" else within + "_item." + name

    def begin(sign, name):
        if sign == "^":
            code = "if not " + value(name)
        elif names[name][1] in ("LIST", "TEXTS"):
            item = "item" if names[name][1] == "TEXTS" else name + "_item"
            code = "for " + item + " in " + name
        else:
            code = "if " + value(name)
        opened.append(name)
        return code, code.split()[0]

    ends = []

    def replace(tag):
        sign, name = tag["sign"], tag["name"]
        before, after = tag["before"] or "", tag["after"] or ""
        if sign == "":
            return before + "{{ " + value(name) + " }}" + after
        alone = tag["before"] is not None and tag["after"] is not None
        if sign == "!":
            code = ""
        elif sign == "/":
            opened.pop()
            code = "{% end" + ends.pop() + " %}"
        else:
            words, kind = begin(sign, name)
            ends.append(kind)
            code = "{% " + words + " %}"
        return code if alone else before + code + after

    return TAG.sub(replace, text)


def finalize(value):
    """Values as egv-render escapes them; their lines stay lines."""
    text = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Markup(text.replace("\n", "<br>"))


def main():
    text = translate(include(sys.argv[1]), read_names())
    start, end = re.search(r"<main[^>]*>", text).end(), text.index("</main>")
    settings = jinja2.Environment(autoescape=True, finalize=finalize,
                                  keep_trailing_newline=True)
    head, content, foot = map(settings.from_string,
                              (text[:start], text[start:end], text[end:]))
    write = sys.stdout.write
    person = None
    for line in sys.stdin:
        if person is None:
            write(head.render(json.loads(line)))
        person = json.loads(line)
        write('\n<div class="document">' + content.render(person) + "</div>")
    if person is not None:
        write("\n" + foot.render(person))


main()
