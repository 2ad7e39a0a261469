/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How the pages of due lists and their overview look: on a screen of any width, and on
 * paper. Colours have a contrast of at least 7 : 1 (of what is drawn 3 : 1), and none
 * of them says anything by itself.
 */
#ifndef VIERPHASEN_PAGE_STYLE_H
#define VIERPHASEN_PAGE_STYLE_H

extern const char PAGE_STYLE[];

#endif
