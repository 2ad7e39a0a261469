/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a dossier says by the columns of the stream alone: their days, and what their
 * values mean.
 */
#include "agreement/dossier.h"
#include "rules/columns.h"
#include "rules/labels.h"
#include "value/date.h"

/* The names that are days of the person. */
static const struct {
    int name, column;
} DAYS[] = {{NAME_BIRTH_DATE, COL_BIRTH_DATE},
            {NAME_ESB_ON, COL_ESB_ON},
            {NAME_FIRST_TALK_ON, COL_FIRST_TALK_ON},
            {NAME_LAST_CONTACT_ON, COL_LAST_CONTACT_ON},
            {NAME_CATEGORY_SINCE, COL_CATEGORY_SINCE},
            {NAME_MEASURE_ENDS_ON, COL_MEASURE_ENDS_ON}};

bool dossier_day_column(const struct dossier_frame *frame, int name, int *column)
{
    *column = name == NAME_PROFILING_ON ? frame->profiling_on : -1;
    for (size_t i = 0; i < sizeof DAYS / sizeof *DAYS; i++)
        if (DAYS[i].name == name)
            *column = DAYS[i].column;
    return *column >= 0 || name == NAME_PROFILING_ON;
}

struct span dossier_meaning(struct dossier *dossier, unsigned place, struct span value)
{
    const struct dossier_frame *frame = dossier->frame;
    struct span label;
    int32_t day;

    if (frame->is_day[place] && date_parse(value, &day)) {
        dossier->text.len = 0;
        date_format_german(day, buffer_room(&dossier->text, DATE_BYTES));
        dossier->text.len = DATE_BYTES;
        return buffer_text(&dossier->text);
    }
    label = labels_value(frame->meanings, place, value);
    return span_equal(label, value) ? span_of("", 0) : label;
}
