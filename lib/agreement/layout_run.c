/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agreement/layout_run.h"

#include "base/mem.h"

enum { WORTH = 2 /* marks: fewer are as fast as a look-up */ };

/* Whether no block is open, so that the place is all that counts. */
static bool is_at_rest(const struct layout *layout)
{
    return layout->line.len == 0 && layout->label == 0 && layout->hidden == 0 &&
           !layout->in_head_row;
}

/* Whether a mark changes more of a layout than its place. */
static bool changes_more(const struct mark *mark)
{
    return mark->kind != MARK_TEXT &&
           (mark->element == ELEMENT_HEAD || mark->element == ELEMENT_TABLE ||
            mark->element == ELEMENT_THEAD);
}

static bool is_cell(const struct mark *mark)
{
    return mark->kind == MARK_OPEN &&
           (mark->element == ELEMENT_TH || mark->element == ELEMENT_TD);
}

static bool has_headings(const struct layout *layout, struct span headings)
{
    for (unsigned i = 0; i < layout->heading_count; i++)
        if (headings.ptr == NULL ||
            !span_equal(span_cut(&headings, '\0'), buffer_text(&layout->headings[i])))
            return false;
    return headings.len == 0;
}

static struct span keep_headings(const struct layout *layout, struct arena *arena)
{
    struct buffer all = {0};
    struct span kept;

    for (unsigned i = 0; i < layout->heading_count; i++) {
        buffer_add(&all, buffer_text(&layout->headings[i]));
        buffer_add_char(&all, '\0');
    }
    kept = arena_copy(arena, buffer_text(&all));
    buffer_free(&all);
    return kept;
}

static const struct layout_run *find(const struct layout_runs *runs,
                                     const struct layout *layout, unsigned from)
{
    for (unsigned i = 0; i < runs->count; i++) {
        const struct layout_run *run = runs->list[i];
        if (run->from == from && run->is_first == (layout->out.len == 0) &&
            memcmp(&run->before, &layout->place, sizeof run->before) == 0 &&
            (!run->has_cells || has_headings(layout, run->headings)))
            return run;
    }
    return NULL;
}

static void repeat(struct layout *layout, const struct layout_run *run)
{
    buffer_add(&layout->out, run->out);
    buffer_add(&layout->line, run->line);
    layout->label = run->label;
    layout->place = run->after;
}

/* Lays the marks out, and keeps what they became. */
static struct layout_run *keep(struct layout *layout, const struct mark *marks,
                               unsigned from, unsigned count, struct arena *arena)
{
    struct layout_run *run = arena_alloc(arena, sizeof *run);
    size_t start = layout->out.len;

    run->from = from;
    run->is_first = start == 0;
    run->before = layout->place;
    run->headings = keep_headings(layout, arena);
    for (unsigned i = from; i < count; i++) {
        run->has_cells |= is_cell(&marks[i]);
        layout_mark(layout, &marks[i]);
    }
    run->after = layout->place;
    run->out =
        arena_copy(arena, span_of(layout->out.bytes + start, layout->out.len - start));
    run->line = arena_copy(arena, buffer_text(&layout->line));
    run->label = layout->label;
    return run;
}

void layout_run(struct layout *layout, const struct mark *marks, unsigned count,
                struct layout_runs *runs, struct arena *arena)
{
    const struct layout_run *run = NULL;
    bool is_kept;
    unsigned from = 0;

    while (from < count && !is_at_rest(layout))
        layout_mark(layout, &marks[from++]);
    if (count - from >= WORTH)
        run = find(runs, layout, from);
    if (run != NULL) {
        repeat(layout, run);
        return;
    }
    is_kept = count - from >= WORTH && runs->count < LAYOUT_RUNS;
    for (unsigned i = from; i < count && is_kept; i++)
        is_kept = !changes_more(&marks[i]);
    if (is_kept)
        runs->list[runs->count++] = keep(layout, marks, from, count, arena);
    for (unsigned i = from; i < count && !is_kept; i++)
        layout_mark(layout, &marks[i]);
}
