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

static bool is_same(const struct remark *remark, enum proof_kind kind,
                    const struct subject *subject, struct span file, unsigned long line,
                    struct span text)
{
    return remark->kind == kind && remark->line == line &&
           span_equal(remark->file, file) && span_equal(remark->name, subject->name) &&
           span_equal(remark->text, text);
}

struct remark *remarks_add(struct remarks *it, enum proof_kind kind,
                           const struct subject *subject, struct span text,
                           struct span example)
{
    bool is_header = subject->row == TABLE_HEADER;
    struct span file = is_header ? span_from(subject->table->path)
                                 : table_file(subject->table, subject->row);
    unsigned long line =
        is_header ? subject->table->header_line : subject->table->lines[subject->row];

    for (size_t i = 0; i < it->count; i++) {
        struct remark *remark = &it->list[i];
        if (remark->last + 1 < it->first ||
            !is_same(remark, kind, subject, file, line, text))
            continue;
        remark->last = it->last;
        return remark;
    }
    mem_grow(&it->list, &it->room, it->count + 1, sizeof *it->list);
    it->list[it->count] = (struct remark){.kind = kind,
                                          .file = arena_copy(&it->arena, file),
                                          .line = line,
                                          .name = arena_copy(&it->arena, subject->name),
                                          .text = arena_copy(&it->arena, text),
                                          .example = arena_copy(&it->arena, example),
                                          .first = it->first,
                                          .last = it->last,
                                          .needs_first = it->first,
                                          .needs_last = it->first};
    return &it->list[it->count++];
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
