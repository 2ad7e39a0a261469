/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One place prints, one place chooses the exit status: both are here.
 */
#include "cli/filter.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/process.h"
#include "stream/added.h"
#include "stream/output.h"
#include "stream/reject.h"
#include "value/number.h"

#ifndef VIERPHASEN_VERSION
#define VIERPHASEN_VERSION "0"
#endif

enum { STATUS_GOOD, STATUS_REFUSED, STATUS_FAILED };

struct filter_private {
    struct reader *reader;
    struct output *rejects;
    struct added added;
    bool has_noted_unchecked;
    bool has_refused; /* a record, or a row of a second file */
};

void filter_note(const struct filter *filter, const char *format, ...)
{
    va_list args;

    if (filter->options.quiet)
        return;
    fprintf(stderr, "%s: ", filter->tool->line.name);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
}

void filter_note_unchecked(struct filter *filter)
{
    if (!filter->own->has_noted_unchecked)
        filter_note(filter, "days outside the years whose holidays were checked: "
                            "the rules of the calendar were applied as they stand");
    filter->own->has_noted_unchecked = true;
}

enum filter_status filter_usage(struct filter *filter, const char *text)
{
    diag_set(&filter->diag, DIAG_USAGE, "%s", text);
    return FILTER_FAILED;
}

enum filter_status filter_no_memory(struct filter *filter)
{
    diag_no_memory(&filter->diag);
    return FILTER_FAILED;
}

static int fail(struct filter *filter)
{
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

int filter_find_added(const struct filter *filter, struct span name)
{
    return added_find(&filter->own->added, name);
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

void filter_set_number(struct filter *filter, unsigned column, long number)
{
    static const char small[] = "0123456789";
    char *digits;

    if (number >= 0 && number < 10) {
        filter_set_code(filter, column, span_of(small + number, 1));
        return;
    }
    digits = filter_room(filter, NUMBER_BYTES);
    filter_set_code(filter, column, span_of(digits, number_format(number, digits)));
}

void filter_set_fact(struct filter *filter, unsigned column, int fact)
{
    const struct value *value = &filter->facts->values[fact];
    const struct code_set *codes = &filter->concept->columns.column[fact].codes;

    if (value->known && codes->count > 0)
        filter_set_code(filter, column, codes->names[value->number]);
    else if (value->known)
        filter_set_number(filter, column, value->number);
}

enum filter_status filter_refuse(struct filter *filter, struct span raw)
{
    filter->own->has_refused = true;
    diag_print(&filter->diag, filter->tool->line.name, stderr);
    if (filter->own->rejects != NULL)
        reject_write(filter->own->rejects, &filter->diag, raw);
    return filter->options.keep_going ? FILTER_OK : FILTER_REFUSED;
}

static bool open_concept(struct filter *filter)
{
    const struct options *options = &filter->options;
    const struct concept *concept = NULL;

    if ((filter->tool->line.groups & OPTIONS_RULES) == 0)
        return true;
    filter->concept = concept_open(options->concept, options->as_of, &filter->diag);
    concept = filter->concept;
    if (concept == NULL)
        return false;
    if (options->as_of < concept->valid_from || options->as_of > concept->valid_to)
        filter_note(filter, "the concept %s is not valid on the as-of day",
                    options->concept);
    if (concept->counts_unchecked)
        filter_note_unchecked(filter);
    if (!filter->tool->has_facts)
        return true;
    filter->facts = facts_new(concept, &filter->diag);
    return true;
}

static void print_version(const struct filter *filter)
{
    const struct concept *concept = filter->concept;

    printf("%s (vierphasen) %s\n", filter->tool->line.name, VIERPHASEN_VERSION);
    if (concept != NULL)
        printf("concept %.*s, edition %.*s\n", (int)concept->name.len,
               concept->name.ptr, (int)concept->edition.len, concept->edition.ptr);
}

const char *filter_input_name(const struct filter *filter)
{
    const struct options *options = &filter->options;
    bool is_stdin = options->file_count == 0 || strcmp(options->files[0], "-") == 0;

    return is_stdin ? "<stdin>" : options->files[0];
}

/* A column that the header lacks is a fault of the first file. */
static bool bind_facts(struct filter *filter)
{
    if (filter->facts == NULL ||
        facts_bind(filter->facts, filter->header, &filter->diag))
        return true;
    diag_at(&filter->diag, filter_input_name(filter), filter->header->line);
    return false;
}

static bool open_input(struct filter *filter)
{
    const struct options *options = &filter->options;
    const struct tool *tool = filter->tool;
    struct reader_options reading = READER_DEFAULTS;

    reading.delimiter = options->delimiter;
    reading.limits = options->limits;
    reading.block = process_read_size();
    if (tool->prepare != NULL && tool->prepare(filter, &reading) != FILTER_OK)
        return false;
    filter->own->reader =
        reader_open(options->files, options->file_count, &reading, &filter->diag);
    if (filter->own->reader == NULL)
        return false;
    filter->header = reader_header(filter->own->reader);
    if (tool->start != NULL && tool->start(filter) != FILTER_OK)
        return false;
    return bind_facts(filter);
}

static bool open_output(struct filter *filter)
{
    const struct options *options = &filter->options;
    struct filter_private *own = filter->own;
    struct dialect dialect = reader_dialect(own->reader);

    if (options->rejects != NULL) {
        own->rejects = reject_open(options->rejects, &filter->diag);
        if (own->rejects == NULL)
            return false;
    }
    if (filter->tool->kind == FILTER_CONSUME)
        return true;
    if (filter->tool->writes_tsv)
        dialect = (struct dialect){FORMAT_TSV, '\t'};
    if (options->has_to)
        dialect = options->to;
    filter->output = filter->holds_output
                         ? output_hold()
                         : output_open(options->output, OUTPUT_SHARED, &filter->diag);
    if (filter->output == NULL)
        return false;
    if (own->rejects != NULL && output_is_same(filter->output, own->rejects)) {
        diag_set(&filter->diag, DIAG_USAGE,
                 "the output and --rejects are the same file");
        return false;
    }
    if (filter->writes_no_records)
        return true;
    filter->writer = writer_new(filter->output, dialect);
    added_header(&own->added,
                 filter->tool->kind == FILTER_EXTEND ? filter->header : NULL,
                 filter->writer);
    return true;
}

static enum filter_status refuse(struct filter *filter, const struct record *record)
{
    filter->counts.refused++;
    return filter_refuse(filter, record->raw);
}

bool filter_can_decode(struct filter *filter, const struct record *record,
                       unsigned column)
{
    return writer_format(filter->writer) == FORMAT_TSV ||
           record_can_decode(record, record_field(record, column),
                             filter->header->names[column], &filter->diag);
}

/* Columns that pass are decoded too where the output is no TSV. */
static bool can_decode_all(struct filter *filter, const struct record *record)
{
    for (unsigned i = 0; i < record->count && !record->plain; i++)
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
    if (filter->facts != NULL && !facts_read(filter->facts, record, &filter->diag))
        status = FILTER_REFUSED;
    else if (tool->kind == FILTER_EXTEND && !can_decode_all(filter, record))
        status = FILTER_REFUSED;
    else if (tool->record != NULL)
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
    return status;
}

/* FILTER_OK: to the end of the input. FILTER_REFUSED: stopped at a refused record. */
static enum filter_status run(struct filter *filter)
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
    struct reader_counts counts = reader_counts(filter->own->reader);

    filter->counts.read = counts.records;
    filter->counts.empty = counts.empty;
    if (filter->options.stats)
        fprintf(stderr, "%s: read %llu, written %llu, refused %llu, empty lines %llu\n",
                filter->tool->line.name, filter->counts.read, filter->counts.written,
                filter->counts.refused, filter->counts.empty);
    if (filter->options.stats && filter->tool->stats != NULL)
        filter->tool->stats(filter);
}

/* Completes or drops the files; the exit status. */
static int close_files(struct filter *filter, int status)
{
    struct filter_private *own = filter->own;
    bool keep = status == STATUS_GOOD ||
                (status == STATUS_REFUSED && filter->options.keep_going);

    /* A run that failed has said why: its output may well fail again. */
    if (!output_close(filter->output, keep, &filter->diag) && status != STATUS_FAILED)
        status = fail(filter);
    filter->output = NULL;
    if (!output_close(own->rejects, status != STATUS_FAILED, &filter->diag) &&
        status != STATUS_FAILED)
        status = fail(filter);
    own->rejects = NULL;
    return status;
}

static int run_tool(struct filter *filter)
{
    const struct tool *tool = filter->tool;
    const struct filter_private *own = filter->own;
    enum filter_status result;
    int status = STATUS_GOOD;

    filter->diag.code = DIAG_NONE;
    if (!open_concept(filter))
        return fail(filter);
    if (filter->options.version) {
        print_version(filter);
        return STATUS_GOOD;
    }
    if (!open_input(filter) || !open_output(filter))
        return filter->diag.code != DIAG_NONE ? fail(filter) : STATUS_REFUSED;
    result = tool->begin != NULL ? tool->begin(filter) : FILTER_OK;
    if (result == FILTER_OK)
        result = run(filter);
    if (result == FILTER_OK && tool->finish != NULL)
        result = tool->finish(filter);
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
    if (tool->clean != NULL)
        tool->clean(&filter);
    output_close(filter.output, false, NULL);
    output_close(own.rejects, false, NULL);
    writer_free(filter.writer);
    reader_close(own.reader);
    facts_free(filter.facts);
    concept_close(filter.concept);
    added_free(&own.added);
    free(filter.options.files);
    return status;
}
