/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "files/papers.h"

#include <stdio.h>
#include <stdlib.h>

#include "files/index.h"
#include "files/outdir.h"
#include "stream/output.h"
#include "value/number.h"

enum { NAME_BYTES = 40 };

struct papers {
    struct output *output; /* standard output, or NULL: */
    struct outdir *folder;
    struct index *index;
    unsigned long long count;
};

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
        if (papers->folder != NULL)
            papers->index = index_open(papers->folder, "record file client_id", diag);
        if (papers->index != NULL)
            return papers;
    }
    papers_close(papers, false, NULL);
    return NULL;
}

/* The file's name is made of the number alone, never of data. */
static bool write_file(struct papers *papers, unsigned long long record,
                       struct span client_id, struct span text, struct diag *diag)
{
    struct writer *writer = index_writer(papers->index);
    char number[NUMBER_BYTES], name[NAME_BYTES];

    snprintf(name, sizeof name, "record-%07llu.txt", record);
    if (!outdir_write(papers->folder, name, OUTDIR_FIRST, text, diag))
        return false;
    writer_clean(writer, span_of(number, number_format((long)record, number)));
    writer_clean(writer, span_from(name));
    writer_value(writer, client_id);
    return index_end_row(papers->index, diag);
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
    good = papers->index == NULL || !keep || index_finish(papers->index, diag);
    good = output_close(papers->output, keep, good ? diag : NULL) && good;
    good = outdir_close(papers->folder, keep && good, good ? diag : NULL) && good;
    index_free(papers->index);
    free(papers);
    return good;
}
