/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/recording.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/diag.h"
#include "base/journal.h"
#include "base/mem.h"
#include "cli/options.h"
#include "cli/version.h"
#include "proof/manifest.h"
#include "stream/output.h"
#include "stream/writer.h"
#include "value/date.h"
#include "value/text.h"

enum { STATUS_FAILED = 2 };

struct recording {
    const struct command_line *line;
    struct output *output;
    int argc;
    char **argv; /* NULL: an argument that is not recorded */
};

static void leave_out(struct recording *recording, const char *value)
{
    for (int i = 1; i < recording->argc; i++) {
        char *argument = recording->argv[i];
        if (value < argument || value > argument + strlen(argument))
            continue;
        if (value == argument)
            recording->argv[i - 1] = NULL;
        recording->argv[i] = NULL;
        return;
    }
}

static _Noreturn void fail_to_begin(const struct command_line *line,
                                    const struct diag *diag)
{
    diag_print(diag, line->name, stderr);
    if (diag->code == DIAG_USAGE)
        options_hint(line->name);
    exit(STATUS_FAILED);
}

static bool check_arguments(const struct recording *recording, struct diag *diag)
{
    for (int i = 1; i < recording->argc; i++) {
        struct span argument =
            span_from(recording->argv[i] != NULL ? recording->argv[i] : "");
        if (text_utf8_prefix(argument) < argument.len)
            return diag_set(diag, DIAG_USAGE,
                            "--manifest: argument %d is not UTF-8, expected UTF-8", i);
    }
    return true;
}

void recording_begin(struct options *options, const struct command_line *line, int argc,
                     char **argv)
{
    struct recording *recording;
    struct diag diag = {0};
    const char *manifest;

    if (options->manifest == NULL || options->version) {
        free(argv);
        return;
    }
    recording = mem_new(sizeof *recording);
    *recording = (struct recording){.line = line, .argc = argc, .argv = argv};
    leave_out(recording, options->manifest);
    if (!check_arguments(recording, &diag))
        fail_to_begin(line, &diag);
    recording->output = output_open(options->manifest, OUTPUT_PRIVATE, &diag);
    if (recording->output == NULL ||
        !output_is_apart(recording->output, "--manifest", &diag))
        fail_to_begin(line, &diag);
    options->recording = recording;
    manifest = output_path(recording->output);
    journal_start(manifest != NULL ? manifest : "", options->manifest_only);
}

static void put(struct writer *writer, enum manifest_kind kind, struct span name,
                struct span value)
{
    manifest_write(writer,
                   &(struct manifest_row){.kind = kind, .name = name, .value = value});
}

static void put_number(struct writer *writer, enum manifest_kind kind, const char *name,
                       unsigned long long number)
{
    char *digits = mem_print("%llu", number);

    put(writer, kind, span_from(name), span_from(digits));
    free(digits);
}

static void put_command(const struct recording *recording,
                        const struct options *options, struct writer *writer)
{
    const struct span none = span_of("", 0);
    char day[DATE_BYTES], name[16];
    unsigned number = 0;

    put_number(writer, MANIFEST_FORM, "", MANIFEST_VERSION);
    put(writer, MANIFEST_TOOL, span_from(recording->line->name),
        span_from(version_text));
    for (int i = 1; i < recording->argc; i++) {
        if (recording->argv[i] == NULL)
            continue;
        snprintf(name, sizeof name, "%u", ++number);
        put(writer, MANIFEST_ARGUMENT, span_from(name), span_from(recording->argv[i]));
    }
    if ((recording->line->groups & (OPTIONS_RULES | OPTIONS_DAY)) == 0 &&
        !(options->labels && options->has_concept))
        return;
    date_format(options->as_of, day);
    put(writer, MANIFEST_AS_OF, none, span_of(day, DATE_BYTES));
}

static void put_entry(struct writer *writer, const struct journal_entry *entry)
{
    struct manifest_row row = {.name = entry->name, .value = entry->value};

    /* The kinds of a journal are those of a manifest, in its order. */
    row.kind = (enum manifest_kind)(MANIFEST_CONCEPT + (int)entry->kind);
    row.bytes = entry->bytes;
    memcpy(row.hash, entry->hash, sizeof row.hash);
    manifest_write(writer, &row);
}

static bool write_all(const struct recording *recording, const struct options *options,
                      const struct recording_counts *counts, int status,
                      struct diag *diag)
{
    const char *fault = journal_settle();
    struct writer *writer;

    if (fault != NULL)
        return diag_set(diag, DIAG_SYSTEM, "--manifest: %s", fault);
    writer = writer_new(recording->output, (struct dialect){FORMAT_TSV, '\t'});
    manifest_write_header(writer);
    put_command(recording, options, writer);
    for (size_t i = 0; i < journal_count(); i++)
        put_entry(writer, journal_entry(i));
    if (counts != NULL) {
        put_number(writer, MANIFEST_COUNT, "read", counts->read);
        put_number(writer, MANIFEST_COUNT, "written", counts->written);
        put_number(writer, MANIFEST_COUNT, "refused", counts->refused);
        put_number(writer, MANIFEST_COUNT, "empty", counts->empty);
    }
    put_number(writer, MANIFEST_STATUS, "", (unsigned)status);
    writer_free(writer);
    return true;
}

int recording_end(struct options *options, const struct recording_counts *counts,
                  int status)
{
    struct recording *recording = options->recording;
    struct diag diag = {0};
    bool keep = status != STATUS_FAILED && journal_is_on();

    if (recording == NULL)
        return status;
    if (keep) {
        journal_commit();
        keep = write_all(recording, options, counts, status, &diag);
    }
    if (!output_close(recording->output, keep, diag.code == DIAG_NONE ? &diag : NULL))
        keep = false;
    if (diag.code != DIAG_NONE) {
        diag_print(&diag, recording->line->name, stderr);
        status = STATUS_FAILED;
    }
    journal_free();
    free(recording->argv);
    free(recording);
    options->recording = NULL;
    return status;
}
