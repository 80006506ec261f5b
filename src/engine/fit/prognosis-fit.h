/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-model.h"
#include "prognosis-options.h"

G_BEGIN_DECLS

typedef enum
{
  PROGNOSIS_STOP_CONVERGED,   /* the loss stopped decreasing */
  PROGNOSIS_STOP_ITERATIONS,  /* not converged: limit of iterations reached */
  PROGNOSIS_STOP_STALLED,     /* no step reduced the loss, although its gradient is not zero */
  PROGNOSIS_STOP_NO_DATA,     /* nothing to fit: too few observations, no cases, or no population */
  PROGNOSIS_STOP_CANCELLED,   /* cancelled; holds the best result so far */
  PROGNOSIS_STOP_IMPLAUSIBLE, /* the model runs away after the origin, although the data do not demand it: not to be used */
  PROGNOSIS_N_STOPS,
} PrognosisStop;

const char *prognosis_stop_to_string (PrognosisStop stop);

/**
 * PrognosisFit:
 *
 * A compartment model fitted to every region of a dataset. Immutable, reference counted.
 * Its parameters are those of the model that affect an observed signal, then those of the
 * transmission function ("beta", or "beta1", "beta2" ... at the knots).
 */
typedef struct _PrognosisFit PrognosisFit;

/* Progress of a job, reported from any thread. */
typedef struct
{
  double fraction; /* of the work, 0 to 1 */
  double loss;     /* mean over the regions started; NAN if there is none */
  /* The best fit so far, to which @loss belongs. Lent for the call; may be referenced and simulated. NULL: nothing new. */
  PrognosisFit *fit;
  const char *forecaster; /* in a backtest: id of the forecaster that reports; otherwise NULL */
  /* Median so far: n_regions x n_signals x @horizon, for the steps after the origin, in each signal's own kind. NAN
     where not available yet; lent for the call; NULL: nothing new. */
  const double *median;
  gsize horizon;
} PrognosisProgress;

typedef void (*PrognosisJobFunc) (const PrognosisProgress *progress, gpointer user_data);

/**
 * prognosis_fit_new:
 * @dataset: ends at the origin; all of it may be used
 *
 * Returns: (transfer full): or NULL with %PROGNOSIS_ERROR_OPTION (unknown parameter, value out of range,
 *   no observable signal) or %PROGNOSIS_ERROR_COMPUTATION (no region has data; no population).
 *   A cancelled fit holds the best result so far, and its regions have %PROGNOSIS_STOP_CANCELLED.
 */
PrognosisFit *prognosis_fit_new (PrognosisDataset *dataset, const PrognosisModel *model, const PrognosisOptions *options,
                                 PrognosisJobFunc progress, gpointer user_data, GCancellable *cancellable,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/**
 * prognosis_fit_new_near:
 * @near: a fit of the same regions to data that end a little later or earlier
 *
 * As prognosis_fit_new() with the model of @near. With a network, each region starts from the weights that it has there, and only
 * from them: most of the work is to find a start. The prior stays where it was.
 */
PrognosisFit *prognosis_fit_new_near (const PrognosisFit *near, PrognosisDataset *dataset, const PrognosisOptions *options,
                                      GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;
PrognosisFit *prognosis_fit_ref (PrognosisFit *self);
void prognosis_fit_unref (PrognosisFit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisFit, prognosis_fit_unref)

const PrognosisModel *prognosis_fit_get_model (const PrognosisFit *self);
PrognosisDataset *prognosis_fit_get_dataset (const PrognosisFit *self);
const PrognosisOptions *prognosis_fit_get_options (const PrognosisFit *self);

gsize prognosis_fit_get_n_parameters (const PrognosisFit *self);
const PrognosisParameter *prognosis_fit_get_parameter (const PrognosisFit *self, gsize parameter);
/* n_regions x n_parameters, persons as fractions. Lent. */
const double *prognosis_fit_get_values (const PrognosisFit *self);
/* Convert between values as above and the parameter's own unit. Persons stay fractions if the population is unknown. */
double prognosis_fit_to_unit (const PrognosisFit *self, gsize region, gsize parameter, double value);
double prognosis_fit_from_unit (const PrognosisFit *self, gsize region, gsize parameter, double value);
/* The fitted value in the parameter's own unit. */
double prognosis_fit_get_value (const PrognosisFit *self, gsize region, gsize parameter);
/* FALSE if no signal in these data depends on it, so that it keeps its initial value and is irrelevant. */
gboolean prognosis_fit_is_seen (const PrognosisFit *self, gsize parameter);
/* Whether @parameter can be interpreted: the data depend on it, and a network does not replace it. */
gboolean prognosis_fit_is_interpretable (const PrognosisFit *self, gsize parameter);
/* TRUE if the user gave the value, or no signal depends on it. */
gboolean prognosis_fit_is_fixed (const PrognosisFit *self, gsize region, gsize parameter);
/* Whether the fit ended at a bound of the parameter that the data push against: it is not an estimate. */
gboolean prognosis_fit_is_at_edge (const PrognosisFit *self, gsize region, gsize parameter);
/* Central interval at @level (0.95) from the covariance of the fit, in the parameter's own unit and within its bounds. NAN if
   fixed or not fitted. */
void prognosis_fit_get_interval (const PrognosisFit *self, gsize region, gsize parameter, double level, double *lower,
                                 double *upper);
/* The same of the basic reproduction number at the transmission rate @parameter: rates that it depends on are correlated, so its
   interval does not follow from theirs. NAN if all of them are fixed. */
void prognosis_fit_get_basic_reproduction_interval (const PrognosisFit *self, gsize region, gsize parameter, double level,
                                                    double *lower, double *upper);
/* Share of the estimate that comes from the prior, 0 to 1. */
double prognosis_fit_get_prior_share (const PrognosisFit *self, gsize region, gsize parameter);

PrognosisStop prognosis_fit_get_stop (const PrognosisFit *self, gsize region);
double prognosis_fit_get_region_loss (const PrognosisFit *self, gsize region); /* NAN: no data */
/* Losses of the search that found the result: the penalised sum over observations at the start and after each
   iteration that reduced it. The first @n_rough of @n (possibly none) are from a preliminary descent with guessed
   noise, which serves to estimate the noise; the others start again in its units. Lent; NULL if there was nothing
   to fit. */
const double *prognosis_fit_get_losses (const PrognosisFit *self, gsize region, gsize *n_rough, gsize *n);
/* The share of the variation in the data of @region that the curve explains, 0 to 1; NAN if it cannot be derived
   from the loss. */
double prognosis_fit_get_explained (const PrognosisFit *self, gsize region);
/* FALSE if the fitted curve does not follow the data, even if it converged. */
gboolean prognosis_fit_follows (const PrognosisFit *self, gsize region);
double prognosis_fit_get_loss (const PrognosisFit *self); /* the minimised loss, mean over regions */
double prognosis_fit_get_mse (const PrognosisFit *self);  /* mean squared residual, in fractions of the population */
gsize prognosis_fit_get_n_evaluations (const PrognosisFit *self);
/* Of the network behind the transmission rate in each region; 0: there is none. */
gsize prognosis_fit_get_n_weights (const PrognosisFit *self);
/* Sentences on what the data of @region do not determine. NULL-terminated, lent, may be empty. */
const char *const *prognosis_fit_get_notes (const PrognosisFit *self, gsize region);

/* The range of published values of the period that is the reciprocal of @parameter. FALSE if it is none. */
gboolean prognosis_fit_find_published (const PrognosisFit *self, gsize parameter, double *shortest_days, double *longest_days);

/* The fitted window: @n steps from @first; the last is the origin. */
void prognosis_fit_get_window (const PrognosisFit *self, gsize *first, gsize *n);

/**
 * prognosis_fit_simulate:
 * @values: n_regions x n_parameters, persons as fractions: the fitted ones, or moved by a slider; coupled regions
 *   use the values of all rows
 * @horizon: steps after the origin
 * @curves: n_signals x (window + @horizon), in the unit of each signal; the model's own curve within the window, followed
 *   by the forecast, anchored at the last observation; rows of signals that are not observed are NAN
 *
 * Solves the equations without fitting: takes microseconds per region, or for all regions if coupled. For many solutions
 * see PrognosisSimulator. Thread-safe.
 *
 * Returns: FALSE if @region has no data; all of @curves is then NAN
 */
gboolean prognosis_fit_simulate (const PrognosisFit *self, gsize region, const double *values, gsize horizon, double *curves);
/* Whether regions infect each other, so that parameters of one affect all. */
gboolean prognosis_fit_is_coupled (const PrognosisFit *self);
/* Transmission rate beta [1/day] and reproduction number at each step of window + horizon; either may be NULL.
   @values as above. */
gboolean prognosis_fit_get_transmission (const PrognosisFit *self, gsize region, const double *values, gsize horizon, double *beta,
                                         double *reproduction);
/* The basic reproduction number at transmission rate @beta, with the other rates from @values (a region's row);
   proportional to @beta. */
double prognosis_fit_get_basic_reproduction (const PrognosisFit *self, const double *values, double beta);
/* Quantiles of both at @levels: (window + @horizon) x @n_levels, from draws of the covariance of the fit. */
gboolean prognosis_fit_get_transmission_quantiles (const PrognosisFit *self, gsize region, gsize horizon, const double *levels,
                                                   gsize n_levels, double *beta, double *reproduction);
/* @n_draws x n_parameters drawn from the covariance of the fit; seeded by the seed in the options and @region. */
void prognosis_fit_draw (const PrognosisFit *self, gsize region, gsize n_draws, double *values);

G_END_DECLS
