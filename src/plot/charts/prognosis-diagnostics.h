/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-backtest.h"
#include "prognosis-figure.h"
#include "prognosis-scenario.h"
#include "prognosis-trajectories.h"

G_BEGIN_DECLS

/* Figures of a fit, of scenarios and of a comparison. All are (transfer full), and localised if the figure is. */

/**
 * prognosis_reproduction_new_figure:
 * @values: (nullable): n_regions x n_parameters, set by sliders; NULL: the fitted values, with their band
 *
 * The reproduction number over time, with a line at one, and the transmission rate.
 */
PrognosisFigure *prognosis_reproduction_new_figure (PrognosisFit *fit, gsize region, const double *values, gsize horizon);

/* The title of a region's chart: for a single region, the title of the data. Borrowed. */
const char *prognosis_diagnostics_get_title (PrognosisDataset *dataset, gsize region);

/**
 * prognosis_renewal_new_figure:
 * @generation_days: mean generation time
 *
 * The same for a forecast without transmission equations, derived from weekly growth, and the growth rate. NULL unless
 * the counts are new or cumulative. (nullable)
 */
PrognosisFigure *prognosis_renewal_new_figure (PrognosisForecast *forecast, gsize region, double generation_days);

/* The course of the compartments, residuals in one panel per signal, and the loss by iteration. */
PrognosisFigure *prognosis_residuals_new_figure (PrognosisFit *fit, gsize region);

/* Observations minus the forecasts of the backtest's first model from each of its origins, one panel per signal. */
PrognosisFigure *prognosis_errors_new_figure (PrognosisBacktest *backtest, gsize region);

/* The error of every network by epoch, one panel per signal. NULL if the forecast has no networks. (nullable) */
PrognosisFigure *prognosis_training_new_figure (PrognosisForecast *forecast);

/* All @scenarios over the forecast, summed over @regions, one panel per signal, cumulative counts as new ones; medians and 95 %
 * intervals, that of the baseline as an outline. NULL if no signal responds to transmission. Without scenarios, the sum of the
 * forecasts. (nullable) */
PrognosisFigure *prognosis_scenarios_new_figure (PrognosisForecast *forecast, const gsize *regions, gsize n_regions,
                                                 double generation_days, PrognosisScenario *const *scenarios, gsize n_scenarios);

/* Transmission in a scenario, in percent of that in the baseline, as steps over the days from @first_day to @last_day.
 * The y axis reaches from 0 to at least 150 %. */
PrognosisFigure *prognosis_transmission_new_figure (int first_day, int last_day, PrognosisAxis axis,
                                                    const PrognosisScenario *scenario);

/**
 * prognosis_comparison_new_figure:
 * @origin: number of the origin to show; -1: all
 * @is_hidden: (nullable): for each model
 *
 * Forecasts of the models from past origins, with the observations: one region, one panel per signal. New counts of a
 * cumulative signal are the differences between the medians of successive steps.
 */
PrognosisFigure *prognosis_comparison_new_figure (PrognosisBacktest *backtest, PrognosisView view, gsize region, gssize origin,
                                                  const gboolean *is_hidden);
/* Adds the same panels to a figure. */
void prognosis_comparison_add_panels (PrognosisFigure *figure, PrognosisBacktest *backtest, PrognosisView view, gsize region,
                                      gssize origin, const gboolean *is_hidden);
/* The style of @model's line in that figure, in the hue of its family; its name is borrowed. */
PrognosisStyle prognosis_comparison_get_style (PrognosisBacktest *backtest, gsize model);

G_END_DECLS
