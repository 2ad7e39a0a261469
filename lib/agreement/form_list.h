/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which forms there are: the table forms.tsv of a folder of forms says of each what it
 * is called and who gets it. A form that it does not list is for everyone.
 */
#ifndef VIERPHASEN_FORM_LIST_H
#define VIERPHASEN_FORM_LIST_H

#include <stdbool.h>

#include "rules/table.h"

struct form_list {
    struct table table;
    int form, whom; /* its columns */
};

/*
 * Loads the table of the folder, or that of the data folder if the folder is NULL or
 * has none. False and faults if it is missing, faulty or lists a form twice.
 */
bool form_list_load(struct form_list *list, const char *folder, struct arena *arena,
                    struct faults *faults);

/* Whether the table lists the form. */
bool form_list_has(const struct form_list *list, struct span form);

/* Whether only those get the form whom the concept's `document` gives an agreement. */
bool form_list_is_agreement(const struct form_list *list, struct span form);

/* As a usage fault: there is no such form, which was meant, and which there are. */
bool form_list_unknown(const struct form_list *list, struct span form,
                       struct arena *arena, struct diag *diag);

#endif
