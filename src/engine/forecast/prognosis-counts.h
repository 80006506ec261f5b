/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Small counts scatter as counts do, however sure a forecaster is of its rate: the number of cases in a step at a rate that is known
   only from a fortnight of counts (Poisson counts, gamma distributed rate, Jeffreys prior) follows a negative binomial distribution. */

/* From this many persons a step on, a forecaster's own errors tell the spread. */
#define PROGNOSIS_COUNTS_MANY 3.0

/**
 * prognosis_counts_widen:
 * @expected: persons in all of the steps
 * @n_steps: steps that are counted together
 * @sorted: length @n: persons, at the levels of prognosis_paths_levels()
 *
 * Moves quantiles that lie nearer to the median than those of the negative binomial distribution out to them: wholly up to one person
 * a step, not at all from %PROGNOSIS_COUNTS_MANY on. The median stays.
 *
 * Returns: whether a quantile was moved
 */
gboolean prognosis_counts_widen (double expected, double n_steps, gsize n, double *sorted);

/* The same for quantiles that lie above those of the distribution, for a forecaster that knows hardly more than that counts are small.
   The rate is taken to be @expected at most. */
gboolean prognosis_counts_narrow (double expected, double n_steps, gsize n, double *sorted);

G_END_DECLS
