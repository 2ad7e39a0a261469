/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Want of memory in code of others, which ends the process as ours does (mem.h), where
 * that code would go on with a part of what it was given, or crash.
 */
#ifndef VIERPHASEN_CLAIM_H
#define VIERPHASEN_CLAIM_H

/* Between the two an allocation that fails ends the process. Pairs may be nested. */
void claim_begin(void);
void claim_end(void);

#endif
