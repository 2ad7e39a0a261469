/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/labelling.h"

#include "cli/filter.h"
#include "rules/labels.h"

static void give_heads(void *context, const struct span *names, unsigned count,
                       struct span *heads)
{
    labels_head(context, names, count, heads);
}

static struct span give_value(void *context, unsigned column, struct span value)
{
    return labels_value(context, column, value);
}

bool labelling_begin(struct labelling *labelling, struct filter *filter)
{
    const struct options *options = &filter->options;
    const struct concept *concept = filter->concept;

    if (!options->labels)
        return true;
    if (concept == NULL && options->has_concept) {
        labelling->concept =
            filter_open_concept(filter, options->concept, options->as_of);
        if (labelling->concept == NULL)
            return false;
        concept = labelling->concept;
    }
    labelling->labels = labels_open(concept, filter_faults(filter));
    if (labelling->labels == NULL)
        return false;
    labelling->words = (struct writer_words){labelling->labels, give_heads, give_value};
    writer_translate(filter->writer, &labelling->words);
    return true;
}

void labelling_end(struct labelling *labelling)
{
    labels_close(labelling->labels);
    concept_close(labelling->concept);
}
