/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One loop that waits for nothing as long as there is something to do: it fills the
 * block in hand from the file while a process can take one, and else takes results from
 * the process whose turn it is. A process whose turn it isn't waits when its results
 * have no more room, so that memory doesn't grow.
 */
#include "cli/jobs.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/cleanup.h"
#include "base/mem.h"
#include "base/process.h"
#include "cli/carried.h"
#include "cli/filter_private.h"
#include "cli/job.h"
#include "stream/blocks.h"
#include "stream/cutter.h"

enum { BLOCK_BYTES = 1 << 20, BLOCKS_AHEAD = 2, LEAST_READ = 16, STATUS_FAILED = 2 };

struct jobs {
    struct filter *filter;
    struct job *list;
    size_t count,
        size; /* of processes; of a block, at most, unless a record is longer */
    size_t next, turn; /* numbers of blocks: in hand; whose results are taken */
    bool at_end;       /* of the file */
    bool by_range;     /* the processes read the file themselves … */
    off_t from;        /* … the next one from here on */
    struct cutter cutter;
    unsigned long line; /* of the first record of the block in hand; of the one whose
                         * turn it is, if they read themselves */
    bool has_begun;     /* a part of that block is sent */
    char *area;         /* its bytes, or NULL: they are in `rest` */
    size_t filled;      /* of the area */
    struct buffer rest; /* bytes behind the last cut */
    struct buffer refusals;
    struct faults faults; /* of a refused record */
};

static struct job *job_of(const struct jobs *jobs, size_t block)
{
    return &jobs->list[block % jobs->count];
}

/* The process is no more: it has said why (mem_exhausted), or a signal ended it. */
static enum filter_status fail_ended(struct jobs *jobs, struct job *job)
{
    int status = job_stop(job);

    if (WIFEXITED(status) && WEXITSTATUS(status) == STATUS_FAILED) {
        cleanup_remove_all();
        _exit(STATUS_FAILED);
    }
    diag_set(&jobs->filter->diag, DIAG_SYSTEM, "--jobs: a process was ended: %s",
             WIFSIGNALED(status) ? strsignal(WTERMSIG(status)) : "it left");
    return FILTER_FAILED;
}

/* Puts what is behind the last cut into the area of the next process, if it has one. */
static bool has_area(struct jobs *jobs)
{
    struct channel *blocks = &job_of(jobs, jobs->next)->blocks;

    if (jobs->area != NULL)
        return true;
    if (jobs->next - jobs->turn >= jobs->count * BLOCKS_AHEAD ||
        !channel_has_room(blocks))
        return false;
    jobs->area = channel_room(blocks);
    if (jobs->rest.len > 0)
        memcpy(jobs->area, jobs->rest.bytes, jobs->rest.len);
    jobs->filled = jobs->rest.len;
    jobs->rest.len = 0;
    return true;
}

/* Sends what is in hand up to the end of its last record, or as a part of a block. */
static void send_block(struct jobs *jobs, bool is_last)
{
    size_t end = jobs->cutter.end > 0 && !is_last ? jobs->cutter.end : jobs->filled;
    bool is_part = jobs->cutter.end == 0 && !is_last;
    struct span rest = span_of(jobs->area + end, jobs->filled - end);

    jobs->rest.len = 0;
    buffer_add(&jobs->rest, rest);
    channel_send(&job_of(jobs, jobs->next)->blocks, is_part ? JOB_PART : JOB_LAST,
                 jobs->line, end);
    jobs->line += cutter_cut(&jobs->cutter);
    jobs->area = NULL;
    jobs->has_begun = is_part;
    jobs->next += !is_part;
}

/* The file can't be read: the process that has its last block says so, in its turn. */
static void send_broken(struct jobs *jobs, const struct diag *diag)
{
    memcpy(jobs->area + jobs->filled, diag, sizeof *diag);
    channel_send(&job_of(jobs, jobs->next)->blocks, JOB_BROKEN, jobs->line,
                 jobs->filled + sizeof *diag);
    jobs->area = NULL;
    jobs->next++;
}

/*
 * What can't be read ends the last range as it would have ended the file: the process
 * that reads it meets the fault, too.
 */
static void send_range(struct jobs *jobs)
{
    struct job_range range = {jobs->from, BLOCKS_TO_END};
    struct diag unheard;

    if (!blocks_end_range(jobs->filter->own->reader, range.from, jobs->size, &range.to,
                          &unheard))
        range.to = BLOCKS_TO_END;
    memcpy(jobs->area, &range, sizeof range);
    channel_send(&job_of(jobs, jobs->next)->blocks, JOB_RANGE, 1, sizeof range);
    jobs->area = NULL;
    jobs->next++;
    jobs->at_end = range.to == BLOCKS_TO_END;
    jobs->from = range.to;
}

/* Reads once. */
static void fill(struct jobs *jobs)
{
    struct diag diag;
    ssize_t count = 0;

    if (jobs->filled < jobs->size)
        count = blocks_take(jobs->filter->own->reader, jobs->area + jobs->filled,
                            jobs->size + LEAST_READ - jobs->filled, &diag);
    jobs->at_end = jobs->filled < jobs->size && count <= 0;
    if (count > 0) {
        cutter_take(&jobs->cutter, span_of(jobs->area + jobs->filled, (size_t)count));
        jobs->filled += (size_t)count;
    }
    if (count < 0)
        send_broken(jobs, &diag);
    else if (jobs->at_end && (jobs->filled > 0 || jobs->has_begun))
        send_block(jobs, true);
    else if (jobs->filled >= jobs->size)
        send_block(jobs, false);
}

/* The process knew no more than the lines of its range. */
static void place(const struct jobs *jobs, struct diag *diag)
{
    if (jobs->by_range && diag->line > 0)
        diag->line += jobs->line - 1;
}

static void tell_refusals(struct jobs *jobs)
{
    struct filter *filter = jobs->filter;
    struct span rest = buffer_text(&jobs->refusals), raw;

    while (carried_take(&rest, &jobs->faults, &raw)) {
        for (unsigned i = 0; i < jobs->faults.count; i++)
            place(jobs, &jobs->faults.list[i]);
        filter->diag = jobs->faults.list[0];
        filter->others = jobs->faults.list + 1;
        filter->other_count = jobs->faults.count - 1;
        filter_refuse(filter, raw);
    }
    jobs->refusals.len = 0;
}

/* What a block came to is added to what there is. */
static enum filter_status add_up(struct jobs *jobs, const struct job_done *done)
{
    struct filter *filter = jobs->filter;
    const struct tool *tool = filter->tool;

    tell_refusals(jobs);
    blocks_count(filter->own->reader, &done->counts);
    filter->counts.written += done->written;
    filter->counts.refused += done->refused;
    if (done->is_misread)
        writer_set_misread(filter->writer);
    for (unsigned i = 0; tool->sums != NULL && tool->sums[i] != NULL; i++)
        *tool->sums[i] += done->sums[i];
    for (unsigned i = 0; tool->marks != NULL && tool->marks[i] != NULL; i++)
        *tool->marks[i] |= done->marks[i];
    if (done->status == FILTER_FAILED) {
        filter->diag = done->diag;
        place(jobs, &filter->diag);
    }
    if (jobs->by_range)
        jobs->line += done->lines;
    return done->status;
}

/* Takes a parcel from the process whose turn it is. */
static enum filter_status take_result(struct jobs *jobs)
{
    struct filter *filter = jobs->filter;
    struct job *job = job_of(jobs, jobs->turn);
    struct parcel parcel;
    struct job_done done;

    if (!channel_receive(&job->results, &parcel))
        return fail_ended(jobs, job);
    if (parcel.kind == JOB_OUTPUT) {
        output_pass(filter->output, parcel.bytes);
        return output_flush(filter->output, &filter->diag) ? FILTER_OK : FILTER_FAILED;
    }
    if (parcel.kind == JOB_REFUSALS) {
        buffer_add(&jobs->refusals, parcel.bytes);
        return FILTER_OK;
    }
    memcpy(&done, parcel.bytes.ptr, sizeof done);
    jobs->turn++;
    return add_up(jobs, &done);
}

/* Waits for a result, and for bytes of the file or for room for them. */
static enum filter_status wait_for_any(struct jobs *jobs)
{
    struct job *next = job_of(jobs, jobs->next);
    bool has_results = jobs->turn < jobs->next;
    struct pollfd files[] = {{-1, POLLIN, 0}, {-1, POLLIN, 0}};

    if (has_results)
        files[0].fd = channel_descriptor(&job_of(jobs, jobs->turn)->results);
    if (!jobs->at_end && jobs->area != NULL)
        files[1].fd = blocks_descriptor(jobs->filter->own->reader);
    else if (!jobs->at_end && jobs->next - jobs->turn < jobs->count * BLOCKS_AHEAD)
        files[1].fd = channel_descriptor(&next->blocks);
    poll(files, 2, -1);
    if (has_results && files[0].revents != 0)
        return take_result(jobs);
    return next->blocks.gone ? fail_ended(jobs, next) : FILTER_OK;
}

static enum filter_status go_on(struct jobs *jobs)
{
    const struct reader *reader = jobs->filter->own->reader;

    while (!jobs->at_end || jobs->turn < jobs->next) {
        bool can_fill = !jobs->at_end && has_area(jobs);
        enum filter_status status = FILTER_OK;
        if (can_fill && jobs->by_range)
            send_range(jobs);
        else if (can_fill && !blocks_would_wait(reader))
            fill(jobs);
        else if (can_fill && jobs->turn == jobs->next && jobs->cutter.end > 0)
            send_block(jobs, false); /* nobody has anything to do */
        else
            status = wait_for_any(jobs);
        if (status != FILTER_OK)
            return status;
    }
    return FILTER_OK;
}

/* A file that was read whole, or as far as it can be. */
struct short_file {
    struct span left;
    const struct diag *broken; /* why not whole, or NULL */
};

static ssize_t read_short(void *context, char *bytes, size_t size, struct diag *diag)
{
    struct short_file *file = context;

    if (file->left.len == 0 && file->broken != NULL) {
        *diag = *file->broken;
        return -1;
    }
    if (size > file->left.len)
        size = file->left.len;
    if (size > 0)
        memcpy(bytes, file->left.ptr, size);
    file->left = span_after(file->left, size);
    return (ssize_t)size;
}

static enum filter_status run_alone(struct jobs *jobs, const struct diag *broken)
{
    struct short_file file = {buffer_text(&jobs->rest), broken};
    struct input_source source = {&file, read_short};

    blocks_enter(jobs->filter->own->reader, &source, jobs->line);
    return filter_run(jobs->filter);
}

/* Reads the first block, as far as it is there. False and a diag: not any further. */
static bool begin_file(struct jobs *jobs, struct diag *diag)
{
    struct reader *reader = jobs->filter->own->reader;
    ssize_t count = 1;

    while (count > 0 && jobs->rest.len < jobs->size && !blocks_would_wait(reader)) {
        size_t room = jobs->size + LEAST_READ - jobs->rest.len;
        char *to = buffer_room(&jobs->rest, room);
        count = blocks_take(reader, to, room, diag);
        if (count > 0) {
            cutter_take(&jobs->cutter, span_of(to, (size_t)count));
            jobs->rest.len += (size_t)count;
        }
    }
    jobs->at_end = count == 0;
    return count >= 0;
}

static enum filter_status run_together(struct jobs *jobs)
{
    enum filter_status status = FILTER_OK;

    for (size_t i = 0; i < jobs->count; i++)
        if (!job_start(&jobs->list[i], jobs->filter, jobs->size + LEAST_READ)) {
            diag_system(&jobs->filter->diag, NULL, "start a process for --jobs");
            status = FILTER_FAILED;
            break;
        }
    if (status == FILTER_OK)
        status = go_on(jobs);
    if (jobs->by_range) /* as who has read it would leave the file */
        lseek(blocks_descriptor(jobs->filter->own->reader), 0, SEEK_END);
    for (size_t i = 0; i < jobs->count; i++)
        job_stop(&jobs->list[i]);
    return status;
}

static enum filter_status run_file(struct jobs *jobs)
{
    struct reader *reader = jobs->filter->own->reader;
    struct diag broken;
    off_t to;

    blocks_begin(reader, &jobs->cutter, &jobs->line);
    jobs->next = jobs->turn = jobs->rest.len = 0;
    jobs->area = NULL;
    jobs->at_end = jobs->has_begun = false;
    jobs->by_range = blocks_are_ranges(reader, &jobs->from);
    if (jobs->by_range) {
        bool is_long = blocks_end_range(reader, jobs->from, jobs->size, &to, &broken) &&
                       to != BLOCKS_TO_END;
        return is_long ? run_together(jobs) : filter_run(jobs->filter);
    }
    if (!begin_file(jobs, &broken))
        return run_alone(jobs, &broken);
    return jobs->at_end ? run_alone(jobs, NULL) : run_together(jobs);
}

enum filter_status jobs_run(struct filter *filter)
{
    struct reader *reader = filter->own->reader;
    size_t read_size = process_read_size();
    struct jobs *jobs = mem_new(sizeof *jobs);
    enum filter_status status;

    jobs->filter = filter;
    jobs->count = filter->options.jobs;
    jobs->list = mem_array(jobs->count, sizeof *jobs->list);
    jobs->size = read_size > 0 ? read_size : BLOCK_BYTES;
    blocks_hold(reader);
    do {
        enum reader_status next;
        status = run_file(jobs);
        if (status != FILTER_OK)
            break;
        next = blocks_next_file(reader, &filter->diag);
        if (next == READER_END)
            break;
        if (next == READER_FAILED)
            status = FILTER_FAILED;
    } while (status == FILTER_OK);
    buffer_free(&jobs->rest);
    buffer_free(&jobs->refusals);
    free(jobs->list);
    free(jobs);
    return status;
}
