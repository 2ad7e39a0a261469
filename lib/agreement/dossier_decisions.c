/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a dossier says by the decision tables of the concept: the rules that a person
 * hits, and where people have decided themselves.
 */
#include "agreement/dossier.h"
#include "person/judgement.h"
#include "rules/columns.h"
#include "rules/concept.h"
#include "rules/decision.h"
#include "rules/german.h"

/* The n-th table of the concept whose row the person hits, of dossier_decisions. */
static const struct derived *nth_decision(const struct facts *facts, unsigned item)
{
    unsigned i = 0;

    while (facts->judgements[i].rule == NULL || item-- > 0)
        i++;
    return &facts->concept->derived[i];
}

unsigned dossier_decisions(const struct dossier *dossier)
{
    const struct facts *facts = dossier->facts;
    unsigned count = 0;

    for (unsigned i = 0; i < facts->concept->derived_count; i++)
        count += facts->judgements[i].rule != NULL;
    return count;
}

struct span dossier_code(const struct dossier *it, int column)
{
    const struct value *value = &it->facts->values[column];
    const struct code_set *codes = &it->facts->concept->columns.column[column].codes;

    return value->known && (unsigned)value->number < codes->count
               ? codes->names[value->number]
               : span_of("", 0);
}

bool dossier_decision_is_human(const struct dossier *it)
{
    const struct derived *derived = nth_decision(it->facts, it->item[NAME_DECISIONS]);

    return derived->is_decided &&
           it->facts->judgements[derived - it->facts->concept->derived].is_human;
}

struct span dossier_decision(struct dossier *it, int name)
{
    const struct facts *facts = it->facts;
    const struct derived *derived = nth_decision(facts, it->item[NAME_DECISIONS]);
    const struct rule *rule = facts->judgements[derived - facts->concept->derived].rule;
    struct span code, label;

    switch (name) {
    case NAME_DECISION_VALUE:
        code = dossier_code(it, derived->column);
        label = german_code(it->frame->german, derived->column, code);
        return label.len > 0 ? label : code;
    case NAME_DECISION_RULE:
        return rule->id;
    case NAME_DECISION_SOURCE:
        return rule->source;
    default:
        return german_column(it->frame->german, derived->column);
    }
}

struct span dossier_concept(const struct dossier *it)
{
    struct span name = it->facts->concept->name;

    while (name.len > 1 && name.ptr[name.len - 1] == '/')
        name.len--;
    for (size_t i = name.len; i > 1; i--)
        if (name.ptr[i - 2] == '/')
            return span_after(name, i - 1);
    return name;
}
