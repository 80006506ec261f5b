/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The point forecast of daily counts from one origin: the parts in their order. */

#include "hybrid-daily.h"

#include <math.h>
#include <string.h>

#define USABLE_DAYS 7 /* a signal not observed for so long is not forecast */

/* The week's sum of the regression in the shape of the delayed infections, averaged with them. */
static void
mix_deaths (const PrognosisDaily *daily, const PrognosisCleaned *deaths, const PrognosisCleaned *infections, double *increment)
{
  g_autofree double *week = g_new (double, deaths->n_regions);

  _prognosis_daily_regress_deaths (daily, deaths, infections, week);
  for (gsize r = 0; r < deaths->n_regions; r++)
    {
      double *row = increment + r * daily->horizon, mean = 0.0;

      if (isnan (week[r]))
        continue;
      for (gsize h = 0; h < 7; h++)
        mean += row[h] / 7.0;
      for (gsize h = 0; h < daily->horizon; h++)
        {
          const double shape = mean > 0.0 ? CLAMP (row[h] / MAX (mean, 1e-9), 0.5, 2.0) : 1.0;

          row[h] = 0.5 * row[h] + 0.5 * week[r] / 7.0 * shape;
        }
    }
}

/* Increments free of the week to the signal's own kind, from the last observation on. */
static void
finish_signal (const PrognosisDaily *daily, const PrognosisCleaned *cleaned, gboolean cumulative, const double *increment,
               double *median, double *level)
{
  for (gsize r = 0; r < cleaned->n_regions; r++)
    {
      const double *row = increment + r * daily->horizon;
      double *out = median + r * daily->horizon, sum;

      level[r] = cumulative && cleaned->lag[r] >= 0 ? cleaned->level[r] : 0.0;
      sum = level[r];
      /* Days that were not reported yet are part of what is. */
      for (int lag = 1; lag <= cleaned->lag[r] && cumulative; lag++)
        sum += MAX (row[0], 0.0) * _prognosis_cleaned_factor (cleaned, r, cleaned->n_days - lag);
      for (gsize h = 0; h < daily->horizon; h++)
        {
          const double x = MAX (row[h], 0.0) * _prognosis_cleaned_factor (cleaned, r, cleaned->n_days + h);

          sum += x;
          out[h] = cleaned->lag[r] < 0 || cleaned->lag[r] >= USABLE_DAYS ? NAN : cumulative ? sum : x;
        }
    }
}

static void
follow (const PrognosisDaily *daily, const PrognosisCleaned *infections, const double *smooth, gsize signal,
        gsize n_days, double *increment, double *median, double *level)
{
  const PrognosisDailySignal *s = &daily->signals[signal];
  g_autoptr (PrognosisCleaned) cleaned = _prognosis_cleaned_new (daily, signal, n_days);

  if (s->method == PROGNOSIS_DAILY_GROWTH)
    {
      g_autofree double *growth = g_new (double, daily->n_regions);

      _prognosis_daily_growth (daily, cleaned, growth);
      _prognosis_daily_transmit (daily, cleaned, growth, increment, NULL);
    }
  else
    {
      _prognosis_daily_delay (daily, cleaned, s->method, smooth, increment);
      if (s->method == PROGNOSIS_DAILY_DEATHS && !(daily->without & (PROGNOSIS_PART_DELAYS | PROGNOSIS_PART_POOLING)))
        mix_deaths (daily, cleaned, infections, increment);
    }
  finish_signal (daily, cleaned, s->cumulative, increment, median, level);
}

void
_prognosis_daily_median (const PrognosisDaily *daily, gsize n_days, double *median, double *level, double *reproduction)
{
  const gsize n = daily->n_regions, size = n * daily->horizon;
  g_autofree double *increment = g_new0 (double, size), *smooth = NULL;
  g_autoptr (PrognosisCleaned) infections = NULL;

  if (daily->leader >= 0)
    {
      const gsize leader = daily->leader;
      g_autofree double *growth = g_new (double, n);

      infections = _prognosis_cleaned_new (daily, leader, n_days);
      _prognosis_daily_growth (daily, infections, growth);
      _prognosis_daily_transmit (daily, infections, growth, increment, reproduction);
      finish_signal (daily, infections, daily->signals[leader].cumulative, increment, median + leader * size,
                     level + leader * n);
      smooth = g_new (double, n * (n_days + daily->horizon));
      _prognosis_daily_smooth (infections, increment, daily->horizon, smooth);
    }
  for (gsize s = 0; s < daily->n_signals; s++)
    if ((gssize) s != daily->leader)
      follow (daily, infections, smooth, s, n_days, increment, median + s * size, level + s * n);
}
