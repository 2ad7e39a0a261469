/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Forms that went wrong: the shipped ones and the templates of the mustache
 * specification, cut, doubled, mixed and with bytes turned over, by a seed that makes
 * every run the same. Each is refused with a line, or it is written for hostile persons
 * and then stays a document: its tags are balanced, its text has no line that is too
 * long, and nothing of a person before is in it.
 *
 * More of them: FORM_MUTATIONS=1000000 build/unit/test_form_mutations, FORM_SEED=7.
 */
#include "hostile_documents.h"

#include <dirent.h>

enum { SOURCES_MOST = 256, ROUNDS = 8000, TOKENS_MOST = 4096 };

/* Texts to mutate; the parts that they name are looked for among them. */
static struct {
    unsigned count;
    struct span name[SOURCES_MOST], text[SOURCES_MOST];
    struct arena arena;
} sources;

static uint64_t seed = 11;

static unsigned pick(unsigned count)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(seed >> 33) % count;
}

static void add_source(const char *name, struct span text)
{
    assert_true(sources.count < SOURCES_MOST);
    sources.name[sources.count] = arena_copy(&sources.arena, span_from(name));
    sources.text[sources.count++] = arena_copy(&sources.arena, text);
}

static int is_form_file(const struct dirent *entry)
{
    return strstr(entry->d_name, ".html") != NULL;
}

/* In byte order, so that every machine makes the same of the seed. */
static void add_forms(void)
{
    static char text[1 << 16];
    struct dirent **files;
    int count = scandir("lib/data/forms", &files, is_form_file, alphasort);

    assert_true(count > 0);
    for (int i = 0; i < count; i++) {
        char path[512];
        FILE *file;
        snprintf(path, sizeof path, "lib/data/forms/%s", files[i]->d_name);
        file = fopen(path, "r");
        assert_non_null(file);
        *strstr(files[i]->d_name, ".html") = '\0';
        add_source(files[i]->d_name, span_of(text, fread(text, 1, sizeof text, file)));
        fclose(file);
        free(files[i]);
    }
    free(files);
}

/* Adds a template of the specification with names that a dossier has. */
static void add_renamed(struct buffer *out, struct span text)
{
    static const char *const names[][2] = {
        {"boolean", "minor"},  {"bool", "minor"},        {"list", "needs"},
        {"null", "goal"},      {"missing", "office"},    {"context", "needs"},
        {"{{n}}", "{{need}}"}, {"{{name}}", "{{need}}"}, {"string", "goal"},
        {"subject", "goal"},   {"{{>", "{{!"},           {"{{> ", "{{!"}};

    while (text.len > 0) {
        unsigned i = 0;
        while (i < COUNT_OF(names) && !span_starts(text, names[i][0]))
            i++;
        if (i < COUNT_OF(names))
            buffer_add(out, span_from(names[i][1]));
        else
            buffer_add_char(out, text.ptr[0]);
        text = span_after(text, i < COUNT_OF(names) ? strlen(names[i][0]) : 1);
    }
}

/* Templates of the specification, each as the content of a form. */
static void add_cases(const char *name)
{
    char path[512];
    json_t *cases, *test;
    size_t index;

    snprintf(path, sizeof path, "tests/data/mustache/%s.json", name);
    cases = json_load_file(path, 0, NULL);
    assert_non_null(cases);
    json_array_foreach(json_object_get(cases, "tests"), index, test)
    {
        struct buffer text = {0};
        buffer_add(&text, span_from("<html><head><title>t</title></head><body><main>"));
        buffer_add(&text, span_from("<p>"));
        add_renamed(&text,
                    span_from(json_string_value(json_object_get(test, "template"))));
        buffer_add(&text, span_from("</p></main></body></html>"));
        add_source("case", buffer_text(&text));
        buffer_free(&text);
    }
    json_decref(cases);
}

/* ---- Mutations ---- */

static const char *const PIECES[] = {"{{#steps}}",
                                     "{{/steps}}",
                                     "{{#strengths}}",
                                     "{{/strengths}}",
                                     "{{#fields}}",
                                     "{{/fields}}",
                                     "{{^needs}}",
                                     "{{/needs}}",
                                     "{{#needs}}",
                                     "{{.}}",
                                     "{{goal}}",
                                     "{{need}}",
                                     "{{step_needs}}",
                                     "{{field_value}}",
                                     "{{step_client_on}}",
                                     "{{#dues}}",
                                     "{{/dues}}",
                                     "{{due_on}}",
                                     "{{#decisions}}",
                                     "{{decision_value}}",
                                     "{{/decisions}}",
                                     "{{#done_needs}}{{done_need}}{{/done_needs}}",
                                     "{{>ziel}}",
                                     "{{>schritte}}",
                                     "{{>stil}}",
                                     "{{>no}}",
                                     "{{! x }}",
                                     "{{",
                                     "}}",
                                     "{{{",
                                     "<ul>",
                                     "</ul>",
                                     "<ol><li>",
                                     "</li></ol>",
                                     "<li>",
                                     "</li>",
                                     "<h2>",
                                     "</h2>",
                                     "<dl><dt>",
                                     "</dt><dd>",
                                     "</dd></dl>",
                                     "<table>",
                                     "</table>",
                                     "<thead>",
                                     "</thead>",
                                     "<tr>",
                                     "</tr>",
                                     "<td>",
                                     "</td>",
                                     "<th>",
                                     "</th>",
                                     "<br>",
                                     "<main>",
                                     "</main>",
                                     "<title>",
                                     "</title>",
                                     "<style>",
                                     "</style>",
                                     "<footer>",
                                     "</footer>",
                                     "<span class=\"blank\"></span>",
                                     "<span class=\"box\"></span>",
                                     "<",
                                     ">",
                                     "&amp;",
                                     "&",
                                     "\"",
                                     " ",
                                     "\n",
                                     "\t",
                                     "\r\n",
                                     "\xc3\xa4",
                                     "\xcc\x81",
                                     "\xd7\xa9",
                                     "\xff",
                                     "<p>",
                                     "</p>",
                                     "<h1>",
                                     "</h1>",
                                     "<h3>",
                                     "</h3>",
                                     "<div>",
                                     "</div>"};

/* A place and a length in a text: of a tag or a value mostly, else of any bytes. */
static struct span pick_token(struct span text)
{
    unsigned at = text.len > 0 ? pick((unsigned)text.len) : 0;
    unsigned len;

    if (text.len == 0)
        return text;
    if (pick(4) > 0) {
        while (at < text.len && text.ptr[at] != '<' &&
               !(text.ptr[at] == '{' && at + 1 < text.len && text.ptr[at + 1] == '{'))
            at++;
        for (len = 0; at + len < text.len; len++)
            if (text.ptr[at + len] == '>' || text.ptr[at + len] == '}')
                break;
        while (at + len < text.len &&
               (text.ptr[at + len] == '>' || text.ptr[at + len] == '}'))
            len++;
        return span_of(text.ptr + at, len);
    }
    len = pick(40);
    return span_of(text.ptr + at, at + len < text.len ? len : text.len - at);
}

/* Puts `text` with something done to it in the place of *out. */
static void mutate(struct buffer *out, struct span text)
{
    struct span token = pick_token(text);
    size_t at = (size_t)(token.ptr - text.ptr), end = at + token.len;
    unsigned way = pick(8);
    struct span other = sources.text[pick(sources.count)];

    out->len = 0;
    buffer_add(out, span_of(text.ptr, at));
    if (way == 1) /* the token again */
        buffer_add(out, token);
    if (way == 2) /* a piece before it */
        buffer_add(out, span_from(PIECES[pick(COUNT_OF(PIECES))]));
    if (way == 3) { /* two pieces around what follows */
        buffer_add(out, span_from(PIECES[pick(COUNT_OF(PIECES))]));
        buffer_add(out, token);
        buffer_add(out, span_from(PIECES[pick(COUNT_OF(PIECES))]));
    }
    if (way == 4) /* a token of another form instead */
        buffer_add(out, pick_token(other));
    if (way == 5 && token.len > 0) { /* a byte turned over */
        buffer_add(out, token);
        out->bytes[out->len - 1 - pick((unsigned)token.len)] ^= (char)(1u << pick(8));
    }
    if (way == 6) /* the rest of another form */
        buffer_add(out, span_after(other, pick((unsigned)other.len + 1)));
    if (way == 1 || way == 2 || (way == 7 && pick(2) == 0))
        buffer_add(out, token);
    if (way != 6 && (way != 7 || pick(4) > 0)) /* 0: the token is left out */
        buffer_add(out, span_after(text, end));
}

/* ---- Reading ---- */

/* A mutated part stands in this form. */
static const char AROUND[] = "{{>anfang}}\n<title>t</title>\n{{>stil}}\n{{>mutated}}\n"
                             "{{>ende}}\n";

static bool is_whole(struct span text)
{
    return memmem(text.ptr, text.len, "<title>", strlen("<title>")) != NULL;
}

static bool open_source(void *data, struct span name, struct span *text,
                        const char **file, struct diag *diag)
{
    *file = "form";
    *text = span_is(name, "mutated") ? *(struct span *)data : span_from(AROUND);
    if (span_is(name, "mutated") || span_is(name, "around"))
        return true;
    for (unsigned i = 0; i < sources.count; i++) {
        if (span_equal(sources.name[i], name)) {
            *text = sources.text[i];
            return true;
        }
    }
    return diag_set(diag, DIAG_TABLE, "no such part");
}

/* ---- Documents ---- */

/* Whether each element is closed within the one around it, as a tokenizer sees it. */
static bool is_balanced(struct span tokens)
{
    struct span open[256];
    unsigned depth = 0;

    while (tokens.len > 0) {
        const char *tag = memchr(tokens.ptr, '\2', tokens.len);
        struct span name;
        if (tag == NULL)
            break;
        tokens = span_after(tokens, (size_t)(tag + 1 - tokens.ptr));
        name = tokens;
        name.len = strcspn(name.ptr, " \r\n\t\3");
        if (name.ptr[0] == '!' || span_is(name, "meta"))
            continue;
        if (name.ptr[0] != '/') {
            assert_true(depth < COUNT_OF(open));
            open[depth++] = name;
        } else if (depth == 0 || !span_equal(open[--depth], span_after(name, 1))) {
            return false;
        }
    }
    return depth == 0;
}

/* A person's cells are the text of a number; of each other's nothing may be seen. */
static void check_documents(struct run *run, const struct form *form,
                            struct buffer *tokens)
{
    static const enum rendering_format formats[] = {RENDER_HTML, RENDER_TEXT};
    struct record record;
    struct diag diag = {0};
    const char *path = run->stream.path;
    const struct reader_options options = READER_DEFAULTS;
    struct reader *reader = reader_open(&path, 1, &options, &diag);

    run->rendering.forms[0] = run->rendering.forms[1] = *form;
    while (reader_next(reader, &record, &diag) == READER_RECORD) {
        assert_true(facts_read(run->facts, &record, &diag));
        for (unsigned i = 0; i < COUNT_OF(formats); i++) {
            struct span text;
            run->rendering.options.format = formats[i];
            text = rendering_make(&run->rendering, run->facts, &record, RENDER_WHOLE);
            assert_int_equal(text_utf8_prefix(text), text.len);
            if (formats[i] == RENDER_TEXT) {
                const char *fault = fault_of_text(text);
                if (fault != NULL)
                    fail_msg("%s", fault);
                continue;
            }
            tokenize(tokens, text);
            buffer_add_char(tokens, '\3');
            buffer_add_char(tokens, '\0');
            if (!is_balanced(span_of(tokens->bytes, tokens->len - 1)))
                fail_msg("tags are not balanced");
        }
    }
    reader_close(reader);
}

static bool try_form(struct run *run, struct span text, struct buffer *tokens)
{
    struct arena arena = {0};
    struct diag diag = {0};
    struct form form = {0};
    struct template_source source = {open_source, &text};
    bool is_sound = text_utf8_prefix(text) == text.len && text_is_printable(text) &&
                    form_read(&form, span_from(is_whole(text) ? "mutated" : "around"),
                              &source, dossier_names(), &arena, &diag);

    if (is_sound)
        check_documents(run, &form, tokens);
    arena_free(&arena);
    return is_sound;
}

static long number_of(const char *variable, long otherwise)
{
    const char *value = getenv(variable);

    return value != NULL ? atol(value) : otherwise;
}

static void mutated_forms_are_refused_or_written(void **state)
{
    struct buffer text[2] = {{0}}, tokens = {0};
    long rounds = number_of("FORM_MUTATIONS", ROUNDS), written = 0;
    struct house house;
    struct run run;

    (void)state;
    seed = (uint64_t)number_of("FORM_SEED", 11);
    add_forms();
    add_cases("sections");
    add_cases("inverted");
    add_cases("partials");
    setup(&run, 3);
    house_make(&house);
    write_all_names(&house);
    run_begin(&run, house.folder, "alles", RENDER_HTML);
    for (long round = 0; round < rounds; round++) {
        struct span source = sources.text[pick(sources.count)];
        unsigned times = 1 + pick(4) / 2;
        set(&text[0], source);
        for (unsigned i = 0; i < times; i++) {
            struct buffer other = text[0];
            mutate(&text[1], buffer_text(&text[0]));
            text[0] = text[1];
            text[1] = other;
        }
        written += try_form(&run, buffer_text(&text[0]), &tokens);
    }
    print_message("%ld of %ld are forms\n", written, rounds);
    assert_true(written > rounds / 50 && written < rounds);
    run_end(&run);
    house_drop(&house);
    teardown(&run);
    buffer_free(&text[0]);
    buffer_free(&text[1]);
    buffer_free(&tokens);
    arena_free(&sources.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mutated_forms_are_refused_or_written),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
