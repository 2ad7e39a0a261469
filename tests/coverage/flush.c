/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Linked into what `make coverage` builds: gcov writes its counts when a process ends
   by exit(3), and these also when it ends by _exit(2), by a signal that it sends to
   itself, or when another process of the run ends it. */
#include <gcov.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <unistd.h>

_Noreturn void __real__exit(int status);
int __real_raise(int number);
int __real_kill(pid_t process, int number);

_Noreturn void __wrap__exit(int status);
int __wrap_raise(int number);
int __wrap_kill(pid_t process, int number);

/* What a test forbids a process would tear the file of its counts: the limit goes, or
   they go nowhere. */
static void make_room(void)
{
    const struct rlimit any = {RLIM_INFINITY, RLIM_INFINITY};

    if (setrlimit(RLIMIT_FSIZE, &any) != 0)
        setenv("GCOV_PREFIX", "/dev/null", 1);
}

_Noreturn void __wrap__exit(int status)
{
    make_room();
    __gcov_dump();
    __real__exit(status);
}

int __wrap_raise(int number)
{
    make_room();
    __gcov_dump();
    return __real_raise(number);
}

static void end(int number)
{
    (void)number;
    __wrap__exit(0);
}

static __attribute__((constructor)) void await_the_end(void)
{
    setenv("GCOV_ERROR_FILE", "/dev/null", 1); /* stderr is the tool's */
    atexit(make_room);
    signal(SIGUSR2, end);
}

/* A run kills its workers with SIGKILL, which leaves no time to write anything. */
int __wrap_kill(pid_t process, int number)
{
    return __real_kill(process, number == SIGKILL ? SIGUSR2 : number);
}
