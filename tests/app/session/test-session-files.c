/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sessions that an earlier version saved open with their data, choices, forecast and comparison. Those in
 * tests/data/sessions were written by the first version that had numbers in its session files; the data are looked for
 * beside them. */

#include "app-test.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <math.h>

#define TOLERANCE 0.01 /* of numbers, relative */

typedef struct
{
  char *folder;
  GPtrArray *paths;
  PrognosisSession *session;
} Fixture;

static char *
copy_to (Fixture *self, const char *from, const char *name)
{
  char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *text = NULL;
  gsize n;

  g_assert_true (g_file_get_contents (from, &text, &n, NULL));
  g_assert_true (g_file_set_contents (path, text, (gssize) n, NULL));
  g_ptr_array_add (self->paths, path);
  return path;
}

/* Opens the session @name, with copies of @data of the samples, or of the sessions' folder, beside it. */
static void
open_session (Fixture *self, const char *name, const char *const *data)
{
  g_autofree char *from = g_test_build_filename (G_TEST_DIST, "data", "sessions", name, NULL);
  g_autoptr (GError) error = NULL;
  const char *path;

  for (gsize i = 0; data[i] != NULL; i++)
    {
      g_autofree char *sample = app_test_sample (data[i]);
      g_autofree char *own = g_test_build_filename (G_TEST_DIST, "data", "sessions", data[i], NULL);

      copy_to (self, g_file_test (own, G_FILE_TEST_EXISTS) ? own : sample, data[i]);
    }
  path = copy_to (self, from, name);
  g_assert_true (prognosis_session_load (self->session, path, &error));
  g_assert_no_error (error);
  app_test_wait (prognosis_session_get_state (self->session) != PROGNOSIS_SESSION_READING, 60);
  g_assert_cmpstr (prognosis_session_get_error (self->session), ==, NULL);
  g_assert_cmpint (prognosis_session_get_state (self->session), ==, PROGNOSIS_SESSION_READY);
  app_test_settle (self->session);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("prognosis-XXXXXX", NULL);
  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->session = prognosis_session_new ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < self->paths->len; i++)
    g_unlink (g_ptr_array_index (self->paths, i));
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_ptr_array_unref (self->paths);
  g_free (self->folder);
  g_object_unref (self->session);
}

/* The medians of the forecast equal those in the file. Returns their number. */
static guint
assert_forecast (Fixture *self)
{
  PrognosisForecast *forecast = prognosis_session_get_forecast (self->session);
  const char *path = g_ptr_array_index (self->paths, self->paths->len - 1);
  g_autoptr (JsonParser) parser = json_parser_new ();
  const double half = 0.5;
  JsonObject *stored;
  JsonArray *series;
  gsize n_levels, n_signals;
  guint n = 0;

  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  stored = json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)), "results");
  stored = json_object_get_object_member (stored, "forecast");
  g_assert_nonnull (forecast);
  g_assert_cmpstr (prognosis_forecast_get_forecaster (forecast), ==, json_object_get_string_member (stored, "forecaster"));
  g_assert_cmpint ((gint64) prognosis_forecast_get_horizon (forecast), ==, json_object_get_int_member (stored, "horizon"));
  n_levels = json_array_get_length (json_object_get_array_member (stored, "levels"));
  n_signals = prognosis_dataset_get_n_signals (prognosis_forecast_get_dataset (forecast));
  series = json_object_get_array_member (stored, "quantiles");
  for (guint i = 0; i < json_array_get_length (series); i++)
    {
      g_auto (GStrv) values = NULL;

      g_assert_cmpint (prognosis_forecast_has (forecast, i / n_signals, i % n_signals), ==,
                       !json_array_get_null_element (series, i));
      if (json_array_get_null_element (series, i))
        continue;
      values = g_strsplit (json_array_get_string_element (series, i), " ", -1);
      for (gsize h = 1; h <= prognosis_forecast_get_horizon (forecast); h++)
        {
          double expected = g_ascii_strtod (values[(h - 1) * n_levels + n_levels / 2], NULL), median;

          prognosis_forecast_get_quantiles (forecast, i / n_signals, i % n_signals, h, &half, 1, &median);
          g_assert_cmpfloat_with_epsilon (median, expected, TOLERANCE * fabs (expected) + 1e-6);
          n++;
        }
    }
  return n;
}

static gboolean
is_excluded (Fixture *self, gsize region, gsize step)
{
  return (prognosis_dataset_get_flags (prognosis_session_get_dataset (self->session), region, 0)[step] & PROGNOSIS_FLAG_EXCLUDED)
         != 0;
}

static char *
save (Fixture *self, PrognosisSession *session, const char *name)
{
  char *path = g_build_filename (self->folder, name, NULL), *text = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (self->paths, path);
  g_assert_true (prognosis_session_save (session, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* Saved, opened and saved again, the session is the same, byte for byte: with its forecast and comparison. */
static void
assert_comes_back (Fixture *self)
{
  g_autoptr (PrognosisSession) other = prognosis_session_new ();
  g_autofree char *before = save (self, self->session, "first.prognosis"), *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (prognosis_session_load (other, g_ptr_array_index (self->paths, self->paths->len - 1), &error));
  g_assert_no_error (error);
  app_test_wait (prognosis_session_get_state (other) != PROGNOSIS_SESSION_READING, 60);
  app_test_settle (other);
  after = save (self, other, "second.prognosis");
  g_assert_cmpstr (before, ==, after);
}

/* A compartment model at an earlier origin, with a locked parameter and an excluded observation. */
static void
test_locked (Fixture *self, gconstpointer data)
{
  const PrognosisChoices *choices;
  const PrognosisFixed *fixed;

  open_session (self, "locked.prognosis",
                (const char *const[]){ "influenza-boarding-school-1978.csv", "influenza-boarding-school-1978.json", NULL });
  choices = prognosis_session_get_choices (self->session);
  g_assert_cmpstr (choices->forecaster, ==, "sir");
  g_assert_cmpint (choices->origin, ==, 9);
  g_assert_cmpint (choices->options->horizon, ==, 7);
  g_assert_cmpuint (choices->options->seed, ==, 5);
  g_assert_true (choices->is_log);
  g_assert_cmpuint (choices->options->fixed->len, ==, 1);
  fixed = g_ptr_array_index (choices->options->fixed, 0);
  g_assert_cmpstr (fixed->parameter, ==, "gamma");
  g_assert_cmpfloat (fixed->value, ==, 0.4);
  for (gsize t = 0; t < 10; t++)
    g_assert_cmpint (is_excluded (self, 0, t), ==, t == 3);
  g_assert_cmpuint (assert_forecast (self), ==, 7);
  assert_comes_back (self);
}

/* A comparison and a scenario, with an entered population. */
static void
test_compared (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *model;
    double wis_ratio;
  } models[] = {
    { "persistence", 1 },
    { "sir", 1.130293 },
    { "no-change", 0.7607941 },
  };
  const PrognosisChoices *choices;
  const PrognosisScenario *scenario;
  const PrognosisChange *change;
  PrognosisBacktest *backtest;

  open_session (self, "compared.prognosis", (const char *const[]){ "sars-hong-kong-2003.csv", "sars-hong-kong-2003.json", NULL });
  choices = prognosis_session_get_choices (self->session);
  g_assert_cmpstr (choices->forecaster, ==, "seir");
  g_assert_cmpint (choices->origin, ==, 60);
  g_assert_cmpint (choices->options->horizon, ==, 10);
  g_assert_cmpfloat (prognosis_dataset_get_region (prognosis_session_get_dataset (self->session), 0)->population, ==, 6.7e6);
  g_assert_cmpuint (choices->scenarios->len, ==, 1);
  scenario = g_ptr_array_index (choices->scenarios, 0);
  g_assert_cmpstr (scenario->name, ==, "Closed schools");
  g_assert_cmpuint (scenario->changes->len, ==, 1);
  change = &g_array_index (scenario->changes, PrognosisChange, 0);
  g_assert_cmpint (change->day, ==, 63);
  g_assert_cmpint (change->n_days, ==, 5);
  g_assert_cmpfloat (change->factor, ==, 0.6);
  backtest = prognosis_comparison_get_backtest (prognosis_session_get_comparison (self->session));
  g_assert_nonnull (backtest);
  g_assert_false (prognosis_comparison_is_stale (prognosis_session_get_comparison (self->session), choices));
  g_assert_cmpuint (prognosis_backtest_get_n_models (backtest), ==, G_N_ELEMENTS (models));
  g_assert_cmpuint (prognosis_backtest_get_n_origins (backtest), ==, 3);
  for (gsize m = 0; m < G_N_ELEMENTS (models); m++)
    {
      PrognosisBacktestSummary summary;

      g_assert_cmpstr (prognosis_backtest_get_model (backtest, m), ==, models[m].model);
      g_assert_true (prognosis_backtest_get_summary (backtest, m, -1, 0, &summary));
      g_assert_cmpfloat_with_epsilon (summary.wis_ratio, models[m].wis_ratio, TOLERANCE * models[m].wis_ratio);
    }
  g_assert_cmpuint (assert_forecast (self), ==, 10);
  assert_comes_back (self);
}

/* A table with named columns, a selected region, and a view. */
static void
test_named (Fixture *self, gconstpointer data)
{
  const PrognosisChoices *choices;
  PrognosisDataset *dataset;

  open_session (self, "named.prognosis", (const char *const[]){ "office.csv", NULL });
  choices = prognosis_session_get_choices (self->session);
  dataset = prognosis_session_get_dataset (self->session);
  g_assert_cmpuint (prognosis_dataset_get_n_regions (dataset), ==, 2);
  g_assert_cmpstr (prognosis_dataset_get_region (dataset, 1)->name, ==, "South");
  g_assert_cmpuint (prognosis_dataset_get_n_signals (dataset), ==, 2);
  g_assert_cmpstr (prognosis_dataset_get_signal (dataset, 1)->name, ==, "bodies");
  g_assert_cmpint (prognosis_dataset_get_signal (dataset, 1)->role, ==, PROGNOSIS_ROLE_DEATHS);
  g_assert_cmpfloat (prognosis_dataset_get_region (dataset, 0)->population, ==, 50000);
  g_assert_true (isnan (prognosis_dataset_get_region (dataset, 1)->population));
  g_assert_cmpstr (choices->forecaster, ==, "persistence");
  g_assert_cmpint (choices->origin, ==, -1);
  g_assert_cmpint (choices->options->horizon, ==, 6);
  g_assert_cmpint (choices->view, ==, PROGNOSIS_VIEW_CUMULATIVE);
  g_assert_cmpuint (prognosis_choices_get_first_region (choices), ==, 1);
  g_assert_true (is_excluded (self, 1, 5));
  g_assert_cmpuint (assert_forecast (self), ==, 6 * 4);
  assert_comes_back (self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/app/session-files/locked", Fixture, NULL, set_up, test_locked, tear_down);
  g_test_add ("/app/session-files/compared", Fixture, NULL, set_up, test_compared, tear_down);
  g_test_add ("/app/session-files/named", Fixture, NULL, set_up, test_named, tear_down);
  return g_test_run ();
}
