/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What forecasts say about how they were learned. */

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "prognosis-forecaster-list.h"
#include "test-outbreak.h"

#define N_REGIONS 4
#define N_DAYS 90

/* Arrows lead onwards, between boxes whose symbols the equations contain. */
static void
test_scheme (gconstpointer data)
{
  const PrognosisScheme *scheme = data;
  const gsize n = g_strv_length ((char **) scheme->boxes);

  g_assert_cmpuint (n, >=, 3);
  g_assert_cmpuint (scheme->n_arrows, >=, n - 1);
  for (gsize i = 0; i < scheme->n_arrows; i++)
    {
      g_assert_cmpuint (scheme->arrows[i].from, <, scheme->arrows[i].to);
      g_assert_cmpuint (scheme->arrows[i].to, <, n);
      g_assert_nonnull (scheme->arrows[i].rate);
    }
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *meanings = g_strjoinv (" ", (char **) scheme->meanings);

      g_assert_nonnull (strstr (scheme->equations, scheme->boxes[i]));
      g_assert_nonnull (strstr (meanings, scheme->boxes[i]));
    }
}

static PrognosisForecast *
run (const char *id, PrognosisDataset *dataset)
{
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (GError) error = NULL;
  PrognosisForecast *forecast;

  options->horizon = 14;
  options->starts = 1;
  forecast = prognosis_forecaster_run (prognosis_forecaster_find (id),
                                       &(PrognosisRequest){ .dataset = dataset, .options = options }, &error);
  g_assert_no_error (error);
  return forecast;
}

/* The figures are those of the data; what is not learned has none. */
static void
test_figures (void)
{
  static const struct
  {
    const char *id;
    const PrognosisScheme *scheme; /* NULL: not learned */
    double share;
  } cases[] = { { "hybrid", &prognosis_scheme_of_hybrid, 0.5 },
                { "autoode", &prognosis_scheme_of_autoode, NAN },
                { "regression", &prognosis_scheme_of_windows, NAN },
                { "persistence", NULL, NAN } };
  g_autoptr (PrognosisDataset) dataset = test_outbreak_new (N_REGIONS, N_DAYS, 100.0, 0.0, NULL, TRUE);
  gsize n_fitted = 0;

  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    n_fitted += prognosis_dataset_get_signal (dataset, s)->fitted;
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PrognosisForecast) forecast = run (cases[i].id, dataset);
      const PrognosisLearning *learning = prognosis_forecast_get_learning (forecast);

      g_test_message ("%s", cases[i].id);
      if (cases[i].scheme == NULL)
        {
          g_assert_null (learning);
          continue;
        }
      g_assert_true (learning->scheme == cases[i].scheme);
      g_assert_cmpuint (learning->n_series, ==, N_REGIONS * n_fitted);
      g_assert_cmpuint (learning->n_steps, ==, prognosis_dataset_get_n_steps (dataset));
      g_assert_cmpuint (learning->n_origins, >=, 5);
      g_assert_cmpuint (learning->n_origins, <, learning->n_steps);
      if (isnan (cases[i].share))
        g_assert_true (isnan (learning->share));
      else
        g_assert_cmpfloat (learning->share, ==, cases[i].share);
    }
}

int
main (int argc, char *argv[])
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/engine/learning/scheme/windows", &prognosis_scheme_of_windows, test_scheme);
  g_test_add_data_func ("/engine/learning/scheme/autoode", &prognosis_scheme_of_autoode, test_scheme);
  g_test_add_data_func ("/engine/learning/scheme/hybrid", &prognosis_scheme_of_hybrid, test_scheme);
  g_test_add_data_func ("/engine/learning/scheme/weekly-autoode", &prognosis_scheme_of_weekly_autoode, test_scheme);
  g_test_add_data_func ("/engine/learning/scheme/weekly-hybrid", &prognosis_scheme_of_weekly_hybrid, test_scheme);
  g_test_add_func ("/engine/learning/figures", test_figures);
  return g_test_run ();
}
