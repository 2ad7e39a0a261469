/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The loop that every tool shares: options, concept, input, output, refusals,
 * statistics and the exit status. A tool says in a `struct tool` what it is, and does
 * its work in one function a record.
 *
 *     int main(int argc, char **argv)
 *     {
 *         return filter_main(&tool, argc, argv);
 *     }
 */
#ifndef VIERPHASEN_FILTER_H
#define VIERPHASEN_FILTER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "cli/options.h"
#include "cli/recording.h"
#include "person/explain.h"
#include "person/facts.h"
#include "rules/concept.h"
#include "stream/reader.h"
#include "stream/record.h"
#include "stream/writer.h"

struct filter;

enum filter_status {
    FILTER_OK,
    FILTER_REFUSED, /* the record is refused: filter->diag says why, not where */
    FILTER_FAILED,  /* the run ends with status 2: filter->diag says why */
    FILTER_DONE     /* begin only: there is nothing more to do, no record is read */
};

/* What becomes of the input's columns. */
enum filter_kind {
    FILTER_EXTEND,  /* they pass, with the tool's columns behind them or in place */
    FILTER_REPLACE, /* the tool writes a stream of its own */
    FILTER_CONSUME  /* the tool writes no stream */
};

struct tool {
    struct command_line line;
    enum filter_kind kind;
    bool has_facts;  /* rule tool: client_id is needed, facts are computed */
    bool writes_tsv; /* whatever the dialect of the input; --to overrides */
    /* Tables of the concept, between spaces, without which the tool is nothing. */
    const char *lives_on;
    bool needs_all; /* a refused record fails the run: without it the rest is wrong */
    bool groups_refusals; /* on a terminal equal messages are told once (refusals.h) */
    /*
     * FILTER_REPLACE: rows come from `finish` only, and the header right before it, so
     * that a run that stops earlier has written nothing.
     */
    bool writes_late;
    /*
     * With OPTIONS_SHARES: what the tool adds up over records, and marks that it
     * gathers in bits, each list ended by NULL (at most JOB_SUMS_MOST). Nothing else
     * of a record may count for another one: they may be of different processes.
     */
    unsigned long long *const *sums;
    unsigned *const *marks;

    /*
     * Called in this order; each may be NULL. `prepare`: options and concept are there,
     * no file is open. `start`: the header is known; the tool names the columns that it
     * adds (filter_add) and what it wants of the facts. `begin`: the output's header is
     * written. `complete`: behind the last record, before a header that comes late; not
     * after a failure. `stats`: more counts, behind the line of --stats.
     */
    enum filter_status (*prepare)(struct filter *filter,
                                  struct reader_options *reading);
    enum filter_status (*start)(struct filter *filter);
    enum filter_status (*begin)(struct filter *filter);
    enum filter_status (*record)(struct filter *filter, const struct record *record);
    /* `refused`: of a record that the reader refused, before it is told. */
    void (*refused)(struct filter *filter, const struct record *record);
    enum filter_status (*complete)(struct filter *filter);
    enum filter_status (*finish)(struct filter *filter); /* not after a failure */
    void (*stats)(const struct filter *filter);
    void (*clean)(struct filter *filter); /* always; safe half-built */
};

struct filter {
    const struct tool *tool;
    struct options options;
    struct diag diag;
    /*
     * Of a record that the tool refuses: what is wrong beside filter->diag, without the
     * place. It is told behind it, once; the reject file has filter->diag.
     */
    struct diag *others;
    unsigned other_count;
    struct concept *concept; /* that of --concept; else NULL, or what prepare loads */
    /* NULL for tools without has_facts; `prepare` may take them away, of a run that
     * reads other streams than cases, and frees them then. */
    struct facts *facts;
    const struct header *header; /* of the input; NULL: there is none */
    /*
     * Where the stream goes. `prepare` may set holds_output: then it is one in memory,
     * and the tool takes what it and the writer wrote (output_take; the writer may be
     * deferred, writer.h); and
     * writes_no_records: then the tool alone writes to the output, and no header.
     */
    bool holds_output, writes_no_records;
    /*
     * `prepare` may set it: then standard input is not read where no file is given;
     * there is no header, and `begin` does all the work (FILTER_DONE).
     */
    bool needs_no_input;
    /* `prepare` may set it: as needs_all and writes_late of the tool. */
    bool needs_all;
    /* The tool may set it: the status is 1 because of what is written, and all is. */
    bool has_found;
    struct output *output; /* NULL for FILTER_CONSUME */
    struct writer *writer; /* NULL for FILTER_CONSUME and writes_no_records */
    struct recording_counts counts;
    unsigned long long
        record_number; /* of the current record, from 1, refused ones too */
    struct filter_private *own;
};

/* Runs a tool; the result is its exit status. */
int filter_main(const struct tool *tool, int argc, char **argv);

/*
 * FILTER_EXTEND, in start: adds a column. Returns its number, for filter_set: 0, 1, …
 * FILTER_REPLACE: adds a column to the new stream; the tool writes its values itself.
 */
unsigned filter_add(struct filter *filter, struct span name);

/* The same for several names between spaces; returns the number of the first. */
unsigned filter_add_all(struct filter *filter, const char *names);

/*
 * FILTER_EXTEND, in record: the value of an added column; empty if it is not set. The
 * bytes must stay until the record function returns and is written: literals, the
 * concept, the record, filter_room. A code (or several between spaces, or a date) has
 * no control character and no backslash.
 */
void filter_set(struct filter *filter, unsigned column, struct span value);
void filter_set_code(struct filter *filter, unsigned column, struct span value);

/*
 * FILTER_EXTEND, in start: adds a column of the facts, or a table of `decided` (by its
 * number in concept->derived) as NAME NAME_status NAME_rule. The filter wants what they
 * need and fills them.
 */
void filter_add_fact(struct filter *filter, int fact);
void filter_add_judged(struct filter *filter, unsigned number);

/* The text of an …_explain column. */
void filter_set_explanation(struct filter *filter, unsigned column,
                            const struct explanation *explanation);

/* `size` bytes that stay until the record is written. */
char *filter_room(struct filter *filter, size_t size);

/*
 * Whether a column of the record can be written: false, and a diag, if it has a faulty
 * TSV escape and has to be decoded. FILTER_EXTEND looks at every column itself.
 */
bool filter_can_decode(struct filter *filter, const struct record *record,
                       unsigned column);

/* Refuses a record outside the record function (a row of a second file). */
enum filter_status filter_refuse(struct filter *filter, struct span raw);

/* Where tables put their faults: if there are any, a failure tells them all. */
struct faults *filter_faults(struct filter *filter);

/* Fails because of what the options say. */
enum filter_status filter_usage(struct filter *filter, const char *text);

/*
 * In prepare: loads another concept than that of --concept for a day, with the notes
 * that every tool gives. NULL: it has faults, which are told if prepare fails. It
 * belongs to the caller, or to the filter if it is put into filter->concept.
 */
struct concept *filter_open_concept(struct filter *filter, const char *name,
                                    int32_t as_of);

/* Notes, each once a run, the doubts about days that were counted (calendar.h). */
void filter_note_doubts(struct filter *filter, unsigned doubts);

/* The same for days that another concept than filter->concept counted. */
void filter_note_doubts_of(struct filter *filter, const struct concept *concept,
                           unsigned doubts);

/* The name of the first input file, for messages. */
const char *filter_input_name(const struct filter *filter);

/* Prints "TOOL: TEXT" on stderr unless --quiet. */
void filter_note(const struct filter *filter, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
