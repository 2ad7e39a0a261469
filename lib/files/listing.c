/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "files/listing.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/span.h"
#include "files/folder.h"
#include "stream/dialect.h"
#include "stream/output.h"
#include "stream/writer.h"

enum { COLUMNS_MOST = 16, PART_BYTES = OUTPUT_FLUSH_AT / 2 };

struct listing {
    struct folder *folder;
    struct output *rows; /* that are not in the file yet */
    struct writer *writer;
    enum folder_part next;
};

struct listing *listing_open(struct folder *folder, const char *columns)
{
    const struct dialect tsv = {FORMAT_TSV, '\t'};
    struct listing *listing = mem_new(sizeof *listing);
    struct span names[COLUMNS_MOST], rest = span_from(columns);
    unsigned count = 0;

    while (rest.ptr != NULL && count < COLUMNS_MOST)
        names[count++] = span_cut(&rest, ' ');
    listing->folder = folder;
    listing->next = FOLDER_FIRST;
    listing->rows = output_hold();
    listing->writer = writer_new(listing->rows, tsv);
    writer_header(listing->writer, names, count);
    return listing;
}

struct writer *listing_writer(struct listing *listing)
{
    return listing->writer;
}

static bool write_out(struct listing *listing, struct diag *diag)
{
    struct span rows = output_take(listing->rows);

    if (!output_flush(listing->rows, diag) ||
        !folder_write(listing->folder, "index.tsv", listing->next, rows, diag))
        return false;
    listing->next = FOLDER_MORE;
    return true;
}

bool listing_end_row(struct listing *listing, struct diag *diag)
{
    writer_end(listing->writer);
    return output_waiting(listing->rows) < PART_BYTES || write_out(listing, diag);
}

bool listing_finish(struct listing *listing, struct diag *diag)
{
    return write_out(listing, diag);
}

void listing_free(struct listing *listing)
{
    if (listing == NULL)
        return;
    writer_free(listing->writer);
    output_close(listing->rows, false, NULL);
    free(listing);
}
