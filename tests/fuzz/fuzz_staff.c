/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of staff. */
#include "fuzz.h"

#include "forecast/staff.h"

static struct concept *concept;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    concept = fuzz_concept("./lib/data/concepts/uckermark");
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct staff staff = {0};
    struct diag diag = {0};

    staff_load(&staff, fuzz_file("staff.tsv", fuzz_bytes(data, size)), concept, &diag);
    staff_free(&staff);
    return 0;
}
