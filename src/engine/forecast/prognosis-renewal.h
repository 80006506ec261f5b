/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecast.h"

G_BEGIN_DECLS

/* Infection as a renewal process (Fraser 2007): each infected person infects R others, after a gamma-distributed
   generation time. This needs no compartments, so that every forecast of incident or cumulative counts has a
   reproduction number. */

/* Shape of the generation time distribution: that of COVID-19 (Ferretti et al. 2020), used for all diseases. */
#define PROGNOSIS_GENERATION_SHAPE 6.8

/* Density of the gamma distribution at 1, 2 ... @n days, normalised to sum 1. */
void prognosis_renewal_kernel (double mean_days, double shape, gsize n, double *kernel);

/* The number of days that contain all but a thousandth of the generation time distribution: @n of its kernel. */
gsize prognosis_renewal_length (double generation_days);

/* R for counts that grow by @growth [1/day] (Wallinga and Lipsitch 2007): the reciprocal of the Laplace transform
   of the generation time distribution. */
double prognosis_renewal_reproduction (double growth, double generation_days);

/* The signal that measures infections: one with that role if there is any, otherwise the first that is fitted;
   incident or cumulative counts, or rates. -1: none. */
gssize prognosis_renewal_find_signal (const PrognosisDataset *dataset);

/**
 * prognosis_renewal_estimate:
 * @levels: in (0, 1), ascending
 * @growth: (n_steps + horizon) x @n_levels [1/day]: growth from the week up to each step to the week after it, from counts
 *   if both weeks are observed, otherwise from the forecast's paths. NAN if a week is unknown, or both have hardly any
 *   counts
 *
 * Uses weeks instead of days to exclude weekday effects. Counts scatter as weekly counts do around a smooth trend, and at
 * least like Poisson counts.
 *
 * Returns: FALSE if there is no such signal, or @region has no forecast of it
 */
gboolean prognosis_renewal_estimate (const PrognosisForecast *forecast, gsize region, const double *levels, gsize n_levels,
                                     double *growth);

/* Which parameters of prognosis_renewal_dynamics_new() have an effect on these data: PROGNOSIS_N_LEVERS. */
void prognosis_renewal_find_effective (const PrognosisDataset *dataset, gboolean *applies);

/**
 * prognosis_renewal_dynamics_new:
 * @forecast: finished, with a signal as of prognosis_renewal_find_signal()
 * @trend_days: in which the growth of infections at the origin halves
 * @values: n_regions x PROGNOSIS_N_LEVERS: what is to be set; the forecast is still as learned
 *
 * The renewal equation behind a forecast that has no equations of its own.
 */
PrognosisDynamics *prognosis_renewal_dynamics_new (const PrognosisForecast *forecast, double trend_days, double generation_days,
                                                   const double *values);

G_END_DECLS
