/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-backtest.h"

G_BEGIN_DECLS

/* What forecasts best most of the time. */
#define PROGNOSIS_RECOMMEND_FAVOURITE "hybrid"

/**
 * prognosis_recommend_try:
 * @forecasters: those that there are, NULL-terminated
 *
 * Tries on past origins inside the data of @request whatever forecaster can be afforded: first the favourite, then the cheap
 * ones, as long as the budget of work lasts. It is counted in fits and steps, so that the same data are tried in the same way on
 * any machine. What takes much learning is left out where there is little to learn from.
 *
 * Returns: (transfer full): or NULL, without @error where the data are too short for it
 */
PrognosisBacktest *prognosis_recommend_try (const PrognosisForecaster *const *forecasters, const PrognosisRequest *request,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* TRUE: @forecaster is among what prognosis_recommend_try() tries. */
gboolean prognosis_recommend_can_try (const PrognosisForecaster *const *forecasters, const PrognosisRequest *request,
                                      const PrognosisForecaster *forecaster);

/**
 * prognosis_recommend_check:
 *
 * Tries one forecaster beside persistence on a few past origins inside the data of @request, on one thread, within the same
 * budget of work.
 *
 * Returns: (transfer full): or NULL, without @error where the data are too short for it or too many
 */
PrognosisBacktest *prognosis_recommend_check (const PrognosisForecaster *forecaster, const PrognosisRequest *request,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* PrognosisReads of whatever prognosis_recommend_try() may try. */
guint prognosis_recommend_get_reads (const PrognosisForecaster *const *forecasters, const PrognosisDataset *dataset,
                                     const PrognosisOptions *options);

/* The interval score of @model over persistence's, a mean of the origins' ratios, on @signal, or on all (-1); INFINITY where it
 * failed or said less than persistence. */
double prognosis_recommend_ratio (const PrognosisBacktest *backtest, gsize model, gssize signal);

/**
 * prognosis_recommend_fill:
 *
 * Gives the series that @forecast lacks, and that can be forecast at all, the paths of persistence: a region that began to report
 * yesterday was no part of any trial.
 */
gboolean prognosis_recommend_fill (PrognosisForecast *forecast, const PrognosisRequest *request, GError **error);

G_END_DECLS
