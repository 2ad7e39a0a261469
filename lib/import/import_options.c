/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/import_options.h"

#include "base/diag.h"
#include "base/names.h"
#include "base/span.h"

enum {
    KEY_NEEDS = 1000,
    KEY_ENCODING,
    KEY_SHOW_HEADERS,
    KEY_SHOW_VALUES,
    KEY_ONLY_KNOWN,
    KEY_STRICT_NEEDS
};

const struct argp_option IMPORT_OPTIONS[] = {
    {"mapping", 'm', "FILE", 0, "Rename columns and translate values by FILE", 0},
    {"needs", KEY_NEEDS, "FILE", 0, "Join the needs of FILE, one a row", 0},
    {"strict-needs", KEY_STRICT_NEEDS, NULL, 0,
     "Refuse needs of persons who are not in the export", 0},
    {"encoding", KEY_ENCODING, "NAME", 0,
     "The input is auto, utf-8, windows-1252, iso-8859-15 or utf-16 (default: auto)",
     0},
    {"only-known", KEY_ONLY_KNOWN, NULL, 0,
     "Leave out columns that neither the mapping nor the contract knows", 0},
    {"show-headers", KEY_SHOW_HEADERS, NULL, 0,
     "Print a mapping to begin with, and read no records", 0},
    {"show-values", KEY_SHOW_VALUES, NULL, 0,
     "Print the values of coded headers, and what each becomes, and import nothing", 0},
    {NULL, 0, NULL, 0, NULL, 0}};

static void set_encoding(struct import_options *options, const char *value,
                         struct argp_state *argp)
{
    static const char *const names[] = {"auto", "utf-8", "windows-1252", "iso-8859-15",
                                        "utf-16"};
    enum { NAMES = sizeof names / sizeof *names };
    struct span spans[NAMES];
    struct diag diag;

    if (encoding_from_name(span_from(value), &options->encoding))
        return;
    for (size_t i = 0; i < NAMES; i++)
        spans[i] = span_from(names[i]);
    names_unknown(&diag, "--encoding: no encoding", span_from(value), spans, NAMES);
    argp_error(argp, "%s", diag.text);
}

error_t import_options_parse(struct import_options *options, int key, const char *value,
                             struct argp_state *argp)
{
    switch (key) {
    case 'm':
        options->mapping = value;
        return 0;
    case KEY_NEEDS:
        options->needs = value;
        return 0;
    case KEY_ENCODING:
        set_encoding(options, value, argp);
        return 0;
    case KEY_SHOW_HEADERS:
        options->shows_headers = true;
        return 0;
    case KEY_STRICT_NEEDS:
        options->strict_needs = true;
        return 0;
    case KEY_ONLY_KNOWN:
        options->only_known = true;
        return 0;
    case KEY_SHOW_VALUES:
        options->shows_values = true;
        return 0;
    case ARGP_KEY_END:
        if (options->shows_headers && options->shows_values)
            argp_error(argp, "--show-headers and --show-values exclude each other");
        return ARGP_ERR_UNKNOWN;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}
