/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Beds in use, against a direct count of patients and against what a steady state must be. */

#include "prognosis-beds.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_integration.h>
#include <math.h>

typedef struct
{
  double k, shape, scale;
} Tail;

static double
get_tail (double u, void *data)
{
  const Tail *tail = data;

  return gsl_cdf_gamma_Q (tail->k + u, tail->shape, tail->scale);
}

/* The share still there after k days is the mean of the upper tail over the time of day of admission. */
static void
test_still_there (void)
{
  const double mean_days = 6.5, shape = 2.3;
  g_autoptr (PrognosisStay) stay = prognosis_stay_new (mean_days, shape);
  gsl_integration_workspace *work = gsl_integration_workspace_alloc (200);

  for (gsize k = 0; k < 40; k++)
    {
      Tail tail = { (double) k, shape, mean_days / shape };
      gsl_function function = { get_tail, &tail };
      double expected, uncertain;

      gsl_integration_qags (&function, 0, 1, 1e-13, 1e-11, 200, work, &expected, &uncertain);
      g_assert_cmpfloat_with_epsilon (stay->still_there[k], expected, 1e-10);
    }
  gsl_integration_workspace_free (work);
}

/* As many beds as admissions a day times the mean stay, for short and long, even and uneven stays. */
static void
test_steady (void)
{
  for (double mean_days = 0.5; mean_days < 60; mean_days *= 3)
    for (double shape = 0.5; shape < 20; shape *= 3)
      {
        g_autoptr (PrognosisStay) stay = prognosis_stay_new (mean_days, shape);

        g_assert_cmpfloat_with_epsilon (prognosis_stay_get_mean (stay) / mean_days, 1, 1e-8);
      }
}

/* A direct count: each day's patients leave after 0, 1, 2 ... nights in the given shares. */
static void
test_direct_count (void)
{
  const double nights[] = { 0.1, 0.3, 0, 0.4, 0.2 };
  double admissions[60], beds[60];
  g_autoptr (PrognosisStay) stay = prognosis_stay_new_from_nights (nights, G_N_ELEMENTS (nights));

  for (gsize t = 0; t < 60; t++)
    admissions[t] = 20 + 15 * sin (t / 5.0);
  prognosis_stay_get_beds (stay, admissions, 60, beds);
  for (gsize t = 0; t < 60; t++)
    {
      double expected = 0;

      for (gsize came = 0; came <= t; came++)
        for (gsize n = 0; n < G_N_ELEMENTS (nights); n++)
          if (came + n > t)
            expected += admissions[came] * nights[n];
      g_assert_cmpfloat_with_epsilon (beds[t], expected, 1e-9);
    }
}

static void
test_histogram_is_scaled (void)
{
  const double counts[] = { 2, 6, 2 }, negative[] = { 1, -1 }, none[] = { 0, 0 };
  g_autoptr (PrognosisStay) stay = prognosis_stay_new_from_nights (counts, 3);

  g_assert_cmpfloat_with_epsilon (prognosis_stay_get_mean (stay), 1, 1e-12);
  g_assert_null (prognosis_stay_new_from_nights (negative, 2));
  g_assert_null (prognosis_stay_new_from_nights (none, 2));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/beds/still-there", test_still_there);
  g_test_add_func ("/beds/steady", test_steady);
  g_test_add_func ("/beds/direct-count", test_direct_count);
  g_test_add_func ("/beds/histogram-is-scaled", test_histogram_is_scaled);
  return g_test_run ();
}
