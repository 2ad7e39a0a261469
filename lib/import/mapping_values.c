/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/mapping_values.h"

#include "base/diag.h"
#include "base/mem.h"
#include "import/mapping.h"
#include "rules/columns.h"
#include "rules/concept.h"
#include "rules/decision.h"
#include "rules/table.h"
#include "value/text.h"

static const char SPLIT[] = "split=", SPLIT_NAME[] = "split-name=", SPACE[] = "space";

/* A row that is being read. */
struct reading {
    struct mapping_row *row;
    const struct table *table;
    int cell; /* `values` */
    const struct concept *concept;
    struct arena *arena;
    struct faults *faults;
};

static bool fault(const struct reading *reading, const char *text)
{
    return table_fault(reading->table, reading->row->row, reading->cell,
                       reading->faults, "%s", text);
}

static void add_pair(struct mapping_row *row, struct mapping_pair *pairs,
                     struct span from, struct span to)
{
    pairs[row->pair_count++] = (struct mapping_pair){from, to};
    if (to.len > row->longest_to)
        row->longest_to = to.len;
}

/* `from=to|from=to`; an empty TO makes the value unknown. */
static bool take_pairs(const struct reading *reading, struct span values)
{
    struct mapping_pair *pairs =
        arena_alloc(reading->arena, (values.len + 1) * sizeof *pairs);
    struct span rest = values;

    reading->row->pairs = pairs;
    while (rest.ptr != NULL) {
        struct span to = span_cut(&rest, '|'), from = span_cut(&to, '=');
        if (to.ptr == NULL || from.len == 0)
            return fault(reading, "expected from=to pairs between |, "
                                  "split=CHARACTER, split-name=CHARACTER or label");
        add_pair(reading->row, pairs, text_trim_wide(from), text_trim_wide(to));
    }
    return true;
}

/* The table of `derive` whose outputs a column takes, or NULL. */
static const struct decision *decision_of(const struct concept *concept,
                                          struct span column)
{
    for (unsigned i = 0; i < concept->derived_count; i++)
        if (span_equal(concept->derived[i].name, column))
            return &concept->derived[i].table;
    return NULL;
}

/* The labels of a decision table's outputs, or of a plain table, as pairs. */
static bool take_labels(const struct reading *reading)
{
    struct mapping_row *row = reading->row;
    const struct decision *decision = decision_of(reading->concept, row->column);
    const struct needs *needs = &reading->concept->needs;
    bool is_need = span_is(row->column, "needs.code") || span_is(row->column, "needs");
    size_t most = needs->count + needs->area_count + 1;
    struct mapping_pair *pairs;

    most += decision != NULL ? decision->count : 0;
    pairs = arena_alloc(reading->arena, most * sizeof *pairs);
    row->pairs = pairs;
    for (unsigned i = 0; decision != NULL && i < decision->count; i++)
        if (decision->rules[i].code >= 0)
            add_pair(row, pairs, decision->rules[i].label, decision->rules[i].output);
    for (unsigned i = 0; is_need && i < needs->count; i++)
        add_pair(row, pairs, needs->list[i].label, needs->list[i].code);
    for (unsigned i = 0; span_is(row->column, "goal_area") && i < needs->area_count;
         i++)
        add_pair(row, pairs, needs->areas[i].label, needs->areas[i].code);
    return row->pair_count > 0 ||
           table_fault(reading->table, row->row, reading->cell, reading->faults,
                       "the concept has no labels for %.*s", (int)row->column.len,
                       row->column.ptr);
}

/*
 * Takes a separator off *text: one byte, or the word `space`, since a space at the end
 * of a cell is lost in spreadsheets. '\0': there is none, or something else behind it
 * than a space or the end.
 */
static char take_separator(struct span *text)
{
    bool is_word = span_starts(*text, SPACE);
    size_t len = is_word ? sizeof SPACE - 1 : 1;
    char separator;

    if (text->len < len || (text->len > len && text->ptr[len] != ' '))
        return '\0';
    separator = is_word ? ' ' : text->ptr[0];
    *text = span_trim(span_after(*text, len));
    return separator;
}

static bool take_name_split(const struct reading *reading, struct span values)
{
    struct mapping_row *row = reading->row;
    struct span rest = span_after(values, sizeof SPLIT_NAME - 1);

    if (mapping_other_name(row).len == 0)
        return fault(reading, "split-name= is for the columns family_name and "
                              "given_name");
    row->name_separator = take_separator(&rest);
    return (row->name_separator != '\0' && rest.len == 0) ||
           fault(reading, "expected one character behind split-name=");
}

/* Entries of a list stand between spaces, terms between |. */
static char joint_of(const struct concept *concept, struct span column)
{
    int number = columns_find(&concept->columns, column);

    return number >= 0 && concept->columns.column[number].kind == KIND_LIST ? ' ' : '|';
}

static bool take_split(const struct reading *reading, struct span *values)
{
    struct mapping_row *row = reading->row;

    if (span_starts(row->column, "needs."))
        return fault(reading, "the needs file has one need a row, split= is for the "
                              "column needs");
    *values = span_after(*values, sizeof SPLIT - 1);
    row->separator = take_separator(values);
    row->joint = joint_of(reading->concept, row->column);
    return row->separator != '\0' ||
           fault(reading, "expected one character behind split=");
}

bool mapping_values_take(struct mapping_row *row, const struct table *table,
                         struct span values, int cell, const struct concept *concept,
                         struct arena *arena, struct faults *faults)
{
    const struct reading reading = {row, table, cell, concept, arena, faults};

    if (span_starts(values, SPLIT_NAME))
        return take_name_split(&reading, values);
    if (span_starts(values, SPLIT) && !take_split(&reading, &values))
        return false;
    if (values.len == 0)
        return true;
    return span_is(values, "label") ? take_labels(&reading)
                                    : take_pairs(&reading, values);
}

size_t mapping_room(const struct mapping_row *row, size_t len)
{
    /* A part of one byte and its separator become the longest text and a joint. */
    return row != NULL && row->separator != '\0' ? len + (len / 2 + 1) * row->longest_to
                                                 : 0;
}

struct span mapping_next_part(const struct mapping_row *row, struct span *rest)
{
    struct span cell = *rest;

    if (row != NULL && row->separator != '\0')
        return text_trim_wide(span_cut(rest, row->separator));
    *rest = span_of(NULL, 0);
    return cell;
}

struct span mapping_translate_part(const struct mapping_row *row, struct span part)
{
    for (unsigned i = 0; row != NULL && i < row->pair_count; i++)
        if (span_equal(row->pairs[i].from, part))
            return row->pairs[i].to;
    return part;
}

static struct span split(const struct mapping_row *row, struct span cell, char *out)
{
    size_t len = 0;

    while (cell.ptr != NULL) {
        struct span part = mapping_translate_part(row, mapping_next_part(row, &cell));
        if (part.len == 0)
            continue;
        if (len > 0)
            out[len++] = row->joint;
        memcpy(out + len, part.ptr, part.len);
        len += part.len;
    }
    return span_of(out, len);
}

struct span mapping_translate(const struct mapping_row *row, struct span cell,
                              char *out)
{
    if (row == NULL || cell.len == 0 ||
        (row->pair_count == 0 && row->separator == '\0'))
        return cell;
    return row->separator != '\0' ? split(row, cell, out)
                                  : mapping_translate_part(row, cell);
}

struct span mapping_name_part(const struct mapping_row *row, struct span cell,
                              bool behind)
{
    struct span rest = cell, first = span_cut(&rest, row->name_separator);

    if (behind)
        first = rest.ptr != NULL ? rest : span_of(cell.ptr, 0);
    return text_trim_wide(first);
}

struct span mapping_other_name(const struct mapping_row *row)
{
    if (span_is(row->column, "family_name"))
        return span_from("given_name");
    return span_from(span_is(row->column, "given_name") ? "family_name" : "");
}
