/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A dossier: what forms may say of one person on one day, as values for templates
 * (vierphasen-form(5)). It proposes nothing itself: the steps are those of the column
 * `strategies`, the rules those of the concept.
 *
 * Sources: SGB II § 15 and SGB III § 37 in the version of the day (law.h); the age from
 * which a person acts alone: BGB § 2, SGB I § 36.
 */
#ifndef VIERPHASEN_DOSSIER_H
#define VIERPHASEN_DOSSIER_H

#include <stdbool.h>

#include "agreement/dossier_names.h"
#include "agreement/law.h"
#include "agreement/plan_steps.h"
#include "agreement/template.h"
#include "person/facts.h"
#include "person/obligation.h"

struct german;
struct header;
struct offices;
struct record;
struct subjects;

/* What all dossiers of a run have in common; all of it outlives them. */
struct dossier_frame {
    const struct concept *concept;
    const struct header *header;
    const struct span *labels; /* [header->count]: what its columns are called */
    struct german *german;     /* the words for codes and tables */
    const struct subjects *subjects;
    const struct offices *offices; /* may know none */
    struct law laws[2];            /* sgb2, sgb3 */
    int strategies_status;         /* the column, or -1 */
    bool is_large;                 /* in large print */
};

struct dossier {
    const struct dossier_frame *frame;
    const struct facts *facts;
    const struct record *record;
    const struct law *law;
    bool is_proposal;
    int32_t valid_from;
    int32_t valid_until;  /* DATE_NONE: people agreed on no end */
    int32_t review_on;    /* the latest day of the next joint review */
    int32_t next_talk_on; /* DATE_NONE: to be filled in by hand */
    struct plan_steps plan;
    unsigned due_count;
    struct obligation dues[DEADLINE_MOST];
    struct deadline_notes notes;
    unsigned item[NAME_COUNT]; /* of each list: the one that is being written */
    size_t strength_at;        /* where that of `strengths` begins in its cell */
    struct buffer text;        /* a value that is put together, until the next one */
};

/* The names, for template_read. */
struct template_names dossier_names(void);

/* Says what the facts must have for the dossier of these forms: what they name. */
void dossier_want(struct facts *facts, const struct template *forms, unsigned count);

/* Works out the dates and steps of a person. A zeroed dossier is an empty one. */
void dossier_make(struct dossier *dossier, const struct dossier_frame *frame,
                  const struct facts *facts, const struct record *record);
void dossier_free(struct dossier *dossier);

/* The values; the dossier must stay. */
struct template_values dossier_values(struct dossier *dossier);

#endif
