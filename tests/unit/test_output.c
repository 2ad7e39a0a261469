/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files that appear together or not at all, and where the path of an output leads.
 */
#include "trace.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "stream/output.h"
#include "stream/target.h"

static char folder[64];

static int enter_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/test_output.XXXXXX");
    return mkdtemp(folder) != NULL && chdir(folder) == 0 ? 0 : -1;
}

static int leave_folder(void **state)
{
    char command[128];

    (void)state;
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return chdir("/") == 0 && system(command) == 0 ? 0 : -1;
}

static void put_file(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
}

static void expect_file(const char *path, const char *text)
{
    char got[64] = "";
    int fd = open(path, O_RDONLY);

    assert_true(fd >= 0);
    assert_true(read(fd, got, sizeof got - 1) >= 0);
    close(fd);
    assert_string_equal(got, text);
}

/* How many files there are: none is left behind. */
static void expect_entries(size_t expected)
{
    DIR *list = opendir(".");
    size_t count = 0;

    assert_non_null(list);
    while (readdir(list) != NULL)
        count++;
    closedir(list);
    assert_int_equal(count, expected + 2);
}

static struct output *begin(const char *path)
{
    struct diag diag;
    struct output *output = output_open(path, OUTPUT_SHARED, &diag);

    assert_non_null(output);
    output_write(output, span_from("new"));
    return output;
}

static void files_appear_together(void **state)
{
    struct output *outputs[4] = {NULL};
    struct diag diag = {0};

    (void)state;
    put_file("a", "old");
    outputs[0] = begin("a");
    outputs[2] = begin("b");
    outputs[3] = begin("/dev/null");
    expect_file("a", "old");
    assert_true(output_close_all(outputs, 4, true, &diag));
    expect_file("a", "new");
    expect_file("b", "new");
    expect_entries(2);
}

static void a_fault_of_the_last_leaves_the_old_ones(void **state)
{
    struct output *outputs[3];
    struct diag diag = {0};

    (void)state;
    put_file("a", "old");
    outputs[0] = begin("a"); /* there is an old one */
    outputs[1] = begin("b"); /* there is none */
    outputs[2] = begin("c");
    assert_int_equal(mkdir("c", 0700), 0); /* no file can take this place */
    assert_false(output_close_all(outputs, 3, true, &diag));
    assert_string_equal(diag.file, "c");
    assert_string_equal(diag.text, "cannot write: Is a directory");
    expect_file("a", "old");
    assert_int_equal(access("b", F_OK), -1);
    expect_entries(2);
}

static void a_fault_in_writing_leaves_them_all(void **state)
{
    struct output *outputs[2];
    struct diag diag = {0};

    (void)state;
    put_file("a", "old");
    outputs[0] = begin("a");
    outputs[1] = begin("/dev/full");
    assert_false(output_close_all(outputs, 2, true, &diag));
    assert_string_equal(diag.file, "/dev/full");
    assert_string_equal(diag.text, "cannot write: No space left on device");
    expect_file("a", "old");
    expect_entries(1);
}

static void files_that_are_thrown_away_leave_the_old_ones(void **state)
{
    struct output *outputs[2];
    struct diag diag = {0};

    (void)state;
    put_file("a", "old");
    outputs[0] = begin("a");
    outputs[1] = begin("b");
    assert_true(output_close_all(outputs, 2, false, &diag));
    expect_file("a", "old");
    expect_entries(1);
}

static void expect_target(const char *path, const char *wanted, int descriptor)
{
    struct target target;

    assert_true(target_find(path, &target));
    assert_int_equal(target.descriptor, descriptor);
    if (wanted == NULL)
        assert_null(target.path);
    else
        assert_string_equal(target.path, wanted);
    free(target.path);
}

static void a_path_leads_to_a_file_or_to_a_descriptor(void **state)
{
    char wanted[128], path[128];
    struct target target;

    (void)state;
    snprintf(wanted, sizeof wanted, "%s/x", folder);
    expect_target("x", wanted, -1);
    expect_target("./x", wanted, -1);
    assert_int_equal(symlink("x", "to-nothing"), 0);
    assert_int_equal(symlink("to-nothing", "to-a-link"), 0);
    expect_target("to-nothing", wanted, -1);
    expect_target("to-a-link", wanted, -1);
    put_file("x", "");
    expect_target("to-a-link", wanted, -1);
    expect_target("/dev/null", "/dev/null", -1);
    expect_target("no/folder", "no/folder", -1);
    expect_target("/dev/stdout", NULL, 1);
    expect_target("/dev/stderr", NULL, 2);
    expect_target("/dev/fd/9", NULL, 9);
    expect_target("/dev/../dev/fd/9", NULL, 9);
    expect_target("/proc/self/fd/12", NULL, 12);
    expect_target("/proc/thread-self/fd/12", NULL, 12);
    snprintf(path, sizeof path, "/proc/%ld/fd/3", (long)getpid());
    expect_target(path, NULL, 3);
    assert_int_equal(symlink("/dev/stdout", "to-stdout"), 0);
    expect_target("to-stdout", NULL, 1);
    assert_int_equal(symlink("/dev/fd", "folder"), 0);
    expect_target("folder/4", NULL, 4);
    assert_int_equal(symlink("loop", "loop"), 0);
    assert_false(target_find("loop", &target));
    assert_int_equal(errno, ELOOP);
    assert_null(target.path);
}

static void a_descriptor_is_one_that_was_handed_over(void **state)
{
    int fd = open("x", O_WRONLY | O_CREAT, 0600), copy;

    (void)state;
    assert_true(fd > 2);
    copy = target_duplicate(fd);
    assert_true(copy > 2 && copy != fd);
    assert_int_equal(fcntl(copy, F_GETFD), FD_CLOEXEC);
    assert_int_equal(target_duplicate(copy), -1); /* of the process itself */
    assert_int_equal(errno, EBADF);
    close(copy);
    close(fd);
    assert_int_equal(target_duplicate(fd), -1);
    assert_int_equal(errno, EBADF);
    fd = open("x", O_RDONLY);
    assert_int_equal(target_duplicate(fd), -1);
    assert_int_equal(errno, EBADF);
    close(fd);
}

/* A pipe of another process has no path: what leads to it is left as it is. */
static void a_descriptor_of_another_process_is_a_path(void **state)
{
    char path[128];
    int ends[2], status;
    pid_t other;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    other = fork();
    if (other == 0) {
        pause();
        exit(1);
    }
    assert_true(other > 0);
    snprintf(path, sizeof path, "/proc/%ld/fd/%d", (long)other, ends[1]);
    expect_target(path, path, -1);
    kill(other, SIGTERM);
    assert_int_equal(waitpid(other, &status, 0), other);
    close(ends[0]);
    close(ends[1]);
}

enum { PIPED = 1 << 20 };

/* Reads all that comes, after a while; the status tells whether it was as much. */
static void read_late(int fd)
{
    static char bytes[4096];
    ssize_t count;
    size_t all = 0;

    usleep(100000);
    while ((count = read(fd, bytes, sizeof bytes)) > 0)
        all += (size_t)count;
    exit(all == PIPED ? 0 : 1);
}

/* A descriptor that doesn't block is waited for, and nothing is lost. */
static void a_full_pipe_is_waited_for(void **state)
{
    static char bytes[PIPED];
    struct diag diag = {0};
    struct output *output;
    char path[32];
    int ends[2], status;
    pid_t reader;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);
    reader = fork();
    if (reader == 0) {
        close(ends[1]);
        read_late(ends[0]);
    }
    assert_true(reader > 0);
    close(ends[0]);
    snprintf(path, sizeof path, "/dev/fd/%d", ends[1]);
    output = output_open(path, OUTPUT_SHARED, &diag);
    assert_non_null(output);
    memset(bytes, 'x', sizeof bytes);
    output_write(output, span_of(bytes, sizeof bytes));
    assert_true(output_close(output, true, &diag));
    close(ends[1]);
    assert_int_equal(waitpid(reader, &status, 0), reader);
    assert_int_equal(status, 0);
}

#define IN_FOLDER(test) \
    cmocka_unit_test_setup_teardown(test, enter_folder, leave_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(files_appear_together),
        IN_FOLDER(a_fault_of_the_last_leaves_the_old_ones),
        IN_FOLDER(a_fault_in_writing_leaves_them_all),
        IN_FOLDER(files_that_are_thrown_away_leave_the_old_ones),
        IN_FOLDER(a_path_leads_to_a_file_or_to_a_descriptor),
        IN_FOLDER(a_descriptor_is_one_that_was_handed_over),
        IN_FOLDER(a_descriptor_of_another_process_is_a_path),
        IN_FOLDER(a_full_pipe_is_waited_for),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
