/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Of each row of the shipped concept that the proof calls alive, the person that it
 * shows is sent through the tools: they must find the same.
 */
#include "rules.h"

#include "proof/outcome.h"
#include "proof/question.h"
#include "proof/specimen.h"

/* The row that is asked about. */
struct asking {
    struct model *model;
    unsigned table, row;
    const struct decision *decision;
    const struct rule *rule;
};

static bool is_hit(const struct asking *it, const struct outcome *outcome)
{
    const struct facts *facts = outcome->facts;
    const struct concept *concept = it->model->concept;

    if (it->table < concept->derived_count)
        return facts->judgements[it->table].rule == it->rule;
    if (it->decision == &concept->deadlines.table)
        return rule_holds(it->rule, facts->values, &facts->day) &&
               facts->values[it->rule->anchor].known;
    if (it->decision != &concept->checks.table)
        return rule_holds(it->rule, facts->values, &facts->day);
    if (concept->checks.rules[it->row].level == CHECK_REFUSE)
        return outcome->is_refused && span_is(it->rule->label, outcome->refusal.text);
    for (unsigned i = 0; i < outcome->flaw_count; i++)
        if (outcome->flaws[i].rule == it->rule)
            return true;
    return false;
}

static void narrow(struct asking *it, struct question *question)
{
    const struct concept *concept = it->model->concept;

    if (it->decision == &concept->deadlines.table)
        model_known(it->model, it->rule->anchor, VIEW_RULES, &question->given);
    if (it->decision == &concept->checks.table) {
        question->view = VIEW_CHECKS;
        question->is_refused = concept->checks.rules[it->row].level == CHECK_REFUSE;
        if (concept->checks.rules[it->row].level == CHECK_GAP)
            model_empty(it->model, concept->checks.rules[it->row].column,
                        &question->given);
    }
}

/* Returns 1 if the tools don't find what was proved. */
static unsigned try_row(struct asking *it)
{
    const struct boxes *rules = it->model->rules[it->table];
    const struct boxes **above = mem_array(it->row + 1, sizeof *above);
    uint64_t *person = mem_array(it->model->space.words + 1, sizeof *person);
    struct question question = {.model = it->model, .never = above};
    struct outcome outcome = {0};
    struct buffer given = {0};
    struct diag diag = {0};
    bool good;

    for (unsigned i = 0; i < it->row && it->table < it->model->concept->derived_count;
         i++)
        above[question.never_count++] = &rules[i];
    narrow(it, &question);
    good = question_ask_any(&question, &rules[it->row], person) == ANSWER_SOMEBODY;
    if (good)
        specimen_print(it->model, person, &given);
    good = good &&
           outcome_make(&outcome, it->model->concept,
                        arena_copy(&it->model->arena, buffer_text(&given)),
                        &it->model->arena, &diag) &&
           is_hit(it, &outcome);
    if (!good)
        print_message("%s:%lu: \"%.*s\" %s\n", it->decision->table.path,
                      it->decision->table.lines[it->rule->row], (int)given.len,
                      given.bytes,
                      outcome.is_refused ? outcome.refusal.text : diag.text);
    outcome_free(&outcome);
    buffer_free(&given);
    free(above);
    free(person);
    return !good;
}

static void each_row_has_its_person(const char *as_of)
{
    static struct faults faults;
    struct concept *concept =
        concept_open("lib/data/concepts/uckermark", day_of(as_of), &faults);
    struct asking it = {.model = model_new(concept)};
    unsigned failures = 0;

    for (it.table = 0; it.table < it.model->table_count; it.table++) {
        it.decision = it.model->tables[it.table];
        for (it.row = 0; it.row < it.decision->count; it.row++) {
            it.rule = &it.decision->rules[it.row];
            failures += try_row(&it);
        }
    }
    model_free(it.model);
    concept_close(concept);
    assert_int_equal(failures, 0);
}

static void each_row_of_uckermark_has_its_person(void **state)
{
    (void)state;
    each_row_has_its_person(AS_OF);
    each_row_has_its_person("2024-02-29");
    each_row_has_its_person("2026-09-30");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row_of_uckermark_has_its_person),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
