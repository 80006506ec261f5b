/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-completion.h"
#include "prognosis-dynamics.h"
#include "prognosis-fit.h"
#include "prognosis-learning.h"
#include "prognosis-paths.h"

G_BEGIN_DECLS

/* As declared in json-glib. */
typedef struct _JsonBuilder JsonBuilder;
typedef struct _JsonNode JsonNode;

/**
 * PrognosisForecast:
 *
 * Sample paths of every forecast signal in every region, from the step after the origin.
 * Quantiles, increments and sums are derived from the paths. One that keeps only quantiles (prognosis_forecast_keep_quantiles()) has
 * neither paths nor what is derived from them. Immutable, reference counted.
 * Horizons count from 1. Counts are not negative, and cumulative counts not below the last observation. No value counts more
 * persons than there are: neither cumulative and present counts nor the new counts of a path together with those before, and no rate.
 */
typedef struct _PrognosisForecast PrognosisForecast;

PrognosisForecast *prognosis_forecast_ref (PrognosisForecast *self);
void prognosis_forecast_unref (PrognosisForecast *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisForecast, prognosis_forecast_unref)

PrognosisDataset *prognosis_forecast_get_dataset (const PrognosisForecast *self); /* ends at the origin */
const char *prognosis_forecast_get_forecaster (const PrognosisForecast *self);    /* id; for auto, the chosen forecaster */
gsize prognosis_forecast_get_horizon (const PrognosisForecast *self);
gsize prognosis_forecast_get_n_paths (const PrognosisForecast *self);
/* FALSE if there was no usable observation, or the forecaster does not forecast the signal. */
gboolean prognosis_forecast_has (const PrognosisForecast *self, gsize region, gsize signal);
/* TRUE: no series at all was forecast. */
gboolean prognosis_forecast_is_empty (const PrognosisForecast *self);
/* @horizon x n_paths, row-major, in the signal's unit; a path keeps its number over horizons, regions and signals. Lent, or NULL. */
const double *prognosis_forecast_get_paths (const PrognosisForecast *self, gsize region, gsize signal);
/* @levels in (0, 1), ascending, and among those kept if there are no paths; @values do not decrease. */
void prognosis_forecast_get_quantiles (const PrognosisForecast *self, gsize region, gsize signal, gsize horizon,
                                       const double *levels, gsize n_levels, double *values);
/* Whether this series shows the damped trend as a fallback, because there were @n_examples to learn from and @n_needed
   are needed (0: the forecaster never forecasts such a series). */
gboolean prognosis_forecast_is_stand_in (const PrognosisForecast *self, gsize region, gsize signal, gsize *n_examples,
                                         gsize *n_needed);
/* Quantiles of new counts from the origin to the horizon, summed path by path over all of @regions (length
   @n_regions) that have them. FALSE if the signal is neither incident nor cumulative, or no region has it. */
gboolean prognosis_forecast_get_total (const PrognosisForecast *self, const gsize *regions, gsize n_regions, gsize signal,
                                       const double *levels, gsize n_levels, double *values);
/* Quantiles of the sum over all of @regions (length @n_regions) that have the signal at @horizon, path by path, in the unit of the
   signal: of cumulative counts the cumulative sum. FALSE if the signal is a rate or a proportion, or no region has it. */
gboolean prognosis_forecast_get_sum (const PrognosisForecast *self, const gsize *regions, gsize n_regions, gsize signal,
                                     gsize horizon, const double *levels, gsize n_levels, double *values);
/* The fitted curve within the window, from step @first on, length @n. Lent, or NULL if there is none. */
const double *prognosis_forecast_get_fitted (const PrognosisForecast *self, gsize region, gsize signal, gsize *first, gsize *n);
PrognosisFit *prognosis_forecast_get_fit (const PrognosisForecast *self); /* lent, or NULL */
/* Equations without a fit that can be solved again. Lent, or NULL. */
PrognosisDynamics *prognosis_forecast_get_dynamics (const PrognosisForecast *self);
/* The nowcast from which the forecast starts. Lent, or NULL: it starts from the values as reported. */
const PrognosisCompletion *prognosis_forecast_get_completion (const PrognosisForecast *self);
/**
 * prognosis_forecast_get_lever_interval:
 *
 * The values with which the median of the coming week would lie at the ends of the central interval at @level of its counts.
 *
 * Returns: FALSE, and NAN, if the parameter was not learned
 */
gboolean prognosis_forecast_get_lever_interval (const PrognosisForecast *self, gsize region, PrognosisLever lever, double level,
                                                double *lower, double *upper);
/* The forecast was stopped early with the best result so far, so that making it again gives another. */
void prognosis_forecast_set_early (PrognosisForecast *self);
gboolean prognosis_forecast_is_early (const PrognosisForecast *self);
/* Warnings and reasons, NULL-terminated. Lent. */
const char *const *prognosis_forecast_get_notes (const PrognosisForecast *self);
/* Whether this note warns that something was not done as requested. */
gboolean prognosis_forecast_is_warning (const PrognosisForecast *self, gsize note);
/* The note with the reason for choosing this forecaster, or -1. */
gssize prognosis_forecast_get_reason (const PrognosisForecast *self);

/* The training of a network: its error on held-out days after each epoch. */
typedef struct
{
  gsize signal;       /* the signal it forecasts */
  gsize number;       /* index among the signal's networks */
  PrognosisStop stop; /* converged: the error stopped decreasing; iterations: the limit of epochs was reached */
  gsize n_epochs;
  double *errors; /* n_epochs, mean absolute error relative to the size of the window */
} PrognosisTraining;

/* All networks behind the forecast, by signal. Lent; NULL if there are none. */
const PrognosisTraining *prognosis_forecast_get_trainings (const PrognosisForecast *self, gsize *n);

/* What a network beside a linear model is worth. */
typedef struct
{
  gsize n_weights;
  gboolean is_used;
  double error; /* its squared error on held-out days, over that of the linear model alone */
} PrognosisNetworkWorth;

/* Lent; NULL if there is no such network, or it is not known. */
const PrognosisNetworkWorth *prognosis_forecast_get_network_worth (const PrognosisForecast *self);

/* What it was learned from, and how. Lent; NULL: it was not learned from many series. */
const PrognosisLearning *prognosis_forecast_get_learning (const PrognosisForecast *self);

/* The region of note @note, or -1. */
gssize prognosis_forecast_get_note_region (const PrognosisForecast *self, gsize note);

/* The 23 quantile levels of the forecast hubs. */
const double *prognosis_forecast_hub_levels (gsize *n);

/* A CSV file with the columns of the forecast hubs. (transfer full) */
GString *prognosis_forecast_to_csv (const PrognosisForecast *self, const double *levels, gsize n_levels);
/* Adds the rows of the sum over @regions, of all signals that can be summed, to such a table as the location @name. */
void prognosis_forecast_append_sum_csv (const PrognosisForecast *self, const char *name, const gsize *regions, gsize n_regions,
                                        const double *levels, gsize n_levels, GString *csv);

/* Writes an object with the quantiles at the levels of the hubs, and the fitted parameters with their intervals. */
void prognosis_forecast_store (const PrognosisForecast *self, JsonBuilder *json);
/* FALSE if the quantiles in @node differ. */
gboolean prognosis_forecast_is_as_stored (const PrognosisForecast *self, JsonNode *node);

/* For forecasters. */
PrognosisForecast *prognosis_forecast_new (PrognosisDataset *dataset, const char *forecaster, gsize horizon, gsize n_paths);
double *prognosis_forecast_add_paths (PrognosisForecast *self, gsize region, gsize signal); /* to be filled; lent */
double *prognosis_forecast_edit_paths (PrognosisForecast *self, gsize region,
                                       gsize signal); /* paths added before; call finish again */
/**
 * prognosis_forecast_add_quantiles:
 * @shocks: the dependence between horizons and regions, see prognosis_paths_shake()
 * @shocks_signal: the number that distinguishes signals there
 * @quantiles: horizon x n_paths, at prognosis_paths_levels(), rows ascending; changed
 *
 * Adds a series with these quantiles and finishes it. Several threads can add series at the same time.
 */
void prognosis_forecast_add_quantiles (PrognosisForecast *self, gsize region, gsize signal, const PrognosisShocks *shocks,
                                       gsize shocks_signal, double *quantiles);
/* Finishes one series early, so that its paths need no memory if only quantiles are kept. Several threads can finish different ones. */
void prognosis_forecast_finish_series (PrognosisForecast *self, gsize region, gsize signal);
/* From now on keeps only quantiles, at @levels (ascending) and the median, of what is finished. The first call decides on the levels. */
void prognosis_forecast_keep_quantiles (PrognosisForecast *self, const double *levels, gsize n_levels);
/* Replaces paths by what is kept, also where they were finished before that was decided. */
void prognosis_forecast_drop_paths (PrognosisForecast *self);
/* Replaces the paths of a series by such @quantiles as prognosis_forecast_add_quantiles() takes. FALSE, and nothing changes, if paths
   are needed: the forecast keeps them, or how the quantiles are assigned to them matters. */
gboolean prognosis_forecast_take_quantiles (PrognosisForecast *self, gsize region, gsize signal, const double *quantiles);
/* Uses the paths of @plain, from the fallback, for this series. FALSE if it has none. */
gboolean prognosis_forecast_stand_in (PrognosisForecast *self, gsize region, gsize signal, const PrognosisForecast *plain,
                                      gsize n_examples, gsize n_needed);
/* Uses all series of @region of @other, of the same shape. */
void prognosis_forecast_take_region (PrognosisForecast *self, const PrognosisForecast *other, gsize region);
/* The region has no forecast any more. */
void prognosis_forecast_drop_region (PrognosisForecast *self, gsize region);
/* @dataset: as that before, with regions that were set apart from it. */
void prognosis_forecast_set_dataset (PrognosisForecast *self, PrognosisDataset *dataset);
void prognosis_forecast_take_fitted (PrognosisForecast *self, gsize region, gsize signal, gsize first, gsize n, double *curve);
void prognosis_forecast_set_completion (PrognosisForecast *self, PrognosisCompletion *completion);
/* Replaces the paths from number @first on by those of @other, a forecast of the same series, wherever both have a series. */
void prognosis_forecast_take_paths (PrognosisForecast *self, const PrognosisForecast *other, gsize first);
void prognosis_forecast_set_fit (PrognosisForecast *self, PrognosisFit *fit);
void prognosis_forecast_set_dynamics (PrognosisForecast *self, PrognosisDynamics *dynamics);
/* Changes the paths from what the dynamics has set to other @values (n_regions x PROGNOSIS_N_LEVERS), and finishes again. */
void prognosis_forecast_apply_values (PrognosisForecast *self, const double *values);
void prognosis_forecast_add_note (PrognosisForecast *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* The same, and marks it as the reason, replacing any earlier one. */
void prognosis_forecast_add_reason (PrognosisForecast *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void prognosis_forecast_add_training (PrognosisForecast *self, gsize signal, gsize number, PrognosisStop stop, const double *errors,
                                      gsize n_epochs);
void prognosis_forecast_set_network_worth (PrognosisForecast *self, const PrognosisNetworkWorth *worth);
void prognosis_forecast_set_learning (PrognosisForecast *self, const PrognosisLearning *learning);
void prognosis_forecast_add_warning (PrognosisForecast *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Warns that there was no usable observation at the origin of this series. */
void prognosis_forecast_warn_of_absent (PrognosisForecast *self, gsize region, gsize signal);
/* Warns that the forecast of this series starts from an old value. @n_weeks: from the value to the origin, at least 2 */
void prognosis_forecast_warn_of_late (PrognosisForecast *self, gsize region, gsize signal, int n_weeks);
/* Applies the constraints of each signal's kind to the paths that were added or edited, and drops series that are not finite. Call it
   last. */
void prognosis_forecast_finish (PrognosisForecast *self);

G_END_DECLS
