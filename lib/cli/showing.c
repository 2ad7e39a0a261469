/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/showing.h"

#include "cli/import_notes.h"
#include "import/suggestion.h"
#include "import/value_list.h"

enum filter_status showing_start(struct showing *showing, struct filter *filter,
                                 const struct reader_options *reading,
                                 const struct mapping *mapping,
                                 const struct targets *targets)
{
    showing->mapping = mapping;
    if (showing->values)
        showing->value_lists = value_list_new(filter->concept, targets, filter->header);
    filter_add_all(filter,
                   showing->values ? VALUE_LIST_COLUMNS : "column header values");
    if (showing->needs == NULL)
        return FILTER_OK;
    showing->reader = reader_open(&showing->needs, 1, reading, &filter->diag);
    return showing->reader != NULL ? FILTER_OK : FILTER_FAILED;
}

enum filter_status showing_headers(struct showing *showing, struct filter *filter)
{
    const struct header *needs =
        showing->reader != NULL ? reader_header(showing->reader) : NULL;

    import_notes_say_guessed(filter);
    suggestion_mapping(showing->known, filter->writer, filter->concept, filter->header,
                       needs);
    return FILTER_DONE;
}

enum filter_status showing_record(struct showing *showing, const struct record *record)
{
    value_list_take(showing->value_lists, record);
    return FILTER_OK;
}

enum filter_status showing_values(struct showing *showing, struct filter *filter)
{
    struct span header;
    unsigned at = 0;

    if (showing->reader != NULL &&
        !value_list_take_needs(showing->value_lists, showing->reader, showing->mapping,
                               showing->needs, &filter->diag))
        return FILTER_FAILED;
    value_list_write(showing->value_lists, filter->writer);
    while ((header = value_list_next_crowded(showing->value_lists, &at)).ptr != NULL)
        filter_note(filter,
                    "%.*s: more than %d different values, or %d bytes of them: no "
                    "codes, not shown",
                    (int)header.len, header.ptr, VALUE_LIST_MOST, VALUE_LIST_BYTES);
    return FILTER_OK;
}

void showing_free(struct showing *showing)
{
    value_list_free(showing->value_lists);
    reader_close(showing->reader);
    *showing = (struct showing){.headers = false};
}
