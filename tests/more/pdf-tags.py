# pdf-tags.py PAGE PDF...: are the tags of PDFs those of their pages?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Arguments are pairs of a page of egv-render and a PDF of it. It says each fault; status 1 if
# there is one. It shares no code with egv-pdf: the HTML is read by html.parser, the text of the
# tags by pdfinfo, their objects by pikepdf.
import html.parser
import re
import subprocess
import sys

import pikepdf

TAGS = {'Document', 'P', 'H1', 'H2', 'H3', 'L', 'LI', 'Lbl', 'LBody', 'Table', 'Caption', 'THead',
        'TBody', 'TR', 'TH', 'TD', 'Span', 'Sect'}
PAINTS = {'f', 'F', 'f*', 'S', 's', 'B', 'B*', 'b', 'b*', 'Do', 'sh', 'Tj', 'TJ', "'", '"', 'BI'}


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.title, self.text, self.scopes, self.headings, self.blanks = '', '', [], [], 0
        self.documents = 0
        self.within = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag not in ('meta', 'br'):
            self.within.append(tag)
        if tag == 'th':
            self.scopes.append((attrs.get('scope'), 'thead' in self.within))
        if re.fullmatch('h[1-6]', tag):
            self.headings.append(tag.upper())
        self.blanks += attrs.get('class') in ('blank', 'box')
        self.documents += attrs.get('class') == 'document'

    def handle_endtag(self, tag):
        self.within.pop()

    def handle_data(self, data):
        if 'title' in self.within:
            self.title += data
        elif 'main' in self.within:
            self.text += data


class Tags:
    """What is in the structure tree, in its order."""

    def __init__(self, pdf, say):
        self.say, self.pdf = say, pdf
        self.elements, self.scopes, self.alts = [], [], 0
        self.contents = {}  # (page, MCID): the element
        self.pages = {page.obj.objgen: i for i, page in enumerate(pdf.pages)}
        root = pdf.Root.StructTreeRoot
        if len(root.K) != 1 or root.K[0].S != '/Document':
            say('the root is not one Document')
        self.walk(root.K[0], root, [])

    def walk(self, node, parent, above):
        tag = str(node.S)[1:]
        self.elements.append(tag)
        if tag not in TAGS:
            self.say(f'a tag {tag}')
        if node.P.objgen != parent.objgen:
            self.say(f'{tag}: its parent is another one')
        if tag == 'TH':
            self.scopes.append((str(node.A.Scope)[1:] if '/A' in node else None,
                                'THead' in above))
        if '/Alt' in node:
            self.alts += 1
        needs = {'LI': 'L', 'Lbl': 'LI', 'LBody': 'LI', 'TR': ('THead', 'TBody'), 'TH': 'TR',
                 'TD': 'TR', 'THead': 'Table', 'TBody': 'Table', 'Caption': 'Table'}.get(tag)
        if needs and (not above or above[-1] not in needs):
            self.say(f'{tag} within {above[-1:]}')
        kids = [kid for kid in node.K]
        below = []
        for kid in kids:
            if isinstance(kid, int):
                self.contents[self.pages[node.Pg.objgen], kid] = node
            else:
                below.append(str(kid.S)[1:])
                self.walk(kid, node, above + [tag])
        if tag == 'LI' and below not in (['LBody'], ['Lbl', 'LBody'], ['Lbl']):
            self.say(f'an item of {below}')
        if tag == 'Table' and below not in (['Caption', 'THead', 'TBody'], ['THead', 'TBody'],
                                            ['TBody'], ['Caption', 'TBody']):
            self.say(f'a table of {below}')


def check_contents(pdf, tags, say):
    """Each thing that is drawn is within one mark, an artifact or a content of an element."""
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    for number, page in enumerate(pdf.pages):
        if nums[2 * number] != page.obj.StructParents:
            say('StructParents and ParentTree differ')
        owners = nums[2 * number + 1]
        open_marks, seen = 0, 0
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ('BDC', 'BMC'):
                open_marks += 1
                if name == 'BDC':
                    mark = operands[1].MCID
                    owner = tags.contents.get((number, mark))
                    if mark != seen or owner is None or owner.objgen != owners[mark].objgen:
                        say(f'page {number + 1}: content {mark} has no element')
                    seen += 1
                elif operands[0] != '/Artifact':
                    say(f'a mark {operands[0]}')
            elif name == 'EMC':
                open_marks -= 1
            elif name in PAINTS and open_marks != 1:
                say(f'page {number + 1}: {name} in {open_marks} marks')


def check(page_name, pdf_name, with_text):
    faults = []

    def say(text):
        faults.append(f'{pdf_name.rsplit("/", 1)[-1]}: {text}')

    with open(page_name, encoding='utf-8') as file:
        page = Page(file.read())
    with pikepdf.open(pdf_name) as pdf:
        root = pdf.Root
        if str(root.Lang) != 'de':
            say('its language is not de')
        if str(pdf.docinfo.Title) != page.title:
            say('its title is another one')
        if root.ViewerPreferences.DisplayDocTitle is not True or root.MarkInfo.Marked is not True:
            say('it is not marked, or hides its title')
        metadata = root.Metadata.read_bytes().decode()
        if page.title not in metadata or 'pdfuaid' in metadata:
            say('its metadata has no title, or claims PDF/UA')
        tags = Tags(pdf, say)
        headings = [tag for tag in tags.elements if re.fullmatch('H[1-6]', tag)]
        if headings != page.headings or headings[0] != 'H1':
            say('its headings are not those of the page')
        if any(int(b[1]) > int(a[1]) + 1 for a, b in zip(headings, headings[1:])):
            say('a level of headings is left out')
        if headings.count('H1') != max(page.documents, 1):
            say('not one first heading a document')
        for scope, in_head in page.scopes:
            if scope != ('col' if in_head else 'row'):
                say('the page: a heading of a table without its scope')
        for scope, in_head in tags.scopes:
            if scope != ('Column' if in_head else 'Row'):
                say(f'a heading of a table with the scope {scope}')
        rows = [scope for scope, in_head in page.scopes if not in_head]
        if len(rows) != len([scope for scope, in_head in tags.scopes if not in_head]):
            say('it has not as many headings of rows as the page')
        if with_text and tags.alts != page.blanks:
            say(f'{tags.alts} lines to write on, the page has {page.blanks}')
        check_contents(pdf, tags, say)
    if with_text:
        told = subprocess.run(['pdfinfo', '-enc', 'UTF-8', '-struct-text', pdf_name], check=True,
                              stdout=subprocess.PIPE).stdout.decode()
        told = ''.join(re.findall(r'^ *"(.*)"$', told, re.MULTILINE))
        headings_again = told.count('InhaltVereinbart') - page.text.count('Inhalt\nVereinbart')
        squeeze = [re.sub(r'\s|•', '', text) for text in (told, page.text)]
        # The head of a table stands on each page that the table is on.
        if headings_again >= 0:
            squeeze = [re.sub('InhaltVereinbart', '', text) for text in squeeze]
        if squeeze[0] != squeeze[1]:
            at = next((i for i, (a, b) in enumerate(zip(*squeeze)) if a != b),
                      min(map(len, squeeze)))
            say(f'the text differs: {squeeze[0][at:at + 40]!r} is {squeeze[1][at:at + 40]!r}')
    return faults


def main():
    found = []
    pairs = sys.argv[1:]
    for page_name, pdf_name in zip(pairs[::2], pairs[1::2]):
        found += check(page_name, pdf_name, 'hostile' not in page_name)
    print('\n'.join(found) or f'{len(pairs) // 2} PDFs')
    sys.exit(1 if found else 0)


main()
