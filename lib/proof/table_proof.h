/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Proofs about the decision tables of `derive`, which are first-hit: rows that can
 * never be hit, and persons for whom no row holds.
 */
#ifndef VIERPHASEN_TABLE_PROOF_H
#define VIERPHASEN_TABLE_PROOF_H

#include "proof/inquiry.h"

void tables_prove(struct inquiry *inquiry);

/* Rows of checks that can never be findings. */
void checks_prove(struct inquiry *inquiry);

#endif
