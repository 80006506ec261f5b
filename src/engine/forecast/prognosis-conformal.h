/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecast.h"

G_BEGIN_DECLS

/**
 * PrognosisConformal:
 *
 * Intervals from a forecaster's own errors at past origins: for each horizon the distribution of errors relative to
 * the scale of their series (prognosis_series_scale()), pooled over regions, with a factor per region shrunk to 1.
 */
typedef struct _PrognosisConformal PrognosisConformal;

PrognosisConformal *prognosis_conformal_new (gsize n_regions, gsize horizon, PrognosisKind kind, gsize week);
/* Errors are relative to the spread that the forecaster expected at each horizon; the prior is that it was right. */
PrognosisConformal *prognosis_conformal_new_relative (gsize n_regions, gsize horizon, gsize week);
void prognosis_conformal_free (PrognosisConformal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisConformal, prognosis_conformal_free)

/* @errors: by horizon, observed minus forecast, relative to the scale at that origin; NAN: unknown. @weight: 1, or
   the number of origins that it represents. */
void prognosis_conformal_add (PrognosisConformal *self, gsize region, const double *errors, double weight);

/**
 * prognosis_conformal_quantiles:
 * @levels: ascending
 * @errors: horizon x @n_levels, in units of the scale
 *
 * The first call sorts the errors: add none afterwards. Not thread-safe.
 */
void prognosis_conformal_quantiles (PrognosisConformal *self, gsize region, const double *levels, gsize n_levels, double *errors);

/* Sorts the errors, on @n_threads threads: add none afterwards. Then quantiles at prognosis_paths_levels() of @n_paths, and the median,
   can be read from several threads. */
void prognosis_conformal_prepare (PrognosisConformal *self, gsize n_paths, gsize n_threads);
/* The same, and draws what the paths of all regions share: then regions can be filled from several threads. */
void prognosis_conformal_prepare_paths (PrognosisConformal *self, guint64 seed, gsize n_paths, gsize n_threads);

/**
 * prognosis_conformal_fill:
 * @centre: by horizon
 * @scale: of the series at the origin
 *
 * Adds a series with these quantiles, minus their median, to @forecast: the point forecast is the
 * forecaster's, and the spread comes from its errors. The correlation of successive horizons is that of
 * the errors. Cumulative counts do not fall below @floor (the last observation).
 */
void prognosis_conformal_fill (PrognosisConformal *self, gsize region, gsize signal, const double *centre, double scale,
                               double floor, PrognosisForecast *forecast);

G_END_DECLS
