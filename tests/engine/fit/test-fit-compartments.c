/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The course of the compartments belongs to the fitted curve, and correlations to the uncertainty of the fit. */

#include <gsl/gsl_errno.h>
#include <math.h>

#include "prognosis-fit-compartments.h"
#include "prognosis-model-list.h"
#include "prognosis-reader.h"

#define INFECTIOUS 1 /* the state of SIR */

static PrognosisFit *
fit_school (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("PROGNOSIS_SAMPLES"), "influenza-boarding-school-1978.csv", NULL);
  const char *paths[] = { path, NULL };
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  GError *error = NULL;
  g_autoptr (PrognosisDataset) dataset = prognosis_read (paths, NULL, NULL, &error);
  PrognosisFit *fit;

  g_assert_no_error (error);
  fit = prognosis_fit_new (dataset, prognosis_model_find ("sir"), options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return fit;
}

static void
test_course (void)
{
  g_autoptr (PrognosisFit) fit = fit_school ();
  PrognosisDataset *dataset = prognosis_fit_get_dataset (fit);
  const double population = prognosis_dataset_get_region (dataset, 0)->population;
  const gsize n_states = prognosis_fit_get_model (fit)->n_states, n_signals = prognosis_dataset_get_n_signals (dataset);
  gsize first, n, n_days;
  int first_day;
  g_autofree double *y = prognosis_fit_dup_compartments (fit, 0, &first_day, &n_days);
  g_autofree double *curves = NULL;

  g_assert_nonnull (y);
  prognosis_fit_get_window (fit, &first, &n);
  g_assert_cmpint (first_day + (int) n_days - 1, ==, prognosis_dataset_get_day (dataset, (gssize) (first + n) - 1));
  curves = g_new (double, n_signals *n);
  g_assert_true (prognosis_fit_simulate (fit, 0, prognosis_fit_get_values (fit), 0, curves));
  for (gsize d = 0; d < n_days; d++)
    {
      double sum = 0;

      for (gsize s = 0; s < n_states; s++)
        {
          g_assert_cmpfloat (y[d * n_states + s], >=, -1e-6);
          sum += y[d * n_states + s];
        }
      g_assert_cmpfloat_with_epsilon (sum, population, 1e-6 * population);
      /* In bed are the infectious. */
      g_assert_cmpfloat_with_epsilon (y[d * n_states + INFECTIOUS], curves[d], 1e-3 * population);
    }
}

static void
test_correlations (void)
{
  g_autoptr (PrognosisFit) fit = fit_school ();
  const gsize n = prognosis_fit_get_n_parameters (fit);
  g_autofree double *r = prognosis_fit_dup_correlations (fit, 0);
  gboolean any_high = FALSE;

  for (gsize a = 0; a < n; a++)
    for (gsize b = 0; b < n; b++)
      {
        if (isnan (r[a * n + b]))
          continue;
        g_assert_cmpfloat (fabs (r[a * n + b]), <=, 1 + 1e-9);
        g_assert_cmpfloat_with_epsilon (r[a * n + b], r[b * n + a], 1e-9);
        if (a == b)
          g_assert_cmpfloat_with_epsilon (r[a * n + b], 1, 1e-9);
        any_high |= a != b && r[a * n + b] < -0.8;
      }
  /* More infections at the start, or faster growth. */
  g_assert_true (any_high);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/engine/fit-compartments/course", test_course);
  g_test_add_func ("/engine/fit-compartments/correlations", test_correlations);
  return g_test_run ();
}
