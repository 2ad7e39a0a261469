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
struct labels;
struct offices;
struct record;

/* What all dossiers of a run have in common; all of it outlives them. */
struct dossier_frame {
    const struct concept *concept;
    const struct header *header;
    const struct span *labels;     /* [header->count]: what its columns are called */
    const bool *is_day;            /* [header->count]: of dates */
    struct german *german;         /* the words for codes and tables */
    struct labels *meanings;       /* of the values in its columns */
    const struct offices *offices; /* may know none */
    struct law laws[2];            /* sgb2, sgb3 */
    int strategies_status;         /* the column, or -1 */
    int profiling_on;              /* the concept's own column of that name, or -1 */
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
    /* The agreement that the stream holds and that is not this one; at most one holds.
     */
    bool is_running, is_previous;
    int32_t earlier_until; /* its last day, by the law too; DATE_NONE: open */
    struct plan_steps plan;
    unsigned due_count;
    struct obligation dues[DEADLINE_MOST];
    struct deadline_notes notes;
    unsigned item[NAME_COUNT];  /* of each list: the one that is being written */
    unsigned place[NAME_COUNT]; /* where it stands in what the list takes it from */
    size_t strength_at;         /* where that of `strengths` begins in its cell */
    struct buffer text;         /* a value that is put together, until the next one */
};

/* The column whose day a name stands for; -1: the concept has none. False: no such
 * name. */
bool dossier_day_column(const struct dossier_frame *frame, int name, int *column);

/*
 * What a value means in German: the label of a code or of each in a list, a day, ja or
 * nein; empty: it says itself what it means. `place`: of its column in the header.
 */
struct span dossier_meaning(struct dossier *dossier, unsigned place, struct span value);

/* The code in a column of the facts; empty: it is unknown. */
struct span dossier_code(const struct dossier *dossier, int column);

/*
 * The tables of the concept of which the person hits a row: how many, what a name
 * stands for in the one that is being written, and whether people set its value,
 * whatever the rule says.
 */
unsigned dossier_decisions(const struct dossier *dossier);
struct span dossier_decision(struct dossier *dossier, int name);
bool dossier_decision_is_human(const struct dossier *dossier);

/* The name of the concept, without the folders in which it lies. */
struct span dossier_concept(const struct dossier *dossier);

/* The names, for template_read. */
struct template_names dossier_names(void);

/* Says what the facts must have for the dossier of these forms: what they name. */
void dossier_want(const struct dossier_frame *frame, struct facts *facts,
                  const struct template *forms, unsigned count);

/* Works out the dates and steps of a person. A zeroed dossier is an empty one. */
void dossier_make(struct dossier *dossier, const struct dossier_frame *frame,
                  const struct facts *facts, const struct record *record);
void dossier_free(struct dossier *dossier);

/* The values; the dossier must stay. */
struct template_values dossier_values(struct dossier *dossier);

#endif
