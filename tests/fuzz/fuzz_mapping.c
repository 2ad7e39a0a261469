/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mapping, held against the header of an export: the second file. */
#include "fuzz.h"

#include "import/mapping.h"
#include "stream/header.h"

static struct concept *concept;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    concept = fuzz_concept("./tests/bench/concept");
    return 0;
}

static void bind(const struct mapping *mapping, const char *path)
{
    const struct reader_options options = READER_DEFAULTS;
    struct diag diag = {0};
    struct reader *reader = reader_open(&path, 1, &options, &diag);
    const struct header *header;
    struct mapped_column *columns;

    if (reader == NULL)
        return;
    header = reader_header(reader);
    columns = mem_array(header->count, sizeof *columns);
    mapping_bind(mapping, concept, header, "export", columns, &diag);
    for (unsigned i = 0; i < MAPPING_PART_COUNT; i++) {
        const struct mapping_row *row;
        int place;
        mapping_bind_need(mapping, MAPPING_PARTS[i], i == 0, header, "needs", &place,
                          &row, &diag);
    }
    free(columns);
    reader_close(reader);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span rest = fuzz_bytes(data, size);
    const char *path = fuzz_file("mapping.tsv", fuzz_next_file(&rest));
    struct mapping mapping = {0};
    struct arena arena = {0};
    struct faults faults = {0};

    if (mapping_load(&mapping, path, concept, &arena, &faults))
        bind(&mapping, fuzz_file("export.csv", rest));
    arena_free(&arena);
    return 0;
}
