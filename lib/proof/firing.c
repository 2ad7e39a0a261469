/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/firing.h"

#include <stdio.h>
#include <stdlib.h>

#include "plan/flaws.h"
#include "plan/plan.h"
#include "proof/rule_name.h"

/* A caseload that is being counted. */
struct counting {
    struct firing *firing;
    const struct decision *tables[COVER_TABLES];
    unsigned table_count;
    struct facts *facts;
    int status_at, uncovered_at; /* of the plan in the stream, or -1 */
    struct plan plan;
    struct flaw *flaws;
    unsigned long *counted[COVER_TABLES]; /* the last record that a rule counts */
};

void firing_free(struct firing *firing)
{
    for (unsigned i = 0; i < COVER_TABLES; i++)
        free(firing->counts[i]);
}

/* Counts the record for a rule, once. */
static void count_rule(struct counting *it, const struct rule *rule)
{
    for (unsigned i = 0; rule != NULL && i < it->table_count; i++) {
        const struct decision *table = it->tables[i];
        if (rule < table->rules || rule >= table->rules + table->count ||
            it->counted[i][rule - table->rules] == it->firing->records)
            continue;
        it->counted[i][rule - table->rules] = it->firing->records;
        it->firing->counts[i][rule - table->rules]++;
    }
}

static struct span cell_of(const struct record *record, int at)
{
    return at >= 0 ? record_field(record, (unsigned)at) : span_of("", 0);
}

static bool count_plan(struct counting *it, const struct record *record,
                       struct diag *diag)
{
    const struct facts *facts = it->facts;

    if (!plan_make(&it->plan, facts, cell_of(record, it->status_at),
                   cell_of(record, it->uncovered_at), diag))
        return false;
    for (unsigned i = 0; i < it->plan.step_count; i++) {
        const struct plan_step *step = &it->plan.steps[i];
        int need =
            step->need.len > 0 ? concept_find_need(facts->concept, step->need) : -1;
        count_rule(it, step->rule != NULL ? step->rule
                                          : plan_allows(facts, step->strategy, need));
    }
    return true;
}

static void count_facts(struct counting *it)
{
    const struct concept *concept = it->facts->concept;
    struct deadline_notes notes = {.doubts = 0};
    struct walk walk = {0};
    const struct rule *rule;
    unsigned flaw_count = flaws_find(it->facts, it->flaws, &notes);

    for (unsigned i = 0; i < concept->derived_count; i++)
        count_rule(it, it->facts->judgements[i].rule);
    while ((rule = decision_next(&concept->deadlines.table, it->facts->values,
                                 &it->facts->day, &walk)) != NULL)
        count_rule(it, rule);
    for (unsigned i = 0; i < flaw_count; i++)
        count_rule(it, it->flaws[i].rule);
}

/* The check that refused the record. */
static void count_refusal(struct counting *it, const struct diag *diag)
{
    const struct checks *checks = &it->facts->concept->checks;

    for (unsigned i = 0; i < checks->table.count; i++)
        if (checks->rules[i].level == CHECK_REFUSE &&
            span_is(checks->table.rules[i].label, diag->text)) {
            count_rule(it, &checks->table.rules[i]);
            return;
        }
}

static bool count_record(struct counting *it, const struct record *record,
                         struct diag *diag)
{
    it->firing->records++;
    if (facts_read(it->facts, record, diag)) {
        if (!count_plan(it, record, diag))
            return false;
        count_facts(it);
        return true;
    }
    if (diag->code == DIAG_CHECK)
        count_refusal(it, diag);
    return diag->code == DIAG_CHECK;
}

static bool begin(struct counting *it, const struct header *header, const char *file,
                  struct diag *diag)
{
    const struct concept *concept = it->firing->concept;

    it->table_count = cover_tables(concept, it->tables);
    for (unsigned i = 0; i < it->table_count; i++) {
        size_t size = sizeof *it->counted[i];
        it->counted[i] = mem_array(it->tables[i]->count + 1, size);
        it->firing->counts[i] = mem_array(it->tables[i]->count + 1, size);
    }
    it->flaws = mem_array(flaws_most(concept) + 1, sizeof *it->flaws);
    it->facts = facts_new(concept, concept->loaded_for);
    for (unsigned i = 0; i < concept->columns.count; i++)
        facts_want(it->facts, (int)i);
    facts_want_deadlines(it->facts);
    facts_want_refusals(it->facts, false);
    it->status_at = header_find(header, span_from("strategies_status"));
    it->uncovered_at = header_find(header, span_from("uncovered"));
    return facts_bind(it->facts, header, diag) ||
           diag_at(diag, strcmp(file, "-") == 0 ? "<stdin>" : file, header->line);
}

static bool count_all(struct counting *it, struct reader *reader,
                      void (*tell)(const struct diag *diag), struct diag *diag)
{
    for (;;) {
        struct record record;
        struct diag fault = {.code = DIAG_NONE};
        switch (reader_next(reader, &record, &fault)) {
        case READER_RECORD:
            if (count_record(it, &record, &fault))
                continue;
            it->firing->records--;
            break;
        case READER_REFUSED:
            break;
        case READER_FAILED:
            *diag = fault;
            return false;
        case READER_END:
        default:
            return true;
        }
        it->firing->refused++;
        diag_at(&fault, record.file, record.line);
        tell(&fault);
    }
}

bool firing_count(struct firing *firing, const struct concept *concept,
                  const char *const *files, size_t file_count,
                  const struct reader_options *options,
                  void (*tell)(const struct diag *diag), struct diag *diag)
{
    struct counting it = {.firing = firing};
    struct reader *reader = reader_open(files, file_count, options, diag);
    bool good;

    firing->concept = concept;
    good = reader != NULL && begin(&it, reader_header(reader), files[0], diag) &&
           count_all(&it, reader, tell, diag);
    for (unsigned i = 0; i < COVER_TABLES; i++)
        free(it.counted[i]);
    free(it.flaws);
    facts_free(it.facts);
    reader_close(reader);
    return good;
}

void firing_tell(const struct firing *firing, struct proof *proof, bool all)
{
    const struct decision *tables[COVER_TABLES];
    unsigned count = cover_tables(firing->concept, tables);

    for (unsigned i = 0; i < count; i++)
        for (unsigned j = 0; j < tables[i]->count; j++) {
            const struct rule *rule = &tables[i]->rules[j];
            struct proof_finding *finding;
            char number[32];
            if (!all && firing->counts[i][j] > 0)
                continue;
            snprintf(number, sizeof number, "%lu", firing->counts[i][j]);
            finding = proof_add(proof, all ? PROOF_FIRED : PROOF_NEVER);
            finding->file = table_file(&tables[i]->table, rule->row);
            finding->line = tables[i]->table.lines[rule->row];
            finding->name = rule_name(firing->concept, tables[i], rule, &proof->arena);
            finding->text = all ? arena_copy(&proof->arena, span_from(number))
                                : span_from("fires for nobody in the caseload");
        }
}
