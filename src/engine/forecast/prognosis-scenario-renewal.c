/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Changes of transmission without compartments, path by path: see prognosis-course.c. Recoveries and deaths follow with their
   delays: their multiplier is the mean of those of the infections that they come from. */

#include <math.h>

#include "prognosis-renewal-private.h"
#include "prognosis-scenario-private.h"

static void
change_path (PrognosisCourse *c, const PrognosisForecast *forecast, gsize region, gsize leader, gsize path,
             const double *log_factor, double (*kernels)[PROGNOSIS_COURSE_N_DELAY], double *multiplier)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gsize horizon = prognosis_forecast_get_horizon (forecast), n_paths = prognosis_forecast_get_n_paths (forecast);
  g_autofree double *increments = g_new (double, horizon), *followed = g_new (double, c->n_ahead);

  prognosis_renewal_path (forecast, region, leader, path, increments);
  prognosis_course_set_ahead (c, increments);
  prognosis_course_transmit (c, log_factor);
  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    {
      const PrognosisRole role = prognosis_dataset_get_signal (dataset, s)->role;
      const PrognosisKind kind = prognosis_dataset_get_signal (dataset, s)->kind;
      const double *daily = c->multiplier + c->n_past;

      if (!prognosis_forecast_has (forecast, region, s))
        continue;
      /* The relation of other counts and of prevalence to infections is unknown. */
      if (s != leader && (role == PROGNOSIS_ROLE_OTHER || kind == PROGNOSIS_KIND_PREVALENCE || kind == PROGNOSIS_KIND_PROPORTION))
        continue;
      if (s != leader && role != PROGNOSIS_ROLE_INFECTIONS)
        {
          prognosis_course_follow (c, kernels[role == PROGNOSIS_ROLE_DEATHS], followed);
          daily = followed;
        }
      for (gsize h = 0; h < horizon; h++)
        multiplier[(s * horizon + h) * n_paths + path] = prognosis_course_mean_of_step (c, daily, daily == followed, h);
    }
}

gboolean
prognosis_scenario_by_renewal (const PrognosisForecast *forecast, gsize region, double generation_days, const double *log_factor,
                               double *multiplier)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gssize leader = prognosis_renewal_find_signal (dataset);
  g_autoptr (PrognosisCourse) course = NULL;
  double kernels[2][PROGNOSIS_COURSE_N_DELAY]; /* of recoveries and deaths */

  if (leader < 0 || !prognosis_forecast_has (forecast, region, (gsize) leader))
    return FALSE;
  course = prognosis_course_new (dataset, region, (gsize) leader, prognosis_forecast_get_horizon (forecast), generation_days);
  prognosis_course_find_kernel (PROGNOSIS_COURSE_RECOVERY_DAYS, kernels[0]);
  prognosis_course_find_kernel (PROGNOSIS_COURSE_DEATH_DAYS, kernels[1]);
  for (gsize p = 0; p < prognosis_forecast_get_n_paths (forecast); p++)
    change_path (course, forecast, region, (gsize) leader, p, log_factor, kernels, multiplier);
  return TRUE;
}
