/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-backtest.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is said of how good a forecast is. All are translated, (transfer full), and NULL where there is nothing to say. */

/* Whether @model did better than persistence, and on what. */
char *prognosis_verdict_on_model (PrognosisBacktest *backtest, gsize model);
/* Where persistence stood in for @model. */
char *prognosis_verdict_on_stand_ins (PrognosisBacktest *backtest, gsize model);
/* That the comparison was stopped, and how much is left out. */
char *prognosis_verdict_on_stop (PrognosisBacktest *backtest);
/* Why @model has no figures at some origin. */
char *prognosis_verdict_on_failure (PrognosisBacktest *backtest, gsize model);
/* What the scores are over, and the chart is of: @region. */
char *prognosis_verdict_on_regions (PrognosisBacktest *backtest, gsize region);
/* From which days, how far ahead, and up to when was compared. */
char *prognosis_verdict_on_span (PrognosisBacktest *backtest);
/* That persistence did better than the first model. */
char *prognosis_verdict_on_check (PrognosisBacktest *backtest);
/* How far the forecast was from what came after it, a line a signal. @regions: taken together */
char *prognosis_verdict_on_hindsight (PrognosisForecast *forecast, PrognosisDataset *dataset, GtkBitset *regions);
/* That what is shown is persistence in a series of @regions. */
char *prognosis_verdict_on_forecast (PrognosisForecast *forecast, GtkBitset *regions);

/* That @forecaster needs the population, which @dataset does not have. */
char *prognosis_verdict_on_lack (PrognosisDataset *dataset, const PrognosisForecaster *forecaster);

G_END_DECLS
