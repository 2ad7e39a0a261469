/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/help.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/mem.h"
#include "base/span.h"
#include "cli/options.h"

static const char *const headings[HELP_GROUPS] = {
    "What to do:", "Rules:", "Format:", "Faults:", "The run:", "Help:"};

/* To argp 0 is the group of the option before, and help is in the last group, -1. */
static int argp_group(int group)
{
    return group < HELP_GROUPS - 1 ? group + 1 : -1;
}

void help_group(struct argp_option *table, size_t count,
                const struct command_line *line)
{
    bool has_group[HELP_GROUPS] = {false};

    for (size_t i = 0; i < count; i++) {
        has_group[table[i].group] = true;
        table[i].group = argp_group(table[i].group);
    }
    for (int i = 0; i < HELP_GROUPS; i++) {
        bool is_own = i == 0 && line->heading != NULL;
        if (has_group[i])
            table[count++] = (struct argp_option){
                .doc = is_own ? line->heading : headings[i], .group = argp_group(i)};
    }
}

char *help_text(const struct command_line *line)
{
    struct span example = span_from(line->example);
    struct buffer text = {0};
    char *result;

    buffer_print(&text, "%s\vExample:\n", line->summary);
    while (example.ptr != NULL) {
        struct span next = span_cut(&example, '\n');
        buffer_print(&text, "  %.*s\n", (int)next.len, next.ptr);
    }
    buffer_print(&text, "\nSee %s(1).", line->name);
    result = mem_print("%.*s", (int)text.len, text.bytes);
    buffer_free(&text);
    return result;
}

_Noreturn void help_print(const struct argp_state *state, unsigned flags)
{
    const char *format = getenv("ARGP_HELP_FMT");
    struct span rest;
    char *text = NULL;
    size_t len = 0;
    FILE *help = open_memstream(&text, &len);

    if (help == NULL)
        mem_exhausted();
    /* Who has set it himself gets what he wants. */
    if (format == NULL || strcmp(format, HELP_OF_ERRORS) == 0)
        setenv("ARGP_HELP_FMT", "rmargin=79,no-dup-args-note", 1);
    argp_state_help(state, help, flags);
    if (fclose(help) != 0)
        mem_exhausted();
    /* argp begins another line behind a text that fills its own. */
    rest = span_of(text, len > 0 ? len - 1 : 0);
    while (rest.ptr != NULL) {
        struct span line = span_cut(&rest, '\n');
        if (line.len == 0 || strspn(line.ptr, " ") < line.len)
            printf("%.*s\n", (int)line.len, line.ptr);
    }
    free(text);
    exit(EXIT_SUCCESS);
}
