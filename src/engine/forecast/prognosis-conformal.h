/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-dataset.h"

G_BEGIN_DECLS

/**
 * PrognosisConformal:
 *
 * What a forecaster's own errors at past origins say of its next one: for each horizon the distribution of errors in
 * units of their series (prognosis_series_scale()), pooled over regions, each with a factor of its own that is shrunk to 1.
 */
typedef struct _PrognosisConformal PrognosisConformal;

PrognosisConformal *prognosis_conformal_new (gsize n_regions, gsize horizon, PrognosisKind kind, gsize week);
/* Errors are over the spread that their forecaster expected at each horizon: until they say otherwise, it was right. */
PrognosisConformal *prognosis_conformal_new_relative (gsize n_regions, gsize horizon, gsize week);
void prognosis_conformal_free (PrognosisConformal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisConformal, prognosis_conformal_free)

/* @errors: horizon of them, observed less forecast, over the scale at that origin; NAN: not known. @weight: 1, or how many
 * origins it stands for. */
void prognosis_conformal_add (PrognosisConformal *self, gsize region, const double *errors, double weight);

/**
 * prognosis_conformal_quantiles:
 * @levels: ascending
 * @errors: horizon x @n_levels, in units of the scale
 *
 * The first call sorts what was added: nothing may be added after it, and it may be called from one thread only.
 */
void prognosis_conformal_quantiles (PrognosisConformal *self, gsize region, const double *levels, gsize n_levels, double *errors);

/**
 * prognosis_conformal_fill:
 * @centre: horizon
 * @scale: of the series at the origin
 * @paths: horizon x @n_paths
 *
 * Paths with these quantiles (prognosis-paths.h), less their median: the centre of a forecast is the forecaster's, the spread
 * is earned. The correlation of successive horizons is that of the errors. Paths of a
 * cumulative count do not fall from @floor on (its last observation).
 */
void prognosis_conformal_fill (PrognosisConformal *self, gsize region, const double *centre, double scale, double floor,
                               guint64 seed, gsize n_paths, double *paths);

G_END_DECLS
