/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecast.h"

G_BEGIN_DECLS

/* Outcomes that nobody reports but that follow from the cases: recoveries and deaths as an assumed share of the cases after an assumed
   delay. They are signals of the dataset without observations (prognosis_dataset_with_assumed()), no model fits them, and their paths
   are derived from those of the cases, path by path, at the end of a forecast. */

#define PROGNOSIS_ASSUMED_MAX_DAYS 365.0

/* From "SHARE,DAYS" or the id of a preset with published outcomes. FALSE with %PROGNOSIS_ERROR_OPTION. */
gboolean prognosis_assumed_parse (const char *text, PrognosisRole role, double *share, double *days, GError **error);

/* The share of the delays of mean @days (gamma distributed) that are of k = 0, 1, ... steps; sums to 1. (transfer full) */
double *prognosis_assumed_find_kernel (double days, int step_days, gsize *n);

/**
 * prognosis_assumed_derive:
 * @signal: an assumed signal of @dataset
 * @of_cases: horizon x @n_paths: of the signal that it follows
 * @paths: (out) (nullable): the same shape
 * @past: (out) (nullable): n_steps of @dataset: its expected course up to the origin
 */
void prognosis_assumed_derive (const PrognosisDataset *dataset, gsize region, gsize signal, gsize horizon, gsize n_paths,
                               const double *of_cases, double *paths, double *past);

/* Adds the paths of all assumed signals that have none, and notes that say what is assumed. Call it after
   prognosis_forecast_finish(). */
void prognosis_assumed_fill (PrognosisForecast *forecast);

G_END_DECLS
