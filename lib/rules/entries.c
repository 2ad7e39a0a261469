/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/entries.h"

#include "value/number.h"

static const struct span STATUS_NAMES[] = {[NEED_KNOWN] = {"erkannt", 7},
                                           [NEED_IN_WORK] = {"bearbeitung", 11},
                                           [NEED_WITHOUT_SUCCESS] = {"erfolglos", 9},
                                           [NEED_DONE] = {"erledigt", 8}};

const char *need_status_name(enum need_status status)
{
    return STATUS_NAMES[status].ptr;
}

static bool fault_with(struct diag *diag, const char *column, struct span got,
                       enum diag_show show, const char *expected)
{
    char shown[DIAG_GOT_BYTES];

    diag_set(diag, DIAG_LIST, "%s, expected %s", diag_got(shown, got, show), expected);
    diag_in_column(diag, span_from(column));
    return false;
}

static bool fault(struct diag *diag, const char *column, struct span got,
                  const char *expected)
{
    return fault_with(diag, column, got, DIAG_SHOW_NOTHING, expected);
}

static bool need_fault(struct diag *diag, struct span got, const char *expected)
{
    return fault(diag, "needs", got, expected);
}

static bool read_status(struct span text, enum need_status *status)
{
    *status = NEED_KNOWN;
    if (text.len == 0)
        return true;
    for (unsigned i = 0; i <= NEED_DONE; i++) {
        if (span_equal(text, STATUS_NAMES[i])) {
            *status = (enum need_status)i;
            return true;
        }
    }
    return false;
}

bool need_read(const struct concept *concept, struct span code, struct span status,
               struct span grade, struct span rank, struct need_entry *entry,
               struct diag *diag)
{
    *entry = (struct need_entry){.code = code, .grade = 1};
    entry->need = concept_find_need(concept, code);
    if (entry->need < 0 && !code_is_valid(code))
        return fault(diag, "code", code, "a code of ASCII letters, digits, - and _");
    if (entry->need < 0 && concept->needs.exists)
        return fault(diag, "code", code, "a need of the concept's needs.tsv");
    if (!read_status(status, &entry->status))
        return fault(diag, "status", status,
                     "the status erkannt, bearbeitung, erfolglos or erledigt");
    if (grade.len > 0 && (!number_parse(grade, 3, &entry->grade) || entry->grade == 0))
        return fault(diag, "grade", grade, "a grade from 1 to 3");
    if (rank.len > 0 &&
        (!number_parse(rank, NUMBER_MAX, &entry->rank) || entry->rank == 0))
        return fault(diag, "rank", rank, "a rank from 1 to 9999");
    return true;
}

/*
 * Whether it is seen at once that no two entries are alike: by the numbers of needs of
 * a concept, and of ranks below 64. False: they have to be compared.
 */
static bool are_clearly_distinct(const struct need_entry *entries, unsigned count)
{
    uint64_t needs = 0, ranks = 0;

    for (unsigned i = 0; i < count; i++) {
        const struct need_entry *entry = &entries[i];
        uint64_t need, rank;
        if (entry->need < 0 || entry->need > 63 || entry->rank > 63)
            return false;
        need = UINT64_C(1) << entry->need;
        rank = entry->rank > 0 ? UINT64_C(1) << entry->rank : 0;
        if ((needs & need) != 0 || (ranks & rank) != 0)
            return false;
        needs |= need;
        ranks |= rank;
    }
    return true;
}

bool needs_are_distinct(const struct need_entry *entries, unsigned count,
                        struct diag *diag)
{
    if (are_clearly_distinct(entries, count))
        return true;
    for (unsigned i = 1; i < count; i++) {
        for (unsigned j = 0; j < i; j++) {
            if (span_equal(entries[i].code, entries[j].code))
                return fault(diag, "code", entries[i].code, "each need once");
            if (entries[i].rank > 0 && entries[i].rank == entries[j].rank)
                return fault(diag, "rank", entries[i].code, "each rank once");
        }
    }
    return true;
}

/* In a cell, the part at fault is one of many: the column is the whole cell's. */
static bool in_needs(struct diag *diag)
{
    diag_in_column(diag, span_from("needs"));
    return false;
}

bool needs_read(const struct concept *concept, struct span cell,
                struct need_entry *entries, unsigned *count, struct diag *diag)
{
    struct span rest = cell;

    *count = 0;
    while (cell.len > 0 && rest.ptr != NULL) {
        struct span entry = span_cut(&rest, ' '), parts = entry, part[4];
        for (unsigned i = 0; i < 4; i++)
            part[i] = parts.ptr != NULL ? span_cut(&parts, ':') : span_of("", 0);
        if (parts.ptr != NULL || entry.len == 0)
            return need_fault(diag, entry,
                              "entries CODE:STATUS:GRADE:RANK between single spaces");
        if (*count == LIST_MOST)
            return need_fault(diag, cell, "at most 256 entries");
        if (!need_read(concept, part[0], part[1], part[2], part[3], &entries[*count],
                       diag))
            return in_needs(diag);
        ++*count;
    }
    return needs_are_distinct(entries, *count, diag) || in_needs(diag);
}

static bool plan_fault(struct diag *diag, struct span got, const char *expected)
{
    return fault(diag, "strategies", got, expected);
}

static bool read_plan_entry(const struct concept *concept, struct span text,
                            struct plan_entry *entry, struct diag *diag)
{
    struct span rest = text;
    bool known = !concept->strategies.table.exists;

    *entry = (struct plan_entry){.text = text, .need_code = span_of("", 0), .need = -1};
    entry->strategy = span_cut(&rest, '@');
    for (unsigned i = 0; i < concept->strategies.table.compiled && !known; i++)
        known = span_equal(concept->strategies.table.rules[i].output, entry->strategy);
    if (!code_is_valid(entry->strategy))
        return plan_fault(diag, text,
                          "entries CODE@NEED or CODE between single spaces");
    if (!known)
        return plan_fault(diag, entry->strategy,
                          "a strategy of the concept's strategies.tsv");
    if (rest.ptr == NULL)
        return true;
    entry->need_code = rest;
    entry->need = concept_find_need(concept, rest);
    if (entry->need >= 0 || (!concept->needs.exists && code_is_valid(rest)))
        return true;
    return plan_fault(diag, rest, "a need of the concept's needs.tsv behind @");
}

bool plan_read(const struct concept *concept, struct span cell,
               struct plan_entry *entries, unsigned *count, struct diag *diag)
{
    struct span rest = cell;

    *count = 0;
    while (cell.len > 0 && rest.ptr != NULL) {
        struct span text = span_cut(&rest, ' ');
        if (*count == LIST_MOST)
            return plan_fault(diag, cell, "at most 256 entries");
        if (!read_plan_entry(concept, text, &entries[*count], diag))
            return false;
        for (unsigned i = 0; i < *count; i++)
            if (span_equal(entries[i].text, text))
                return plan_fault(diag, text, "each entry once");
        ++*count;
    }
    return true;
}
