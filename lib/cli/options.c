/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/claim.h"
#include "base/diag.h"
#include "base/mem.h"
#include "base/names.h"
#include "base/span.h"
#include "cli/help.h"
#include "cli/recording.h"
#include "stream/dialect.h"
#include "value/date.h"
#include "value/number.h"

enum { STATUS_USAGE = 2, JOBS_MOST = 256 };

enum {
    KEY_AS_OF = 300,
    KEY_REJECTS,
    KEY_REFUSED,
    KEY_KEEP_GOING,
    KEY_EXPLAIN,
    KEY_STATS,
    KEY_MAX_FIELD,
    KEY_MAX_RECORD,
    KEY_MAX_COLUMNS,
    KEY_MANIFEST,
    KEY_MANIFEST_ONLY,
    KEY_LABELS,
    KEY_NO_HEADER,
    KEY_FIRST_LINE,
    KEY_USAGE
};

/* A tool has those of its groups, but for those that its own take the place of. */
static const struct {
    unsigned groups; /* 0: every tool */
    struct argp_option option;
} common[] = {
    {OPTIONS_RULES | OPTIONS_DAY,
     {"as-of", KEY_AS_OF, "DATE", 0, "Take DATE for today (default: the local date)",
      1}},
    {OPTIONS_RULES,
     {"concept", 'C', "NAME|DIR", 0,
      "Use the rules of this concept (default: uckermark)", 1}},
    {OPTIONS_EXPLAIN,
     {"explain", KEY_EXPLAIN, NULL, 0,
      "Add a column that names each rule that fired, its source and what it saw", 1}},
    {OPTIONS_READ | OPTIONS_ALL,
     {"delimiter", 'd', "CHAR", 0,
      "Fields of the input are separated by CHAR (default: found from the header); TAB "
      "means TSV",
      2}},
    {OPTIONS_WRITE,
     {"to", 't', "FORMAT", 0,
      "Write " DIALECT_NAMES
      " (default: as the input; case-import, household-days: tsv)",
      2}},
    {OPTIONS_LABELS,
     {"labels", KEY_LABELS, "LANGUAGE", 0,
      "Write the names of columns and the codes in words, for people: de", 2}},
    {OPTIONS_LABELS,
     {"concept", 'C', "NAME|DIR", 0,
      "With --labels: take the words for codes from this concept (default: none)", 2}},
    {OPTIONS_LABELS,
     {"as-of", KEY_AS_OF, "DATE", 0,
      "With --concept: as it is on DATE (default: the local date)", 2}},
    {OPTIONS_WRITE,
     {"output", 'o', "FILE", 0, "Write to FILE, which appears when it is complete", 2}},
    {OPTIONS_SHARES,
     {"no-header", KEY_NO_HEADER, NULL, 0,
      "Write no header line: for the second and later parts of a stream", 2}},
    {OPTIONS_SHARES,
     {"first-line", KEY_FIRST_LINE, "N", 0,
      "The first record stands in line N of the stream that FILE is a part of", 2}},
    {OPTIONS_SHARES,
     {"jobs", 'j', "N", 0,
      "Let N processes do the work; nothing that is written depends on it (default: 1)",
      4}},
    {OPTIONS_READ,
     {"rejects", KEY_REJECTS, "FILE", 0,
      "Write each refused record to FILE, and go on (implies --keep-going)", 3}},
    {OPTIONS_REFUSED,
     {"refused", KEY_REFUSED, "FILE", 0,
      "Write each refused record to FILE as it was, under its header, and go on "
      "(implies "
      "--keep-going)",
      3}},
    {OPTIONS_READ,
     {"keep-going", KEY_KEEP_GOING, NULL, 0,
      "Go on behind a refused record; the status is 1 all the same", 3}},
    {OPTIONS_READ,
     {"stats", KEY_STATS, NULL, 0, "At the end, print counts on standard error", 4}},
    {OPTIONS_READ | OPTIONS_ALL,
     {"max-field", KEY_MAX_FIELD, "BYTES", 0, "Refuse longer fields (default: 1048576)",
      3}},
    {OPTIONS_READ | OPTIONS_ALL,
     {"max-record", KEY_MAX_RECORD, "BYTES", 0,
      "Refuse longer records (default: 16777216)", 3}},
    {OPTIONS_READ | OPTIONS_ALL,
     {"max-columns", KEY_MAX_COLUMNS, "N", 0, "Refuse wider headers (default: 4096)",
      3}},
    {0,
     {"manifest", KEY_MANIFEST, "FILE", 0,
      "Write to FILE what was read, by which rules, and what came out, by SHA-256, "
      "for replay(1)",
      4}},
    {0,
     {"manifest-only", KEY_MANIFEST_ONLY, "FILE", 0,
      "The same, and throw away what the run would write otherwise", 4}},
    {0, {"quiet", 'q', NULL, 0, "Print no warnings and no notes; errors always", 4}},
    {0, {"help", 'h', NULL, 0, "Print this help and exit", 5}},
    {0, {"usage", KEY_USAGE, NULL, 0, "Print a short usage message and exit", 5}},
    {0, {"version", 'V', NULL, 0, "Print the version and exit", 5}},
};

enum { COMMON_COUNT = sizeof common / sizeof *common, OWN_MOST = 24 };

struct parsing {
    struct options *options;
    const struct command_line *line;
};

static void set_delimiter(struct options *options, const char *value,
                          struct argp_state *state)
{
    if (strcmp(value, "TAB") == 0)
        value = "\t";
    if (strlen(value) != 1 || strchr("\"\\\r\n", value[0]) != NULL)
        argp_error(state,
                   "--delimiter: expected one byte or TAB, no quote or backslash");
    options->delimiter = (unsigned char)value[0];
}

static size_t size_of(const char *value, const char *option, int32_t most,
                      struct argp_state *state)
{
    int32_t number = 0;

    if (!number_parse(span_from(value), most, &number) || number == 0)
        argp_error(state, "--%s: expected a number from 1 to %d", option, (int)most);
    return (size_t)number;
}

static void set_format(struct options *options, const char *name,
                       struct argp_state *state)
{
    struct diag diag;

    if (!dialect_from_name(span_from(name), &options->to)) {
        dialect_unknown(name, NULL, &diag);
        argp_error(state, "%s", diag.text);
    }
    options->has_to = true;
}

static error_t parse_value(int key, char *value, struct options *options,
                           struct argp_state *state)
{
    const int32_t most_bytes = 1 << 30;

    switch (key) {
    case KEY_AS_OF:
        if (!date_parse(span_from(value), &options->as_of))
            argp_error(state, "--as-of: expected a date YYYY-MM-DD or DD.MM.YYYY");
        options->has_as_of = true;
        return 0;
    case 'C':
        options->concept = value;
        options->has_concept = true;
        return 0;
    case 'd':
        set_delimiter(options, value, state);
        return 0;
    case 't':
        set_format(options, value, state);
        return 0;
    case KEY_LABELS:
        if (strcmp(value, "de") != 0)
            argp_error(state, "--labels: no language \"%s\". There is: de", value);
        options->labels = true;
        return 0;
    case KEY_MAX_FIELD:
        options->limits.field = size_of(value, "max-field", most_bytes, state);
        return 0;
    case KEY_MAX_RECORD:
        options->limits.record = size_of(value, "max-record", most_bytes, state);
        return 0;
    case KEY_MAX_COLUMNS:
        options->limits.columns =
            (unsigned)size_of(value, "max-columns", 1 << 20, state);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static error_t parse_share(int key, const char *value, struct options *options,
                           struct argp_state *state)
{
    switch (key) {
    case 'j':
        options->jobs = (unsigned)size_of(value, "jobs", JOBS_MOST, state);
        return 0;
    case KEY_NO_HEADER:
        options->no_header = true;
        return 0;
    case KEY_FIRST_LINE:
        options->first_line = size_of(value, "first-line", INT32_MAX, state);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static void set_manifest(struct options *options, const char *value, bool only,
                         struct argp_state *state)
{
    if (options->manifest != NULL)
        argp_error(state, "--manifest or --manifest-only: expected one of them, once");
    if (value[0] == '\0' || strcmp(value, "-") == 0)
        argp_error(state, "--manifest: expected a file, standard output is taken");
    options->manifest = value;
    options->manifest_only = only;
}

static error_t parse_switch(int key, char *value, struct options *options,
                            struct argp_state *state)
{
    switch (key) {
    case 'o':
        options->output = value;
        return 0;
    case KEY_REJECTS:
        if (strcmp(value, "-") == 0)
            argp_error(state, "--rejects: expected a file, standard output is taken");
        options->rejects = value;
        options->keep_going = true;
        return 0;
    case KEY_REFUSED:
        if (strcmp(value, "-") == 0)
            argp_error(state, "--refused: expected a file, standard output is taken");
        options->refused = value;
        options->keep_going = true;
        return 0;
    case KEY_KEEP_GOING:
        options->keep_going = true;
        return 0;
    case KEY_MANIFEST:
    case KEY_MANIFEST_ONLY:
        set_manifest(options, value, key == KEY_MANIFEST_ONLY, state);
        return 0;
    case KEY_EXPLAIN:
        options->explain = true;
        return 0;
    case KEY_STATS:
        options->stats = true;
        return 0;
    case 'q':
        options->quiet = true;
        return 0;
    case 'V':
        options->version = true;
        return 0;
    case 'h':
        help_print(state, ARGP_HELP_SHORT_USAGE | ARGP_HELP_LONG | ARGP_HELP_DOC);
    case KEY_USAGE:
        help_print(state, ARGP_HELP_USAGE);
    case ARGP_KEY_ARG:
        options->files[options->file_count++] = value;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static error_t parse(int key, char *value, struct argp_state *state)
{
    const struct parsing *parsing = state->input;
    error_t result = ARGP_ERR_UNKNOWN;

    if (parsing->line->parse != NULL)
        result = parsing->line->parse(key, value, state);
    if (result == ARGP_ERR_UNKNOWN)
        result = parse_value(key, value, parsing->options, state);
    if (result == ARGP_ERR_UNKNOWN)
        result = parse_share(key, value, parsing->options, state);
    if (result == ARGP_ERR_UNKNOWN)
        result = parse_switch(key, value, parsing->options, state);
    return result;
}

static const struct argp_option *find_long(const struct argp_option *options,
                                           struct span name)
{
    for (; options->name != NULL || options->key != 0; options++)
        if (options->name != NULL && span_is(name, options->name))
            return options;
    return NULL;
}

void options_hint(const char *name)
{
    fprintf(stderr, "Try `%s --help' or `%s --usage' for more information.\n", name,
            name);
}

/* Whether a word of short options, such as `-qo`, takes the next word as a value. */
static bool takes_next_word(const struct argp_option *options, const char *word)
{
    const struct argp_option *option = NULL;
    size_t i = 0;

    while (word[0] == '-' && word[i] != '\0' && word[++i] != '\0') {
        for (option = options; option->key != 0; option++)
            if (option->key == word[i])
                break;
        if (option->key != 0 && option->arg != NULL)
            return word[i + 1] == '\0';
    }
    return false;
}

/* There is none of this name: which one is meant, in argp's two lines. */
static _Noreturn void refuse_option(const struct argp_option *options, const char *name,
                                    struct span word)
{
    struct nearest nearest = {.name = word};

    for (; options->name != NULL || options->key != 0; options++)
        if (options->name != NULL)
            nearest_consider(&nearest, span_from(options->name));
    fprintf(stderr, "%s: unrecognized option '--%.*s'", name, (int)word.len, word.ptr);
    if (nearest.best.ptr != NULL)
        fprintf(stderr, ", did you mean '--%.*s'?", (int)nearest.best.len,
                nearest.best.ptr);
    fputc('\n', stderr);
    options_hint(name);
    exit(STATUS_USAGE);
}

/* getopt takes any unambiguous beginning of a name; a script must not come to rely on
 * it. */
static void refuse_abbreviations(const struct argp_option *options, const char *name,
                                 int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        struct span word = span_from(argv[i]), rest;
        const struct argp_option *option;
        if (!span_starts(word, "--")) {
            i += takes_next_word(options, argv[i]);
            continue;
        }
        rest = span_after(word, 2);
        word = span_cut(&rest, '=');
        option = find_long(options, word);
        if (option == NULL)
            refuse_option(options, name, word);
        if (option->arg != NULL && rest.ptr == NULL)
            i++; /* the next word is its value */
    }
}

/* A help text that could not be printed must not end with status 0. */
static void check_stdout(void)
{
    if (fflush(stdout) != 0 || ferror(stdout) != 0) {
        fprintf(stderr, "%s: <stdout>: cannot write: %s\n", program_invocation_name,
                strerror(errno));
        _exit(STATUS_USAGE);
    }
}

/* Whether the tool has a day: of its rules, or of a concept that gives words only. */
static bool has_day(const struct options *options, const struct command_line *line)
{
    return (line->groups & (OPTIONS_RULES | OPTIONS_DAY)) != 0 ||
           (options->labels && options->has_concept);
}

/* A concept that only gives words is nothing without them. */
static void check_labels(const struct options *options, const struct command_line *line)
{
    if ((line->groups & (OPTIONS_RULES | OPTIONS_DAY)) != 0 || options->labels ||
        (!options->has_concept && !options->has_as_of))
        return;
    fprintf(stderr,
            "%s: --concept and --as-of: expected with an option that needs them, see "
            "--help\n",
            line->name);
    options_hint(line->name);
    exit(STATUS_USAGE);
}

void options_parse(struct options *options, const struct command_line *line, int argc,
                   char **argv)
{
    struct argp_option table[COMMON_COUNT + OWN_MOST + HELP_GROUPS + 1] = {{0}};
    char *text = help_text(line);
    struct argp argp = {table, parse, line->arguments, text, NULL, NULL, NULL};
    struct parsing parsing = {options, line};
    char **given = mem_array((size_t)argc + 1, sizeof *given);
    size_t count = 0;

    memcpy(given, argv, (size_t)argc * sizeof *given); /* argp sorts its own */

    *options = (struct options){
        .delimiter = -1, .concept = "uckermark", .limits = RECORD_LIMITS};
    options->files = mem_array((size_t)argc + 1, sizeof *options->files);
    while (line->own != NULL && count < OWN_MOST && line->own[count].name != NULL) {
        table[count] = line->own[count];
        count++;
    }
    for (size_t i = 0; i < COMMON_COUNT; i++) {
        struct span name = span_from(common[i].option.name);
        bool is_ours = common[i].groups == 0 || (common[i].groups & line->groups) != 0;
        if (is_ours && find_long(table, name) == NULL)
            table[count++] = common[i].option;
    }
    help_group(table, count, line);
    atexit(check_stdout);
    setenv("ARGP_HELP_FMT", HELP_OF_ERRORS, 0);
    argp_err_exit_status = STATUS_USAGE;
    argv[0] = program_invocation_name = program_invocation_short_name =
        (char *)(uintptr_t)line->name;
    refuse_abbreviations(table, line->name, argc, argv);
    /* argp itself and what it prints: without memory it drops texts, or aborts. */
    claim_begin();
    argp_parse(&argp, argc, argv, ARGP_NO_HELP, NULL, &parsing);
    claim_end();
    check_labels(options, line);
    free(text);
    if (has_day(options, line) && !options->has_as_of)
        options->as_of = date_today();
    if (has_day(options, line) &&
        (options->as_of < DATE_MIN || options->as_of > DATE_MAX)) {
        fprintf(stderr, "%s: the clock gives no day from 1900 to 2199, use --as-of\n",
                line->name);
        exit(STATUS_USAGE);
    }
    recording_begin(options, line, argc, given);
}
