/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The gears of the reader give the same fields, and the read size changes nothing.
 *
 * A record without quotes is cut by the scan; with every field in quotes a careful
 * reader gives it to libcsv. So both ways of writing one record are read and compared.
 * Then everything under tests/ below 64 KiB, and many random inputs, are read at six
 * read sizes, and once by the careful reader, which takes no short way: fields,
 * refusals, codes, lines and raw bytes must be the same.
 */
#include "trace.h"

#include <ftw.h>

static const size_t blocks[] = {1, 2, 3, 7, 64, 65536};

enum { BLOCK_COUNT = sizeof blocks / sizeof *blocks, SMALL = 1 << 16 };

/*
 * Reports the first difference of a trace from that of the careful reader at the
 * largest read size.
 */
static bool read_sizes_agree(struct span bytes, struct reader_options options,
                             const char *name)
{
    struct sheet wanted;
    bool good = true;

    options.block = blocks[BLOCK_COUNT - 1];
    options.is_careful = true;
    wanted = trace_bytes(bytes, &options);
    options.is_careful = false;
    for (size_t i = 0; good && i < BLOCK_COUNT; i++) {
        struct sheet got;
        options.block = blocks[i];
        got = trace_bytes(bytes, &options);
        good = strcmp(got.bytes, wanted.bytes) == 0;
        if (!good) {
            struct sheet input = {0};
            sheet_show(&input, span_of(bytes.ptr, bytes.len < 400 ? bytes.len : 400));
            print_error("%s: %s\n--- block %zu\n%.600s--- expected\n%.600s", name,
                        input.bytes, blocks[i], got.bytes, wanted.bytes);
            sheet_free(&input);
        }
        sheet_free(&got);
    }
    sheet_free(&wanted);
    return good;
}

/* A field that a CSV record may hold without quotes. */
static size_t random_field(char *out, char delimiter, struct dice *dice)
{
    static const char *const pieces[] = {
        "a", "7", "-", " ",    "\t",   "\\",       "\xC3\xA4", ";",   ",",
        "|", "#", "=", "\x01", "\x7F", "\xC2\x9F", "'",        "xyz", "\xE2\x82\xAC"};
    size_t len = 0, wanted = dice_below(dice, 8) == 0 ? dice_below(dice, 200)
                                                      : dice_below(dice, 6);

    while (len < wanted) {
        const char *piece = pieces[dice_below(dice, sizeof pieces / sizeof *pieces)];
        if (piece[0] == delimiter)
            continue;
        memcpy(out + len, piece, strlen(piece));
        len += strlen(piece);
    }
    return len;
}

/* The same random stream without a quote and with every field of a record quoted. */
static void random_streams(struct sheet *bare, struct sheet *quoted, char delimiter,
                           struct dice *dice)
{
    unsigned columns = 2 + dice_below(dice, 6), records = dice_below(dice, 30);
    const char *end = dice_below(dice, 2) == 0 ? "\n" : "\r\n";

    for (unsigned i = 0; i < columns; i++) {
        sheet_say(bare, "c%u%c", i, i + 1 < columns ? delimiter : end[0]);
        sheet_say(quoted, "c%u%c", i, i + 1 < columns ? delimiter : end[0]);
    }
    sheet_say(bare, "%s", end + 1);
    sheet_say(quoted, "%s", end + 1);
    for (unsigned record = 0; record < records; record++) {
        unsigned ragged = dice_below(dice, 20) == 0;
        for (unsigned i = 0; i < columns + ragged; i++) {
            char field[256];
            size_t len = random_field(field, delimiter, dice);
            sheet_put(bare, field, len);
            sheet_put(quoted, "\"", 1);
            sheet_put(quoted, field, len);
            sheet_put(quoted, "\"", 1);
            if (i + 1 < columns + ragged) {
                sheet_put(bare, &delimiter, 1);
                sheet_put(quoted, &delimiter, 1);
            }
        }
        sheet_say(bare, "%s", end);
        sheet_say(quoted, "%s", end);
    }
}

/* Drops the raw bytes of refusals: the quotes stand there. */
static void drop_raw(struct sheet *sheet)
{
    for (char *at = sheet->bytes, *next; at != NULL; at = next) {
        char *end = strchr(at, '\n');
        next = end != NULL ? end + 1 : NULL;
        if (at[0] != 'x' || end == NULL)
            continue;
        for (unsigned spaces = 0; at < end && spaces < 4; at++)
            spaces += *at == ' ';
        memmove(at, end, strlen(end) + 1);
        next = at + 1;
    }
}

static void both_gears_give_the_same_fields(void **state)
{
    static const char delimiters[] = ",;|\x1F";
    struct dice dice = {20240229};

    (void)state;
    for (unsigned round = 0; round < 3000; round++) {
        struct reader_options options = READER_DEFAULTS;
        struct sheet bare = {0}, quoted = {0}, fast, slow;
        char delimiter = delimiters[round % 4];
        options.delimiter = delimiter;
        options.block = round % 3 == 0 ? blocks[round / 3 % BLOCK_COUNT] : 0;
        random_streams(&bare, &quoted, delimiter, &dice);
        fast = trace_bytes(span_of(bare.bytes, bare.len), &options);
        options.is_careful = true;
        slow = trace_bytes(span_of(quoted.bytes, quoted.len), &options);
        drop_raw(&fast);
        drop_raw(&slow);
        if (strcmp(fast.bytes, slow.bytes) != 0)
            fail_msg("input %s\n--- scan\n%s--- libcsv\n%s", bare.bytes, fast.bytes,
                     slow.bytes);
        sheet_free(&bare);
        sheet_free(&quoted);
        sheet_free(&fast);
        sheet_free(&slow);
    }
}

static void random_input(struct sheet *input, unsigned kind, struct dice *dice)
{
    static const char *const pieces[] = {"a",
                                         "b",
                                         ",",
                                         ";",
                                         "\t",
                                         "\n",
                                         "\n",
                                         "\r\n",
                                         "\"",
                                         "\"",
                                         "\"\"",
                                         "\\",
                                         "\\t",
                                         "\r",
                                         "\xC3\xA4",
                                         "\xE2\x82\xAC",
                                         "\xF0\x9F\x98\x80",
                                         "\xFF",
                                         "\xE2",
                                         "\xC2",
                                         "longer than eight",
                                         "\",\"",
                                         "\"x,y\"",
                                         "\"l\nm\"",
                                         "1,2\n",
                                         "3\t4\n",
                                         "5;6\r\n",
                                         "\n\n",
                                         "#",
                                         "sep=;\n"};
    static const char *const headers[] = {"a,b\n",
                                          "a;b\r\n",
                                          "a\tb\n",
                                          "a\n",
                                          "",
                                          "\xEF\xBB\xBF"
                                          "a,b\n",
                                          "sep=;\na;b\n",
                                          "\"a\",\"b\n\"\n"};
    uint32_t length = dice_below(dice, kind % 2 == 0 ? 20 : 120);
    bool is_wild = dice_below(dice, 4) == 0;

    sheet_say(
        input, "%s",
        headers[dice_below(dice, kind < 6 ? 3 : sizeof headers / sizeof *headers)]);
    for (uint32_t i = 0; i < length; i++) {
        char any = (char)dice_below(dice, 256);
        if (is_wild && dice_below(dice, 2) == 0)
            sheet_put(input, &any, 1);
        else
            sheet_say(input, "%s",
                      pieces[dice_below(dice, sizeof pieces / sizeof *pieces)]);
    }
    if (dice_below(dice, 4) == 0)
        sheet_put(input, "\0", 1);
    if (dice_below(dice, 2) == 0)
        sheet_say(input, "\n1,2\n");
}

static void random_inputs_read_the_same_at_every_size(void **state)
{
    struct dice dice = {7};
    unsigned faults = 0;

    (void)state;
    for (unsigned round = 0; round < 4000; round++) {
        struct reader_options options = READER_DEFAULTS;
        struct sheet input = {0};
        random_input(&input, round % 8, &dice);
        options.is_table = round % 16 == 15;
        options.tabs_are_csv = round % 16 == 7;
        if (!read_sizes_agree(span_of(input.bytes, input.len), options, "random"))
            faults++;
        sheet_free(&input);
        if (faults == 3)
            break;
    }
    assert_int_equal(faults, 0);
}

/* A field in quotes, well-formed most of the time. */
static void put_quoted_field(struct sheet *input, struct dice *dice)
{
    static const char *const inside[] = {"a",  "bc",       ",",  "\"\"", "\n", "\r\n",
                                         "\t", "\xC3\xA4", "\\", ";",    " ",  "="};
    uint32_t length = dice_below(dice, dice_below(dice, 6) == 0 ? 40 : 4);

    sheet_say(input, "\"");
    for (uint32_t i = 0; i < length; i++)
        sheet_say(input, "%s",
                  inside[dice_below(dice, sizeof inside / sizeof *inside)]);
    sheet_say(input, dice_below(dice, 60) == 0 ? "\"x" : "\"");
}

/* Records of three columns, of which many fields are in quotes. */
static void quoted_input(struct sheet *input, struct dice *dice)
{
    static const char *const bare[] = {"", "a", "bc", "\xC3\xBC",
                                       "Schulstra\xC3\x9F"
                                       "e 7"};
    uint32_t records = dice_below(dice, 40), share = 1 + dice_below(dice, 4);

    sheet_say(input, "a,b,c\n");
    for (uint32_t i = 0; i < 3 * records; i++) {
        if (dice_below(dice, 4) < share)
            put_quoted_field(input, dice);
        else
            sheet_say(input, "%s", bare[dice_below(dice, sizeof bare / sizeof *bare)]);
        if (i % 3 < 2 && dice_below(dice, 100) > 0)
            sheet_say(input, ",");
        else
            sheet_say(input, dice_below(dice, 4) == 0 ? "\r\n" : "\n");
    }
    if (dice_below(dice, 3) == 0)
        sheet_say(input, "1,2,\"3%s", dice_below(dice, 2) == 0 ? "\"" : "");
}

static void quoted_records_read_the_same_by_either_gear(void **state)
{
    struct dice dice = {20241107};
    unsigned faults = 0;

    (void)state;
    for (unsigned round = 0; round < 4000 && faults < 3; round++) {
        struct reader_options options = READER_DEFAULTS;
        struct sheet input = {0};
        quoted_input(&input, &dice);
        options.delimiter = ',';
        options.takes_formulas = round % 8 == 7;
        if (round % 16 == 3)
            options.limits.field = 8;
        if (!read_sizes_agree(span_of(input.bytes, input.len), options, "quoted"))
            faults++;
        sheet_free(&input);
    }
    assert_int_equal(faults, 0);
}

/* Records that are longer than the window is at first, and lines that fill it exactly.
 */
static void long_records_read_the_same_at_every_size(void **state)
{
    struct dice dice = {31};
    struct reader_options options = READER_DEFAULTS;

    (void)state;
    for (unsigned round = 0; round < 12; round++) {
        static const size_t lengths[] = {65533, 65534, 65535, 65536, 65537, 131072};
        struct sheet input = {0};
        bool quoted = round >= 6;
        sheet_say(&input, "a,b\n1,2\n%s", quoted ? "\"" : "");
        for (size_t i = 0; i < lengths[round % 6]; i++)
            sheet_say(&input, "%c", quoted && i % 97 == 0 ? '\n' : 'x');
        sheet_say(&input, "%s,\xC3\xA4\n", quoted ? "\"" : "");
        for (unsigned i = 0; i < 50; i++)
            sheet_say(&input, "%u,\"%u\"\"\n\"\r\n", i, dice_below(&dice, 1000));
        assert_true(read_sizes_agree(span_of(input.bytes, input.len), options, "long"));
        sheet_free(&input);
    }
}

static unsigned files_read, files_failed;

static int read_small_file(const char *path, const struct stat *info, int kind,
                           struct FTW *place)
{
    static char bytes[SMALL];
    struct reader_options options = READER_DEFAULTS;
    FILE *file;
    size_t len;

    (void)place;
    if (kind != FTW_F || info->st_size >= SMALL)
        return 0;
    file = fopen(path, "rb");
    if (file == NULL)
        return 0;
    len = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    files_read++;
    if (!read_sizes_agree(span_of(bytes, len), options, path))
        files_failed++;
    /* And by CSV rules, with quotes, whatever the file is. */
    options.delimiter = ',';
    if (!read_sizes_agree(span_of(bytes, len), options, path))
        files_failed++;
    return 0;
}

static void every_test_input_reads_the_same_at_every_size(void **state)
{
    const char *root = access("tests/unit", F_OK) == 0 ? "tests" : ".";

    (void)state;
    assert_int_equal(nftw(root, read_small_file, 16, FTW_PHYS), 0);
    print_message("%u files\n", files_read);
    assert_true(files_read > 0);
    assert_int_equal(files_failed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_gears_give_the_same_fields),
        cmocka_unit_test(random_inputs_read_the_same_at_every_size),
        cmocka_unit_test(quoted_records_read_the_same_by_either_gear),
        cmocka_unit_test(long_records_read_the_same_at_every_size),
        cmocka_unit_test(every_test_input_reads_the_same_at_every_size),
    };

    return cmocka_run_group_tests_name("gears", tests, NULL, NULL);
}
