/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tests and steps in German words, for readers of rules who don't know the notation:
 * `age < 25` is "Alter: unter 25", `>= as_of-6mo` "ab dem Stichtag minus 6 Monate".
 */
#ifndef VIERPHASEN_TEST_WORDS_H
#define VIERPHASEN_TEST_WORDS_H

#include "base/buffer.h"
#include "base/span.h"
#include "rules/concept.h"
#include "rules/german.h"

struct test_words {
    struct concept *concept;
    struct german *german; /* of the same concept */
};

/* The tests of one column, with its label before them. */
void test_words_condition(struct test_words *words, int column, struct span tests,
                          struct buffer *out);

/*
 * Date columns with commas between them, each with steps behind it if need be, or steps
 * alone: `birth_date +15age +10b, school_ends_on` is "Geburtsdatum, 15. Geburtstag,
 * plus 10 Arbeitstage; Ende der Schule". Nothing for what is neither.
 */
void test_words_terms(struct test_words *words, struct span terms, struct buffer *out);

#endif
