/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Compares scores with their definitions, and the scores of a forecast file with those of another program. */

#include <glib/gstdio.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "prognosis-error.h"
#include "prognosis-forecast.h"
#include "prognosis-reader.h"
#include "prognosis-score.h"

#define N 23

/* Equation 3 of Bracher et al., from intervals. */
static double
wis_by_intervals (const double *levels, const double *q, double y)
{
  double sum = 0.5 * fabs (y - q[N / 2]);

  for (int i = 0; i < N / 2; i++)
    {
      const double alpha = 2.0 * levels[i], lower = q[i], upper = q[N - 1 - i];

      sum += alpha / 2.0 * (upper - lower + 2.0 / alpha * MAX (lower - y, 0.0) + 2.0 / alpha * MAX (y - upper, 0.0));
    }
  return sum / (N / 2 + 0.5);
}

static void
test_definition (void)
{
  gsize n;
  const double *levels = prognosis_forecast_hub_levels (&n);
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  g_assert_cmpuint (n, ==, N);
  for (int trial = 0; trial < 200; trial++)
    {
      double q[N], turned[N], y = gsl_ran_gamma (rng, 2.0, 50.0), x = 0.0;
      PrognosisScore score, of_turned;

      for (int i = 0; i < N; i++)
        q[i] = x += gsl_ran_gamma (rng, 1.0, 5.0);
      for (int i = 0; i < N; i++)
        turned[i] = q[N - 1 - i];
      prognosis_score_quantiles (levels, q, N, y, &score);
      prognosis_score_quantiles (levels, turned, N, y, &of_turned);
      g_assert_cmpfloat_with_epsilon (score.wis, wis_by_intervals (levels, q, y), 1e-9);
      /* Quantiles out of order are scored as they are. */
      g_assert_cmpfloat_with_epsilon (of_turned.wis, wis_by_intervals (levels, turned, y), 1e-9);
      g_assert_cmpfloat (score.ae, ==, fabs (q[N / 2] - y));
      g_assert_cmpfloat (score.in50, ==, y >= q[6] && y <= q[16]);
      g_assert_cmpfloat (score.in95, ==, y >= q[1] && y <= q[21]);
    }
  gsl_rng_free (rng);
}

/* If all quantiles are equal, the score is the absolute error; a single level gives no coverage. */
static void
test_point (void)
{
  const double half = 0.5, value = 12.0;
  gsize n;
  const double *levels = prognosis_forecast_hub_levels (&n);
  double q[N];
  PrognosisScore score;

  for (int i = 0; i < N; i++)
    q[i] = 12.0;
  prognosis_score_quantiles (levels, q, N, 9.0, &score);
  g_assert_cmpfloat_with_epsilon (score.wis, 3.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (score.log_wis, log (13.0) - log (10.0), 1e-12);
  g_assert_cmpfloat (score.in95, ==, 0.0);
  prognosis_score_quantiles (&half, &value, 1, 9.0, &score);
  g_assert_cmpfloat_with_epsilon (score.wis, 3.0, 1e-12);
  g_assert_true (isnan (score.in50));
}

static void
test_relative_skill (void)
{
  enum
  {
    MODELS = 3,
    TASKS = 40
  };
  double scores[MODELS * TASKS], skill[MODELS];

  for (int t = 0; t < TASKS; t++)
    {
      scores[t] = 1.0 + t % 7;
      scores[TASKS + t] = 2.0 * scores[t];
      scores[2 * TASKS + t] = 4.0 * scores[t];
    }
  prognosis_score_relative_skill (scores, MODELS, TASKS, 0, skill);
  g_assert_cmpfloat_with_epsilon (skill[0], 1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (skill[1], 2.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (skill[2], 4.0, 1e-9);
  /* Omitting easy tasks neither helps nor harms. */
  for (int t = 0; t < TASKS / 2; t++)
    scores[TASKS + t] = NAN;
  prognosis_score_relative_skill (scores, MODELS, TASKS, 0, skill);
  g_assert_cmpfloat_with_epsilon (skill[1], 2.0, 1e-9);
}

static char *
write_file (const char *folder, const char *name, const char *text)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

static PrognosisDataset *
read_truth (const char *path)
{
  const char *paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  PrognosisDataset *truth = prognosis_read (paths, NULL, NULL, &error);

  g_assert_no_error (error);
  return truth;
}

#define HEADER "reference_date,target,horizon,target_end_date,location,output_type,output_type_id,value\n"

static void
test_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *truth_path
      = write_file (folder, "truth.csv", "date,cases\n2020-03-01,10\n2020-03-02,12\n2020-03-03,15\n2020-03-04,20\n");
  g_autofree char *path = write_file (folder, "forecast.csv",
                                      HEADER "2020-03-02,cases,1,2020-03-03,truth,median,,16\n"
                                             "2020-03-02,cases,1,2020-03-03,truth,quantile,0.25,14\n"
                                             "2020-03-02,cases,1,2020-03-03,truth,quantile,0.50,16\n"
                                             "2020-03-02,cases,1,2020-03-03,truth,quantile,0.75,19\n"
                                             "2020-03-02,cases,2,2020-03-04,truth,quantile,0.5,16\n"
                                             "2020-03-02,cases,3,2020-03-05,truth,quantile,0.5,16\n"
                                             "2020-03-02,cases,1,2020-03-09,truth,quantile,0.5,16\n"
                                             "2020-03-02,cases,1,2020-03-03,Mars,quantile,0.5,16\n");
  g_autoptr (PrognosisDataset) truth = read_truth (truth_path);
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisScoring) scoring = prognosis_scoring_new (path, truth, &error);
  g_autoptr (GString) csv = NULL;
  PrognosisScoreMeans means;

  g_assert_no_error (error);
  prognosis_scoring_get_means (scoring, NULL, NULL, NULL, &means);
  g_assert_cmpuint (means.n, ==, 1);
  g_assert_cmpfloat (means.ae, ==, 1.0);
  g_assert_cmpfloat_with_epsilon (means.wis, 2.0 / 3.0 * (0.25 * 1.0 + 0.5 * 1.0 + 0.25 * 4.0), 1e-12);
  g_assert_cmpfloat (means.coverage50, ==, 1.0);
  g_assert_true (isnan (means.coverage95));
  g_assert_cmpuint (g_strv_length ((char **) prognosis_scoring_get_notes (scoring)), ==, 4);
  csv = prognosis_scoring_to_csv (scoring);
  g_assert_true (g_str_has_prefix (csv->str, "target,horizon,n_tasks,wis_log,wis_nat,ae_log,ae_nat,cov50,cov95\ncases,all,1,"));
  g_unlink (path);
  g_unlink (truth_path);
  g_rmdir (folder);
}

static void
test_bad_files (void)
{
  static const struct
  {
    const char *text, *says;
  } files[] = {
    { "reference_date,target,value\n2020-03-02,cases,1\n", "column horizon" },
    { HEADER "2020-03-02,cases,1,2020-03-03,truth,quantile,1.5,14\n", ":2: the column output_type_id contains “1.5”" },
    { HEADER "2020-03-02,cases,1,2020-03-03,truth,quantile,0.5,14\n2020-03-02,cases,1,2020-03-03,truth,quantile,0.6,many\n",
      ":3: the column value contains" },
    { HEADER "2020-03-02,cases,one,2020-03-03,truth,quantile,0.5,14\n", ":2: the column horizon contains" },
    { HEADER "2020-03-02,cases,1,soon,truth,quantile,0.5,14\n", ":2: the column target_end_date contains" },
    { HEADER "2020-03-02,cases,1,2020-03-03,truth,pmf,0.5,14\n", "no row" },
    { HEADER "2020-03-02,cases,1,2020-03-03,truth,quantile,0.0001,14\n", ":2: the column output_type_id contains “0.0001”" },
    { HEADER "2020-03-02,cases,1,2020-03-03,truth,quantile,0.5,14\n2020-03-02,cases,1,2020-03-03,truth,quantile,0.5,15\n",
      ":3: a second value of quantile 0.5 for truth on 2020-03-03" },
  };
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *truth_path
      = write_file (folder, "truth.csv", "date,cases\n2020-03-01,10\n2020-03-02,12\n2020-03-03,15\n2020-03-04,20\n");
  g_autoptr (PrognosisDataset) truth = read_truth (truth_path);

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = write_file (folder, "forecast.csv", files[i].text);
      g_autoptr (GError) error = NULL;

      g_assert_null (prognosis_scoring_new (path, truth, &error));
      g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, files[i].says));
      g_unlink (path);
    }
  g_unlink (truth_path);
  g_rmdir (folder);
}

/* The least and the largest possible value are no quantiles to score; point forecasts stand for the median. */
static void
test_limits_and_points (void)
{
  static const char *const texts[]
      = { HEADER "2020-03-02,cases,1,2020-03-03,truth,quantile,0,0\n2020-03-02,cases,1,2020-03-03,truth,quantile,0.5,14\n"
                 "2020-03-02,cases,1,2020-03-03,truth,quantile,1.0,1000\n",
          HEADER "2020-03-02,cases,1,2020-03-03,truth,point,,14\n" };
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *truth_path = write_file (folder, "truth.csv", "date,cases\n2020-03-01,10\n2020-03-02,12\n2020-03-03,15\n");
  g_autoptr (PrognosisDataset) truth = read_truth (truth_path);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = write_file (folder, "forecast.csv", texts[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (PrognosisScoring) scoring = prognosis_scoring_new (path, truth, &error);
      PrognosisScoreMeans means;

      g_assert_no_error (error);
      prognosis_scoring_get_means (scoring, NULL, NULL, NULL, &means);
      g_assert_cmpuint (means.n, ==, 1);
      g_assert_cmpfloat (means.ae, ==, 1.0);
      g_unlink (path);
    }
  g_unlink (truth_path);
  g_rmdir (folder);
}

/* Each model in a file is a forecast of its own; the columns that are not known are no part of a forecast. */
static void
test_models (void)
{
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *truth_path = write_file (folder, "truth.csv", "date,cases\n2020-03-01,90\n2020-03-02,95\n2020-03-03,100\n");
  g_autofree char *path = write_file (
      folder, "forecast.csv",
      "model_id,reference_date,target,horizon,target_end_date,location,output_type,output_type_id,value\n"
      "A,2020-03-02,cases,1,2020-03-03,truth,quantile,0.25,150\nA,2020-03-02,cases,1,2020-03-03,truth,quantile,0.5,100\n"
      "A,2020-03-02,cases,1,2020-03-03,truth,quantile,0.75,50\nB,2020-03-02,cases,1,2020-03-03,truth,quantile,0.25,295\n"
      "B,2020-03-02,cases,1,2020-03-03,truth,quantile,0.5,300\nB,2020-03-02,cases,1,2020-03-03,truth,quantile,0.75,305\n");
  g_autoptr (PrognosisDataset) truth = read_truth (truth_path);
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisScoring) scoring = prognosis_scoring_new (path, truth, &error);
  g_autoptr (GString) csv = NULL;
  g_autofree char *json = NULL;
  PrognosisScoreMeans means;

  g_assert_no_error (error);
  prognosis_scoring_get_means (scoring, "A", NULL, NULL, &means);
  g_assert_cmpuint (means.n, ==, 1);
  g_assert_cmpfloat (means.ae, ==, 0.0);
  g_assert_cmpfloat_with_epsilon (means.wis, 50.0, 1e-12);
  prognosis_scoring_get_means (scoring, "B", NULL, NULL, &means);
  g_assert_cmpfloat (means.ae, ==, 200.0);
  g_assert_cmpuint (g_strv_length ((char **) prognosis_scoring_get_notes (scoring)), ==, 1);
  csv = prognosis_scoring_to_csv (scoring);
  g_assert_true (g_str_has_prefix (csv->str, "model,target,horizon,n_tasks,"));
  g_assert_nonnull (strstr (csv->str, "\nA,cases,all,1,"));
  g_assert_nonnull (strstr (csv->str, "\nB,cases,1,1,"));
  json = prognosis_scoring_to_json (scoring);
  g_assert_nonnull (strstr (json, "\"models\""));
  g_unlink (path);
  g_unlink (truth_path);
  g_rmdir (folder);
}

/* A file of points has absolute errors and nothing else. */
static void
test_points (void)
{
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *truth_path = write_file (folder, "truth.csv", "date,cases\n2020-03-01,90\n2020-03-02,95\n2020-03-03,100\n");
  g_autofree char *path = write_file (folder, "forecast.csv", HEADER "2020-03-02,cases,1,2020-03-03,truth,point,NA,104\n");
  g_autoptr (PrognosisDataset) truth = read_truth (truth_path);
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisScoring) scoring = prognosis_scoring_new (path, truth, &error);
  PrognosisScoreMeans means;

  g_assert_no_error (error);
  prognosis_scoring_get_means (scoring, NULL, NULL, NULL, &means);
  g_assert_cmpuint (means.n, ==, 1);
  g_assert_cmpfloat (means.ae, ==, 4.0);
  g_assert_true (isnan (means.wis));
  g_unlink (path);
  g_unlink (truth_path);
  g_rmdir (folder);
}

static gboolean
spawn (const char *folder, const char *const *argv)
{
  int status;

  return g_spawn_sync (folder, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                       NULL, NULL, NULL, NULL, &status, NULL)
         && g_spawn_check_wait_status (status, NULL);
}

/* Every figure in the other program's table, to five decimals. */
static void
compare_tables (const char *theirs, const PrognosisScoring *scoring)
{
  static const char *const columns[] = { "wis_log", "wis_nat", "ae_log", "ae_nat", "cov50", "cov95" };
  g_autofree char *text = g_strstrip (g_strdup (theirs));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_auto (GStrv) header = g_strsplit (lines[0], ",", -1);
  g_autoptr (GString) ours = prognosis_scoring_to_csv (scoring);
  g_auto (GStrv) our_lines = g_strsplit (ours->str, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 6);
  for (int i = 1; lines[i]; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1), our_cells = g_strsplit (our_lines[i], ",", -1);

      g_assert_cmpstr (cells[0], ==, our_cells[1]);
      g_assert_cmpstr (cells[1], ==, our_cells[2]);
      for (gsize k = 0; k < G_N_ELEMENTS (columns); k++)
        {
          g_assert_cmpstr (header[k + 2], ==, columns[k]);
          g_assert_cmpfloat_with_epsilon (g_ascii_strtod (cells[k + 2], NULL), g_ascii_strtod (our_cells[k + 3], NULL), 6e-6);
        }
    }
}

/* A hub file written and scored by tools outside the project. */
static void
test_other_program (void)
{
  const char *shared = g_getenv ("PROGNOSIS_SHARED");
  g_autofree char *tools = g_build_filename (shared ? shared : "", "tools", "flusight", NULL);
  g_autofree char *asof = g_build_filename (shared ? shared : "", "data", "flusight-2023-24", "asof", "2024-01-06.csv.gz", NULL);
  g_autofree char *truth_path = g_build_filename (shared ? shared : "", "data", "flusight-2023-24", "truth.csv.gz", NULL);
  g_autofree char *folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  g_autofree char *copy = g_build_filename (folder, "2024-01-06.csv.gz", NULL),
                  *table = g_build_filename (folder, "table.csv", NULL);
  g_autofree char *forecast = g_build_filename (folder, "2024-01-06-persistence.csv", NULL);
  const char *python[] = { "python3", "-c", "import numpy, pandas", NULL }, *link[] = { "cp", asof, copy, NULL };
  const char *make[] = { NULL, "-B", "baseline.py", "--asof", folder, "--out", folder, NULL };
  const char *score[] = { NULL, "-B", "score.py", "score", "--truth", truth_path, "--forecast", forecast, "--csv", table, NULL };
  g_autoptr (GError) error = NULL;

  /* Use the system's Python if the first one in the path lacks the two packages. */
  if (!spawn (NULL, python))
    python[0] = "/usr/bin/python3";
  make[0] = score[0] = python[0];
  if (!g_file_test (asof, G_FILE_TEST_EXISTS) || !spawn (NULL, python))
    g_test_skip ("there is no ../shared, or no python3 with numpy and pandas");
  else
    {
      g_autofree char *theirs = NULL;
      g_autoptr (PrognosisDataset) truth = read_truth (truth_path);
      g_autoptr (PrognosisScoring) scoring = NULL;

      g_assert_true (spawn (NULL, link) && spawn (tools, make) && spawn (tools, score));
      g_assert_true (g_file_get_contents (table, &theirs, NULL, NULL));
      scoring = prognosis_scoring_new (forecast, truth, &error);
      g_assert_no_error (error);
      compare_tables (theirs, scoring);
    }
  g_unlink (copy);
  g_unlink (table);
  g_unlink (forecast);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/engine/score/definition", test_definition);
  g_test_add_func ("/engine/score/point", test_point);
  g_test_add_func ("/engine/score/relative-skill", test_relative_skill);
  g_test_add_func ("/engine/score/file", test_file);
  g_test_add_func ("/engine/score/bad-files", test_bad_files);
  g_test_add_func ("/engine/score/models", test_models);
  g_test_add_func ("/engine/score/points", test_points);
  g_test_add_func ("/score/limits-and-points", test_limits_and_points);
  g_test_add_func ("/engine/score/other-program", test_other_program);
  return g_test_run ();
}
