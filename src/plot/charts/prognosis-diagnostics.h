/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-backtest.h"
#include "prognosis-figure.h"
#include "prognosis-scenario.h"

G_BEGIN_DECLS

/* Figures of a fit, of scenarios and of a comparison. All are (transfer full) and localised where asked. */

/**
 * prognosis_reproduction_new_figure:
 * @values: (nullable): n_regions x n_parameters, under a slider; NULL: the fitted ones, with their band
 *
 * The reproduction number over time, with the level of one, and the transmission rate.
 */
PrognosisFigure *prognosis_reproduction_new_figure (PrognosisFit *fit, gsize region, const double *values, gsize horizon);

/* What a region is called above its chart: where it is the only one, the data's own title says more than its name. Lent. */
const char *prognosis_diagnostics_get_title (PrognosisDataset *dataset, gsize region);

/**
 * prognosis_renewal_new_figure:
 * @generation_days: mean time from one's infection to those of others
 *
 * The same of a forecast without equations of transmission, by how its counts grow from week to week, and that growth. NULL
 * where they are not new or cumulative ones. (nullable)
 */
PrognosisFigure *prognosis_renewal_new_figure (PrognosisForecast *forecast, gsize region, double generation_days);

/* Observed less fitted, a panel a signal; and the loss by iteration. */
PrognosisFigure *prognosis_residuals_new_figure (PrognosisFit *fit, gsize region);

/* What was observed less what the backtest's first model had forecast from each of its origins, a panel a signal. */
PrognosisFigure *prognosis_errors_new_figure (PrognosisBacktest *backtest, gsize region);

/* The error of every network by epoch, a panel a signal. NULL where the forecast has none. (nullable) */
PrognosisFigure *prognosis_training_new_figure (PrognosisForecast *forecast);

/* All of @scenarios over the forecast, summed over @regions, a panel a signal; medians and 95 % intervals. NULL where nothing can be
 * told. Without any it is the sum of the forecasts. (nullable) */
PrognosisFigure *prognosis_scenarios_new_figure (PrognosisForecast *forecast, const gsize *regions, gsize n_regions,
                                                 double generation_days, PrognosisScenario *const *scenarios, gsize n_scenarios);

/**
 * prognosis_comparison_new_figure:
 * @origin: number of the only one whose forecasts are shown; -1: all
 * @is_hidden: (nullable): of each model
 *
 * Forecasts of the models from past origins, over what happened: one region, one panel a signal.
 */
PrognosisFigure *prognosis_comparison_new_figure (PrognosisBacktest *backtest, gsize region, gssize origin,
                                                  const gboolean *is_hidden);
/* How @model's line looks there; its name is lent. */
PrognosisStyle prognosis_comparison_get_style (PrognosisBacktest *backtest, gsize model);

G_END_DECLS
