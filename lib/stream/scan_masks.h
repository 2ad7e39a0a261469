/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What 64 bytes hold, as masks of one bit a byte, in the instruction sets that the scan
 * knows. Internal to scan.c: each function is inlined into one that is made for the
 * same instruction set.
 */
#ifndef VIERPHASEN_SCAN_MASKS_H
#define VIERPHASEN_SCAN_MASKS_H

#include <stdint.h>
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#define HAVE_X86 1
#else
#define HAVE_X86 0
#endif

#define INLINE static inline __attribute__((always_inline))

struct masks {
    uint64_t delimiter, lf, quote;
    uint64_t cr;
    uint64_t odd;  /* other control characters, backslash, DEL */
    uint64_t high; /* above 0x7F */
};

/* What the bytes above 0x7F are in UTF-8; all else is looked at one by one. */
struct utf8_masks {
    uint64_t two;    /* C2 … DF: one byte follows */
    uint64_t three;  /* E1 … EC: two bytes follow, whichever they are */
    uint64_t follow; /* 80 … BF */
    uint64_t low;    /* 80 … 9F: behind C2 they make a control character */
    uint64_t c2;
};

typedef void mask_function(const char *text, char delimiter, struct masks *masks);
typedef void utf8_function(const char *text, struct utf8_masks *masks);

/* The portable ones. */
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

static void utf8_scalar(const char *text, struct utf8_masks *masks)
{
    memset(masks, 0, sizeof *masks);
    for (unsigned i = 0; i < 64; i++) {
        unsigned char byte = (unsigned char)text[i];
        uint64_t bit = UINT64_C(1) << i;
        if (byte >= 0xC2 && byte < 0xE0)
            masks->two |= bit;
        if (byte > 0xE0 && byte < 0xED)
            masks->three |= bit;
        if (byte >= 0x80 && byte < 0xC0)
            masks->follow |= bit;
        if (byte >= 0x80 && byte < 0xA0)
            masks->low |= bit;
        if (byte == 0xC2)
            masks->c2 |= bit;
    }
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

/* Signed: 0x80 is the least. */
INLINE void add_utf8_sse2(const char *text, unsigned shift, struct utf8_masks *masks)
{
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(text + shift));

#define BYTE(value) _mm_set1_epi8((char)(value))
#define BITS(vector) ((uint64_t)(uint32_t)_mm_movemask_epi8(vector) << shift)
    masks->two |= BITS(_mm_and_si128(_mm_cmpgt_epi8(bytes, BYTE(0xC1)),
                                     _mm_cmpgt_epi8(BYTE(0xE0), bytes)));
    masks->three |= BITS(_mm_and_si128(_mm_cmpgt_epi8(bytes, BYTE(0xE0)),
                                       _mm_cmpgt_epi8(BYTE(0xED), bytes)));
    masks->follow |= BITS(_mm_cmpgt_epi8(BYTE(0xC0), bytes));
    masks->low |= BITS(_mm_cmpgt_epi8(BYTE(0xA0), bytes));
    masks->c2 |= BITS(_mm_cmpeq_epi8(bytes, BYTE(0xC2)));
#undef BITS
#undef BYTE
}

INLINE void utf8_sse2(const char *text, struct utf8_masks *masks)
{
    *masks = (struct utf8_masks){0};
    add_utf8_sse2(text, 0, masks);
    add_utf8_sse2(text, 16, masks);
    add_utf8_sse2(text, 32, masks);
    add_utf8_sse2(text, 48, masks);
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

/* Signed: 0x80 is the least. */
AVX2 INLINE void add_utf8_avx2(const char *text, unsigned shift,
                               struct utf8_masks *masks)
{
    __m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)(text + shift));

#define BYTE(value) _mm256_set1_epi8((char)(value))
#define BITS(vector) ((uint64_t)(uint32_t)_mm256_movemask_epi8(vector) << shift)
    masks->two |= BITS(_mm256_and_si256(_mm256_cmpgt_epi8(bytes, BYTE(0xC1)),
                                        _mm256_cmpgt_epi8(BYTE(0xE0), bytes)));
    masks->three |= BITS(_mm256_and_si256(_mm256_cmpgt_epi8(bytes, BYTE(0xE0)),
                                          _mm256_cmpgt_epi8(BYTE(0xED), bytes)));
    masks->follow |= BITS(_mm256_cmpgt_epi8(BYTE(0xC0), bytes));
    masks->low |= BITS(_mm256_cmpgt_epi8(BYTE(0xA0), bytes));
    masks->c2 |= BITS(_mm256_cmpeq_epi8(bytes, BYTE(0xC2)));
#undef BITS
#undef BYTE
}

AVX2 INLINE void utf8_avx2(const char *text, struct utf8_masks *masks)
{
    *masks = (struct utf8_masks){0};
    add_utf8_avx2(text, 0, masks);
    add_utf8_avx2(text, 32, masks);
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

AVX512 INLINE void utf8_avx512(const char *text, struct utf8_masks *masks)
{
    __m512i bytes = _mm512_loadu_si512((const void *)text);

#define FROM(low) _mm512_cmpge_epu8_mask(bytes, _mm512_set1_epi8((char)(low)))
#define BELOW(high) _mm512_cmplt_epu8_mask(bytes, _mm512_set1_epi8((char)(high)))
    masks->two = FROM(0xC2) & BELOW(0xE0);
    masks->three = FROM(0xE1) & BELOW(0xED);
    masks->follow = FROM(0x80) & BELOW(0xC0);
    masks->low = FROM(0x80) & BELOW(0xA0);
    masks->c2 = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8((char)0xC2));
#undef BELOW
#undef FROM
}

#endif

#endif
