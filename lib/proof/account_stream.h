/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Accounts as a stream, for scripts: one record an item. explain-case(1) says what the
 * columns hold.
 */
#ifndef VIERPHASEN_ACCOUNT_STREAM_H
#define VIERPHASEN_ACCOUNT_STREAM_H

#include "base/buffer.h"
#include "base/span.h"
#include "person/facts.h"
#include "proof/account.h"
#include "stream/writer.h"

enum { ACCOUNT_COLUMNS = 19 };

extern const char *const ACCOUNT_COLUMN_NAMES[ACCOUNT_COLUMNS];

/* {facts, writer}; account_stream_free ends it. */
struct account_stream {
    const struct facts *facts;
    struct writer *writer;
    struct buffer text;
};

/* For account->take: the context is a struct account_stream. */
void account_stream_take(void *context, const struct account_item *item);
void account_stream_free(struct account_stream *stream);

#endif
