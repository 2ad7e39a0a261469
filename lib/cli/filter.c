/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One place prints, one place chooses the exit status: both are here.
 */
#include "cli/filter.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/apart.h"
#include "base/buffer.h"
#include "base/journal.h"
#include "base/process.h"
#include "base/shown.h"
#include "cli/filter_private.h"
#include "cli/import_notes.h"
#include "cli/job.h"
#include "cli/jobs.h"
#include "cli/notes.h"
#include "cli/opening.h"
#include "cli/recording.h"
#include "cli/version.h"
#include "cli/writing.h"
#include "stream/added.h"
#include "stream/header.h"
#include "stream/output.h"

enum { STATUS_GOOD, STATUS_REFUSED, STATUS_FAILED };

void filter_note(const struct filter *filter, const char *format, ...)
{
    struct buffer text = {0};
    va_list args;

    if (filter->options.quiet)
        return;
    buffer_print(&text, "%s: ", filter->tool->line.name);
    va_start(args, format);
    buffer_print_list(&text, format, args);
    va_end(args);
    shown_print_line(buffer_text(&text), stderr);
    buffer_free(&text);
}

void filter_note_doubts_of(struct filter *filter, const struct concept *concept,
                           unsigned doubts)
{
    notes_say_doubts(filter, concept, doubts & ~filter->own->noted_doubts);
    filter->own->noted_doubts |= doubts;
}

void filter_note_doubts(struct filter *filter, unsigned doubts)
{
    filter_note_doubts_of(filter, filter->concept, doubts);
}

enum filter_status filter_usage(struct filter *filter, const char *text)
{
    return diag_set(&filter->diag, DIAG_USAGE, "%s", text) ? FILTER_OK : FILTER_FAILED;
}

struct faults *filter_faults(struct filter *filter)
{
    return &filter->own->faults;
}

static int fail(struct filter *filter)
{
    const struct faults *faults = &filter->own->faults;

    for (unsigned i = 0; i < faults->count; i++)
        diag_print(&faults->list[i], filter->tool->line.name, stderr);
    if (faults->count > 0)
        return STATUS_FAILED;
    diag_print(&filter->diag, filter->tool->line.name, stderr);
    if (filter->diag.code == DIAG_USAGE)
        options_hint(filter->tool->line.name);
    return STATUS_FAILED;
}

char *filter_room(struct filter *filter, size_t size)
{
    return added_room(&filter->own->added, size);
}

unsigned filter_add(struct filter *filter, struct span name)
{
    bool extends = filter->tool->kind == FILTER_EXTEND;

    return added_add(&filter->own->added, extends ? filter->header : NULL, name);
}

unsigned filter_add_all(struct filter *filter, const char *names)
{
    unsigned first = (unsigned)filter->own->added.count;
    struct span rest = span_from(names);

    while (rest.ptr != NULL)
        filter_add(filter, span_cut(&rest, ' '));
    return first;
}

void filter_set(struct filter *filter, unsigned column, struct span value)
{
    added_set(&filter->own->added, column, value, false);
}

void filter_set_code(struct filter *filter, unsigned column, struct span value)
{
    added_set(&filter->own->added, column, value, true);
}

void filter_set_explanation(struct filter *filter, unsigned column,
                            const struct explanation *explanation)
{
    filter_set(filter, column, explain_text(explanation));
}

void filter_add_fact(struct filter *filter, int fact)
{
    filled_add_fact(&filter->own->filled, filter, fact);
}

void filter_add_judged(struct filter *filter, unsigned number)
{
    filled_add_judged(&filter->own->filled, filter, number);
}

enum filter_status filter_refuse(struct filter *filter, struct span raw)
{
    filter->own->has_refused = true;
    if (filter->own->job != NULL)
        return job_refuse(filter, raw);
    refusals_tell(&filter->own->refusals, filter->tool->line.name, &filter->diag,
                  filter->others, filter->other_count);
    filter->other_count = 0;
    side_files_reject(&filter->own->files, &filter->diag, raw);
    return filter->options.keep_going ? FILTER_OK : FILTER_REFUSED;
}

struct concept *filter_open_concept(struct filter *filter, const char *name,
                                    int32_t as_of)
{
    struct concept *concept = concept_open(name, as_of, &filter->own->faults);

    if (concept == NULL)
        return NULL;
    notes_say_validity(filter, concept, as_of);
    filter_note_doubts_of(filter, concept, concept->doubts);
    return concept;
}

const char *filter_input_name(const struct filter *filter)
{
    const struct options *options = &filter->options;
    bool is_stdin = options->file_count == 0 || strcmp(options->files[0], "-") == 0;

    return is_stdin ? "<stdin>" : options->files[0];
}

static enum filter_status refuse(struct filter *filter, const struct record *record)
{
    enum filter_status status;

    filter->counts.refused++;
    if (filter->tool->needs_all || filter->needs_all)
        return FILTER_FAILED;
    status = filter_refuse(filter, record->raw);
    if (side_files_refuse(&filter->own->files, record, &filter->diag))
        return status;
    if (filter->diag.code != DIAG_TOO_LONG)
        return FILTER_FAILED;
    diag_print(&filter->diag, filter->tool->line.name, stderr);
    return status;
}

bool filter_can_decode(struct filter *filter, const struct record *record,
                       unsigned column)
{
    char scratch[HEADER_SHOWN_BYTES];
    struct span field = record_field(record, column);

    if (writer_format(filter->writer) == FORMAT_TSV ||
        !record_has_escapes(record, field))
        return true;
    return record_can_decode(
        record, field, header_shown(filter->header, column, scratch), &filter->diag);
}

/* Columns that pass are decoded too where the output is no TSV. */
static bool can_decode_all(struct filter *filter, const struct record *record)
{
    if (record->plain || writer_format(filter->writer) == FORMAT_TSV)
        return true;
    for (unsigned i = 0; i < record->count; i++)
        if (!filter_can_decode(filter, record, i))
            return false;
    return true;
}

/* One good record through the tool. */
static enum filter_status work(struct filter *filter, const struct record *record)
{
    const struct tool *tool = filter->tool;
    enum filter_status status = FILTER_OK;

    added_begin(&filter->own->added);
    if ((filter->facts != NULL && !facts_read(filter->facts, record, &filter->diag)) ||
        (tool->kind == FILTER_EXTEND && !can_decode_all(filter, record)))
        status = FILTER_REFUSED;
    else
        filled_set(&filter->own->filled, filter->facts, &filter->own->added);
    if (status == FILTER_OK && tool->record != NULL)
        status = tool->record(filter, record);
    if (status == FILTER_REFUSED) {
        diag_at(&filter->diag, record->file, record->line);
        return refuse(filter, record);
    }
    if (status == FILTER_OK) {
        filter->counts.written++;
        if (tool->kind == FILTER_EXTEND)
            added_write(&filter->own->added, filter->writer, record);
    }
    if (status == FILTER_OK && !writing_check(filter, record))
        return FILTER_FAILED;
    return status;
}

enum filter_status filter_run(struct filter *filter)
{
    struct filter_private *own = filter->own;

    for (;;) {
        struct record record;
        enum filter_status status = FILTER_OK;
        filter->record_number++;
        switch (reader_next(own->reader, &record, &filter->diag)) {
        case READER_RECORD:
            status = work(filter, &record);
            break;
        case READER_REFUSED:
            if (filter->tool->refused != NULL)
                filter->tool->refused(filter, &record);
            status = refuse(filter, &record);
            break;
        case READER_FAILED:
            return FILTER_FAILED;
        case READER_END:
        default:
            return FILTER_OK;
        }
        if (status != FILTER_OK)
            return status;
        /* One write for each read; a full disk is noticed at once. */
        if (filter->output != NULL && reader_is_drained(own->reader) &&
            !output_flush(filter->output, &filter->diag))
            return FILTER_FAILED;
    }
}

static void print_stats(struct filter *filter)
{
    struct reader_counts counts = {0};

    if (filter->own->reader != NULL)
        counts = reader_counts(filter->own->reader);
    filter->counts.read = counts.records;
    filter->counts.empty = counts.empty;
    if (filter->options.stats)
        fprintf(stderr, "%s: read %llu, written %llu, refused %llu, empty lines %llu\n",
                filter->tool->line.name, filter->counts.read, filter->counts.written,
                filter->counts.refused, filter->counts.empty);
    if (filter->options.stats)
        import_notes_print_above(filter, "", counts.above);
    if (filter->options.stats && filter->tool->stats != NULL)
        filter->tool->stats(filter);
}

/* Completes or drops the files; the exit status. */
static int close_files(struct filter *filter, int status)
{
    struct filter_private *own = filter->own;
    bool keep = status == STATUS_GOOD ||
                (status == STATUS_REFUSED && filter->options.keep_going);

    bool good =
        status == STATUS_FAILED
            ? side_files_discard(&own->files, filter->output, &filter->diag)
            : side_files_close(&own->files, filter->output, keep, &filter->diag);

    if (!good)
        status = fail(filter);
    filter->output = NULL;
    own->is_kept = keep && status != STATUS_FAILED;
    return status;
}

static int run_tool(struct filter *filter)
{
    const struct tool *tool = filter->tool;
    const struct filter_private *own = filter->own;
    enum filter_status result;
    int status = STATUS_GOOD;

    filter->diag.code = DIAG_NONE;
    if (!opening_concept(filter))
        return fail(filter);
    if (filter->options.version) {
        version_print(filter->tool->line.name, filter->concept);
        return STATUS_GOOD;
    }
    if (!opening_input(filter) || !opening_output(filter))
        return filter->diag.code != DIAG_NONE || filter->own->faults.count > 0
                   ? fail(filter)
                   : STATUS_REFUSED;
    filter->own->refusals.groups = tool->groups_refusals && isatty(STDERR_FILENO);
    result = tool->begin != NULL ? tool->begin(filter) : FILTER_OK;
    if (result == FILTER_OK)
        result = filter->options.jobs > 1 ? jobs_run(filter) : filter_run(filter);
    if (result == FILTER_OK && tool->complete != NULL)
        result = tool->complete(filter);
    if (result == FILTER_OK && opening_is_late(filter) && !opening_header(filter))
        result = FILTER_FAILED;
    if (result == FILTER_OK && tool->finish != NULL)
        result = side_files_sync(&filter->own->files, &filter->diag)
                     ? tool->finish(filter)
                     : FILTER_FAILED;
    refusals_end(&filter->own->refusals, tool->line.name);
    if (result != FILTER_FAILED && !writing_close(filter, result == FILTER_REFUSED))
        result = FILTER_FAILED;
    if (result == FILTER_FAILED)
        status = fail(filter);
    else if (own->has_refused)
        status = STATUS_REFUSED;
    if (result != FILTER_FAILED)
        print_stats(filter);
    return close_files(filter, status);
}

int filter_main(const struct tool *tool, int argc, char **argv)
{
    static struct filter filter;
    static struct filter_private own;
    int status;

    process_prepare();
    filter.tool = tool;
    filter.own = &own;
    options_parse(&filter.options, &tool->line, argc, argv);
    status = run_tool(&filter);
    if (!own.is_kept)
        journal_stop();
    if (tool->clean != NULL)
        tool->clean(&filter);
    side_files_discard(&own.files, filter.output, NULL);
    writer_free(filter.writer);
    reader_close(own.reader);
    facts_free(filter.facts);
    labelling_end(&own.labelling);
    concept_close(filter.concept);
    added_free(&own.added);
    apart_free();
    free(filter.options.files);
    if (status == STATUS_GOOD && filter.has_found)
        status = STATUS_REFUSED;
    return recording_end(&filter.options, &filter.counts, status);
}
