/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * stream-convert rewrites a record stream in another format. It reads any stream, also
 * one without client_id, and adds no column. Exit status: vierphasen-stream(5).
 */
#include "cli/filter.h"

static const struct tool tool = {
    .line = {.name = "stream-convert",
             .arguments = "[FILE...]",
             .summary = "Rewrite a record stream in another format.",
             .heading = "What to write:",
             .example = "stream-convert --to=excel --output=cases.csv cases.tsv",
             .groups = OPTIONS_READ | OPTIONS_WRITE},
    .kind = FILTER_EXTEND,
};

int main(int argc, char **argv)
{
    return filter_main(&tool, argc, argv);
}
