/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "proof/slices.h"

#include <stdlib.h>

#include "proof/deadline_proof.h"
#include "proof/holes.h"
#include "proof/inquiry.h"
#include "proof/plan_proof.h"
#include "proof/rule_name.h"
#include "proof/table_proof.h"
#include "proof/talk_proof.h"
#include "rules/validity.h"
#include "value/date.h"

/* What can't be asked of at all: one rule whose tests are too many alternatives. */
static void say_too_large(struct inquiry *it)
{
    const struct decision *table = it->model->tables[it->model->too_large_table];
    struct buffer text = {0};

    buffer_print(&text, "nothing is decided: its tests are too many alternatives");
    inquiry_say(it, PROOF_UNDECIDED, table, &table->rules[it->model->too_large_row],
                &text);
    buffer_free(&text);
}

static void prove(const struct concept *concept, struct remarks *remarks)
{
    struct inquiry inquiry = {.model = model_new(concept), .remarks = remarks};

    inquiry.person = mem_array(inquiry.model->space.words + 1, sizeof *inquiry.person);
    if (inquiry.model->is_too_large) {
        say_too_large(&inquiry);
    } else {
        tables_prove(&inquiry);
        plan_prove(&inquiry);
        deadlines_prove(&inquiry);
        checks_prove(&inquiry);
        talks_prove(&inquiry);
    }
    model_free(inquiry.model);
    free(inquiry.person);
}

/* The slice's day that is nearest to another. */
static int32_t nearest_day(const struct remarks *slice, int32_t day)
{
    return day < slice->first ? slice->first : day > slice->last ? slice->last : day;
}

/*
 * A slice on whose days no tool can load the concept is a hole if there are tools that
 * can before and behind it.
 */
static void say_unloadable(struct remarks *remarks, const struct faults *faults,
                           struct arena *arena)
{
    const struct diag *fault = &faults->list[0];
    struct table *table = arena_alloc(arena, sizeof *table);
    struct subject subject = {table, TABLE_HEADER, span_from(fault->column)};

    table->path = fault->file;
    table->header_line = fault->line;
    remarks_add(remarks, PROOF_HOLE, &subject, span_from(fault->text), span_of("", 0));
}

/* The days of the proof, and between which days its slices lie. */
struct slicing {
    struct proof *proof;
    struct remarks remarks, holes;
    unsigned day_count;
    int32_t *days; /* on which a row comes, or is gone */
    int32_t first, last;
    bool has_loaded;
    size_t whole; /* how many holes lie before a slice that can be loaded */
};

static void prove_slice(struct slicing *it, int32_t first, int32_t last)
{
    struct faults *faults = mem_new(sizeof *faults);
    struct concept *concept;

    it->remarks.first = it->holes.first = first;
    it->remarks.last = it->holes.last = last;
    concept = concept_open(it->proof->name, nearest_day(&it->remarks, it->proof->as_of),
                           faults);
    if (concept != NULL) {
        prove(concept, &it->remarks);
        it->has_loaded = true;
        it->whole = it->holes.count;
    } else if (it->has_loaded) {
        say_unloadable(&it->holes, faults, &it->holes.arena);
    }
    concept_close(concept);
    free(faults);
}

void slices_prove(struct proof *proof)
{
    const struct concept *concept = proof_edition(proof, proof->as_of);
    struct slicing it = {
        .proof = proof, .first = concept->valid_from, .last = concept->valid_to};
    int32_t first = it.first;

    it.day_count = validity_changes(&concept->tables, it.first, it.last, &it.days);
    for (unsigned i = 0; i <= it.day_count; i++) {
        int32_t next = i < it.day_count ? it.days[i] : it.last + 1;
        prove_slice(&it, first, next - 1);
        first = next;
    }
    it.holes.count = it.whole;
    holes_find(concept, &it.holes, it.first, it.last);
    remarks_tell(&it.remarks, proof, it.first, it.last);
    remarks_tell(&it.holes, proof, it.first, it.last);
    remarks_free(&it.remarks);
    remarks_free(&it.holes);
    free(it.days);
}
