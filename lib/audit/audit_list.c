/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audit/audit_list.h"

#include "base/names.h"
#include "value/date.h"

/* Cells that a finding gives, but not in the order of the columns. */
enum cell {
    LIST_STATE,
    LIST_REASON,
    LIST_DAYS_LATE,
    LIST_DAYS,
    LIST_DUE_ON,
    LIST_WORK_ON,
    LIST_UNTIL_ON,
    LIST_MET_ON,
    LIST_DEADLINE,
    LIST_RULE,
    LIST_LABEL,
    LIST_PROMISED,
    LIST_CASE_BEGAN_ON,
    LIST_FROM,
    LIST_UNTIL,
    LIST_ANCHOR_ON,
    LIST_SOURCE,
    LIST_CELLS,
    LIST_BY = LIST_CELLS /* the first of by->cells */
};

_Static_assert(LIST_BY + BY_MOST <= ROW_CELLS, "a row has room for them");

static const char *const cell_names[LIST_CELLS] = {[LIST_STATE] = "state",
                                                   [LIST_REASON] = "reason",
                                                   [LIST_DAYS_LATE] = "days_late",
                                                   [LIST_DAYS] = "days",
                                                   [LIST_DUE_ON] = "due_on",
                                                   [LIST_WORK_ON] = "work_on",
                                                   [LIST_UNTIL_ON] = "until_on",
                                                   [LIST_MET_ON] = "met_on",
                                                   [LIST_DEADLINE] = "deadline",
                                                   [LIST_RULE] = "rule",
                                                   [LIST_LABEL] = "label",
                                                   [LIST_PROMISED] = "promised",
                                                   [LIST_CASE_BEGAN_ON] =
                                                       "case_began_on",
                                                   [LIST_FROM] = "agreement_from",
                                                   [LIST_UNTIL] = "agreement_until",
                                                   [LIST_ANCHOR_ON] = "anchor_on",
                                                   [LIST_SOURCE] = "source"};

void audit_list_name(struct row *row, enum findings_view view,
                     const struct grouping *by, const struct header *header)
{
    static const char *const columns[] = {
        [FINDINGS_STANDARDS] =
            "state days_late due_on work_on until_on met_on deadline rule label "
            "client_id household_id office case_manager anchor_on source",
        [FINDINGS_AGREEMENTS] = "reason client_id household_id office case_manager "
                                "case_began_on agreement_from agreement_until",
        [FINDINGS_CONTACTS] = "state days promised rule label client_id household_id "
                              "office case_manager anchor_on source"};
    struct span rest = span_from(columns[view]);

    while (rest.ptr != NULL) {
        struct span name = span_cut(&rest, ' ');
        int cell = names_find(cell_names, LIST_CELLS, name);
        if (cell < 0)
            row_pass(row, name, header);
        else
            row_add(row, name, cell);
    }
    for (unsigned i = 0; i < by->count; i++)
        row_add(row, by->names[i], LIST_BY + (int)i);
}

bool audit_list_has(enum findings_view view, const struct finding *finding)
{
    return view != FINDINGS_AGREEMENTS ||
           (finding->state != AGREEMENT_EXEMPT && finding->state != AGREEMENT_VALID);
}

static void fill_obligation(struct row *row, const struct concept *concept,
                            const struct obligation *obligation)
{
    const struct deadline_rule *rule = obligation->rule;

    row_set_code(row, LIST_DEADLINE, concept->deadlines.names[rule->deadline]);
    row_set(row, LIST_RULE, rule->rule->id);
    row_set(row, LIST_LABEL, rule->rule->label);
    row_set(row, LIST_SOURCE, rule->rule->source);
    row_set_date(row, LIST_DUE_ON, obligation->due_on);
    row_set_date(row, LIST_WORK_ON, obligation->work_on);
    row_set_date(row, LIST_UNTIL_ON, obligation->until_on);
    row_set_date(row, LIST_ANCHOR_ON, obligation->anchor_on);
}

static int32_t date_of(const struct facts *facts, int column)
{
    return facts->values[column].known ? facts->values[column].number : DATE_NONE;
}

static void fill_days(struct row *row, int cell, int32_t days)
{
    if (days != FINDINGS_NO_DAYS)
        row_set_number(row, cell, days);
    else
        row_set_code(row, cell, span_of("", 0));
}

void audit_list_fill(struct row *row, const struct findings *audit,
                     const struct facts *facts, const struct grouping *by,
                     const struct finding *finding)
{
    struct span state = span_from(FINDING_NAMES[audit->view][finding->state]);

    row_set_code(row, LIST_STATE, state);
    row_set_code(row, LIST_REASON, state);
    fill_days(row, LIST_DAYS, finding->days);
    fill_days(row, LIST_DAYS_LATE, finding->days);
    row_set_date(row, LIST_MET_ON, finding->met_on);
    row_set_date(row, LIST_CASE_BEGAN_ON, case_began_on(facts));
    row_set_date(row, LIST_FROM, date_of(facts, COL_AGREEMENT_FROM));
    row_set_date(row, LIST_UNTIL, date_of(facts, COL_AGREEMENT_UNTIL));
    if (finding->obligation.rule != NULL)
        fill_obligation(row, audit->concept, &finding->obligation);
    row_set(row, LIST_PROMISED, by->cells[by->count + 1]);
    for (unsigned i = 0; i < by->count; i++)
        row_set(row, LIST_BY + (int)i, by->cells[i]);
}
