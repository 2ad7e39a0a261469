/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/carried.h"

#include "base/buffer.h"

/* What stands before the faults of a record, each of which has its own head. */
struct record_head {
    unsigned faults;
    size_t raw;
};

struct fault_head {
    enum diag_code code;
    unsigned long line;
};

static void add_bytes(struct buffer *buffer, const void *bytes, size_t size)
{
    buffer_add(buffer, span_of(bytes, size));
}

/* With the NUL byte at its end. */
static void add_text(struct buffer *buffer, const char *text)
{
    add_bytes(buffer, text, strlen(text) + 1);
}

static void add_fault(struct buffer *buffer, const struct diag *diag)
{
    struct fault_head head = {diag->code, diag->line};

    add_bytes(buffer, &head, sizeof head);
    add_text(buffer, diag->file);
    add_text(buffer, diag->column);
    add_text(buffer, diag->text);
}

void carried_add(struct buffer *buffer, const struct diag *first,
                 const struct diag *others, unsigned count, struct span raw)
{
    struct record_head head = {count + 1, raw.len};

    add_bytes(buffer, &head, sizeof head);
    add_fault(buffer, first);
    for (unsigned i = 0; i < count; i++)
        add_fault(buffer, &others[i]);
    buffer_add(buffer, raw);
}

static void take_bytes(struct span *from, void *to, size_t size)
{
    memcpy(to, from->ptr, size);
    *from = span_after(*from, size);
}

static void take_text(struct span *from, char *to)
{
    take_bytes(from, to, strlen(from->ptr) + 1);
}

static void take_fault(struct span *bytes, struct diag *diag)
{
    struct fault_head head;

    take_bytes(bytes, &head, sizeof head);
    diag->code = head.code;
    diag->line = head.line;
    take_text(bytes, diag->file);
    take_text(bytes, diag->column);
    take_text(bytes, diag->text);
}

bool carried_take(struct span *bytes, struct faults *faults, struct span *raw)
{
    struct record_head head;

    if (bytes->len == 0)
        return false;
    faults->count = 0;
    take_bytes(bytes, &head, sizeof head);
    for (unsigned i = 0; i < head.faults; i++)
        take_fault(bytes, faults_add(faults));
    *raw = span_of(bytes->ptr, head.raw);
    *bytes = span_after(*bytes, head.raw);
    return true;
}
