/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-forecaster.h"
#include "prognosis-score.h"

G_BEGIN_DECLS

/* A forecaster with options of its own, which is compared under a name of its own. */
typedef struct
{
  const char *name; /* neither the id of a forecaster nor the name of another run */
  const PrognosisForecaster *forecaster;
  const PrognosisOptions *options; /* but for the horizon and the number of threads, which are those of the request */
} PrognosisBacktestRun;

/**
 * PrognosisBacktestRequest:
 *
 * What to evaluate. Strings and arrays are lent for the call. Zeros are defaults.
 */
typedef struct
{
  PrognosisDataset *dataset;                     /* all data, including what came after the origins */
  const PrognosisForecaster *const *forecasters; /* NULL-terminated; may be empty if there are runs */
  const PrognosisBacktestRun *runs;              /* models after the forecasters; or NULL */
  gsize n_runs;
  const gsize *origins; /* last steps that may be used; ascending, less than n_steps */
  gsize n_origins;
  const PrognosisOptions *options;   /* horizon, seed, n_threads ... for all forecasters */
  const char *fixed_of;              /* id of the only forecaster to which fixed parameters apply; NULL: all that have them */
  PrognosisDataset *const *vintages; /* earlier versions of the same data, oldest first; or NULL */
  gsize n_vintages;
  /* Missing observations and forecasts count as 0, as in some published comparisons. Otherwise they are not scored.
     In either case coverage includes only what was forecast and observed. */
  gboolean missing_is_zero;
  gboolean keeps_finished;   /* if cancelled, return the models that are finished at all origins, if any */
  PrognosisJobFunc progress; /* called from any thread, but never concurrently; or NULL */
  gpointer progress_data;
  GCancellable *cancellable;
} PrognosisBacktestRequest;

/* One scored number. */
typedef struct
{
  guint16 model;  /* index for prognosis_backtest_get_model() */
  guint16 origin; /* index in the request */
  guint32 region;
  guint16 signal;
  guint16 horizon; /* from 1 */
  gboolean in50, in95;
  gboolean is_blank;    /* not observed or not forecast, and counted as 0: included in errors but not in coverage */
  gboolean is_stand_in; /* fallback to the damped trend, because there was too little to learn from */
  double observed, median, ae, wis, log_ae, log_wis;
} PrognosisBacktestRow;

/* Means over rows; ratios use the rows that the model and persistence have in common. */
typedef struct
{
  PrognosisScoreMeans means;
  double mae_ratio;     /* relative to persistence */
  double own_mae_ratio; /* the same without fallback rows; NAN: there are no others */
  double wis_ratio;
  double log_wis_ratio;
  double relative_wis; /* geometric mean of pairwise ratios with all models in the test; persistence is 1 */
  double relative_log_wis;
} PrognosisBacktestSummary;

/**
 * PrognosisBacktest:
 *
 * Forecasts from past origins, scored against later observations. Immutable, reference counted.
 *
 * Persistence is always run as the baseline. Unless requested, it is the last model, and
 * prognosis_backtest_to_csv() does not write its rows.
 *
 * A forecaster that fails at an origin has no rows there, and a failure with the reason. Pairs of models are compared
 * on the tasks that both forecast, so that omitting difficult ones is no advantage; every summary has the number of rows.
 */
typedef struct _PrognosisBacktest PrognosisBacktest;

/**
 * prognosis_backtest_new:
 *
 * Every forecaster gets data that physically end at the origin (prognosis_dataset_truncate()). With vintages, it gets the
 * newest version whose last day is the origin, if there is one, and as vintages those that end at or before the
 * origin. Models and origins run on options->n_threads threads; the result does not depend on their number.
 *
 * Returns: (transfer full): or NULL with %PROGNOSIS_ERROR_OPTION (no forecaster, no origin, nothing after an origin),
 *   %PROGNOSIS_ERROR_COMPUTATION if no forecaster succeeded anywhere, %G_IO_ERROR_CANCELLED (with keeps_finished: before any
 *   model other than persistence was finished)
 */
PrognosisBacktest *prognosis_backtest_new (const PrognosisBacktestRequest *request, GError **error) G_GNUC_WARN_UNUSED_RESULT;
PrognosisBacktest *prognosis_backtest_ref (PrognosisBacktest *self);
void prognosis_backtest_unref (PrognosisBacktest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisBacktest, prognosis_backtest_unref)

/**
 * prognosis_backtest_choose_origins:
 * @n_wanted: number of origins, if the data are long enough
 *
 * Origins one week apart (one step in weekly or monthly data), the last one @horizon steps before the end, none in the first half
 * of the data.
 *
 * Returns: (transfer full): ascending, of length @n; NULL and 0 if the data are too short
 */
gsize *prognosis_backtest_choose_origins (const PrognosisDataset *dataset, gsize horizon, gsize n_wanted, gsize *n);

PrognosisDataset *prognosis_backtest_get_dataset (const PrognosisBacktest *self);
gsize prognosis_backtest_get_horizon (const PrognosisBacktest *self);
gsize prognosis_backtest_get_n_origins (const PrognosisBacktest *self);
gsize prognosis_backtest_get_origin (const PrognosisBacktest *self, gsize origin); /* its step */
gsize prognosis_backtest_get_n_models (const PrognosisBacktest *self);
const char *prognosis_backtest_get_model (const PrognosisBacktest *self,
                                          gsize model); /* its id, or the name of its run; interned */
const PrognosisForecaster *prognosis_backtest_get_forecaster (const PrognosisBacktest *self, gsize model);
/* The forecaster's title, translated, or the name of the run. Lent. */
const char *prognosis_backtest_get_title (const PrognosisBacktest *self, gsize model);
gboolean prognosis_backtest_is_run (const PrognosisBacktest *self, gsize model);
gsize prognosis_backtest_get_baseline (const PrognosisBacktest *self); /* index of persistence */

/* The number of requested models that were not finished before cancellation. */
gsize prognosis_backtest_get_n_unfinished (const PrognosisBacktest *self);
/* FALSE if it never forecast, or always fell back to the damped trend. */
gboolean prognosis_backtest_has_score (const PrognosisBacktest *self, gsize model);

/* Sorted by model, origin, region, signal and horizon. Lent. */
const PrognosisBacktestRow *prognosis_backtest_get_rows (const PrognosisBacktest *self, gsize *n);
/* The reason why @model has no forecast at @origin, or NULL. Lent. */
const char *prognosis_backtest_get_failure (const PrognosisBacktest *self, gsize model, gsize origin);
/* Whether @model fell back to the damped trend in some series at @origin. @n_examples: the most examples that there
   were to learn from; @n_needed: how many it needs (0: it never forecasts such series). */
gboolean prognosis_backtest_is_stand_in (const PrognosisBacktest *self, gsize model, gsize origin, gsize *n_examples,
                                         gsize *n_needed);
/* The number of origins with a fallback, and the maximum of examples. */
gsize prognosis_backtest_count_stand_ins (const PrognosisBacktest *self, gsize model, gsize *n_examples, gsize *n_needed);
/* @signal -1: all, with ratios as geometric means over signals and means NAN. @horizon 0: all. FALSE if there are
   no rows. */
gboolean prognosis_backtest_get_summary (const PrognosisBacktest *self, gsize model, gssize signal, gsize horizon,
                                         PrognosisBacktestSummary *summary);
/* The number of weeks that the horizon covers, the last one perhaps in part; of data with longer steps, the number of steps. */
gsize prognosis_backtest_get_n_weeks (const PrognosisBacktest *self);
/* The steps ahead in @week, from 1; @week -1: all. */
void prognosis_backtest_get_week (const PrognosisBacktest *self, gssize week, gsize *first, gsize *last);
/**
 * prognosis_backtest_get_error_ratio:
 * @origin: -1: all
 * @signal: -1: the geometric mean over all
 * @week: -1: all
 *
 * The mean absolute error of the model's own median relative to that of persistence. NAN: they share no forecasts.
 */
double prognosis_backtest_get_error_ratio (const PrognosisBacktest *self, gsize model, gssize origin, gssize signal, gssize week);
/* Models by weighted interval score relative to persistence over all signals, best first, and those without a
   score of their own last. Length n_models, lent. */
const gsize *prognosis_backtest_get_ranking (const PrognosisBacktest *self);
/* One sentence on @model with figures: "sueir did worse than persistence on deaths (131 % of its error) ...".
   (transfer full) */
char *prognosis_backtest_dup_verdict (const PrognosisBacktest *self, gsize model);

/* The first line of its table. */
#define PROGNOSIS_BACKTEST_HEADER "model,origin,location,target,horizon,observed,median,ae,wis,in50,in95\n"
/* A row for each scored number. (transfer full) */
GString *prognosis_backtest_to_csv (const PrognosisBacktest *self);
/* Ratios to persistence by model, signal, week and origin; origin "all", target "all", steps from 1 to the horizon: over all.
   The columns model,forecaster,target,first_step,last_step,origin,error_ratio,score_ratio,in50,in95. (transfer full) */
GString *prognosis_backtest_ratios_to_csv (const PrognosisBacktest *self);
/* Means by model and signal, failures and sentences. (transfer full) */
char *prognosis_backtest_to_json (const PrognosisBacktest *self);

/* Writes an object from which prognosis_backtest_restore() restores the same means, ranking and medians. */
void prognosis_backtest_store (const PrognosisBacktest *self, JsonBuilder *json);
/**
 * prognosis_backtest_restore:
 * @dataset: the data of the backtest, possibly extended after their end
 * @forecasters: all available, NULL-terminated
 *
 * Returns: (transfer full) (nullable): NULL if @node does not match the data. Scores on the log scale are not stored: NAN
 */
PrognosisBacktest *prognosis_backtest_restore (const PrognosisDataset *dataset, const PrognosisForecaster *const *forecasters,
                                               JsonNode *node);

G_END_DECLS
