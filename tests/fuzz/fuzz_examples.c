/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The examples of a small house, which are run. */
#include "fuzz.h"

#include "proof/examples.h"

static void copy(const char *name)
{
    char *path = mem_print("tests/bench/concept/%s", name), bytes[1 << 13];
    FILE *file = fopen(path, "r");

    fuzz_require(file != NULL, "no small house");
    fuzz_file(name, span_of(bytes, fread(bytes, 1, sizeof bytes, file)));
    fclose(file);
    free(path);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    copy("concept.tsv");
    copy("deadlines.tsv");
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct proof proof = {0};

    fuzz_file("examples.tsv", fuzz_bytes(data, size));
    if (proof_load(&proof, fuzz_make_folder(), fuzz_day()))
        proof_run_examples(&proof);
    proof_free(&proof);
    return 0;
}
