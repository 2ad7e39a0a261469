/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a dossier says by the columns of the stream alone: their days, and what their
 * values mean.
 */
#include "agreement/dossier.h"
#include "rules/columns.h"
#include "rules/labels.h"
#include "value/date.h"

bool dossier_day_column(const struct dossier_frame *frame, int name, int *column)
{
    *column = -1;
    switch (name) {
    case NAME_PROFILING_ON:
        *column = frame->profiling_on;
        return true;
    case NAME_BIRTH_DATE:
        *column = COL_BIRTH_DATE;
        return true;
    case NAME_ESB_ON:
        *column = COL_ESB_ON;
        return true;
    case NAME_FIRST_TALK_ON:
        *column = COL_FIRST_TALK_ON;
        return true;
    case NAME_LAST_CONTACT_ON:
        *column = COL_LAST_CONTACT_ON;
        return true;
    case NAME_CATEGORY_SINCE:
        *column = COL_CATEGORY_SINCE;
        return true;
    case NAME_MEASURE_ENDS_ON:
        *column = COL_MEASURE_ENDS_ON;
        return true;
    default:
        return false;
    }
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
