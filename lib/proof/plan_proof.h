/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Proofs about strategies, as pick-strategy walks over them: needs that no row answers,
 * and rows by which nobody is proposed or allowed anything.
 */
#ifndef VIERPHASEN_PLAN_PROOF_H
#define VIERPHASEN_PLAN_PROOF_H

#include "proof/inquiry.h"

void plan_prove(struct inquiry *inquiry);

#endif
