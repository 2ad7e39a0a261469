/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The handler uses nothing but lseek, unlink, unlinkat, rmdir and raise, which are safe
 * in one (POSIX.1-2008, signal-safety(7)), and getdents64, a bare system call.
 */
#include "base/cleanup.h"

#include <dirent.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <unistd.h>

enum { SLOTS = 6, LISTING_BYTES = 4096 };

static struct {
    const char *volatile path; /* NULL: free */
    int folder;                /* -1: a file */
} slots[SLOTS];

/* All that end a process from outside; a fault of its own leaves what it was at. */
static const int signals[] = {SIGHUP,  SIGINT,    SIGQUIT, SIGTERM, SIGPIPE,
                              SIGXCPU, SIGXFSZ,   SIGALRM, SIGUSR1, SIGUSR2,
                              SIGPROF, SIGVTALRM, SIGPOLL, SIGPWR};

enum { SIGNALS = sizeof signals / sizeof *signals };

static sigset_t mask_before; /* cleanup_hold */

void cleanup_hold(void)
{
    sigset_t set;

    sigemptyset(&set);
    for (size_t i = 0; i < SIGNALS; i++)
        sigaddset(&set, signals[i]);
    sigprocmask(SIG_BLOCK, &set, &mask_before);
}

void cleanup_release(void)
{
    sigprocmask(SIG_SETMASK, &mask_before, NULL);
}

/* Removes the files of one listing of a folder; false if none could be removed. */
static bool remove_files(int folder)
{
    _Alignas(struct dirent64) char listing[LISTING_BYTES];
    bool any = false;
    ssize_t size;

    lseek(folder, 0, SEEK_SET);
    while ((size = getdents64(folder, listing, sizeof listing)) > 0)
        for (ssize_t at = 0; at < size;) {
            const struct dirent64 *entry = (const void *)(listing + at);
            at += entry->d_reclen;
            any |= unlinkat(folder, entry->d_name, 0) == 0; /* not `.` and `..` */
        }
    return any;
}

void cleanup_empty_folder(int fd)
{
    /* A listing may pass over names while others go. */
    while (remove_files(fd))
        ;
}

bool cleanup_remove_folder(const char *path, int fd)
{
    cleanup_empty_folder(fd);
    return rmdir(path) == 0;
}

void cleanup_remove_all(void)
{
    /* Files first: one of them may lie in the folder. */
    for (int i = 0; i < SLOTS; i++)
        if (slots[i].path != NULL && slots[i].folder < 0)
            unlink(slots[i].path);
    for (int i = 0; i < SLOTS; i++)
        if (slots[i].path != NULL && slots[i].folder >= 0)
            cleanup_remove_folder(slots[i].path, slots[i].folder);
}

static void handle(int signal_number)
{
    cleanup_remove_all();
    raise(signal_number); /* the handler was reset: the process ends as it would have */
}

/* A signal that the caller ignores (nohup) stays ignored. */
static void catch_signals(void)
{
    struct sigaction action = {.sa_handler = handle, .sa_flags = (int)SA_RESETHAND};

    for (size_t i = 0; i < SIGNALS; i++) {
        struct sigaction old;
        if (sigaction(signals[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
            sigaction(signals[i], &action, NULL);
    }
}

static int add(const char *path, int folder)
{
    catch_signals();
    for (int i = 0; i < SLOTS; i++) {
        if (slots[i].path != NULL)
            continue;
        slots[i].folder = folder;
        slots[i].path = path;
        return i;
    }
    return -1;
}

int cleanup_add_file(const char *path)
{
    return add(path, -1);
}

int cleanup_add_folder(const char *path, int fd)
{
    return add(path, fd);
}

void cleanup_drop(int slot)
{
    if (slot >= 0)
        slots[slot].path = NULL;
}
