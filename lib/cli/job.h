/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A process of a run with --jobs: a copy of the filter, made when the header was read,
 * that takes its records from blocks instead of a file, and hands back what the run
 * would have written, told and counted. It opens no file, prints nothing and decides
 * nothing: the process that started it does (jobs.h).
 */
#ifndef VIERPHASEN_JOB_H
#define VIERPHASEN_JOB_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/buffer.h"
#include "base/channel.h"
#include "base/diag.h"
#include "cli/filter.h"
#include "stream/input.h"
#include "stream/output.h"
#include "stream/reader.h"

/* Of a block that the process reads itself; the lines of its records count from 1. */
struct job_range {
    off_t from, to; /* BLOCKS_TO_END */
};

/* The parcels of a block. The value of the first is the line of its first record. */
enum job_block {
    JOB_RANGE, /* the bytes are a struct job_range */
    JOB_PART,  /* it goes on in the next parcel */
    JOB_LAST,  /* it ends here */
    JOB_BROKEN /* nothing more can be read: behind the bytes a diag says why */
};

/* What a block becomes, in this order. */
enum job_result {
    JOB_OUTPUT,   /* bytes of the new stream */
    JOB_REFUSALS, /* bytes of refused records (carried.h), cut anywhere */
    JOB_DONE      /* a struct job_done */
};

enum { JOB_SUMS_MOST = 8 };

struct job_done {
    enum filter_status status; /* of the records */
    struct diag diag;          /* of FILTER_FAILED */
    unsigned long long written, refused;
    struct reader_counts counts;
    unsigned long lines; /* that the block has, of a range */
    bool is_misread;     /* writer_is_misread */
    unsigned long long sums[JOB_SUMS_MOST];
    unsigned marks[JOB_SUMS_MOST];
};

struct job {
    pid_t process;
    struct channel blocks, results;

    /* In that process only. */
    struct filter *filter;
    struct parcel parcel; /* of the block that is read; what is left of it */
    struct job_range range;
    struct input_source source;
    struct output_sink sink;
    char *room; /* of the parcel that is filled with output, or NULL */
    size_t filled;
    struct buffer refusals;
};

/*
 * Starts the process; blocks have up to `size` bytes a parcel. False with errno set;
 * job_stop is safe either way.
 */
bool job_start(struct job *job, struct filter *filter, size_t size);

/* Ends it, whatever it is at. The status of waitpid(2), 0 if it was never started. */
int job_stop(struct job *job);

/* In such a process: refuses a record, as filter_refuse does. */
enum filter_status job_refuse(struct filter *filter, struct span raw);

#endif
