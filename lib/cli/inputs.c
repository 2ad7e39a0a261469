/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/inputs.h"

#include <stdlib.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/span.h"
#include "rules/tables.h"
#include "stream/output.h"

void inputs_add(struct inputs *inputs, const char *path)
{
    mem_grow(&inputs->paths, &inputs->room, inputs->count + 1, sizeof *inputs->paths);
    inputs->paths[inputs->count++] = path;
}

void inputs_add_tables(struct inputs *inputs, const struct tables *tables)
{
    for (; tables != NULL; tables = tables->below)
        for (unsigned i = 0; i < tables->count; i++) {
            struct span file = tables->files[i];
            char *path = mem_print("%s/%.*s", tables->folder, (int)file.len, file.ptr);
            inputs_add(inputs, arena_copy(&inputs->arena, span_from(path)).ptr);
            free(path);
        }
}

void inputs_free(struct inputs *inputs)
{
    arena_free(&inputs->arena);
    free(inputs->paths);
}

bool inputs_spared(const struct inputs *inputs, const struct output *output,
                   const char *what, struct diag *diag)
{
    for (size_t i = 0; i < inputs->count; i++)
        if (output_is_file(output, inputs->paths[i]))
            return diag_set(diag, DIAG_USAGE,
                            "%s is a file that is read, expected another one", what);
    return true;
}
