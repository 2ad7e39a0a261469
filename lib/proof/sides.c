/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/sides.h"

#include "person/facts.h"

void sides_init(struct sides *sides, struct concept *old, struct concept *new)
{
    *sides = (struct sides){.concepts = {old, new}};
    for (unsigned i = 0; i < BOTH_SIDES; i++) {
        const struct concept *concept = sides->concepts[i];
        sides->facts[i] = facts_new(concept, concept->loaded_for);
        facts_want_refusals(sides->facts[i], false);
    }
}

void sides_free(struct sides *sides)
{
    facts_free(sides->facts[OLD_SIDE]);
    facts_free(sides->facts[NEW_SIDE]);
}

bool sides_bind(struct sides *sides, const struct header *header, struct diag *diag)
{
    return facts_bind(sides->facts[OLD_SIDE], header, diag) &&
           facts_bind(sides->facts[NEW_SIDE], header, diag);
}

static bool read_side(struct sides *sides, unsigned side, const struct record *record,
                      sides_reader *also, void *context, struct diag *diag)
{
    return facts_read(sides->facts[side], record, diag) &&
           (also == NULL || also(context, side, record, diag));
}

/* Says which concept refuses what the other one takes. */
static bool refuse(struct sides *sides, unsigned side, const struct diag *fault,
                   struct diag *diag)
{
    static const char *const who[] = {"OLD refuses it, NEW doesn't",
                                      "NEW refuses it, OLD doesn't"};

    sides->refused[side]++;
    diag_set(diag, fault->code, "%.1900s (%s)", fault->text, who[side]);
    return diag_in_column(diag, span_from(fault->column));
}

bool sides_read(struct sides *sides, const struct record *record, sides_reader *also,
                void *context, struct diag *diag)
{
    struct diag other;
    bool old, new;

    old = read_side(sides, OLD_SIDE, record, also, context, diag);
    new = read_side(sides, NEW_SIDE, record, also, context, &other);
    if (old == new)
        return old;
    other = old ? other : *diag;
    return refuse(sides, old ? NEW_SIDE : OLD_SIDE, &other, diag);
}
