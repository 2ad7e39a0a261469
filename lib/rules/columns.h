/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The columns that rules may speak of: the case columns of vierphasen-stream(5), those
 * that a concept adds, and the derived ones, each with its kind and, where the values
 * are a closed list, its codes.
 *
 * A column is known by its number, so that nothing is looked up by name for a record.
 * The numbers of the fixed columns are the enum below; behind them come a concept's:
 * its own columns, those of its areas, those that its decision tables derive.
 */
#ifndef VIERPHASEN_COLUMNS_H
#define VIERPHASEN_COLUMNS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/names.h"
#include "base/span.h"
#include "value/code.h"

struct origins;
struct table_source;

enum column_kind {
    KIND_TEXT,
    KIND_DATE,
    KIND_YESNO,
    KIND_NUMBER,
    KIND_CODE,
    KIND_LIST,
    KIND_TERMS
};

/* Name, kind, closed list of codes (or NULL). */
#define CASE_COLUMNS(X)                                         \
    X(CLIENT_ID, "client_id", KIND_TEXT, NULL)                  \
    X(HOUSEHOLD_ID, "household_id", KIND_TEXT, NULL)            \
    X(GIVEN_NAME, "given_name", KIND_TEXT, NULL)                \
    X(FAMILY_NAME, "family_name", KIND_TEXT, NULL)              \
    X(GUARDIAN_NAME, "guardian_name", KIND_TEXT, NULL)          \
    X(BIRTH_DATE, "birth_date", KIND_DATE, NULL)                \
    X(OFFICE, "office", KIND_TEXT, NULL)                        \
    X(CASE_MANAGER, "case_manager", KIND_TEXT, NULL)            \
    X(LEGAL_CIRCLE, "legal_circle", KIND_CODE, "sgb2 sgb3")     \
    X(PROGRAMME, "programme", KIND_CODE, "av ausbv reha")       \
    X(APPLIED_ON, "applied_on", KIND_DATE, NULL)                \
    X(BENEFIT_SINCE, "benefit_since", KIND_DATE, NULL)          \
    X(APPROVED_ON, "approved_on", KIND_DATE, NULL)              \
    X(BENEFIT_ENDED_ON, "benefit_ended_on", KIND_DATE, NULL)    \
    X(MOVED_IN, "moved_in", KIND_YESNO, NULL)                   \
    X(ALG_UNTIL, "alg_until", KIND_DATE, NULL)                  \
    X(ESB_ON, "esb_on", KIND_DATE, NULL)                        \
    X(FIRST_TALK_ON, "first_talk_on", KIND_DATE, NULL)          \
    X(HANDOVER_ON, "handover_on", KIND_DATE, NULL)              \
    X(INVITED_ON, "invited_on", KIND_DATE, NULL)                \
    X(LAST_CONTACT_ON, "last_contact_on", KIND_DATE, NULL)      \
    X(REVIEWED_ON, "reviewed_on", KIND_DATE, NULL)              \
    X(TARGET_OCCUPATION, "target_occupation", KIND_TEXT, NULL)  \
    X(STRENGTHS, "strengths", KIND_TERMS, NULL)                 \
    X(NEEDS, "needs", KIND_LIST, NULL)                          \
    X(PROGNOSIS_MONTHS, "prognosis_months", KIND_NUMBER, NULL)  \
    X(FIRST_MARKET, "first_market", KIND_YESNO, NULL)           \
    X(SELF_RELIANT, "self_reliant", KIND_YESNO, NULL)           \
    X(SUPPORT, "support", KIND_CODE, NULL)                      \
    X(SELF_EMPLOYED, "self_employed", KIND_YESNO, NULL)         \
    X(BLOCK, "block", KIND_CODE, NULL)                          \
    X(BLOCK_ENDS_ON, "block_ends_on", KIND_DATE, NULL)          \
    X(MARK, "mark", KIND_CODE, NULL)                            \
    X(MARK_REASON, "mark_reason", KIND_TEXT, NULL)              \
    X(EMPLOYED, "employed", KIND_YESNO, NULL)                   \
    X(SINGLE_PARENT, "single_parent", KIND_YESNO, NULL)         \
    X(VOCATIONAL_DEGREE, "vocational_degree", KIND_YESNO, NULL) \
    X(SCHOOL_DEGREE, "school_degree", KIND_YESNO, NULL)         \
    X(FOREIGN_DEGREE, "foreign_degree", KIND_YESNO, NULL)       \
    X(PUPIL, "pupil", KIND_YESNO, NULL)                         \
    X(TRAINING_READY, "training_ready", KIND_YESNO, NULL)       \
    X(TRAINING_SEEKING, "training_seeking", KIND_YESNO, NULL)   \
    X(SEEKING_SINCE, "seeking_since", KIND_DATE, NULL)          \
    X(U25_HANDOVER_ON, "u25_handover_on", KIND_DATE, NULL)      \
    X(SCHOOL_TYPE, "school_type", KIND_CODE, NULL)              \
    X(GRADE, "grade", KIND_NUMBER, NULL)                        \
    X(SCHOOL_ENDS_ON, "school_ends_on", KIND_DATE, NULL)        \
    X(TRAINING_ENDS_ON, "training_ends_on", KIND_DATE, NULL)    \
    X(DEGREE_ON, "degree_on", KIND_DATE, NULL)                  \
    X(EXTERNAL_TRAINING, "external_training", KIND_YESNO, NULL) \
    X(CATEGORY, "category", KIND_CODE, NULL)                    \
    X(CATEGORY_SINCE, "category_since", KIND_DATE, NULL)        \
    X(AGREEMENT_FROM, "agreement_from", KIND_DATE, NULL)        \
    X(AGREEMENT_UNTIL, "agreement_until", KIND_DATE, NULL)      \
    X(GOAL, "goal", KIND_TEXT, NULL)                            \
    X(GOAL_AREA, "goal_area", KIND_TEXT, NULL)                  \
    X(SUBGOALS, "subgoals", KIND_TEXT, NULL)                    \
    X(OWN_WORDS, "own_words", KIND_TEXT, NULL)                  \
    X(MEASURE_KIND, "measure_kind", KIND_CODE, NULL)            \
    X(MEASURE_ENDS_ON, "measure_ends_on", KIND_DATE, NULL)      \
    X(JOB_STARTED_ON, "job_started_on", KIND_DATE, NULL)        \
    X(STRATEGIES, "strategies", KIND_LIST, NULL)

/* Derived without a table, whatever the concept (person/derivation.c). */
#define DERIVED_COLUMNS(X)                           \
    X(AGE, "age", KIND_NUMBER, NULL)                 \
    X(NEEDS_OPEN, "needs_open", KIND_NUMBER, NULL)   \
    X(AREAS_OPEN, "areas_open", KIND_NUMBER, NULL)   \
    X(SCORE_TOTAL, "score_total", KIND_NUMBER, NULL) \
    X(FOCUS, "focus", KIND_CODE, NULL)               \
    X(STRENGTH_COUNT, "strength_count", KIND_NUMBER, NULL)

enum {
#define AS_NUMBER(id, name, kind, codes) COL_##id,
    CASE_COLUMNS(AS_NUMBER) COL_CASE_COUNT,
    COL_BEFORE_DERIVED = COL_CASE_COUNT - 1,
    DERIVED_COLUMNS(AS_NUMBER)
#undef AS_NUMBER
        COL_FIXED_COUNT,
    COL_MOST = 256 /* with those of a concept */
};

enum { YES = 1, NO = 0 };

/* A coded column can tell apart so many codes; what is none of them has this number. */
enum { COLUMN_CODES = 63, CODE_OTHER = 63 };

/*
 * When a column's value is known while a record is worked out; a table sees only
 * columns of earlier stages than its own. The decision tables of a concept have the
 * stages from STAGE_DERIVED on, in the order of `derive`.
 */
enum {
    STAGE_CASE,
    STAGE_FACTS, /* what is derived without a table */
    STAGE_DERIVED,
    STAGE_ALL = 1000, /* strategies, deadlines */
    STAGE_CHECKS      /* sees NAME_status too */
};

/* Another spelling of a code: every tool reads old as new. */
struct spelling {
    struct span old;
    int code;
};

struct column {
    struct span name;
    struct span label;
    enum column_kind kind;
    int stage;
    bool is_own;  /* the concept's columns.tsv adds it */
    bool is_held; /* a date on which something took place: not known before its day */
    /*
     * KIND_CODE: the codes. KIND_TEXT, and open codes: those that some rule tests.
     * KIND_LIST: the codes that entries begin with.
     */
    struct code_set codes;
    bool closed; /* a code that is not in `codes` is refused */
    unsigned spelling_count;
    const struct spelling *spellings;
    int default_code;        /* what an empty cell means; -1: unknown */
    struct origins *origins; /* of what people decide: whose a foreign code is */
};

struct columns {
    unsigned count;
    struct column column[COL_MOST];
};

/* One value of a record. */
struct value {
    bool known;
    int32_t number; /* date, number, YES or NO, code */
    uint64_t set;   /* list: a bit for each code */
};

/* The fixed columns. */
void columns_init(struct columns *columns, struct arena *arena);

/*
 * Adds a column of this name and kind, unknown where it is empty. NULL: there are
 * COL_MOST already. The name is borrowed.
 */
struct column *columns_add(struct columns *columns, struct span name,
                           enum column_kind kind, int stage);

/*
 * Loads columns.tsv: the concept's own columns, and the codes to which it closes
 * others; the columns that it derives must be there. Adds faults.
 */
void columns_load(struct columns *columns, const struct table_source *source,
                  struct arena *arena, struct faults *faults);

/* Whether a record may bring this column: a case column or one of the concept's own. */
static inline bool column_is_of_case(const struct column *column)
{
    return column->stage == STAGE_CASE;
}

/* The number of the column of this name, or -1. */
int columns_find(const struct columns *columns, struct span name);

/* The number of a code in either of its spellings, or -1. */
int column_code(const struct column *column, struct span text);

enum { KIND_ANY = -1 };

/* The column of this kind (or KIND_ANY) that a name that is none was meant to be. */
struct nearest columns_nearest(const struct columns *columns, struct span name,
                               int kind);

/*
 * Reads a decoded value of any kind but KIND_LIST. An empty one is unknown, or the
 * column's default. False and a diag (with the column, without the place) if the value
 * is not of the column's kind.
 */
bool column_read(const struct column *column, struct span text, bool is_plain,
                 struct value *value, struct diag *diag);

#endif
