/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Each kernel turns 64 bytes into masks of one bit a byte; one loop, inlined into each
 * kernel's function so that the compiler sees the instruction set, turns masks into the
 * index.
 */
#include "stream/scan.h"

#include <string.h>

#include "base/span.h"
#include "value/text.h"

/* gcc 12 would collect the positions in vectors before it stores them, at twice the
 * time. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("no-tree-slp-vectorize")
#endif

#if defined(__x86_64__)
#include <immintrin.h>
#define HAVE_X86 1
#else
#define HAVE_X86 0
#endif

struct masks {
    uint64_t delimiter, lf, quote;
    uint64_t cr;
    uint64_t odd;  /* other control characters, backslash, DEL */
    uint64_t high; /* above 0x7F */
};

/* What is being scanned. */
struct scanning {
    struct scan_index *index;
    const char *base;
    size_t to;
    size_t utf8_until; /* up to here sequences were looked at */
};

#define INLINE static inline __attribute__((always_inline))

/* What an instruction set does in its own way. */
typedef void mask_function(const char *text, char delimiter, struct masks *masks);
typedef void position_function(uint32_t *to, uint32_t at, uint64_t mask);

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

/*
 * Looks at the bytes above 0x7F of a block. False if there is something odd: no UTF-8,
 * a C1 control character, or a sequence that the end of the text cuts off (or has cut
 * off).
 */
static bool check_utf8(struct scanning *it, size_t at, uint64_t high)
{
    while (high != 0) {
        size_t position = at + (size_t)__builtin_ctzll(high);
        struct span rest = span_of(it->base + position, it->to - position);
        size_t length = 0;
        high &= high - 1;
        if (position < it->utf8_until)
            continue;
        length = text_utf8_sequence(rest);
        if (length == 0 ||
            ((unsigned char)rest.ptr[0] == 0xC2 && (unsigned char)rest.ptr[1] < 0xA0))
            return false;
        it->utf8_until = position + length;
    }
    return true;
}

/* `inside` has a bit for each of the 64 bytes at `text` that belong to the block. */
INLINE void note_block(struct scanning *it, const char *text, size_t at,
                       uint64_t inside, char delimiter, bool quotes,
                       mask_function *masks_of, position_function *write_positions)
{
    struct scan_index *index = it->index;
    struct masks masks;
    uint64_t ends;

    masks_of(text, delimiter, &masks);
    masks.lf &= inside;
    ends = (masks.delimiter & inside) | masks.lf;
    if ((masks.odd & inside & ~ends) != 0)
        index->odd = true;
    if ((masks.high & inside) != 0 && !check_utf8(it, at, masks.high & inside))
        index->odd = true;
    if ((masks.cr & inside & ~(masks.lf >> 1)) != 0) {
        /* Only the last byte may have its LF in the next 64. */
        bool split = (masks.cr & inside & ~(masks.lf >> 1)) == UINT64_C(1) << 63;
        index->odd |= !split || text[64] != '\n';
    }
    write_positions(index->ends + index->end_count, (uint32_t)at, ends);
    write_lines(index, ends, masks.lf);
    index->end_count += (size_t)__builtin_popcountll(ends);
    if (quotes) {
        uint64_t quote = masks.quote & inside;
        write_positions(index->quotes + index->quote_count, (uint32_t)at, quote);
        index->quote_count += (size_t)__builtin_popcountll(quote);
    }
}

INLINE void note_all(struct scan_index *index, const char *base, size_t from, size_t to,
                     char delimiter, bool quotes, mask_function *masks_of,
                     position_function *write_positions)
{
    struct scan_index local = *index; /* so that the compiler keeps it in registers */
    struct scanning it = {&local, base, to, from};
    size_t at = from;

    /* The last whole block goes with the rest: its CR rule must not look behind `to`.
     */
    for (; to - at > 64; at += 64)
        note_block(&it, base + at, at, ~UINT64_C(0), delimiter, quotes, masks_of,
                   write_positions);
    if (at < to) {
        char last[64 + 1] = {0};
        uint64_t inside = ~UINT64_C(0) >> (64 - (to - at));
        memcpy(last, base + at, to - at);
        note_block(&it, last, at, inside, delimiter, quotes, masks_of, write_positions);
    }
    *index = local;
}

/* Quotes or not is decided once, not for each block. */
INLINE void note_either(struct scan_index *index, const char *base, size_t from,
                        size_t to, char delimiter, bool quotes, mask_function *masks_of,
                        position_function *write_positions)
{
    if (quotes)
        note_all(index, base, from, to, delimiter, true, masks_of, write_positions);
    else
        note_all(index, base, from, to, delimiter, false, masks_of, write_positions);
}

static void masks_scalar(const char *text, char delimiter, struct masks *masks)
{
    memset(masks, 0, sizeof *masks);
    for (unsigned i = 0; i < 64; i++) {
        unsigned char byte = (unsigned char)text[i];
        uint64_t bit = UINT64_C(1) << i;
        if (text[i] == delimiter)
            masks->delimiter |= bit;
        if (byte == '\n')
            masks->lf |= bit;
        if (byte == '"')
            masks->quote |= bit;
        if (byte == '\r')
            masks->cr |= bit;
        else if (byte < 0x20 || byte == '\\' || byte == 0x7F)
            masks->odd |= bit;
        if (byte > 0x7F)
            masks->high |= bit;
    }
}

static void scan_scalar(struct scan_index *index, const char *base, size_t from,
                        size_t to, char delimiter, bool quotes)
{
    note_either(index, base, from, to, delimiter, quotes, masks_scalar,
                write_by_eights);
}

#if HAVE_X86

/* Adds the masks of 16 bytes, which are the 64 bytes' part from bit `shift` on. */
INLINE void add_sse2(const char *text, unsigned shift, char delimiter,
                     struct masks *masks)
{
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(text + shift));
    __m128i is_cr = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\r'));
    __m128i odd = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);

    odd = _mm_or_si128(_mm_andnot_si128(is_cr, odd),
                       _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
    odd = _mm_or_si128(odd, _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x7F)));
#define BITS(vector) ((uint64_t)(uint32_t)_mm_movemask_epi8(vector) << shift)
    masks->delimiter |= BITS(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(delimiter)));
    masks->lf |= BITS(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')));
    masks->quote |= BITS(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')));
    masks->cr |= BITS(is_cr);
    masks->odd |= BITS(odd);
    masks->high |= BITS(bytes);
#undef BITS
}

INLINE void masks_sse2(const char *text, char delimiter, struct masks *masks)
{
    *masks = (struct masks){0};
    add_sse2(text, 0, delimiter, masks);
    add_sse2(text, 16, delimiter, masks);
    add_sse2(text, 32, delimiter, masks);
    add_sse2(text, 48, delimiter, masks);
}

static void scan_sse2(struct scan_index *index, const char *base, size_t from,
                      size_t to, char delimiter, bool quotes)
{
    note_either(index, base, from, to, delimiter, quotes, masks_sse2, write_by_eights);
}

#define AVX2 __attribute__((target("avx2,bmi,popcnt")))

/* The same for 32 bytes. */
AVX2 INLINE void add_avx2(const char *text, unsigned shift, char delimiter,
                          struct masks *masks)
{
    __m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)(text + shift));
    __m256i is_cr = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\r'));
    __m256i odd =
        _mm256_cmpeq_epi8(_mm256_min_epu8(bytes, _mm256_set1_epi8(0x1F)), bytes);

    odd = _mm256_or_si256(_mm256_andnot_si256(is_cr, odd),
                          _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\\')));
    odd = _mm256_or_si256(odd, _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(0x7F)));
#define BITS(vector) ((uint64_t)(uint32_t)_mm256_movemask_epi8(vector) << shift)
    masks->delimiter |= BITS(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(delimiter)));
    masks->lf |= BITS(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\n')));
    masks->quote |= BITS(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('"')));
    masks->cr |= BITS(is_cr);
    masks->odd |= BITS(odd);
    masks->high |= BITS(bytes);
#undef BITS
}

AVX2 INLINE void masks_avx2(const char *text, char delimiter, struct masks *masks)
{
    *masks = (struct masks){0};
    add_avx2(text, 0, delimiter, masks);
    add_avx2(text, 32, delimiter, masks);
}

AVX2 static void scan_avx2(struct scan_index *index, const char *base, size_t from,
                           size_t to, char delimiter, bool quotes)
{
    note_either(index, base, from, to, delimiter, quotes, masks_avx2, write_by_eights);
}

#define AVX512 \
    __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi2,bmi,popcnt")))

AVX512 INLINE void masks_avx512(const char *text, char delimiter, struct masks *masks)
{
    __m512i bytes = _mm512_loadu_si512((const void *)text);

    masks->delimiter = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(delimiter));
    masks->lf = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\n'));
    masks->quote = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('"'));
    masks->cr = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\r'));
    masks->odd = (_mm512_cmple_epu8_mask(bytes, _mm512_set1_epi8(0x1F)) & ~masks->cr) |
                 _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\\')) |
                 _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(0x7F));
    masks->high = _mm512_movepi8_mask(bytes);
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

#define WIDEN(part)                 \
    _mm512_storeu_si512(            \
        (void *)(to + 16 * (part)), \
        _mm512_add_epi32(base,      \
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
    note_either(index, base, from, to, delimiter, quotes, masks_avx512,
                write_compressed);
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

void scan_block(struct scan_index *index, const char *base, size_t from, size_t to,
                char delimiter, bool quotes)
{
    for (enum scan_kernel kernel = SCAN_AVX512; kernel > SCAN_SCALAR; kernel--)
        if (scan_block_with(kernel, index, base, from, to, delimiter, quotes))
            return;
    scan_scalar(index, base, from, to, delimiter, quotes);
}
