/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a table of `derive` says of a person, and what becomes of the value that people
 * set: it stands. Software proposes, people decide.
 */
#ifndef VIERPHASEN_JUDGEMENT_H
#define VIERPHASEN_JUDGEMENT_H

#include <stdbool.h>
#include <stdint.h>

struct day;
struct derived;
struct rule;
struct value;

/* How the value of a table of `decided` came about. In the order of NAME_status's
 * codes. */
enum judgement_status {
    JUDGED_CONFIRMED,   /* a human value, and the rule hit gives the same */
    JUDGED_KEPT,        /* a human value; the rule hit gives another or none */
    JUDGED_PROPOSED,    /* was empty, filled by the rule hit */
    JUDGED_UNDERIVABLE, /* was empty; no rule, or one that declares a gap */
    JUDGED_NONE         /* was empty; the rule says that there is none */
};

struct judgement {
    bool is_human;                /* a value that is no proposal of an earlier run */
    int32_t human_code;           /* in the column's codes */
    const struct rule *rule;      /* that the record hits, or NULL */
    enum judgement_status status; /* of a table of `decided` */
};

/* From is_human and human_code: asks the table, and sets its column among the values.
 */
void judgement_make(struct judgement *judgement, const struct derived *derived,
                    struct value *values, const struct day *day);

#endif
