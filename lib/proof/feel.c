/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/feel.h"

#include "base/names.h"
#include "value/code.h"
#include "value/date.h"

/* Words of FEEL, and names that stand in what is written here. */
static const char *const RESERVED[] = {
    "and",       "as_of",    "between", "context",  "contains", "d",       "date",
    "day",       "duration", "else",    "every",    "external", "false",   "for",
    "function",  "if",       "in",      "instance", "item",     "list",    "month",
    "n",         "not",      "null",    "of",       "or",       "partial", "return",
    "satisfies", "some",     "string",  "then",     "time",     "true",    "year"};

enum { RESERVED_COUNT = sizeof RESERVED / sizeof *RESERVED };

static bool is_taken(const struct feel *feel, unsigned count, struct span name)
{
    return names_find(RESERVED, RESERVED_COUNT, name) >= 0 ||
           names_find_span(feel->names, count, name) >= 0;
}

/* The names of areas may hold hyphens, which FEEL may take for a minus. */
static struct span name_for(struct feel *feel, unsigned column)
{
    struct span name = feel->concept->columns.column[column].name;
    char *text = arena_alloc(&feel->arena, name.len + 2 + COL_MOST);
    size_t len = 0;

    if (name.ptr[0] >= '0' && name.ptr[0] <= '9')
        text[len++] = '_';
    for (size_t i = 0; i < name.len; i++)
        text[len++] = name.ptr[i] == '-' ? '_' : name.ptr[i];
    while (is_taken(feel, column, span_of(text, len)))
        text[len++] = '_';
    return span_of(text, len);
}

void feel_begin(struct feel *feel, struct concept *concept)
{
    feel->concept = concept;
    for (unsigned i = 0; i < concept->columns.count; i++)
        feel->names[i] = name_for(feel, i);
}

void feel_end(struct feel *feel)
{
    arena_free(&feel->arena);
}

const char *feel_type(const struct column *column)
{
    switch (column->kind) {
    case KIND_DATE:
        return "date";
    case KIND_NUMBER:
        return "number";
    case KIND_LIST:
    case KIND_TERMS:
        return "codes";
    case KIND_YESNO:
    case KIND_CODE:
    case KIND_TEXT:
    default:
        return "string";
    }
}

void feel_string(struct span text, struct buffer *out)
{
    buffer_add_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"' || text.ptr[i] == '\\')
            buffer_add_char(out, '\\');
        buffer_add_char(out, text.ptr[i]);
    }
    buffer_add_char(out, '"');
}

void feel_value(const struct feel *feel, int number, struct buffer *out,
                struct feel_needs *needs)
{
    const struct column *column = &feel->concept->columns.column[number];
    struct span name = feel->names[number];

    if (column->is_held) {
        needs->as_of = true;
        buffer_print(out, "if %.*s > as_of then null else ", (int)name.len, name.ptr);
    } else if (column->default_code >= 0) {
        buffer_print(out, "if %.*s = null then ", (int)name.len, name.ptr);
        feel_string(column->codes.names[column->default_code], out);
        buffer_print(out, " else ");
    }
    buffer_add(out, name);
}

/* --- Operands --- */

/* Writes the day that `text` is, and one step on. */
static void add_step(const struct step *step, struct buffer *text)
{
    struct buffer before = *text;
    int n = step->n < 0 ? -step->n : step->n;

    switch (step->kind) {
    case STEP_DAYS:
    case STEP_MONTHS:
        buffer_print(text, " %c duration(\"P%d%c\")", step->n < 0 ? '-' : '+', n,
                     step->kind == STEP_DAYS ? 'D' : 'M');
        return;
    case STEP_MONTH_DAY:
        *text = (struct buffer){0};
        /* 29 February comes within eight years: date() is null in the others. */
        buffer_print(text,
                     "(for d in [%.*s] return (for n in 0..%d return date(d.year + n, "
                     "%d, %d))[item >= d][1])[1]",
                     (int)before.len, before.bytes,
                     step->n == 2 && step->month_day == 29 ? 8 : 1, step->n,
                     step->month_day);
        break;
    case STEP_BIRTHDAY:
        *text = (struct buffer){0};
        buffer_print(text,
                     "(for d in [%.*s] return if date(d.year + %d, d.month, d.day) = "
                     "null then date(d.year + %d, 3, 1) else date(d.year + %d, "
                     "d.month, d.day))[1]",
                     (int)before.len, before.bytes, n, n, n);
        break;
    case STEP_WORKING_DAYS:
    default: /* such a table is refused */
        return;
    }
    buffer_free(&before);
}

static void write_operand(struct feel *feel, const struct operand *operand,
                          enum column_kind kind, struct buffer *out)
{
    struct buffer text = {0};
    char digits[DATE_BYTES];

    if (operand->kind == OPERAND_COLUMN) {
        buffer_add(&text, feel->names[operand->column]);
    } else if (operand->kind == OPERAND_DAY) {
        buffer_print(&text, "as_of");
    } else if (kind == KIND_DATE) {
        date_format(operand->number, digits);
        buffer_print(&text, "date(\"%.*s\")", DATE_BYTES, digits);
    } else {
        buffer_print(&text, "%d", operand->number);
    }
    for (unsigned i = 0; i < operand->steps.count; i++)
        add_step(&operand->steps.step[i], &text);
    buffer_add(out, buffer_text(&text));
    buffer_free(&text);
}

/* Whether it is a literal or as_of: known, and short enough for a unary test. */
static bool is_plain(const struct operand *operand)
{
    return operand->kind == OPERAND_FIXED ||
           (operand->kind == OPERAND_DAY && operand->steps.count == 0);
}

static void take_needs(const struct operand *operand, struct feel_needs *needs)
{
    needs->as_of |= operand->kind == OPERAND_DAY;
    if (operand->kind == OPERAND_COLUMN)
        needs->columns[operand->column] = true;
}

/* `x != null and `, for an operand that may be unknown. */
static void write_guard(struct feel *feel, const struct operand *operand,
                        struct feel_needs *needs, struct buffer *out)
{
    struct span name;

    if (operand->kind != OPERAND_COLUMN)
        return;
    name = feel->names[operand->column];
    buffer_print(out, "%.*s != null and ", (int)name.len, name.ptr);
    if (!feel->concept->columns.column[operand->column].is_held)
        return;
    needs->as_of = true;
    buffer_print(out, "%.*s <= as_of and ", (int)name.len, name.ptr);
}

/* --- Tests --- */

/* A test in the form of unary tests: `< 12`, `[6..12]`, `"A"`. */
static void write_unary(struct feel *feel, const struct written_test *test,
                        enum column_kind kind, struct buffer *out)
{
    const struct operand *low = &test->range.low, *high = &test->range.high;

    if (test->kind == WRITTEN_NULL) {
        buffer_print(out, "null");
    } else if (test->kind == WRITTEN_CODE) {
        feel_string(test->code, out);
    } else if (written_is_value(&test->range)) {
        write_operand(feel, low, kind, out);
    } else if (written_is_open(low)) {
        buffer_print(out, high->shift < 0 ? "< " : "<= ");
        write_operand(feel, high, kind, out);
    } else if (written_is_open(high)) {
        buffer_print(out, low->shift > 0 ? "> " : ">= ");
        write_operand(feel, low, kind, out);
    } else {
        buffer_add_char(out, low->shift > 0 ? '(' : '[');
        write_operand(feel, low, kind, out);
        buffer_print(out, "..");
        write_operand(feel, high, kind, out);
        buffer_add_char(out, high->shift < 0 ? ')' : ']');
    }
}

/* `? >= A and ? <= B`, with guards; `not(…)` around the comparison if excluded. */
static void write_range(struct feel *feel, const struct written_test *test,
                        enum column_kind kind, struct buffer *out,
                        struct feel_needs *needs)
{
    const struct operand *low = &test->range.low, *high = &test->range.high;

    write_guard(feel, low, needs, out);
    if (high->kind != low->kind || high->column != low->column)
        write_guard(feel, high, needs, out);
    buffer_print(out, test->is_excluded ? "not(" : "");
    if (written_is_value(&test->range)) {
        buffer_print(out, "? = ");
        write_operand(feel, low, kind, out);
    } else {
        if (!written_is_open(low)) {
            buffer_print(out, low->shift > 0 ? "? > " : "? >= ");
            write_operand(feel, low, kind, out);
        }
        if (!written_is_open(low) && !written_is_open(high))
            buffer_print(out, " and ");
        if (!written_is_open(high)) {
            buffer_print(out, high->shift < 0 ? "? < " : "? <= ");
            write_operand(feel, high, kind, out);
        }
    }
    buffer_print(out, test->is_excluded ? ")" : "");
}

/* `? in ("A", "B")` of the codes that are excluded, or of the others. */
static void write_codes(const struct written_tests *tests, bool is_excluded,
                        struct buffer *out)
{
    const char *before = "? in (";

    for (unsigned i = 0; i < tests->count; i++) {
        const struct written_test *test = &tests->list[i];
        if (test->kind != WRITTEN_CODE || test->is_excluded != is_excluded)
            continue;
        buffer_print(out, "%s", before);
        feel_string(test->code, out);
        before = ", ";
    }
    buffer_add_char(out, ')');
}

/* Whether the tests can stand in a cell as they are. */
static bool are_plain(const struct written_tests *tests)
{
    for (unsigned i = 0; i < tests->count; i++) {
        const struct written_test *test = &tests->list[i];
        if (test->is_excluded || test->kind == WRITTEN_KNOWN ||
            test->kind == WRITTEN_HAS || test->kind == WRITTEN_LACKS ||
            (test->kind == WRITTEN_RANGE &&
             (!is_plain(&test->range.low) || !is_plain(&test->range.high))))
            return false;
    }
    return true;
}

/* What may hold for a known value; each in brackets where several stand side by side.
 */
struct alternatives {
    struct buffer text;
    unsigned count;
};

static void begin_alternative(struct alternatives *all)
{
    buffer_print(&all->text, all->count++ == 0 ? "(" : " or (");
}

static void add_test(struct feel *feel, const struct written_test *test,
                     enum column_kind kind, struct alternatives *all,
                     struct feel_needs *needs)
{
    if (test->is_excluded ||
        (test->kind != WRITTEN_HAS && test->kind != WRITTEN_LACKS &&
         test->kind != WRITTEN_RANGE))
        return;
    begin_alternative(all);
    if (test->kind == WRITTEN_RANGE) {
        write_range(feel, test, kind, &all->text, needs);
    } else {
        buffer_print(&all->text, test->kind == WRITTEN_LACKS ? "not(" : "");
        buffer_print(&all->text, "list contains(?, ");
        feel_string(test->code, &all->text);
        buffer_print(&all->text, test->kind == WRITTEN_LACKS ? "))" : ")");
    }
    buffer_add_char(&all->text, ')');
}

/* None of what stands in not(…). */
static void add_excluded(struct feel *feel, const struct written_tests *tests,
                         enum column_kind kind, struct alternatives *all,
                         struct feel_needs *needs)
{
    const char *between = "";

    if (written_tests_have(tests, WRITTEN_CODE, true)) {
        begin_alternative(all);
        buffer_print(&all->text, "not(");
        write_codes(tests, true, &all->text);
        buffer_print(&all->text, "))");
    }
    if (!written_tests_have(tests, WRITTEN_RANGE, true))
        return;
    begin_alternative(all);
    for (unsigned i = 0; i < tests->count; i++) {
        if (!tests->list[i].is_excluded)
            continue;
        buffer_print(&all->text, "%s", between);
        write_range(feel, &tests->list[i], kind, &all->text, needs);
        between = " and ";
    }
    buffer_add_char(&all->text, ')');
}

/* Tests as an expression on `?` that is true or false, never null. */
static void write_expression(struct feel *feel, const struct written_tests *tests,
                             enum column_kind kind, struct buffer *out,
                             struct feel_needs *needs)
{
    bool if_unknown = written_tests_have(tests, WRITTEN_NULL, false);
    bool if_known = written_tests_have(tests, WRITTEN_KNOWN, false);
    struct alternatives all = {0};
    struct span text;

    if (if_known) {
        buffer_print(out, if_unknown ? "? = null or ? != null" : "? != null");
        return;
    }
    if (written_tests_have(tests, WRITTEN_CODE, false)) {
        begin_alternative(&all);
        write_codes(tests, false, &all.text);
        buffer_add_char(&all.text, ')');
    }
    for (unsigned i = 0; i < tests->count; i++)
        add_test(feel, &tests->list[i], kind, &all, needs);
    add_excluded(feel, tests, kind, &all, needs);
    text = buffer_text(&all.text);
    if (all.count == 1 &&
        (!if_unknown || memmem(text.ptr, text.len, " and ", 5) == NULL))
        text = span_of(text.ptr + 1, text.len - 2);
    buffer_print(out, if_unknown ? "? = null" : "? != null");
    if (all.count > 0)
        buffer_print(out, "%s%s%.*s%s", if_unknown ? " or " : " and ",
                     all.count > 1 && !if_unknown ? "(" : "", (int)text.len, text.ptr,
                     all.count > 1 && !if_unknown ? ")" : "");
    buffer_free(&all.text);
}

static void write_plain(struct feel *feel, const struct written_tests *tests,
                        enum column_kind kind, struct buffer *out)
{
    for (unsigned i = 0; i < tests->count; i++) {
        buffer_print(out, i > 0 ? ", " : "");
        write_unary(feel, &tests->list[i], kind, out);
    }
}

static void write_tests(struct feel *feel, int column, struct span text, bool is_alone,
                        struct buffer *out, struct feel_needs *needs)
{
    enum column_kind kind = feel->concept->columns.column[column].kind;
    struct written_tests tests;

    written_tests_read(feel->concept, column, text, &feel->arena, &tests);
    for (unsigned i = 0; i < tests.count; i++) {
        take_needs(&tests.list[i].range.low, needs);
        take_needs(&tests.list[i].range.high, needs);
    }
    if (is_alone && are_plain(&tests)) {
        write_plain(feel, &tests, kind, out);
        return;
    }
    buffer_print(out, is_alone ? "" : "(");
    write_expression(feel, &tests, kind, out, needs);
    buffer_print(out, is_alone ? "" : ")");
}

static unsigned count_tests(const struct rule *rule, int column)
{
    unsigned count = 0;

    for (unsigned i = 0; i < rule->condition_count; i++)
        count += rule->conditions[i].column == column;
    return count;
}

void feel_entry(struct feel *feel, const struct rule *rule, int column,
                struct buffer *out, struct feel_needs *needs)
{
    unsigned count = count_tests(rule, column), written = 0;

    if (count == 0)
        buffer_add_char(out, '-');
    for (unsigned i = 0; i < rule->condition_count; i++) {
        if (rule->conditions[i].column != column)
            continue;
        buffer_print(out, written++ > 0 ? " and " : "");
        write_tests(feel, column, rule->texts[i], count == 1, out, needs);
    }
}

static bool has_working_days(const struct steps *steps)
{
    for (unsigned i = 0; i < steps->count; i++)
        if (steps->step[i].kind == STEP_WORKING_DAYS)
            return true;
    return false;
}

bool feel_counts_working_days(struct feel *feel, int column, struct span text)
{
    struct written_tests tests;

    written_tests_read(feel->concept, column, text, &feel->arena, &tests);
    for (unsigned i = 0; i < tests.count; i++)
        if (has_working_days(&tests.list[i].range.low.steps) ||
            has_working_days(&tests.list[i].range.high.steps))
            return true;
    return false;
}
