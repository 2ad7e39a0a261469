/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A parcel is announced, and an area given back, by a datagram over a pair of sockets:
 * these keep the borders of what is sent, raise no signal if they are asked not to, and
 * end with the process that holds the other end.
 */
#include "base/channel.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

enum { SENDER, RECEIVER };

/* What announces a parcel; what gives one back is a byte. */
struct notice {
    int kind;
    unsigned long value;
    size_t len;
};

bool channel_open(struct channel *channel, size_t count, size_t size)
{
    void *areas = mmap(NULL, count * size, PROT_READ | PROT_WRITE,
                       MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

    *channel =
        (struct channel){.ends = {-1, -1}, .count = count, .size = size, .free = count};
    if (areas == MAP_FAILED)
        return false;
    channel->areas = areas;
    return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, channel->ends) == 0;
}

static void close_end(struct channel *channel, int end)
{
    if (channel->ends[end] >= 0)
        close(channel->ends[end]);
    channel->ends[end] = -1;
}

void channel_close(struct channel *channel)
{
    if (channel->count == 0)
        return;
    close_end(channel, SENDER);
    close_end(channel, RECEIVER);
    if (channel->areas != NULL)
        munmap(channel->areas, channel->count * channel->size);
    *channel = (struct channel){.ends = {-1, -1}};
}

void channel_send_only(struct channel *channel)
{
    close_end(channel, RECEIVER);
}

void channel_receive_only(struct channel *channel)
{
    close_end(channel, SENDER);
}

int channel_descriptor(const struct channel *channel)
{
    return channel->ends[SENDER] >= 0 ? channel->ends[SENDER] : channel->ends[RECEIVER];
}

/* False: nothing came; with `gone` set nothing will. */
static bool get(struct channel *channel, void *bytes, size_t size, int flags)
{
    ssize_t count;

    /* A side that goes and leaves something unread says so, once, before what it sent.
     */
    do
        count = recv(channel_descriptor(channel), bytes, size, flags);
    while (count < 0 && (errno == EINTR || errno == ECONNRESET));
    channel->gone |= count == 0 || (count < 0 && errno != EAGAIN);
    return count == (ssize_t)size;
}

static bool put(struct channel *channel, const void *bytes, size_t size)
{
    ssize_t count;

    do
        count = send(channel_descriptor(channel), bytes, size, MSG_NOSIGNAL);
    while (count < 0 && errno == EINTR);
    channel->gone |= count != (ssize_t)size;
    return !channel->gone;
}

bool channel_has_room(struct channel *channel)
{
    char back;

    while (!channel->gone && get(channel, &back, 1, MSG_DONTWAIT))
        channel->free++;
    return channel->free > 0;
}

static char *area_of(const struct channel *channel, size_t number)
{
    return channel->areas + number % channel->count * channel->size;
}

char *channel_room(struct channel *channel)
{
    char back;

    while (channel->free == 0) {
        if (!get(channel, &back, 1, 0))
            return NULL;
        channel->free++;
    }
    return area_of(channel, channel->sent);
}

bool channel_send(struct channel *channel, int kind, unsigned long value, size_t len)
{
    struct notice notice = {kind, value, len};

    channel->sent++;
    channel->free--;
    return put(channel, &notice, sizeof notice);
}

bool channel_receive(struct channel *channel, struct parcel *parcel)
{
    struct notice notice;

    /* Who has gone needs no area back; what it sent before is there all the same. */
    if (channel->is_unread)
        put(channel, "", 1);
    channel->is_unread = get(channel, &notice, sizeof notice, 0);
    if (!channel->is_unread)
        return false;
    *parcel =
        (struct parcel){notice.kind, notice.value,
                        span_of(area_of(channel, channel->received++), notice.len)};
    return true;
}
