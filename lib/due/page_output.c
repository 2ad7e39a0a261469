/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/page_output.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "base/mem.h"
#include "due/page_html.h"
#include "due/page_words.h"
#include "files/file_names.h"
#include "files/folder.h"
#include "stream/output.h"

struct page_output {
    struct output *output; /* standard output, or NULL: */
    struct folder *folder;
    struct file_names names;
    bool is_html, has_lists;
    struct buffer page; /* of HTML */
};

struct page_output *page_output_open(const char *folder, const char *index,
                                     bool is_html, struct diag *diag)
{
    static const struct file_names_form form = {"name", "case_manager", NULL};
    struct page_output *output = mem_new(sizeof *output);

    output->is_html = is_html;
    if (folder == NULL)
        output->output = output_open(NULL, OUTPUT_SHARED, diag);
    else if (file_names_read(&output->names, index, &form, diag))
        output->folder = folder_open(folder, FOLDER_PRIVATE, FOLDER_NEW, diag);
    if (output->output != NULL || output->folder != NULL)
        return output;
    page_output_close(output, false, NULL);
    return NULL;
}

struct file_names *page_output_names(struct page_output *output)
{
    return output->folder != NULL ? &output->names : NULL;
}

/* A page of HTML around a section; else the text itself. */
static struct span complete(struct page_output *output, struct span case_manager,
                            struct span text)
{
    if (!output->is_html)
        return text;
    output->page.len = 0;
    page_html_begin(&output->page, case_manager);
    buffer_add(&output->page, text);
    page_html_end(&output->page);
    return buffer_text(&output->page);
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
    name = mem_print("%.*s.%s", (int)file->name.len, file->name.ptr,
                     output->is_html ? "html" : "txt");
    good = folder_write(output->folder, name, FOLDER_WHOLE,
                        complete(output, case_manager, text), diag);
    free(name);
    return good;
}

/* What stands before a list on standard output. */
static void separate(struct page_output *output)
{
    if (output->has_lists) {
        output_write(output->output, span_from(output->is_html ? "" : "\f"));
        return;
    }
    output->has_lists = true;
    if (!output->is_html)
        return;
    output->page.len = 0;
    page_html_begin(&output->page, span_of(NULL, 0));
    output_write(output->output, buffer_text(&output->page));
}

bool page_output_write(struct page_output *output, struct span case_manager,
                       struct span text, struct diag *diag)
{
    if (output->folder != NULL)
        return write_file(output, case_manager, text, diag);
    separate(output);
    output_write(output->output, text);
    return output_flush(output->output, diag);
}

/* The one page of HTML has its end, and is one where there is no list. */
static void end_page(struct page_output *output)
{
    if (!output->has_lists) {
        separate(output);
        output_write(output->output, span_from("<h1>" PAGE_TITLE
                                               "</h1>\n<p>Die Liste ist leer.</p>\n"));
    }
    output->page.len = 0;
    page_html_end(&output->page);
    output_write(output->output, buffer_text(&output->page));
}

bool page_output_close(struct page_output *output, bool keep, struct diag *diag)
{
    bool good;

    if (output == NULL)
        return true;
    if (keep && output->is_html && output->output != NULL)
        end_page(output);
    good = output_close(output->output, keep, diag);
    good = folder_close(output->folder, keep && good, good ? diag : NULL) && good;
    file_names_free(&output->names);
    buffer_free(&output->page);
    free(output);
    return good;
}
