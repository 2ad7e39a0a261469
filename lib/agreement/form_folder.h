/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where forms and their parts lie: NAME.html in a house's folder, else in the data
 * folder `forms`; so a house changes one part and keeps the others. A form has a
 * <title>, a part has none.
 */
#ifndef VIERPHASEN_FORM_FOLDER_H
#define VIERPHASEN_FORM_FOLDER_H

#include <stdbool.h>

#include "base/span.h"

struct buffer;
struct diag;

enum { FORM_NAME_MOST = 64 };

/*
 * The path of a form or part into out (DATADIR_PATH bytes), `folder` NULL: only the
 * data folder. False: there is none.
 */
bool form_folder_find(char *out, const char *folder, struct span name);

/* Whether the folder can be read (NULL: yes). False and a diag. */
bool form_folder_check(const char *folder, struct diag *diag);

/* Reads a file whole, at most 1 MiB. False and a diag. */
bool form_folder_read(const char *path, struct buffer *bytes, struct diag *diag);

/*
 * Says that there is no form, or part, of that name: the nearest, and those that there
 * are, in byte order. False.
 */
bool form_folder_unknown(const char *folder, struct span name, bool is_part,
                         struct diag *diag);

#endif
