/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Backtests: nothing after the origin is read, threads do not change results, persistence is the baseline,
   failures are reported. */

#include <gsl/gsl_errno.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "prognosis-backtest.h"
#include "prognosis-dataset-builder.h"
#include "prognosis-error.h"
#include "prognosis-forecaster-list.h"

#define N_STEPS 60
#define N_REGIONS 3
#define FIRST_DAY 18000

/* Three regions with one wave each; values after @spoil are invalid. */
static PrognosisDataset *
make_data (gsize spoil, double population)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("made");
  const guint file = prognosis_dataset_builder_add_file (builder, "made.csv");
  GError *error = NULL;
  gsize cases, deaths;
  PrognosisDataset *dataset;

  cases = prognosis_dataset_builder_add_signal (builder, "cases", PROGNOSIS_KIND_CUMULATIVE, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  deaths = prognosis_dataset_builder_add_signal (builder, "deaths", PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_DEATHS, TRUE);
  for (int r = 0; r < N_REGIONS; r++)
    {
      g_autofree char *name = g_strdup_printf ("place %d", r);
      const gsize region = prognosis_dataset_builder_add_region (builder, NULL, name, population * (r + 1));
      double sum = 10.0;

      for (gsize t = 0; t < N_STEPS; t++)
        {
          const double flow = 200.0 * (r + 1) * exp (-0.5 * pow ((t - 35.0 - 4 * r) / 12.0, 2)) + (t * 7 + r) % 5;
          const double rubbish = t > spoil ? 1e6 + 1000.0 * (t % 3) : 0.0;

          sum += flow;
          prognosis_dataset_builder_add_value (builder, region, cases, FIRST_DAY + t, floor (sum + rubbish * t), file, t + 1);
          prognosis_dataset_builder_add_value (builder, region, deaths, FIRST_DAY + t, floor (flow / 20.0 + rubbish), file, t + 1);
        }
    }
  prognosis_dataset_builder_set_trusted (builder, TRUE);
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

static PrognosisBacktest *
run (PrognosisDataset *dataset, const char *const *models, const gsize *origins, gsize n_origins, int n_threads, GError **error)
{
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autofree const PrognosisForecaster **found = prognosis_forecaster_find_all (models, error);
  const PrognosisBacktestRequest request
      = { .dataset = dataset, .forecasters = found, .origins = origins, .n_origins = n_origins, .options = options };

  if (found == NULL)
    return NULL;
  options->horizon = 7;
  options->n_paths = 100;
  options->n_threads = n_threads;
  return prognosis_backtest_new (&request, error);
}

static void
test_threads (void)
{
  const char *models[] = { "no-change", "sueir", "persistence", NULL };
  const gsize origins[] = { 30, 37, 44 };
  g_autoptr (PrognosisDataset) dataset = make_data (N_STEPS, 1e6);
  g_autoptr (PrognosisBacktest) one = run (dataset, models, origins, 3, 1, NULL), two = run (dataset, models, origins, 3, 2, NULL);
  g_autoptr (GString) first = prognosis_backtest_to_csv (one), second = prognosis_backtest_to_csv (two);
  g_autofree char *json1 = prognosis_backtest_to_json (one), *json2 = prognosis_backtest_to_json (two);
  gsize n;

  prognosis_backtest_get_rows (one, &n);
  g_assert_cmpuint (n, ==, 3 * 3 * N_REGIONS * 2 * 7);
  g_assert_cmpstr (first->str, ==, second->str);
  g_assert_cmpstr (json1, ==, json2);
  g_assert_true (g_str_has_prefix (first->str, "model,origin,location,target,horizon,observed,median,ae,wis,in50,in95\n"
                                               "no-change,2019-05-14,place 0,cases,1,"));
}

/* Changing the data after the origin changes scores, but not forecasts. */
static void
test_no_leak (void)
{
  const char *models[] = { "no-change", "sueir", "auto", NULL };
  const gsize origins[] = { 40 };
  g_autoptr (PrognosisDataset) whole = make_data (N_STEPS, 1e6), spoilt = make_data (40, 1e6);
  g_autoptr (PrognosisBacktest) a = run (whole, models, origins, 1, 1, NULL), b = run (spoilt, models, origins, 1, 1, NULL);
  gsize n, n_spoilt;
  const PrognosisBacktestRow *rows = prognosis_backtest_get_rows (a, &n), *others = prognosis_backtest_get_rows (b, &n_spoilt);

  g_assert_cmpuint (n, ==, n_spoilt);
  for (gsize i = 0; i < n; i++)
    {
      g_assert_true (memcmp (&rows[i].median, &others[i].median, sizeof (double)) == 0);
      g_assert_cmpfloat (rows[i].observed, !=, others[i].observed);
    }
}

static void
test_bar (void)
{
  const char *models[] = { "no-change", NULL };
  const gsize origins[] = { 30, 40 };
  g_autoptr (PrognosisDataset) dataset = make_data (N_STEPS, 1e6);
  g_autoptr (PrognosisBacktest) backtest = run (dataset, models, origins, 2, 0, NULL);
  g_autoptr (GString) csv = prognosis_backtest_to_csv (backtest);
  g_autofree char *verdict = prognosis_backtest_dup_verdict (backtest, 0);
  PrognosisBacktestSummary of_bar, worse, all;

  g_assert_cmpuint (prognosis_backtest_get_n_models (backtest), ==, 2);
  g_assert_cmpuint (prognosis_backtest_get_baseline (backtest), ==, 1);
  g_assert_null (strstr (csv->str, "\npersistence"));
  g_assert_true (prognosis_backtest_get_summary (backtest, 1, 0, 0, &of_bar));
  g_assert_true (prognosis_backtest_get_summary (backtest, 0, 0, 0, &worse));
  g_assert_true (prognosis_backtest_get_summary (backtest, 0, -1, 0, &all));
  g_assert_cmpfloat (of_bar.mae_ratio, ==, 1.0);
  g_assert_cmpfloat (of_bar.relative_wis, ==, 1.0);
  g_assert_cmpfloat (worse.mae_ratio, >, 1.0);
  g_assert_cmpfloat_with_epsilon (worse.mae_ratio, worse.means.ae / of_bar.means.ae, 1e-12);
  /* With two models, the geometric mean of pairwise ratios is the ratio itself. */
  g_assert_cmpfloat_with_epsilon (worse.relative_wis, worse.wis_ratio, 1e-12);
  g_assert_cmpuint (all.means.n, ==, 2 * N_REGIONS * 2 * 7);
  g_assert_cmpuint (prognosis_backtest_get_ranking (backtest)[0], ==, all.wis_ratio < 1.0 ? 0 : 1);
  g_assert_nonnull (strstr (verdict, "worse than persistence on cases"));
}

/* A learner without enough windows falls back to the damped trend; this is reported and excluded from comparisons. */
static void
test_stand_ins (void)
{
  const char *models[] = { "regression", "no-change", NULL }, *fallback[] = { "damped-trend", NULL };
  const gsize early[] = { 21, 24 }, mixed[] = { 24, 50 };
  g_autoptr (PrognosisDataset) dataset = make_data (N_STEPS, 1e6);
  g_autoptr (PrognosisBacktest) none = run (dataset, models, early, 2, 1, NULL), some = run (dataset, models, mixed, 2, 1, NULL),
                                trend = run (dataset, fallback, early, 2, 1, NULL);
  g_autofree char *of_none = prognosis_backtest_dup_verdict (none, 0), *of_some = prognosis_backtest_dup_verdict (some, 0);
  g_autofree char *json = prognosis_backtest_to_json (some);
  const gsize *ranking = prognosis_backtest_get_ranking (none);
  PrognosisBacktestSummary summary, of_trend;
  gsize n, n_examples, n_needed;
  const PrognosisBacktestRow *rows = prognosis_backtest_get_rows (some, &n);

  g_assert_cmpuint (prognosis_backtest_count_stand_ins (none, 0, &n_examples, &n_needed), ==, 2);
  g_assert_cmpuint (n_examples, <, n_needed);
  g_assert_cmpuint (n_examples, >, 0);
  g_assert_cmpuint (prognosis_backtest_count_stand_ins (none, 1, &n_examples, &n_needed), ==, 0);
  g_assert_true (prognosis_backtest_get_summary (none, 0, 0, 0, &summary));
  g_assert_true (prognosis_backtest_get_summary (trend, 0, 0, 0, &of_trend));
  g_assert_cmpfloat (summary.mae_ratio, ==, of_trend.mae_ratio);
  g_assert_true (isnan (summary.own_mae_ratio));
  g_assert_true (g_str_has_prefix (of_none, "regression fell back to the damped trend at 2 of 2 origins (at most "));
  g_assert_null (strstr (of_none, "level"));
  /* A model without a score of its own comes last. */
  g_assert_false (prognosis_backtest_has_score (none, 0));
  g_assert_true (prognosis_backtest_has_score (some, 0));
  g_assert_cmpuint (ranking[prognosis_backtest_get_n_models (none) - 1], ==, 0);

  g_assert_true (prognosis_backtest_is_stand_in (some, 0, 0, &n_examples, &n_needed));
  g_assert_false (prognosis_backtest_is_stand_in (some, 0, 1, &n_examples, &n_needed));
  for (gsize i = 0; i < n; i++)
    g_assert_true (rows[i].is_stand_in == (rows[i].model == 0 && rows[i].origin == 0));
  g_assert_true (prognosis_backtest_get_summary (some, 0, 0, 0, &summary));
  g_assert_cmpfloat (fabs (summary.own_mae_ratio - summary.mae_ratio), >, 0.01);
  g_assert_nonnull (strstr (of_some, "than persistence on "));
  g_assert_nonnull (strstr (of_some, ", and fell back to the damped trend at 1 of 2 origins"));
  g_assert_nonnull (strstr (json, "\"fallbacks\""));
  g_assert_nonnull (strstr (json, "\"n_fallback\" : 42"));
}

typedef struct
{
  GCancellable *cancellable;
  const char *at; /* the model at whose start it is cancelled */
} Stopping;

static void
stop_cb (const PrognosisProgress *progress, gpointer user_data)
{
  Stopping *stopping = user_data;

  g_assert_nonnull (progress->forecaster);
  if (g_str_equal (progress->forecaster, stopping->at))
    g_cancellable_cancel (stopping->cancellable);
}

static PrognosisBacktest *
run_until (PrognosisDataset *dataset, const char *const *models, const char *at, gboolean keeps, GError **error)
{
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Stopping stopping = { cancellable, at };
  const gsize origins[] = { 30, 40 };
  g_autofree const PrognosisForecaster **found = prognosis_forecaster_find_all (models, NULL);
  const PrognosisBacktestRequest request = { .dataset = dataset,
                                             .forecasters = found,
                                             .origins = origins,
                                             .n_origins = 2,
                                             .options = options,
                                             .keeps_finished = keeps,
                                             .progress = stop_cb,
                                             .progress_data = &stopping,
                                             .cancellable = cancellable };

  options->horizon = 7;
  options->n_paths = 100;
  options->n_threads = 1;
  return prognosis_backtest_new (&request, error);
}

/* Finished models have the same scores as if no others had been requested. */
static void
test_stopped (void)
{
  const char *models[] = { "no-change", "sueir", "damped-trend", NULL }, *finished[] = { "no-change", NULL };
  const gsize origins[] = { 30, 40 };
  g_autoptr (PrognosisDataset) dataset = make_data (N_STEPS, 1e6);
  g_autoptr (GError) none = NULL, early = NULL;
  g_autoptr (PrognosisBacktest) kept = run_until (dataset, models, "sueir", TRUE, NULL);
  g_autoptr (PrognosisBacktest) alone = run (dataset, finished, origins, 2, 1, NULL);
  g_autoptr (GString) csv = prognosis_backtest_to_csv (kept), expected = prognosis_backtest_to_csv (alone);

  g_assert_cmpuint (prognosis_backtest_get_n_unfinished (kept), ==, 2);
  g_assert_cmpuint (prognosis_backtest_get_n_unfinished (alone), ==, 0);
  g_assert_cmpuint (prognosis_backtest_get_n_models (kept), ==, 2);
  g_assert_cmpstr (prognosis_backtest_get_model (kept, prognosis_backtest_get_baseline (kept)), ==, "persistence");
  g_assert_cmpstr (csv->str, ==, expected->str);
  g_assert_cmpuint (prognosis_backtest_get_ranking (kept)[0], ==, prognosis_backtest_get_ranking (alone)[0]);

  g_assert_null (run_until (dataset, models, "sueir", FALSE, &none));
  g_assert_error (none, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (run_until (dataset, models, "no-change", TRUE, &early));
  g_assert_error (early, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static JsonNode *
store (PrognosisBacktest *backtest)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  prognosis_backtest_store (backtest, json);
  return json_builder_get_root (json);
}

/* A restored backtest equals the computed one: figures, ranking, medians, reasons. With other data nothing is
   restored. */
static void
test_stored (void)
{
  const char *models[] = { "regression", "no-change", "sueir", NULL };
  const gsize mixed[] = { 24, 50 };
  g_autoptr (PrognosisDataset) dataset = make_data (N_STEPS, 1e6), shorter = prognosis_dataset_truncate (dataset, 40);
  g_autoptr (PrognosisBacktest) before = run (dataset, models, mixed, 2, 1, NULL);
  g_autoptr (JsonNode) node = store (before);
  g_autoptr (PrognosisBacktest) after = prognosis_backtest_restore (dataset, prognosis_forecaster_list (NULL), node);
  gsize n, n_after, n_examples, n_needed, other_examples, other_needed;
  const PrognosisBacktestRow *rows = prognosis_backtest_get_rows (before, &n), *others;
  g_autofree char *text = json_to_string (node, FALSE);

  g_assert_nonnull (after);
  others = prognosis_backtest_get_rows (after, &n_after);
  g_assert_cmpuint (n, ==, n_after);
  for (gsize i = 0; i < n; i++)
    {
      g_assert_cmpfloat_with_epsilon (rows[i].median, others[i].median, 1e-5 * (1.0 + fabs (rows[i].median)));
      g_assert_cmpfloat (rows[i].observed, ==, others[i].observed);
      g_assert_true (rows[i].in50 == others[i].in50 && rows[i].in95 == others[i].in95);
      g_assert_true (rows[i].is_stand_in == others[i].is_stand_in);
    }
  for (gsize m = 0; m < prognosis_backtest_get_n_models (before); m++)
    {
      PrognosisBacktestSummary a, b;
      g_autofree char *said = prognosis_backtest_dup_verdict (before, m), *again = prognosis_backtest_dup_verdict (after, m);

      g_assert_cmpstr (said, ==, again);
      g_assert_cmpuint (prognosis_backtest_get_ranking (before)[m], ==, prognosis_backtest_get_ranking (after)[m]);
      g_assert_true (prognosis_backtest_get_summary (before, m, -1, 0, &a));
      g_assert_true (prognosis_backtest_get_summary (after, m, -1, 0, &b));
      g_assert_cmpfloat_with_epsilon (a.wis_ratio, b.wis_ratio, 1e-3);
      g_assert_cmpfloat_with_epsilon (a.means.coverage50, b.means.coverage50, 1e-12);
      g_assert_cmpuint (prognosis_backtest_count_stand_ins (before, m, &n_examples, &n_needed), ==,
                        prognosis_backtest_count_stand_ins (after, m, &other_examples, &other_needed));
      g_assert_cmpuint (n_needed, ==, other_needed);
    }
  g_assert_null (prognosis_backtest_restore (shorter, prognosis_forecaster_list (NULL), node));
  /* A truncated or corrupted file is either rejected or restored completely. */
  for (gsize i = 0; i < strlen (text); i += 97)
    {
      g_autofree char *spoilt = g_strdup (text);
      g_autoptr (JsonNode) other = NULL;
      g_autoptr (PrognosisBacktest) restored = NULL;

      spoilt[i] = "9-]{\"/"[i % 6];
      other = json_from_string (spoilt, NULL);
      restored = other != NULL ? prognosis_backtest_restore (dataset, prognosis_forecaster_list (NULL), other) : NULL;
      if (restored != NULL)
        g_assert_cmpuint (prognosis_backtest_get_n_models (restored), >, 0);
    }
}

static void
test_failures (void)
{
  const char *models[] = { "sueir", "no-change", NULL }, *unknown[] = { "oracle", NULL }, *alone[] = { "sueir", NULL };
  const gsize origins[] = { 30, 40 }, late[] = { N_STEPS - 1 };
  g_autoptr (PrognosisDataset) dataset = make_data (N_STEPS, NAN);
  g_autoptr (PrognosisBacktest) backtest = run (dataset, models, origins, 2, 1, NULL);
  g_autofree char *verdict = NULL;
  g_autoptr (GError) error = NULL;
  PrognosisBacktestSummary summary;

  g_assert_nonnull (strstr (prognosis_backtest_get_failure (backtest, 0, 1), "population"));
  g_assert_null (prognosis_backtest_get_failure (backtest, 1, 1));
  g_assert_false (prognosis_backtest_get_summary (backtest, 0, 0, 0, &summary));
  verdict = prognosis_backtest_dup_verdict (backtest, 0);
  g_assert_cmpstr (verdict, ==, "sueir failed at 2 of 2 origins");

  g_assert_null (run (dataset, unknown, origins, 2, 1, &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION);
  g_clear_error (&error);
  g_assert_null (run (dataset, models, late, 1, 1, &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_OPTION);
  g_clear_error (&error);
  g_assert_null (run (dataset, alone, origins, 2, 1, &error));
  g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_COMPUTATION);
}

/* If missing values count as 0, they affect errors but not coverage. */
static void
test_missing_is_zero (void)
{
  const char *models[] = { "no-change", NULL };
  const gsize origins[] = { 40 };
  g_autoptr (PrognosisDataset) dataset = make_data (N_STEPS, 1e6);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autofree const PrognosisForecaster **found = prognosis_forecaster_find_all (models, NULL);
  const PrognosisBacktestRequest request = {
    .dataset = dataset, .forecasters = found, .origins = origins, .n_origins = 1, .options = options, .missing_is_zero = TRUE
  };
  g_autoptr (PrognosisBacktest) backtest = NULL;
  PrognosisBacktestSummary summary;
  const PrognosisBacktestRow *rows;
  gsize n, n_blank = 0, n_inside = 0;

  options->horizon = 7;
  options->n_paths = 100;
  /* Region 0 never reports deaths, region 1 stops at the origin. */
  for (gsize t = 0; t < N_STEPS; t++)
    for (gsize r = 0; r < 2; r++)
      if (r == 0 || t > origins[0])
        {
          ((double *) prognosis_dataset_get_values (dataset, r, 1))[t] = NAN;
          ((guint8 *) prognosis_dataset_get_flags (dataset, r, 1))[t] = PROGNOSIS_FLAG_MISSING;
        }
  backtest = prognosis_backtest_new (&request, NULL);
  rows = prognosis_backtest_get_rows (backtest, &n);
  for (gsize i = 0; i < n; i++)
    if (rows[i].model == 0 && rows[i].signal == 1)
      {
        n_blank += rows[i].is_blank;
        n_inside += !rows[i].is_blank && rows[i].in95;
        g_assert_true (rows[i].is_blank == (rows[i].region < 2));
      }
  g_assert_cmpuint (n_blank, ==, 14);
  g_assert_true (prognosis_backtest_get_summary (backtest, 0, 1, 0, &summary));
  g_assert_cmpuint (summary.means.n, ==, 21);
  g_assert_cmpfloat_with_epsilon (summary.means.coverage95, n_inside / 7.0, 1e-12);
}

static void
cancel_cb (const PrognosisProgress *progress, gpointer cancellable)
{
  g_assert_cmpfloat (progress->fraction, <=, 1.0 + 1e-9);
  g_cancellable_cancel (cancellable);
}

static void
test_cancel (void)
{
  const char *models[] = { "sueir", "seir", NULL };
  const gsize origins[] = { 30, 40 };
  g_autoptr (PrognosisDataset) dataset = make_data (N_STEPS, 1e6);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree const PrognosisForecaster **found = prognosis_forecaster_find_all (models, NULL);
  const PrognosisBacktestRequest request = { .dataset = dataset,
                                             .forecasters = found,
                                             .origins = origins,
                                             .n_origins = 2,
                                             .options = options,
                                             .progress = cancel_cb,
                                             .progress_data = cancellable,
                                             .cancellable = cancellable };

  g_assert_null (prognosis_backtest_new (&request, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_choose_origins (void)
{
  g_autoptr (PrognosisDataset) dataset = make_data (N_STEPS, 1e6);
  g_autofree gsize *origins = NULL;
  gsize n;

  origins = prognosis_backtest_choose_origins (dataset, 7, 3, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (origins[2], ==, N_STEPS - 8);
  g_assert_cmpuint (origins[0], ==, N_STEPS - 8 - 14);
  g_assert_null (prognosis_backtest_choose_origins (dataset, 40, 3, &n));
  g_assert_cmpuint (n, ==, 0);
}

/* Errors by origin and week are parts of that over all: for one origin and one week, they are the same. */
static void
test_error_ratio (void)
{
  const char *models[] = { "regression", "no-change", "persistence", NULL };
  const gsize two[] = { 50, 57 };
  g_autoptr (PrognosisDataset) dataset = make_data (N_STEPS, 1e6);
  g_autoptr (PrognosisBacktest) both = run (dataset, models, two, 2, 1, NULL), one = run (dataset, models, two, 1, 1, NULL);
  g_autoptr (GString) csv = prognosis_backtest_ratios_to_csv (both);
  gsize first, last;
  int n_lines = 0;

  g_assert_cmpuint (prognosis_backtest_get_n_weeks (both), ==, 1);
  prognosis_backtest_get_week (both, 0, &first, &last);
  g_assert_cmpuint (first, ==, 1);
  g_assert_cmpuint (last, ==, 7);
  for (gsize m = 0; m < 3; m++)
    {
      PrognosisBacktestSummary summary;
      const double all = prognosis_backtest_get_error_ratio (both, m, -1, 0, -1),
                   early = prognosis_backtest_get_error_ratio (both, m, 0, 0, -1),
                   late = prognosis_backtest_get_error_ratio (both, m, 1, 0, -1);

      g_assert_true (prognosis_backtest_get_summary (both, m, 0, 0, &summary));
      g_assert_cmpfloat_with_epsilon (all, summary.own_mae_ratio, 1e-12);
      g_assert_true (prognosis_backtest_get_summary (both, m, -1, 0, &summary));
      g_assert_cmpfloat_with_epsilon (prognosis_backtest_get_error_ratio (both, m, -1, -1, -1), summary.own_mae_ratio, 1e-12);
      /* Between those of its origins. */
      g_assert_cmpfloat (all, >=, MIN (early, late) - 1e-12);
      g_assert_cmpfloat (all, <=, MAX (early, late) + 1e-12);
      g_assert_cmpfloat_with_epsilon (early, prognosis_backtest_get_error_ratio (one, m, -1, 0, 0), 1e-12);
    }
  g_assert_cmpfloat (prognosis_backtest_get_error_ratio (both, 2, 0, 1, 0), ==, 1);
  g_assert_cmpfloat (prognosis_backtest_get_error_ratio (both, 1, 0, 0, -1), !=,
                     prognosis_backtest_get_error_ratio (both, 1, 1, 0, -1));
  /* Three models, two signals and all, two origins and all. */
  for (const char *c = csv->str; *c != '\0'; c++)
    n_lines += *c == '\n';
  g_assert_cmpint (n_lines, ==, 1 + 3 * 3 * 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/engine/backtest/threads", test_threads);
  g_test_add_func ("/engine/backtest/no-leak", test_no_leak);
  g_test_add_func ("/engine/backtest/bar", test_bar);
  g_test_add_func ("/engine/backtest/failures", test_failures);
  g_test_add_func ("/engine/backtest/stand-ins", test_stand_ins);
  g_test_add_func ("/engine/backtest/stopped", test_stopped);
  g_test_add_func ("/engine/backtest/stored", test_stored);
  g_test_add_func ("/engine/backtest/missing-is-zero", test_missing_is_zero);
  g_test_add_func ("/engine/backtest/cancel", test_cancel);
  g_test_add_func ("/engine/backtest/error-ratio", test_error_ratio);
  g_test_add_func ("/engine/backtest/choose-origins", test_choose_origins);
  return g_test_run ();
}
