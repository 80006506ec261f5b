/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "prognosis-dataset.h"

G_BEGIN_DECLS

/**
 * PrognosisScore:
 *
 * Scores of one forecast of one number. On the log scale everything is log (1 + x), with x at least 0.
 * NAN if not available: there is no interval score without quantiles, and no coverage of the 50 % (95 %) interval
 * without the levels .25 and .75 (.025 and .975).
 */
typedef struct
{
  double median;
  double ae;  /* absolute error of the median */
  double wis; /* weighted interval score: Bracher, Ray, Gneiting, Reich 2021, equation 3 */
  double log_ae;
  double log_wis;
  double in50; /* 1: within the central interval, including its ends; 0: outside */
  double in95;
} PrognosisScore;

/**
 * prognosis_score_quantiles:
 * @levels: (array length=n): in (0, 1), ascending
 * @values: (array length=n): the quantiles as they were written: those that cross are scored so, and pay for it
 *
 * The weighted interval score is twice the mean of the quantile losses, which for symmetric pairs of levels and the median
 * equals the definition by intervals.
 */
void prognosis_score_quantiles (const double *levels, const double *values, gsize n, double observed, PrognosisScore *score);

/**
 * PrognosisScoreMeans:
 *
 * Means over @n scored numbers; NAN if none of them has the score.
 */
typedef struct
{
  gsize n;
  double ae, wis, log_ae, log_wis, coverage50, coverage95;
} PrognosisScoreMeans;

/**
 * prognosis_score_relative_skill:
 * @scores: n_models x n_tasks, row-major; NAN if a model has no forecast
 * @baseline: the model whose skill is 1
 * @skill: (out) (array length=n_models): NAN if a model has no task in common with any other
 *
 * Pairwise comparison (Cramer et al. 2022): the ratio of the mean scores of two models over the tasks that both forecast;
 * the geometric mean of a model's ratios to all models, divided by that of the baseline.
 */
void prognosis_score_relative_skill (const double *scores, gsize n_models, gsize n_tasks, gsize baseline, double *skill);

/**
 * PrognosisScoring:
 *
 * A forecast file scored against the truth. Immutable.
 */
typedef struct _PrognosisScoring PrognosisScoring;

/**
 * prognosis_scoring_new:
 * @path: a CSV file with the columns of the forecast hubs, in any order, plain or gzip
 * @truth: the observations; a single signal matches any target, otherwise the signal with the name of the target
 *
 * A task is a reference date, target, location and horizon. It is scored if the truth on its target_end_date is known
 * and it has all levels: the 23 of the forecast hubs if the file contains them, otherwise all that occur in the file.
 * If a file has no quantiles, its `median` rows are scored. Rows whose target_end_date is not the reference date plus
 * horizon steps are ignored; a step is one day or seven, whichever matches more rows. Rows of output_type
 * `point` count as medians. A column `model`, `model_id` or the like makes each model a forecast of its own; two rows with
 * different values for the same number are an error.
 *
 * Returns: (transfer full): or NULL with %PROGNOSIS_ERROR_INPUT
 */
PrognosisScoring *prognosis_scoring_new (const char *path, PrognosisDataset *truth, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void prognosis_scoring_free (PrognosisScoring *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrognosisScoring, prognosis_scoring_free)

/* @model, @target, @horizon: (nullable): NULL for all. */
void prognosis_scoring_get_means (const PrognosisScoring *self, const char *model, const char *target, const int *horizon,
                                  PrognosisScoreMeans *means);
/* Sentences on what was ignored and why, NULL-terminated. Lent. */
const char *const *prognosis_scoring_get_notes (const PrognosisScoring *self);

/* target,horizon,n_tasks,wis_log,wis_nat,ae_log,ae_nat,cov50,cov95: for each target a line for `all` horizons,
   then one per horizon; with a column `model` in front if the file holds several. (transfer full) */
GString *prognosis_scoring_to_csv (const PrognosisScoring *self);
/* The same, nested. (transfer full) */
char *prognosis_scoring_to_json (const PrognosisScoring *self);

G_END_DECLS
