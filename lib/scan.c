/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Each kernel turns 64 bytes into masks of one bit a byte; one loop, inlined into each
 * kernel's function so that the compiler sees the instruction set, turns masks into the
 * index.
 */
#include "scan.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#define HAVE_X86 1
#else
#define HAVE_X86 0
#endif

struct masks {
    uint64_t delimiter, lf, quote;
    uint64_t cr;
    uint64_t odd; /* other control characters, backslash, DEL, 0xC2 */
};

#define INLINE static inline __attribute__((always_inline))

typedef void mask_function(const char *text, char delimiter, struct masks *masks);

/* The positions of the bits of mask, behind each other from `to` on; eight at a time. */
INLINE void write_positions(uint32_t *to, uint32_t at, uint64_t mask)
{
    size_t count = (size_t)__builtin_popcountll(mask);

    for (size_t done = 0; done < count; done += 8) {
        for (size_t i = 0; i < 8; i++) {
            to[done + i] = at + (uint32_t)__builtin_ctzll(mask | UINT64_C(1) << 63);
            mask &= mask - 1;
        }
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

/* `inside` has a bit for each of the 64 bytes that belong to the text. */
INLINE void note_block(struct scan_index *index, const char *text, uint32_t at,
                       uint64_t inside, char delimiter, bool quotes, mask_function *masks_of)
{
    struct masks masks;
    uint64_t ends;

    masks_of(text, delimiter, &masks);
    masks.lf &= inside;
    ends = (masks.delimiter & inside) | masks.lf;
    if ((masks.odd & inside & ~ends) != 0)
        index->odd = true;
    if ((masks.cr & inside & ~(masks.lf >> 1)) != 0) {
        /* Only the last byte may have its LF in the next 64. */
        bool split = (masks.cr & inside & ~(masks.lf >> 1)) == UINT64_C(1) << 63;
        index->odd |= !split || text[64] != '\n';
    }
    write_positions(index->ends + index->end_count, at, ends);
    write_lines(index, ends, masks.lf);
    index->end_count += (size_t)__builtin_popcountll(ends);
    if (quotes) {
        uint64_t quote = masks.quote & inside;
        write_positions(index->quotes + index->quote_count, at, quote);
        index->quote_count += (size_t)__builtin_popcountll(quote);
    }
}

INLINE void note_all(struct scan_index *index, const char *base, size_t from, size_t to,
                     char delimiter, bool quotes, mask_function *masks_of)
{
    size_t at = from;

    /* The last whole block goes with the rest: its CR rule must not look behind `to`. */
    for (; to - at > 64; at += 64)
        note_block(index, base + at, (uint32_t)at, ~UINT64_C(0), delimiter, quotes,
                   masks_of);
    if (at < to) {
        char last[64 + 1] = {0};
        uint64_t inside = ~UINT64_C(0) >> (64 - (to - at));
        memcpy(last, base + at, to - at);
        note_block(index, last, (uint32_t)at, inside, delimiter, quotes, masks_of);
    }
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
        else if (byte < 0x20 || byte == '\\' || byte == 0x7F || byte == 0xC2)
            masks->odd |= bit;
    }
}

static void scan_scalar(struct scan_index *index, const char *base, size_t from, size_t to,
                        char delimiter, bool quotes)
{
    note_all(index, base, from, to, delimiter, quotes, masks_scalar);
}

#if HAVE_X86

INLINE void masks_sse2(const char *text, char delimiter, struct masks *masks)
{
    const __m128i wanted = _mm_set1_epi8(delimiter), lf = _mm_set1_epi8('\n');
    const __m128i quote = _mm_set1_epi8('"'), cr = _mm_set1_epi8('\r');
    const __m128i control = _mm_set1_epi8(0x1F), slash = _mm_set1_epi8('\\');
    const __m128i del = _mm_set1_epi8(0x7F), lead = _mm_set1_epi8((char)0xC2);

    memset(masks, 0, sizeof *masks);
    for (unsigned part = 0; part < 4; part++) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(text + 16 * part));
        __m128i is_cr = _mm_cmpeq_epi8(bytes, cr);
        __m128i odd = _mm_cmpeq_epi8(_mm_min_epu8(bytes, control), bytes);
        odd = _mm_or_si128(_mm_andnot_si128(is_cr, odd), _mm_cmpeq_epi8(bytes, slash));
        odd = _mm_or_si128(odd, _mm_cmpeq_epi8(bytes, del));
        odd = _mm_or_si128(odd, _mm_cmpeq_epi8(bytes, lead));
#define BITS(vector) ((uint64_t)(uint32_t)_mm_movemask_epi8(vector) << (16 * part))
        masks->delimiter |= BITS(_mm_cmpeq_epi8(bytes, wanted));
        masks->lf |= BITS(_mm_cmpeq_epi8(bytes, lf));
        masks->quote |= BITS(_mm_cmpeq_epi8(bytes, quote));
        masks->cr |= BITS(is_cr);
        masks->odd |= BITS(odd);
#undef BITS
    }
}

static void scan_sse2(struct scan_index *index, const char *base, size_t from, size_t to,
                      char delimiter, bool quotes)
{
    note_all(index, base, from, to, delimiter, quotes, masks_sse2);
}

#define AVX2 __attribute__((target("avx2,bmi,popcnt")))

AVX2 INLINE void masks_avx2(const char *text, char delimiter, struct masks *masks)
{
    const __m256i wanted = _mm256_set1_epi8(delimiter), lf = _mm256_set1_epi8('\n');
    const __m256i quote = _mm256_set1_epi8('"'), cr = _mm256_set1_epi8('\r');
    const __m256i control = _mm256_set1_epi8(0x1F), slash = _mm256_set1_epi8('\\');
    const __m256i del = _mm256_set1_epi8(0x7F), lead = _mm256_set1_epi8((char)0xC2);

    memset(masks, 0, sizeof *masks);
    for (unsigned part = 0; part < 2; part++) {
        __m256i bytes =
            _mm256_loadu_si256((const __m256i *)(const void *)(text + 32 * part));
        __m256i is_cr = _mm256_cmpeq_epi8(bytes, cr);
        __m256i odd = _mm256_cmpeq_epi8(_mm256_min_epu8(bytes, control), bytes);
        odd = _mm256_or_si256(_mm256_andnot_si256(is_cr, odd),
                              _mm256_cmpeq_epi8(bytes, slash));
        odd = _mm256_or_si256(odd, _mm256_cmpeq_epi8(bytes, del));
        odd = _mm256_or_si256(odd, _mm256_cmpeq_epi8(bytes, lead));
#define BITS(vector) ((uint64_t)(uint32_t)_mm256_movemask_epi8(vector) << (32 * part))
        masks->delimiter |= BITS(_mm256_cmpeq_epi8(bytes, wanted));
        masks->lf |= BITS(_mm256_cmpeq_epi8(bytes, lf));
        masks->quote |= BITS(_mm256_cmpeq_epi8(bytes, quote));
        masks->cr |= BITS(is_cr);
        masks->odd |= BITS(odd);
#undef BITS
    }
}

AVX2 static void scan_avx2(struct scan_index *index, const char *base, size_t from,
                           size_t to, char delimiter, bool quotes)
{
    note_all(index, base, from, to, delimiter, quotes, masks_avx2);
}

#endif

bool scan_block_with(enum scan_kernel kernel, struct scan_index *index, const char *base,
                     size_t from, size_t to, char delimiter, bool quotes)
{
    switch (kernel) {
#if HAVE_X86
    case SCAN_AVX2:
        if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi"))
            return false;
        scan_avx2(index, base, from, to, delimiter, quotes);
        return true;
    case SCAN_SSE2:
        scan_sse2(index, base, from, to, delimiter, quotes);
        return true;
#else
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
    for (enum scan_kernel kernel = SCAN_AVX2; kernel > SCAN_SCALAR; kernel--)
        if (scan_block_with(kernel, index, base, from, to, delimiter, quotes))
            return;
    scan_scalar(index, base, from, to, delimiter, quotes);
}
