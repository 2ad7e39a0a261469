/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/table_proof.h"

#include <stdlib.h>

#include "proof/box_text.h"
#include "proof/nearest.h"
#include "proof/outcome.h"
#include "proof/specimen.h"
#include "proof/uncovered.h"

enum { GAPS_MOST = 20 }; /* boxes of one table that are told */

static void prove_row(struct inquiry *it, unsigned number, unsigned row,
                      struct row_list *above)
{
    const struct decision *table = &it->model->concept->derived[number].table;
    const struct rule *rule = &table->rules[row];
    const struct boxes *boxes = &it->model->rules[number][row];
    enum answer answer = inquiry_ask(it, VIEW_RULES, boxes, NULL, above);
    struct buffer text = {0};

    if (answer == ANSWER_UNDECIDED)
        inquiry_say_undecided(it, table, rule);
    if (answer != ANSWER_NOBODY ||
        inquiry_find_contradiction(it, VIEW_RULES, table, rule, boxes))
        return;
    buffer_print(&text, "can never match: ");
    inquiry_print_shadow(it, table, rule, boxes, above, &text);
    inquiry_say(it, PROOF_SHADOW, table, rule, &text);
    buffer_free(&text);
}

/* --- Gaps --- */

/* Whether the tools, too, find no row for a person; then which rows are near. */
static bool is_confirmed(struct inquiry *it, unsigned number, struct buffer *person)
{
    const struct concept *concept = it->model->concept;
    struct span given = arena_copy(&it->model->arena, buffer_text(person));
    struct outcome outcome = {0};
    struct diag diag;
    bool is_so = outcome_make(&outcome, concept, given, &it->model->arena, &diag) &&
                 !outcome.is_refused && outcome.facts->judgements[number].rule == NULL;

    if (person->len == 0)
        buffer_print(person, "somebody of whom nothing is known");
    if (is_so)
        nearest_print(it, &outcome, &concept->derived[number].table, NULL, person);
    outcome_free(&outcome);
    return is_so;
}

static void say_gap(struct inquiry *it, unsigned number, const struct box *box)
{
    const struct derived *derived = &it->model->concept->derived[number];
    const struct subject subject = {&derived->table.table, TABLE_HEADER, derived->name};
    struct buffer text = {0}, person = {0};
    enum proof_kind kind = PROOF_GAP;

    specimen_print(it->model, it->person, &person);
    if (!is_confirmed(it, number, &person)) {
        kind = PROOF_UNDECIDED;
        buffer_print(&text, "not decided whether ");
    }
    buffer_print(&text, "no row holds: ");
    box_print(it->model, box, &text);
    inquiry_say_example(it, kind, &subject, &text, &person);
    buffer_free(&text);
    buffer_free(&person);
}

static void say_rest(struct inquiry *it, unsigned number, enum answer answer)
{
    const struct derived *derived = &it->model->concept->derived[number];
    const struct subject subject = {&derived->table.table, TABLE_HEADER, derived->name};

    remarks_add(it->remarks, answer == ANSWER_UNDECIDED ? PROOF_UNDECIDED : PROOF_GAP,
                &subject,
                answer == ANSWER_UNDECIDED
                    ? span_from("not decided whether a row holds for everybody: too "
                                "many steps")
                    : span_from("no row holds for others, too"),
                span_of("", 0));
}

static void find_gaps(struct inquiry *it, unsigned number, const struct row_list *rows)
{
    struct uncovered uncovered = {
        .model = it->model, .cover_count = rows->count, .covers = rows->boxes};
    enum answer answer = ANSWER_SOMEBODY;
    struct box box;

    for (unsigned i = 0; i < GAPS_MOST && answer == ANSWER_SOMEBODY; i++) {
        answer = uncovered_next(&uncovered, &box, it->person);
        if (answer == ANSWER_SOMEBODY)
            say_gap(it, number, &box);
    }
    if (answer == ANSWER_SOMEBODY)
        answer = uncovered_next(&uncovered, &box, it->person);
    if (answer != ANSWER_NOBODY)
        say_rest(it, number, answer);
    uncovered_free(&uncovered);
}

void tables_prove(struct inquiry *it)
{
    for (unsigned i = 0; i < it->model->concept->derived_count; i++) {
        unsigned count = it->model->concept->derived[i].table.count;
        struct row_list rows = {0};
        for (unsigned row = 0; row < count; row++) {
            prove_row(it, i, row, &rows);
            row_list_add(it, &rows, row, &it->model->rules[i][row], count);
        }
        /* A table without rows on a day is another matter. */
        if (count > 0)
            find_gaps(it, i, &rows);
    }
}

/* --- Checks --- */

static void prove_check(struct inquiry *it, const struct check_rule *check,
                        const struct boxes *boxes)
{
    const struct decision *table = &it->model->concept->checks.table;
    struct box empty = {0};
    struct buffer text = {0};
    struct span column;

    if (inquiry_find_contradiction(it, VIEW_CHECKS, table, check->rule, boxes) ||
        check->level != CHECK_GAP)
        return;
    column = it->model->concept->columns.column[check->column].name;
    if (model_empty(it->model, check->column, &empty) &&
        inquiry_ask(it, VIEW_CHECKS, boxes, &empty, NULL) != ANSWER_NOBODY)
        return;
    buffer_print(&text, "can never be a finding: ");
    inquiry_print_contradiction(it, VIEW_CHECKS, check->rule, check->rule->conditions,
                                check->rule->condition_count, &empty, &text);
    buffer_print(&text, " for nobody whose %.*s is empty", (int)column.len, column.ptr);
    inquiry_needs_all_days(
        inquiry_say(it, PROOF_CONTRADICTION, table, check->rule, &text), check->rule);
    buffer_free(&text);
}

void checks_prove(struct inquiry *it)
{
    const struct checks *checks = &it->model->concept->checks;

    for (unsigned i = 0; i < checks->table.count; i++)
        prove_check(it, &checks->rules[i],
                    &it->model->rules[it->model->table_count - 1][i]);
}
