/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/quick_cell.h"

#include "base/diag.h"
#include "base/mem.h"
#include "import/mapping.h"
#include "import/mapping_values.h"
#include "import/targets.h"
#include "rules/columns.h"

/* Words for yes and no, as they are mostly written. */
static const char *const WORDS[] = {
    "ja",   "Ja",     "JA",     "nein",   "Nein",  "NEIN",  "yes",  "no",
    "true", "True",   "TRUE",   "false",  "False", "FALSE", "wahr", "Wahr",
    "WAHR", "falsch", "Falsch", "FALSCH", "j",     "J",     "n",    "N",
    "1",    "0",      "x",      "X",      "-"};

/* Goes the long way with a cell, and keeps where it led. */
static void learn(struct quick_cell *quick, const struct target *target,
                  struct span cell, struct arena *arena)
{
    char *room = arena_alloc(arena, cell.len + EXPORT_ROOM);
    struct span bare = export_cell(cell, room), value;
    struct diag unheard;
    int32_t day;

    if (bare.ptr != cell.ptr || bare.len != cell.len)
        return;
    value = mapping_translate_part(target->row, cell);
    /* Only dates are ever refused, and none is learnt. */
    if (target->about != NULL)
        (void)export_value(target->about, &value, room, &unheard);
    known_cells_add(&quick->known, cell, normal_form(target->about, value, room, &day),
                    arena);
}

static void learn_codes(struct quick_cell *quick, const struct target *target,
                        struct arena *arena)
{
    const struct column *about = target->about;

    for (unsigned i = 0; i < about->codes.count; i++)
        learn(quick, target, about->codes.names[i], arena);
    for (unsigned i = 0; i < about->spelling_count; i++)
        learn(quick, target, about->spellings[i].old, arena);
}

static enum quick_way way_of(const struct target *target)
{
    if (target->is_key)
        return QUICK_KEY;
    if (target->about == NULL)
        return QUICK_TEXT;
    switch (target->about->kind) {
    case KIND_DATE:
        return QUICK_DATE;
    case KIND_NUMBER:
        return QUICK_NUMBER;
    case KIND_YESNO:
    case KIND_CODE:
        return QUICK_NOT;
    case KIND_TEXT:
    case KIND_LIST:
    case KIND_TERMS:
    default:
        return QUICK_TEXT;
    }
}

void quick_cell_bind(struct quick_cell *quick, const struct target *target,
                     struct arena *arena)
{
    const struct mapping_row *row = target->row;
    const struct column *about = target->about;

    *quick = (struct quick_cell){.way = QUICK_NOT};
    if (target->part != TARGET_CELL || (row != NULL && row->separator != '\0'))
        return;
    quick->way = way_of(target);
    /* The day of a date is not kept, and a key has to be looked at. */
    if (quick->way == QUICK_DATE || quick->way == QUICK_KEY) {
        if (row != NULL && row->pair_count > 0)
            quick->way = QUICK_NOT;
        return;
    }
    for (unsigned i = 0; row != NULL && i < row->pair_count; i++)
        learn(quick, target, row->pairs[i].from, arena);
    if (about != NULL && about->kind == KIND_CODE)
        learn_codes(quick, target, arena);
    for (size_t i = 0;
         about != NULL && about->kind == KIND_YESNO && i < sizeof WORDS / sizeof *WORDS;
         i++)
        learn(quick, target, span_from(WORDS[i]), arena);
}
