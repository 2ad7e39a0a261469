/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/source.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "value/text.h"

enum { RAW_BYTES = 16384, PIPE_BYTES = 1 << 20 };

#define NO_CONVERSION ((iconv_t)-1)

struct source {
    const char *path;
    int fd;
    size_t block; /* the most that one read(2) asks for */
    enum encoding encoding;
    iconv_t conversion;
    bool at_end;
    bool has_begun; /* bytes were passed on: no byte order mark can come */
    /* Bytes that are read but not yet passed on; unused where nothing is converted. */
    size_t raw_at, raw_end;
    char raw[RAW_BYTES];
};

static const struct {
    const char *name, *iconv_name;
} encodings[] = {[ENCODING_UTF8] = {"utf-8", NULL},
                 [ENCODING_AUTO] = {"auto", NULL},
                 [ENCODING_WINDOWS_1252] = {"windows-1252", "WINDOWS-1252"},
                 [ENCODING_ISO_8859_15] = {"iso-8859-15", "ISO-8859-15"},
                 [ENCODING_UTF16] = {"utf-16", "UTF-16"}};

bool encoding_from_name(struct span name, enum encoding *encoding)
{
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
        if (span_is(name, encodings[i].name)) {
            *encoding = (enum encoding)i;
            return true;
        }
    }
    return false;
}

/* Fixes the encoding; false if iconv does not know it on this machine. */
static bool use_encoding(struct source *source, enum encoding encoding)
{
    source->encoding = encoding;
    if (encodings[encoding].iconv_name == NULL)
        return true;
    source->conversion = iconv_open("UTF-8", encodings[encoding].iconv_name);
    return source->conversion != NO_CONVERSION;
}

struct source *source_open(const char *path, enum encoding encoding, size_t block,
                           struct diag *diag)
{
    struct source *source = calloc(1, sizeof *source);
    struct stat info;

    if (source == NULL) {
        diag_no_memory(diag);
        return NULL;
    }
    source->path = strcmp(path, "-") == 0 ? "<stdin>" : path;
    source->block = block;
    source->conversion = NO_CONVERSION;
    source->fd =
        strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (source->fd < 0 || fstat(source->fd, &info) != 0) {
        diag_system(diag, source->path, "open");
    } else if (S_ISDIR(info.st_mode)) {
        errno = EISDIR;
        diag_system(diag, source->path, "read");
    } else if (!use_encoding(source, encoding)) {
        diag_system(diag, source->path, "convert");
    } else {
        if (S_ISFIFO(info.st_mode))
            fcntl(source->fd, F_SETPIPE_SZ,
                  PIPE_BYTES); /* faster; harmless if refused */
        else
            posix_fadvise(source->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
        return source;
    }
    source_close(source);
    return NULL;
}

void source_close(struct source *source)
{
    if (source == NULL)
        return;
    if (source->conversion != NO_CONVERSION)
        iconv_close(source->conversion);
    if (source->fd > STDERR_FILENO)
        close(source->fd);
    free(source);
}

const char *source_name(const struct source *source)
{
    return source->path;
}

static ssize_t read_bytes(struct source *source, char *bytes, size_t size,
                          struct diag *diag)
{
    ssize_t count;

    do
        count = read(source->fd, bytes, size < source->block ? size : source->block);
    while (count < 0 && errno == EINTR);
    if (count < 0)
        diag_system(diag, source->path, "read");
    source->at_end = count == 0;
    return count;
}

/* Adds bytes to those that wait in raw. -1 on failure; at the end at_end is set. */
static int read_raw(struct source *source, struct diag *diag)
{
    size_t waiting = source->raw_end - source->raw_at;
    ssize_t count;

    memmove(source->raw, source->raw + source->raw_at, waiting);
    source->raw_at = 0;
    source->raw_end = waiting;
    if (waiting == RAW_BYTES) /* a read of no bytes would pass for the end */
        return 0;
    count = read_bytes(source, source->raw + waiting, RAW_BYTES - waiting, diag);
    if (count < 0)
        return -1;
    source->raw_end += (size_t)count;
    return 0;
}

static struct span waiting_bytes(const struct source *source)
{
    return span_of(source->raw + source->raw_at, source->raw_end - source->raw_at);
}

/*
 * Looks at the bytes that wait and fixes the encoding if they settle it. Returns how
 * many of them are ASCII and may pass whatever the rest is. `complete`: no more bytes
 * come.
 */
static size_t decide(struct source *source, struct span bytes, bool complete)
{
    size_t ascii = 0;

    if (!source->has_begun &&
        (span_starts(bytes, "\xFF\xFE") || span_starts(bytes, "\xFE\xFF"))) {
        use_encoding(source, ENCODING_UTF16);
        return 0;
    }
    while (ascii < bytes.len && (unsigned char)bytes.ptr[ascii] < 0x80)
        ascii++;
    if (ascii < bytes.len) {
        struct span rest = span_after(bytes, ascii);
        if (text_utf8_sequence(rest) > 0)
            use_encoding(source, ENCODING_UTF8);
        else if (rest.len >= 4 || complete)
            use_encoding(source, ENCODING_WINDOWS_1252);
    }
    return ascii;
}

static ssize_t pass_raw(struct source *source, char *bytes, size_t count)
{
    memcpy(bytes, source->raw + source->raw_at, count);
    source->raw_at += count;
    return (ssize_t)count;
}

/* AUTO, while everything was ASCII. 0 if the encoding is settled or the end is reached.
 */
static ssize_t read_undecided(struct source *source, char *bytes, size_t size,
                              struct diag *diag)
{
    while (source->encoding == ENCODING_AUTO) {
        size_t ascii;
        if (read_raw(source, diag) != 0)
            return -1;
        ascii = decide(source, waiting_bytes(source), source->at_end);
        source->has_begun |= ascii > 0;
        if (ascii > 0)
            return pass_raw(source, bytes, ascii < size ? ascii : size);
        if (source->at_end)
            break;
    }
    return 0;
}

/* Stands for what can't be decoded, in a way that the reader refuses. */
static size_t put_undecodable(struct source *source, char *bytes)
{
    struct span waiting = waiting_bytes(source);
    size_t width = source->encoding == ENCODING_UTF16 ? 2 : 1;

    *bytes = source->encoding == ENCODING_UTF16 ? '\xFF' : waiting.ptr[0];
    source->raw_at += width < waiting.len ? width : waiting.len;
    return 1;
}

static ssize_t read_converted(struct source *source, char *bytes, size_t size,
                              struct diag *diag)
{
    size_t room = size;

    while (room == size) {
        char *from, *to = bytes;
        size_t left;
        if (!source->at_end && read_raw(source, diag) != 0)
            return -1;
        from = source->raw + source->raw_at;
        left = source->raw_end - source->raw_at;
        if (left == 0 && source->at_end)
            break;
        if (iconv(source->conversion, &from, &left, &to, &room) == (size_t)-1) {
            bool hopeless = errno == EILSEQ || (errno == EINVAL && source->at_end);
            source->raw_at = (size_t)(from - source->raw);
            if (hopeless && room > 0)
                room -= put_undecodable(source, to);
        } else {
            source->raw_at = (size_t)(from - source->raw);
        }
    }
    return (ssize_t)(size - room);
}

ssize_t source_read(struct source *source, char *bytes, size_t size, struct diag *diag)
{
    if (source->encoding == ENCODING_AUTO) {
        ssize_t count = read_undecided(source, bytes, size, diag);
        if (count != 0)
            return count;
    }
    if (source->conversion != NO_CONVERSION)
        return read_converted(source, bytes, size, diag);
    if (source->raw_at < source->raw_end) {
        size_t waiting = source->raw_end - source->raw_at;
        return pass_raw(source, bytes, waiting < size ? waiting : size);
    }
    return read_bytes(source, bytes, size, diag);
}
