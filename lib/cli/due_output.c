/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/due_output.h"

#include "stream/dialect.h"

static bool usage(struct diag *diag, const char *text)
{
    diag_set(diag, DIAG_USAGE, "%s", text);
    return false;
}

static bool is_calendar(const struct options *options)
{
    return options->has_to && options->to.format == FORMAT_ICS;
}

/* What doesn't go together; NULL if all does. */
static const char *find_conflict(const struct due_output *view,
                                 const struct options *options)
{
    bool has_ics_options = options->ics != NULL || options->alarm != NULL ||
                           options->uid_key != NULL || options->with_client_id;

    if (is_calendar(options) && (view->keep.ptr != NULL || options->explain))
        return "--keep and --explain do not go with --to=ics";
    if (!is_calendar(options) && has_ics_options)
        return "--ics, --alarm, --with-client-id and --uid-key go with --to=ics";
    if ((options->split != NULL) != (options->output_dir != NULL))
        return "--split and --output-dir go together";
    if (options->output_dir != NULL && options->output_dir[0] == '\0')
        return "--output-dir: expected the name of a folder";
    if (options->output_dir != NULL && options->output != NULL)
        return "--output and --output-dir exclude each other";
    return NULL;
}

static bool choose_calendar(struct due_calendar *calendar,
                            const struct options *options, struct diag *diag)
{
    const char *kind = options->ics != NULL ? options->ics : "event";

    calendar->has_todos = strcmp(kind, "todo") == 0;
    if (!calendar->has_todos && strcmp(kind, "event") != 0)
        return usage(diag, "--ics: expected event or todo");
    if (options->alarm != NULL &&
        !due_calendar_set_alarm(calendar, span_from(options->alarm)))
        return usage(diag, "--alarm: expected a time such as 16h, 1d or 2w");
    uid_key_public(&calendar->key);
    return options->uid_key == NULL ||
           uid_key_read(&calendar->key, options->uid_key, diag);
}

bool due_output_choose(struct due_output *view, const struct options *options,
                       struct diag *diag)
{
    const char *conflict = find_conflict(view, options);

    if (conflict != NULL)
        return usage(diag, conflict);
    view->split_by = options->split;
    view->folder = options->output_dir;
    view->row.as_of = view->calendar.as_of = options->as_of;
    view->row.has_window = view->calendar.has_window = view->has_window;
    view->row.notes = view->calendar.notes = &view->notes;
    view->row.explains = options->explain;
    view->calendar.has_client_id = options->with_client_id;
    return !is_calendar(options) || choose_calendar(&view->calendar, options, diag);
}

bool due_output_is_split(const struct due_output *view)
{
    return view->split_by != NULL;
}

bool due_output_name(struct due_output *view, const struct header *header,
                     struct diag *diag)
{
    if (!due_row_name(&view->row, header, view->keep))
        return usage(diag, "--keep: expected names of other columns between commas, "
                           "each once");
    if (view->split_by != NULL &&
        !due_row_sort_by(&view->row, header, span_from(view->split_by)))
        return usage(diag, "--split: expected a column of the list or of the input");
    return true;
}

bool due_output_begin(struct due_output *view, const struct columns *columns,
                      struct output *output, struct writer *writer, struct diag *diag)
{
    enum format format = writer != NULL ? writer_format(writer) : FORMAT_ICS;
    struct split_form form = {.folder = view->folder,
                              .extension = dialect_extension(format)};

    view->output = output;
    view->writer = writer;
    if (writer == NULL) {
        view->calendar.ics.output = output;
        due_calendar_begin(&view->calendar);
    }
    if (view->split_by == NULL)
        return true;
    form.hides_values = !due_row_key_is_public(&view->row, columns);
    form.head = output_take(output);
    view->split = split_open(&form, diag);
    return view->split != NULL;
}

bool due_output_read(struct due_output *view, const struct record *record,
                     struct diag *diag)
{
    bool passes_undecoded =
        view->writer == NULL || writer_format(view->writer) == FORMAT_TSV;

    return (passes_undecoded || due_row_can_decode(&view->row, record, diag)) &&
           (view->split == NULL || due_row_read_key(&view->row, record, diag));
}

bool due_output_write(struct due_output *view, const struct facts *facts,
                      const struct record *record, const struct obligation *obligation,
                      struct diag *diag)
{
    struct due_row *row = &view->row;

    if (view->writer != NULL || view->split != NULL)
        due_row_fill(row, facts, obligation);
    if (view->writer != NULL)
        due_row_write(row, record, view->writer);
    else
        due_calendar_add(&view->calendar, facts, obligation);
    return view->split == NULL ||
           split_write(view->split, due_row_key(row), output_take(view->output), diag);
}

bool due_output_finish(struct due_output *view, struct diag *diag)
{
    if (view->writer == NULL)
        due_calendar_finish(&view->calendar);
    return view->split == NULL ||
           split_finish(view->split, output_take(view->output), diag);
}

void due_output_free(struct due_output *view)
{
    split_free(view->split);
    due_row_free(&view->row);
}
