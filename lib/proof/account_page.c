/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/account_page.h"

#include <stdlib.h>

#include "due/page_text.h"
#include "proof/account_values.h"
#include "stream/output.h"
#include "value/date.h"
#include "value/text.h"

enum { ITEM_INDENT = 6 };

bool account_page_begin(struct account_page *page, struct concept *concept,
                        struct faults *faults)
{
    page->words = (struct test_words){concept, &page->german};
    return german_begin(&page->german, concept, faults);
}

void account_page_end(struct account_page *page)
{
    german_end(&page->german);
    buffer_free(&page->line);
    buffer_free(&page->escaped);
    buffer_free(&page->plain);
    for (size_t i = 0; i < page->tests.count; i++)
        buffer_free(&page->test_texts[i]);
    free(page->test_texts);
    dict_free(&page->tests);
}

/* --- Lines --- */

static void write_text(struct account_page *page, const char *text)
{
    output_write(page->output, span_from(text));
}

static void write_spaces(struct account_page *page, size_t count)
{
    while (count-- > 0)
        write_text(page, " ");
}

/* The line without anything that a terminal or a printer would obey. */
static struct span plain_line(struct account_page *page)
{
    struct span line = buffer_text(&page->line);
    size_t len;

    page->escaped.len = page->plain.len = 0;
    len = text_escape(line, buffer_room(&page->escaped, 2 * line.len + 1));
    page->escaped.len = len;
    len = page_text_plain(span_of(page->escaped.bytes, len),
                          buffer_room(&page->plain, len + 1));
    return span_of(page->plain.bytes, len);
}

void account_page_put(struct account_page *page, unsigned indent, const char *mark)
{
    struct span rest = plain_line(page);
    size_t inside = indent + strlen(mark), width = ACCOUNT_WIDTH - inside;
    bool is_first = true;

    while (rest.len > 0) {
        size_t cut = text_width(rest) > width ? text_wrap(rest, width) : 0;
        struct span part = span_of(rest.ptr, cut > 0 ? cut : rest.len);
        write_spaces(page, is_first ? indent : inside);
        write_text(page, is_first ? mark : "");
        output_write(page->output, span_trim(part));
        write_text(page, "\n");
        rest = span_trim(span_after(rest, part.len));
        is_first = false;
    }
    page->line.len = 0;
}

void account_page_blank(struct account_page *page)
{
    write_text(page, "\n");
}

/* --- Words --- */

void account_page_add_span(struct account_page *page, struct span text)
{
    buffer_add(&page->line, text);
}

void account_page_add(struct account_page *page, const char *text)
{
    buffer_add(&page->line, span_from(text));
}

void account_page_add_day(struct account_page *page, int32_t day)
{
    char digits[DATE_BYTES];

    date_format_german(day, digits);
    buffer_add(&page->line, span_of(digits, DATE_BYTES));
}

void account_page_add_column(struct account_page *page, int column)
{
    account_page_add_span(page, german_column(&page->german, column));
}

void account_page_add_code(struct account_page *page, int column, struct span code)
{
    struct span label = german_code(&page->german, column, code);

    if (page->facts->concept->columns.column[column].kind == KIND_YESNO &&
        label.len > 0) {
        account_page_add_span(page, label);
        return;
    }
    account_page_add_span(page, code);
    if (label.len == 0 || span_equal(label, code))
        return;
    account_page_add(page, " (");
    account_page_add_span(page, label);
    account_page_add(page, ")");
}

/* A date of something that is still to take place: no rule counts with it yet. */
static void add_unknown(struct account_page *page, int column)
{
    const struct column *about = &page->facts->concept->columns.column[column];
    int32_t day;

    if (!about->is_held || !date_parse(facts_cell(page->facts, column), &day)) {
        account_page_add(page, "unbekannt");
        return;
    }
    account_page_add(page, "erst am ");
    account_page_add_day(page, day);
    account_page_add(page, ", zählt noch nicht");
}

static void add_between(struct account_page *page, bool is_first, struct span text)
{
    account_page_add(page, is_first ? "" : ", ");
    account_page_add_span(page, text);
}

static void add_label(struct account_page *page, int column, bool is_first,
                      struct span code)
{
    struct span label = german_code(&page->german, column, code);

    add_between(page, is_first, label.len > 0 ? label : code);
}

static void add_needs(struct account_page *page)
{
    const struct facts *facts = page->facts;
    unsigned listed = 0;

    for (unsigned i = 0; i < facts->need_count; i++)
        if (facts->needs[i].status != NEED_DONE)
            add_label(page, COL_NEEDS, listed++ == 0, facts->needs[i].code);
    if (listed == 0)
        account_page_add(page, "keine");
}

/* What people chose, as far as rules can ask for it. */
static void add_choices(struct account_page *page)
{
    const struct code_set *codes =
        &page->facts->concept->columns.column[COL_STRATEGIES].codes;
    uint64_t chosen = page->facts->values[COL_STRATEGIES].set;
    unsigned listed = 0;

    for (unsigned i = 0; i < codes->count; i++)
        if ((chosen >> i & 1) != 0)
            add_label(page, COL_STRATEGIES, listed++ == 0, codes->names[i]);
    if (listed == 0)
        account_page_add(page, "andere");
}

static void add_terms_value(struct account_page *page, struct span terms)
{
    bool is_first = true;

    while (terms.ptr != NULL) {
        add_between(page, is_first, span_cut(&terms, '|'));
        is_first = false;
    }
}

void account_page_add_value(struct account_page *page, int column)
{
    const struct facts *facts = page->facts;
    const struct column *about = &facts->concept->columns.column[column];
    struct account_digits digits;
    struct span text = account_value(facts, column, &digits);

    if (!facts->values[column].known)
        add_unknown(page, column);
    else if (about->kind == KIND_DATE)
        account_page_add_day(page, facts->values[column].number);
    else if (column == COL_NEEDS)
        add_needs(page);
    else if (column == COL_STRATEGIES)
        add_choices(page);
    else if (text.len == 0)
        account_page_add(page, "keine");
    else if (about->kind == KIND_TERMS)
        add_terms_value(page, text);
    else if (about->kind == KIND_CODE || about->kind == KIND_YESNO)
        account_page_add_code(page, column, text);
    else
        account_page_add_span(page, text);
}

void account_page_add_test(struct account_page *page, const struct rule *rule,
                           unsigned condition)
{
    int column = rule->conditions[condition].column;
    struct span tests = rule->texts[condition];
    size_t number, before = page->tests.count;

    page->plain.len = 0;
    buffer_print(&page->plain, "%d ", column);
    buffer_add(&page->plain, tests);
    number = dict_add(&page->tests, buffer_text(&page->plain));
    if (number == before) {
        mem_grow(&page->test_texts, &page->test_room, number + 1,
                 sizeof *page->test_texts);
        page->test_texts[number] = (struct buffer){0};
        test_words_condition(&page->words, column, tests, &page->test_texts[number]);
    }
    account_page_add(page, "„");
    account_page_add_span(page, buffer_text(&page->test_texts[number]));
    account_page_add(page, "“");
}

void account_page_add_terms(struct account_page *page, struct span terms)
{
    test_words_terms(&page->words, terms, &page->line);
}

/* The days for which the words of a test say `Stichtag minus 6 Monate`. */
static void add_moving_days(struct account_page *page,
                            const struct condition *condition)
{
    unsigned count = condition_reach_count(condition);
    const char *before = " (";

    for (unsigned i = 0; i < 2 * count; i++) {
        const struct reach *reach = &condition->reaches[i / 2];
        const struct bound *bound = i % 2 == 0 ? &reach->low : &reach->high;
        const struct moving_bound *moving =
            &page->facts->concept->moving.list[bound->place];
        int32_t day = bound_get(bound, page->facts->values, &page->facts->day);
        if (bound->kind != BOUND_MOVING || moving->steps.count == 0 || day == DATE_NONE)
            continue;
        account_page_add(page, before);
        account_page_add_day(page, day - moving->shift);
        before = ", ";
    }
    if (before[0] == ',')
        account_page_add(page, ")");
}

void account_page_add_wish(struct account_page *page, const struct account_item *item)
{
    struct account_columns all, one;
    struct account_item test = *item;
    unsigned more = item->failing - 1;

    account_page_add(page, "wenn ");
    account_page_add_test(page, item->rule, (unsigned)item->failed);
    add_moving_days(page, &item->rule->conditions[item->failed]);
    if (more > 0)
        buffer_print(&page->line, " und %u weitere Bedingung%s", more,
                     more > 1 ? "en" : "");
    account_page_add(page, more > 0 ? " gälten" : " gälte");
    account_page_add(page, "; angegeben ist: ");
    account_page_add_value(page, item->rule->conditions[item->failed].column);
    /* Columns that the test compares with. */
    test.trace = NULL;
    test.seen = (unsigned)item->failed + 1;
    account_columns_find(&all, page->facts, &test);
    test.seen = (unsigned)item->failed;
    account_columns_find(&one, page->facts, &test);
    for (unsigned i = one.count; i < all.count; i++) {
        if (all.list[i] == item->rule->conditions[item->failed].column)
            continue;
        account_page_add(page, "; ");
        account_page_add_column(page, all.list[i]);
        account_page_add(page, ": ");
        account_page_add_value(page, all.list[i]);
    }
}

/* --- The lines of a row --- */

static void put_values(struct account_page *page, const struct account_item *item)
{
    struct account_columns columns;

    account_columns_find(&columns, page->facts, item);
    for (unsigned i = 0; i < columns.count; i++) {
        account_page_add(page, i > 0 ? "; " : "Angaben: ");
        account_page_add_column(page, columns.list[i]);
        account_page_add(page, ": ");
        account_page_add_value(page, columns.list[i]);
    }
    account_page_put(page, ITEM_INDENT, "");
}

static void put_parameters(struct account_page *page, const struct account_item *item)
{
    const struct parameters *parameters = &page->facts->concept->parameters;
    const char *before = "Schwellenwert: ";

    for (unsigned i = 0; i < parameters->count; i++) {
        const struct parameter *parameter = &parameters->list[i];
        if (!account_uses(item, i))
            continue;
        account_page_add(page, before);
        account_page_add_span(page, parameter->name);
        account_page_add(page, " = ");
        account_page_add_span(page, parameter->value);
        before = "; ";
    }
    account_page_put(page, ITEM_INDENT, "");
}

static void put_source(struct account_page *page, struct span source)
{
    static const char assumed[] = "assumed:";

    account_page_add(page, "Quelle: ");
    if (span_starts(source, assumed)) {
        account_page_add(page, "angenommen:");
        source = span_after(source, strlen(assumed));
    }
    account_page_add_span(page, source);
    account_page_put(page, ITEM_INDENT, "");
}

void account_page_put_rule(struct account_page *page, const struct account_item *item)
{
    if (item->rule == NULL)
        return;
    account_page_add(page, "Regel: ");
    account_page_add_span(page, item->label);
    account_page_add(page, item->label.len > 0 ? " [" : "[");
    account_page_add_span(page, item->rule->id);
    account_page_add(page, ", ");
    account_write_place(item, &page->line);
    account_page_add(page, "]");
    account_page_put(page, ITEM_INDENT, "");
    put_values(page, item);
    put_parameters(page, item);
    put_source(page, item->rule->source);
}
