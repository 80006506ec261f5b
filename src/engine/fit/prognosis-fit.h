/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-model.h"
#include "prognosis-options.h"

G_BEGIN_DECLS

typedef enum
{
  PROGNOSIS_STOP_CONVERGED,  /* the loss stopped falling */
  PROGNOSIS_STOP_ITERATIONS, /* the limit of iterations: not converged */
  PROGNOSIS_STOP_STALLED,    /* no step lowered the loss, and its slope is not yet zero */
  PROGNOSIS_STOP_NO_DATA,    /* nothing to fit: too few observations, no case, or no population */
  PROGNOSIS_STOP_CANCELLED,  /* the best so far */
} PrognosisStop;

const char *prognosis_stop_to_string (PrognosisStop stop);

/**
 * PrognosisFit:
 *
 * A compartment model fitted to every region of a dataset. Immutable, reference counted.
 * Its parameters are those of the model that touch an observed signal, then those of the
 * transmission function ("beta", or "beta1", "beta2" ... at the knots).
 */
typedef struct _PrognosisFit PrognosisFit;

/* What a job says while it works, from any thread. */
typedef struct
{
  double fraction;   /* of the work, 0 to 1 */
  double loss;       /* mean over the regions begun; NAN where there is none */
  PrognosisFit *fit; /* the best so far, whose loss it is; lent for the call, to be referenced and simulated; NULL: nothing new */
  const char *forecaster; /* of a backtest: id of the one that says so; else NULL */
  /* The median so far: n_regions x n_signals x @horizon, of the steps after the origin and in each signal's own kind. NAN where
   * there is none yet; lent for the call; NULL: nothing new. */
  const double *median;
  gsize horizon;
} PrognosisProgress;

typedef void (*PrognosisJobFunc) (const PrognosisProgress *progress, gpointer user_data);

/**
 * prognosis_fit_new:
 * @dataset: ends at the origin; all of it may be used
 *
 * Returns: (transfer full): or NULL with %PROGNOSIS_ERROR_OPTION (unknown parameter, value outside its bounds,
 *   nothing to observe), %PROGNOSIS_ERROR_COMPUTATION (no region has data; no population).
 *   A cancelled fit is returned with the best so far, and says so in its regions.
 */
PrognosisFit *prognosis_fit_new (PrognosisDataset *dataset, const PrognosisModel *model, const PrognosisOptions *options,
                                 PrognosisJobFunc progress, gpointer user_data, GCancellable *cancellable,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
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
/* FALSE: no signal of these data depends on it, so it stays at its start and is of no interest. */
gboolean prognosis_fit_is_seen (const PrognosisFit *self, gsize parameter);
/* Whether @parameter means something by itself: the data depend on it, and a network does not replace it. */
gboolean prognosis_fit_is_interpretable (const PrognosisFit *self, gsize parameter);
/* TRUE where the user gave the value, or no signal depends on it. */
gboolean prognosis_fit_is_fixed (const PrognosisFit *self, gsize region, gsize parameter);
/* The fit ended at a bound of the parameter, and the data want it to go on: it is no estimate. */
gboolean prognosis_fit_is_at_edge (const PrognosisFit *self, gsize region, gsize parameter);
/* Central interval of the fitted covariance at @level (0.95), within the parameter's bounds. NAN for what is fixed or not fitted. */
void prognosis_fit_get_interval (const PrognosisFit *self, gsize region, gsize parameter, double level, double *lower,
                                 double *upper);
/* Share of the estimate that comes from the prior, 0 to 1. */
double prognosis_fit_get_prior_share (const PrognosisFit *self, gsize region, gsize parameter);

PrognosisStop prognosis_fit_get_stop (const PrognosisFit *self, gsize region);
double prognosis_fit_get_region_loss (const PrognosisFit *self, gsize region); /* NAN: no data */
/* What the search that won went through: the penalised sum over the observations at the start and after each iteration
 * that made it smaller. The first @n_rough of the @n (maybe none) are of a descent with guessed noise, to tell the noise
 * from; the others start anew, in its units. Lent; NULL where there was nothing to fit. */
const double *prognosis_fit_get_losses (const PrognosisFit *self, gsize region, gsize *n_rough, gsize *n);
/* How much of how the data of @region vary the curve explains, 0 to 1; NAN where the loss does not tell. */
double prognosis_fit_get_explained (const PrognosisFit *self, gsize region);
/* FALSE: the fitted curve does not follow the data, whether it converged or not. */
gboolean prognosis_fit_follows (const PrognosisFit *self, gsize region);
double prognosis_fit_get_loss (const PrognosisFit *self); /* what was minimised, mean over regions */
double prognosis_fit_get_mse (const PrognosisFit *self);  /* mean squared residual, in fractions of the population */
gsize prognosis_fit_get_n_evaluations (const PrognosisFit *self);
/* How much @neighbour's infectious persons count in @region (0: not coupled; a region's own count 1). */
double prognosis_fit_get_coupling (const PrognosisFit *self, gsize region, gsize neighbour);
/* In words: what the data of @region do not determine. NULL-terminated, lent, may be empty. */
const char *const *prognosis_fit_get_notes (const PrognosisFit *self, gsize region);

/* The window of steps fitted: from @first, @n of them; the last is the origin. */
void prognosis_fit_get_window (const PrognosisFit *self, gsize *first, gsize *n);

/**
 * prognosis_fit_simulate:
 * @values: n_regions x n_parameters, persons as fractions: the fitted ones, or moved by a slider; coupled regions see
 *   the others as these say
 * @horizon: steps after the origin
 * @curve: length window + @horizon, in the signal's unit; the model's own curve inside the window, and after it
 *   the forecast, anchored at the last observation
 *
 * Solves the equations without fitting: microseconds a region, and coupled regions all of them. For many solutions
 * see PrognosisSimulator. From any thread.
 *
 * Returns: FALSE where the model does not observe @signal or @region has no data; @curve is then untouched
 */
gboolean prognosis_fit_simulate (const PrognosisFit *self, gsize region, gsize signal, const double *values, gsize horizon,
                                 double *curve);
/* All signals with one solution. @curves: n_signals x (window + horizon); NAN rows where not observed. */
gboolean prognosis_fit_simulate_all (const PrognosisFit *self, gsize region, const double *values, gsize horizon, double *curves);
/* Whether the regions infect each other: what moves in one moves in all. */
gboolean prognosis_fit_is_coupled (const PrognosisFit *self);
/* Transmission rate beta [1/day] and reproduction number at each step of window + horizon; either may be NULL. @values
 * as above. */
gboolean prognosis_fit_get_transmission (const PrognosisFit *self, gsize region, const double *values, gsize horizon, double *beta,
                                         double *reproduction);
/* The basic reproduction number that goes with the transmission rate @beta, where the other rates are those of @values (a region's row);
 * proportional to @beta. */
double prognosis_fit_get_basic_reproduction (const PrognosisFit *self, const double *values, double beta);
/* Quantiles at @levels of both: (window + @horizon) x @n_levels, by draws from the fitted covariance. */
gboolean prognosis_fit_get_transmission_quantiles (const PrognosisFit *self, gsize region, gsize horizon, const double *levels,
                                                   gsize n_levels, double *beta, double *reproduction);
/* @n_draws x n_parameters drawn from the fitted covariance; seeded by the options' seed and @region. */
void prognosis_fit_draw (const PrognosisFit *self, gsize region, gsize n_draws, double *values);

G_END_DECLS
