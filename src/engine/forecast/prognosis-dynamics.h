/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-dataset.h"
#include "prognosis-options.h"
#include "prognosis-parameter.h"

G_BEGIN_DECLS

/**
 * PrognosisDynamics:
 *
 * The equations behind a forecast, which can be solved again with other values of their parameters, without a fit: what a
 * slider moves. Immutable, reference counted, thread-safe.
 *
 * The values of a region are an array of n_parameters, in the parameters' units; NAN: as learned, or the usual one where it is
 * not learned.
 */
typedef struct _PrognosisDynamics PrognosisDynamics;

/* What a forecaster provides. */
typedef struct
{
  /* See prognosis_dynamics_solve(). @found: as of prognosis_dynamics_get_found(). */
  void (*solve) (gconstpointer state, gsize region, const double *values, const double *log_factor, double *median, double *found);
  void (*free) (gpointer state);
} PrognosisDynamicsMethod;

/**
 * prognosis_dynamics_new:
 * @parameters: length @n; must stay
 * @target: length @n: the signal of @dataset whose new counts of the week ahead tell the parameter; -1: it is assumed
 * @values: n_regions x @n: what the user set
 * @state: (transfer full)
 */
PrognosisDynamics *prognosis_dynamics_new (PrognosisDataset *dataset, gsize horizon, const PrognosisParameter *parameters,
                                           const gssize *target, gsize n, const double *values,
                                           const PrognosisDynamicsMethod *method, gpointer state);
PrognosisDynamics *prognosis_dynamics_ref (PrognosisDynamics *self);
void prognosis_dynamics_unref (PrognosisDynamics *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisDynamics, prognosis_dynamics_unref)

gsize prognosis_dynamics_get_n_parameters (const PrognosisDynamics *self);
const PrognosisParameter *prognosis_dynamics_get_parameter (const PrognosisDynamics *self, gsize parameter);
gssize prognosis_dynamics_get_target (const PrognosisDynamics *self, gsize parameter);
/* What the user set before the fit: of one region. Lent. */
const double *prognosis_dynamics_get_set (const PrognosisDynamics *self, gsize region);
/* The values behind the forecast: learned, assumed or set; NAN: @region has none. Lent. */
const double *prognosis_dynamics_get_found (const PrognosisDynamics *self, gsize region);

/**
 * prognosis_dynamics_solve:
 * @log_factor: (nullable): length horizon, in days: added to the log of transmission from the day after the origin on
 * @median: n_signals of the dataset x horizon, in each signal's own kind and unit; NAN: not forecast
 */
void prognosis_dynamics_solve (const PrognosisDynamics *self, gsize region, const double *values, const double *log_factor,
                               double *median);

/**
 * prognosis_dynamics_read_set:
 * @applies: length @n: whether a parameter has an effect on these data
 * @id: of the forecaster, for messages
 * @values: (out): n_regions x @n: what @options fix, NAN for the rest
 *
 * Returns: FALSE with %PROGNOSIS_ERROR_OPTION for an unknown region or parameter, or a value out of range
 */
gboolean prognosis_dynamics_read_set (PrognosisDataset *dataset, const PrognosisOptions *options,
                                      const PrognosisParameter *parameters, const gboolean *applies, gsize n, const char *id,
                                      double *values, GError **error);

G_END_DECLS
