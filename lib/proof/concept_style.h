/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How the page of a concept looks: on a screen of any width, and on paper. Colours
 * have a contrast of at least 7 : 1, and none of them says anything by itself.
 */
#ifndef VIERPHASEN_CONCEPT_STYLE_H
#define VIERPHASEN_CONCEPT_STYLE_H

extern const char CONCEPT_STYLE[];

#endif
