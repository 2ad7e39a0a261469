/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of an audit: what was counted, with what must not be shown left out.
 */
#ifndef VIERPHASEN_AUDIT_TABLE_H
#define VIERPHASEN_AUDIT_TABLE_H

#include <stdbool.h>
#include <stdint.h>

struct audit_options;
struct tally;
struct writer;

/* What is to be said about the table. */
struct audit_table_result {
    bool has_unseen; /* that something was kept would not be seen */
    bool is_below;   /* a share that is shown is below plan->fail_under */
};

/*
 * After the last count: writes a row for each group, and one for all of them if the
 * plan has it.
 */
struct audit_table_result audit_table_write(const struct audit_options *plan,
                                            int32_t as_of, struct tally *tally,
                                            struct writer *writer);

#endif
