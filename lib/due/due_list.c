/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "due/due_list.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/diag.h"
#include "stream/header.h"
#include "value/date.h"

bool due_list_has(const struct header *header, const char *const *names, unsigned count,
                  const char *file, struct diag *diag)
{
    for (unsigned i = 0; i < count; i++) {
        if (header_find(header, span_from(names[i])) >= 0)
            continue;
        diag_set(diag, DIAG_HEADER, "no column %s, expected a list of followup-due",
                 names[i]);
        return diag_at(diag, file, header->line);
    }
    return true;
}

bool due_list_check_end(const char *path, struct diag *diag)
{
    int fd = strcmp(path, "-") != 0 ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    char last = '\n';

    if (fd < 0)
        return true; /* the reader will say why */
    if (lseek(fd, -1, SEEK_END) >= 0 && read(fd, &last, 1) == 1 && last != '\n') {
        diag_set(diag, DIAG_RAGGED, "ends without a line end, expected a whole list");
        diag_at(diag, path, 0);
    }
    close(fd);
    return last == '\n';
}

bool due_list_day(struct span cell, const char *column, int32_t *day, struct diag *diag)
{
    char got[DIAG_GOT_BYTES];

    if (date_parse(cell, day))
        return true;
    diag_set(diag, DIAG_DATE,
             "%s, expected a date YYYY-MM-DD or DD.MM.YYYY from 1900 to 2199",
             diag_got(got, cell, DIAG_SHOW_DIGITS));
    return diag_in_column(diag, span_from(column));
}
