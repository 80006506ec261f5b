/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Recoveries and deaths follow infections with a distributed delay and a region-specific ratio:

     x(t) = sum_j k(j) i(t - j),   y(t) = share x(t)

   k is a gamma distribution. The share is that of the last four weeks, with the newest weighing most. */

#include "hybrid-daily.h"

#include <math.h>

#include "prognosis-renewal.h"

#define N_KERNEL 45 /* days, after which hardly anybody dies or recovers */
#define N_WEEKS 4
#define MAX_SHARE 1.2 /* relative to reported infections; a larger ratio indicates different definitions */

/* Mean and shape of the delay, weights of the weeks, and the weight of the weeks' level beside the delay. Chosen
   on the US reports of spring 2020 and every second Saturday from June; the delays agree with Linton et al. 2020
   (deaths). */
typedef struct
{
  double mean_days, shape, weight[N_WEEKS], level;
} Delay;

static const Delay delays[] = {
  [PROGNOSIS_DAILY_RECOVERIES] = { 17.0, 3.0, { 1.0, 0.5, 0.25, 0.12 }, 0.15 },
  [PROGNOSIS_DAILY_DEATHS] = { 16.0, 3.0, { 1.0, 0.3, 0.09, 0.03 }, 0.0 },
};

void
prognosis_daily_smooth (const PrognosisCleaned *cleaned, const double *forecast, gsize horizon, double *infections)
{
  const gssize n_days = cleaned->n_days;

  for (gsize r = 0; r < cleaned->n_regions; r++)
    {
      double *row = infections + r * (n_days + horizon);

      for (gssize t = 0; t < n_days; t++)
        {
          /* A week centred on the day, shifted to lie within the data. */
          const gssize first = CLAMP (t - 3, 0, MAX (n_days - 7, 0));

          row[t] = prognosis_cleaned_week (cleaned, r, first, MIN (first + 6, n_days - 1), 0.5) / 7.0;
        }
      for (gsize h = 0; h < horizon; h++)
        row[n_days + h] = forecast[r * horizon + h];
    }
}

/* In the first days the kernel reaches back beyond the data: normalise by the part that is covered. */
static void
convolve (const double *kernel, const double *infections, gsize n, double *x)
{
  double seen = 0.0;

  for (gsize t = 0; t < n; t++)
    {
      const gsize reach = MIN (t, N_KERNEL);

      x[t] = 0.0;
      for (gsize j = 1; j <= reach; j++)
        x[t] += kernel[j - 1] * infections[t - j];
      if (t >= 1 && t <= N_KERNEL)
        seen += kernel[t - 1];
      /* The first days lack infections from before the data; beyond a factor of five this is guessing. */
      x[t] /= MAX (seen, 0.2);
    }
}

static void
delay_region (const Delay *delay, const PrognosisCleaned *cleaned, gsize region, const double *x, gsize horizon,
              gboolean level_only, double *increment)
{
  const gssize n_days = cleaned->n_days;
  double actual = 0.0, expected = 0.0, weight = 0.0, share = 0.0, level;

  for (gssize b = 0; b < N_WEEKS; b++)
    {
      const gssize last = n_days - 1 - 7 * b;
      double sum = 0.0;

      if (prognosis_cleaned_exposure (cleaned, region, last - 6, last) <= 0.5)
        continue;
      for (gssize t = MAX (last - 6, 0); t <= last; t++)
        sum += x[t];
      actual += delay->weight[b] * prognosis_cleaned_week (cleaned, region, last - 6, last, 0.5);
      expected += delay->weight[b] * MAX (sum, 0.0);
      weight += delay->weight[b];
    }
  level = weight > 0.0 ? actual / weight / 7.0 : 0.0;
  if (expected > 0.0)
    share = MIN (actual / MAX (expected, 1e-9), MAX_SHARE);
  for (gsize h = 0; h < horizon; h++)
    increment[h]
        = level_only || expected <= 0.0 ? level : (1.0 - delay->level) * share * MAX (x[n_days + h], 0.0) + delay->level * level;
}

void
prognosis_daily_delay (const PrognosisDaily *daily, const PrognosisCleaned *cleaned, PrognosisDailyMethod method,
                       const double *infections, double *increment)
{
  const gsize n = cleaned->n_days + daily->horizon;
  g_autofree double *x = g_new (double, n);
  double kernel[N_KERNEL];

  prognosis_renewal_kernel (delays[method].mean_days, delays[method].shape, N_KERNEL, kernel);
  for (gsize r = 0; r < cleaned->n_regions; r++)
    {
      convolve (kernel, infections + r * n, n, x);
      delay_region (&delays[method], cleaned, r, x, daily->horizon, daily->without & PROGNOSIS_PART_DELAYS,
                    increment + r * daily->horizon);
    }
}
