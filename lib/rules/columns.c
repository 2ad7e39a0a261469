/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/columns.h"

#include <stdio.h>

#include "value/date.h"
#include "value/number.h"
#include "value/text.h"

static bool add_codes(struct column *column, const char *codes, struct arena *arena)
{
    struct span rest = span_from(codes);

    column->closed = true;
    while (rest.ptr != NULL)
        if (code_add(&column->codes, span_cut(&rest, ' '), arena) < 0)
            return false;
    return true;
}

static enum column_stage stage_of(int column)
{
    switch (column) {
    case COL_PROFILE:
        return STAGE_PROFILE;
    case COL_CATEGORY:
        return STAGE_CATEGORY;
    case COL_U25_GROUP:
        return STAGE_U25_GROUP;
    case COL_TEAM:
        return STAGE_TEAM;
    default:
        return column < COL_CASE_COUNT ? STAGE_CASE : STAGE_FACTS;
    }
}

bool columns_init(struct columns *columns, struct arena *arena)
{
    static const struct {
        const char *name;
        enum column_kind kind;
        const char *codes;
    } fixed[] = {
#define AS_ROW(id, name, kind, codes) [COL_##id] = {name, kind, codes},
        CASE_COLUMNS(AS_ROW) DERIVED_COLUMNS(AS_ROW)
#undef AS_ROW
    };
    bool good = true;

    columns->count = COL_FIXED_COUNT;
    for (int i = 0; i < COL_FIXED_COUNT; i++) {
        struct column *column = &columns->column[i];
        *column = (struct column){.name = span_from(fixed[i].name),
                                  .kind = fixed[i].kind,
                                  .stage = stage_of(i),
                                  .default_code = -1};
        if (fixed[i].kind == KIND_YESNO)
            good = good && add_codes(column, "no yes", arena);
        else if (fixed[i].codes != NULL)
            good = good && add_codes(column, fixed[i].codes, arena);
    }
    columns->column[COL_LEGAL_CIRCLE].default_code = 0;
    columns->column[COL_PROGRAMME].default_code = 0;
    return good;
}

int columns_find(const struct columns *columns, struct span name)
{
    for (unsigned i = 0; i < columns->count; i++)
        if (span_equal(columns->column[i].name, name))
            return (int)i;
    return -1;
}

static bool fault(const struct column *column, struct diag *diag, enum diag_code code,
                  struct span got, enum diag_show show, const char *expected)
{
    char shown[DIAG_GOT_BYTES];

    diag_set(diag, code, "%s, expected %s", diag_got(shown, got, show), expected);
    diag_in_column(diag, column->name);
    return false;
}

/* "one of A B C", as far as it fits. */
static const char *list_codes(const struct column *column, char *out, size_t size)
{
    size_t used = (size_t)snprintf(out, size, "one of");

    for (unsigned i = 0; i < column->codes.count && used + 1 < size; i++)
        used += (size_t)snprintf(out + used, size - used, " %.*s",
                                 (int)column->codes.names[i].len,
                                 column->codes.names[i].ptr);
    return out;
}

static bool read_code(const struct column *column, struct span text,
                      struct value *value, struct diag *diag)
{
    int code = code_find(&column->codes, text);

    if (code >= 0 || (!column->closed && code_is_valid(text))) {
        value->number = code >= 0 ? code : CODE_OTHER;
        return true;
    }
    if (column->closed) {
        char list[300];
        return fault(column, diag, DIAG_CODE, text, DIAG_SHOW_NOTHING,
                     list_codes(column, list, sizeof list));
    }
    return fault(column, diag, DIAG_CODE, text, DIAG_SHOW_NOTHING,
                 "a code of ASCII letters, digits, - and _");
}

static bool read_text(const struct column *column, struct span text, bool is_plain,
                      struct value *value, struct diag *diag)
{
    int code = code_find(&column->codes, text);

    value->number = code >= 0 ? code : CODE_OTHER;
    return is_plain || text_is_printable(text) ||
           fault(column, diag, DIAG_TEXT, text, DIAG_SHOW_NOTHING,
                 "text without control characters");
}

/* Whether a value is terms: none empty. Gives their count. */
static bool count_terms(struct span text, int32_t *count)
{
    struct span rest = text;

    *count = 0;
    while (text.len > 0 && rest.ptr != NULL) {
        if (span_cut(&rest, '|').len == 0)
            return false;
        ++*count;
    }
    return true;
}

bool column_read(const struct column *column, struct span text, bool is_plain,
                 struct value *value, struct diag *diag)
{
    bool yes = false;

    value->known = text.len > 0;
    if (!value->known) {
        value->known = column->default_code >= 0;
        value->number = column->default_code;
        return true;
    }
    switch (column->kind) {
    case KIND_DATE:
        return date_parse(text, &value->number) ||
               fault(column, diag, DIAG_DATE, text,
                     span_is(column->name, "birth_date") ? DIAG_SHOW_NOTHING
                                                         : DIAG_SHOW_DIGITS,
                     "a date YYYY-MM-DD or DD.MM.YYYY from 1900 to 2199");
    case KIND_NUMBER:
        return number_parse(text, NUMBER_MAX, &value->number) ||
               fault(column, diag, DIAG_NUMBER, text, DIAG_SHOW_DIGITS,
                     "a whole number from 0 to 9999");
    case KIND_YESNO:
        if (!code_parse_yesno(text, &yes))
            return fault(column, diag, DIAG_YESNO, text, DIAG_SHOW_NOTHING,
                         "yes or no");
        value->number = yes ? YES : NO;
        return true;
    case KIND_CODE:
        return read_code(column, text, value, diag);
    case KIND_TERMS:
        return (count_terms(text, &value->number) &&
                (is_plain || text_is_printable(text))) ||
               fault(column, diag, DIAG_TERMS, text, DIAG_SHOW_NOTHING,
                     "terms separated by |, none empty");
    case KIND_TEXT:
    case KIND_LIST:
    default:
        return read_text(column, text, is_plain, value, diag);
    }
}
