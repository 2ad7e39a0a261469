/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is wrong in the plan of a case, as its steps are described in strategies.tsv.
 * No row of checks.tsv can say this, because a test sees the codes of a plan and not
 * what the strategies promise.
 *
 * Sources: an open need without a strategy, Uckermark 4.1.3 (R115); a duty without
 * support in return, BSG 23.06.2016, B 14 AS 30/15 R; a duty without a day, Uckermark
 * 4.1.4 (R162).
 */
#ifndef VIERPHASEN_PLAN_FLAWS_H
#define VIERPHASEN_PLAN_FLAWS_H

struct facts;

enum plan_flaw {
    PLAN_FLAW_NEED,    /* an open need that no entry of the plan names */
    PLAN_FLAW_SUPPORT, /* the client does something, the office nothing */
    PLAN_FLAW_DAY,     /* the client does something, and no day is reckoned for it */
    PLAN_FLAWS
};

/* Says what the facts must have. */
void plan_flaws_want(struct facts *facts);

/*
 * A bit (1 << flaw) for each that the cell `strategies` has, proposals included,
 * because documents print them. None without that column: then nothing was planned yet.
 */
unsigned plan_flaws_find(const struct facts *facts);

#endif
