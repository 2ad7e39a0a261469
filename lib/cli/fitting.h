/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether a tool, its concept and its input fit together.
 */
#ifndef VIERPHASEN_FITTING_H
#define VIERPHASEN_FITTING_H

#include <stdbool.h>

struct filter;

/*
 * Whether the concept has the tables that the tool lives on; notes those without rows
 * of today. False and a diag.
 */
bool fitting_has_tables(struct filter *filter);

/*
 * Whether the input of a tool with facts has client_id, looked at before anything else
 * is said of its header: without it, it may be the record of a person. False and a
 * diag.
 */
bool fitting_has_client_id(struct filter *filter);

/* Binds the facts, if there are any, to the header. False and a diag. */
bool fitting_bind(struct filter *filter);

#endif
