/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The three kernels against a scan that looks at one byte after the other: at every
 * length and offset, with sanitizer-tight buffers, and in pieces.
 */
#include "trace.h"

#include "stream/scan.h"

enum { LONGEST = 300, ROOM = LONGEST + 2 * SCAN_PAD };

struct arrays {
    struct scan_index index;
    uint32_t ends[ROOM], lines[ROOM], quotes[ROOM];
};

static void arrays_clear(struct arrays *arrays)
{
    memset(arrays, 0, sizeof *arrays);
    arrays->index.ends = arrays->ends;
    arrays->index.lines = arrays->lines;
    arrays->index.quotes = arrays->quotes;
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

/* No UTF-8, a C1 control character, or a sequence that an end of the text cuts in two.
 */
static bool is_odd_utf8(const char *base, size_t from, size_t to)
{
    for (size_t at = from; at + 1 < to; at++) {
        unsigned char next = (unsigned char)base[at + 1];
        if ((unsigned char)base[at] == 0xC2 && next >= 0x80 && next < 0xA0)
            return true;
    }
    return text_utf8_prefix(span_of(base + from, to - from)) < to - from;
}

static void naive_scan(struct scan_index *index, const char *base, size_t from,
                       size_t to, char delimiter, bool quotes)
{
    for (size_t at = from; at < to; at++) {
        if (base[at] == '\n')
            index->lines[index->line_count++] = (uint32_t)index->end_count;
        if (base[at] == '\n' || base[at] == delimiter)
            index->ends[index->end_count++] = (uint32_t)at;
        if (quotes && base[at] == '"')
            index->quotes[index->quote_count++] = (uint32_t)at;
        index->odd |= is_odd(base, at, to, delimiter);
    }
    index->odd |= is_odd_utf8(base, from, to);
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
        got->odd != wanted->odd)
        fail_msg("kernel %d differs on bytes %zu to %zu", (int)kernel, from, to);
}

/* Few kinds of bytes, so that each comes often; or any; or none that is odd. */
static void fill(char *bytes, size_t len, unsigned kind, char delimiter,
                 struct dice *dice)
{
    static const char few[] = ",;\t\n\"\r\r\n\\ab\x7F\xC2\xC3";
    static const char tame[] = "abc \n\"xyz\xC3\xE2";

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
        for (unsigned round = 0; round < 60; round++) {
            char delimiter = delimiters[round % 5];
            bool quotes = round % 7 != 0;
            size_t from = dice_below(&dice, (uint32_t)len + 1);
            if (round % 2 == 0)
                from = from % 70 <= len ? from % 70 : 0;
            fill(bytes, len, round % 3, delimiter, &dice);
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

/* A block that is scanned in two calls has the same index; only odd may come early. */
static void two_blocks_make_the_same_index_as_one(void **state)
{
    static struct arrays got, wanted;
    struct dice dice = {5};
    char bytes[LONGEST];

    (void)state;
    for (unsigned round = 0; round < 3000; round++) {
        size_t split = dice_below(&dice, LONGEST + 1);
        fill(bytes, LONGEST, round % 3, ';', &dice);
        arrays_clear(&got);
        arrays_clear(&wanted);
        scan_block(&got.index, bytes, 0, split, ';', true);
        scan_block(&got.index, bytes, split, LONGEST, ';', true);
        naive_scan(&wanted.index, bytes, 0, LONGEST, ';', true);
        assert_true(got.index.odd || !wanted.index.odd);
        got.index.odd = wanted.index.odd;
        compare(&got.index, &wanted.index, SCAN_AVX512, split, LONGEST);
    }
}

static void odd_is_never_cleared(void **state)
{
    static struct arrays arrays;

    (void)state;
    arrays_clear(&arrays);
    scan_block(&arrays.index, "a\\b\n", 0, 4, ',', true);
    assert_true(arrays.index.odd);
    scan_block(&arrays.index, "a,b\n", 0, 4, ',', true);
    assert_true(arrays.index.odd);
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
            assert_false(got.index.odd);
            assert_int_equal(got.index.line_count, 1);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scalar_kernel_agrees_with_naive_scan),
        cmocka_unit_test(sse2_kernel_agrees_with_naive_scan),
        cmocka_unit_test(avx2_kernel_agrees_with_naive_scan),
        cmocka_unit_test(avx512_kernel_agrees_with_naive_scan),
        cmocka_unit_test(two_blocks_make_the_same_index_as_one),
        cmocka_unit_test(odd_is_never_cleared),
        cmocka_unit_test(each_byte_is_classed_at_every_border),
        cmocka_unit_test(cr_before_lf_is_not_odd_across_borders),
    };

    return cmocka_run_group_tests_name("scan", tests, NULL, NULL);
}
