/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "files/index.h"

#include <stdlib.h>

#include "stream/output.h"

enum { COLUMNS_MOST = 8, PART_BYTES = OUTPUT_FLUSH_AT / 2 };

struct index {
    struct outdir *folder;
    struct output *rows; /* that are not in the file yet */
    struct writer *writer;
    enum outdir_part next;
};

struct index *index_open(struct outdir *folder, const char *columns, struct diag *diag)
{
    const struct dialect tsv = {FORMAT_TSV, '\t'};
    struct index *index = calloc(1, sizeof *index);
    struct span names[COLUMNS_MOST], rest = span_from(columns);
    unsigned count = 0;

    if (index == NULL) {
        diag_no_memory(diag);
        return NULL;
    }
    while (rest.ptr != NULL && count < COLUMNS_MOST)
        names[count++] = span_cut(&rest, ' ');
    index->folder = folder;
    index->next = OUTDIR_FIRST;
    index->rows = output_hold(diag);
    if (index->rows != NULL)
        index->writer = writer_new(index->rows, tsv, diag);
    if (index->writer != NULL && writer_header(index->writer, names, count, diag))
        return index;
    index_free(index);
    return NULL;
}

struct writer *index_writer(struct index *index)
{
    return index->writer;
}

static bool write_out(struct index *index, struct diag *diag)
{
    struct span rows = output_take(index->rows);

    if (!output_flush(index->rows, diag) ||
        !outdir_write(index->folder, "index.tsv", index->next, rows, diag))
        return false;
    index->next = OUTDIR_MORE;
    return true;
}

bool index_end_row(struct index *index, struct diag *diag)
{
    writer_end(index->writer);
    return output_waiting(index->rows) < PART_BYTES || write_out(index, diag);
}

bool index_finish(struct index *index, struct diag *diag)
{
    return write_out(index, diag);
}

void index_free(struct index *index)
{
    if (index == NULL)
        return;
    writer_free(index->writer);
    output_close(index->rows, false, NULL);
    free(index);
}
