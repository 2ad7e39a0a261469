/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A one-way channel between a process and one that it forks: parcels of bytes in memory
 * that both share, so that bytes are written there and read there and pass no pipe. The
 * channel is made before the fork; then each process takes its end.
 *
 * There are as many areas for parcels as were asked for; who sends waits until one is
 * free. A process that ends, in whatever way, is the end of its channels: the other
 * side sees that it has gone, and no signal comes.
 */
#ifndef VIERPHASEN_CHANNEL_H
#define VIERPHASEN_CHANNEL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"

struct parcel {
    int kind;            /* what the bytes are: the users' numbers */
    unsigned long value; /* whatever they want to add */
    struct span bytes;   /* in shared memory, until the next call */
};

struct channel {
    int ends[2];        /* of a pair of sockets: who sends, who receives; -1: closed */
    char *areas;        /* [count * size] */
    size_t count, size; /* of areas */
    size_t sent, free;  /* of who sends: parcels so far, areas that are free */
    size_t received;    /* of who receives */
    bool is_unread, gone; /* a parcel is out that was not given back; the other side */
};

/* A zeroed struct is none. False with errno set; channel_close is safe either way. */
bool channel_open(struct channel *channel, size_t count, size_t size);
void channel_close(struct channel *channel);

/* After the fork: this process is the one that sends, or the one that receives. */
void channel_send_only(struct channel *channel);
void channel_receive_only(struct channel *channel);

/*
 * Room for the next parcel, `size` bytes; NULL: the other side has gone. It waits until
 * an area is free. channel_has_room doesn't wait; then the descriptor tells poll(2) of
 * it.
 */
char *channel_room(struct channel *channel);
bool channel_has_room(struct channel *channel);

/* Sends the first `len` bytes of that room. False: the other side has gone. */
bool channel_send(struct channel *channel, int kind, unsigned long value, size_t len);

/*
 * Gives back the parcel before and waits for the next one. False: the other side has
 * gone, and all that it sent was received. The descriptor tells poll(2) whether one is
 * there.
 */
bool channel_receive(struct channel *channel, struct parcel *parcel);

/* The end of this process. */
int channel_descriptor(const struct channel *channel);

#endif
