/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "files/sorter.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/claim.h"
#include "base/diag.h"
#include "base/mem.h"
#include "stream/output.h"
#include "stream/record.h"
#include "stream/tsv_row.h"
#include "stream/writer.h"

enum { PART_BYTES = OUTPUT_FLUSH_AT / 2, NO_CHILD = -1 };

/*
 * How much memory sort(1) may take before it spills: of a list that comes through a
 * pipe it can't see the size, and would write a million rows to disk, piece by piece.
 */
#define ROOM "-S20%"

/*
 * Both directions are one socket, not two pipes: what is sent to a child that is gone
 * is an error then (MSG_NOSIGNAL), and no SIGPIPE, which would end us without a word.
 */
struct sorter {
    pid_t child;
    int socket;
    FILE *sorted; /* the same socket, after sorter_sort */
    struct output *rows;
    struct writer *writer;
    unsigned long long put, got;
    char *line;
    size_t line_room;
    struct tsv_row row;
};

static bool fault(struct diag *diag, const char *what)
{
    return diag_system(diag, "sort", what);
}

static bool start(struct sorter *sorter, enum sorter_order order, int theirs,
                  struct diag *diag)
{
    static char room[] = ROOM;
    static char *const whole[] = {"sort", room, NULL};
    static char *const first[] = {"sort", room, "-s", "-t", "\t", "-k", "1,1", NULL};
    posix_spawn_file_actions_t actions;
    int error = posix_spawn_file_actions_init(&actions);

    if (error == 0)
        error = posix_spawn_file_actions_adddup2(&actions, theirs, STDIN_FILENO);
    if (error == 0)
        error = posix_spawn_file_actions_adddup2(&actions, theirs, STDOUT_FILENO);
    if (error == 0 && setenv("LC_ALL", "C", 1) != 0)
        error = errno;
    if (error == 0)
        error = posix_spawnp(&sorter->child, "sort", &actions, NULL,
                             order == SORTER_WHOLE ? whole : first, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error == 0)
        return true;
    sorter->child = NO_CHILD;
    errno = error;
    return fault(diag, "run");
}

struct sorter *sorter_open(enum sorter_order order, struct diag *diag)
{
    const struct dialect tsv = {FORMAT_TSV, '\t'};
    struct sorter *sorter = mem_new(sizeof *sorter);
    int ends[2];

    sorter->child = NO_CHILD;
    sorter->socket = -1;
    sorter->rows = output_hold();
    sorter->writer = writer_new(sorter->rows, tsv);
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        fault(diag, "run");
        sorter_close(sorter);
        return NULL;
    }
    sorter->socket = ends[0];
    if (!start(sorter, order, ends[1], diag)) {
        close(ends[1]);
        sorter_close(sorter);
        return NULL;
    }
    close(ends[1]);
    return sorter;
}

/* Waits for the child; its status, or that of a shell for one that a signal ended. */
static int end_child(struct sorter *sorter)
{
    int status = 0;
    pid_t ended;

    do
        ended = waitpid(sorter->child, &status, 0);
    while (ended < 0 && errno == EINTR);
    sorter->child = NO_CHILD;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void sorter_close(struct sorter *sorter)
{
    if (sorter == NULL)
        return;
    writer_free(sorter->writer);
    output_close(sorter->rows, false, NULL);
    if (sorter->sorted != NULL)
        (void)fclose(sorter->sorted);
    else if (sorter->socket >= 0)
        close(sorter->socket);
    if (sorter->child != NO_CHILD)
        end_child(sorter); /* it can't write any more, and ends */
    free(sorter->line);
    tsv_row_free(&sorter->row);
    free(sorter);
}

struct writer *sorter_writer(struct sorter *sorter)
{
    return sorter->writer;
}

/* It may have lost its disk: what it says itself stands on stderr. */
static bool is_gone(struct sorter *sorter, struct diag *diag)
{
    diag_set(diag, DIAG_SYSTEM, "ended with status %d", end_child(sorter));
    return diag_at(diag, "sort", 0);
}

static bool send_rows(struct sorter *sorter, struct diag *diag)
{
    struct span rows = output_take(sorter->rows);

    while (rows.len > 0) {
        ssize_t count = send(sorter->socket, rows.ptr, rows.len, MSG_NOSIGNAL);
        if (count >= 0)
            rows = span_after(rows, (size_t)count);
        else if (errno == EPIPE || errno == ECONNRESET)
            return is_gone(sorter, diag);
        else if (errno != EINTR)
            return fault(diag, "write");
    }
    return true;
}

bool sorter_end_row(struct sorter *sorter, struct diag *diag)
{
    writer_end(sorter->writer);
    sorter->put++;
    return output_waiting(sorter->rows) < PART_BYTES || send_rows(sorter, diag);
}

bool sorter_sort(struct sorter *sorter, struct diag *diag)
{
    if (!send_rows(sorter, diag))
        return false;
    if (shutdown(sorter->socket, SHUT_WR) != 0)
        return fault(diag, "write");
    sorter->sorted = fdopen(sorter->socket, "r");
    return sorter->sorted != NULL || fault(diag, "read");
}

/* The end is only one if nothing was lost. */
static enum sorter_status end(struct sorter *sorter, struct diag *diag)
{
    int status = sorter->child != NO_CHILD ? end_child(sorter) : 0;

    if (status == 0 && sorter->got == sorter->put)
        return SORTER_END;
    if (status != 0)
        diag_set(diag, DIAG_SYSTEM, "ended with status %d", status);
    else
        diag_set(diag, DIAG_SYSTEM, "gave back %llu of %llu rows", sorter->got,
                 sorter->put);
    diag_at(diag, "sort", 0);
    return SORTER_FAILED;
}

enum sorter_status sorter_next(struct sorter *sorter, struct record *row,
                               struct diag *diag)
{
    struct span line;
    ssize_t size;

    claim_begin();
    size = getline(&sorter->line, &sorter->line_room, sorter->sorted);
    claim_end();
    if (size < 0)
        return end(sorter, diag);
    sorter->got++;
    line = span_of(sorter->line, (size_t)size);
    if (line.ptr[line.len - 1] == '\n')
        line.len--;
    tsv_row_cut(&sorter->row, line);
    *row = sorter->row.record;
    return SORTER_ROW;
}
