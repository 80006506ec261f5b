/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-dataset.h"

G_BEGIN_DECLS

/**
 * PrognosisConformal:
 *
 * What a forecaster's own errors at past origins say of its next one: for each horizon the distribution of errors in
 * units of their series (prognosis_series_scale()), pooled over regions, each with a factor of its own that is shrunk to 1.
 * Its median is taken off: the centre of a forecast is the forecaster's, the spread is earned.
 */
typedef struct _PrognosisConformal PrognosisConformal;

PrognosisConformal *prognosis_conformal_new (gsize n_regions, gsize horizon, PrognosisKind kind, gsize week);
void                prognosis_conformal_free (PrognosisConformal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisConformal, prognosis_conformal_free)

/* @errors: horizon of them, observed less forecast, over the scale at that origin; NAN: not known. @weight: 1, or how many
 * origins it stands for. */
void                prognosis_conformal_add (PrognosisConformal *self, gsize region, const double *errors, double weight);

/**
 * prognosis_conformal_fill:
 * @centre: horizon
 * @scale: of the series at the origin
 * @paths: horizon x @n_paths
 *
 * Paths whose values at each horizon are the quantiles (i - 0.5) / n_paths of the distribution, exactly; which path gets
 * which goes by the ranks of a Gaussian autoregression over horizons that regions partly share. The rank correlation is
 * that of the errors. Paths of a cumulative count do not fall from @floor on (its last observation).
 *
 * The first call sorts what was added: nothing may be added after it, and it may be called from one thread only.
 */
void                prognosis_conformal_fill (PrognosisConformal *self, gsize region, const double *centre, double scale, double floor,
                                              guint64 seed, gsize n_paths, double *paths);

G_END_DECLS
