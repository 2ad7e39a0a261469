/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What of the figures of groups must not be shown, because it speaks of fewer than N
 * persons or could be computed from what is shown (standards-audit(1), SUPPRESSION).
 *
 * The figures are a table: a row is a group, the columns are its parts. A reader knows
 * what is shown, that the parts of a row add up to its total, and the totals of lines:
 * of rows that agree in some of their cells, as another table would have them. So what
 * is veiled in each of these sums must be
 *
 *     at least two figures, which speak of at least N persons added up, and whose sum
 *     is more than their number unless one of them is zero.
 *
 * As long as it is not, the smallest figure of the sum that is shown and not zero is
 * veiled too, of equal ones the first, and a zero only if there is no other. In a row
 * parts of which a share is made come after the others, and after the other zeros if
 * there are only zeros: the share is spared.
 *
 * A total of all groups that is shown is a row like the others, whose persons are
 * counted once. It gives away no more of a line than is taken for known anyway; but a
 * part of it that is veiled must not be had by adding up the groups, so that this part
 * is veiled in one of them, and thereby in two.
 */
#ifndef VIERPHASEN_SUPPRESSION_H
#define VIERPHASEN_SUPPRESSION_H

#include <stddef.h>

struct tally_group;

struct suppression {
    unsigned minimum; /* N; 0 and 1 veil nothing */
    unsigned cells;   /* of a group; lines run along each subset of them */
    unsigned parts;
    unsigned summed; /* the first so many parts add up to group->all.count */
    unsigned shares; /* a bit for each part of which a share is made */
};

/*
 * Sets veil and veiled of the groups, which are in their order (tally_sort), and of
 * their total unless it is NULL: it is not shown.
 */
void suppression_apply(const struct suppression *rule,
                       struct tally_group *const *groups, size_t count,
                       struct tally_group *total);

#endif
