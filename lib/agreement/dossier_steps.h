/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a dossier says of the steps of its plan beyond their cells.
 */
#ifndef VIERPHASEN_DOSSIER_STEPS_H
#define VIERPHASEN_DOSSIER_STEPS_H

#include "base/span.h"

struct dossier;
struct plan_step;

/*
 * What the authority does. The tables of strategies are written for the Jobcenter: a
 * sentence that begins with how its law names it begins with who the authority of this
 * person is. Until the next text that the dossier puts together.
 */
struct span dossier_step_office(struct dossier *dossier, const struct plan_step *step);

/*
 * The numbers of the steps in which the client, the authority or others do something
 * (NAME_CLIENT_STEPS, NAME_OFFICE_STEPS, NAME_THIRD_STEPS), between commas. Until the
 * next text that the dossier puts together.
 */
struct span dossier_step_numbers(struct dossier *dossier, int name);

#endif
