/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From a record of a raw export to a checked record of the contract: columns renamed,
 * cells trimmed and translated, needs joined, every value checked and brought into its
 * normal form (vierphasen-stream(5)).
 */
#ifndef VIERPHASEN_INTAKE_H
#define VIERPHASEN_INTAKE_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/span.h"
#include "import/join.h"
#include "import/mapping.h"
#include "rules/concept.h"
#include "stream/header.h"
#include "stream/record.h"
#include "value/number.h"

struct intake;

/*
 * Binds an export's header. The mapping may be empty; join is NULL without a needs
 * file. All arguments must outlive the intake. NULL and a diag on failure.
 */
struct intake *intake_new(const struct concept *concept, const struct mapping *mapping,
                          struct join *join, const struct header *header,
                          const char *export_name, struct diag *diag);
void intake_free(struct intake *intake);

/* The columns of the stream that is made. */
const struct header *intake_header(const struct intake *intake);

enum intake_status { INTAKE_GOOD, INTAKE_REFUSED, INTAKE_FAILED };

/* Converts and checks a record; the diag names the export's header, not the place. */
enum intake_status intake_take(struct intake *intake, const struct record *record,
                               struct diag *diag);

/*
 * The value of a column of the record taken last, in its normal form. `scratch` is used
 * if the value has to be written anew.
 */
struct span intake_value(const struct intake *intake, unsigned column,
                         char scratch[NUMBER_BYTES]);

#endif
