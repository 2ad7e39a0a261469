/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stream/xlsx.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/mem.h"
#include "stream/output.h"
#include "stream/xlsx_library.h"
#include "value/date.h"
#include "value/number.h"
#include "value/text.h"

enum {
    WIDTH_ROWS = 1000, /* that columns are made as wide as */
    WIDTH_LEAST = 8,
    WIDTH_MOST = 60,
    WIDTH_BESIDE = 3,       /* the filter's button */
    DECIMALS = 3,           /* 0, 1 or 2 */
    DIGITS_MOST = 15,       /* that a double holds */
    CREATED_ON = 315532800, /* 1980-01-01, the first day that a ZIP archive knows */
    MARGIN_BYTES =
        1 << 20, /* what a sheet holds beside its rows, and the small parts */
    COPY_BYTES = 1 << 16
};

/* From here on a sheet counts days as the calendar does: it has a 1900-02-29. */
static const int32_t FIRST_DAY = -25508, DAY_ZERO = -25569; /* 1900-03-01, 1899-12-30 */

/* The library zips what is longer in another way, which some old programs can't read.
 */
static const int64_t ZIP_MOST = 0xf0000000;

struct xlsx {
    const struct xlsx_library *library;
    struct output *output;
    int fd; /* the workbook, in memory */
    lxw_workbook *workbook;
    lxw_worksheet *sheet;
    lxw_format *bold, *text, *date, *numbers[DECIMALS];
    struct arena arena;
    const enum cell_kind *kinds;
    size_t *widths;
    unsigned columns;
    lxw_row_t row;       /* that is being written; 0 is the header */
    struct buffer spelt; /* the current text, with a NUL behind it */
};

/* `_xHHHH_` */
static bool looks_spelt(struct span text)
{
    if (text.len < 7 || text.ptr[1] != 'x' || text.ptr[6] != '_')
        return false;
    for (size_t i = 2; i < 6; i++)
        if (memchr("0123456789abcdefABCDEF", text.ptr[i], 22) == NULL)
            return false;
    return true;
}

/* How many bytes at the start are no character of XML 1.0, and which one they are. */
static size_t find_foreign(struct span text, unsigned *code)
{
    unsigned char byte = (unsigned char)text.ptr[0];

    *code = byte;
    if (byte < 0x20)
        return byte != '\t' && byte != '\n' && byte != '\r';
    if (byte == '_')
        return looks_spelt(text);
    if (byte != 0xef || text.len < 3 || (unsigned char)text.ptr[1] != 0xbf ||
        (unsigned char)text.ptr[2] < 0xbe)
        return 0;
    *code = 0xff00U + 0x40U + (unsigned char)text.ptr[2];
    return 3;
}

size_t xlsx_spell(struct span text, struct buffer *out)
{
    size_t units = 0;

    for (size_t i = 0, step; i < text.len; i += step) {
        struct span rest = span_after(text, i);
        unsigned char byte = (unsigned char)rest.ptr[0];
        unsigned code;
        step = find_foreign(rest, &code);
        units += (byte & 0xc0) != 0x80;
        units += byte >= 0xf0;
        if (step > 0) {
            buffer_print(out, "_x%04X_", code);
            continue;
        }
        step = byte == '\r' && rest.len > 1 && rest.ptr[1] == '\n' ? 2 : 1;
        buffer_add_char(out, byte == '\r' ? '\n' : (char)byte);
    }
    return units;
}

static void free_xlsx(void *state)
{
    struct xlsx *it = state;

    if (it == NULL)
        return;
    if (it->workbook != NULL)
        it->library->lxw_workbook_free(it->workbook);
    if (it->fd >= 0)
        close(it->fd);
    arena_free(&it->arena);
    buffer_free(&it->spelt);
    free(it);
}

static lxw_format *add_format(struct xlsx *it, const char *number)
{
    lxw_format *format = it->library->workbook_add_format(it->workbook);

    if (format != NULL)
        it->library->format_set_num_format(format, number);
    return format;
}

/* Without these a workbook would say when it was made. */
static void set_properties(struct xlsx *it)
{
    lxw_doc_properties properties = {.created = CREATED_ON};

    it->library->workbook_set_properties(it->workbook, &properties);
}

static bool make_workbook(struct xlsx *it)
{
    static const char *const decimals[DECIMALS] = {"0", "0.0", "0.00"};
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    char path[64];
    bool good;

    snprintf(path, sizeof path, "/proc/self/fd/%d", it->fd);
    it->workbook = it->library->workbook_new_opt(path, &options);
    if (it->workbook == NULL)
        return false;
    it->sheet = it->library->workbook_add_worksheet(it->workbook, "Liste");
    it->text = add_format(it, "@");
    it->bold = add_format(it, "@");
    it->date = add_format(it, "dd.mm.yyyy");
    good = it->text != NULL && it->bold != NULL && it->date != NULL;
    for (unsigned i = 0; i < DECIMALS; i++) {
        it->numbers[i] = add_format(it, decimals[i]);
        good = good && it->numbers[i] != NULL;
    }
    /* The sheet lacks the file in which its rows wait if it can't be made. */
    if (!good || it->sheet == NULL || it->sheet->optimize_tmpfile == NULL)
        return false;
    it->library->format_set_bold(it->bold);
    set_properties(it);
    return true;
}

static void *open_xlsx(struct output *output, struct diag *diag)
{
    const struct xlsx_library *library;
    struct xlsx *it;

    if (output_is_terminal(output)) {
        diag_set(diag, DIAG_USAGE,
                 "--to=xlsx: expected --output=FILE, a terminal shows no workbook");
        return NULL;
    }
    library = xlsx_library_load(diag);
    if (library == NULL)
        return NULL;
    it = mem_new(sizeof *it);
    it->library = library;
    it->output = output;
    it->fd = memfd_create("workbook", MFD_CLOEXEC);
    if (it->fd >= 0 && make_workbook(it))
        return it;
    diag_system(diag, "--to=xlsx", "make a temporary file");
    free_xlsx(it);
    return NULL;
}

static bool refuse_workbook(struct diag *diag, const char *why)
{
    return diag_set(diag, DIAG_SYSTEM, "--to=xlsx: cannot make the workbook: %s", why);
}

/* What the library says of a cell or of the workbook. */
static bool is_done(lxw_error error, const struct xlsx *it, struct diag *diag)
{
    if (error == LXW_ERROR_MEMORY_MALLOC_FAILED)
        mem_exhausted();
    return error == LXW_NO_ERROR ||
           refuse_workbook(diag, it->library->lxw_strerror(error));
}

/* The name of a column may be a person's, where a header was none. */
static bool refuse_length(const struct xlsx *it, unsigned column, size_t units,
                          struct diag *diag)
{
    char name[24];

    diag_set(diag, DIAG_TOO_LONG,
             "got %zu characters, expected at most %d in a cell of a workbook: write "
             "--to=csv",
             units, XLSX_TEXT_MOST);
    diag_at(diag, NULL, (unsigned long)it->row + 1);
    snprintf(name, sizeof name, "column %u", column + 1);
    return diag_in_column(diag, span_from(name));
}

/* The longest line of a text tells how wide its column is. */
static void widen(struct xlsx *it, unsigned column, struct span text)
{
    if (it->row > WIDTH_ROWS)
        return;
    while (text.ptr != NULL) {
        size_t width = text_width(span_cut(&text, '\n'));
        if (width > it->widths[column])
            it->widths[column] = width;
    }
}

static bool write_text(struct xlsx *it, unsigned column, struct span value,
                       lxw_format *format, struct diag *diag)
{
    size_t units;
    lxw_error error;

    it->spelt.len = 0;
    units = xlsx_spell(value, &it->spelt);
    buffer_add_char(&it->spelt, '\0');
    if (units > XLSX_TEXT_MOST)
        return refuse_length(it, column, units, diag);
    widen(it, column, value);
    error = it->library->worksheet_write_string(it->sheet, it->row, (lxw_col_t)column,
                                                it->spelt.bytes, format);
    /* The library counts what is spelt. */
    if (error == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED)
        return refuse_length(it, column, text_width(buffer_text(&it->spelt)) - 1, diag);
    return is_done(error, it, diag);
}

/* Whether it is a day that a sheet can count. */
static bool read_date(struct span value, double *number)
{
    int32_t day;

    if (!date_parse(value, &day) || day < FIRST_DAY)
        return false;
    *number = day - DAY_ZERO;
    return true;
}

/*
 * Reads `12`, `-12` or, if a fraction is allowed, `12.5` and `12.50`. What a number
 * would not give back, such as `007`, is none.
 */
static bool read_number(struct span value, bool is_figure, double *number,
                        unsigned *decimals)
{
    bool is_negative = value.len > 0 && value.ptr[0] == '-';
    struct span digits = is_negative ? span_after(value, 1) : value;
    size_t whole = number_digits(digits), part = digits.len - whole;
    int64_t all = 0, unit = 1;

    if (whole == 0 || digits.len > DIGITS_MOST || (whole > 1 && digits.ptr[0] == '0'))
        return false;
    if (part > 0 &&
        (!is_figure || part < 2 || part > DECIMALS || digits.ptr[whole] != '.' ||
         number_digits(span_after(digits, whole + 1)) != part - 1))
        return false;
    for (size_t i = 0; i < digits.len; i++) {
        if (i == whole)
            continue;
        all = 10 * all + (digits.ptr[i] - '0');
        unit *= i > whole ? 10 : 1;
    }
    if (is_negative && all == 0)
        return false;
    *number = (double)(is_negative ? -all : all) / (double)unit;
    *decimals = part > 0 ? (unsigned)part - 1 : 0;
    return true;
}

/* The row that comes next is one too many. */
static bool refuse_record(struct diag *diag)
{
    return diag_set(
        diag, DIAG_TOO_LONG,
        "expected at most %d records in a workbook: write --to=csv, or split "
        "the list",
        XLSX_RECORDS_MOST);
}

static bool put_value(void *state, unsigned column, struct span value,
                      struct diag *diag)
{
    struct xlsx *it = state;
    enum cell_kind kind = it->kinds[column];
    lxw_format *format = it->date;
    unsigned decimals = 0;
    double number;

    if (it->row > XLSX_RECORDS_MOST)
        return refuse_record(diag);
    if (value.len == 0)
        return true;
    if (kind == CELL_TEXT ||
        !(kind == CELL_DATE
              ? read_date(value, &number)
              : read_number(value, kind == CELL_FIGURE, &number, &decimals)))
        return write_text(it, column, value, it->text, diag);
    if (kind != CELL_DATE)
        format = it->numbers[decimals];
    widen(it, column, value);
    return is_done(it->library->worksheet_write_number(
                       it->sheet, it->row, (lxw_col_t)column, number, format),
                   it, diag);
}

static bool put_header(void *state, const struct span *names,
                       const enum cell_kind *kinds, unsigned count, struct diag *diag)
{
    struct xlsx *it = state;

    if (count > XLSX_COLUMNS_MOST)
        return diag_set(diag, DIAG_TOO_LONG,
                        "got %u columns, expected at most %d in a workbook: write "
                        "--to=csv",
                        count, XLSX_COLUMNS_MOST);
    it->kinds = kinds;
    it->columns = count;
    it->widths = arena_alloc(&it->arena, count * sizeof *it->widths);
    for (unsigned i = 0; i < count; i++)
        if (!write_text(it, i, names[i], it->bold, diag))
            return false;
    it->row = 1;
    return true;
}

/* What the library writes to a full disk is lost without a word: we look ourselves. */
static bool refuse_disk(struct diag *diag)
{
    return diag_system(diag, "--to=xlsx", "write the rows to $TMPDIR");
}

static bool end_record(void *state, struct diag *diag)
{
    struct xlsx *it = state;

    it->row++;
    if (!ferror(it->sheet->optimize_tmpfile))
        return true;
    errno = ENOSPC;
    return refuse_disk(diag);
}

/*
 * The library copies the rows to one more file, where want of room goes unnoticed: all
 * that it will take is reserved beforehand, and given back.
 */
static bool reserve(struct xlsx *it, struct diag *diag)
{
    FILE *rows = it->sheet->optimize_tmpfile;
    int fd = fileno(rows);
    off_t size;

    errno = ENOSPC;
    if (fflush(rows) != 0 || ferror(rows))
        return refuse_disk(diag);
    size = ftello(rows);
    if (size < 0)
        return refuse_disk(diag);
    it->workbook->options.use_zip64 = size > ZIP_MOST;
    if (fallocate(fd, FALLOC_FL_KEEP_SIZE, size, size + MARGIN_BYTES) != 0)
        return errno == EOPNOTSUPP || errno == ENOSYS || refuse_disk(diag);
    return ftruncate(fd, size) == 0 || refuse_disk(diag);
}

static void finish_sheet(struct xlsx *it)
{
    const struct xlsx_library *library = it->library;
    lxw_row_t last = it->row - 1;

    library->worksheet_freeze_panes(it->sheet, 1, 0);
    /* An id of digits is a text on purpose: no mark in its corner. */
    library->worksheet_ignore_errors(it->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT,
                                     "A1:XFD1048576");
    for (unsigned i = 0; i < it->columns; i++) {
        size_t width = it->widths[i] + WIDTH_BESIDE;
        if (width < WIDTH_LEAST)
            width = WIDTH_LEAST;
        if (width > WIDTH_MOST)
            width = WIDTH_MOST;
        library->worksheet_set_column(it->sheet, (lxw_col_t)i, (lxw_col_t)i,
                                      (double)width, NULL);
    }
    if (it->columns == 0)
        return;
    library->worksheet_autofilter(it->sheet, 0, 0, last, (lxw_col_t)(it->columns - 1));
}

/* Takes the workbook from memory to where it goes. */
static bool copy(struct xlsx *it, struct diag *diag)
{
    char bytes[COPY_BYTES];
    off_t at = 0;
    ssize_t count;

    while ((count = pread(it->fd, bytes, sizeof bytes, at)) > 0) {
        output_write(it->output, span_of(bytes, (size_t)count));
        at += count;
    }
    return (count == 0 && at > 0) || refuse_workbook(diag, strerror(errno));
}

static bool close_xlsx(void *state, struct diag *diag)
{
    struct xlsx *it = state;
    lxw_error error;

    finish_sheet(it);
    if (!reserve(it, diag))
        return false;
    error = it->library->workbook_close(it->workbook);
    it->workbook = NULL;
    return is_done(error, it, diag) && copy(it, diag);
}

const struct writer_form xlsx_form = {.is_whole = true,
                                      .open = open_xlsx,
                                      .header = put_header,
                                      .value = put_value,
                                      .end = end_record,
                                      .close = close_xlsx,
                                      .free = free_xlsx};
