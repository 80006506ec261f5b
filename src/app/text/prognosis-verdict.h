/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-backtest.h"
#include "prognosis-diary.h"
#include "prognosis-unusual.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Sentences about how good forecasts are, translated. All are (transfer full); NULL means that there is nothing to report. */

/* Whether @model did better than persistence, and on which signals. */
char *prognosis_verdict_on_model (PrognosisBacktest *backtest, gsize model);
/* By how much the best mechanism, the best learning model and the best of both were better or worse than persistence. */
char *prognosis_verdict_on_kinds (PrognosisBacktest *backtest);
/* At how many origins @model fell back to the damped trend. */
char *prognosis_verdict_on_stand_ins (PrognosisBacktest *backtest, gsize model);
/* That the comparison was stopped, and how many models it omits. */
char *prognosis_verdict_on_stop (PrognosisBacktest *backtest);
/* Why @model has no scores at some origin. */
char *prognosis_verdict_on_failure (PrognosisBacktest *backtest, gsize model);
/* How many regions the scores cover, and that the chart shows @region. */
char *prognosis_verdict_on_regions (PrognosisBacktest *backtest, gsize region);
/* The range of origins, the horizon and the last day of the comparison. */
char *prognosis_verdict_on_span (PrognosisBacktest *backtest);
/* How the first model of a check did at past origins, against persistence. @is_worse: (out) (nullable): that it did worse */
char *prognosis_verdict_on_check (PrognosisBacktest *backtest, gboolean *is_worse);
/* Verification of the forecast against later observations, one line per signal, pooled over @regions. */
char *prognosis_verdict_on_hindsight (PrognosisForecast *forecast, PrognosisDataset *dataset, GtkBitset *regions);
/* How much closer to later observations the forecast came than persistence from the same origin, pooled over @regions. */
char *prognosis_verdict_on_gain (PrognosisForecast *forecast, PrognosisDataset *dataset, GtkBitset *regions);
/* Why a person should look at a forecast, one sentence for each reason. @last_day: of the earlier forecast. */
char *prognosis_verdict_on_unusual (guint unusual, const char *last_day);
/* What came of a forecast of the diary, pooled over @regions (nullable: all), one sentence per signal. */
char *prognosis_verdict_on_diary (const PrognosisDiaryEntry *entry, PrognosisDataset *dataset, GtkBitset *regions);
/* How its error compares with that of persistence, in one sentence. */
char *prognosis_verdict_on_gains (const PrognosisDiaryEntry *entry, PrognosisDataset *dataset);
/* The same, which names its origin. */
char *prognosis_verdict_on_last (const PrognosisDiaryEntry *entry, PrognosisDataset *dataset, GtkBitset *regions);
/* That the forecast shown falls back to the damped trend in a series of @regions. */
char *prognosis_verdict_on_forecast (PrognosisForecast *forecast, GtkBitset *regions);
/* Why the counts of infections go another way in the coming week than the reproduction number of the equations seems to say. */
char *prognosis_verdict_on_direction (PrognosisForecast *forecast, gsize region);

/* That @forecaster needs the population, and @dataset lacks it. */
char *prognosis_verdict_on_lack (PrognosisDataset *dataset, const PrognosisForecaster *forecaster);

G_END_DECLS
