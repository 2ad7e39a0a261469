/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The fault of a mapped header that an export lacks, with the header that was meant and
 * what of it nobody sees.
 */
#ifndef VIERPHASEN_MISSING_HEADER_H
#define VIERPHASEN_MISSING_HEADER_H

struct diag;
struct header;
struct mapping;
struct mapping_row;

/* Fills the diag, with the place of the row. The headers are listed if they are safe.
 */
void missing_header(const struct mapping *mapping, const struct mapping_row *row,
                    const struct header *header, const char *file_name,
                    struct diag *diag);

#endif
