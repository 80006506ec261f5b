/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-beds.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

/* The share of stays beyond this is left out. */
#define NEGLIGIBLE 1e-12
#define MAX_DAYS 3660

/* The mean time beyond @t of a gamma distribution: the integral of its upper tail from t on. */
static double
get_excess (double t, double mean_days, double shape)
{
  const double scale = mean_days / shape;

  return mean_days * gsl_cdf_gamma_Q (t, shape + 1, scale) - t * gsl_cdf_gamma_Q (t, shape, scale);
}

static PrognosisStay *
new_stay (GArray *shares)
{
  PrognosisStay *self = g_new (PrognosisStay, 1);

  self->n_days = shares->len;
  self->still_there = (double *) g_array_free (shares, FALSE);
  return self;
}

PrognosisStay *
prognosis_stay_new (double mean_days, double shape)
{
  GArray *shares = g_array_new (FALSE, FALSE, sizeof (double));

  g_return_val_if_fail (mean_days > 0 && shape > 0, NULL);
  for (gsize k = 0; k < MAX_DAYS; k++)
    {
      /* The mean of the tail over the time of day at which the patient came. */
      const double share = get_excess (k, mean_days, shape) - get_excess (k + 1, mean_days, shape);

      if (k > 0 && !(share > NEGLIGIBLE))
        break;
      g_array_append_val (shares, share);
    }
  return new_stay (shares);
}

PrognosisStay *
prognosis_stay_new_from_nights (const double *shares, gsize n)
{
  double sum = 0, left = 1;
  GArray *still_there;

  for (gsize k = 0; k < n; k++)
    {
      if (!isfinite (shares[k]) || shares[k] < 0)
        return NULL;
      sum += shares[k];
    }
  if (!(sum > 0))
    return NULL;
  still_there = g_array_new (FALSE, FALSE, sizeof (double));
  for (gsize k = 0; k < n; k++)
    {
      left = MAX (left - shares[k] / sum, 0);
      g_array_append_val (still_there, left);
    }
  return new_stay (still_there);
}

void
prognosis_stay_free (PrognosisStay *self)
{
  if (self == NULL)
    return;
  g_free (self->still_there);
  g_free (self);
}

double
prognosis_stay_get_mean (const PrognosisStay *self)
{
  double sum = 0;

  for (gsize k = 0; k < self->n_days; k++)
    sum += self->still_there[k];
  return sum;
}

void
prognosis_stay_get_beds (const PrognosisStay *self, const double *admissions, gsize n, double *beds)
{
  for (gsize t = 0; t < n; t++)
    {
      beds[t] = 0;
      for (gsize k = 0; k <= t && k < self->n_days; k++)
        beds[t] += admissions[t - k] * self->still_there[k];
    }
}
