/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "files/documents.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/span.h"
#include "files/folder.h"
#include "files/listing.h"
#include "stream/output.h"
#include "stream/writer.h"
#include "value/number.h"

enum { NAME_BYTES = 40 };

struct documents {
    struct output *output; /* standard output, or NULL: */
    struct folder *folder;
    struct listing *listing;
    const char *extension;
    const char *between;
    unsigned long long count;
};

struct documents *documents_open(const char *folder, const char *extension,
                                 const char *between, struct diag *diag)
{
    struct documents *documents = mem_new(sizeof *documents);

    documents->extension = extension;
    documents->between = between;
    if (folder == NULL)
        documents->output = output_open(NULL, OUTPUT_SHARED, diag);
    else if ((documents->folder = folder_open(folder, FOLDER_PRIVATE, diag)) != NULL)
        documents->listing = listing_open(documents->folder, "record file client_id");
    if (documents->output != NULL || documents->listing != NULL)
        return documents;
    documents_close(documents, false, NULL);
    return NULL;
}

/* The file's name is made of the number alone, never of data. */
static bool write_file(struct documents *documents, unsigned long long record,
                       struct span client_id, struct span text, struct diag *diag)
{
    struct writer *writer = listing_writer(documents->listing);
    char number[NUMBER_BYTES], name[NAME_BYTES];

    snprintf(name, sizeof name, "record-%07llu.%s", record, documents->extension);
    if (!folder_write(documents->folder, name, FOLDER_WHOLE, text, diag))
        return false;
    writer_clean(writer, span_of(number, number_format((long)record, number)));
    writer_clean(writer, span_from(name));
    writer_value(writer, client_id);
    return listing_end_row(documents->listing, diag);
}

bool documents_write(struct documents *documents, unsigned long long record,
                     struct span client_id, struct span text, struct diag *diag)
{
    bool is_first = documents->count++ == 0;

    if (documents->folder != NULL)
        return write_file(documents, record, client_id, text, diag);
    if (!is_first)
        output_write(documents->output, span_from(documents->between));
    output_write(documents->output, text);
    return documents->output->error == 0 || output_flush(documents->output, diag);
}

void documents_write_end(struct documents *documents, struct span text)
{
    if (documents->output != NULL && documents->count > 0)
        output_write(documents->output, text);
}

unsigned long long documents_count(const struct documents *documents)
{
    return documents->count;
}

bool documents_close(struct documents *documents, bool keep, struct diag *diag)
{
    bool good;

    if (documents == NULL)
        return true;
    good =
        documents->listing == NULL || !keep || listing_finish(documents->listing, diag);
    good = output_close(documents->output, keep, good ? diag : NULL) && good;
    good = folder_close(documents->folder, keep && good, good ? diag : NULL) && good;
    listing_free(documents->listing);
    free(documents);
    return good;
}
