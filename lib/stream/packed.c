/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The first bytes are those of file(1)'s magic(5). Names of programs are Debian's.
 */
#include "stream/packed.h"

#include <stddef.h>

#define COMPRESSED(by, program) \
    "compressed by " by ", expected text: put \"" program " FILE |\" in front"
#define WORKBOOK(what) \
    what ", expected text: put \"in2csv -I FILE |\" in front, or save it as CSV"

static const char OPEN_DOCUMENT[] = "an OpenDocument file, expected text: save it as "
                                    "CSV, or make a workbook of it with "
                                    "\"soffice --headless --convert-to xlsx FILE\"";

static const struct {
    const char *magic, *converted; /* the latter from Windows-1252 to UTF-8 */
    const char *fault;
} kinds[] = {
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
     "\xC3\x90\xC3\x8F\x11\xC3\xA0\xC2\xA1\xC2\xB1\x1A\xC3\xA1",
     WORKBOOK("an old workbook (xls), or one with a password")},
    {"\x1F\x8B\x08", "\x1F\xE2\x80\xB9\x08", COMPRESSED("gzip", "zcat")},
    {"\x28\xB5\x2F\xFD", "\x28\xC2\xB5\x2F\xC3\xBD", COMPRESSED("zstd", "zstdcat")},
    {"\xFD"
     "7zXZ",
     "\xC3\xBD"
     "7zXZ",
     COMPRESSED("xz", "xzcat")},
    {"BZh91AY&SY", "BZh91AY&SY", COMPRESSED("bzip2", "bzcat")},
};

bool packed_is_archive(struct span head)
{
    return span_starts(head, "PK\003\004");
}

static bool holds(struct span text, const char *word)
{
    return memmem(text.ptr, text.len, word, strlen(word)) != NULL;
}

/* The first names of an archive tell who made it. */
static const char *archive_fault(struct span head)
{
    if (holds(head, "mimetypeapplication/vnd.oasis.opendocument"))
        return OPEN_DOCUMENT;
    if (holds(head, "[Content_Types].xml") || holds(head, "_rels/.rels") ||
        holds(head, "docProps/") || holds(head, "xl/"))
        return WORKBOOK("a workbook (xlsx)");
    return COMPRESSED("zip", "unzip -p");
}

const char *packed_fault(struct span head)
{
    if (packed_is_archive(head))
        return archive_fault(head);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (span_starts(head, kinds[i].magic) || span_starts(head, kinds[i].converted))
            return kinds[i].fault;
    return NULL;
}
