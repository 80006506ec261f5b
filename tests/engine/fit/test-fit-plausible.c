/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A fit that runs away after the origin is not shown as converged, unless the data demand it. */

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "prognosis-forecaster-list.h"
#include "prognosis-model-list.h"
#include "prognosis-preset.h"
#include "prognosis-reader.h"
#include "test-outbreak.h"

static PrognosisDataset *
read_start (const char *sample, gsize n_steps)
{
  g_autofree char *path = g_build_filename (g_getenv ("PROGNOSIS_SAMPLES"), sample, NULL);
  const char *paths[] = { path, NULL };
  GError *error = NULL;
  g_autoptr (PrognosisDataset) whole = prognosis_read (paths, NULL, NULL, &error);

  g_assert_no_error (error);
  return prognosis_dataset_truncate (whole, MIN (n_steps, prognosis_dataset_get_n_steps (whole)));
}

static PrognosisFit *
fit (PrognosisDataset *dataset, const char *model, const PrognosisOptions *options)
{
  g_autoptr (PrognosisOptions) defaults = prognosis_options_new ();
  GError *error = NULL;
  PrognosisFit *made
      = prognosis_fit_new (dataset, prognosis_model_find (model), options != NULL ? options : defaults, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return made;
}

/* The largest median of the forecast over the largest value so far. */
static double
find_excess (const PrognosisForecast *forecast)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const double *x = prognosis_dataset_get_values (dataset, 0, 0), half = 0.5;
  double most = 0.0, ahead = 0.0;

  for (gsize t = 0; t < prognosis_dataset_get_n_steps (dataset); t++)
    most = MAX (most, x[t]);
  for (gsize h = 1; h <= prognosis_forecast_get_horizon (forecast); h++)
    {
      double median;

      prognosis_forecast_get_quantiles (forecast, 0, 0, h, &half, 1, &median);
      ahead = MAX (ahead, median);
    }
  return ahead / most;
}

static gboolean
has_warning (const PrognosisForecast *forecast, const char *words)
{
  const char *const *notes = prognosis_forecast_get_notes (forecast);

  for (gsize i = 0; notes[i] != NULL; i++)
    if (strstr (notes[i], words) != NULL && prognosis_forecast_is_warning (forecast, i))
      return TRUE;
  return FALSE;
}

static PrognosisForecast *
forecast_with (PrognosisDataset *dataset, const char *model)
{
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  const PrognosisRequest request = { .dataset = dataset, .options = options };
  GError *error = NULL;
  PrognosisForecast *forecast;

  options->n_paths = 100;
  forecast = prognosis_forecaster_run (prognosis_forecaster_find (model), &request, &error);
  g_assert_no_error (error);
  return forecast;
}

/* In its fifth week the outbreak of SARS had just fallen by half, and these models forecast ten times its peak in a city of millions. */
static void
test_runaway (void)
{
  static const char *const models[] = { "sir", "seir" };
  g_autoptr (PrognosisDataset) dataset = read_start ("sars-hong-kong-2003.csv", 32);

  for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_autoptr (PrognosisForecast) forecast = forecast_with (dataset, models[i]);

      g_test_message ("%s: %.1f times", models[i], find_excess (forecast));
      g_assert_cmpfloat (find_excess (forecast), >, 4.0);
      g_assert_cmpstr (prognosis_stop_to_string (prognosis_fit_get_stop (prognosis_forecast_get_fit (forecast), 0)), ==,
                       "implausible");
      g_assert_true (has_warning (forecast, "did not converge to something plausible in 1 region (sars-hong-kong-2003)"));
    }
}

/* Steady growth of many cases: twenty times as many within four weeks is what the data say. */
static void
test_demanded (void)
{
  g_autoptr (PrognosisDataset) dataset = test_outbreak_new (1, 40, 20.0, 0.1, NULL, FALSE);
  g_autoptr (PrognosisForecast) forecast = forecast_with (dataset, "sir");

  g_assert_cmpfloat (find_excess (forecast), >, 4.0);
  g_assert_cmpint (prognosis_fit_get_stop (prognosis_forecast_get_fit (forecast), 0), !=, PROGNOSIS_STOP_IMPLAUSIBLE);
  g_assert_false (has_warning (forecast, "plausible"));
}

/* Outbreaks at their end, and shortly after the peak. */
static void
test_usual (void)
{
  static const struct
  {
    const char *sample;
    gsize n_steps;
  } cases[] = { { "influenza-boarding-school-1978.csv", 1000 },
                { "influenza-boarding-school-1978.csv", 7 },
                { "influenza-baltimore-1918.csv", 1000 },
                { "influenza-baltimore-1918.csv", 38 },
                { "influenza-pennsylvania-school-2009.csv", 15 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PrognosisDataset) dataset = read_start (cases[i].sample, cases[i].n_steps);
      g_autoptr (PrognosisFit) made = fit (dataset, "seir", NULL);

      g_assert_cmpint (prognosis_fit_get_stop (made, 0), !=, PROGNOSIS_STOP_IMPLAUSIBLE);
    }
}

static gboolean
has_note (const PrognosisFit *made, const char *words)
{
  for (const char *const *note = prognosis_fit_get_notes (made, 0); *note != NULL; note++)
    if (strstr (*note, words) != NULL)
      return TRUE;
  return FALSE;
}

/* An infectious period of a third of a day is that of no published disease; a period that the user sets is his own. */
static void
test_published (void)
{
  g_autoptr (PrognosisDataset) dataset = read_start ("sars-hong-kong-2003.csv", 1000);
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (PrognosisFit) made = fit (dataset, "sir", NULL), set = NULL, school_fit = NULL;
  g_autoptr (PrognosisDataset) school = read_start ("influenza-boarding-school-1978.csv", 1000);
  const PrognosisPreset *shortest, *longest;
  double least, most;

  g_assert_true (has_note (made, "outside the published range of 1.0 days (Influenza: Cori et al. 2012"));
  prognosis_options_fix (options, NULL, "gamma", 3.0);
  set = fit (dataset, "sir", options);
  g_assert_false (has_note (set, "published"));
  school_fit = fit (school, "sir", NULL);
  g_assert_false (has_note (school_fit, "published"));
  g_assert_false (prognosis_preset_find_range (PROGNOSIS_PERIOD_NONE, FALSE, &least, &most, &shortest, &longest));
  g_assert_true (prognosis_preset_find_range (PROGNOSIS_PERIOD_INFECTIOUS, TRUE, &least, &most, &shortest, &longest));
  g_assert_cmpfloat (least, ==, shortest->infectious_days);
  g_assert_cmpfloat (most, ==, longest->infectious_days + longest->latent_days);
}

int
main (int argc, char *argv[])
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/fit-plausible/runaway", test_runaway);
  g_test_add_func ("/engine/fit-plausible/demanded", test_demanded);
  g_test_add_func ("/engine/fit-plausible/usual", test_usual);
  g_test_add_func ("/engine/fit-plausible/published", test_published);
  return g_test_run ();
}
