/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agreement/rendering_options.h"

#include "base/diag.h"
#include "base/names.h"

enum {
    KEY_TO = 't',
    KEY_FORM = 1100,
    KEY_FORMS_DIR,
    KEY_OFFICES,
    KEY_OUTPUT_DIR,
    KEY_LARGE_PRINT
};

const struct argp_option RENDERING_OPTIONS[] = {
    {"to", KEY_TO, "FORMAT", 0, "Write text, html or json (default: text)", 0},
    {"form", KEY_FORM, "NAME", 0, "Fill this form (default: the agreement of the day)",
     0},
    {"forms-dir", KEY_FORMS_DIR, "DIR", 0, "Take forms and their parts from DIR", 0},
    {"large-print", KEY_LARGE_PRINT, NULL, 0, "Write pages in large print", 0},
    {"offices", KEY_OFFICES, "FILE", 0, "Take names and addresses of offices from FILE",
     0},
    {"output-dir", KEY_OUTPUT_DIR, "DIR", 0,
     "Write a file for each person, and index.tsv, to the new or empty folder DIR", 0},
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
    default:
        return ARGP_ERR_UNKNOWN;
    }
}
