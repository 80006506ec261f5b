/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-score.h"

#include <math.h>

/* Levels are read from files: compare with a tolerance of 0.001. */
static gssize
find_level (const double *levels, gsize n, double level)
{
  for (gsize i = 0; i < n; i++)
    if (fabs (levels[i] - level) < 5e-4)
      return i;
  return -1;
}

static double
log_count (double x)
{
  return log1p (MAX (x, 0.0));
}

/* 1, 0, or NAN if one of the two levels is missing. */
static double
is_inside (const double *levels, const double *values, gsize n, double observed, double share)
{
  const gssize lower = find_level (levels, n, 0.5 - share / 2.0), upper = find_level (levels, n, 0.5 + share / 2.0);

  if (lower < 0 || upper < 0)
    return NAN;
  return observed >= values[lower] && observed <= values[upper];
}

static double
quantile_loss (double level, double value, double observed)
{
  const double d = observed - value;

  return d >= 0.0 ? level * d : (level - 1.0) * d;
}

void
prognosis_score_quantiles (const double *levels, const double *values, gsize n, double observed, PrognosisScore *score)
{
  const gssize half = find_level (levels, n, 0.5);
  double sum = 0.0, log_sum = 0.0;

  g_return_if_fail (n > 0);
  for (gsize i = 0; i < n; i++)
    {
      sum += quantile_loss (levels[i], values[i], observed);
      log_sum += quantile_loss (levels[i], log_count (values[i]), log_count (observed));
    }
  score->median = half < 0 ? NAN : values[half];
  score->ae = fabs (score->median - observed);
  score->log_ae = half < 0 ? NAN : fabs (log_count (score->median) - log_count (observed));
  score->wis = 2.0 * sum / n;
  score->log_wis = 2.0 * log_sum / n;
  score->in50 = is_inside (levels, values, n, observed, 0.50);
  score->in95 = is_inside (levels, values, n, observed, 0.95);
}

/* Log ratio of the means over common tasks; NAN if there are none. */
static double
log_ratio (const double *a, const double *b, gsize n_tasks)
{
  double sum_a = 0.0, sum_b = 0.0;

  for (gsize t = 0; t < n_tasks; t++)
    if (!isnan (a[t]) && !isnan (b[t]))
      {
        sum_a += a[t];
        sum_b += b[t];
      }
  return sum_a > 0.0 && sum_b > 0.0 ? log (sum_a) - log (sum_b) : NAN;
}

void
prognosis_score_relative_skill (const double *scores, gsize n_models, gsize n_tasks, gsize baseline, double *skill)
{
  double of_baseline;

  for (gsize i = 0; i < n_models; i++)
    {
      double sum = 0.0;
      gsize n = 0;

      for (gsize j = 0; j < n_models; j++)
        {
          const double ratio = log_ratio (scores + i * n_tasks, scores + j * n_tasks, n_tasks);

          if (isnan (ratio))
            continue;
          sum += ratio;
          n++;
        }
      skill[i] = n ? exp (sum / n) : NAN;
    }
  of_baseline = skill[baseline];
  for (gsize i = 0; i < n_models; i++)
    skill[i] /= of_baseline;
}
