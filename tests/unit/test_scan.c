/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The kernels against a scan that looks at one byte after the other: at every
 * length and offset, with sanitizer-tight buffers, and in pieces.
 */
#include "trace.h"

#include "stream/scan.h"

enum { LONGEST = 300, ROOM = LONGEST + 2 * SCAN_PAD };

struct arrays {
    struct scan_index index;
    uint32_t ends[ROOM], lines[ROOM], quotes[ROOM], odds[ROOM];
};

static void arrays_clear(struct arrays *arrays)
{
    memset(arrays, 0, sizeof *arrays);
    arrays->index.ends = arrays->ends;
    arrays->index.lines = arrays->lines;
    arrays->index.quotes = arrays->quotes;
    arrays->index.odds = arrays->odds;
}

static bool is_odd(const char *base, size_t at, size_t to, char delimiter)
{
    unsigned char byte = (unsigned char)base[at];

    if (base[at] == delimiter || byte == '\n')
        return false;
    if (byte == '\r')
        return at + 1 == to || base[at + 1] != '\n';
    return byte < 0x20 || byte == '\\' || byte == 0x7F;
}

/* The length of the sequence at `at`; 0: it is odd, no UTF-8 or cut in two by an end.
 */
static size_t sequence_at(const char *base, size_t at, size_t to)
{
    return text_utf8_sequence(span_of(base + at, to - at));
}

static bool is_c1(const char *base, size_t at, size_t length)
{
    return length == 2 && base[at] == '\xC2' && (unsigned char)base[at + 1] < 0xA0;
}

static void naive_scan(struct scan_index *index, const char *base, size_t from,
                       size_t to, char delimiter, bool quotes)
{
    size_t sequence_end = from;

    for (size_t at = from; at < to; at++) {
        bool odd = is_odd(base, at, to, delimiter);
        if (base[at] == '\n')
            index->lines[index->line_count++] = (uint32_t)index->end_count;
        if (base[at] == '\n' || base[at] == delimiter)
            index->ends[index->end_count++] = (uint32_t)at;
        if (quotes && base[at] == '"')
            index->quotes[index->quote_count++] = (uint32_t)at;
        if (at >= sequence_end) {
            size_t length = sequence_at(base, at, to);
            odd |= length == 0 || is_c1(base, at, length);
            sequence_end = at + (length > 0 ? length : 1);
        }
        if (odd)
            index->odds[index->odd_count++] = (uint32_t)at;
    }
}

static bool same(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count)
{
    return a_count == b_count && memcmp(a, b, a_count * sizeof *a) == 0;
}

static void compare(const struct scan_index *got, const struct scan_index *wanted,
                    enum scan_kernel kernel, size_t from, size_t to)
{
    if (!same(got->ends, got->end_count, wanted->ends, wanted->end_count) ||
        !same(got->lines, got->line_count, wanted->lines, wanted->line_count) ||
        !same(got->quotes, got->quote_count, wanted->quotes, wanted->quote_count) ||
        !same(got->odds, got->odd_count, wanted->odds, wanted->odd_count))
        fail_msg("kernel %d differs on bytes %zu to %zu", (int)kernel, from, to);
}

/* What UTF-8 may be, and what it may not: each comes often and at each place. */
static const char *const sequences[] = {"a",
                                        "\xC2\xA7",
                                        "\xC2\x80",
                                        "\xC2\x9F",
                                        "\xC3\xBC",
                                        "\xDF\xBF",
                                        "\xC1\xBF",
                                        "\xE0\x9F\xBF",
                                        "\xE0\xA0\x80",
                                        "\xE2\x80\x9E",
                                        "\xED\x9F\xBF",
                                        "\xED\xA0\x80",
                                        "\xEF\xBB\xBF",
                                        "\xF0\x9F\x98\x80",
                                        "\xF0\x8F\xBF\xBF",
                                        "\xF4\x90\x80\x80",
                                        "\xC3",
                                        "\xE2\x80",
                                        "\x80",
                                        "\xFF",
                                        ",",
                                        "\n",
                                        "\\"};

static void fill_sequences(char *bytes, size_t len, struct dice *dice)
{
    bool is_good = dice_below(dice, 2) == 0;
    size_t at = 0;

    while (at < len) {
        const char *next =
            sequences[dice_below(dice, sizeof sequences / sizeof *sequences)];
        size_t size = strlen(next);
        if (is_good && text_utf8_sequence(span_from(next)) != size)
            continue;
        if (size > len - at)
            size = len - at;
        memcpy(bytes + at, next, size);
        at += size;
    }
}

/* Few kinds of bytes, so that each comes often; or any; or none that is odd. */
static void fill(char *bytes, size_t len, unsigned kind, char delimiter,
                 struct dice *dice)
{
    static const char few[] = ",;\t\n\"\r\r\n\\ab\x7F\xC2\xC3";
    static const char tame[] = "abc \n\"xyz\xC3\xE2";

    if (kind == 3) {
        fill_sequences(bytes, len, dice);
        return;
    }
    for (size_t i = 0; i < len; i++) {
        if (kind == 0)
            bytes[i] = few[dice_below(dice, sizeof few - 1)];
        else if (kind == 1)
            bytes[i] = (char)dice_below(dice, 256);
        else
            bytes[i] = tame[dice_below(dice, sizeof tame - 1)];
        if (kind != 2)
            continue;
        if (bytes[i] == ' ')
            bytes[i] = delimiter;
        else if (bytes[i] == '\xC3' && i + 2 <= len)
            bytes[++i] = '\xA4';
        else if (bytes[i] == '\xE2' && i + 3 <= len)
            memcpy(bytes + (i += 2) - 1, "\x82\xAC", 2);
    }
}

static bool has_kernel(enum scan_kernel kernel)
{
    static struct arrays arrays;

    arrays_clear(&arrays);
    return scan_block_with(kernel, &arrays.index, "", 0, 0, ',', true);
}

static void check_kernel(enum scan_kernel kernel)
{
    static const char delimiters[] = ",;\t|a";
    static struct arrays got, wanted;
    struct dice dice = {99};

    if (!has_kernel(kernel))
        skip();
    for (size_t len = 0; len <= LONGEST; len++) {
        /* A buffer of exactly this size: a read behind it shows under ASan. */
        char *bytes = malloc(len > 0 ? len : 1);
        assert_non_null(bytes);
        for (unsigned round = 0; round < 80; round++) {
            char delimiter = delimiters[round % 5];
            bool quotes = round % 7 != 0;
            size_t from = dice_below(&dice, (uint32_t)len + 1);
            if (round % 2 == 0)
                from = from % 70 <= len ? from % 70 : 0;
            fill(bytes, len, round % 4, delimiter, &dice);
            arrays_clear(&got);
            arrays_clear(&wanted);
            assert_true(scan_block_with(kernel, &got.index, bytes, from, len, delimiter,
                                        quotes));
            naive_scan(&wanted.index, bytes, from, len, delimiter, quotes);
            compare(&got.index, &wanted.index, kernel, from, len);
        }
        free(bytes);
    }
}

static void scalar_kernel_agrees_with_naive_scan(void **state)
{
    (void)state;
    check_kernel(SCAN_SCALAR);
}

static void sse2_kernel_agrees_with_naive_scan(void **state)
{
    (void)state;
    check_kernel(SCAN_SSE2);
}

static void avx2_kernel_agrees_with_naive_scan(void **state)
{
    (void)state;
    check_kernel(SCAN_AVX2);
}

static void avx512_kernel_agrees_with_naive_scan(void **state)
{
    (void)state;
    check_kernel(SCAN_AVX512);
}

/* A block of which each byte is noted: no kernel loses the last one. */
static void a_block_of_nothing_but_delimiters_is_noted_whole(void **state)
{
    static struct arrays got, wanted;
    char bytes[LONGEST];

    (void)state;
    memset(bytes, ';', sizeof bytes);
    for (enum scan_kernel kernel = SCAN_SCALAR; kernel <= SCAN_AVX512; kernel++) {
        arrays_clear(&got);
        arrays_clear(&wanted);
        if (!scan_block_with(kernel, &got.index, bytes, 0, LONGEST, ';', true))
            continue; /* of another processor */
        naive_scan(&wanted.index, bytes, 0, LONGEST, ';', true);
        compare(&got.index, &wanted.index, kernel, 0, LONGEST);
    }
}

/* Whether every position of one list stands in the other; both are in order. */
static bool holds_all(const uint32_t *list, size_t count, const uint32_t *wanted,
                      size_t wanted_count)
{
    size_t at = 0;

    for (size_t i = 0; i < wanted_count; i++) {
        while (at < count && list[at] < wanted[i])
            at++;
        if (at == count || list[at] != wanted[i])
            return false;
    }
    return true;
}

/*
 * A block that is scanned in two calls has the same index, but for more odd bytes where
 * it is cut.
 */
static void two_blocks_make_the_same_index_as_one(void **state)
{
    static struct arrays got, wanted;
    struct dice dice = {5};
    char bytes[LONGEST];

    (void)state;
    for (unsigned round = 0; round < 3000; round++) {
        size_t split = dice_below(&dice, LONGEST + 1);
        fill(bytes, LONGEST, round % 4, ';', &dice);
        arrays_clear(&got);
        arrays_clear(&wanted);
        scan_block(&got.index, bytes, 0, split, ';', true);
        scan_block(&got.index, bytes, split, LONGEST, ';', true);
        naive_scan(&wanted.index, bytes, 0, LONGEST, ';', true);
        assert_true(holds_all(got.odds, got.index.odd_count, wanted.odds,
                              wanted.index.odd_count));
        assert_in_range(got.index.odd_count, wanted.index.odd_count,
                        wanted.index.odd_count + 4);
        got.index.odds = wanted.index.odds;
        got.index.odd_count = wanted.index.odd_count;
        compare(&got.index, &wanted.index, SCAN_AVX512, split, LONGEST);
    }
}

static void odd_bytes_have_their_places(void **state)
{
    static const char text[] = "a\\b,\xC3\xBC\x01\r\nc\r\"\xC2\x85,\x7F\xFF\n";
    static const uint32_t places[] = {1, 6, 10, 12, 15, 16};
    static struct arrays arrays;

    (void)state;
    for (enum scan_kernel k = SCAN_SCALAR; k <= SCAN_AVX512; k++) {
        arrays_clear(&arrays);
        if (!scan_block_with(k, &arrays.index, text, 0, sizeof text - 1, ',', true))
            continue;
        assert_int_equal(arrays.index.odd_count, sizeof places / sizeof *places);
        assert_memory_equal(arrays.odds, places, sizeof places);
    }
}

/* Each byte alone in the middle, at the 16, 32 and 64 byte borders and at the end. */
static void each_byte_is_classed_at_every_border(void **state)
{
    static const size_t places[] = {0, 15, 16, 31, 32, 62, 63, 64, 65, 127, 128, 130};
    static struct arrays got, wanted;

    (void)state;
    for (unsigned byte = 0; byte < 256; byte++) {
        for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
            for (enum scan_kernel k = SCAN_SCALAR; k <= SCAN_AVX512; k++) {
                char bytes[131];
                memset(bytes, 'x', sizeof bytes);
                bytes[places[i]] = (char)byte;
                arrays_clear(&got);
                arrays_clear(&wanted);
                if (!scan_block_with(k, &got.index, bytes, 0, sizeof bytes, ',', true))
                    continue;
                naive_scan(&wanted.index, bytes, 0, sizeof bytes, ',', true);
                compare(&got.index, &wanted.index, k, places[i], byte);
            }
        }
    }
}

static void cr_before_lf_is_not_odd_across_borders(void **state)
{
    static struct arrays got;

    (void)state;
    for (size_t at = 0; at < 200; at++) {
        for (enum scan_kernel k = SCAN_SCALAR; k <= SCAN_AVX512; k++) {
            char bytes[202];
            memset(bytes, 'x', sizeof bytes);
            memcpy(bytes + at, "\r\n", 2);
            arrays_clear(&got);
            if (!scan_block_with(k, &got.index, bytes, 0, sizeof bytes, ',', true))
                continue;
            assert_int_equal(got.index.odd_count, 0);
            assert_int_equal(got.index.line_count, 1);
        }
    }
}

static void the_environment_names_the_best_kernel(void **state)
{
    static const char *const names[] = {"scalar", "sse2", "avx2", "avx512"};

    (void)state;
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
        setenv("VIERPHASEN_SCAN", names[i], 1);
        assert_int_equal(scan_best_kernel(), (int)i);
    }
    setenv("VIERPHASEN_SCAN", "mmx", 1);
    assert_int_equal(scan_best_kernel(), SCAN_AVX512);
    unsetenv("VIERPHASEN_SCAN");
    assert_int_equal(scan_best_kernel(), SCAN_AVX512);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scalar_kernel_agrees_with_naive_scan),
        cmocka_unit_test(sse2_kernel_agrees_with_naive_scan),
        cmocka_unit_test(avx2_kernel_agrees_with_naive_scan),
        cmocka_unit_test(avx512_kernel_agrees_with_naive_scan),
        cmocka_unit_test(a_block_of_nothing_but_delimiters_is_noted_whole),
        cmocka_unit_test(two_blocks_make_the_same_index_as_one),
        cmocka_unit_test(odd_bytes_have_their_places),
        cmocka_unit_test(each_byte_is_classed_at_every_border),
        cmocka_unit_test(cr_before_lf_is_not_odd_across_borders),
        cmocka_unit_test(the_environment_names_the_best_kernel),
    };

    return cmocka_run_group_tests_name("scan", tests, NULL, NULL);
}
