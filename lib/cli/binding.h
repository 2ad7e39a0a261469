/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The facts of a tool and the header of its input: what the header must have.
 */
#ifndef VIERPHASEN_BINDING_H
#define VIERPHASEN_BINDING_H

#include <stdbool.h>

struct filter;

/*
 * Whether the input of a tool with facts has client_id, looked at before anything else
 * is said of its header: without it, it may be the record of a person. False and a
 * diag.
 */
bool binding_has_client_id(struct filter *filter);

/* Binds the filter's facts, if it has any. False and a diag with the place. */
bool binding_facts(struct filter *filter);

#endif
