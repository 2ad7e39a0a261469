/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/apart.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/dict.h"
#include "base/mem.h"
#include "base/span.h"

/* A regular file, whatever its name is. */
struct identity {
    dev_t device;
    ino_t number;
};

struct written {
    struct identity file;
    const char *what;
};

static struct {
    struct dict read; /* the bytes of identities */
    struct written *written;
    size_t count, room;
} apart;

static struct identity identify(const struct stat *file)
{
    struct identity identity;

    memset(&identity, 0, sizeof identity); /* what lies between the numbers, too */
    identity.device = file->st_dev;
    identity.number = file->st_ino;
    return identity;
}

static struct span bytes_of(const struct identity *identity)
{
    return span_of((const char *)identity, sizeof *identity);
}

static bool fault(const char *what, struct diag *diag)
{
    return diag_set(diag, DIAG_USAGE, "%s is a file that is read, expected another one",
                    what);
}

bool apart_read(const struct stat *file, struct diag *diag)
{
    struct identity identity = identify(file);

    if (!S_ISREG(file->st_mode))
        return true;
    dict_add(&apart.read, bytes_of(&identity));
    for (size_t i = 0; i < apart.count; i++)
        if (memcmp(&apart.written[i].file, &identity, sizeof identity) == 0)
            return fault(apart.written[i].what, diag);
    return true;
}

void apart_expect(const char *path)
{
    struct stat file;
    struct diag unheard; /* who opens it hears the same */

    if (path != NULL &&
        (strcmp(path, "-") == 0 ? fstat(STDIN_FILENO, &file) : stat(path, &file)) == 0)
        (void)apart_read(&file, &unheard);
}

bool apart_write(const struct stat *file, const char *what, struct diag *diag)
{
    struct identity identity = identify(file);

    if (!S_ISREG(file->st_mode))
        return true;
    mem_grow(&apart.written, &apart.room, apart.count + 1, sizeof *apart.written);
    apart.written[apart.count++] = (struct written){identity, what};
    return dict_find(&apart.read, bytes_of(&identity)) < 0 || fault(what, diag);
}

void apart_free(void)
{
    dict_free(&apart.read);
    free(apart.written);
    memset(&apart, 0, sizeof apart);
}
