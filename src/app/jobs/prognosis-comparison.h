/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-backtest.h"
#include "prognosis-choices.h"
#include "prognosis-gauge.h"

G_BEGIN_DECLS

/**
 * PrognosisComparison:
 *
 * A backtest in a thread: forecasts from past origins, scored against later observations. The last result stays until a new
 * one is finished.
 *
 * Signals: "changed" (anything below, progress too), "found" (there is a new result).
 */
#define PROGNOSIS_TYPE_COMPARISON (prognosis_comparison_get_type ())
G_DECLARE_FINAL_TYPE (PrognosisComparison, prognosis_comparison, PROGNOSIS, COMPARISON, GObject)

PrognosisComparison *prognosis_comparison_new (void);

/**
 * prognosis_comparison_start:
 * @choices: whose data up to the origin, options and model are compared
 * @models: ids of forecasters, and names of kept forecasts of @choices
 *
 * If the data do not allow it, there is a problem at once, and nothing runs.
 */
void prognosis_comparison_start (PrognosisComparison *self, const PrognosisChoices *choices, const char *const *models);
/**
 * prognosis_comparison_start_check:
 * @forecaster: (nullable): the one that made the forecast
 * @dataset: ends at the origin
 *
 * A small comparison with persistence. An earlier result is forgotten. Ensembles are evaluated when they are built, and
 * persistence is the baseline: neither is checked.
 */
void prognosis_comparison_start_check (PrognosisComparison *self, const PrognosisForecaster *forecaster, PrognosisDataset *dataset,
                                       const PrognosisOptions *options);
/* Stops early: the result is the models that have finished at all origins. */
void prognosis_comparison_stop (PrognosisComparison *self);
/* Drops the running comparison, the result and the problem. */
void prognosis_comparison_clear (PrognosisComparison *self);
/**
 * prognosis_comparison_set_result:
 * @backtest: (transfer full): an earlier result
 * @dataset: (nullable): all that was chosen when it was made; NULL: not the present data
 * @options: those chosen when it was made
 */
void prognosis_comparison_set_result (PrognosisComparison *self, PrognosisBacktest *backtest, PrognosisDataset *dataset,
                                      const PrognosisOptions *options);

gboolean prognosis_comparison_is_running (PrognosisComparison *self);
gboolean prognosis_comparison_is_stopping (PrognosisComparison *self);                /* TRUE after prognosis_comparison_stop() */
PrognosisGauge *prognosis_comparison_get_gauge (PrognosisComparison *self);           /* lent; NULL unless running */
PrognosisBacktest *prognosis_comparison_get_backtest (PrognosisComparison *self);     /* lent, or NULL */
const PrognosisOptions *prognosis_comparison_get_options (PrognosisComparison *self); /* of the result, or NULL */
const char *prognosis_comparison_get_problem (PrognosisComparison *self); /* why the last start had no result, or NULL */
/* TRUE if the result was made with the dataset of @choices, whatever the origin and options. */
gboolean prognosis_comparison_is_of_data (PrognosisComparison *self, const PrognosisChoices *choices);
/* TRUE if there is a result, and it was made with other data, another origin or other options than @choices. */
gboolean prognosis_comparison_is_stale (PrognosisComparison *self, const PrognosisChoices *choices);

G_END_DECLS
