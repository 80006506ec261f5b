/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The forecaster's own error by time of year: how far its forecasts were off, on the log scale and at the same time of earlier
   years in these data, pooled over regions. If years agree, the next forecast is corrected by their mean error; two years are
   the least. All targets lie before the origin. */

#include "hybrid-weekly.h"

#include <math.h>

#define FIRST_WEEK 12 /* earlier errors are those of a barely trained forecaster */
#define YEAR (365.25 / 7.0)
#define MAX_YEARS 32
#define NEAR_WEEKS 1.0  /* standard deviation of the weeks that count as the same time of year */
#define LEAST_SHARE 0.6 /* of the weights of a whole neighbourhood: less is no year */
#define CLIP 1.5
/* Prior of the variance of a year's error per week ahead, with the weight of two years. */
#define PRIOR_VARIANCE 0.04
#define PRIOR_YEARS 2.0
/* As in the regression of growth: squared noise per squared week ahead, and dispersion of counts. */
#define NOISE_VARIANCE 0.01
#define DISPERSION 2.0

/* The weighted mean error of the forecast from week @t, @ahead weeks on; NAN if no region was observed. */
static double
find_error (const PrognosisWeekly *weekly, const double *growth, gsize t, gsize ahead)
{
  double sum = 0.0, total = 0.0;

  for (gsize i = 0; i < weekly->n; i++)
    {
      const gsize at = t * weekly->n + i, target = at + ahead * weekly->n;
      const double weight = 1.0 / (NOISE_VARIANCE * ahead * ahead + DISPERSION / (weekly->recent[at] + 1.0));

      if (!weekly->seen[at] || !weekly->seen[target])
        continue;
      sum += weight * CLAMP (weekly->z[target] - weekly->z[at] - growth[at * weekly->horizon + ahead - 1], -CLIP, CLIP);
      total += weight;
    }
  return total > 0.0 ? sum / total : NAN;
}

/* The mean errors of earlier years around the time of the origin; returns the number of years. */
static gsize
find_years (const PrognosisWeekly *weekly, const double *growth, gsize ahead, double *errors)
{
  const gsize origin = weekly->n_weeks - 1;
  double sum[MAX_YEARS] = { 0.0 }, total[MAX_YEARS] = { 0.0 }, whole = 0.0;
  gsize n = 0;

  for (int k = -5; k <= 5; k++)
    whole += exp (-0.5 * k * k / (NEAR_WEEKS * NEAR_WEEKS));
  for (gsize t = FIRST_WEEK; t + ahead <= origin; t++)
    {
      const double age = (origin - t) / YEAR, apart = (age - round (age)) * YEAR / NEAR_WEEKS;
      const gsize year = MIN ((gsize) round (age), MAX_YEARS - 1);
      const double weight = exp (-0.5 * apart * apart);
      const double error = year > 0 && weight > 1e-3 ? find_error (weekly, growth, t, ahead) : NAN;

      sum[year] += isfinite (error) ? weight * error : 0.0;
      total[year] += isfinite (error) ? weight : 0.0;
    }
  for (gsize year = 1; year < MAX_YEARS; year++)
    if (total[year] > LEAST_SHARE * whole)
      errors[n++] = sum[year] / total[year];
  return n;
}

/* The mean, shrunk towards 0 the more the less it stands out from its own uncertainty. */
static double
shrink (const double *errors, gsize n, gsize ahead)
{
  double mean = 0.0, squares = PRIOR_YEARS * PRIOR_VARIANCE * ahead, variance;

  for (gsize k = 0; k < n; k++)
    mean += errors[k] / n;
  for (gsize k = 0; k < n; k++)
    squares += (errors[k] - mean) * (errors[k] - mean);
  variance = squares / (n - 1.0 + PRIOR_YEARS) / n;
  return mean * mean * mean / (mean * mean + variance);
}

void
prognosis_weekly_correct_season (const PrognosisWeekly *weekly, gsize ahead, double *growth)
{
  double errors[MAX_YEARS];
  const gsize n = weekly->n_weeks > ahead ? find_years (weekly, growth, ahead, errors) : 0;
  const double correction = n >= 2 ? shrink (errors, n, ahead) : 0.0;

  for (gsize i = 0; i < weekly->n; i++)
    growth[((weekly->n_weeks - 1) * weekly->n + i) * weekly->horizon + ahead - 1] += correction;
}
