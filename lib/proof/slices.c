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

static void prove(const struct concept *concept, struct remarks *remarks,
                  bool tells_day)
{
    struct inquiry inquiry = {
        .model = model_new(concept), .remarks = remarks, .tells_day = tells_day};

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

/* --- The days of a slice --- */

enum {
    DAYS_AHEAD = 400, /* a year, and a leap day's worth */
    SHAPES_MOST = 24
};

/* The slice's day that is nearest to another. */
static int32_t nearest_day(const struct remarks *slice, int32_t day)
{
    return day < slice->first ? slice->first : day > slice->last ? slice->last : day;
}

/* Whether a kind says that something is for nobody, and not that it is for somebody. */
static bool is_of_nobody(enum proof_kind kind)
{
    return kind == PROOF_CONTRADICTION || kind == PROOF_SHADOW ||
           kind == PROOF_STRATEGY || kind == PROOF_DAYLESS;
}

/*
 * Adds what was found on another day of the same slice: who is left out on one day is
 * left out, but what is for somebody on one day is not for nobody.
 */
static void join(struct remarks *all, const struct remarks *other)
{
    size_t kept = 0, before = all->count;

    for (size_t i = 0; i < before; i++)
        if (!is_of_nobody(all->list[i].kind) || remarks_have(other, &all->list[i]))
            all->list[kept++] = all->list[i];
    all->count = kept;
    for (size_t i = 0; i < other->count; i++)
        if (!is_of_nobody(other->list[i].kind) && !remarks_have(all, &other->list[i]))
            remarks_join(all, &other->list[i]);
}

static bool is_known_shape(const uint64_t *shapes, unsigned count, uint64_t shape)
{
    for (unsigned i = 0; i < count; i++)
        if (shapes[i] == shape)
            return true;
    return false;
}

/* From a day on (or until it) the order is one more than are looked at. */
static void say_too_many(struct remarks *found, const struct concept *concept,
                         int32_t day)
{
    const struct table table = {
        .path = tables_path(&concept->tables, span_from("concept")), .header_line = 1};
    const struct subject subject = {&table, TABLE_HEADER, span_of("", 0)};
    struct buffer text = {0};
    struct remark *remark;

    buffer_print(&text,
                 "not decided: bounds that count from as_of come to lie in more than "
                 "%d orders within a year",
                 SHAPES_MOST);
    remark = remarks_add(found, PROOF_UNDECIDED, &subject, buffer_text(&text),
                         span_of("", 0));
    if (day > concept->loaded_for)
        remark->first = remark->needs_first = day;
    else
        remark->last = day;
    buffer_free(&text);
}

/*
 * Bounds that count from as_of change places among each other and with others: the
 * proofs are made on one day of each order that comes up within a year.
 */
static void prove_other_days(struct proof *proof, const struct concept *concept,
                             struct remarks *found)
{
    int32_t from = concept->loaded_for, way = found->last > from ? 1 : -1;
    uint64_t shapes[SHAPES_MOST] = {model_shape(concept, from)};
    unsigned count = 1;

    for (int32_t day = from + way;
         day >= found->first && day <= found->last && way * (day - from) < DAYS_AHEAD;
         day += way) {
        struct remarks other = {.first = found->first, .last = found->last};
        struct faults *faults;
        struct concept *later;
        uint64_t shape = model_shape(concept, day);
        if (is_known_shape(shapes, count, shape))
            continue;
        if (count == SHAPES_MOST) {
            say_too_many(found, concept, day);
            return;
        }
        shapes[count++] = shape;
        faults = mem_new(sizeof *faults);
        later = concept_open(proof->name, day, faults);
        if (later != NULL) {
            prove(later, &other, true);
            join(found, &other);
        }
        concept_close(later);
        free(faults);
        remarks_free(&other);
    }
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
    int32_t day;

    it->remarks.first = it->holes.first = first;
    it->remarks.last = it->holes.last = last;
    day = nearest_day(&it->remarks, it->proof->as_of);
    concept = concept_open(it->proof->name, day, faults);
    if (concept != NULL) {
        struct remarks found = {.first = first, .last = last};
        prove(concept, &found, day != it->proof->as_of);
        if (concept->moving.count > 0)
            prove_other_days(it->proof, concept, &found);
        for (size_t i = 0; i < found.count; i++)
            remarks_join(&it->remarks, &found.list[i]);
        remarks_free(&found);
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
