/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/account_text.h"

#include "stream/output.h"

enum { SUBJECT_INDENT = 2, ITEM_INDENT = 6 };

static const char *const PHASE_TITLES[ACCOUNT_PHASES] = {
    "1  PROFILING", "2  ZIELFESTLEGUNG", "3  STRATEGIEAUSWAHL",
    "4  UMSETZUNG UND NACHHALTUNG"};

static const char CHANGES[] = "Was etwas ändern würde:";

void account_text_begin(struct account_text *text)
{
    struct account_page *page = &text->page;
    const struct concept *concept = page->facts->concept;

    if (text->has_persons) {
        account_page_blank(page);
        account_page_blank(page);
    }
    text->has_persons = true;
    text->phase = -1;
    account_page_add(page, "AUSKUNFT ZUM FALL ");
    account_page_add_span(page, facts_cell(page->facts, COL_CLIENT_ID));
    account_page_put(page, 0, "");
    account_page_add(page, "Stichtag: ");
    account_page_add_day(page, page->facts->day.as_of);
    account_page_put(page, 0, "");
    account_page_add(page, "Konzept: ");
    account_page_add_span(page, text->title);
    if (concept->edition.len > 0 && !span_is(concept->edition, "unknown")) {
        account_page_add(page, ", ");
        account_page_add_span(page, concept->edition);
    }
    account_page_put(page, 0, "");
    account_page_add(page, "Die Regeln schlagen vor, Menschen entscheiden.");
    account_page_put(page, 0, "");
}

static void put(struct account_text *text, unsigned indent, const char *line)
{
    account_page_add(&text->page, line);
    account_page_put(&text->page, indent, "");
}

void account_text_head_changes(struct account_text *text, const char *heading)
{
    if (!text->has_changes)
        put(text, ITEM_INDENT, heading);
    text->has_changes = true;
}

/* --- What is derived without a table --- */

static void take_fact(struct account_text *text, const struct account_item *item)
{
    struct account_page *page = &text->page;

    /* A count of nothing says nothing. */
    if (item->column != COL_AGE && (item->value.len == 0 || span_is(item->value, "0")))
        return;
    account_page_add_column(page, item->column);
    account_page_add(page, ": ");
    account_page_add_value(page, item->column);
    if (item->column == COL_AGE || item->column == COL_NEEDS_OPEN) {
        int source = item->column == COL_AGE ? COL_BIRTH_DATE : COL_NEEDS;
        account_page_add(page, " (aus „");
        account_page_add_column(page, source);
        account_page_add(page, "“: ");
        account_page_add_value(page, source);
        account_page_add(page, ")");
    }
    account_page_put(page, SUBJECT_INDENT, "");
}

/* --- Decisions --- */

/* What a row gives: `B (Vermittlung mit Förderung …)` */
static void add_output(struct account_page *page, const struct rule *rule)
{
    struct span output = rule->output, word = span_of("", 0);
    bool is_gap = span_is(output, "null");

    if (is_gap && rule->label.len > 0) {
        account_page_add(page, "„");
        account_page_add_span(page, rule->label);
        account_page_add(page, "“");
        return;
    }
    if (is_gap)
        word = span_from("nicht ableitbar");
    else if (rule->is_none || span_is(output, "yes") || span_is(output, "no"))
        word = german_term(&page->german, output);
    account_page_add_span(page, word.len > 0 ? word : output);
    if (rule->label.len == 0)
        return;
    account_page_add(page, " (");
    account_page_add_span(page, rule->label);
    account_page_add(page, ")");
}

/* How the value of a table that people decide on came about. */
static void put_status(struct account_text *text, const struct account_item *item)
{
    struct account_page *page = &text->page;
    const struct rule *rule = item->rule;

    if (span_is(item->status, "proposed")) {
        account_page_add(page,
                         "Vorschlag der Regeln; die Entscheidung treffen Menschen.");
    } else if (span_is(item->status, "confirmed")) {
        account_page_add(page, "Von Menschen festgelegt; die Regeln ergeben dasselbe.");
    } else if (span_is(item->status, "kept")) {
        account_page_add(page,
                         "Von Menschen festgelegt, und das gilt. Die Regeln ergäben: ");
        if (rule != NULL)
            add_output(page, rule);
        else
            account_page_add(page, "nichts, keine Zeile trifft zu");
        account_page_add(page, ".");
    } else if (span_is(item->status, "none")) {
        account_page_add(page, "Hier gibt es keinen Wert, und das ist so gewollt.");
    } else if (rule != NULL && !rule->proposes) {
        account_page_add(page, "Die Zeile ergibt ");
        add_output(page, rule);
        account_page_add(page, "; das legen nur Menschen fest.");
    } else if (span_is(item->status, "underivable")) {
        account_page_add(page, "Die Regeln können nichts vorschlagen; die Entscheidung "
                               "treffen Menschen.");
    }
    account_page_put(page, ITEM_INDENT, "");
}

static void take_decision(struct account_text *text, const struct account_item *item)
{
    struct account_page *page = &text->page;
    const struct rule *rule = item->rule;

    account_page_add_column(page, item->column);
    account_page_add(page, ": ");
    if (item->value.len == 0)
        account_page_add(page,
                         span_is(item->status, "none") ? "keine" : "nicht ableitbar");
    else if (rule != NULL && span_equal(rule->output, item->value))
        add_output(page, rule);
    else
        account_page_add_code(page, item->column, item->value);
    account_page_put(page, SUBJECT_INDENT, "");
    put_status(text, item);
    account_page_put_rule(page, item);
    if (rule == NULL)
        put(text, ITEM_INDENT, "Keine Zeile der Tabelle trifft zu.");
}

/* A row above: the first test that it fails. */
static void take_other_row(struct account_text *text, const struct account_item *item)
{
    struct account_page *page = &text->page;

    account_text_head_changes(text, CHANGES);
    if (item->outcome == ACCOUNT_NEXT) {
        account_page_add(page, "Träfe diese Zeile nicht zu, wäre es ");
        add_output(page, item->rule);
    } else {
        add_output(page, item->rule);
        account_page_add(page, " wäre es, ");
        account_page_add_wish(page, item);
        if (!item->rule->proposes)
            account_page_add(page, "; doch legen das nur Menschen fest");
    }
    account_page_put(page, ITEM_INDENT, "- ");
}

/* --- Strategies --- */

static void add_strategy(struct account_page *page, const struct account_item *item)
{
    account_page_add_span(page, item->label.len > 0 ? item->label : item->value);
    if (item->label.len == 0)
        return;
    account_page_add(page, " [");
    account_page_add_span(page, item->rule->id);
    account_page_add(page, "]");
}

/* Codes between spaces as their labels. */
static void add_strategies(struct account_page *page, struct span codes)
{
    bool is_first = true;

    while (codes.ptr != NULL) {
        struct span need = span_cut(&codes, ' '), code = span_cut(&need, '@');
        struct span label = german_code(&page->german, COL_STRATEGIES, code);
        account_page_add(page, is_first ? "" : ", ");
        account_page_add_span(page, label.len > 0 ? label : code);
        is_first = false;
    }
}

static void add_strategy_status(struct account_page *page, struct span status)
{
    static const char *const words[][2] = {
        {"proposed", "; Vorschlag der Regeln"},
        {"chosen", "; von Menschen gewählt"},
        {"confirmed", "; von Menschen gewählt, wie die Regeln es erlauben"},
        {"kept", "; von Menschen gewählt, und das gilt; was die Regeln anders sehen, "
                 "steht unten"},
        {"uncovered", "keine; der Bedarf ist nicht abgedeckt"},
        {"none", "keine"}};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (span_is(status, words[i][0]))
            account_page_add(page, words[i][1]);
}

static void take_need(struct account_text *text, const struct account_item *item)
{
    struct account_page *page = &text->page;

    if (item->column == COL_STRATEGIES) {
        account_page_add(page, "Plan");
    } else if (span_is(item->subject, "-")) {
        account_page_add(page, "Strategien, die keinem einzelnen Bedarf gelten");
    } else {
        account_page_add(page, "Bedarf ");
        account_page_add_code(page, COL_NEEDS, item->subject);
    }
    account_page_add(page, ": ");
    if (item->value.len > 0)
        add_strategies(page, item->value);
    add_strategy_status(page, item->status);
    account_page_put(page, SUBJECT_INDENT, "");
}

/* What would let people choose it: the tests of the row that don't bind them may fail.
 */
static void add_wish_of_people(struct account_page *page,
                               const struct account_item *item)
{
    struct account_item wish = *item;

    wish.failed = item->barrier;
    wish.failing = item->barriers;
    account_page_add_wish(page, &wish);
}

static void put_chosen(struct account_text *text, const struct account_item *item)
{
    struct account_page *page = &text->page;

    account_page_add(page, "Gewählt: ");
    add_strategy(page, item);
    if (span_is(item->status, "allowed")) {
        account_page_add(page, "; diese Zeile erlaubt es");
    } else if (item->rule == NULL) {
        account_page_add(page,
                         "; keine Zeile sieht das hier vor, die Wahl gilt trotzdem");
    } else {
        account_page_add(page, "; diese Zeile erlaubte es erst, ");
        add_wish_of_people(page, item);
        account_page_add(page, "; die Wahl gilt trotzdem");
    }
    account_page_put(page, ITEM_INDENT, "");
    account_page_put_rule(page, item);
}

static void take_strategy(struct account_text *text, const struct account_item *item)
{
    struct account_page *page = &text->page;
    bool is_allowed = span_is(item->status, "allowed");

    if (item->outcome == ACCOUNT_CHOSEN) {
        put_chosen(text, item);
        return;
    }
    if (item->outcome == ACCOUNT_PROPOSED) {
        account_page_put_rule(page, item);
        return;
    }
    account_text_head_changes(text, "Was sonst möglich ist, und wann:");
    add_strategy(page, item);
    if (item->outcome == ACCOUNT_POSSIBLE) {
        account_page_add(page, " können Menschen ebenso wählen");
    } else if (!item->rule->proposes) {
        account_page_add(page, " wird nie vorgeschlagen; Menschen können es wählen");
        if (!is_allowed) {
            account_page_add(page, ", ");
            add_wish_of_people(page, item);
        }
    } else {
        account_page_add(page, " würde vorgeschlagen, ");
        account_page_add_wish(page, item);
        if (is_allowed)
            account_page_add(page, "; Menschen können es trotzdem wählen");
    }
    account_page_put(page, ITEM_INDENT, "- ");
}

/* --- Checks --- */

static void take_check(struct account_text *text, const struct account_item *item)
{
    struct account_page *page = &text->page;
    struct span level = german_term(&page->german, item->status);

    account_page_add_span(page, level.len > 0 ? level : item->status);
    account_page_add(page, ": ");
    account_page_add_span(page, item->label.len > 0 ? item->label : item->subject);
    account_page_put(page, SUBJECT_INDENT, "");
    account_page_put_rule(page, item);
    if (item->rule == NULL) {
        if (item->column < 0)
            put(text, ITEM_INDENT,
                "Keine Frist ergibt einen Tag, an dem jemand wieder auf "
                "den Fall sieht.");
        return;
    }
    if (item->rule->condition_count > 0 || span_is(item->status, "gap"))
        account_page_add(page, "Erledigt, wenn ");
    if (span_is(item->status, "gap")) {
        account_page_add(page, "„");
        account_page_add_column(page, item->column);
        account_page_add(page, "“ gefüllt ist");
    }
    for (unsigned i = 0; i < item->rule->condition_count; i++) {
        account_page_add(page, i > 0 || span_is(item->status, "gap") ? " oder " : "");
        account_page_add_test(page, item->rule, i);
    }
    if (item->rule->condition_count > 0)
        account_page_add(page, " nicht mehr gilt");
    account_page_put(page, ITEM_INDENT, "");
}

/* --- Items --- */

static void begin_phase(struct account_text *text, const struct account_item *item)
{
    if ((int)item->phase == text->phase)
        return;
    text->phase = (int)item->phase;
    text->has_subjects = false;
    account_page_blank(&text->page);
    put(text, 0, PHASE_TITLES[item->phase]);
    account_page_blank(&text->page);
}

void account_text_take(void *context, const struct account_item *item)
{
    struct account_text *text = context;
    bool is_result = item->outcome == ACCOUNT_RESULT;

    begin_phase(text, item);
    if (is_result && item->table.len > 0 && text->has_subjects)
        account_page_blank(&text->page);
    text->has_subjects = true;
    if (is_result)
        text->has_changes = false;
    if (item->table.len == 0)
        take_fact(text, item);
    else if (span_is(item->table, "strategies") && is_result)
        take_need(text, item);
    else if (span_is(item->table, "strategies"))
        take_strategy(text, item);
    else if (span_is(item->table, "deadlines"))
        account_text_day(text, item);
    else if (span_is(item->table, "checks"))
        take_check(text, item);
    else if (is_result)
        take_decision(text, item);
    else
        take_other_row(text, item);
}
