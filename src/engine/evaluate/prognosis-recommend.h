/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-backtest.h"

G_BEGIN_DECLS

/**
 * prognosis_recommend_try:
 * @forecasters: all available, NULL-terminated
 *
 * Runs the affordable forecasters at past origins within the data of @request: first the hybrids, which are the
 * best for most data, then the cheapest, within a budget of work. Work is counted in fits and steps instead of time, so that trials do not depend on the
 * machine. Forecasters that need much training are skipped for small data.
 *
 * Returns: (transfer full): or NULL, without @error if the data are too short
 */
PrognosisBacktest *prognosis_recommend_try (const PrognosisForecaster *const *forecasters, const PrognosisRequest *request,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The hybrid that prognosis_recommend_try() tries first; NULL if it tries none. */
const PrognosisForecaster *prognosis_recommend_find_favourite (const PrognosisForecaster *const *forecasters,
                                                               const PrognosisRequest *request);

/**
 * prognosis_recommend_check:
 *
 * Compares one forecaster with persistence at a few past origins within the data of @request, on one thread, within the
 * same budget of work.
 *
 * Returns: (transfer full): or NULL, without @error if the data are too short or too large
 */
PrognosisBacktest *prognosis_recommend_check (const PrognosisForecaster *forecaster, const PrognosisRequest *request,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* PrognosisReads of all forecasters that prognosis_recommend_try() may try. */
guint prognosis_recommend_get_reads (const PrognosisForecaster *const *forecasters, const PrognosisDataset *dataset,
                                     const PrognosisOptions *options);

/* The interval score of @model relative to persistence, as a mean over origins, on @signal or on all (-1);
   INFINITY if it failed or forecast less than persistence. */
double prognosis_recommend_ratio (const PrognosisBacktest *backtest, gsize model, gssize signal);

/**
 * prognosis_recommend_fill:
 *
 * Adds paths of persistence for series that @forecast lacks but persistence can forecast, for example of a region that
 * has just begun to report and was in no trial.
 */
gboolean prognosis_recommend_fill (PrognosisForecast *forecast, const PrognosisRequest *request, GError **error);

G_END_DECLS
