/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is read and written are apart, whichever of the two comes first, and by what a
 * file is, not by its name.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/apart.h"
#include "base/diag.h"

static struct stat file(ino_t number)
{
    struct stat info;

    memset(&info, 0, sizeof info);
    info.st_mode = S_IFREG;
    info.st_dev = 7;
    info.st_ino = number;
    return info;
}

static int forget(void **state)
{
    (void)state;
    apart_free();
    return 0;
}

static void what_is_read_is_not_written(void **state)
{
    struct stat input = file(1), other = file(2);
    struct diag diag = {0};

    (void)state;
    assert_true(apart_read(&input, &diag));
    assert_true(apart_read(&input, &diag));
    assert_true(apart_write(&other, "the output", &diag));
    assert_false(apart_write(&input, "--rejects", &diag));
    assert_int_equal(diag.code, DIAG_USAGE);
    assert_string_equal(diag.text,
                        "--rejects is a file that is read, expected another one");
}

static void what_is_written_is_not_read(void **state)
{
    struct stat output = file(3), elsewhere = file(3);
    struct diag diag = {0};

    (void)state;
    elsewhere.st_dev = 8;
    assert_true(apart_write(&output, "the output", &diag));
    assert_true(apart_read(&elsewhere, &diag));
    assert_false(apart_read(&output, &diag));
    assert_string_equal(diag.text,
                        "the output is a file that is read, expected another one");
}

static void pipes_and_devices_may_be_both(void **state)
{
    struct stat pipe = file(4);
    struct diag diag = {0};

    (void)state;
    pipe.st_mode = S_IFIFO;
    assert_true(apart_read(&pipe, &diag));
    assert_true(apart_write(&pipe, "the output", &diag));
}

static void a_file_is_expected_by_its_name(void **state)
{
    struct stat own;
    struct diag diag = {0};

    (void)state;
    apart_expect(NULL);
    apart_expect("/nothing/of/this/name");
    apart_expect("/proc/self/exe");
    assert_int_equal(stat("/proc/self/exe", &own), 0);
    assert_false(apart_write(&own, "the output", &diag));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(what_is_read_is_not_written, forget),
        cmocka_unit_test_teardown(what_is_written_is_not_read, forget),
        cmocka_unit_test_teardown(pipes_and_devices_may_be_both, forget),
        cmocka_unit_test_teardown(a_file_is_expected_by_its_name, forget),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
