/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/page_output.h"

#include <stdlib.h>

#include "base/diag.h"
#include "base/mem.h"
#include "files/file_names.h"
#include "files/folder.h"
#include "stream/output.h"

struct page_output {
    struct output *output; /* standard output, or NULL: */
    struct folder *folder;
    struct file_names names;
    bool has_lists;
};

struct page_output *page_output_open(const char *folder, const char *index,
                                     struct diag *diag)
{
    static const struct file_names_form form = {"name", "case_manager", NULL};
    struct page_output *output = mem_new(sizeof *output);

    if (folder == NULL)
        output->output = output_open(NULL, OUTPUT_SHARED, diag);
    else if (file_names_read(&output->names, index, &form, diag))
        output->folder = folder_open(folder, FOLDER_PRIVATE, diag);
    if (output->output != NULL || output->folder != NULL)
        return output;
    page_output_close(output, false, NULL);
    return NULL;
}

static bool write_file(struct page_output *output, struct span case_manager,
                       struct span text, struct diag *diag)
{
    const struct file_name *file = file_names_find(&output->names, case_manager);
    char *name;
    bool good;

    if (file == NULL) {
        diag_set(diag, DIAG_TABLE, "a case manager of the list is not in it");
        return diag_at(diag, output->names.path, 0);
    }
    name = mem_print("%.*s.txt", (int)file->name.len, file->name.ptr);
    good = folder_write(output->folder, name, FOLDER_WHOLE, text, diag);
    free(name);
    return good;
}

bool page_output_write(struct page_output *output, struct span case_manager,
                       struct span text, struct diag *diag)
{
    bool is_first = !output->has_lists;

    output->has_lists = true;
    if (output->folder != NULL)
        return write_file(output, case_manager, text, diag);
    if (!is_first)
        output_write(output->output, span_from("\f"));
    output_write(output->output, text);
    return output_flush(output->output, diag);
}

bool page_output_close(struct page_output *output, bool keep, struct diag *diag)
{
    bool good;

    if (output == NULL)
        return true;
    good = output_close(output->output, keep, diag);
    good = folder_close(output->folder, keep && good, good ? diag : NULL) && good;
    file_names_free(&output->names);
    free(output);
    return good;
}
