/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-dataset.h"
#include "prognosis-options.h"
#include "prognosis-parameter.h"

G_BEGIN_DECLS

/* The parameters of all such equations. */
typedef enum
{
  PROGNOSIS_LEVER_REPRODUCTION,   /* on the first day ahead */
  PROGNOSIS_LEVER_TREND,          /* days in which the departure of transmission from its balance halves */
  PROGNOSIS_LEVER_GENERATION,     /* days from infection to infection */
  PROGNOSIS_LEVER_LATENT,         /* days */
  PROGNOSIS_LEVER_INFECTIOUS,     /* days */
  PROGNOSIS_LEVER_REPORTED,       /* share of infections; only depletion depends on it */
  PROGNOSIS_LEVER_FATALITY,       /* deaths per reported case */
  PROGNOSIS_LEVER_DEATH_DELAY,    /* mean days from the report of a case to that of the death */
  PROGNOSIS_LEVER_RECOVERED,      /* recoveries reported per reported case */
  PROGNOSIS_LEVER_RECOVERY_DELAY, /* the same of recoveries */
  PROGNOSIS_N_LEVERS,
} PrognosisLever;

/* Their descriptions; the initial value is the forecaster's. */
extern const PrognosisParameter prognosis_levers[PROGNOSIS_N_LEVERS];

/**
 * PrognosisDynamics:
 *
 * The equations behind a forecast, which can be solved again with other values of their parameters, without a fit: what a
 * slider moves. Immutable, reference counted, thread-safe.
 *
 * The values of a region are an array of PROGNOSIS_N_LEVERS, in the parameters' units; NAN: as learned, or the usual one where
 * it is not learned.
 */
typedef struct _PrognosisDynamics PrognosisDynamics;

/* What a forecaster provides. */
typedef struct
{
  /* See prognosis_dynamics_solve(). @found: as of prognosis_dynamics_get_found(). @reproduction: (nullable): as of
   * prognosis_dynamics_find_reproduction(), of which it is set where it is known. */
  void (*solve) (gconstpointer state, gsize region, const double *values, const double *log_factor, double *median, double *found,
                 double *reproduction);
  void (*free) (gpointer state);
} PrognosisDynamicsMethod;

/**
 * prognosis_dynamics_new:
 * @values: n_regions x PROGNOSIS_N_LEVERS: what the user set
 * @target: length PROGNOSIS_N_LEVERS: the signal of @dataset whose new counts of the week ahead tell the parameter; -1: it is
 *   assumed
 * @state: (transfer full)
 */
PrognosisDynamics *prognosis_dynamics_new (PrognosisDataset *dataset, gsize horizon, const double *values, const gssize *target,
                                           const PrognosisDynamicsMethod *method, gpointer state);
PrognosisDynamics *prognosis_dynamics_ref (PrognosisDynamics *self);
void prognosis_dynamics_unref (PrognosisDynamics *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisDynamics, prognosis_dynamics_unref)

gssize prognosis_dynamics_get_target (const PrognosisDynamics *self, PrognosisLever lever);
/* What the user set before the fit: of one region. Lent. */
const double *prognosis_dynamics_get_set (const PrognosisDynamics *self, gsize region);
/* The values behind the forecast: learned, assumed or set; NAN: @region has none. Lent. */
const double *prognosis_dynamics_get_found (PrognosisDynamics *self, gsize region);

/**
 * prognosis_dynamics_solve:
 * @log_factor: (nullable): length horizon, in days: added to the log of transmission from the day after the origin on
 * @median: n_signals of the dataset x horizon, in each signal's own kind and unit; NAN: not forecast
 * @found: (nullable): PROGNOSIS_N_LEVERS: the values used, as of prognosis_dynamics_get_found(): what is learned depends on what
 *   is set
 */
void prognosis_dynamics_solve (const PrognosisDynamics *self, gsize region, const double *values, const double *log_factor,
                               double *median, double *found);

/* The reproduction number with @values of @region on each step ahead: length horizon; NAN: not known. */
void prognosis_dynamics_find_reproduction (const PrognosisDynamics *self, gsize region, const double *values, double *reproduction);

/**
 * prognosis_dynamics_read_set:
 * @applies: length PROGNOSIS_N_LEVERS: whether a parameter has an effect on these data
 * @id: of the forecaster, for messages
 * @values: (out): n_regions x PROGNOSIS_N_LEVERS: what @options fix, NAN for the rest
 *
 * Returns: FALSE with %PROGNOSIS_ERROR_OPTION for an unknown region or parameter, or a value out of range
 */
gboolean prognosis_dynamics_read_set (PrognosisDataset *dataset, const PrognosisOptions *options, const gboolean *applies,
                                      const char *id, double *values, GError **error);

G_END_DECLS
