/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sets of small numbers as bits in words of 64: how many are in a word, and which.
 */
#ifndef VIERPHASEN_BITS_H
#define VIERPHASEN_BITS_H

#include <stddef.h>
#include <stdint.h>

enum { BITS_WORD = 64 };

/* How many words hold the numbers 0 … count - 1. */
static inline size_t bits_words(size_t count)
{
    return (count + BITS_WORD - 1) / BITS_WORD;
}

static inline uint64_t bits_one(size_t number)
{
    return UINT64_C(1) << number % BITS_WORD;
}

static inline void bits_add(uint64_t *set, size_t number)
{
    set[number / BITS_WORD] |= bits_one(number);
}

static inline void bits_remove(uint64_t *set, size_t number)
{
    set[number / BITS_WORD] &= ~bits_one(number);
}

static inline int bits_has(const uint64_t *set, size_t number)
{
    return (set[number / BITS_WORD] >> number % BITS_WORD & 1) != 0;
}

/* How many bits are set; by sums in ever wider fields, since not every x86-64 counts.
 */
static inline unsigned bits_count(uint64_t word)
{
    word -= word >> 1 & UINT64_C(0x5555555555555555);
    word = (word & UINT64_C(0x3333333333333333)) +
           (word >> 2 & UINT64_C(0x3333333333333333));
    word = (word + (word >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
    return (unsigned)(word * UINT64_C(0x0101010101010101) >> 56);
}

/* The lowest number in a word that isn't empty. */
static inline unsigned bits_lowest(uint64_t word)
{
    return (unsigned)__builtin_ctzll(word);
}

/* The n-th number from below, from 1, in a word that has as many. */
static inline unsigned bits_nth(uint64_t word, unsigned n)
{
    while (n-- > 1)
        word &= word - 1;
    return bits_lowest(word);
}

#endif
