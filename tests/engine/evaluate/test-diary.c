/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the diary keeps, by what it recognises data, and what it says of forecasts afterwards. */

#include <glib/gstdio.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "prognosis-dataset-builder.h"
#include "prognosis-diary.h"
#include "prognosis-error.h"
#include "prognosis-score.h"
#include "test-forecast-run.h"

#define N_DAYS 60
#define ORIGIN 45
#define HORIZON 7

static double
count (gsize region, gsize t)
{
  return floor ((region + 1) * 40.0 * exp (0.02 * t) + 5.0 * sin (1.7 * t + region));
}

/* Two places and cases; @factor: of one count in @every, which were revised. */
static PrognosisDataset *
build (const char *const *places, gsize n_days, double factor, gsize every)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("test");
  g_autoptr (GError) error = NULL;
  const guint file = prognosis_dataset_builder_add_file (builder, "a.csv");
  const gsize signal
      = prognosis_dataset_builder_add_signal (builder, "cases", PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  PrognosisDataset *dataset;

  for (gsize r = 0; places[r] != NULL; r++)
    {
      const gsize region = prognosis_dataset_builder_add_region (builder, NULL, places[r], NAN);

      for (gsize t = 0; t < n_days; t++)
        prognosis_dataset_builder_add_value (builder, region, signal, (int) t,
                                             floor (count (places[r][0] - 'A', t) * (t % every == 0 ? factor : 1.0)), file, t + 2);
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

static const char *const both[] = { "A", "B", NULL };

static PrognosisDiaryEntry *
make_entry (const char *model, gsize n_days, const char *made)
{
  g_autoptr (PrognosisDataset) dataset = build (both, n_days, 1.0, 1);
  g_autoptr (PrognosisForecast) forecast = test_forecast (dataset, model, HORIZON);
  g_autoptr (PrognosisForecast) baseline = test_forecast (dataset, "persistence", HORIZON);

  return prognosis_diary_entry_new (forecast, baseline, made);
}

/* Sums of scores by their definition; the baseline scored against itself is the same twice. */
static void
test_score (void)
{
  g_autoptr (PrognosisDataset) known = build (both, ORIGIN, 1.0, 1), later = build (both, N_DAYS, 1.0, 1);
  g_autoptr (PrognosisForecast) forecast = test_forecast (known, "damped-trend", HORIZON);
  g_autoptr (PrognosisDiaryEntry) entry = make_entry ("damped-trend", ORIGIN, "2026-01-01T00:00:00Z");
  g_autoptr (PrognosisDiaryEntry) plain = make_entry ("persistence", ORIGIN, "2026-01-01T00:00:00Z");
  gsize n;
  const double *levels = prognosis_forecast_hub_levels (&n);
  PrognosisDiaryScore all, of_one, sum = { 0 };
  double wis = 0.0, in50 = 0.0, in95 = 0.0;

  for (gsize r = 0; r < 2; r++)
    for (gsize h = 1; h <= HORIZON; h++)
      {
        double values[23];
        PrognosisScore score;

        prognosis_forecast_get_quantiles (forecast, r, 0, h, levels, n, values);
        prognosis_score_quantiles (levels, values, n, prognosis_dataset_get_values (later, r, 0)[ORIGIN - 1 + h], &score);
        wis += score.wis;
        in50 += score.in50;
        in95 += score.in95;
      }
  g_assert_true (prognosis_diary_score (entry, later, NULL, 0, 0, 0, &all));
  g_assert_cmpuint (all.n, ==, 2 * HORIZON);
  g_assert_cmpfloat_with_epsilon (all.wis, wis, 1e-3 * wis);
  g_assert_cmpfloat (all.n_in50, ==, in50);
  g_assert_cmpfloat (all.n_in95, ==, in95);
  g_assert_cmpfloat (all.wis, !=, all.baseline_wis);

  for (gsize h = 1; h <= HORIZON; h++)
    {
      g_assert_true (prognosis_diary_score (entry, later, NULL, 0, 0, h, &of_one));
      g_assert_cmpuint (of_one.n, ==, 2);
      sum.wis += of_one.wis;
      sum.baseline_wis += of_one.baseline_wis;
    }
  g_assert_cmpfloat_with_epsilon (sum.wis, all.wis, 1e-9 * all.wis);
  g_assert_cmpfloat_with_epsilon (sum.baseline_wis, all.baseline_wis, 1e-9 * all.wis);
  g_assert_true (prognosis_diary_score (plain, later, NULL, 0, 0, 0, &all));
  g_assert_cmpfloat (all.wis, ==, all.baseline_wis);

  /* Nothing has been observed since, or only some of it. */
  g_assert_false (prognosis_diary_score (entry, known, NULL, 0, 0, 0, &all));
  {
    g_autoptr (PrognosisDataset) soon = build (both, ORIGIN + 2, 1.0, 1);

    g_assert_true (prognosis_diary_score (entry, soon, (gsize[]){ 1 }, 1, 0, 0, &all));
    g_assert_cmpuint (all.n, ==, 2);
  }
}

/* By names and last observations, which may have been revised a little. */
static void
test_recognises (void)
{
  static const char *const three[] = { "C", "A", "B", NULL }, *const others[] = { "C", "D", NULL };
  static const struct
  {
    const char *const *places;
    gsize n_days;
    double factor;
    gsize every;
    gboolean is_of;
  } cases[] = {
    { both, N_DAYS, 1.0, 1, TRUE },      { three, N_DAYS, 1.0, 1, TRUE }, { both, N_DAYS, 1.1, 1, TRUE },
    { both, N_DAYS, 3.0, 4, TRUE },      { both, N_DAYS, 3.0, 1, FALSE }, { others, N_DAYS, 1.0, 1, FALSE },
    { both, ORIGIN - 1, 1.0, 1, FALSE },
  };
  g_autoptr (PrognosisDiaryEntry) entry = make_entry ("damped-trend", ORIGIN, "2026-01-01T00:00:00Z");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PrognosisDataset) dataset = build (cases[i].places, cases[i].n_days, cases[i].factor, cases[i].every);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (prognosis_diary_entry_is_of (entry, dataset), ==, cases[i].is_of);
    }
  {
    g_autoptr (PrognosisDataset) dataset = build (three, N_DAYS, 1.0, 1);

    g_assert_null (prognosis_diary_entry_get_quantiles (entry, dataset, 0, 0));
    g_assert_nonnull (prognosis_diary_entry_get_quantiles (entry, dataset, 1, 0));
  }
}

/* The bands that are drawn are those that were forecast. */
static void
test_drawn (void)
{
  static const double levels[] = { 0.025, 0.25, 0.5, 0.75, 0.975 };
  static const gsize which[] = { 1, 6, 11, 16, 21 }; /* of the hubs' levels */
  g_autoptr (PrognosisDataset) later = build (both, N_DAYS, 1.0, 1);
  g_autoptr (PrognosisDiaryEntry) entry = make_entry ("damped-trend", ORIGIN, "2026-01-01T00:00:00Z");
  g_autoptr (PrognosisForecast) drawn = prognosis_diary_entry_to_forecast (entry, later, 1);
  const double *kept = prognosis_diary_entry_get_quantiles (entry, later, 1, 0);

  g_assert_false (prognosis_forecast_has (drawn, 0, 0));
  g_assert_true (prognosis_forecast_has (drawn, 1, 0));
  g_assert_cmpuint (prognosis_dataset_get_n_steps (prognosis_forecast_get_dataset (drawn)), ==, ORIGIN);
  for (gsize h = 0; h < HORIZON; h++)
    {
      double values[G_N_ELEMENTS (levels)];

      prognosis_forecast_get_quantiles (drawn, 1, 0, h + 1, levels, G_N_ELEMENTS (levels), values);
      for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
        g_assert_cmpfloat_with_epsilon (values[i], kept[h * 23 + which[i]], 1e-9 * kept[h * 23 + which[i]] + 1e-9);
    }
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (prognosis_diary_clear (folder, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
add (const char *folder, const char *model, gsize n_days, const char *made)
{
  g_autoptr (PrognosisDiaryEntry) entry = make_entry (model, n_days, made);
  g_autoptr (GError) error = NULL;

  g_assert_true (prognosis_diary_add (folder, entry, &error));
  g_assert_no_error (error);
}

/* One file for each model and origin, listed by origin. */
static void
test_folder (void)
{
  g_autofree char *parent = g_dir_make_tmp ("prognosis-diary-XXXXXX", NULL), *folder = g_build_filename (parent, "a", "b", NULL);
  g_autofree char *middle = g_path_get_dirname (folder), *damaged = g_build_filename (folder, "1-damaged-12345678.json", NULL);
  g_autoptr (PrognosisDataset) later = build (both, N_DAYS, 1.0, 1);
  g_autoptr (GPtrArray) none = prognosis_diary_list (folder, later, NULL, NULL);
  g_autoptr (GPtrArray) entries = NULL;
  g_auto (GStrv) problems = NULL;
  g_autoptr (GString) csv = NULL;
  PrognosisDiaryScore kept, made;
  g_autoptr (PrognosisDiaryEntry) same = make_entry ("damped-trend", ORIGIN + 3, "2026-01-02T00:00:00Z");

  g_assert_cmpuint (none->len, ==, 0);
  add (folder, "damped-trend", ORIGIN, "2026-01-01T00:00:00Z");
  add (folder, "damped-trend", ORIGIN + 3, "2026-01-01T00:00:00Z");
  add (folder, "damped-trend", ORIGIN + 3, "2026-01-02T00:00:00Z");
  add (folder, "persistence", ORIGIN + 3, "2026-01-01T00:00:00Z");
  g_assert_true (g_file_set_contents (damaged, "{\"version\": 1, \"forecaster\": 3}", -1, NULL));

  entries = prognosis_diary_list (folder, later, NULL, &problems);
  g_assert_cmpuint (entries->len, ==, 3);
  g_assert_cmpstr (prognosis_diary_entry_get_forecaster (entries->pdata[0]), ==, "damped-trend");
  g_assert_cmpstr (prognosis_diary_entry_get_made (entries->pdata[0]), ==, "2026-01-02T00:00:00Z");
  g_assert_cmpint (prognosis_diary_entry_get_origin (entries->pdata[0]), ==, ORIGIN + 2);
  g_assert_cmpstr (prognosis_diary_entry_get_forecaster (entries->pdata[1]), ==, "persistence");
  g_assert_cmpint (prognosis_diary_entry_get_origin (entries->pdata[2]), ==, ORIGIN - 1);
  g_assert_cmpuint (g_strv_length (problems), ==, 1);
  g_assert_true (strstr (problems[0], damaged) != NULL);

  /* What was kept scores as what was made. */
  g_assert_true (prognosis_diary_score (entries->pdata[0], later, NULL, 0, 0, 0, &kept));
  g_assert_true (prognosis_diary_score (same, later, NULL, 0, 0, 0, &made));
  g_assert_cmpfloat_with_epsilon (kept.wis, made.wis, 1e-4 * made.wis);
  g_assert_cmpfloat_with_epsilon (kept.baseline_wis, made.baseline_wis, 1e-4 * made.wis);

  csv = prognosis_diary_to_csv (entries, later);
  g_assert_true (g_str_has_prefix (csv->str, "origin,model,target,location,horizon,n,wis,wis_baseline,relative_wis,cov50,cov95\n"
                                             "1970-02-17,damped-trend,cases,all,all,14,"));
  g_assert_true (strstr (csv->str, "\n1970-02-14,damped-trend,cases,all,7,2,") != NULL);
  g_assert_true (strstr (csv->str, "\n1970-02-14,damped-trend,cases,B,all,7,") != NULL);

  remove_folder (folder);
  g_assert_cmpint (g_rmdir (middle), ==, 0);
  g_assert_cmpint (g_rmdir (parent), ==, 0);
}

/* The file has no room for anything but what was written; every cut and change of it is an error or the same forecast. */
static void
test_damage (void)
{
  g_autofree char *folder = g_dir_make_tmp ("prognosis-diary-XXXXXX", NULL), *path = g_build_filename (folder, "x.json", NULL);
  g_autoptr (PrognosisDiaryEntry) entry = make_entry ("persistence", ORIGIN, "2026-01-01T00:00:00Z");
  g_autoptr (GBytes) bytes = prognosis_diary_entry_to_bytes (entry);
  gsize n;
  const char *text = g_bytes_get_data (bytes, &n);
  gsize n_read = 0;

  for (gsize i = 0; i < n; i += 1 + n / 300)
    for (int k = 0; k < 3; k++)
      {
        g_autofree char *damaged = g_strndup (text, k == 0 ? i : n);
        g_autoptr (GError) error = NULL;
        g_autoptr (PrognosisDiaryEntry) read = NULL;

        if (k > 0)
          damaged[i] = k == 1 ? '9' : '"';
        g_assert_true (g_file_set_contents (path, damaged, -1, NULL));
        read = prognosis_diary_entry_read (path, &error);
        if (read != NULL)
          n_read++;
        else
          {
            g_assert_error (error, PROGNOSIS_ERROR, PROGNOSIS_ERROR_INPUT);
            g_assert_true (g_str_has_prefix (error->message, path));
          }
      }
  g_assert_cmpuint (n_read, >, 50); /* a digit for another */
  g_unlink (path);
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (prognosis_diary_entry_read (path, &error));
    g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/diary/score", test_score);
  g_test_add_func ("/diary/recognises", test_recognises);
  g_test_add_func ("/diary/drawn", test_drawn);
  g_test_add_func ("/diary/folder", test_folder);
  g_test_add_func ("/diary/damage", test_damage);
  return g_test_run ();
}
