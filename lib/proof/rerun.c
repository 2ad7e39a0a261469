/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/rerun.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/apart.h"
#include "base/cleanup.h"
#include "base/diag.h"
#include "base/journal.h"
#include "base/mem.h"
#include "proof/manifest.h"
#include "proof/manifest_compare.h"
#include "rules/datadir.h"

enum { BLOCK_BYTES = 1 << 16, SIGNALLED = 128 };

struct rerun {
    char *folder, *manifest;
    int fd, cleanup;
};

static bool is_stdin(const struct manifest_row *row)
{
    return row->kind == MANIFEST_INPUT && span_is(row->name, "-");
}

static bool can_read(const struct manifest_row *row, struct diag *diag)
{
    const char *path = row->name.ptr;
    struct stat info;
    int result = is_stdin(row) ? fstat(STDIN_FILENO, &info) : stat(path, &info);

    if (result != 0)
        return diag_system(diag, path, "open");
    if (S_ISREG(info.st_mode))
        return apart_read(&info, diag); /* by the program that is run again */
    if (is_stdin(row))
        return diag_set(diag, DIAG_SYSTEM,
                        "the run read standard input, expected it once more, from a "
                        "file: replay MANIFEST < FILE");
    diag_set(diag, DIAG_SYSTEM, "is no file that can be read again, expected one");
    return diag_at(diag, path, 0);
}

bool rerun_can_read(const struct manifest *manifest, struct diag *diag)
{
    for (size_t i = 0; i < manifest->count; i++) {
        const struct manifest_row *row = &manifest->rows[i];
        if ((row->kind == MANIFEST_INPUT || row->kind == MANIFEST_SECRET) &&
            !can_read(row, diag))
            return false;
    }
    return true;
}

struct rerun *rerun_open(struct diag *diag)
{
    const char *temporary = getenv("TMPDIR");
    struct rerun *rerun = mem_new(sizeof *rerun);

    rerun->cleanup = rerun->fd = -1;
    if (temporary == NULL || temporary[0] == '\0')
        temporary = "/tmp";
    rerun->folder = mem_print("%s/replay.XXXXXX", temporary);
    cleanup_hold();
    if (mkdtemp(rerun->folder) != NULL)
        rerun->fd = open(rerun->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (rerun->fd >= 0)
        rerun->cleanup = cleanup_add_folder(rerun->folder, rerun->fd);
    cleanup_release();
    rerun->manifest = mem_print("%s/manifest", rerun->folder);
    /* What this one reads is not an input of anybody. */
    journal_place(rerun->manifest, JOURNAL_OWN, "");
    if (rerun->fd >= 0)
        return rerun;
    diag_system(diag, temporary, "make a folder in");
    rerun_close(rerun);
    return NULL;
}

const char *rerun_manifest(const struct rerun *rerun)
{
    return rerun->manifest;
}

void rerun_close(struct rerun *rerun)
{
    if (rerun == NULL)
        return;
    if (rerun->fd >= 0) {
        cleanup_remove_folder(rerun->folder, rerun->fd);
        close(rerun->fd);
    }
    cleanup_drop(rerun->cleanup);
    free(rerun->folder);
    free(rerun->manifest);
    free(rerun);
}

/* What the program is started with: the manifest's, behind some of our own. */
static char **make_arguments(const struct rerun *rerun, const struct manifest *manifest,
                             const char *tool)
{
    struct span day = manifest_value(manifest, MANIFEST_AS_OF);
    const struct manifest_row *row;
    char **arguments = mem_array(manifest->count + 5, sizeof *arguments);
    size_t count = 0, i = 0;

    arguments[count++] = mem_print("%s", tool);
    arguments[count++] = mem_print("--manifest-only=%s", rerun->manifest);
    arguments[count++] = mem_print("--quiet"); /* its notes were told the first time */
    /* One that stands among the arguments comes later, and counts. */
    if (day.ptr != NULL)
        arguments[count++] = mem_print("--as-of=%s", day.ptr);
    while ((row = manifest_next(manifest, MANIFEST_ARGUMENT, &i)) != NULL)
        arguments[count++] = mem_print("%s", row->value.ptr);
    return arguments;
}

static int start(const char *program, char **arguments, bool with_stdin, pid_t *child)
{
    posix_spawn_file_actions_t actions;
    int error = posix_spawn_file_actions_init(&actions);

    if (error != 0)
        return error;
    if (!with_stdin)
        error = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null",
                                                 O_RDONLY, 0);
    if (error == 0)
        error = posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null",
                                                 O_WRONLY, 0);
    if (error == 0)
        error = posix_spawn(child, program, &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

static bool reads_stdin(const struct manifest *manifest)
{
    for (size_t i = 0; i < manifest->count; i++)
        if (is_stdin(&manifest->rows[i]))
            return true;
    return false;
}

/* How the child ended, as a shell says it. */
static int wait_for(pid_t child)
{
    int status = 0;

    waitpid(child, &status,
            0); /* no signal interrupts it: each one ends this process */
    return WIFSIGNALED(status) ? SIGNALLED + WTERMSIG(status) : WEXITSTATUS(status);
}

bool rerun_run(struct rerun *rerun, const struct manifest *manifest, int *status,
               struct diag *diag)
{
    size_t i = 0;
    const char *tool = manifest_next(manifest, MANIFEST_TOOL, &i)->name.ptr;
    char folder[DATADIR_PATH], *program, **arguments;
    pid_t child;
    int error;

    if (!datadir_program_folder(folder))
        return diag_system(diag, tool, "find");
    program = mem_print("%s/%s", folder, tool);
    arguments = make_arguments(rerun, manifest, tool);
    error = start(program, arguments, reads_stdin(manifest), &child);
    if (error == 0)
        *status = wait_for(child);
    free(program);
    for (i = 0; arguments[i] != NULL; i++)
        free(arguments[i]);
    free(arguments);
    errno = error;
    return error == 0 || diag_system(diag, tool, "run");
}

/* The SHA-256 of a file from its beginning; false if it can't be read. */
static bool hash_file(int fd, unsigned char *hash)
{
    char *bytes = mem_new(BLOCK_BYTES);
    crypto_hash_sha256_state state;
    off_t at = 0;
    ssize_t count;

    crypto_hash_sha256_init(&state);
    while ((count = pread(fd, bytes, BLOCK_BYTES, at)) > 0) {
        crypto_hash_sha256_update(&state, (const unsigned char *)bytes, (size_t)count);
        at += count;
    }
    crypto_hash_sha256_final(&state, hash);
    free(bytes);
    return count == 0;
}

void rerun_tell_changed_inputs(const struct manifest *manifest, struct output *output)
{
    const struct manifest_row *row;
    size_t i = 0;

    while ((row = manifest_next(manifest, MANIFEST_INPUT, &i)) != NULL) {
        unsigned char hash[JOURNAL_HASH_BYTES];
        int fd =
            is_stdin(row) ? STDIN_FILENO : open(row->name.ptr, O_RDONLY | O_CLOEXEC);
        if (fd >= 0 && hash_file(fd, hash) && memcmp(hash, row->hash, sizeof hash) != 0)
            manifest_tell_changed(row, output);
        if (fd > STDERR_FILENO)
            close(fd);
    }
}
