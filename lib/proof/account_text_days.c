/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The deadlines of an account in German: which day, how it was counted, what meets or
 * ends it, which dates move it, and what the other rows of the deadline would ask for.
 */
#include "proof/account_text.h"
#include "value/date.h"

enum { SUBJECT_INDENT = 2, ITEM_INDENT = 6 };

static struct span cell(const struct account_item *item, const char *name)
{
    return decision_cell(item->decision, item->rule,
                         table_column(&item->decision->table, name));
}

static void put(struct account_text *text)
{
    account_page_put(&text->page, ITEM_INDENT, "");
}

/* `ab 21.11.2026, ohne letzten Tag`, `bis 21.11.2026` */
static void add_days(struct account_page *page, const struct account_item *item)
{
    const struct obligation *days = &item->trace->obligation;

    if (item->deadline->until == UNTIL_NONE) {
        account_page_add(page,
                         item->deadline->every.count > 0 ? "am " : "spätestens am ");
        account_page_add_day(page, days->due_on);
        return;
    }
    account_page_add(page, "ab ");
    account_page_add_day(page, days->due_on);
    if (days->until_on == DATE_NONE) {
        account_page_add(page, ", ohne letzten Tag");
        return;
    }
    account_page_add(page, " bis ");
    account_page_add_day(page, days->until_on);
}

/* Columns with „“ around them and `oder` between. */
static void add_columns(struct account_page *page, const struct date_columns *columns)
{
    for (unsigned i = 0; i < columns->count; i++) {
        account_page_add(page, i > 0 ? " oder „" : "„");
        account_page_add_column(page, columns->list[i]);
        account_page_add(page, "“");
    }
}

/* What became of a row whose tests hold, if it gives no day that counts. */
static void add_state(struct account_page *page, const struct account_item *item)
{
    const struct obligation_trace *trace = item->trace;

    switch (trace->state) {
    case OBLIGATION_MET:
        account_page_add(page, "erfüllt am ");
        account_page_add_day(page, trace->ended_on);
        break;
    case OBLIGATION_CLOSED:
        account_page_add(page, "hinfällig seit dem ");
        account_page_add_day(page, trace->ended_on);
        break;
    case OBLIGATION_FENCED:
        account_page_add(page, "läge vor dem Beginn des Falls am ");
        account_page_add_day(page, case_began_on(page->facts));
        account_page_add(page, " und zählt nicht");
        break;
    case OBLIGATION_UNKNOWN:
        account_page_add(page, "noch nicht zu berechnen, „");
        account_page_add_column(page, item->deadline->anchor);
        account_page_add(page, "“: ");
        account_page_add_value(page, item->deadline->anchor);
        break;
    case OBLIGATION_LEFT_OUT:
        account_page_add(page,
                         "hier nicht verlangt, weil die Daten keine Spalte haben, die "
                         "sie abhakt");
        break;
    case OBLIGATION_OPEN:
        add_days(page, item);
        break;
    case OBLIGATION_NEVER:
    default:
        account_page_add(page, "ergibt keinen Tag bis 31.12.2199");
    }
}

static void add_status(struct account_page *page, struct span status)
{
    if (span_is(status, "upcoming"))
        account_page_add(page, " (kommt noch)");
    else if (span_is(status, "due"))
        account_page_add(page, " (jetzt fällig)");
    else if (span_is(status, "overdue"))
        account_page_add(page, " (überfällig)");
}

/* `, plus 6 Monate: 21.11.2026` */
static void add_step(struct account_page *page, struct span steps, int32_t day)
{
    if (steps.len > 0) {
        account_page_add(page, ", ");
        account_page_add_terms(page, steps);
    }
    account_page_add(page, ": ");
    account_page_add_day(page, day);
}

/* The arithmetic up to due_on. */
static void put_reckoning(struct account_text *text, const struct account_item *item)
{
    struct account_page *page = &text->page;
    const struct obligation_trace *trace = item->trace;
    const struct deadline_rule *row = item->deadline;
    int32_t due_on = trace->obligation.due_on;

    account_page_add(page, "Gerechnet: ");
    if (trace->repeats)
        account_page_add(page, "zuletzt erfüllt");
    else
        account_page_add_column(page, row->anchor);
    account_page_add(page, " ");
    account_page_add_day(page, trace->from_on);
    if (trace->stepped_on == trace->from_on)
        account_page_add(page, ", der Tag selbst");
    else
        add_step(page, cell(item, trace->repeats ? "repeat" : "offset"),
                 trace->stepped_on);
    if (row->every.count > 0 && due_on != trace->stepped_on) {
        account_page_add(page, "; von da an jeweils ");
        account_page_add_terms(page, cell(item, "every"));
        account_page_add(page, ", das nächste Mal: ");
        account_page_add_day(page, due_on);
    }
    if (trace->bound != NULL && !trace->from_beginning) {
        account_page_add(page, "; nicht vor dem Tag, der hier gilt (");
        account_page_add_terms(page, cell(item, "not_before"));
        account_page_add(page, "): ");
        account_page_add_day(page, due_on);
    }
    if (trace->from_beginning) {
        account_page_add(page, "; das liegt vor dem Beginn des Falls am ");
        account_page_add_day(page, case_began_on(page->facts));
        account_page_add(page, ", daher von dort an");
        add_step(page, cell(item, "repeat"), due_on);
    }
    put(text);
}

static void put_work_day(struct account_text *text, const struct account_item *item)
{
    struct account_page *page = &text->page;
    const struct obligation *days = &item->trace->obligation;

    if (days->work_on != days->due_on) {
        account_page_add_day(page, days->due_on);
        account_page_add(page, " ist kein Arbeitstag: zu erledigen am ");
        account_page_add_day(page, days->work_on);
    }
    put(text);
    if (item->deadline->until == UNTIL_STEPS || item->deadline->until == UNTIL_TERM) {
        account_page_add(page, "Letzter Tag: ");
        account_page_add_terms(page, cell(item, "until"));
        account_page_add(page, ", zurück auf einen Arbeitstag: ");
        account_page_add_day(page, days->until_on);
    }
    put(text);
}

/* What meets and ends it. */
static void put_changes(struct account_text *text, const struct account_item *item)
{
    struct account_page *page = &text->page;
    const struct deadline_rule *row = item->deadline;
    struct span since = cell(item, "done_since");

    if (row->done.count > 0) {
        account_page_add(page, "Erfüllt durch ein Datum in ");
        add_columns(page, &row->done);
        account_page_add(page, ", das zählt ab: ");
        if (since.len > 0)
            account_page_add_terms(page, since);
        else
            account_page_add_column(page, row->anchor);
    } else {
        account_page_add(page,
                         row->every.count > 0
                             ? "Eine Erinnerung: nichts hält fest, dass es geschah"
                             : "Keine Angabe hält fest, dass es geschah");
    }
    put(text);
    if (row->closed_by.count > 0) {
        account_page_add(page, "Hinfällig durch ein Datum in ");
        add_columns(page, &row->closed_by);
    }
    put(text);
}

static void put_movers(struct account_text *text, const struct account_item *item)
{
    struct account_page *page = &text->page;
    const struct deadline_rule *row = item->deadline;

    account_page_add(page, "Der Tag verschiebt sich mit „");
    account_page_add_column(page, row->anchor);
    account_page_add(page, "“");
    for (unsigned i = 0; i < row->earliest_count; i++) {
        account_page_add(page, ", „");
        account_page_add_column(page, row->earliest[i].column);
        account_page_add(page, "“");
    }
    put(text);
}

static void take_result(struct account_text *text, const struct account_item *item)
{
    struct account_page *page = &text->page;

    account_page_add(page, "Frist ");
    account_page_add_span(page, item->subject);
    if (item->rule == NULL) {
        account_page_add(page, ": gilt jetzt nicht");
        account_page_put(page, SUBJECT_INDENT, "");
        text->has_changes = true; /* its rows are no others */
        return;
    }
    account_page_add(page, item->label.len > 0 ? ", " : "");
    account_page_add_span(page, item->label);
    account_page_add(page, ": ");
    add_state(page, item);
    add_status(page, item->status);
    account_page_put(page, SUBJECT_INDENT, "");
    account_page_put_rule(page, item);
    if (item->trace->state == OBLIGATION_OPEN) {
        put_reckoning(text, item);
        put_work_day(text, item);
    }
    put_changes(text, item);
    if (item->trace->state == OBLIGATION_OPEN)
        put_movers(text, item);
}

void account_text_day(struct account_text *text, const struct account_item *item)
{
    struct account_page *page = &text->page;

    if (item->outcome == ACCOUNT_RESULT) {
        take_result(text, item);
        return;
    }
    account_text_head_changes(text, "Andere Zeilen dieser Frist:");
    account_page_add_span(page, item->label.len > 0 ? item->label : item->rule->id);
    account_page_add(page, " [");
    account_page_add_span(page, item->rule->id);
    account_page_add(page, "]");
    if (item->outcome == ACCOUNT_FAILED) {
        account_page_add(page, " gälte, ");
        account_page_add_wish(page, item);
    } else {
        account_page_add(page, ": ");
        add_state(page, item);
        if (item->outcome == ACCOUNT_LATER)
            account_page_add(page, "; der frühere Tag zählt");
    }
    account_page_put(page, ITEM_INDENT, "- ");
}
