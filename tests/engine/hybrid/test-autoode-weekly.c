/* SPDX-License-Identifier: GPL-3.0-or-later */

/* AutoODE of weekly counts: its one equation for all weeks ahead. What it shares with the hybrid: see test-hybrid-weekly.c. */

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "autoode-weekly.h"
#include "prognosis-dataset-builder.h"
#include "prognosis-day.h"
#include "prognosis-dynamics.h"
#include "prognosis-forecaster-list.h"
#include "test-noise.h"

#define N 12
#define N_WEEKS 150
#define HORIZON 8

/* Weekly counts without dates, and the equation learned from them. */
typedef struct
{
  PrognosisWeekly weekly;
  double y[N_WEEKS * N], z[N_WEEKS * N], recent[N_WEEKS * N], population[N];
  guint8 seen[N_WEEKS * N];
  double *features;
  PrognosisWeeklyEquation *equation;
  double growth[N_WEEKS * N * HORIZON];
} Fixture;

/* Growth fades to @fade a week, and is shaken every week. */
static Fixture *
fixture_new (double fade)
{
  Fixture *self = g_new0 (Fixture, 1);

  for (gsize i = 0; i < N; i++)
    {
      double r = 0.0, z = 8.0;

      self->population[i] = NAN;
      for (gsize t = 0; t < N_WEEKS; t++)
        {
          const gsize at = t * N + i;

          r = fade * r + 0.3 * test_noise (i, t) - 0.01 * (z - 8.0);
          z += r;
          self->z[at] = z;
          self->y[at] = self->recent[at] = expm1 (z);
          self->seen[at] = TRUE;
        }
    }
  self->weekly = (PrognosisWeekly){ .n = N,
                                    .n_weeks = N_WEEKS,
                                    .horizon = HORIZON,
                                    .y = self->y,
                                    .z = self->z,
                                    .recent = self->recent,
                                    .seen = self->seen,
                                    .population = self->population,
                                    .total = -1 };
  self->features = prognosis_weekly_dup_features (&self->weekly);
  self->equation = prognosis_weekly_equation_new (&self->weekly, self->features);
  for (gsize ahead = 1; ahead <= HORIZON; ahead++)
    prognosis_weekly_equation_solve (self->equation, ahead, self->growth);
  return self;
}

static void
fixture_free (Fixture *self)
{
  prognosis_weekly_equation_free (self->equation);
  g_free (self->features);
  g_free (self);
}

/* Of growth that fades slowly; what fades within a week or two cannot be told from the noise of the last count. */
static void
test_half_life (void)
{
  Fixture *self = fixture_new (0.9);
  const double weeks = prognosis_weekly_equation_get_half_life (self->equation), truth = log (0.5) / log (0.9);

  g_test_message ("half-life %g, in truth %g", weeks, truth);
  g_assert_cmpfloat_with_epsilon (log (weeks / truth), 0.0, 0.3);
  fixture_free (self);
}

/* Each week grows less than the one before it, beyond the weeks that train the equation as well, and never turns. */
static void
test_fades (void)
{
  Fixture *self = fixture_new (0.8);
  gsize n_seen = 0;

  for (gsize i = 0; i < N; i++)
    {
      const double *of_place = self->growth + ((N_WEEKS - 1) * N + i) * HORIZON;

      for (gsize h = 2; h < HORIZON; h++)
        {
          const double before = of_place[h - 1] - of_place[h - 2], now = of_place[h] - of_place[h - 1];

          if (fabs (before) < 1e-4)
            continue;
          n_seen++;
          g_assert_cmpfloat (now / before, >, 0.5);
          g_assert_cmpfloat (now / before, <, 0.95);
        }
    }
  g_assert_cmpuint (n_seen, >, 3 * N);
  fixture_free (self);
}

/* It forecasts nearly as well as the equation with its true numbers. */
static void
test_recovers (void)
{
  const double fades[] = { 0.8, 0.9 };

  for (gsize f = 0; f < G_N_ELEMENTS (fades); f++)
    {
      Fixture *self = fixture_new (fades[f]);
      double error = 0.0, least = 0.0, change = 0.0, c = 0.0;

      for (int s = 1; s <= 4; s++)
        c += pow (fades[f], s);
      for (gsize t = 50; t + 4 < N_WEEKS; t++)
        for (gsize i = 0; i < N; i++)
          {
            const double *z = self->z + t * N + i, truth = z[4 * N] - z[0];

            error += fabs (truth - self->growth[(t * N + i) * HORIZON + 3]);
            least += fabs (truth - c * (z[0] - z[-N]));
            change += fabs (truth);
          }
      g_test_message ("fade %g: error %g, with true numbers %g, of no change %g", fades[f], error, least, change);
      g_assert_cmpfloat (least, <, 0.95 * change);
      g_assert_cmpfloat (error, <, 1.04 * least);
      fixture_free (self);
    }
}

/* Later weeks do not change what was learned in earlier ones. */
static void
test_past (void)
{
  Fixture *self = fixture_new (0.8);
  g_autofree double *shorter = g_new0 (double, N_WEEKS *N *HORIZON), *features = NULL;
  g_autoptr (PrognosisWeeklyEquation) equation = NULL;
  PrognosisWeekly weekly = self->weekly;

  weekly.n_weeks = 90;
  features = prognosis_weekly_dup_features (&weekly);
  equation = prognosis_weekly_equation_new (&weekly, features);
  for (gsize ahead = 1; ahead <= HORIZON; ahead++)
    prognosis_weekly_equation_solve (equation, ahead, shorter);
  g_assert_cmpmem (shorter, 90 * N * HORIZON * sizeof (double), self->growth, 90 * N * HORIZON * sizeof (double));
  g_assert_cmpfloat (self->growth[(89 * N + 1) * HORIZON], !=, 0.0);
  fixture_free (self);
}

/* --- whole forecasts --- */

static PrognosisDataset *
new_dataset (void)
{
  g_autoptr (PrognosisDatasetBuilder) builder = prognosis_dataset_builder_new ("made");
  g_autoptr (GError) error = NULL;
  const guint file = prognosis_dataset_builder_add_file (builder, "made.csv");
  const gsize signal
      = prognosis_dataset_builder_add_signal (builder, "cases", PROGNOSIS_KIND_INCIDENT, PROGNOSIS_ROLE_INFECTIONS, TRUE);
  PrognosisDataset *dataset;

  prognosis_dataset_builder_set_step_days (builder, 7);
  for (gsize i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("Place %zu", i);
      const gsize region = prognosis_dataset_builder_add_region (builder, NULL, name, 1e6);

      for (gsize t = 0; t < 60; t++)
        prognosis_dataset_builder_add_value (builder, region, signal, prognosis_day_from_ymd (2021, 1, 2) + 7 * (int) t,
                                             round (500.0 * exp (sin (t / 6.0) + 0.05 * test_noise (i, t))), file, (guint) t + 2);
    }
  dataset = prognosis_dataset_builder_finish (builder, &error);
  g_assert_no_error (error);
  return dataset;
}

static PrognosisForecast *
forecast_with (PrognosisDataset *dataset, double reproduction)
{
  g_autoptr (PrognosisOptions) options = prognosis_options_new ();
  g_autoptr (GError) error = NULL;
  PrognosisForecast *result;

  options->horizon = 4;
  if (isfinite (reproduction))
    prognosis_options_fix (options, NULL, "R", reproduction);
  result = prognosis_forecaster_run (prognosis_forecaster_find ("autoode"),
                                     &(PrognosisRequest){ .dataset = dataset, .options = options }, &error);
  g_assert_no_error (error);
  return result;
}

static double
median (PrognosisForecast *forecast, gsize h)
{
  const double level = 0.5;
  double value;

  prognosis_forecast_get_quantiles (forecast, 0, 0, h, &level, 1, &value);
  return value;
}

/* What was learned can be seen and set. */
static void
test_dynamics (void)
{
  g_autoptr (PrognosisDataset) dataset = new_dataset ();
  g_autoptr (PrognosisForecast) learned = forecast_with (dataset, NAN);
  const double *found = prognosis_dynamics_get_found (prognosis_forecast_get_dynamics (learned), 0);
  g_autoptr (PrognosisForecast) more = forecast_with (dataset, found[PROGNOSIS_LEVER_REPRODUCTION] + 0.3);
  const double *set = prognosis_dynamics_get_found (prognosis_forecast_get_dynamics (more), 0);

  g_assert_cmpfloat (found[PROGNOSIS_LEVER_TREND], >=, 7.0);
  g_assert_cmpfloat (found[PROGNOSIS_LEVER_TREND], <=, 84.0);
  g_assert_cmpfloat_with_epsilon (set[PROGNOSIS_LEVER_REPRODUCTION], found[PROGNOSIS_LEVER_REPRODUCTION] + 0.3, 1e-12);
  g_assert_cmpfloat (set[PROGNOSIS_LEVER_TREND], ==, found[PROGNOSIS_LEVER_TREND]);
  g_assert_cmpfloat (median (more, 4), >, 1.3 * median (learned, 4));
}

int
main (int argc, char *argv[])
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/autoode-weekly/half-life", test_half_life);
  g_test_add_func ("/engine/autoode-weekly/fades", test_fades);
  g_test_add_func ("/engine/autoode-weekly/recovers", test_recovers);
  g_test_add_func ("/engine/autoode-weekly/past", test_past);
  g_test_add_func ("/engine/autoode-weekly/dynamics", test_dynamics);
  return g_test_run ();
}
