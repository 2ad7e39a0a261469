/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/import_dates.h"

#include "base/buffer.h"
#include "cli/filter.h"
#include "import/conversion.h"
#include "import/targets.h"

void import_dates_note(const struct filter *filter, const struct conversion *conversion)
{
    const struct targets *targets = conversion_targets(conversion);
    struct buffer text = {0};

    for (unsigned i = 0; i < targets->count; i++)
        if (conversion_say_doubtful(conversion, i, &text))
            filter_note(filter, "%.*s: %.*s", (int)targets->names[i].len,
                        targets->names[i].ptr, (int)text.len, text.bytes);
    buffer_free(&text);
}
