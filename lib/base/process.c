/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/process.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

void process_prepare(void)
{
    /* Reading from what stands for 0, and writing to what stands for 1 or 2, fails. */
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 &&
            open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
            _exit(2);
    signal(SIGPIPE, SIG_DFL);
    signal(SIGCHLD, SIG_DFL); /* where it is ignored, how a child ended is lost */
    /* A core dump would hold persons, and stay. */
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
}

size_t process_read_size(void)
{
    const char *text = getenv("VIERPHASEN_READ_SIZE");
    char *end = NULL;
    unsigned long size = text != NULL ? strtoul(text, &end, 10) : 0;

    return end != text && end != NULL && *end == '\0' && size <= 1 << 20 ? size : 0;
}
