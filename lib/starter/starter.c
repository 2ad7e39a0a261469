/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "starter/starter.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "base/claim.h"
#include "base/diag.h"
#include "base/journal.h"
#include "base/names.h"
#include "files/folder.h"
#include "rules/concept.h"
#include "rules/datadir.h"
#include "value/code.h"
#include "value/date.h"

/* What is written, and the table that the extended concept must have for it. */
static const struct {
    const char *file, *table;
} FILES[] = {
    {"README.md", NULL},
    {"concept.tsv", NULL},
    {"columns.tsv", NULL},
    {"calendar.tsv", NULL},
    {"terms.tsv", NULL},
    {"examples.tsv", NULL},
    {"parameters.tsv", "parameters"},
    {"strategies.tsv", "strategies"},
    {"deadlines.tsv", "deadlines"},
    {"checks.tsv", "checks"},
};

/* The words that a pattern may hold between two @. */
enum word {
    WORD_NAME,
    WORD_EXTENDS,
    WORD_VALID_FROM,
    WORD_YEAR,
    WORD_NEED,
    WORD_STRATEGY,
    WORD_DEADLINE,
    WORD_RULE,
    WORD_CHECK,
    WORD_PARAMETER,
    WORD_VALUE,
    WORDS
};

static const char *const WORD_NAMES[WORDS] = {
    [WORD_NAME] = "name",
    [WORD_EXTENDS] = "extends",
    [WORD_VALID_FROM] = "valid_from",
    [WORD_YEAR] = "year",
    [WORD_NEED] = "need",
    [WORD_STRATEGY] = "strategy",
    [WORD_DEADLINE] = "deadline",
    [WORD_RULE] = "rule",
    [WORD_CHECK] = "check",
    [WORD_PARAMETER] = "parameter",
    [WORD_VALUE] = "value",
};

struct writing {
    const struct starter *starter;
    struct folder *folder;
    struct span words[WORDS]; /* ptr NULL: nothing is known */
    char day[DATE_BYTES];
    char *extends;
    struct diag *diag;
};

/* The last part of a path. */
static struct span name_of(const char *path)
{
    struct span name = span_from(path);
    const char *slash;

    while (name.len > 1 && name.ptr[name.len - 1] == '/')
        name.len--;
    slash = memrchr(name.ptr, '/', name.len);
    return slash != NULL ? span_after(name, (size_t)(slash - name.ptr) + 1) : name;
}

/* A cell of the last row of a table, which is rarely the one that matters most. */
static struct span last_cell(const struct decision *decision, const char *column)
{
    const struct table *table = &decision->table;

    if (!decision->exists || table->rows == 0)
        return span_of(NULL, 0);
    return table_cell(table, table->rows - 1, table_column(table, column));
}

/* The first strategy of a need, and one need of it. */
static void know_strategy(struct writing *it, const struct strategies *strategies)
{
    const struct table *table = &strategies->table.table;

    for (unsigned i = 0; i < strategies->table.count; i++) {
        const struct strategy_rule *rule = &strategies->rules[i];
        struct span needs =
            table_cell(table, rule->rule->row, table_column(table, "need"));
        if (rule->is_cross_cutting)
            continue;
        it->words[WORD_STRATEGY] = rule->rule->id;
        it->words[WORD_NEED] = span_trim(span_cut(&needs, ','));
        return;
    }
}

static void know_base(struct writing *it, const struct concept *base)
{
    know_strategy(it, &base->strategies);
    it->words[WORD_DEADLINE] = last_cell(&base->deadlines.table, "deadline");
    it->words[WORD_RULE] = last_cell(&base->deadlines.table, "rule");
    for (unsigned i = 0; i < base->checks.table.count; i++)
        if (base->checks.rules[i].level == CHECK_GAP)
            it->words[WORD_CHECK] = base->checks.rules[i].rule->id;
    for (unsigned i = base->parameters.count; i-- > 0;)
        if (base->parameters.list[i].value.len > 0) {
            it->words[WORD_PARAMETER] = base->parameters.list[i].name;
            it->words[WORD_VALUE] = base->parameters.list[i].value;
        }
}

/*
 * From the new folder the way up to where the tool runs is as long as its path. Where
 * that path itself goes up or begins at the root, only the whole path is sure. For
 * free().
 */
static char *seen_from(const char *folder, const char *path)
{
    struct span rest = span_from(folder), there = span_from(path);
    struct buffer up = {0};
    char *whole = mem_real_path(path);

    if (path[0] == '/' || folder[0] == '/')
        return whole;
    while (rest.ptr != NULL) {
        struct span part = span_cut(&rest, '/');
        if (part.len == 0 || span_is(part, "."))
            continue;
        if (span_is(part, "..")) {
            buffer_free(&up);
            return whole;
        }
        buffer_add(&up, span_from("../"));
    }
    free(whole);
    if (span_starts(there, "./"))
        there = span_after(there, 2);
    while (there.len > 1 && there.ptr[there.len - 1] == '/')
        there.len--;
    if (span_is(there, "."))
        up.len--; /* `../` without its slash */
    else
        buffer_add(&up, there);
    buffer_add_char(&up, '\0');
    return up.bytes;
}

static bool is_path(const char *name)
{
    return strchr(name, '/') != NULL || strcmp(name, ".") == 0 ||
           strcmp(name, "..") == 0;
}

static void know_words(struct writing *it)
{
    const struct starter *starter = it->starter;

    date_format(starter->valid_from, it->day);
    it->extends = is_path(starter->extends)
                      ? seen_from(starter->folder, starter->extends)
                      : mem_print("%s", starter->extends);
    it->words[WORD_NAME] = name_of(starter->folder);
    it->words[WORD_EXTENDS] = span_from(it->extends);
    it->words[WORD_VALID_FROM] = span_of(it->day, DATE_BYTES);
    it->words[WORD_YEAR] = span_of(it->day, 4);
    know_base(it, starter->base);
}

/* Adds a line of a pattern with its words; false: one of them isn't known. */
static bool add_line(const struct writing *it, struct span line, struct buffer *text)
{
    while (line.ptr != NULL) {
        struct span word;
        bool is_condition;
        int number;
        buffer_add(text, span_cut(&line, '@'));
        if (line.ptr == NULL)
            break;
        word = span_cut(&line, '@');
        is_condition = span_starts(word, "?");
        number = names_find(WORD_NAMES, WORDS, span_after(word, is_condition));
        if (number < 0 || it->words[number].ptr == NULL)
            return false;
        if (!is_condition)
            buffer_add(text, it->words[number]);
    }
    return true;
}

static bool fill(const struct writing *it, FILE *pattern, struct buffer *text)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t len;

    claim_begin();
    while ((len = getline(&line, &room, pattern)) >= 0) {
        size_t used = text->len;
        if (!add_line(it, span_of(line, (size_t)len), text))
            text->len = used;
    }
    claim_end();
    free(line);
    return ferror(pattern) == 0;
}

static bool write_file(const struct writing *it, const char *name)
{
    char *relative = mem_print("starter/%s", name), path[DATADIR_PATH];
    bool is_found = datadir_find(path, relative), good = false;
    FILE *pattern = is_found ? fopen(path, "re") : NULL;
    struct buffer text = {0};

    free(relative);
    if (!is_found)
        errno = ENOENT;
    if (pattern == NULL)
        diag_system(it->diag, path, "open");
    else if (!fill(it, pattern, &text))
        diag_system(it->diag, path, "read");
    else
        good =
            folder_write(it->folder, name, FOLDER_FIRST, buffer_text(&text), it->diag);
    buffer_free(&text);
    if (pattern != NULL)
        (void)fclose(pattern);
    return good;
}

static bool check_folder(const struct starter *starter, struct diag *diag)
{
    struct span name = name_of(starter->folder);
    struct stat info;

    if (!code_is_valid(name))
        return diag_set(diag, DIAG_USAGE,
                        "\"%.*s\" is no name for a concept, expected letters, digits, "
                        "- and _",
                        table_shown(name), name.ptr);
    if (journal_discards() || lstat(starter->folder, &info) != 0)
        return true;
    diag_set(diag, DIAG_USAGE, "exists already, expected a folder that is to be made");
    return diag_at(diag, starter->folder, 0);
}

bool starter_write(const struct starter *starter, struct diag *diag)
{
    struct writing it = {.starter = starter, .diag = diag};
    bool good;

    if (!check_folder(starter, diag))
        return false;
    it.folder = folder_open(starter->folder, FOLDER_SHARED, FOLDER_NEW, diag);
    if (it.folder == NULL)
        return false;
    know_words(&it);
    good = true;
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES && good; i++)
        if (FILES[i].table == NULL ||
            tables_find(&starter->base->tables, span_from(FILES[i].table)) != NULL)
            good = write_file(&it, FILES[i].file);
    free(it.extends);
    return folder_close(it.folder, good, good ? diag : NULL) && good;
}
