/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/refusals.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/diag.h"
#include "base/mem.h"

/* More different messages than anybody reads; the rest is told as it comes. */
enum { TEXTS_MOST = 1000 };

/* What makes a message the same, in a key: the parts end with NUL bytes. */
static struct span key_of(const struct diag *diag, char *out, size_t size)
{
    int len = snprintf(out, size, "%s%c%s%c%s", diag->file, '\0', diag->column, '\0',
                       diag->text);

    return span_of(out, (size_t)len < size ? (size_t)len : size - 1);
}

static void tell(struct refusals *refusals, const char *tool, const struct diag *diag)
{
    char bytes[sizeof *diag];
    struct span key;
    long number = -1;

    if (refusals->groups) {
        key = key_of(diag, bytes, sizeof bytes);
        number = dict_find(&refusals->texts, key);
        if (number < 0 && refusals->texts.count < TEXTS_MOST) {
            size_t added = dict_add(&refusals->texts, key);
            mem_grow(&refusals->more, &refusals->room, added + 1,
                     sizeof *refusals->more);
            refusals->more[added] = 0;
        }
    }
    if (number >= 0)
        refusals->more[number]++;
    else
        diag_print(diag, tool, stderr);
}

void refusals_tell(struct refusals *refusals, const char *tool,
                   const struct diag *first, struct diag *others, unsigned count)
{
    tell(refusals, tool, first);
    for (unsigned i = 0; i < count; i++) {
        diag_at(&others[i], first->file, first->line);
        tell(refusals, tool, &others[i]);
    }
}

/* The message of a key, without its line, and how often it came again. */
static void tell_more(struct span key, unsigned long long more, const char *tool)
{
    struct span file = span_cut(&key, '\0'), column = span_cut(&key, '\0');
    struct diag diag;

    diag_set(&diag, DIAG_NONE, "%.*s … and %llu more like this", (int)key.len, key.ptr,
             more);
    diag_at(&diag, file.ptr, 0);
    diag_in_column(&diag, column);
    diag_print(&diag, tool, stderr);
}

void refusals_end(struct refusals *refusals, const char *tool)
{
    for (size_t i = 0; i < refusals->texts.count; i++)
        if (refusals->more[i] > 0)
            tell_more(dict_key(&refusals->texts, i), refusals->more[i], tool);
    dict_free(&refusals->texts);
    free(refusals->more);
    *refusals = (struct refusals){.groups = false};
}
