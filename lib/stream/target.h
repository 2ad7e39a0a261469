/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the path of an output leads: to a file that is replaced, or to a descriptor of
 * this process, which is written and whose file keeps its name.
 */
#ifndef VIERPHASEN_TARGET_H
#define VIERPHASEN_TARGET_H

#include <stdbool.h>

struct target {
    char *path;     /* of the file, links resolved, for free(); NULL: a descriptor */
    int descriptor; /* -1: a path, or neither: a file that another process writes */
};

/*
 * /dev/stdout, /dev/stderr, /dev/fd/N, /proc/self/fd/N and links to them are the
 * descriptor. Behind other links it is the file that they lead to, which need not exist
 * yet; a file that doesn't has a folder that does, if any. What is no regular file is
 * left as it is named. False and errno: links without end.
 */
bool target_find(const char *path, struct target *target);

/*
 * A descriptor of its own that writes where `descriptor` does, or -1 and errno. One
 * that the process opened for itself is none that a user can mean.
 */
int target_duplicate(int descriptor);

#endif
