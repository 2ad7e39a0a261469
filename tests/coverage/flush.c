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
int __real_sigprocmask(int how, const sigset_t *set, sigset_t *before);

_Noreturn void __wrap__exit(int status);
int __wrap_raise(int number);
int __wrap_kill(pid_t process, int number);
int __wrap_sigprocmask(int how, const sigset_t *set, sigset_t *before);

/* A limit of a test would tear the file of the counts: it is lifted, or they go
 * nowhere. Nothing may interrupt their writing and begin it again. */
static void make_room(void)
{
    struct rlimit limit;

    signal(SIGUSR2, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_FSIZE, &limit);
    if (limit.rlim_max != RLIM_INFINITY)
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

/* Workers hold all signals back, but this one comes through as SIGKILL does. */
int __wrap_sigprocmask(int how, const sigset_t *set, sigset_t *before)
{
    int result = __real_sigprocmask(how, set, before);
    sigset_t end_only;

    sigemptyset(&end_only);
    sigaddset(&end_only, SIGUSR2);
    __real_sigprocmask(SIG_UNBLOCK, &end_only, NULL);
    return result;
}
