/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a process settles before it works.
 */
#ifndef VIERPHASEN_PROCESS_H
#define VIERPHASEN_PROCESS_H

#include <stddef.h>

/*
 * Makes sure that descriptors 0, 1 and 2 are taken, so that no file of ours becomes one
 * of them, that a closed pipe ends the process as it ends any filter, and that it
 * learns how its children end, whatever the program that started it ignores.
 */
void process_prepare(void);

/*
 * How much one read(2) may ask for, and how long a block of --jobs is, from
 * $VIERPHASEN_READ_SIZE (1 … 1048576): for tests, it changes no byte of the output. 0:
 * as much as there is room for.
 */
size_t process_read_size(void);

#endif
