/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agreement/rendering_options.h"

#include "base/diag.h"
#include "base/names.h"
#include "rules/columns.h"

enum {
    KEY_TO = 't',
    KEY_FORM = 1100,
    KEY_FORMS_DIR,
    KEY_OFFICES,
    KEY_OUTPUT_DIR,
    KEY_SPLIT,
    KEY_FORCE,
    KEY_STRICT,
    KEY_ONLY_DUE,
    KEY_LARGE_PRINT
};

const struct argp_option RENDERING_OPTIONS[] = {
    {"to", KEY_TO, "FORMAT", 0, "Write text, html or json (default: text)", 0},
    {"form", KEY_FORM, "NAME", 0, "Fill this form (default: the agreement of the day)",
     0},
    {"forms-dir", KEY_FORMS_DIR, "DIR", 0, "Take forms and their parts from DIR first",
     0},
    {"large-print", KEY_LARGE_PRINT, NULL, 0, "Write pages in large print", 0},
    {"offices", KEY_OFFICES, "FILE", 0, "Take names and addresses of offices from FILE",
     0},
    {"output-dir", KEY_OUTPUT_DIR, "DIR", 0,
     "Write a file for each person, and index.tsv, to the new or empty folder DIR", 0},
    {"split", KEY_SPLIT, "COLUMN", 0,
     "With --output-dir: a file for each case_manager, or each office", 0},
    {"force", KEY_FORCE, NULL, 0,
     "With --output-dir: replace the folder of an earlier run", 0},
    {"strict", KEY_STRICT, NULL, 0,
     "Refuse who has a finding of the level error (see case-check)", 0},
    {"only-due", KEY_ONLY_DUE, NULL, 0,
     "Only for whom an agreement is due: it ends, is to be renewed, or is missing", 0},
    {NULL, 0, NULL, 0, NULL, 0}};

static void choose_format(struct rendering_options *options, const char *value,
                          struct argp_state *argp)
{
    struct span names[RENDER_FORMATS];
    struct diag diag;

    for (unsigned i = 0; i < RENDER_FORMATS; i++) {
        names[i] = span_from(RENDER_FORMAT_NAMES[i]);
        if (span_is(names[i], value)) {
            options->format = (enum rendering_format)i;
            return;
        }
    }
    names_unknown(&diag, "--to: no format", span_from(value), names, RENDER_FORMATS);
    argp_error(argp, "%s", diag.text);
}

static void choose_split(struct rendering_options *options, const char *value,
                         struct argp_state *argp)
{
    static const int columns[] = {COL_CASE_MANAGER, COL_OFFICE};
    const struct span names[] = {span_from("case_manager"), span_from("office")};
    int place = names_find_span(names, 2, span_from(value));
    struct diag diag;

    if (place < 0) {
        names_unknown(&diag, "--split: no column", span_from(value), names, 2);
        argp_error(argp, "%s", diag.text);
    }
    options->split = columns[place];
}

/* An option that has no value. */
static bool take_flag(struct rendering_options *options, int key)
{
    bool *const flag = key == KEY_FORCE      ? &options->replaces
                       : key == KEY_STRICT   ? &options->is_strict
                       : key == KEY_ONLY_DUE ? &options->only_due
                                             : NULL;

    if (flag != NULL)
        *flag = true;
    return flag != NULL;
}

error_t rendering_options_parse(struct rendering_options *options, int key, char *value,
                                struct argp_state *argp)
{
    switch (key) {
    case KEY_TO:
        choose_format(options, value, argp);
        return 0;
    case KEY_FORM:
        options->form = value;
        return 0;
    case KEY_FORMS_DIR:
        if (value[0] == '\0')
            argp_error(argp, "--forms-dir: expected the name of a folder");
        options->folder = value;
        return 0;
    case KEY_LARGE_PRINT:
        options->is_large = true;
        return 0;
    case KEY_OFFICES:
        options->offices = value;
        return 0;
    case KEY_OUTPUT_DIR:
        if (value[0] == '\0')
            argp_error(argp, "--output-dir: expected the name of a folder");
        options->output_dir = value;
        return 0;
    case KEY_SPLIT:
        choose_split(options, value, argp);
        return 0;
    default:
        return take_flag(options, key) ? 0 : ARGP_ERR_UNKNOWN;
    }
}
