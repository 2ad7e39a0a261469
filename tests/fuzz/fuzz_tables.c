/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tables of a concept: a small house of which the first byte says which table is
 * replaced. Where it can be loaded, the persons below are judged by it.
 */
#include "fuzz.h"

static const char *const NAMES[] = {"concept.tsv",    "deadlines.tsv",  "category.tsv",
                                    "needs.tsv",      "columns.tsv",    "areas.tsv",
                                    "parameters.tsv", "strategies.tsv", "checks.tsv",
                                    "document.tsv",   "terms.tsv"};

enum { TABLES = sizeof NAMES / sizeof *NAMES };

static const char PERSONS[] =
    "client_id\tbirth_date\tapplied_on\tapproved_on\tcategory\tcategory_since\tneeds\n"
    "1\t1990-05-01\t2026-02-20\t2026-03-01\tX\t2026-03-02\tmobilitaet:erkannt:2\n"
    "2\t2010-02-29\t2026-02-20\t\t\t\t\n"
    "3\t2008-02-29\t1999-12-31\t2199-12-31\tP\t2020-02-29\t\n";

static char *originals[TABLES];
static size_t sizes[TABLES];
static const char *persons;

static void keep(unsigned table)
{
    char *path = mem_print("tests/bench/concept/%s", NAMES[table]);
    FILE *file = fopen(path, "r");

    free(path);
    if (file == NULL)
        return;
    originals[table] = mem_new(1 << 16);
    sizes[table] = fread(originals[table], 1, 1 << 16, file);
    fclose(file);
    fuzz_file(NAMES[table], span_of(originals[table], sizes[table]));
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    for (unsigned i = 0; i < TABLES; i++)
        keep(i);
    persons = strdup(fuzz_file("persons", span_from(PERSONS)));
    return 0;
}

/* As it was, so that the next input finds the small house. */
static void restore(unsigned table)
{
    if (originals[table] != NULL)
        fuzz_file(NAMES[table], span_of(originals[table], sizes[table]));
    else
        unlink(fuzz_path(NAMES[table]));
}

static void judge(struct concept *concept)
{
    static struct obligation found[DEADLINE_MOST];
    const struct reader_options options = READER_DEFAULTS;
    struct diag diag = {0};
    struct reader *reader = reader_open(&persons, 1, &options, &diag);
    struct facts *facts = facts_new(concept, fuzz_day());
    struct deadline_notes notes = {0};
    struct record record;

    facts_want_deadlines(facts);
    if (facts_bind(facts, reader_header(reader), &diag))
        while (reader_next(reader, &record, &diag) == READER_RECORD)
            if (facts_read(facts, &record, &diag))
                obligations_open(facts, found, &notes);
    facts_free(facts);
    reader_close(reader);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct faults faults;
    struct span bytes = fuzz_bytes(data, size);
    unsigned table = size > 0 ? data[0] % TABLES : 0;
    struct concept *concept;

    fuzz_file(NAMES[table], size > 0 ? span_after(bytes, 1) : bytes);
    faults.count = 0;
    concept = concept_open(fuzz_make_folder(), fuzz_day(), &faults);
    if (concept != NULL)
        judge(concept);
    concept_close(concept);
    restore(table);
    return 0;
}
