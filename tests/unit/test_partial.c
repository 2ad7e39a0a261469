/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Partial figures are read back as they were written, whatever stands in a key; a shard
 * has the mark of its records in any order; and counts above the limit are none.
 */
#include "rules.h"

#include "person/partial.h"
#include "stream/output.h"
#include "stream/writer.h"

static const struct span keys[] = {{"office", 6}, {"figure", 6}};

/* A concept of one line, under whose rules is counted. */
struct counting {
    struct house house;
    struct concept *concept;
    struct output *output;
    struct writer *writer;
};

static void begin(struct counting *it)
{
    house_make(&it->house);
    house_put(&it->house, "concept.tsv", "key\tvalue\ncalendar\tBB\n");
    it->concept = house_open(&it->house, AS_OF);
    it->output = output_hold();
    it->writer = writer_new(it->output, (struct dialect){FORMAT_TSV, '\t'});
}

static void end(struct counting *it)
{
    writer_free(it->writer);
    output_close(it->output, false, NULL);
    concept_close(it->concept);
    house_drop(&it->house);
}

static struct partial *partial_of(const struct counting *it)
{
    struct diag diag = {0};
    struct partial_form form = {.tool = "test",
                                .version = "1",
                                .concept = it->concept,
                                .as_of = day_of(AS_OF),
                                .options = span_from("--by=office"),
                                .key_count = COUNT_OF(keys),
                                .counts = "count persons"};
    struct partial *partial;

    memcpy(form.keys, keys, sizeof keys);
    partial = partial_new(&form, &diag);
    if (partial == NULL)
        fail_msg("%s", diag.text);
    return partial;
}

/* Counts the records with these bytes, and begins to write. */
static void count(struct counting *it, struct partial *partial, const char *const *raws,
                  unsigned raw_count)
{
    struct span names[32];

    for (unsigned i = 0; i < raw_count; i++)
        partial_see(partial, &(struct record){.raw = span_from(raws[i])});
    for (unsigned i = 0; i < partial_column_count(partial); i++)
        names[i] = partial_column(partial, i);
    writer_header(it->writer, names, partial_column_count(partial));
    partial_begin(partial, it->writer);
}

static void what_is_written_is_read(void **state)
{
    static const char *const persons[] = {"1\tA", "2\tB"};
    const struct span cells[] = {span_from("Nord\t\\ \"Süd\"\n"), span_from("kept")};
    const uint64_t counts[] = {PARTIAL_MOST, 2};
    const struct reader_options options = READER_DEFAULTS;
    static const enum partial_row rows[] = {PARTIAL_SHARD, PARTIAL_TOTAL, PARTIAL_GROUP,
                                            PARTIAL_END};
    struct counting it = {0};
    struct partial *wrote, *reads;
    struct partial_counts row;
    struct reader *reader;
    struct input input;
    struct record record;
    struct diag diag = {0};
    const char *path;

    (void)state;
    begin(&it);
    wrote = partial_of(&it);
    reads = partial_of(&it);
    count(&it, wrote, persons, COUNT_OF(persons));
    partial_write(wrote, PARTIAL_TOTAL, NULL, counts, it.writer);
    partial_write(wrote, PARTIAL_GROUP, cells, counts, it.writer);
    partial_end(wrote, it.writer);
    input_make(&input, output_take(it.output));
    path = input.path;
    reader = reader_open(&path, 1, &options, &diag);
    assert_non_null(reader);
    assert_true(partial_bind(reads, reader_header(reader), &path, 1, &diag));
    for (unsigned i = 0; i < COUNT_OF(rows); i++) {
        assert_false(i > 0 && partial_finish(reads, &diag));
        assert_int_equal(reader_next(reader, &record, &diag), READER_RECORD);
        if (!partial_read(reads, &record, &row, &diag))
            fail_msg("%s", fault_text(&diag, NULL));
        assert_int_equal(row.row, rows[i]);
        assert_int_equal(row.number, 1);
        if (row.row != PARTIAL_GROUP)
            continue;
        assert_true(span_equal(row.keys[0], cells[0]));
        assert_true(span_equal(row.keys[1], cells[1]));
        assert_true(row.counts[0] == PARTIAL_MOST && row.counts[1] == 2);
    }
    assert_true(partial_finish(reads, &diag));
    reader_close(reader);
    input_drop(&input);
    partial_free(wrote);
    partial_free(reads);
    end(&it);
}

/* The concept's name is that of its folder, however its path is written. */
static void a_concept_has_the_name_of_its_folder(void **state)
{
    struct counting it = {0};
    struct faults faults = {0};
    struct partial *partial;
    struct concept *concept;
    char path[128], expected[128];
    struct span written;

    (void)state;
    begin(&it);
    snprintf(path, sizeof path, "%s//", it.house.folder);
    concept = it.concept;
    it.concept = concept_open(path, day_of(AS_OF), &faults);
    assert_non_null(it.concept);
    partial = partial_of(&it);
    count(&it, partial, NULL, 0);
    written = output_take(it.output);
    snprintf(expected, sizeof expected, "\t%s ", strrchr(it.house.folder, '/') + 1);
    assert_non_null(memmem(written.ptr, written.len, expected, strlen(expected)));
    partial_free(partial);
    concept_close(concept);
    end(&it);
}

/* Tables that can't be read again have no fingerprint. */
static void a_concept_that_has_gone_has_no_partial(void **state)
{
    struct counting it = {0};
    struct partial_form form = {.tool = "test",
                                .version = "1",
                                .as_of = day_of(AS_OF),
                                .options = span_from(""),
                                .counts = "count"};
    struct diag diag = {0};
    char path[128];

    (void)state;
    begin(&it);
    form.concept = it.concept;
    snprintf(path, sizeof path, "%s/concept.tsv", it.house.folder);
    assert_int_equal(unlink(path), 0);
    assert_null(partial_new(&form, &diag));
    assert_string_equal(fault_text(&diag, it.house.folder),
                        "concept.tsv: cannot open: No such file or directory");
    end(&it);
}

/* The row of the shard of these records, in one of a few buffers. */
static const char *shard_of(const char *const *raws, unsigned raw_count)
{
    static char texts[4][512];
    static unsigned next;
    char *text = texts[next++ % COUNT_OF(texts)];
    struct counting it = {0};
    struct partial *partial;
    struct span written;

    begin(&it);
    partial = partial_of(&it);
    count(&it, partial, raws, raw_count);
    written = output_take(it.output);
    span_cut(&written, '\n');
    written = span_cut(&written, '\n');
    while (written.len > 0 && !span_starts(written, "shard\t"))
        span_cut(&written, '\t');
    snprintf(text, sizeof texts[0], "%.*s", (int)written.len, written.ptr);
    partial_free(partial);
    end(&it);
    return text;
}

static void a_mark_is_that_of_the_records(void **state)
{
    static const char *const one[] = {"1\tA", "2\tB", "3\tC"};
    static const char *const turned[] = {"3\tC", "1\tA", "2\tB"};
    static const char *const other[] = {"1\tA", "2\tB", "3\tD"};
    static const char *const twice[] = {"1\tA", "1\tA"};

    (void)state;
    assert_string_equal(shard_of(one, 3), shard_of(turned, 3));
    assert_string_not_equal(shard_of(one, 3), shard_of(other, 3));
    assert_string_not_equal(shard_of(one, 3), shard_of(one, 2));
    assert_string_not_equal(shard_of(twice, 2), shard_of(twice, 1));
    assert_string_equal(shard_of(one, 0),
                        "shard\t00000000000000000000000000000000\t0\t\t\t\t");
}

static void sums_have_a_limit(void **state)
{
    const struct record record = {.file = "p.tsv", .line = 3};
    struct diag diag = {0};
    uint64_t sum = 40;

    (void)state;
    assert_true(partial_add(&sum, 2, 42, &record, &diag));
    assert_true(sum == 42);
    assert_false(partial_add(&sum, 1, 42, &record, &diag));
    assert_string_equal(fault_text(&diag, NULL),
                        "p.tsv:3: counts add up to more than 42");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(a_concept_has_the_name_of_its_folder),
        cmocka_unit_test(a_concept_that_has_gone_has_no_partial),
        cmocka_unit_test(a_mark_is_that_of_the_records),
        cmocka_unit_test(sums_have_a_limit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
