/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Proofs about deadlines: rows that can never give a day. */
#ifndef VIERPHASEN_DEADLINE_PROOF_H
#define VIERPHASEN_DEADLINE_PROOF_H

#include "proof/inquiry.h"

void deadlines_prove(struct inquiry *inquiry);

#endif
