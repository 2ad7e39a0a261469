/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agreement/recipients.h"

#include "base/buffer.h"
#include "rules/deadlines.h"
#include "rules/decision.h"

static bool has_kind(const struct deadlines *deadlines, enum deadline_kind kind)
{
    for (unsigned i = 0; i < deadlines->table.count; i++)
        if (deadlines->rules[i].kind == kind)
            return true;
    return false;
}

bool recipients_begin(struct recipients *recipients, struct facts *facts,
                      struct arena *arena, struct diag *diag)
{
    const struct concept *concept = facts->concept;

    recipients->facts = facts;
    recipients->document =
        recipients->is_everyone ? NULL : concept_find(concept, "document");
    if (recipients->document != NULL) {
        size_t count = recipients->document->table.count + 1;
        facts_want(facts, recipients->document->column);
        recipients->without = arena_alloc(arena, count * sizeof *recipients->without);
    }
    if (!recipients->only_due)
        return true;
    facts_want_deadlines(facts);
    return has_kind(&concept->deadlines, DEADLINE_AGREEMENT) ||
           diag_set(diag, DIAG_USAGE,
                    "--only-due: the concept has no deadline of the kind agreement");
}

static bool is_due(struct recipients *recipients)
{
    const struct facts *facts = recipients->facts;
    struct obligation open[DEADLINE_MOST];
    unsigned count = obligations_open(facts, open, &recipients->notes);

    for (unsigned i = 0; i < count; i++)
        if (open[i].rule->kind == DEADLINE_AGREEMENT &&
            obligation_status(&open[i], facts->day.as_of) != OBLIGATION_UPCOMING)
            return true;
    return false;
}

bool recipients_take(struct recipients *recipients)
{
    const struct facts *facts = recipients->facts;
    const struct derived *document = recipients->document;
    const struct rule *rule =
        document != NULL ? facts->judgements[document - facts->concept->derived].rule
                         : NULL;

    if (rule != NULL && span_is(rule->output, "none")) {
        recipients->without[rule - document->table.rules]++;
        return false;
    }
    if (!recipients->only_due || is_due(recipients))
        return true;
    recipients->not_due++;
    return false;
}

void recipients_print(const struct recipients *recipients, struct buffer *out)
{
    const struct derived *document = recipients->document;
    const char *before = ", none for: ";

    for (unsigned i = 0; document != NULL && i < document->table.count; i++) {
        struct span rule = document->table.rules[i].id;
        if (recipients->without[i] == 0)
            continue;
        buffer_print(out, "%s%.*s %llu", before, (int)rule.len, rule.ptr,
                     recipients->without[i]);
        before = ", ";
    }
    if (recipients->not_due > 0)
        buffer_print(out, "; agreement not due: %llu", recipients->not_due);
}
