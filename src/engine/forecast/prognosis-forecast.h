/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-fit.h"

G_BEGIN_DECLS

/* As in json-glib. */
typedef struct _JsonBuilder JsonBuilder;
typedef struct _JsonNode JsonNode;

/**
 * PrognosisForecast:
 *
 * Sample paths of every forecast signal in every region, from the step after the origin.
 * Quantiles, increments and sums derive from the paths. Immutable, reference counted.
 * Horizons count from 1. Counts are not negative, cumulative ones not below the last observation.
 */
typedef struct _PrognosisForecast PrognosisForecast;

PrognosisForecast *prognosis_forecast_ref (PrognosisForecast *self);
void prognosis_forecast_unref (PrognosisForecast *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisForecast, prognosis_forecast_unref)

PrognosisDataset *prognosis_forecast_get_dataset (const PrognosisForecast *self); /* ends at the origin */
const char *prognosis_forecast_get_forecaster (const PrognosisForecast *self);    /* id; of auto: the one it chose */
gsize prognosis_forecast_get_horizon (const PrognosisForecast *self);
gsize prognosis_forecast_get_n_paths (const PrognosisForecast *self);
/* FALSE where there was no usable observation, or the forecaster does not forecast the signal. */
gboolean prognosis_forecast_has (const PrognosisForecast *self, gsize region, gsize signal);
/* @horizon x n_paths, row-major, in the signal's unit; a path keeps its number over horizons, regions and signals. Lent, or NULL. */
const double *prognosis_forecast_get_paths (const PrognosisForecast *self, gsize region, gsize signal);
/* @levels in (0, 1), ascending; @values never fall. */
void prognosis_forecast_get_quantiles (const PrognosisForecast *self, gsize region, gsize signal, gsize horizon,
                                       const double *levels, gsize n_levels, double *values);
/* Persistence stands in for the forecaster in this series: it had @n_examples to learn from and needs @n_needed (0: it says
 * nothing of such a series at all). */
gboolean prognosis_forecast_is_stand_in (const PrognosisForecast *self, gsize region, gsize signal, gsize *n_examples,
                                         gsize *n_needed);
/* Quantiles of what is counted anew from the origin to the horizon, in all of @regions (length @n_regions) that have it, path by
 * path. FALSE: the signal is neither new nor cumulative counts, or none has it. */
gboolean prognosis_forecast_get_total (const PrognosisForecast *self, const gsize *regions, gsize n_regions, gsize signal,
                                       const double *levels, gsize n_levels, double *values);
/* The model's curve inside its window: @first step and length @n. Lent, or NULL where there is none. */
const double *prognosis_forecast_get_fitted (const PrognosisForecast *self, gsize region, gsize signal, gsize *first, gsize *n);
PrognosisFit *prognosis_forecast_get_fit (const PrognosisForecast *self); /* lent, or NULL */
/* Its making was ended with the best so far: made again it is another. */
void prognosis_forecast_set_early (PrognosisForecast *self);
gboolean prognosis_forecast_is_early (const PrognosisForecast *self);
/* Warnings and reasons in words, NULL-terminated. Lent. */
const char *const *prognosis_forecast_get_notes (const PrognosisForecast *self);
/* Whether that note says that something was not done as asked. */
gboolean prognosis_forecast_is_warning (const PrognosisForecast *self, gsize note);
/* The note that says why this forecaster was taken and no other, or -1. */
gssize prognosis_forecast_get_reason (const PrognosisForecast *self);

/* How a network was trained: its error on held-back days after each epoch. */
typedef struct
{
  gsize signal;       /* that it forecasts */
  gsize number;       /* among its networks, from 0 */
  PrognosisStop stop; /* converged: the error fell no more; iterations: the limit of epochs */
  gsize n_epochs;
  double *errors; /* n_epochs, mean absolute error in sizes of the window */
} PrognosisTraining;

/* Every network behind the forecast, by signal. Lent; NULL where there is none. */
const PrognosisTraining *prognosis_forecast_get_trainings (const PrognosisForecast *self, gsize *n);

/* The region that note number @note is about, or -1. */
gssize prognosis_forecast_get_note_region (const PrognosisForecast *self, gsize note);

/* The 23 levels of the forecast hubs. */
const double *prognosis_forecast_hub_levels (gsize *n);

/* The CSV of the hub columns, as text. (transfer full) */
GString *prognosis_forecast_to_csv (const PrognosisForecast *self, const double *levels, gsize n_levels);

/* Writes an object with the quantiles at the hubs' levels, and the parameters of the fit with their intervals. */
void prognosis_forecast_store (const PrognosisForecast *self, JsonBuilder *json);
/* FALSE: the quantiles in @node are other ones. */
gboolean prognosis_forecast_is_as_stored (const PrognosisForecast *self, JsonNode *node);

/* For forecasters. */
PrognosisForecast *prognosis_forecast_new (PrognosisDataset *dataset, const char *forecaster, gsize horizon, gsize n_paths);
double *prognosis_forecast_add_paths (PrognosisForecast *self, gsize region, gsize signal);  /* to be filled; lent */
double *prognosis_forecast_edit_paths (PrognosisForecast *self, gsize region, gsize signal); /* added before; then finish again */
/* Takes the paths of @plain, of persistence, for the series. FALSE: it has none. */
gboolean prognosis_forecast_stand_in (PrognosisForecast *self, gsize region, gsize signal, const PrognosisForecast *plain,
                                      gsize n_examples, gsize n_needed);
void prognosis_forecast_take_fitted (PrognosisForecast *self, gsize region, gsize signal, gsize first, gsize n, double *curve);
void prognosis_forecast_set_fit (PrognosisForecast *self, PrognosisFit *fit);
void prognosis_forecast_add_note (PrognosisForecast *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* The same, and it is the reason; the last one counts. */
void prognosis_forecast_add_reason (PrognosisForecast *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void prognosis_forecast_add_training (PrognosisForecast *self, gsize signal, gsize number, PrognosisStop stop, const double *errors,
                                      gsize n_epochs);
void prognosis_forecast_add_warning (PrognosisForecast *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Says that there was nothing at the origin to forecast the series from. */
void prognosis_forecast_warn_of_absent (PrognosisForecast *self, gsize region, gsize signal);
/* Makes the paths obey what the signal's kind demands, and sorts out what is not finite. Call it once, last. */
void prognosis_forecast_finish (PrognosisForecast *self);

G_END_DECLS
