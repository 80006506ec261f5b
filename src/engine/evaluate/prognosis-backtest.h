/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecaster.h"
#include "prognosis-score.h"

G_BEGIN_DECLS

/**
 * PrognosisBacktestRequest:
 *
 * What to try. Strings and arrays are lent for the call. Zeros are defaults.
 */
typedef struct
{
  PrognosisDataset *dataset;                     /* all of the data, with what came after the origins */
  const PrognosisForecaster *const *forecasters; /* NULL-terminated */
  const gsize *origins;                          /* the last step that may be used; ascending, less than n_steps */
  gsize n_origins;
  const PrognosisOptions *options;   /* horizon, seed, n_threads ... of all forecasters */
  const char *fixed_of;              /* what they fix is of this forecaster alone; NULL: of all that have it */
  PrognosisDataset *const *vintages; /* earlier versions of the same data, oldest first; or NULL */
  gsize n_vintages;
  /* A missing observation counts as 0, and so does a forecast that was not made: some published comparisons do so.
   * Otherwise what is missing is not scored. Coverage is of what was forecast and observed in either case. */
  gboolean missing_is_zero;
  gboolean keeps_finished;   /* cancelled: models that are through with all origins are returned, where there are any */
  PrognosisJobFunc progress; /* called from any thread, never two at once; or NULL */
  gpointer progress_data;
  GCancellable *cancellable;
} PrognosisBacktestRequest;

/* One scored number. */
typedef struct
{
  guint16 model;  /* as in prognosis_backtest_get_model() */
  guint16 origin; /* position in the request */
  guint32 region;
  guint16 signal;
  guint16 horizon; /* from 1 */
  gboolean in50, in95;
  gboolean is_blank;    /* what was not observed or not forecast stands as 0: its error counts, coverage is not of it */
  gboolean is_stand_in; /* persistence, under the name of a model that had too little to learn from */
  double observed, median, ae, wis, log_ae, log_wis;
} PrognosisBacktestRow;

/* Means over rows; ratios are over the rows that the model and persistence have in common. */
typedef struct
{
  PrognosisScoreMeans means;
  double mae_ratio;     /* over persistence */
  double own_mae_ratio; /* the same without rows where persistence stands in; NAN: there are no others */
  double wis_ratio;
  double log_wis_ratio;
  double relative_wis; /* geometric mean of pairwise ratios with all models of the test; persistence is 1 */
  double relative_log_wis;
} PrognosisBacktestSummary;

/**
 * PrognosisBacktest:
 *
 * Forecasts from past origins, scored against what came after. Immutable, reference counted.
 *
 * Persistence is always run too: it is the bar. Where it was not asked for, it is the last model, and its rows are not
 * written by prognosis_backtest_to_csv().
 *
 * A forecaster that fails at an origin has no rows there and a failure that says why. Pairs of models are compared on
 * what both forecast, so that nobody gains from being silent; the number of rows is part of every summary.
 */
typedef struct _PrognosisBacktest PrognosisBacktest;

/**
 * prognosis_backtest_new:
 *
 * Every forecaster is handed data that physically end at the origin (prognosis_dataset_truncate()). With vintages, it
 * is handed the newest version whose last day is the origin's, if there is one, and as vintages those that do not end
 * after the origin. Models and origins run on options->n_threads threads; the result has the same bytes for any number.
 *
 * Returns: (transfer full): or NULL with %PROGNOSIS_ERROR_OPTION (no forecaster, no origin, nothing after an origin),
 *   %PROGNOSIS_ERROR_COMPUTATION if no forecaster succeeded anywhere, %G_IO_ERROR_CANCELLED (with keeps_finished: before any
 *   model beside persistence was through)
 */
PrognosisBacktest *prognosis_backtest_new (const PrognosisBacktestRequest *request, GError **error) G_GNUC_WARN_UNUSED_RESULT;
PrognosisBacktest *prognosis_backtest_ref (PrognosisBacktest *self);
void prognosis_backtest_unref (PrognosisBacktest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisBacktest, prognosis_backtest_unref)

/**
 * prognosis_backtest_choose_origins:
 * @n_wanted: as many, if the data are long enough
 *
 * Origins a week apart (a step apart in weekly data), the last one @horizon steps before the end, none before half of
 * the data.
 *
 * Returns: (transfer full): ascending, of length @n; NULL and 0 where the data are too short
 */
gsize *prognosis_backtest_choose_origins (const PrognosisDataset *dataset, gsize horizon, gsize n_wanted, gsize *n);

PrognosisDataset *prognosis_backtest_get_dataset (const PrognosisBacktest *self);
gsize prognosis_backtest_get_horizon (const PrognosisBacktest *self);
gsize prognosis_backtest_get_n_origins (const PrognosisBacktest *self);
gsize prognosis_backtest_get_origin (const PrognosisBacktest *self, gsize origin); /* its step */
gsize prognosis_backtest_get_n_models (const PrognosisBacktest *self);
const char *prognosis_backtest_get_model (const PrognosisBacktest *self, gsize model); /* its id */
gsize prognosis_backtest_get_baseline (const PrognosisBacktest *self);                 /* the number of persistence */

/* How many models were asked for and not finished: it was cancelled. */
gsize prognosis_backtest_get_n_unfinished (const PrognosisBacktest *self);
/* FALSE: it never forecast, or persistence stood in for it everywhere. */
gboolean prognosis_backtest_has_score (const PrognosisBacktest *self, gsize model);

/* In the order model, origin, region, signal, horizon. Lent. */
const PrognosisBacktestRow *prognosis_backtest_get_rows (const PrognosisBacktest *self, gsize *n);
/* Why there is nothing of @model at @origin, or NULL. Lent. */
const char *prognosis_backtest_get_failure (const PrognosisBacktest *self, gsize model, gsize origin);
/* Persistence stood in for @model in some series at @origin, where it had @n_examples at most to learn from, and needs @n_needed
 * (0: it says nothing of such series at all). */
gboolean prognosis_backtest_is_stand_in (const PrognosisBacktest *self, gsize model, gsize origin, gsize *n_examples,
                                         gsize *n_needed);
/* At how many origins it did, and the most of what was there to learn from. */
gsize prognosis_backtest_count_stand_ins (const PrognosisBacktest *self, gsize model, gsize *n_examples, gsize *n_needed);
/* @signal -1: all, as the geometric mean of the signals' ratios; means are then NAN. @horizon 0: all. FALSE where there is no row. */
gboolean prognosis_backtest_get_summary (const PrognosisBacktest *self, gsize model, gssize signal, gsize horizon,
                                         PrognosisBacktestSummary *summary);
/* The models in the order of their weighted interval score relative to persistence over all signals, best first, and those without
 * a score of their own last. Length n_models, lent. */
const gsize *prognosis_backtest_get_ranking (const PrognosisBacktest *self);
/* One sentence on @model, with its figures: "sueir did worse than persistence on deaths (ratio 1.31) ...". (transfer full) */
char *prognosis_backtest_dup_verdict (const PrognosisBacktest *self, gsize model);

/* The columns model,origin,location,target,horizon,observed,median,ae,wis,in50,in95. (transfer full) */
GString *prognosis_backtest_to_csv (const PrognosisBacktest *self);
/* Means by model and signal, failures and verdicts. (transfer full) */
char *prognosis_backtest_to_json (const PrognosisBacktest *self);

/* Writes an object from which prognosis_backtest_restore() makes the same means, ranking and medians again. */
void prognosis_backtest_store (const PrognosisBacktest *self, JsonBuilder *json);
/**
 * prognosis_backtest_restore:
 * @dataset: all of the data that it was made of; they may go on after its end
 * @forecasters: those that there are, NULL-terminated
 *
 * Returns: (transfer full) (nullable): NULL where @node is not of such data. Scores on the logarithmic scale are not kept: NAN
 */
PrognosisBacktest *prognosis_backtest_restore (const PrognosisDataset *dataset, const PrognosisForecaster *const *forecasters,
                                               JsonNode *node);

G_END_DECLS
