/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the axes of a model have to do with each other, as boxes in which nobody is: a
 * list and its codes, a comparison and its columns, a derived column and the columns
 * that its table tests.
 */
#ifndef VIERPHASEN_LINKS_H
#define VIERPHASEN_LINKS_H

struct model;

/* Adds them to a model whose axes are all there. */
void links_add(struct model *model);

#endif
