/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecast.h"

G_BEGIN_DECLS

/*
 * Infection as a renewal process (Fraser 2007): each infected person infects R others, after a generation time that is gamma
 * distributed. That asks for no compartments, so that every forecast of new or cumulative counts has a reproduction number.
 */

/* Of the generation time: that of COVID-19 (Ferretti et al. 2020), which other diseases' means keep. */
#define PROGNOSIS_GENERATION_SHAPE 6.8

/* Density of the gamma distribution at 1, 2 ... @n days, with sum 1. */
void prognosis_renewal_kernel (double mean_days, double shape, gsize n, double *kernel);

/* How many days hold all but a thousandth of a generation time's density: the @n of its kernel. */
gsize prognosis_renewal_length (double generation_days);

/* R of counts that grow by @growth [1/day] (Wallinga and Lipsitch 2007): 1 over the generation time's Laplace transform. */
double prognosis_renewal_reproduction (double growth, double generation_days);

/* The signal that tells how many are infected: infections where there are any, else the first that is fitted; new or
 * cumulative counts, or rates. -1: none. */
gssize prognosis_renewal_find_signal (const PrognosisDataset *dataset);

/**
 * prognosis_renewal_estimate:
 * @levels: in (0, 1), ascending
 * @growth: (n_steps + horizon) x @n_levels [1/day]: what the week after each step has over the week up to it, from counts
 *   where both are over, from the forecast's paths after the origin. NAN where a week is not known or hardly anything is
 *   counted in both
 *
 * Weeks, not days: the reporting week is no epidemic. Counts scatter as their own weeks do about a smooth course, and
 * as Poisson's at the least.
 *
 * Returns: FALSE where there is no such signal or @region has no forecast of it
 */
gboolean prognosis_renewal_estimate (const PrognosisForecast *forecast, gsize region, const double *levels, gsize n_levels,
                                     double *growth);

G_END_DECLS
