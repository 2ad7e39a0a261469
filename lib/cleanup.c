/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The handler uses nothing but unlink, unlinkat, rmdir and raise, which are safe in one
 * (POSIX.1-2008, signal-safety(7)).
 */
#include "cleanup.h"

#include <signal.h>
#include <stddef.h>
#include <unistd.h>

enum { SLOTS = 4, DIGITS = 7 };

static struct {
    const char *volatile path; /* NULL: free */
    int folder;                /* -1: a file */
    volatile unsigned long long last;
} slots[SLOTS];

static const int signals[] = {SIGHUP, SIGINT, SIGTERM, SIGPIPE};

enum { SIGNALS = sizeof signals / sizeof *signals };

static void mask_signals(int how)
{
    sigset_t set;

    sigemptyset(&set);
    for (size_t i = 0; i < SIGNALS; i++)
        sigaddset(&set, signals[i]);
    sigprocmask(how, &set, NULL);
}

void cleanup_hold(void)
{
    mask_signals(SIG_BLOCK);
}

void cleanup_release(void)
{
    mask_signals(SIG_UNBLOCK);
}

/* Removes the files of a folder, and then the folder. */
static void remove_folder(const char *path, int folder, unsigned long long last)
{
    for (unsigned long long number = 1; number <= last; number++) {
        char name[] = "record-0000000.txt";
        unsigned long long rest = number;
        for (int i = DIGITS; i > 0; i--, rest /= 10)
            name[6 + i] = (char)('0' + rest % 10);
        unlinkat(folder, name, 0);
    }
    unlinkat(folder, "index.tsv", 0);
    rmdir(path);
}

static void remove_all(int signal_number)
{
    /* Files first: one of them may lie in the folder. */
    for (int i = 0; i < SLOTS; i++)
        if (slots[i].path != NULL && slots[i].folder < 0)
            unlink(slots[i].path);
    for (int i = 0; i < SLOTS; i++)
        if (slots[i].path != NULL && slots[i].folder >= 0)
            remove_folder(slots[i].path, slots[i].folder, slots[i].last);
    raise(signal_number); /* the handler was reset: the process ends as it would have */
}

/* A signal that the caller ignores (nohup) stays ignored. */
static void catch_signals(void)
{
    struct sigaction action = {.sa_handler = remove_all, .sa_flags = (int)SA_RESETHAND};

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
        slots[i].last = 0;
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

void cleanup_count(int slot, unsigned long long number)
{
    if (slot >= 0)
        slots[slot].last = number;
}

void cleanup_drop(int slot)
{
    if (slot >= 0)
        slots[slot].path = NULL;
}
