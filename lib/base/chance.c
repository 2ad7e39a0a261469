/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/chance.h"

#include <stdint.h>
#include <time.h>
#include <unistd.h>

/* A step of the generator splitmix64 (Steele, Lea and Flood, 2014). */
static uint64_t next(uint64_t *state)
{
    uint64_t mixed = *state += UINT64_C(0x9e3779b97f4a7c15);

    mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94d049bb133111eb);
    return mixed ^ (mixed >> 31);
}

void chance_fill(void *bytes, size_t size)
{
    unsigned char *out = bytes;
    struct timespec now = {0};
    uint64_t state;

    if (getentropy(bytes, size) == 0)
        return;
    clock_gettime(CLOCK_REALTIME, &now);
    state =
        (uint64_t)now.tv_sec << 32 ^ (uint64_t)now.tv_nsec ^ (uint64_t)getpid() << 48;
    for (size_t i = 0; i < size; i++)
        out[i] = (unsigned char)next(&state);
}
