/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stretches: columns whose bytes a writer makes once and writes many times. */
#include "stream/output.h"
#include "stream/writer_inside.h"

bool writer_has_stretches(const struct writer *writer)
{
    return writer->form == NULL;
}

void writer_stretch_begin(struct writer *writer)
{
    if (writer->aside == NULL)
        writer->aside = output_hold();
    writer->resumed = writer->output;
    writer->output = writer->aside;
    writer->stretch_column = writer->column;
}

struct span writer_stretch_end(struct writer *writer)
{
    writer->output = writer->resumed;
    writer->column = writer->stretch_column;
    return output_take(writer->aside);
}

void writer_stretch(struct writer *writer, struct span stretch, unsigned columns)
{
    output_write(writer->output, stretch);
    writer->column += columns;
}
