/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a run says at its end about the needs file that it joined.
 */
#ifndef VIERPHASEN_NEEDS_WORDS_H
#define VIERPHASEN_NEEDS_WORDS_H

struct filter;
struct needs_file;

/*
 * That there are refused rows which don't say whose they are, also with --quiet; and
 * that not one row is of a person of the export.
 */
void needs_words_end(const struct filter *filter, const struct needs_file *needs_file);

/* The lines of --stats. */
void needs_words_stats(const struct filter *filter,
                       const struct needs_file *needs_file);

#endif
