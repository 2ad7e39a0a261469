/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/input.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/apart.h"
#include "base/diag.h"
#include "base/journal.h"
#include "base/mem.h"
#include "value/text.h"

enum { RAW_BYTES = 16384, PIPE_BYTES = 1 << 20 };

struct input {
    const char *path;
    int fd;
    size_t block; /* the most that one read(2) asks for */
    struct coding coding;
    const struct input_source *source; /* NULL: the file itself is read */
    struct journal_file *journal;      /* NULL: nobody wants to know */
    bool at_end;
    bool has_begun; /* bytes were passed on: no byte order mark can come */
    bool has_decoder;
    struct decoder decoder;
    /* Bytes that are read but not yet passed on; unused where nothing is converted. */
    size_t raw_at, raw_end;
    char raw[RAW_BYTES];
};

/*
 * Fixes the encoding. That of UTF-16 has a byte order, which the first bytes settle;
 * what comes before them is not decoded.
 */
static void use_encoding(struct input *input, enum encoding encoding)
{
    input->coding.encoding = encoding;
    input->has_decoder = encoding != ENCODING_UTF8 && encoding != ENCODING_AUTO;
    if (input->has_decoder)
        decoder_set(&input->decoder, input->coding);
}

struct input *input_open(const char *path, enum encoding encoding, size_t block,
                         struct diag *diag)
{
    struct input *input = mem_new(sizeof *input);
    struct stat info;

    input->path = strcmp(path, "-") == 0 ? "<stdin>" : path;
    input->block = block;
    use_encoding(input, encoding);
    input->fd =
        strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (input->fd < 0 || fstat(input->fd, &info) != 0) {
        diag_system(diag, input->path, "open");
    } else if (S_ISDIR(info.st_mode)) {
        errno = EISDIR;
        diag_system(diag, input->path, "read");
    } else if (apart_read(&info, diag)) {
        if (S_ISFIFO(info.st_mode))
            fcntl(input->fd, F_SETPIPE_SZ,
                  PIPE_BYTES); /* faster; harmless if refused */
        else if (info.st_size > RAW_BYTES)
            posix_fadvise(input->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
        input->journal = journal_read(path);
        return input;
    }
    input_close(input);
    return NULL;
}

const char *input_name(const struct input *input)
{
    return input->path;
}

static ssize_t read_bytes(struct input *input, char *bytes, size_t size,
                          struct diag *diag)
{
    ssize_t count;

    do
        count = read(input->fd, bytes, size < input->block ? size : input->block);
    while (count < 0 && errno == EINTR);
    if (count < 0)
        diag_system(diag, input->path, "read");
    else
        journal_bytes(input->journal, bytes, (size_t)count);
    input->at_end = count == 0;
    return count;
}

/* A manifest speaks of whole files, also where a tool needed only the beginning. */
static void read_rest(struct input *input)
{
    struct diag unheard;

    while (input->journal != NULL && journal_is_on() && !input->at_end &&
           read_bytes(input, input->raw, RAW_BYTES, &unheard) >= 0)
        continue;
    if (input->journal != NULL && journal_is_on() && input->at_end)
        journal_end(input->journal);
}

void input_close(struct input *input)
{
    if (input == NULL)
        return;
    read_rest(input);
    if (input->fd > STDERR_FILENO)
        close(input->fd);
    free(input);
}

/* Adds bytes to those that wait in raw. -1 on failure; at the end at_end is set. */
static int read_raw(struct input *input, struct diag *diag)
{
    size_t waiting = input->raw_end - input->raw_at;
    ssize_t count;

    memmove(input->raw, input->raw + input->raw_at, waiting);
    input->raw_at = 0;
    input->raw_end = waiting;
    if (waiting == RAW_BYTES) /* a read of no bytes would pass for the end */
        return 0;
    count = read_bytes(input, input->raw + waiting, RAW_BYTES - waiting, diag);
    if (count < 0)
        return -1;
    input->raw_end += (size_t)count;
    return 0;
}

static struct span waiting_bytes(const struct input *input)
{
    return span_of(input->raw + input->raw_at, input->raw_end - input->raw_at);
}

/*
 * Looks at the bytes that wait and fixes the encoding if they settle it. Returns how
 * many of them are ASCII and may pass whatever the rest is. `complete`: no more bytes
 * come.
 */
static size_t decide(struct input *input, struct span bytes, bool complete)
{
    size_t ascii = 0;

    if (!input->has_begun &&
        (span_starts(bytes, "\xFF\xFE") || span_starts(bytes, "\xFE\xFF"))) {
        use_encoding(input, ENCODING_UTF16);
        return 0;
    }
    while (ascii < bytes.len && (unsigned char)bytes.ptr[ascii] < 0x80)
        ascii++;
    if (ascii < bytes.len) {
        struct span rest = span_after(bytes, ascii);
        if (text_utf8_sequence(rest) > 0)
            use_encoding(input, ENCODING_UTF8);
        else if (rest.len >= 4 || complete)
            use_encoding(input, ENCODING_WINDOWS_1252);
    }
    return ascii;
}

static ssize_t pass_raw(struct input *input, char *bytes, size_t count)
{
    memcpy(bytes, input->raw + input->raw_at, count);
    input->raw_at += count;
    return (ssize_t)count;
}

/* AUTO, while everything was ASCII. 0 if the encoding is settled or the end is reached.
 */
static ssize_t read_undecided(struct input *input, char *bytes, size_t size,
                              struct diag *diag)
{
    while (input->coding.encoding == ENCODING_AUTO) {
        size_t ascii;
        if (read_raw(input, diag) != 0)
            return -1;
        ascii = decide(input, waiting_bytes(input), input->at_end);
        input->has_begun |= ascii > 0;
        if (ascii > 0)
            return pass_raw(input, bytes, ascii < size ? ascii : size);
        if (input->at_end)
            break;
    }
    return 0;
}

/* The order of the bytes of UTF-16, by the first two. False: more are needed. */
static bool settle_order(struct input *input)
{
    struct span waiting = waiting_bytes(input);

    if (input->coding.encoding != ENCODING_UTF16 || input->has_begun)
        return true;
    if (waiting.len < 2 && !input->at_end)
        return false;
    input->coding.is_big_endian = coding_is_big_endian(waiting);
    decoder_set(&input->decoder, input->coding);
    return true;
}

static ssize_t read_decoded(struct input *input, char *bytes, size_t size,
                            struct diag *diag)
{
    struct decoded done = {0, 0};

    while (done.made == 0) {
        if (!input->at_end && read_raw(input, diag) != 0)
            return -1;
        if (!settle_order(input))
            continue;
        if (input->at_end && input->raw_at == input->raw_end)
            break;
        done = decoder_run(&input->decoder, waiting_bytes(input), input->at_end, bytes,
                           size);
        input->raw_at += done.used;
        input->has_begun |= done.used > 0;
    }
    return (ssize_t)done.made;
}

struct coding input_coding(const struct input *input)
{
    return input->coding;
}

bool input_has_places(const struct input *input, off_t *offset)
{
    struct stat info;

    *offset = -1;
    if (input->coding.encoding == ENCODING_UTF8 && input->journal == NULL &&
        fstat(input->fd, &info) == 0 && S_ISREG(info.st_mode))
        *offset = lseek(input->fd, 0, SEEK_CUR);
    return *offset >= 0;
}

ssize_t input_read_at(const struct input *input, off_t offset, char *bytes, size_t size,
                      struct diag *diag)
{
    ssize_t count;

    do
        count =
            pread(input->fd, bytes, size < input->block ? size : input->block, offset);
    while (count < 0 && errno == EINTR);
    if (count < 0)
        diag_system(diag, input->path, "read");
    return count;
}

void input_divert(struct input *input, const struct input_source *source)
{
    input->source = source;
}

int input_descriptor(const struct input *input)
{
    return input->fd;
}

bool input_would_wait(const struct input *input)
{
    return input->raw_at == input->raw_end &&
           poll(&(struct pollfd){input->fd, POLLIN, 0}, 1, 0) == 0;
}

ssize_t input_read(struct input *input, char *bytes, size_t size, struct diag *diag)
{
    if (input->source != NULL)
        return input->source->read(input->source->context, bytes, size, diag);
    if (input->coding.encoding == ENCODING_AUTO) {
        ssize_t count = read_undecided(input, bytes, size, diag);
        if (count != 0)
            return count;
    }
    if (input->has_decoder)
        return read_decoded(input, bytes, size, diag);
    if (input->raw_at < input->raw_end) {
        size_t waiting = input->raw_end - input->raw_at;
        return pass_raw(input, bytes, waiting < size ? waiting : size);
    }
    return read_bytes(input, bytes, size, diag);
}
