/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Progress reports of the hybrid model, and of the recommendation that starts with it, and the results when it is
   stopped early. */

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "prognosis-forecaster-list.h"
#include "prognosis-reader.h"
#include "test-outbreak.h"

enum
{
  N_REGIONS = 7,
  N_DAYS = 110,
  HORIZON = 9,
  N_SIGNALS = 3,
  SIZE = N_REGIONS * N_SIGNALS * HORIZON
};

/* Medians are reported by the forecasting thread. */
typedef struct
{
  double first[SIZE], last[SIZE], fraction;
  guint n, n_other; /* number of medians, and of those that differ from the previous one */
  guint enough_at;
  GCancellable *enough;
} Seen;

static void
look_cb (const PrognosisProgress *progress, gpointer user_data)
{
  Seen *seen = user_data;

  if (!progress->median)
    return;
  g_assert_cmpuint (progress->horizon, ==, HORIZON);
  g_assert_cmpfloat (progress->fraction, >=, seen->fraction);
  g_assert_cmpfloat (progress->fraction, <, 1.0);
  seen->fraction = progress->fraction;
  if (seen->n == 0)
    memcpy (seen->first, progress->median, sizeof seen->first);
  else
    seen->n_other += memcmp (seen->last, progress->median, sizeof seen->last) != 0;
  memcpy (seen->last, progress->median, sizeof seen->last);
  seen->n++;
  if (seen->n == seen->enough_at)
    g_cancellable_cancel (seen->enough);
}

static PrognosisForecast *
run (const char *id, int layers, Seen *seen)
{
  const double week[7] = { 1.3, 1.2, 1.1, 1.0, 1.0, 0.8, 0.6 };
  g_autoptr (PrognosisDataset) dataset = test_outbreak_new (N_REGIONS, N_DAYS, 200.0, 0.01, week, TRUE);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (GCancellable) enough = g_cancellable_new ();
  const PrognosisRequest request
      = { .dataset = dataset, .options = options, .progress = look_cb, .progress_data = seen, .enough = enough };
  g_autoptr (GError) error = NULL;
  PrognosisForecast *forecast;

  seen->enough = enough;
  options->horizon = HORIZON;
  options->layers = layers;
  options->n_paths = 100;
  forecast = prognosis_forecaster_run (prognosis_forecaster_find (id), &request, &error);
  g_assert_no_error (error);
  return forecast;
}

/* The last report equals the forecast. */
static void
assert_last (const Seen *seen, const PrognosisForecast *forecast)
{
  const double half = 0.5;

  for (gsize r = 0; r < N_REGIONS; r++)
    for (gsize s = 0; s < N_SIGNALS; s++)
      for (gsize h = 1; h <= HORIZON; h++)
        {
          const double told = seen->last[(r * N_SIGNALS + s) * HORIZON + h - 1];
          double value;

          prognosis_forecast_get_quantiles (forecast, r, s, h, &half, 1, &value);
          g_assert_cmpfloat_with_epsilon (value, told, 1e-9 + 0.002 * fabs (told));
        }
}

/* Persistence at once, one median from the regressions, one after each network, and the final one. */
static void
test_moves (void)
{
  Seen seen = { 0 };
  g_autoptr (PrognosisForecast) forecast = run ("hybrid", 2, &seen);

  g_assert_cmpuint (seen.n, >=, 10);
  g_assert_cmpuint (seen.n_other, >=, seen.n - 2);
  for (gsize k = 0; k < SIZE; k++)
    g_assert_true (isfinite (seen.first[k]));
  assert_last (&seen, forecast);
}

/* Without a network there is persistence at once, and one median, reported before the calibration. */
static void
test_no_network (void)
{
  Seen seen = { 0 };
  g_autoptr (PrognosisForecast) forecast = run ("hybrid", 1, &seen);

  g_assert_cmpuint (seen.n, ==, 2);
  g_assert_cmpuint (seen.n_other, ==, 1);
  assert_last (&seen, forecast);
}

typedef struct
{
  guint n;
  double first[17 * 4], last[17 * 4];
} Weeks;

static void
weeks_cb (const PrognosisProgress *progress, gpointer user_data)
{
  Weeks *weeks = user_data;

  g_assert_nonnull (progress->median);
  g_assert_cmpuint (progress->horizon, ==, 4);
  memcpy (weeks->n++ == 0 ? weeks->first : weeks->last, progress->median, sizeof weeks->last);
}

/* Weeks are reported one after the other; the last report equals the forecast. */
static void
test_weekly (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("PROGNOSIS_SAMPLES"), "measles-weser-ems-2001-2002.csv", NULL);
  const char *paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (PrognosisDataset) dataset = prognosis_read (paths, NULL, NULL, &error);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  Weeks weeks = { 0 };
  const PrognosisRequest request = { .dataset = dataset, .options = options, .progress = weeks_cb, .progress_data = &weeks };
  g_autoptr (PrognosisForecast) forecast = NULL;
  const double half = 0.5;

  g_assert_no_error (error);
  g_assert_cmpuint (prognosis_dataset_get_n_regions (dataset), ==, 17);
  options->horizon = 4;
  forecast = prognosis_forecaster_run (prognosis_forecaster_find ("hybrid"), &request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (weeks.n, ==, 4);
  for (gsize r = 0; r < 17; r++)
    for (gsize h = 0; h < 4; h++)
      {
        double value;

        prognosis_forecast_get_quantiles (forecast, r, 0, h + 1, &half, 1, &value);
        g_assert_cmpfloat_with_epsilon (weeks.last[r * 4 + h], value, 1e-9 + 0.002 * value);
        g_assert_cmpint (isnan (weeks.first[r * 4 + h]) != 0, ==, h > 0);
      }
}

static gboolean
says (const PrognosisForecast *forecast, const char *what)
{
  const char *const *notes = prognosis_forecast_get_notes (forecast);

  for (gsize i = 0; notes[i]; i++)
    if (strstr (notes[i], what))
      return TRUE;
  return FALSE;
}

static double
find_width (const PrognosisForecast *forecast, gsize horizon)
{
  const double levels[] = { 0.025, 0.975 };
  double values[2];

  prognosis_forecast_get_quantiles (forecast, 0, 0, horizon, levels, 2, values);
  return values[1] - values[0];
}

/* Stopped after three networks: the forecast is their mean, with intervals despite no calibration, and a warning. */
static void
test_enough (void)
{
  Seen seen = { .enough_at = 5 }, all = { 0 };
  g_autoptr (PrognosisForecast) early = run ("hybrid", 2, &seen), whole = run ("hybrid", 2, &all);

  g_assert_cmpuint (seen.n, ==, 6);
  assert_last (&seen, early);
  g_assert_true (says (early, "Stopped early: 3 of 24 networks are trained, and the intervals come from 0 of 30 past origins"));
  g_assert_false (says (whole, "Stopped early"));
  g_assert_cmpint (memcmp (seen.last, all.last, sizeof all.last), !=, 0);
  g_assert_cmpfloat (find_width (early, 7), >, find_width (whole, 7));
}

/* The recommendation shows its favourite while models are compared, and keeps it if stopped. */
static void
test_recommended (void)
{
  Seen seen = { .enough_at = 1 }, all = { 0 };
  g_autoptr (PrognosisForecast) early = run ("auto", 2, &seen), whole = run ("auto", 2, &all);

  /* The favourite has no network whose training could be watched: its curve is there at once. */
  g_assert_cmpuint (all.n, >=, 1);
  g_assert_cmpuint (seen.n, ==, 2);
  g_assert_cmpuint (seen.n_other, ==, 1);
  g_assert_cmpstr (prognosis_forecast_get_forecaster (early), ==, "autoode");
  g_assert_true (says (early, "Stopped before the models were compared"));
  g_assert_false (says (whole, "Stopped"));
  assert_last (&seen, early);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/engine/hybrid/so-far/moves", test_moves);
  g_test_add_func ("/engine/hybrid/so-far/no-network", test_no_network);
  g_test_add_func ("/engine/hybrid/so-far/weekly", test_weekly);
  g_test_add_func ("/engine/hybrid/so-far/enough", test_enough);
  g_test_add_func ("/engine/hybrid/so-far/recommended", test_recommended);
  return g_test_run ();
}
