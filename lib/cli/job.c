/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/job.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/cleanup.h"
#include "cli/carried.h"
#include "cli/filter_private.h"
#include "stream/blocks.h"
#include "stream/writer.h"

enum {
    BLOCKS_AHEAD = 2,
    RESULTS_AHEAD = 4,
    RESULT_BYTES = 1 << 18,
    DIAG_ROOM = sizeof(struct diag) /* behind a broken block */
};

/* Who started this process has gone: there is nobody to tell. */
static _Noreturn void leave(void)
{
    _exit(EXIT_SUCCESS);
}

static void take_parcel(struct job *job)
{
    if (!channel_receive(&job->blocks, &job->parcel))
        leave();
}

static ssize_t read_range(struct job *job, char *bytes, size_t size, struct diag *diag)
{
    struct job_range *range = &job->range;
    ssize_t count;

    if (range->to != BLOCKS_TO_END && (off_t)size > range->to - range->from)
        size = (size_t)(range->to - range->from);
    count = blocks_read_at(job->filter->own->reader, range->from, bytes, size, diag);
    range->from += count > 0 ? count : 0;
    return count;
}

static ssize_t read_block(void *context, char *bytes, size_t size, struct diag *diag)
{
    struct job *job = context;
    struct span *left = &job->parcel.bytes;

    if (job->parcel.kind == JOB_RANGE)
        return read_range(job, bytes, size, diag);
    while (job->parcel.kind == JOB_PART && left->len == 0)
        take_parcel(job);
    if (job->parcel.kind == JOB_BROKEN && left->len == sizeof *diag) {
        memcpy(diag, left->ptr, sizeof *diag);
        return -1;
    }
    if (job->parcel.kind == JOB_BROKEN && size > left->len - sizeof *diag)
        size = left->len - sizeof *diag;
    if (size > left->len)
        size = left->len;
    memcpy(bytes, left->ptr, size);
    *left = span_after(*left, size);
    return (ssize_t)size;
}

static void send(struct job *job, enum job_result result)
{
    if (job->room != NULL && !channel_send(&job->results, (int)result, 0, job->filled))
        leave();
    job->room = NULL;
    job->filled = 0;
}

/* Adds to the results, in as many parcels as it takes. */
static void put(struct job *job, enum job_result result, struct span bytes)
{
    while (bytes.len > 0) {
        size_t count;
        if (job->room == NULL && (job->room = channel_room(&job->results)) == NULL)
            leave();
        count = RESULT_BYTES - job->filled;
        if (count > bytes.len)
            count = bytes.len;
        memcpy(job->room + job->filled, bytes.ptr, count);
        job->filled += count;
        bytes = span_after(bytes, count);
        if (job->filled == RESULT_BYTES)
            send(job, result);
    }
}

static void take_output(void *context, struct span bytes)
{
    put(context, JOB_OUTPUT, bytes);
}

enum filter_status job_refuse(struct filter *filter, struct span raw)
{
    carried_add(&filter->own->job->refusals, &filter->diag, filter->others,
                filter->other_count, raw);
    filter->other_count = 0;
    return filter->options.keep_going ? FILTER_OK : FILTER_REFUSED;
}

/* Takes the numbers of a block, so that the next one begins with zeros. */
static void take_sums(struct filter *filter, struct job_done *done)
{
    const struct tool *tool = filter->tool;

    done->written = filter->counts.written;
    done->refused = filter->counts.refused;
    filter->counts.written = filter->counts.refused = 0;
    for (unsigned i = 0; tool->sums != NULL && tool->sums[i] != NULL; i++) {
        done->sums[i] = *tool->sums[i];
        *tool->sums[i] = 0;
    }
    for (unsigned i = 0; tool->marks != NULL && tool->marks[i] != NULL; i++) {
        done->marks[i] = *tool->marks[i];
        *tool->marks[i] = 0;
    }
}

static void work(struct job *job)
{
    struct filter *filter = job->filter;
    struct reader *reader = filter->own->reader;
    struct reader_counts before = reader_counts(reader), after;
    struct job_done done = {.status = FILTER_OK};

    take_parcel(job);
    if (job->parcel.kind == JOB_RANGE)
        memcpy(&job->range, job->parcel.bytes.ptr, sizeof job->range);
    blocks_enter(reader, &job->source, job->parcel.value);
    done.status = filter_run(filter);
    output_drain(filter->output);
    send(job, JOB_OUTPUT);
    put(job, JOB_REFUSALS, buffer_text(&job->refusals));
    send(job, JOB_REFUSALS);
    job->refusals.len = 0;
    take_sums(filter, &done);
    after = reader_counts(reader);
    done.counts =
        (struct reader_counts){after.records - before.records,
                               after.empty - before.empty, after.above - before.above};
    done.lines = blocks_line(reader) - job->parcel.value;
    done.diag = filter->diag;
    done.is_misread = writer_is_misread(filter->writer);
    put(job, JOB_DONE, span_of((const char *)&done, sizeof done));
    send(job, JOB_DONE);
}

static _Noreturn void be(struct job *job, struct filter *filter, pid_t parent)
{
    struct job_done none;

    /* What ends the run ends the process that started this one, and this one with it,
     * which removes nothing and says nothing. */
    cleanup_hold();
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        leave();
    channel_receive_only(&job->blocks);
    channel_send_only(&job->results);
    job->filter = filter;
    job->source = (struct input_source){job, read_block};
    job->sink = (struct output_sink){job, take_output};
    filter->own->job = job;
    filter->output->used = 0;
    output_divert(filter->output, &job->sink);
    take_sums(filter, &none);
    for (;;)
        work(job);
}

bool job_start(struct job *job, struct filter *filter, size_t size)
{
    pid_t parent = getpid();

    if (!channel_open(&job->blocks, BLOCKS_AHEAD, size + DIAG_ROOM) ||
        !channel_open(&job->results, RESULTS_AHEAD, RESULT_BYTES))
        return false;
    job->process = fork();
    if (job->process < 0) {
        job->process = 0;
        return false;
    }
    if (job->process == 0)
        be(job, filter, parent);
    channel_send_only(&job->blocks);
    channel_receive_only(&job->results);
    return true;
}

int job_stop(struct job *job)
{
    int status = 0;

    channel_close(&job->blocks);
    channel_close(&job->results);
    if (job->process > 0) {
        kill(job->process, SIGKILL);
        waitpid(job->process, &status, 0);
    }
    *job = (struct job){.process = 0};
    return status;
}
