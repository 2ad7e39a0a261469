/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/labels.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/dict.h"
#include "rules/columns.h"
#include "rules/concept.h"
#include "rules/german.h"

enum use { AS_IT_IS, ONE_CODE, YES_OR_NO, LIST_OF_CODES };

/* A column of the list. */
struct labelled {
    enum use use;
    char separator;      /* of a list */
    struct dict codes;   /* of an entry's second part with its separator before it */
    struct span *labels; /* [codes] */
    size_t room;
};

struct labels {
    const struct concept *concept; /* or NULL */
    struct german german;
    struct columns own;            /* the fixed ones, where there is no concept */
    const struct columns *columns; /* those, or the concept's */
    unsigned count;
    struct labelled *list;
    struct span yes, no;
    struct buffer text;
};

struct labels *labels_open(const struct concept *concept, struct faults *faults)
{
    struct labels *labels = mem_new(sizeof *labels);

    labels->concept = concept;
    if (!german_begin(&labels->german, concept, faults)) {
        labels_close(labels);
        return NULL;
    }
    columns_init(&labels->own, &labels->german.arena);
    labels->columns = concept != NULL ? &concept->columns : &labels->own;
    labels->yes = german_term(&labels->german, span_from("yes"));
    labels->no = german_term(&labels->german, span_from("no"));
    return labels;
}

void labels_close(struct labels *labels)
{
    if (labels == NULL)
        return;
    for (unsigned i = 0; i < labels->count; i++) {
        dict_free(&labels->list[i].codes);
        free(labels->list[i].labels);
    }
    german_end(&labels->german);
    buffer_free(&labels->text);
    free(labels->list);
    free(labels);
}

struct german *labels_german(struct labels *labels)
{
    return &labels->german;
}

/* Adds a code, or what stands for one behind the separator. */
static void add(struct labelled *it, char separator, struct span code,
                struct span label)
{
    struct buffer key = {0};
    size_t number;

    if (label.len == 0)
        return;
    if (separator != '\0')
        buffer_add_char(&key, separator);
    buffer_add(&key, code);
    number = dict_add(&it->codes, buffer_text(&key));
    mem_grow(&it->labels, &it->room, number + 1, sizeof *it->labels);
    it->labels[number] = label;
    buffer_free(&key);
}

/* The word of the programs for a code in a column of theirs, or in any. */
static struct span word_of(const struct labels *labels, const char *column,
                           struct span code)
{
    struct span word = german_word(&labels->german, column, code);

    return word.len > 0 ? word : german_term(&labels->german, code);
}

/* Codes that the programs give in this column; false: none are known. */
static bool add_closed(struct labels *labels, struct labelled *it, struct span name)
{
    char column[64];
    struct span rest = german_word(&labels->german, "closed", name);

    if (rest.len == 0 || name.len >= sizeof column)
        return false;
    memcpy(column, name.ptr, name.len);
    column[name.len] = '\0';
    while (rest.ptr != NULL) {
        struct span code = span_cut(&rest, ' ');
        add(it, '\0', code, word_of(labels, column, code));
    }
    it->use = ONE_CODE;
    return true;
}

/* Codes that the concept, or the fixed columns, give in a column of cases. */
static void add_codes(struct labels *labels, struct labelled *it, int number)
{
    const struct column *column = &labels->columns->column[number];

    for (unsigned i = 0; i < column->codes.count; i++) {
        struct span code = column->codes.names[i];
        add(it, '\0', code,
            labels->concept != NULL ? german_code(&labels->german, number, code)
                                    : german_term(&labels->german, code));
    }
    it->use = ONE_CODE;
}

static void add_needs(struct labels *labels, struct labelled *it, char separator)
{
    const struct needs *needs = &labels->concept->needs;

    for (unsigned i = 0; i < needs->count; i++)
        add(it, separator, needs->list[i].code, needs->list[i].label);
    it->use = LIST_OF_CODES;
}

static void add_strategies(struct labels *labels, struct labelled *it)
{
    const struct decision *table = &labels->concept->strategies.table;

    for (unsigned i = 0; i < table->compiled; i++)
        add(it, '\0', table->rules[i].output,
            german_code(&labels->german, COL_STRATEGIES, table->rules[i].output));
    add_needs(labels, it, '@');
}

static void add_deadlines(struct labels *labels, struct labelled *it)
{
    const struct deadlines *deadlines = &labels->concept->deadlines;

    for (unsigned i = 0; i < deadlines->name_count; i++)
        add(it, '\0', deadlines->names[i],
            german_deadline(&labels->german, deadlines->names[i]));
}

static void add_actors(struct labels *labels, struct labelled *it)
{
    const struct deadlines *deadlines = &labels->concept->deadlines;

    for (unsigned i = 0; i < deadlines->actor_count; i++)
        add(it, '\0', deadlines->actors[i],
            german_term(&labels->german, deadlines->actors[i]));
}

static void add_checks(struct labels *labels, struct labelled *it)
{
    const struct decision *table = &labels->concept->checks.table;

    for (unsigned i = 0; i < table->compiled; i++)
        add(it, '\0', table->rules[i].id, table->rules[i].label);
}

/* What a column of the programs holds that only the concept knows. */
static void add_of_concept(struct labels *labels, struct labelled *it, struct span name)
{
    it->use = ONE_CODE;
    if (span_is(name, "uncovered"))
        add_needs(labels, it, '\0');
    else if (span_is(name, "deadline") || span_is(name, "deadlines"))
        add_deadlines(labels, it);
    else if (span_is(name, "actor"))
        add_actors(labels, it);
    else if (span_is(name, "check"))
        add_checks(labels, it);
    if (span_is(name, "deadlines")) {
        it->use = LIST_OF_CODES;
        it->separator = '|';
    }
}

/* Whether a name ends so, with something before it; then the length of that. */
static size_t before(struct span name, const char *ending)
{
    size_t len = strlen(ending);

    return name.len > len && memcmp(name.ptr + name.len - len, ending, len) == 0
               ? name.len - len
               : 0;
}

static struct span head_of(struct labels *labels, struct span name);

/* `LABEL (WORD)` */
static struct span with(struct labels *labels, struct span label, struct span word)
{
    struct buffer text = {0};
    struct span kept;

    buffer_print(&text, "%.*s (%.*s)", (int)label.len, label.ptr, (int)word.len,
                 word.ptr);
    kept = arena_copy(&labels->german.arena, buffer_text(&text));
    buffer_free(&text);
    return kept;
}

/* What a column is called that belongs to another: `Kategorie (Status)`; empty: it
 * doesn't. */
static struct span head_about(struct labels *labels, struct span name)
{
    static const char *const endings[][2] = {{"_status", "Status"}, {"_rule", "Regel"}};

    for (unsigned i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t len = before(name, endings[i][0]);
        if (len > 0)
            return with(labels, head_of(labels, span_of(name.ptr, len)),
                        span_from(endings[i][1]));
    }
    return span_of("", 0);
}

/* The label of a column, or its name. The words for a column of all concepts are
 * shorter than what a concept says of it in its columns.tsv. */
static struct span head_of(struct labels *labels, struct span name)
{
    int number = columns_find(labels->columns, name);
    bool is_own = number >= 0 && labels->columns->column[number].is_own;
    struct span word = german_word(&labels->german, "column", name), about;

    if (word.len > 0 && !is_own)
        return word;
    about = head_about(labels, name);
    if (about.len > 0)
        return about;
    if (labels->concept != NULL && number >= 0)
        return german_column(&labels->german, number);
    return word.len > 0 ? word : name;
}

/* Names of columns. */
static void add_columns(struct labels *labels, struct labelled *it)
{
    for (unsigned i = 0; i < labels->columns->count; i++)
        add(it, '\0', labels->columns->column[i].name,
            head_of(labels, labels->columns->column[i].name));
    it->use = LIST_OF_CODES;
}

/* A column of cases; false: it holds no codes. */
static bool learn_case(struct labels *labels, struct labelled *it, int number)
{
    const struct column *column = &labels->columns->column[number];
    bool is_coded = column->kind == KIND_CODE || column->closed;

    if (column->kind == KIND_YESNO)
        it->use = YES_OR_NO;
    else if (number == COL_NEEDS && labels->concept != NULL)
        add_needs(labels, it, '\0');
    else if (number == COL_STRATEGIES && labels->concept != NULL)
        add_strategies(labels, it);
    else if (column->kind != KIND_LIST && is_coded)
        add_codes(labels, it, number);
    return it->use != AS_IT_IS;
}

static void learn(struct labels *labels, struct labelled *it, struct span name)
{
    int number = columns_find(labels->columns, name);

    it->separator = ' ';
    if (number >= 0 && before(name, "_status") == 0 && learn_case(labels, it, number))
        return;
    if (add_closed(labels, it, name))
        return;
    if (before(name, "_status") > 0)
        add_closed(labels, it, span_from("_status"));
    else if (span_is(name, "column") || span_is(name, "profile_gaps") ||
             span_is(name, "missing"))
        add_columns(labels, it);
    else if (labels->concept != NULL)
        add_of_concept(labels, it, name);
}

/* Whether a label is that of an earlier column, or the name of any. */
static bool is_taken(const struct span *names, unsigned count, const struct span *heads,
                     unsigned place)
{
    for (unsigned i = 0; i < count; i++)
        if ((i < place && span_equal(heads[i], heads[place])) ||
            (i != place && span_equal(names[i], heads[place])))
            return true;
    return false;
}

void labels_head(struct labels *labels, const struct span *names, unsigned count,
                 struct span *heads)
{
    labels->list = mem_array(count, sizeof *labels->list);
    labels->count = count;
    for (unsigned i = 0; i < count; i++) {
        learn(labels, &labels->list[i], names[i]);
        heads[i] = head_of(labels, names[i]);
        if (!span_equal(heads[i], names[i]) && is_taken(names, count, heads, i))
            heads[i] = with(labels, heads[i], names[i]);
    }
}

/* ptr NULL: the code has no label. */
static struct span find(const struct labelled *it, struct span code)
{
    long number = dict_find(&it->codes, code);

    return number >= 0 ? it->labels[number] : span_of(NULL, 0);
}

static struct span yes_or_no(const struct labels *labels, struct span value)
{
    bool yes;

    if (!code_parse_yesno(value, &yes))
        return value;
    return yes ? labels->yes : labels->no;
}

/* Where the first part of an entry ends: `CODE:STATUS:GRADE:RANK`, `CODE@NEED`. */
static size_t first_part(struct span entry)
{
    size_t len = 0;

    while (len < entry.len && entry.ptr[len] != ':' && entry.ptr[len] != '@')
        len++;
    return len;
}

/* ` (erledigt, Gewicht 2, Rang 1)`; a part that is empty is left out. */
static void put_need_parts(struct labels *labels, struct span parts)
{
    static const char *const words[] = {"", "Gewicht ", "Rang "};
    bool is_first = true;

    for (unsigned i = 0; parts.ptr != NULL && i < 3; i++) {
        struct span part = span_cut(&parts, ':');
        if (part.len == 0)
            continue;
        buffer_add(&labels->text, span_from(is_first ? " (" : ", "));
        buffer_add(&labels->text, span_from(words[i]));
        buffer_add(&labels->text, part);
        is_first = false;
    }
    if (!is_first)
        buffer_add_char(&labels->text, ')');
}

static void put_entry(struct labels *labels, const struct labelled *it,
                      struct span entry)
{
    size_t len = first_part(entry);
    struct span rest = span_after(entry, len);
    struct span label = find(it, span_of(entry.ptr, len)), about;

    buffer_add(&labels->text, label.ptr != NULL ? label : span_of(entry.ptr, len));
    if (rest.len == 0)
        return;
    if (rest.ptr[0] == ':') {
        put_need_parts(labels, span_after(rest, 1));
        return;
    }
    about = find(it, rest);
    if (about.ptr == NULL)
        about = span_after(rest, 1);
    buffer_print(&labels->text, " (%.*s)", (int)about.len, about.ptr);
}

static struct span list_of_codes(struct labels *labels, const struct labelled *it,
                                 struct span value)
{
    labels->text.len = 0;
    while (value.ptr != NULL) {
        put_entry(labels, it, span_cut(&value, it->separator));
        if (value.ptr != NULL)
            buffer_add(&labels->text, span_from("; "));
    }
    return buffer_text(&labels->text);
}

struct span labels_value(struct labels *labels, unsigned column, struct span value)
{
    const struct labelled *it = &labels->list[column];
    struct span label;

    if (value.len == 0)
        return value;
    switch (it->use) {
    case ONE_CODE:
        label = find(it, value);
        return label.ptr != NULL ? label : value;
    case YES_OR_NO:
        return yes_or_no(labels, value);
    case LIST_OF_CODES:
        return list_of_codes(labels, it, value);
    case AS_IT_IS:
    default:
        return value;
    }
}
