/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * libxlsxwriter, loaded when a workbook is asked for and not before: every other run
 * starts without it, and a machine that never writes a workbook doesn't need it.
 */
#ifndef VIERPHASEN_XLSX_LIBRARY_H
#define VIERPHASEN_XLSX_LIBRARY_H

#include <xlsxwriter.h>

struct diag;

/* Name in the library; the pointer is called the same. */
#define XLSX_FUNCTIONS(X)      \
    X(workbook_new_opt)        \
    X(workbook_add_worksheet)  \
    X(workbook_add_format)     \
    X(workbook_set_properties) \
    X(workbook_close)          \
    X(lxw_workbook_free)       \
    X(worksheet_write_string)  \
    X(worksheet_write_number)  \
    X(worksheet_set_column)    \
    X(worksheet_freeze_panes)  \
    X(worksheet_autofilter)    \
    X(worksheet_ignore_errors) \
    X(format_set_bold)         \
    X(format_set_num_format)   \
    X(lxw_strerror)

struct xlsx_library {
#define AS_POINTER(name) __typeof__(name) *(name);
    XLSX_FUNCTIONS(AS_POINTER)
#undef AS_POINTER
};

/*
 * The library, which stays loaded. NULL and a diag that says how to come by it if it is
 * missing.
 */
const struct xlsx_library *xlsx_library_load(struct diag *diag);

#endif
