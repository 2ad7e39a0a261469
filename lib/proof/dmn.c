/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/dmn.h"

#include "proof/concept_keys.h"
#include "proof/feel.h"
#include "rules/german.h"
#include "value/date.h"
#include "value/markup.h"

static const char NAMESPACE[] = "https://www.omg.org/spec/DMN/20191111/MODEL/";

/* A table of `derive`, and what it asks for. */
struct exported {
    const struct derived *derived;
    bool is_left_out;
    bool tests[COL_MOST]; /* the columns that are inputs of the table */
    struct feel_needs needs;
};

struct exporting {
    struct concept *concept;
    struct german german;
    struct feel feel;
    struct exported tables[DERIVED_MOST];
    struct buffer *out;
    struct faults *faults;
};

static void print(struct exporting *it, const char *text)
{
    buffer_add(it->out, span_from(text));
}

/* --- What a table needs --- */

static bool is_within(struct span text, struct span cell)
{
    return text.ptr >= cell.ptr && text.ptr + text.len <= cell.ptr + cell.len;
}

/* The table's column in which a text of the row's tests stands: its own, or `when`. */
static int find_cell(const struct table *table, unsigned row, struct span text)
{
    unsigned column = 0;

    while (column + 1 < table->columns &&
           !is_within(text, table_cell(table, row, (int)column)))
        column++;
    return (int)column;
}

static void leave_out(struct exporting *it, struct exported *table,
                      const struct rule *rule, struct span text)
{
    struct span name = table->derived->name;
    const struct table *rows = &table->derived->table.table;

    table->is_left_out = true;
    table_fault(rows, rule->row, find_cell(rows, rule->row, text), it->faults,
                "\"%.*s\" counts working days, which DMN doesn't know: the table "
                "%.*s is left out, expected steps of days, weeks, months or years",
                table_shown(text), text.ptr, (int)name.len, name.ptr);
}

static void survey_rule(struct exporting *it, struct exported *table,
                        const struct rule *rule)
{
    struct buffer unheeded = {0};

    for (unsigned i = 0; i < rule->condition_count; i++) {
        int column = rule->conditions[i].column;
        table->tests[column] = true;
        if (feel_counts_working_days(&it->feel, column, rule->texts[i]))
            leave_out(it, table, rule, rule->texts[i]);
    }
    for (unsigned i = 0; i < it->concept->columns.count; i++) {
        if (!table->tests[i])
            continue;
        table->needs.columns[i] = true;
        feel_entry(&it->feel, rule, (int)i, &unheeded, &table->needs);
        feel_value(&it->feel, (int)i, &unheeded, &table->needs);
    }
    buffer_free(&unheeded);
}

static void survey(struct exporting *it)
{
    for (unsigned i = 0; i < it->concept->derived_count; i++) {
        struct exported *table = &it->tables[i];
        table->derived = &it->concept->derived[i];
        for (unsigned j = 0; j < table->derived->table.count; j++)
            survey_rule(it, table, &table->derived->table.rules[j]);
    }
}

/* The table that gives a column; NULL: it is input data. */
static const struct exported *decision_of(const struct exporting *it, int column)
{
    for (unsigned i = 0; i < it->concept->derived_count; i++)
        if (it->tables[i].derived->column == column && !it->tables[i].is_left_out)
            return &it->tables[i];
    return NULL;
}

/* --- Input data --- */

static bool is_needed(const struct exporting *it, unsigned column)
{
    for (unsigned i = 0; i < it->concept->derived_count; i++)
        if (!it->tables[i].is_left_out && it->tables[i].needs.columns[column])
            return true;
    return false;
}

static bool is_day_needed(const struct exporting *it)
{
    for (unsigned i = 0; i < it->concept->derived_count; i++)
        if (!it->tables[i].is_left_out && it->tables[i].needs.as_of)
            return true;
    return false;
}

/* What somebody who fills an input has to know beside its type. */
static const char *describe(const struct exporting *it, unsigned number)
{
    const struct column *column = &it->concept->columns.column[number];

    if (number == COL_NEEDS)
        return "Die Codes der offenen Bedarfe; eine leere Liste, wenn keiner offen "
               "ist.";
    if (number == COL_STRATEGIES)
        return "Die Codes der Strategien, die Menschen gewählt haben; null ohne Wahl.";
    if (number == COL_STRENGTHS)
        return "Die Stärken; eine leere Liste, wenn keine festgehalten ist.";
    if (column->stage == STAGE_FACTS)
        return "Abgeleitet ohne Tabelle: profile-score berechnet den Wert.";
    if (column->stage >= STAGE_DERIVED)
        return "Die Tabelle dieser Spalte zählt Arbeitstage, die DMN nicht kennt: der "
               "Wert kommt von außen.";
    if (column->is_held)
        return "Der Tag, an dem es stattfand; vor diesem Tag unbekannt.";
    if (column->kind == KIND_YESNO)
        return "yes oder no; null, wenn es nicht bekannt ist.";
    return NULL;
}

static void write_input(struct exporting *it, struct span name, struct span label,
                        struct span description, const char *type)
{
    markup_print(it->out, "  <inputData id=\"input_%\" name=\"%\" label=\"%\">\n", 3,
                 name, name, label);
    if (description.len > 0)
        markup_print(it->out, "    <description>%</description>\n", 1, description);
    markup_print(it->out,
                 "    <variable id=\"variable_%\" name=\"%\" typeRef=\"%\"/>\n"
                 "  </inputData>\n",
                 3, name, name, span_from(type));
}

static void write_column(struct exporting *it, unsigned number)
{
    const struct column *column = &it->concept->columns.column[number];
    const char *text = describe(it, number);
    struct buffer description = {0};

    if (!span_equal(it->feel.names[number], column->name))
        buffer_print(&description, "Die Spalte %.*s. ", (int)column->name.len,
                     column->name.ptr);
    if (text != NULL)
        buffer_add(&description, span_from(text));
    write_input(it, it->feel.names[number], german_column(&it->german, (int)number),
                span_trim(buffer_text(&description)), feel_type(column));
    buffer_free(&description);
}

static void write_inputs(struct exporting *it)
{
    if (is_day_needed(it))
        write_input(it, span_from("as_of"), span_from("Stichtag"), span_of("", 0),
                    "date");
    for (unsigned i = 0; i < it->concept->columns.count; i++)
        if (is_needed(it, i) && decision_of(it, (int)i) == NULL)
            write_column(it, i);
}

/* --- Decisions --- */

static void write_requirement(struct exporting *it, struct span table, struct span name,
                              bool is_decision)
{
    markup_print(it->out,
                 is_decision
                     ? "    <informationRequirement id=\"requires_%_%\">\n      "
                       "<requiredDecision href=\"#decision_%\"/>\n    "
                       "</informationRequirement>\n"
                     : "    <informationRequirement id=\"requires_%_%\">\n      "
                       "<requiredInput href=\"#input_%\"/>\n    "
                       "</informationRequirement>\n",
                 3, table, name, name);
}

static void write_requirements(struct exporting *it, const struct exported *table,
                               struct span name)
{
    if (table->needs.as_of)
        write_requirement(it, name, span_from("as_of"), false);
    for (unsigned i = 0; i < it->concept->columns.count; i++)
        if (table->needs.columns[i])
            write_requirement(it, name, it->feel.names[i],
                              decision_of(it, (int)i) != NULL);
}

static void write_clauses(struct exporting *it, const struct exported *table,
                          struct span name)
{
    const struct columns *columns = &it->concept->columns;
    struct feel_needs known = {0};

    for (unsigned i = 0; i < columns->count; i++) {
        struct buffer value = {0};
        if (!table->tests[i])
            continue;
        feel_value(&it->feel, (int)i, &value, &known);
        markup_print(it->out,
                     "      <input id=\"column_%_%\" label=\"%\">\n"
                     "        <inputExpression typeRef=\"%\">\n"
                     "          <text>%</text>\n"
                     "        </inputExpression>\n"
                     "      </input>\n",
                     5, name, it->feel.names[i], german_column(&it->german, (int)i),
                     span_from(feel_type(&columns->column[i])), buffer_text(&value));
        buffer_free(&value);
    }
    markup_print(it->out,
                 "      <output id=\"output_%\" name=\"%\" label=\"%\" "
                 "typeRef=\"string\"/>\n"
                 "      <annotation name=\"Regel\"/>\n"
                 "      <annotation name=\"Bezeichnung\"/>\n"
                 "      <annotation name=\"Quelle\"/>\n",
                 3, name, name, german_column(&it->german, table->derived->column));
}

/* The tests as the concept has them, where the entry is another text. */
static void write_original(struct exporting *it, const struct rule *rule, int column,
                           struct span entry)
{
    struct buffer text = {0};

    for (unsigned i = 0; i < rule->condition_count; i++) {
        if (rule->conditions[i].column != column)
            continue;
        buffer_print(&text, text.len > 0 ? "; " : "");
        buffer_add(&text, rule->texts[i]);
    }
    if (text.len > 0 && !span_equal(buffer_text(&text), entry))
        markup_print(it->out, "          <description>%</description>\n", 1,
                     buffer_text(&text));
    buffer_free(&text);
}

static void write_entry(struct exporting *it, const struct rule *rule, int column)
{
    struct feel_needs known = {0};
    struct buffer entry = {0};

    feel_entry(&it->feel, rule, column, &entry, &known);
    print(it, "        <inputEntry>\n");
    write_original(it, rule, column, buffer_text(&entry));
    markup_print(it->out, "          <text>%</text>\n        </inputEntry>\n", 1,
                 buffer_text(&entry));
    buffer_free(&entry);
}

/* What tools may propose; null: a gap, what only people set, or none on purpose. */
static void write_output(struct exporting *it, const struct rule *rule)
{
    struct buffer value = {0};

    if (rule->code >= 0 && rule->proposes)
        feel_string(rule->output, &value);
    else
        buffer_print(&value, "null");
    markup_print(it->out, "        <outputEntry>\n          <text>%</text>\n", 1,
                 buffer_text(&value));
    print(it, "        </outputEntry>\n");
    buffer_free(&value);
}

static void write_rule(struct exporting *it, const struct exported *table,
                       struct span name, const struct rule *rule)
{
    markup_print(it->out, "      <rule id=\"rule_%.%\">\n", 2, name, rule->id);
    for (unsigned i = 0; i < it->concept->columns.count; i++)
        if (table->tests[i])
            write_entry(it, rule, (int)i);
    write_output(it, rule);
    markup_print(it->out,
                 "        <annotationEntry><text>%</text></annotationEntry>\n"
                 "        <annotationEntry><text>%</text></annotationEntry>\n"
                 "        <annotationEntry><text>%</text></annotationEntry>\n"
                 "      </rule>\n",
                 3, rule->id, rule->label, rule->source);
}

static void write_decision(struct exporting *it, const struct exported *table)
{
    struct span name = it->feel.names[table->derived->column];

    markup_print(it->out,
                 "  <decision id=\"decision_%\" name=\"%\" label=\"%\">\n"
                 "    <variable id=\"variable_%\" name=\"%\" typeRef=\"string\"/>\n",
                 5, name, name, german_column(&it->german, table->derived->column),
                 name, name);
    write_requirements(it, table, name);
    markup_print(it->out, "    <decisionTable id=\"table_%\" hitPolicy=\"FIRST\">\n", 1,
                 name);
    write_clauses(it, table, name);
    for (unsigned i = 0; i < table->derived->table.count; i++)
        write_rule(it, table, name, &table->derived->table.rules[i]);
    print(it, "    </decisionTable>\n  </decision>\n");
}

/* --- The file --- */

/* A name as a part of an identifier. */
static void write_safe(struct buffer *out, struct span name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool is_safe = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                       (c >= 'A' && c <= 'Z') || c == '-';
        buffer_add_char(out, is_safe ? c : '_');
    }
}

static void write_head(struct exporting *it)
{
    const struct concept *concept = it->concept;
    struct buffer name = {0};
    struct span edition;
    char day[DATE_BYTES];

    date_format(concept->loaded_for, day);
    write_safe(&name, concept_short_name(concept));
    print(it, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    markup_print(it->out,
                 "<definitions xmlns=\"%\" id=\"concept_%\" name=\"%\"\n"
                 "    namespace=\"urn:x-vierphasen:%\"\n"
                 "    exporter=\"concept-table (vierphasen)\" exporterVersion=\"%\">\n"
                 "  <description>%",
                 6, span_from(NAMESPACE), buffer_text(&name),
                 concept_short_name(concept), buffer_text(&name),
                 span_from(VIERPHASEN_VERSION),
                 concept_title(concept, &it->feel.arena));
    edition = concept_key(concept, "edition", &it->feel.arena);
    if (edition.len > 0)
        markup_print(it->out, ", %", 1, edition);
    markup_print(it->out, "; Regeln vom %</description>\n", 1,
                 span_of(day, DATE_BYTES));
    print(it, "  <itemDefinition id=\"type_codes\" name=\"codes\" "
              "isCollection=\"true\">\n"
              "    <typeRef>string</typeRef>\n  </itemDefinition>\n");
    buffer_free(&name);
}

static enum dmn_result write_all(struct exporting *it)
{
    enum dmn_result result = DMN_WHOLE;

    survey(it);
    write_head(it);
    write_inputs(it);
    for (unsigned i = 0; i < it->concept->derived_count; i++) {
        if (it->tables[i].is_left_out)
            result = DMN_PARTLY;
        else
            write_decision(it, &it->tables[i]);
    }
    print(it, "</definitions>\n");
    return result;
}

enum dmn_result dmn_write(struct concept *concept, struct buffer *out,
                          struct faults *faults)
{
    struct exporting *it = mem_new(sizeof *it);
    enum dmn_result result = DMN_FAILED;

    it->concept = concept;
    it->out = out;
    it->faults = faults;
    feel_begin(&it->feel, concept);
    if (german_begin(&it->german, concept, faults))
        result = write_all(it);
    german_end(&it->german);
    feel_end(&it->feel);
    free(it);
    return result;
}
