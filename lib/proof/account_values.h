/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an item of an account saw: the columns that its row looks at, their values as
 * the rules know them, its parameters, and where the row stands.
 */
#ifndef VIERPHASEN_ACCOUNT_VALUES_H
#define VIERPHASEN_ACCOUNT_VALUES_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/span.h"
#include "person/facts.h"
#include "proof/account.h"
#include "value/number.h"

/* Columns, in the order in which the row names them, each once. */
struct account_columns {
    unsigned count;
    int list[COL_MOST];
    bool is_listed[COL_MOST];
};

/*
 * Those of its tests as far as they were looked at; of a row of deadlines whose tests
 * hold, those that its days are counted from; of a derived value what it is derived
 * from.
 */
void account_columns_find(struct account_columns *columns, const struct facts *facts,
                          const struct account_item *item);

/* Room for a value that is no text. */
struct account_digits {
    char bytes[NUMBER_BYTES];
};

/*
 * A value as streams have it (dates YYYY-MM-DD, yes and no, codes in the spelling of
 * the concept); empty if the rules don't know it.
 */
struct span account_value(const struct facts *facts, int column,
                          struct account_digits *digits);

/*
 * `COLUMN=VALUE; COLUMN=VALUE`, as in examples of a concept. A value that holds `;` or
 * `"`, that begins or ends with a space, or that is known and empty stands in double
 * quotes, those in it doubled.
 */
void account_write_values(const struct facts *facts, const struct account_item *item,
                          struct buffer *out);

/* Whether the item's row uses a parameter, by its number in the concept. */
bool account_uses(const struct account_item *item, unsigned parameter);

/* `NAME=VALUE; NAME=VALUE` of those that it uses. */
void account_write_parameters(const struct facts *facts,
                              const struct account_item *item, struct buffer *out);

/* `FOLDER/FILE:LINE` of its row; nothing if it has none. */
void account_write_place(const struct account_item *item, struct buffer *out);

/* `COLUMN TESTS`, the first test that doesn't hold, as the table has it; or nothing. */
void account_write_test(const struct facts *facts, const struct account_item *item,
                        struct buffer *out);

#endif
