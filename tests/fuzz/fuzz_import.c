/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An import: a mapping, a needs file and an export, one after the other. */
#include "fuzz.h"

#include "import/conversion.h"
#include "import/export_shape.h"
#include "import/mapping.h"
#include "import/needs_file.h"
#include "stream/header.h"
#include "stream/record.h"

static struct concept *concept;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    concept = fuzz_concept("./tests/bench/concept");
    return 0;
}

static void load_needs(struct needs_file *needs)
{
    enum reader_status status = READER_REFUSED;
    struct diag diag = {0};
    struct span raw;

    while (needs != NULL && status == READER_REFUSED)
        status = needs_file_load(needs, &raw, &diag);
}

static void convert(struct conversion *conversion, struct reader *reader)
{
    const struct header *made = conversion_header(conversion);
    enum reader_status status = READER_RECORD;
    struct diag diag = {0};
    size_t bytes = 0;

    while (status == READER_RECORD || status == READER_REFUSED) {
        struct record record = {0};
        struct faults *faults;
        status = reader_next(reader, &record, &diag);
        if (status != READER_RECORD || !conversion_take(conversion, &record, &faults))
            continue;
        for (unsigned i = 0; i < made->count; i++)
            bytes += record_field(conversion_record(conversion), i).len;
    }
    fuzz_require(bytes < SIZE_MAX / 2, "values without end");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span rest = fuzz_bytes(data, size);
    const char *mapping_path = fuzz_file("mapping.tsv", fuzz_next_file(&rest));
    const char *needs_path = fuzz_file("needs.csv", fuzz_next_file(&rest));
    const char *path = fuzz_file("export.csv", rest);
    struct reader_options reading = READER_DEFAULTS, reading_needs;
    struct export_shapes shapes = {.persons = {.concept = concept}};
    struct mapping mapping = {0};
    struct needs_file *needs = NULL;
    struct arena arena = {0};
    struct diag diag = {0};
    struct faults faults = {0};
    struct reader *reader = NULL;
    struct conversion *conversion = NULL;

    reading.encoding = ENCODING_AUTO;
    reading.tabs_are_csv = true;
    reading.takes_formulas = true;
    shapes.persons.mapping = &mapping;
    if (mapping_load(&mapping, mapping_path, concept, &arena, &faults)) {
        export_shapes_set(&shapes, &reading, &reading_needs, &arena);
        needs = needs_file_open(needs_path, &reading_needs, &mapping, concept,
                                size % 2 == 0, &diag);
        load_needs(needs);
        reader = reader_open(&path, 1, &reading, &diag);
    }
    if (reader != NULL)
        conversion = conversion_new(concept, &mapping, needs, reader_header(reader),
                                    "export", &diag);
    if (conversion != NULL)
        convert(conversion, reader);
    conversion_free(conversion);
    needs_file_close(needs);
    reader_close(reader);
    arena_free(&arena);
    return 0;
}
