/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "papers.h"

#include <stdio.h>
#include <stdlib.h>

#include "number.h"
#include "outdir.h"
#include "output.h"
#include "writer.h"

struct papers {
    struct outdir *folder; /* NULL: standard output */
    struct output *output; /* standard output, or index.tsv */
    struct writer *index;
    unsigned long long count;
};

static bool open_index(struct papers *papers, struct diag *diag)
{
    const struct span names[] = {span_from("record"), span_from("file"),
                                 span_from("client_id")};
    const struct dialect tsv = {FORMAT_TSV, '\t'};
    char *path = NULL;

    if (asprintf(&path, "%s/index.tsv", outdir_path(papers->folder)) < 0) {
        diag_no_memory(diag);
        return false;
    }
    papers->output = output_open(path, OUTPUT_PRIVATE, diag);
    free(path);
    if (papers->output != NULL)
        papers->index = writer_new(papers->output, tsv, diag);
    return papers->index != NULL && writer_header(papers->index, names, 3, diag);
}

struct papers *papers_open(const char *folder, struct diag *diag)
{
    struct papers *papers = calloc(1, sizeof *papers);

    if (papers == NULL) {
        diag_no_memory(diag);
        return NULL;
    }
    if (folder == NULL) {
        papers->output = output_open(NULL, OUTPUT_SHARED, diag);
        if (papers->output != NULL)
            return papers;
    } else {
        papers->folder = outdir_open(folder, diag);
        if (papers->folder != NULL && open_index(papers, diag))
            return papers;
    }
    papers_close(papers, false, NULL);
    return NULL;
}

static bool write_file(struct papers *papers, unsigned long long record,
                       struct span client_id, struct span text, struct diag *diag)
{
    char number[NUMBER_BYTES], name[OUTDIR_NAME];

    if (!outdir_write(papers->folder, record, text, name, diag))
        return false;
    writer_clean(papers->index, span_of(number, number_format((long)record, number)));
    writer_clean(papers->index, span_from(name));
    writer_value(papers->index, client_id);
    writer_end(papers->index);
    return true;
}

bool papers_write(struct papers *papers, unsigned long long record,
                  struct span client_id, struct span text, struct diag *diag)
{
    bool is_first = papers->count++ == 0;

    if (papers->folder != NULL)
        return write_file(papers, record, client_id, text, diag);
    if (!is_first)
        output_write(papers->output, span_from("\f"));
    output_write(papers->output, text);
    return output_flush(papers->output, diag);
}

unsigned long long papers_count(const struct papers *papers)
{
    return papers->count;
}

bool papers_close(struct papers *papers, bool keep, struct diag *diag)
{
    bool good;

    if (papers == NULL)
        return true;
    good = output_close(papers->output, keep, diag);
    good = outdir_close(papers->folder, keep && good, good ? diag : NULL) && good;
    writer_free(papers->index);
    free(papers);
    return good;
}
