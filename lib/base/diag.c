/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/diag.h"

#include <errno.h>
#include <string.h>

#include "base/mem.h"
#include "base/shown.h"

enum { SHOWN_BYTES = 24 };

struct diag *faults_add(struct faults *faults)
{
    struct diag *diag =
        &faults->list[faults->count < FAULTS_MOST ? faults->count++ : FAULTS_MOST];

    *diag = (struct diag){.code = DIAG_NONE};
    return diag;
}

const char *diag_code_name(enum diag_code code)
{
    static const char *const names[] = {
        [DIAG_NONE] = "none",     [DIAG_SYSTEM] = "system",
        [DIAG_USAGE] = "usage",   [DIAG_HEADER] = "header",
        [DIAG_TABLE] = "table",   [DIAG_RAGGED] = "ragged",
        [DIAG_QUOTE] = "quote",   [DIAG_UNTERMINATED] = "unterminated-quote",
        [DIAG_CR] = "bare-cr",    [DIAG_NUL] = "nul",
        [DIAG_UTF8] = "utf-8",    [DIAG_TOO_LONG] = "too-long",
        [DIAG_ESCAPE] = "escape", [DIAG_EMPTY] = "empty",
        [DIAG_DATE] = "date",     [DIAG_NUMBER] = "number",
        [DIAG_YESNO] = "yes-no",  [DIAG_CODE] = "code",
        [DIAG_LIST] = "list",     [DIAG_TERMS] = "terms",
        [DIAG_TEXT] = "text",     [DIAG_CONFLICT] = "conflict",
        [DIAG_CHECK] = "check",   [DIAG_JOIN] = "join",
    };
    return names[code];
}

bool diag_set(struct diag *diag, enum diag_code code, const char *format, ...)
{
    va_list args;

    diag->code = code;
    diag->file[0] = diag->column[0] = '\0';
    diag->line = 0;
    va_start(args, format);
    vsnprintf(diag->text, sizeof diag->text, format, args);
    va_end(args);
    return false;
}

/* Copies as much of a text as fits, up to the end of a character. */
static void copy_text(char *to, size_t size, struct span text)
{
    size_t len = text.len < size ? text.len : size - 1;

    while (len < text.len && len > 0 && ((unsigned char)text.ptr[len] & 0xC0) == 0x80)
        len--;
    if (len > 0)
        memcpy(to, text.ptr, len);
    to[len] = '\0';
}

bool diag_at(struct diag *diag, const char *file, unsigned long line)
{
    if (file != NULL)
        copy_text(diag->file, sizeof diag->file, span_from(file));
    if (line != 0)
        diag->line = line;
    return false;
}

bool diag_in_column(struct diag *diag, struct span column)
{
    if (column.ptr != NULL)
        copy_text(diag->column, sizeof diag->column, column);
    return false;
}

bool diag_system(struct diag *diag, const char *file, const char *what)
{
    int error = errno;

    if (error == ENOMEM)
        mem_exhausted();
    diag_set(diag, DIAG_SYSTEM, "cannot %s: %s", what, strerror(error));
    return diag_at(diag, file, 0);
}

void diag_no_memory(struct diag *diag)
{
    (void)diag;
    mem_exhausted();
}

static bool is_digits(struct span value)
{
    for (size_t i = 0; i < value.len; i++)
        if (memchr("0123456789.-", value.ptr[i], 12) == NULL)
            return false;
    return true;
}

const char *diag_got(char *out, struct span value, enum diag_show show)
{
    bool shown =
        value.len <= SHOWN_BYTES &&
        (show == DIAG_SHOW_KNOWN || (show == DIAG_SHOW_DIGITS && is_digits(value)));

    if (shown)
        snprintf(out, DIAG_GOT_BYTES, "got \"%.*s\"", (int)value.len, value.ptr);
    else
        snprintf(out, DIAG_GOT_BYTES, "got %zu byte%s", value.len,
                 value.len == 1 ? "" : "s");
    return out;
}

void diag_print(const struct diag *diag, const char *tool, FILE *to)
{
    char line[sizeof *diag + 100], number[24] = "";

    if (diag->file[0] != '\0' && diag->line > 0)
        snprintf(number, sizeof number, ":%lu", diag->line);
    snprintf(line, sizeof line, "%s: %s%s%s%s%s%s", tool, diag->file, number,
             diag->file[0] != '\0' ? ": " : "", diag->column,
             diag->column[0] != '\0' ? ": " : "", diag->text);
    /* Names of files and columns are data: they must not break the line. */
    shown_print_line(span_from(line), to);
}
