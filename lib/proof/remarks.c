/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/remarks.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "value/date.h"

void remarks_free(struct remarks *remarks)
{
    free(remarks->list);
    arena_free(&remarks->arena);
}

static bool is_same(const struct remark *a, const struct remark *b)
{
    return a->kind == b->kind && a->line == b->line && span_equal(a->file, b->file) &&
           span_equal(a->name, b->name) && span_equal(a->text, b->text);
}

bool remarks_have(const struct remarks *it, const struct remark *remark)
{
    for (size_t i = 0; i < it->count; i++)
        if (is_same(&it->list[i], remark))
            return true;
    return false;
}

/* Adds a copy; the remark's texts may be anybody's. */
static struct remark *add(struct remarks *it, const struct remark *remark)
{
    struct remark *copy;

    mem_grow(&it->list, &it->room, it->count + 1, sizeof *it->list);
    copy = &it->list[it->count++];
    *copy = *remark;
    copy->file = arena_copy(&it->arena, remark->file);
    copy->name = arena_copy(&it->arena, remark->name);
    copy->text = arena_copy(&it->arena, remark->text);
    copy->example = arena_copy(&it->arena, remark->example);
    return copy;
}

void remarks_join(struct remarks *it, const struct remark *remark)
{
    for (size_t i = 0; i < it->count; i++)
        if (it->list[i].last + 1 >= remark->first && is_same(&it->list[i], remark)) {
            it->list[i].last = remark->last;
            return;
        }
    add(it, remark);
}

struct remark *remarks_add(struct remarks *it, enum proof_kind kind,
                           const struct subject *subject, struct span text,
                           struct span example)
{
    const struct table *table = subject->table;
    bool is_header = subject->row == TABLE_HEADER;
    const struct remark remark = {
        .kind = kind,
        .file = is_header ? span_from(table->path) : table_file(table, subject->row),
        .line = is_header ? table->header_line : table->lines[subject->row],
        .name = subject->name,
        .text = text,
        .example = example,
        .first = it->first,
        .last = it->last,
        .needs_first = it->first,
        .needs_last = it->first};

    return add(it, &remark);
}

static void print_day(struct buffer *out, const char *word, int32_t day)
{
    char digits[DATE_BYTES];

    date_format(day, digits);
    buffer_print(out, "%s%.*s", word, DATE_BYTES, digits);
}

static void tell(const struct remark *remark, struct proof *proof, int32_t first,
                 int32_t last)
{
    struct proof_finding *finding = proof_add(proof, remark->kind);
    struct buffer text = {0};

    buffer_add(&text, remark->text);
    if (remark->first > first)
        print_day(&text, ", from ", remark->first);
    if (remark->last < last)
        print_day(&text, remark->first > first ? " to " : ", until ", remark->last);
    if (remark->example.len > 0)
        buffer_print(&text, "; for example %.*s", (int)remark->example.len,
                     remark->example.ptr);
    finding->file = arena_copy(&proof->arena, remark->file);
    finding->line = remark->line;
    finding->name = arena_copy(&proof->arena, remark->name);
    finding->text = arena_copy(&proof->arena, buffer_text(&text));
    buffer_free(&text);
}

static int32_t later(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

void remarks_tell(const struct remarks *it, struct proof *proof, int32_t first,
                  int32_t last)
{
    for (size_t i = 0; i < it->count; i++) {
        const struct remark *remark = &it->list[i];
        if (remark->first <= later(remark->needs_first, first) &&
            (remark->last >= remark->needs_last || remark->last >= last))
            tell(remark, proof, first, last);
    }
}
