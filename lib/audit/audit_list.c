/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "audit/audit_list.h"

static enum audit_list_cell cell_of(struct span name)
{
    static const char *const names[LIST_CELLS] = {[LIST_STATE] = "state",
                                                  [LIST_DAYS] = "days",
                                                  [LIST_DUE_ON] = "due_on",
                                                  [LIST_WORK_ON] = "work_on",
                                                  [LIST_MET_ON] = "met_on",
                                                  [LIST_DEADLINE] = "deadline",
                                                  [LIST_RULE] = "rule",
                                                  [LIST_LABEL] = "label",
                                                  [LIST_APPLIED_ON] = "applied_on",
                                                  [LIST_FROM] = "agreement_from",
                                                  [LIST_UNTIL] = "agreement_until",
                                                  [LIST_ANCHOR_ON] = "anchor_on",
                                                  [LIST_SOURCE] = "source"};

    for (unsigned i = 0; i < LIST_CELLS; i++)
        if (span_is(name, names[i]))
            return (enum audit_list_cell)i;
    if (span_is(name, "reason"))
        return LIST_STATE;
    if (span_is(name, "promised"))
        return LIST_BY;
    return span_is(name, "days_late") ? LIST_DAYS : LIST_PASSED;
}

static bool is_named(const struct audit_list *list, struct span name)
{
    for (unsigned i = 0; i < list->count; i++)
        if (span_equal(list->columns[i].name, name))
            return true;
    return false;
}

void audit_list_name(struct audit_list *list, enum findings_view view,
                     const struct grouping *by, const struct header *header)
{
    static const char *const columns[] = {
        [FINDINGS_STANDARDS] =
            "state days_late due_on work_on met_on deadline rule label "
            "client_id household_id office case_manager anchor_on "
            "source",
        [FINDINGS_AGREEMENTS] = "reason client_id household_id office case_manager "
                                "applied_on agreement_from agreement_until",
        [FINDINGS_CONTACTS] = "state days promised rule label client_id household_id "
                              "office case_manager anchor_on source"};
    struct span rest = span_from(columns[view]);

    while (rest.ptr != NULL) {
        struct span name = span_cut(&rest, ' ');
        enum audit_list_cell cell = cell_of(name);
        struct audit_list_column column = {name, cell, -1};
        if (cell == LIST_PASSED)
            column.place = header_find(header, name);
        if (cell == LIST_BY)
            column.place = (int)by->count + 1;
        list->columns[list->count++] = column;
    }
    for (unsigned i = 0; i < by->count; i++)
        if (!is_named(list, by->names[i]))
            list->columns[list->count++] =
                (struct audit_list_column){by->names[i], LIST_BY, (int)i};
}

/* DATE_NONE: empty */
static void set_date(struct audit_list *list, enum audit_list_cell cell, int32_t day)
{
    if (day != DATE_NONE)
        date_format(day, list->digits[cell]);
    list->cells[cell] = span_of(list->digits[cell], day != DATE_NONE ? DATE_BYTES : 0);
}

static void fill_obligation(struct audit_list *list, const struct concept *concept,
                            const struct obligation *obligation)
{
    const struct deadline_rule *rule = obligation->rule;

    list->cells[LIST_DEADLINE] = concept->deadlines.names[rule->deadline];
    list->cells[LIST_RULE] = rule->rule->id;
    list->cells[LIST_LABEL] = rule->rule->label;
    list->cells[LIST_SOURCE] = rule->rule->source;
    set_date(list, LIST_DUE_ON, obligation->due_on);
    set_date(list, LIST_WORK_ON, obligation->work_on);
    set_date(list, LIST_ANCHOR_ON, obligation->anchor_on);
}

static void fill_agreement(struct audit_list *list, const struct value *values)
{
    static const struct {
        enum audit_list_cell cell;
        int column;
    } dates[] = {{LIST_APPLIED_ON, COL_APPLIED_ON},
                 {LIST_FROM, COL_AGREEMENT_FROM},
                 {LIST_UNTIL, COL_AGREEMENT_UNTIL}};

    for (unsigned i = 0; i < sizeof dates / sizeof *dates; i++) {
        const struct value *value = &values[dates[i].column];
        set_date(list, dates[i].cell, value->known ? value->number : DATE_NONE);
    }
}

bool audit_list_has(enum findings_view view, const struct finding *finding)
{
    return view != FINDINGS_AGREEMENTS ||
           (finding->state != AGREEMENT_EXEMPT && finding->state != AGREEMENT_VALID);
}

void audit_list_fill(struct audit_list *list, const struct findings *audit,
                     const struct value *values, const struct finding *finding)
{
    static const char *const states[][AGREEMENT_STATES] = {
        [FINDINGS_STANDARDS] = {[FINDINGS_KEPT] = "kept",
                                [FINDINGS_LATE] = "late",
                                [FINDINGS_UNCLEAR] = "unclear",
                                [FINDINGS_OPEN] = "open",
                                [FINDINGS_MISSED] = "missed"},
        [FINDINGS_AGREEMENTS] = {[AGREEMENT_EXEMPT] = "exempt",
                                 [AGREEMENT_VALID] = "valid",
                                 [AGREEMENT_MISSING] = "missing",
                                 [AGREEMENT_EXPIRED] = "expired",
                                 [AGREEMENT_EARLIER_CASE] = "earlier_case",
                                 [AGREEMENT_NOT_BEGUN] = "not_begun"},
        [FINDINGS_CONTACTS] = {[CONTACT_REACHED] = "reached",
                               [CONTACT_BEHIND] = "behind",
                               [CONTACT_UNKNOWN] = "unknown"}};
    char *digits = list->digits[LIST_DAYS];
    bool has_days = finding->days != FINDINGS_NO_DAYS;

    list->cells[LIST_STATE] = span_from(states[audit->view][finding->state]);
    list->cells[LIST_DAYS] =
        span_of(digits, has_days ? number_format(finding->days, digits) : 0);
    set_date(list, LIST_MET_ON, finding->met_on);
    if (audit->view == FINDINGS_AGREEMENTS)
        fill_agreement(list, values);
    else
        fill_obligation(list, audit->concept, &finding->obligation);
}

void audit_list_write(const struct audit_list *list, const struct grouping *by,
                      const struct record *record, struct writer *writer)
{
    for (unsigned i = 0; i < list->count; i++) {
        const struct audit_list_column *column = &list->columns[i];
        if (column->cell == LIST_BY)
            writer_value(writer, by->cells[column->place]);
        else if (column->cell != LIST_PASSED)
            writer_value(writer, list->cells[column->cell]);
        else if (column->place >= 0)
            writer_field(writer, record, (unsigned)column->place);
        else
            writer_value(writer, span_of("", 0));
    }
    writer_end(writer);
}
