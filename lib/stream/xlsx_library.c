/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/xlsx_library.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

#include "base/claim.h"
#include "base/diag.h"

/* The version of the header: structs are laid out as it says. Debian's package has the
 * number in its name. */
#define SONAME "libxlsxwriter.so." LXW_SOVERSION
#define PACKAGE "libxlsxwriter" LXW_SOVERSION

static const struct {
    const char *name;
    size_t offset;
} functions[] = {
#define AS_ROW(name) {#name, offsetof(struct xlsx_library, name)},
    XLSX_FUNCTIONS(AS_ROW)
#undef AS_ROW
};

static bool find(void *handle, struct xlsx_library *library)
{
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        void *found = dlsym(handle, functions[i].name);
        if (found == NULL)
            return false;
        /* ISO C has no cast from an object's pointer to a function's. */
        memcpy((char *)library + functions[i].offset, &found, sizeof found);
    }
    return true;
}

const struct xlsx_library *xlsx_library_load(struct diag *diag)
{
    static struct xlsx_library library;
    static bool is_loaded;
    void *handle;

    if (is_loaded)
        return &library;
    /* Without memory the library leaves cells out, or crashes. */
    claim_begin();
    handle = dlopen(SONAME, RTLD_NOW | RTLD_LOCAL);
    is_loaded = handle != NULL && find(handle, &library);
    if (is_loaded)
        return &library;
    claim_end();
    diag_set(diag, DIAG_SYSTEM,
             "--to=xlsx: cannot load " SONAME
             ": install it with apt-get install " PACKAGE ", or write --to=excel");
    return NULL;
}
