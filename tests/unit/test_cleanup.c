/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cleanup.h: what is blocked between hold and release, and before and after them; and
 * how many files are remembered.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/cleanup.h"

static bool is_blocked(int signal_number)
{
    sigset_t mask;

    assert_int_equal(sigprocmask(SIG_BLOCK, NULL, &mask), 0);
    return sigismember(&mask, signal_number) == 1;
}

static void hold_blocks_the_signals_that_end_a_run(void **state)
{
    static const int signals[] = {SIGHUP, SIGINT, SIGTERM, SIGPIPE, SIGXFSZ};

    (void)state;
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        assert_false(is_blocked(signals[i]));
        cleanup_hold();
        assert_true(is_blocked(signals[i]));
        cleanup_release();
        assert_false(is_blocked(signals[i]));
    }
}

static void release_leaves_what_the_caller_has_blocked(void **state)
{
    sigset_t mask;

    (void)state;
    sigemptyset(&mask);
    sigaddset(&mask, SIGTERM);
    sigaddset(&mask, SIGUSR1);
    assert_int_equal(sigprocmask(SIG_BLOCK, &mask, NULL), 0);
    cleanup_hold();
    assert_true(is_blocked(SIGPIPE));
    cleanup_release();
    assert_true(is_blocked(SIGTERM));
    assert_true(is_blocked(SIGUSR1));
    assert_false(is_blocked(SIGPIPE));
    assert_int_equal(sigprocmask(SIG_UNBLOCK, &mask, NULL), 0);
}

/* More than any run has: the file that finds no place is only not removed. */
static void what_finds_no_place_is_not_remembered(void **state)
{
    enum { MOST = 100 };
    char path[] = "/tmp/test_cleanup.XXXXXX";
    int slots[MOST], count = 0, fd = mkstemp(path);

    (void)state;
    assert_true(fd >= 0);
    while (count < MOST && (slots[count] = cleanup_add_file("")) >= 0)
        count++;
    assert_in_range(count, 2, MOST - 1);
    assert_int_equal(cleanup_add_file(path), -1);
    cleanup_drop(-1);
    cleanup_remove_all();
    assert_int_equal(access(path, F_OK), 0);
    /* A place that is given up is the next one's. */
    cleanup_drop(slots[1]);
    assert_int_equal(cleanup_add_file(path), slots[1]);
    cleanup_remove_all();
    assert_int_equal(access(path, F_OK), -1);
    while (count > 0)
        cleanup_drop(slots[--count]);
    close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hold_blocks_the_signals_that_end_a_run),
        cmocka_unit_test(release_leaves_what_the_caller_has_blocked),
        cmocka_unit_test(what_finds_no_place_is_not_remembered),
    };

    return cmocka_run_group_tests_name("cleanup", tests, NULL, NULL);
}
