/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-fit.h"

G_BEGIN_DECLS

/**
 * PrognosisSimulator:
 *
 * Solves a fitted model many times without allocating: for draws, sliders and scenarios. Not thread-safe.
 */
typedef struct _PrognosisSimulator PrognosisSimulator;

PrognosisSimulator *prognosis_simulator_new (PrognosisFit *fit, gsize horizon);
/* Coupled regions see the others with @values (n_regions x n_parameters), by default the fitted ones. */
PrognosisSimulator *prognosis_simulator_new_with (PrognosisFit *fit, gsize horizon, const double *values);
/* Compute curves only from shortly before the origin on: for draws, whose fit to the data is not shown. */
void prognosis_simulator_set_ahead_only (PrognosisSimulator *self);
/* Do not anchor curves at the last observation: with parameters that do not fit the data they would jump. */
void prognosis_simulator_set_unanchored (PrognosisSimulator *self);
void prognosis_simulator_free (PrognosisSimulator *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisSimulator, prognosis_simulator_free)

/**
 * prognosis_simulator_run:
 * @values: n_parameters
 * @shape: (nullable): of the network, or NULL for the fitted one
 * @log_factor: (nullable): horizon x step days: log factor of transmission on each day after the origin
 * @curves: n_signals x (window + horizon); rows of signals that are not observed are unchanged
 */
gboolean prognosis_simulator_run (PrognosisSimulator *self, gsize region, const double *values, const double *shape,
                                  const double *log_factor, double *curves);

/* As prognosis_fit_get_transmission(), for the last run, which must have had these @values (n_parameters). */
void prognosis_simulator_get_transmission (const PrognosisSimulator *self, const double *values, double *beta,
                                           double *reproduction);

/* Several sets of parameters for one region in one solution: at most prognosis_simulator_get_batch(). Each
   argument has an additional first index. @shapes and @log_factors may be NULL. */
gsize prognosis_simulator_get_batch (const PrognosisSimulator *self);
gboolean prognosis_simulator_run_batch (PrognosisSimulator *self, gsize region, gsize n, const double *values, const double *shapes,
                                        const double *log_factors, double *curves);

/* (transfer full): a gsl_rng for @region, with a separate stream for each @purpose. */
gpointer prognosis_fit_region_rng (const PrognosisFit *self, gsize region, guint purpose);
/* Like prognosis_fit_draw(), with the network's shape at the knots; @shapes: n_draws x n_shape. */
void prognosis_fit_draw_with_shape (const PrognosisFit *self, gsize region, gsize n_draws, double *values, double *shapes);

G_END_DECLS
