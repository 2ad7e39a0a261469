/* SPDX-License-Identifier: GPL-3.0-or-later */
/* channel.h: parcels come in order and whole, areas come back, and who has gone is
 * seen. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/channel.h"

enum { AREAS = 3, BYTES = 100, PARCELS = 1000 };

/* The length and the bytes of a parcel are worked out from its number. */
static size_t fill(char *room, int number)
{
    size_t len = (size_t)(number * 7) % (BYTES + 1);

    memset(room, 'a' + number % 26, len);
    return len;
}

static _Noreturn void send_all(struct channel *channel)
{
    channel_send_only(channel);
    for (int i = 0; i < PARCELS; i++) {
        char *room = channel_room(channel);
        if (room == NULL ||
            !channel_send(channel, i % 3, (unsigned long)i, fill(room, i)))
            _exit(1);
    }
    _exit(0);
}

static void parcels_come_in_order_and_whole(void **state)
{
    struct channel channel;
    struct parcel parcel;
    char wanted[BYTES];
    int status;
    pid_t child;

    (void)state;
    assert_true(channel_open(&channel, AREAS, BYTES));
    child = fork();
    if (child == 0)
        send_all(&channel);
    channel_receive_only(&channel);
    for (int i = 0; i < PARCELS; i++) {
        assert_true(channel_receive(&channel, &parcel));
        assert_int_equal(parcel.kind, i % 3);
        assert_int_equal(parcel.value, i);
        assert_int_equal(parcel.bytes.len, fill(wanted, i));
        assert_memory_equal(parcel.bytes.ptr, wanted, parcel.bytes.len);
    }
    assert_false(channel_receive(&channel, &parcel));
    assert_true(channel.gone);
    channel_close(&channel);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void room_is_what_was_given_back(void **state)
{
    struct channel sends, receives;
    struct parcel parcel;

    (void)state;
    assert_true(channel_open(&sends, AREAS, BYTES));
    receives = sends;
    sends.ends[1] = receives.ends[0] = -1;
    for (int i = 0; i < AREAS; i++) {
        assert_true(channel_has_room(&sends));
        assert_non_null(channel_room(&sends));
        assert_true(channel_send(&sends, 0, 0, 1));
    }
    assert_false(channel_has_room(&sends));
    assert_true(channel_receive(&receives, &parcel));
    assert_false(channel_has_room(&sends)); /* it may still be looked at */
    assert_true(channel_receive(&receives, &parcel));
    assert_true(channel_has_room(&sends));
    receives.areas = NULL;
    channel_close(&receives);
    channel_close(&sends);
}

static void who_has_gone_is_seen_without_a_signal(void **state)
{
    struct channel channel;
    pid_t child;

    (void)state;
    assert_true(channel_open(&channel, AREAS, BYTES));
    child = fork();
    if (child == 0)
        _exit(0);
    channel_send_only(&channel);
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_non_null(channel_room(&channel));
    assert_false(channel_send(&channel, 0, 0, 1));
    assert_true(channel.gone);
    channel.free = 0;
    assert_null(channel_room(&channel));
    channel_close(&channel);
}

static void closing_is_safe(void **state)
{
    struct channel none = {.count = 0}, channel;

    (void)state;
    channel_close(&none);
    assert_true(channel_open(&channel, AREAS, BYTES));
    channel_close(&channel);
    channel_close(&channel);
    assert_false(channel_open(&channel, 1, SIZE_MAX / 2));
    channel_close(&channel);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parcels_come_in_order_and_whole),
        cmocka_unit_test(room_is_what_was_given_back),
        cmocka_unit_test(who_has_gone_is_seen_without_a_signal),
        cmocka_unit_test(closing_is_safe),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
