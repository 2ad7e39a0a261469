/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "files/documents.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/span.h"
#include "files/listing.h"
#include "files/split.h"
#include "stream/output.h"
#include "stream/writer.h"
#include "value/number.h"

enum { NAME_BYTES = 40 };

struct documents {
    const struct documents_form *form;
    struct output *output; /* standard output; or NULL, and either of: */
    struct folder *folder; /* with its listing */
    struct listing *listing;
    struct split *split;
    unsigned long long count;
};

static bool open_folder(struct documents *documents, struct diag *diag)
{
    const struct documents_form *form = documents->form;

    documents->folder = folder_open(form->folder, FOLDER_PRIVATE, form->place, diag);
    if (documents->folder == NULL)
        return false;
    documents->listing = listing_open(documents->folder, "record file client_id");
    return true;
}

static bool open_split(struct documents *documents, struct diag *diag)
{
    const struct split_form form = {.folder = documents->form->folder,
                                    .place = documents->form->place,
                                    .extension = documents->form->extension};

    documents->split = split_open(&form, diag);
    return documents->split != NULL;
}

static bool open_output(struct documents *documents, struct diag *diag)
{
    documents->output = output_open(NULL, OUTPUT_SHARED, diag);
    return documents->output != NULL;
}

struct documents *documents_open(const struct documents_form *form, struct diag *diag)
{
    struct documents *documents = mem_new(sizeof *documents);

    documents->form = form;
    if (form->folder == NULL ? open_output(documents, diag)
        : form->is_split     ? open_split(documents, diag)
                             : open_folder(documents, diag))
        return documents;
    documents_free(documents);
    return NULL;
}

bool documents_begins(const struct documents *documents, struct span value)
{
    if (documents->split != NULL)
        return !split_has(documents->split, value);
    return documents->folder != NULL || documents->count == 0;
}

/* The file's name is made of the number alone, never of data. */
static bool write_file(struct documents *documents, const struct document *document,
                       struct diag *diag)
{
    struct writer *writer = listing_writer(documents->listing);
    char number[NUMBER_BYTES], name[NAME_BYTES];

    snprintf(name, sizeof name, "record-%07llu.%s", document->record,
             documents->form->extension);
    if (!folder_write(documents->folder, name, FOLDER_WHOLE, document->text, diag))
        return false;
    writer_clean(writer,
                 span_of(number, number_format((long)document->record, number)));
    writer_clean(writer, span_from(name));
    writer_value(writer, document->client_id);
    return listing_end_row(documents->listing, diag);
}

bool documents_write(struct documents *documents, const struct document *document,
                     struct diag *diag)
{
    struct span between = span_from(
        documents_begins(documents, document->value) ? "" : documents->form->between);

    documents->count++;
    if (documents->folder != NULL)
        return write_file(documents, document, diag);
    if (documents->split != NULL)
        return split_note(documents->split, document->value, between, diag) &&
               split_write(documents->split, document->value, document->text, diag);
    output_write(documents->output, between);
    output_write(documents->output, document->text);
    return documents->output->error == 0 || output_flush(documents->output, diag);
}

unsigned long long documents_count(const struct documents *documents)
{
    return documents->count;
}

static bool finish_folder(struct documents *documents, struct diag *diag)
{
    bool good = listing_finish(documents->listing, diag);
    struct folder *folder = documents->folder;

    documents->folder = NULL;
    return folder_close(folder, good, good ? diag : NULL) && good;
}

static bool finish_output(struct documents *documents, struct span tail,
                          struct diag *diag)
{
    struct output *output = documents->output;

    if (documents->count > 0)
        output_write(output, tail);
    documents->output = NULL;
    return output_close(output, true, diag);
}

bool documents_finish(struct documents *documents, struct span tail, struct diag *diag)
{
    bool good = documents->output != NULL  ? finish_output(documents, tail, diag)
                : documents->split != NULL ? split_finish(documents->split, tail, diag)
                                           : finish_folder(documents, diag);

    documents_free(documents);
    return good;
}

void documents_free(struct documents *documents)
{
    if (documents == NULL)
        return;
    output_close(documents->output, false, NULL);
    folder_close(documents->folder, false, NULL);
    listing_free(documents->listing);
    split_free(documents->split);
    free(documents);
}
