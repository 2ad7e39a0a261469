/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/inquiry.h"

#include <stdlib.h>

#include "proof/rule_name.h"
#include "value/date.h"

enum { TESTS_MOST = 64 };

void row_list_add(struct inquiry *it, struct row_list *list, unsigned row,
                  const struct boxes *boxes, unsigned most)
{
    if (list->rows == NULL) {
        list->rows = arena_alloc(&it->model->arena, (most + 1) * sizeof *list->rows);
        list->boxes = arena_alloc(&it->model->arena, (most + 1) * sizeof *list->boxes);
    }
    list->rows[list->count] = row;
    list->boxes[list->count++] = boxes;
}

enum answer inquiry_ask(struct inquiry *it, enum view view, const struct boxes *boxes,
                        const struct box *besides, const struct row_list *without)
{
    struct question question = {.model = it->model, .view = view, .is_refused = true};

    if (besides != NULL)
        question.given = *besides;
    if (without != NULL) {
        question.never_count = without->count;
        question.never = without->boxes;
    }
    return question_ask_any(&question, boxes, it->person);
}

struct remark *inquiry_say(struct inquiry *it, enum proof_kind kind,
                           const struct decision *table, const struct rule *rule,
                           const struct buffer *text)
{
    const struct subject subject = {
        &table->table, rule->row,
        rule_name(it->model->concept, table, rule, &it->model->arena)};

    return remarks_add(it->remarks, kind, &subject, buffer_text(text), span_of("", 0));
}

void inquiry_say_example(struct inquiry *it, enum proof_kind kind,
                         const struct subject *subject, const struct buffer *text,
                         const struct buffer *given)
{
    struct buffer example = {0};
    char day[DATE_BYTES];

    date_format(it->model->day.as_of, day);
    if (it->tells_day)
        buffer_print(&example, "on %.*s: ", DATE_BYTES, day);
    buffer_add(&example, buffer_text(given));
    remarks_add(it->remarks, kind, subject, buffer_text(text), buffer_text(&example));
    buffer_free(&example);
}

void inquiry_needs_all_days(struct remark *remark, const struct rule *rule)
{
    remark->needs_first = rule->first;
    remark->needs_last = rule->last;
}

void inquiry_say_undecided(struct inquiry *it, const struct decision *table,
                           const struct rule *rule)
{
    struct buffer text = {0};

    buffer_print(&text, "not decided: too many steps");
    inquiry_say(it, PROOF_UNDECIDED, table, rule, &text);
    buffer_free(&text);
}

/* --- Contradictions --- */

static bool holds_for_nobody(struct inquiry *it, enum view view,
                             const struct condition *conditions, unsigned count,
                             const struct box *besides)
{
    struct boxes boxes = {0};
    bool nobody;

    model_boxes(it->model, conditions, count, view, &boxes);
    nobody = inquiry_ask(it, view, &boxes, besides, NULL) == ANSWER_NOBODY;
    boxes_free(&boxes);
    return nobody;
}

/* Member by member: what is between them need not be the same in a copy. */
static bool is_same_test(const struct condition *one, const struct condition *other)
{
    return one->column == other->column && one->form == other->form &&
           one->if_unknown == other->if_unknown && one->if_known == other->if_known &&
           one->mask == other->mask && one->lacks == other->lacks &&
           one->range_count == other->range_count &&
           one->excluded_count == other->excluded_count && one->ranges == other->ranges;
}

void inquiry_print_test(const struct inquiry *it, const struct rule *rule,
                        const struct condition *condition, struct buffer *out)
{
    struct span column = it->model->concept->columns.column[condition->column].name;
    struct span text = span_of("", 0);

    for (unsigned i = 0; i < rule->condition_count; i++)
        if (is_same_test(&rule->conditions[i], condition))
            text = rule->texts[i];
    buffer_print(out, "\"%.*s %.*s\"", (int)column.len, column.ptr, (int)text.len,
                 text.ptr);
}

void inquiry_print_contradiction(struct inquiry *it, enum view view,
                                 const struct rule *rule,
                                 const struct condition *conditions, unsigned count,
                                 const struct box *besides, struct buffer *out)
{
    struct condition left[TESTS_MOST];

    memcpy(left, conditions, count * sizeof *left);
    /* From the end, so that of two ways to say it the first tests stay. */
    for (unsigned i = count; i-- > 0;) {
        struct condition dropped = left[i];
        memmove(&left[i], &left[i + 1], (count - i - 1) * sizeof *left);
        if (holds_for_nobody(it, view, left, count - 1, besides)) {
            count--;
            continue;
        }
        memmove(&left[i + 1], &left[i], (count - i - 1) * sizeof *left);
        left[i] = dropped;
    }
    for (unsigned i = 0; i < count; i++) {
        buffer_print(out, "%s", i == 0 ? "" : i + 1 == count ? " and " : ", ");
        inquiry_print_test(it, rule, &left[i], out);
    }
    buffer_print(out, count == 1 ? " holds" : " hold");
}

bool inquiry_find_contradiction(struct inquiry *it, enum view view,
                                const struct decision *table, const struct rule *rule,
                                const struct boxes *boxes)
{
    struct buffer text = {0};

    if (inquiry_ask(it, view, boxes, NULL, NULL) != ANSWER_NOBODY)
        return false;
    buffer_print(&text, "can never match: ");
    inquiry_print_contradiction(it, view, rule, rule->conditions, rule->condition_count,
                                NULL, &text);
    buffer_print(&text, " for nobody");
    inquiry_needs_all_days(inquiry_say(it, PROOF_CONTRADICTION, table, rule, &text),
                           rule);
    buffer_free(&text);
    return true;
}

/* --- Shadows --- */

static void drop_row(struct row_list *list, unsigned at)
{
    list->count--;
    for (unsigned i = at; i < list->count; i++) {
        list->rows[i] = list->rows[i + 1];
        list->boxes[i] = list->boxes[i + 1];
    }
}

void inquiry_print_place(const struct table *table, unsigned row, struct span file,
                         struct buffer *out)
{
    struct span own = table_file(table, row);

    buffer_print(out, "%lu", table->lines[row]);
    if (!span_equal(own, file))
        buffer_print(out, " of %.*s", (int)own.len, own.ptr);
}

void inquiry_print_shadow(struct inquiry *it, const struct decision *table,
                          const struct rule *rule, const struct boxes *boxes,
                          const struct row_list *above, struct buffer *out)
{
    struct span file = table_file(&table->table, rule->row);
    struct row_list left = {0};

    for (unsigned i = 0; i < above->count; i++)
        row_list_add(it, &left, above->rows[i], above->boxes[i], above->count);
    for (unsigned i = left.count; i-- > 0;) {
        struct row_list fewer = {0};
        for (unsigned j = 0; j < left.count; j++)
            if (j != i)
                row_list_add(it, &fewer, left.rows[j], left.boxes[j], left.count);
        if (inquiry_ask(it, VIEW_RULES, boxes, NULL, &fewer) == ANSWER_NOBODY)
            drop_row(&left, i);
    }
    buffer_print(out, "%s", left.count == 1 ? "line" : "one of lines");
    for (unsigned i = 0; i < left.count; i++) {
        buffer_print(out, "%s ", i > 0 ? "," : "");
        inquiry_print_place(&table->table, table->rules[left.rows[i]].row, file, out);
    }
    buffer_print(out, " above holds whenever it does");
}
