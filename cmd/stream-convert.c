/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * stream-convert rewrites a record stream in another format. It reads any stream, also
 * one without client_id, and adds no column. Or it says for other programs what the
 * columns of a stream may hold, from its header alone. Exit status:
 * vierphasen-stream(5).
 */
#include <string.h>

#include "cli/filter.h"
#include "proof/schema.h"
#include "stream/output.h"

enum { OPTION_SCHEMA = OPTION_OWN };

static const struct argp_option own_options[] = {
    {"schema", OPTION_SCHEMA, "FORM", 0,
     "Write instead what the columns of FILE may hold, without FILE those of cases: "
     "frictionless, json or sql",
     0},
    {"concept", 'C', "NAME|DIR", 0,
     "With --schema: the columns of this concept (default: uckermark); with --labels: "
     "its words for codes (default: none)",
     1},
    {NULL, 0, NULL, 0, NULL, 0}};

static struct {
    bool has_form; /* else --schema was the value of another option */
    enum schema_form form;
    struct buffer text;
} state;

static error_t parse_schema(int key, char *value, struct argp_state *argp)
{
    struct diag diag;

    if (key != OPTION_SCHEMA)
        return ARGP_ERR_UNKNOWN;
    if (!schema_from_name(value, &state.form, &diag))
        argp_error(argp, "%s", diag.text);
    state.has_form = true;
    return 0;
}

static enum filter_status prepare(struct filter *filter, struct reader_options *reading)
{
    const struct options *options = &filter->options;

    (void)reading;
    if (!state.has_form)
        return filter_usage(filter, "--schema: expected a form, not a value of another "
                                    "option");
    if (options->has_to)
        return filter_usage(filter, "--to does not go with --schema");
    if (options->labels)
        return filter_usage(filter, "--labels does not go with --schema");
    if (options->file_count > 1)
        return filter_usage(filter, "--schema: expected at most one FILE");
    filter->concept = filter_open_concept(filter, options->concept, options->as_of);
    filter->needs_no_input = true;
    filter->writes_no_records = true;
    return filter->concept != NULL ? FILTER_OK : FILTER_FAILED;
}

static enum filter_status begin(struct filter *filter)
{
    const struct options *options = &filter->options;
    const char *path = options->file_count > 0 ? options->files[0] : NULL;

    if (!schema_write(state.form, filter->concept, filter->header, schema_table(path),
                      &state.text, filter_faults(filter)))
        return FILTER_FAILED;
    output_write(filter->output, buffer_text(&state.text));
    return FILTER_DONE;
}

static void clean(struct filter *filter)
{
    (void)filter;
    buffer_free(&state.text);
}

#define LINE(groups_, parse_)                                                      \
    {                                                                              \
        .name = "stream-convert", .arguments = "[FILE...]",                        \
        .summary = "Rewrite a record stream in another format.",                   \
        .heading = "What to write:",                                               \
        .example = "stream-convert --to=excel --output=cases.csv cases.tsv",       \
        .groups = OPTIONS_READ | OPTIONS_WRITE | OPTIONS_LABELS | OPTIONS_SHARES | \
                  (groups_),                                                       \
        .own = own_options, .parse = (parse_)                                      \
    }

static const struct tool of_records = {
    .line = LINE(0, NULL),
    .kind = FILTER_EXTEND,
};

/* Records know no day, a schema does. */
static const struct tool of_schema = {
    .line = LINE(OPTIONS_DAY, parse_schema),
    .kind = FILTER_EXTEND,
    .prepare = prepare,
    .begin = begin,
    .clean = clean,
};

int main(int argc, char **argv)
{
    const struct tool *tool = &of_records;

    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strncmp(argv[i], "--schema", strlen("--schema")) == 0)
            tool = &of_schema;
    return filter_main(tool, argc, argv);
}
