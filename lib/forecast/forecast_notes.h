/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What there is to say about a forecast beside its figures.
 */
#ifndef VIERPHASEN_FORECAST_NOTES_H
#define VIERPHASEN_FORECAST_NOTES_H

struct buffer;
struct forecast;
struct weeks;

/*
 * Adds a line for each deadline that has rows today and none from a later day of the
 * forecast on.
 */
void forecast_notes_ends(const struct forecast *forecast, struct buffer *lines);

/* Adds two lines: what smoothing has done, with the backlog and without. */
void forecast_notes_smooth(const struct weeks *weeks, struct buffer *lines);

#endif
