/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/talk_proof.h"

#include <stdlib.h>

#include "proof/box_text.h"
#include "proof/nearest.h"
#include "proof/outcome.h"
#include "proof/specimen.h"
#include "proof/uncovered.h"

static bool is_talk(enum deadline_kind kind)
{
    return kind == DEADLINE_TALK || kind == DEADLINE_REVIEW;
}

/* Where one of some boxes and one more hold. */
static void add_met(struct model *model, const struct boxes *boxes,
                    const struct box *besides, struct boxes *out)
{
    for (unsigned i = 0; i < boxes->count; i++) {
        struct box box = boxes->list[i];
        if (box_meet(&box, &model->space, besides, &model->arena))
            boxes_add(out, &box);
    }
}

/* Where rows of the kinds talk and review hold, and give a day. Their count. */
static unsigned find_asked(struct model *model, struct boxes *asked)
{
    const struct deadlines *deadlines = &model->concept->deadlines;
    unsigned count = 0;

    for (unsigned i = 0; i < deadlines->table.count; i++) {
        const struct deadline_rule *row = &deadlines->rules[i];
        struct box known = {0};
        if (!is_talk(row->kind))
            continue;
        count++;
        model_known(model, row->anchor, VIEW_RULES, &known);
        add_met(model, &model->rules[model->table_count - 2][i], &known, asked);
    }
    return count;
}

/* Who has a finding of case-check. */
static void find_flawed(struct model *model, struct boxes *out)
{
    const struct checks *checks = &model->concept->checks;

    for (unsigned i = 0; i < checks->table.count; i++) {
        const struct check_rule *check = &checks->rules[i];
        struct box empty = {0};
        if (check->level == CHECK_REFUSE ||
            (check->level == CHECK_GAP && !model_empty(model, check->column, &empty)))
            continue;
        add_met(model, &model->rules[model->table_count - 1][i], &empty, out);
    }
}

/* With whom nothing is agreed. */
static void find_undocumented(struct model *model, struct boxes *out)
{
    const struct derived *document = concept_find(model->concept, "document");
    const struct derived_axis *about;
    struct box none = {0};
    uint64_t *set;
    int code;

    if (document == NULL)
        return;
    about = &model->derived[document - model->concept->derived];
    set = space_set(&model->space, about->axis, &model->arena);
    code = code_find(&model->concept->columns.column[document->column].codes,
                     span_from("none"));
    for (unsigned i = 0; i < about->count; i++)
        if ((about->hits[i].code >= 0 && about->hits[i].code == code) ||
            (document->is_decided && about->hits[i].status == JUDGED_NONE))
            set_add(set, i);
    if (box_narrow(&none, &model->space, about->axis, set, &model->arena))
        boxes_add(out, &none);
}

/* Whether a row would ask for a talk if its tests held. */
static bool could_ask(const struct outcome *outcome, const struct rule *rule)
{
    const struct facts *facts = outcome->facts;
    const struct deadline_rule *row = deadlines_rule(&facts->concept->deadlines, rule);

    return is_talk(row->kind) && facts->values[row->anchor].known;
}

/*
 * Whether the tools, too, ask the person for no talk and find nothing in the case; then
 * which rows are near.
 */
static bool is_confirmed(struct inquiry *it, struct buffer *person)
{
    const struct concept *concept = it->model->concept;
    struct span given = arena_copy(&it->model->arena, buffer_text(person));
    struct outcome outcome = {0};
    struct diag diag;
    bool is_so = outcome_make(&outcome, concept, given, &it->model->arena, &diag) &&
                 !outcome.is_refused;

    for (unsigned i = 0; i < outcome.open_count && is_so; i++)
        is_so = !is_talk(outcome.open[i].rule->kind);
    for (unsigned i = 0; i < outcome.flaw_count && is_so; i++)
        is_so = outcome.flaws[i].rule == NULL;
    if (person->len == 0)
        buffer_print(person, "somebody of whom nothing is known");
    if (is_so)
        nearest_print(it, &outcome, &concept->deadlines.table, could_ask, person);
    outcome_free(&outcome);
    return is_so;
}

static void say(struct inquiry *it, const struct box *box, bool are_others)
{
    const struct subject subject = {&it->model->concept->deadlines.table.table,
                                    TABLE_HEADER, span_of("", 0)};
    struct buffer text = {0}, person = {0};
    enum proof_kind kind = PROOF_UNASKED;

    specimen_print(it->model, it->person, &person);
    if (!is_confirmed(it, &person)) {
        kind = PROOF_UNDECIDED;
        buffer_print(&text, "not decided whether ");
    }
    buffer_print(&text, "no talk or review is ever due: ");
    box_print(it->model, box, &text);
    buffer_print(&text, "%s", are_others ? ", among others" : "");
    inquiry_say_example(it, kind, &subject, &text, &person);
    buffer_free(&text);
    buffer_free(&person);
}

static void say_undecided(struct inquiry *it)
{
    const struct subject subject = {&it->model->concept->deadlines.table.table,
                                    TABLE_HEADER, span_of("", 0)};

    remarks_add(it->remarks, PROOF_UNDECIDED, &subject,
                span_from("not decided whether a talk or review is due for everybody: "
                          "too many steps"),
                span_of("", 0));
}

/* One box is enough to see it; whether there are others tells how large it is. */
static void find_unasked(struct inquiry *it, struct uncovered *uncovered)
{
    uint64_t *another = mem_array(it->model->space.words + 1, sizeof *another);
    struct box box, other;
    enum answer answer = uncovered_next(uncovered, &box, it->person);

    if (answer == ANSWER_SOMEBODY)
        say(it, &box, uncovered_next(uncovered, &other, another) != ANSWER_NOBODY);
    else if (answer == ANSWER_UNDECIDED)
        say_undecided(it);
    free(another);
}

void talks_prove(struct inquiry *it)
{
    struct boxes asked = {0}, aside = {0};
    const struct boxes *covers[] = {&asked};
    struct uncovered uncovered = {.model = it->model,
                                  .view = VIEW_CHECKS,
                                  .cover_count = 1,
                                  .covers = covers,
                                  .aside = &aside};

    if (find_asked(it->model, &asked) > 0) {
        find_flawed(it->model, &aside);
        find_undocumented(it->model, &aside);
        find_unasked(it, &uncovered);
        uncovered_free(&uncovered);
    }
    boxes_free(&asked);
    boxes_free(&aside);
}
