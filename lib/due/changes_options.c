/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/changes_options.h"

#include "base/diag.h"
#include "base/names.h"

enum { KEY_FIRST = 1000 };

const struct argp_option CHANGES_OPTIONS[] = {
    {"all", KEY_FIRST + CHANGES_ALL, NULL, 0,
     "List unchanged rows too, with an empty change", 0},
    {"read", KEY_FIRST + CHANGES_READ, "FILE", 0,
     "A case stream: the records that could be read for NEW; what is gone of a "
     "client_id that is not in it is listed as unclear",
     0},
    {"split", KEY_FIRST + CHANGES_SPLIT, "COLUMN", 0,
     "Write a file for each value of COLUMN, case_manager, to the folder of "
     "--output-dir",
     0},
    {"output-dir", KEY_FIRST + CHANGES_OUTPUT_DIR, "DIR", 0,
     "Write the files of --split, and index.tsv, to the new or empty folder DIR", 0},
    {"index", KEY_FIRST + CHANGES_INDEX, "FILE", 0,
     "With --split: the index.tsv of followup-due --split beside the lists of NEW", 0},
    {"old-index", KEY_FIRST + CHANGES_OLD_INDEX, "FILE", 0,
     "With --split: the same of OLD", 0},
    {NULL, 0, NULL, 0, NULL, 0}};

error_t changes_options_parse(struct changes_options *options, int key,
                              const char *value)
{
    if (key < KEY_FIRST || key >= KEY_FIRST + CHANGES_COUNT)
        return ARGP_ERR_UNKNOWN;
    options->given[key - KEY_FIRST] = value != NULL ? value : "";
    return 0;
}

static const char *find_conflict(const struct changes_options *options, bool has_output,
                                 size_t file_count)
{
    const char *const *given = options->given;
    const char *folder = given[CHANGES_OUTPUT_DIR];
    bool splits = given[CHANGES_SPLIT] != NULL;

    if (file_count != 2)
        return "expected two files, OLD and NEW";
    if (splits != (folder != NULL) || splits != (given[CHANGES_INDEX] != NULL))
        return "--split, --output-dir and --index go together";
    if (!splits && given[CHANGES_OLD_INDEX] != NULL)
        return "--old-index goes with --split";
    if (splits && folder[0] == '\0')
        return "--output-dir: expected the name of a folder";
    if (splits && (given[CHANGES_ALL] != NULL || has_output))
        return "--all and --output do not go with --split";
    return NULL;
}

bool changes_options_check(const struct changes_options *options, bool has_output,
                           size_t file_count, struct diag *diag)
{
    static const struct span columns[] = {{"case_manager", 12}};
    const char *split = options->given[CHANGES_SPLIT];
    const char *conflict = find_conflict(options, has_output, file_count);

    if (split != NULL && names_find_span(columns, 1, span_from(split)) < 0)
        return names_unknown(diag, "--split: no column to split by", span_from(split),
                             columns, 1);
    return conflict == NULL || diag_set(diag, DIAG_USAGE, "%s", conflict);
}
