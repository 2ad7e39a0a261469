/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/manifest_compare.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/dict.h"
#include "base/mem.h"
#include "proof/manifest.h"
#include "stream/output.h"
#include "value/text.h"

/* How a kind is called, and what is said of one that isn't what it was. */
static const struct {
    const char *what, *changed;
} words[] = {[MANIFEST_CONCEPT] = {"concept", "changed"},
             [MANIFEST_CALENDAR] = {"calendar", ""},
             [MANIFEST_TABLE] = {"table", "changed"},
             [MANIFEST_DATA] = {"data", "changed"},
             [MANIFEST_INPUT] = {"input", "changed"},
             [MANIFEST_SECRET] = {"secret", ""},
             [MANIFEST_OUTPUT] = {"output", "differs"},
             [MANIFEST_COUNT] = {"count", "differs"},
             [MANIFEST_STATUS] = {"status", "differs"}};

/* The command is the same, and the day is fixed. */
static bool is_compared(const struct manifest_row *row)
{
    return row->kind >= MANIFEST_CONCEPT;
}

/* Names of files are those of users: as TSV has them they stay on their line. */
static void add_name(struct buffer *text, struct span name)
{
    char *room = buffer_room(text, 2 * name.len + 1);

    text->len += text_escape(name, room);
}

/* `WHAT WORD: NAME` */
static void begin(struct buffer *text, const struct manifest_row *row, const char *word)
{
    buffer_print(text, "%s %s: ", words[row->kind].what, word);
    if (row->kind == MANIFEST_TABLE) {
        add_name(text, row->value);
        buffer_add_char(text, '/');
    }
    add_name(text, row->name);
}

static void end(struct buffer *text, struct output *output)
{
    buffer_add_char(text, '\n');
    output_write(output, buffer_text(text));
    buffer_free(text);
}

static void tell(const struct manifest_row *row, const char *word,
                 struct output *output)
{
    struct buffer text = {0};

    begin(&text, row, word);
    end(&text, output);
}

void manifest_tell_changed(const struct manifest_row *row, struct output *output)
{
    tell(row, words[row->kind].changed, output);
}

/* A difference of values: `WHAT WORD: NAME VALUE, now VALUE`. */
static void tell_values(const struct manifest_row *row, const struct manifest_row *now,
                        struct output *output)
{
    struct buffer text = {0};

    begin(&text, row, words[row->kind].changed);
    buffer_add(&text, span_from(row->name.len > 0 ? " " : ""));
    add_name(&text, row->value);
    buffer_add(&text, span_from(", now "));
    add_name(&text, now->value);
    end(&text, output);
}

/* What says that two rows speak of the same. */
static struct span key_of(const struct manifest_row *row, struct buffer *key)
{
    key->len = 0;
    buffer_print(key, "%d\t", (int)row->kind);
    if (row->kind == MANIFEST_TABLE)
        buffer_add(key, row->value);
    buffer_add_char(key, '\t');
    buffer_add(key, row->name);
    return buffer_text(key);
}

static bool is_same(const struct manifest_row *a, const struct manifest_row *b)
{
    return span_equal(a->value, b->value) && a->bytes == b->bytes &&
           memcmp(a->hash, b->hash, sizeof a->hash) == 0;
}

/* Tells what has become of a row; whether it is a difference. */
static bool compare(const struct manifest_row *row, const struct manifest_row *now,
                    struct output *output)
{
    if (now == NULL)
        tell(row, "missing", output);
    else if (is_same(row, now))
        return false;
    else if (manifest_has_bytes(row->kind))
        manifest_tell_changed(row, output);
    else
        tell_values(row, now, output);
    return true;
}

size_t manifest_compare(const struct manifest *recorded, const struct manifest *now,
                        struct output *output)
{
    struct buffer key = {0};
    struct dict keys = {0};
    bool *is_met = mem_array(now->count + 1, sizeof *is_met);
    size_t *rows = mem_array(now->count + 1, sizeof *rows);
    size_t differences = 0;

    for (size_t i = 0; i < now->count; i++)
        rows[dict_add(&keys, key_of(&now->rows[i], &key))] = i;
    for (size_t i = 0; i < recorded->count; i++) {
        const struct manifest_row *row = &recorded->rows[i];
        long number = dict_find(&keys, key_of(row, &key));
        if (number >= 0)
            is_met[rows[number]] = true;
        if (is_compared(row))
            differences +=
                compare(row, number >= 0 ? &now->rows[rows[number]] : NULL, output);
    }
    for (size_t i = 0; i < now->count; i++) {
        if (is_met[i] || !is_compared(&now->rows[i]))
            continue;
        tell(&now->rows[i], "new", output);
        differences++;
    }
    buffer_free(&key);
    dict_free(&keys);
    free(is_met);
    free(rows);
    return differences;
}
