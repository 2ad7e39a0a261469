/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether somebody is asked for a talk by no deadline at all: no row of the kind talk
 * or review holds whose anchor is known. A concept says that this is on purpose by what
 * it says of the person anyway: the table `document` gives `none`, for nothing is
 * agreed with him; or a row of checks holds, so that a list of findings names the case.
 */
#ifndef VIERPHASEN_TALK_PROOF_H
#define VIERPHASEN_TALK_PROOF_H

#include "proof/inquiry.h"

/* Nothing of a concept in which no row is of these kinds. */
void talks_prove(struct inquiry *inquiry);

#endif
