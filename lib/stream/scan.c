/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Each kernel turns 64 bytes into masks of one bit a byte; one loop, inlined into each
 * kernel's function so that the compiler sees the instruction set, turns masks into the
 * index.
 */
#include "stream/scan.h"

#include <stdlib.h>
#include <string.h>

#include "base/span.h"
#include "stream/scan_masks.h"
#include "value/text.h"

/* gcc 12 would collect the positions in vectors before it stores them, at twice the
 * time. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("no-tree-slp-vectorize")
#endif

/* What is being scanned. */
struct scanning {
    struct scan_index *index;
    const char *base;
    size_t to;
    size_t utf8_until; /* up to here sequences were looked at */
};

/* What an instruction set does in its own way. */
typedef void position_function(uint32_t *to, uint32_t at, uint64_t mask);

struct kernel {
    mask_function *masks_of;
    utf8_function *utf8_masks_of;
    position_function *write_positions;
};

/*
 * The positions of the bits of mask, behind each other from `to` on: eight at a time,
 * because a branch for each would cost more than a few positions too many.
 */
INLINE void write_by_eights(uint32_t *to, uint32_t at, uint64_t mask)
{
    int left = __builtin_popcountll(mask);

    for (; left > 0; left -= 8) {
#define WRITE(i)                                                      \
    to[i] = at + (uint32_t)__builtin_ctzll(mask | UINT64_C(1) << 63); \
    mask &= mask - 1
        WRITE(0);
        WRITE(1);
        WRITE(2);
        WRITE(3);
        WRITE(4);
        WRITE(5);
        WRITE(6);
        WRITE(7);
#undef WRITE
        to += 8;
    }
}

INLINE void write_lines(struct scan_index *index, uint64_t ends, uint64_t lf)
{
    while (lf != 0) {
        uint64_t before = (lf & -lf) - 1;
        index->lines[index->line_count++] =
            (uint32_t)(index->end_count + (size_t)__builtin_popcountll(ends & before));
        lf &= lf - 1;
    }
}

static void write_odds(struct scan_index *index, size_t at, uint64_t odd)
{
    for (; odd != 0; odd &= odd - 1)
        index->odds[index->odd_count++] = (uint32_t)(at + (size_t)__builtin_ctzll(odd));
}

/* The odd ones of the bytes above 0x7F in a block, one sequence after the other. */
static uint64_t walk_utf8(struct scanning *it, size_t at, uint64_t high)
{
    uint64_t odd = 0;

    for (; high != 0; high &= high - 1) {
        size_t position = at + (size_t)__builtin_ctzll(high);
        struct span rest = span_of(it->base + position, it->to - position);
        size_t length;
        if (position < it->utf8_until)
            continue;
        length = text_utf8_sequence(rest);
        if (length == 0 ||
            ((unsigned char)rest.ptr[0] == 0xC2 && (unsigned char)rest.ptr[1] < 0xA0))
            odd |= high & -high;
        it->utf8_until = position + length;
    }
    return odd;
}

/*
 * The same for the block at once, if it holds no other sequences than such of two and
 * three bytes.
 */
INLINE uint64_t odd_utf8(struct scanning *it, const char *text, size_t at,
                         uint64_t high, utf8_function *masks_of)
{
    struct utf8_masks masks;
    uint64_t seen = 0, following, cut_off;

    masks_of(text, &masks);
    if (it->utf8_until > at)
        seen = (UINT64_C(1) << (it->utf8_until - at)) - 1;
    following = masks.two << 1 | masks.three << 1 | masks.three << 2;
    if ((high & ~seen) != (masks.two | masks.three | following) ||
        (following & ~masks.follow) != 0 || (masks.c2 << 1 & masks.low) != 0)
        return walk_utf8(it, at, high);
    /* Of a sequence that goes on behind the block the beginning is here. */
    cut_off = (masks.two & UINT64_C(1) << 63) | (masks.three & UINT64_C(3) << 62);
    return cut_off != 0 ? walk_utf8(it, at, cut_off) : 0;
}

/* CRs that no LF follows. Only that of the last byte may have it in the next block. */
INLINE uint64_t bare_cr(const char *text, uint64_t cr, uint64_t lf)
{
    cr &= ~(lf >> 1);
    return cr >> 63 != 0 && text[64] == '\n' ? cr & ~(UINT64_C(1) << 63) : cr;
}

/* `inside` has a bit for each of the 64 bytes at `text` that belong to the block. */
INLINE void note_block(struct scanning *it, const char *text, size_t at,
                       uint64_t inside, char delimiter, bool quotes,
                       struct kernel kernel)
{
    struct scan_index *index = it->index;
    struct masks masks;
    uint64_t ends, odd;

    kernel.masks_of(text, delimiter, &masks);
    masks.lf &= inside;
    ends = (masks.delimiter & inside) | masks.lf;
    odd = masks.odd & inside & ~ends;
    if ((masks.cr & inside) != 0)
        odd |= bare_cr(text, masks.cr & inside, masks.lf);
    if ((masks.high & inside) != 0)
        odd |= odd_utf8(it, text, at, masks.high & inside, kernel.utf8_masks_of);
    if (odd != 0)
        write_odds(index, at, odd);
    kernel.write_positions(index->ends + index->end_count, (uint32_t)at, ends);
    write_lines(index, ends, masks.lf);
    index->end_count += (size_t)__builtin_popcountll(ends);
    if (quotes) {
        uint64_t quote = masks.quote & inside;
        kernel.write_positions(index->quotes + index->quote_count, (uint32_t)at, quote);
        index->quote_count += (size_t)__builtin_popcountll(quote);
    }
}

INLINE void note_all(struct scan_index *index, const char *base, size_t from, size_t to,
                     char delimiter, bool quotes, struct kernel kernel)
{
    struct scan_index local = *index; /* so that the compiler keeps it in registers */
    struct scanning it = {&local, base, to, from};
    size_t at = from;

    /* The last whole block goes with the rest: its CR rule must not look behind `to`.
     */
    for (; to - at > 64; at += 64)
        note_block(&it, base + at, at, ~UINT64_C(0), delimiter, quotes, kernel);
    if (at < to) {
        char last[64 + 1] = {0};
        uint64_t inside = ~UINT64_C(0) >> (64 - (to - at));
        memcpy(last, base + at, to - at);
        note_block(&it, last, at, inside, delimiter, quotes, kernel);
    }
    *index = local;
}

/* Quotes or not is decided once, not for each block. */
INLINE void note_either(struct scan_index *index, const char *base, size_t from,
                        size_t to, char delimiter, bool quotes, struct kernel kernel)
{
    if (quotes)
        note_all(index, base, from, to, delimiter, true, kernel);
    else
        note_all(index, base, from, to, delimiter, false, kernel);
}

static void scan_scalar(struct scan_index *index, const char *base, size_t from,
                        size_t to, char delimiter, bool quotes)
{
    note_either(index, base, from, to, delimiter, quotes,
                (struct kernel){masks_scalar, utf8_scalar, write_by_eights});
}

#if HAVE_X86

static void scan_sse2(struct scan_index *index, const char *base, size_t from,
                      size_t to, char delimiter, bool quotes)
{
    note_either(index, base, from, to, delimiter, quotes,
                (struct kernel){masks_sse2, utf8_sse2, write_by_eights});
}

AVX2 static void scan_avx2(struct scan_index *index, const char *base, size_t from,
                           size_t to, char delimiter, bool quotes)
{
    note_either(index, base, from, to, delimiter, quotes,
                (struct kernel){masks_avx2, utf8_avx2, write_by_eights});
}

/* The numbers of the set bits are compressed as bytes, then widened, 16 at a time. */
AVX512 INLINE void write_compressed(uint32_t *to, uint32_t at, uint64_t mask)
{
    const __m512i numbers =
        _mm512_set_epi8(63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48,
                        47, 46, 45, 44, 43, 42, 41, 40, 39, 38, 37, 36, 35, 34, 33, 32,
                        31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16,
                        15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    __m512i set = _mm512_maskz_compress_epi8(mask, numbers);
    __m512i base = _mm512_set1_epi32((int)at);
    int count = __builtin_popcountll(mask);

#define WIDEN(part)                            \
    _mm512_storeu_si512(                       \
        (void *)(to + (ptrdiff_t)16 * (part)), \
        _mm512_add_epi32(base,                 \
                         _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(set, part))))
    WIDEN(0);
    if (count > 16)
        WIDEN(1);
    if (count > 32)
        WIDEN(2);
    if (count > 48)
        WIDEN(3);
#undef WIDEN
}

AVX512 static void scan_avx512(struct scan_index *index, const char *base, size_t from,
                               size_t to, char delimiter, bool quotes)
{
    note_either(index, base, from, to, delimiter, quotes,
                (struct kernel){masks_avx512, utf8_avx512, write_compressed});
}

#endif

bool scan_block_with(enum scan_kernel kernel, struct scan_index *index,
                     const char *base, size_t from, size_t to, char delimiter,
                     bool quotes)
{
    switch (kernel) {
#if HAVE_X86
    case SCAN_AVX512:
        if (!__builtin_cpu_supports("avx512vbmi2") ||
            !__builtin_cpu_supports("avx512bw") || !__builtin_cpu_supports("avx512vl"))
            return false;
        scan_avx512(index, base, from, to, delimiter, quotes);
        return true;
    case SCAN_AVX2:
        if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi"))
            return false;
        scan_avx2(index, base, from, to, delimiter, quotes);
        return true;
    case SCAN_SSE2:
        scan_sse2(index, base, from, to, delimiter, quotes);
        return true;
#else
    case SCAN_AVX512:
    case SCAN_AVX2:
    case SCAN_SSE2:
        return false;
#endif
    case SCAN_SCALAR:
    default:
        scan_scalar(index, base, from, to, delimiter, quotes);
        return true;
    }
}

enum scan_kernel scan_best_kernel(void)
{
    static const char *const names[] = {"scalar", "sse2", "avx2", "avx512"};
    const char *wanted = getenv("VIERPHASEN_SCAN");

    for (unsigned i = SCAN_SCALAR; wanted != NULL && i < SCAN_AVX512; i++)
        if (strcmp(wanted, names[i]) == 0)
            return (enum scan_kernel)i;
    return SCAN_AVX512;
}

void scan_block(struct scan_index *index, const char *base, size_t from, size_t to,
                char delimiter, bool quotes)
{
    static enum scan_kernel best;
    static bool has_best;

    if (!has_best) {
        best = scan_best_kernel();
        has_best = true;
    }
    for (enum scan_kernel kernel = best; kernel > SCAN_SCALAR; kernel--)
        if (scan_block_with(kernel, index, base, from, to, delimiter, quotes))
            return;
    scan_scalar(index, base, from, to, delimiter, quotes);
}
