/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The point forecast of daily counts from one origin: runs the parts in order. */

#include "hybrid-daily.h"

#include <math.h>
#include <string.h>

#define USABLE_DAYS 7 /* a signal without observations for longer is not forecast */

/* Scales the forecast from delays to the week's sum of the regression, and averages both. */
static void
mix_deaths (const PrognosisDaily *daily, const PrognosisCleaned *deaths, const PrognosisCleaned *infections, double *increment)
{
  g_autofree double *week = g_new (double, deaths->n_regions);

  prognosis_daily_regress_deaths (daily, deaths, infections, week);
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

double
prognosis_daily_finish (const PrognosisCleaned *cleaned, gsize region, gboolean cumulative, gsize horizon, const double *increment,
                        double *median)
{
  const int lag = cleaned->lag[region];
  const double level = cumulative && lag >= 0 ? cleaned->level[region] : 0.0;
  double sum = level;

  /* Days not yet reported are part of the cumulative count. */
  for (int back = 1; back <= lag && cumulative; back++)
    sum += MAX (increment[0], 0.0) * prognosis_cleaned_factor (cleaned, region, cleaned->n_days - back);
  for (gsize h = 0; h < horizon; h++)
    {
      const double x = MAX (increment[h], 0.0) * prognosis_cleaned_factor (cleaned, region, cleaned->n_days + h);

      sum += x;
      median[h] = lag < 0 || lag >= USABLE_DAYS ? NAN : cumulative ? sum : x;
    }
  return level;
}

typedef struct
{
  const PrognosisDaily *daily;
  PrognosisDailyWatch *watch;
  PrognosisCleaned **cleaned; /* n_signals */
  double *growth, *increment; /* n_regions, n_regions x horizon: of the current signal */
  double *smooth;             /* n_regions x (n_days + horizon), of the leading signal */
  double *median, *level, *reproduction;
  gsize signal;                /* current signal */
  gsize n_learned, n_to_learn; /* signals forecast by their own growth */
} Point;

static void
finish (Point *self, gsize s)
{
  const gsize n = self->daily->n_regions, horizon = self->daily->horizon;

  for (gsize r = 0; r < n; r++)
    self->level[s * n + r] = prognosis_daily_finish (self->cleaned[s], r, self->daily->signals[s].cumulative, horizon,
                                                     self->increment + r * horizon, self->median + (s * n + r) * horizon);
}

/* Forecasts the current signal from @growth; if it leads, also the signals that follow it. */
static void
carry_on (Point *self, const double *growth)
{
  const PrognosisDaily *daily = self->daily;
  const gboolean is_leader = (gssize) self->signal == daily->leader;
  const PrognosisCleaned *own = self->cleaned[self->signal];

  prognosis_daily_transmit (daily, own, growth, self->increment, is_leader ? self->reproduction : NULL);
  finish (self, self->signal);
  if (!is_leader)
    return;
  prognosis_daily_smooth (own, self->increment, daily->horizon, self->smooth);
  for (gsize s = 0; s < daily->n_signals; s++)
    if (daily->signals[s].method != PROGNOSIS_DAILY_GROWTH)
      {
        prognosis_daily_delay (daily, self->cleaned[s], daily->signals[s].method, self->smooth, self->increment);
        if (daily->signals[s].method == PROGNOSIS_DAILY_DEATHS
            && !(daily->without & (PROGNOSIS_PART_DELAYS | PROGNOSIS_PART_POOLING)))
          mix_deaths (daily, self->cleaned[s], own, self->increment);
        finish (self, s);
      }
}

static gboolean
report_median (const double *growth, double fraction, gpointer data)
{
  Point *self = data;

  carry_on (self, growth);
  return self->watch->report (self->median, (self->n_learned + fraction) / self->n_to_learn, self->watch->data);
}

static void
learn (Point *self, gsize s)
{
  PrognosisDailyWatch watch = { .report = report_median, .data = self };

  self->signal = s;
  prognosis_daily_growth (self->daily, self->cleaned[s], self->watch ? &watch : NULL, self->growth);
  carry_on (self, self->growth);
  self->n_learned++;
  if (self->watch)
    {
      self->watch->n_trained += watch.n_trained;
      self->watch->n_wanted += watch.n_wanted;
    }
}

void
prognosis_daily_median (const PrognosisDaily *daily, gsize n_days, double *weights, PrognosisDailyWatch *watch, double *median,
                        double *level, double *reproduction)
{
  const gsize n = daily->n_regions, size = n * daily->horizon;
  g_autofree double *growth = g_new (double, n), *increment = g_new0 (double, size);
  g_autofree double *smooth = g_new (double, n *(n_days + daily->horizon));
  g_autofree PrognosisCleaned **cleaned = g_new (PrognosisCleaned *, daily->n_signals);
  Point self = { .daily = daily,
                 .watch = watch,
                 .cleaned = cleaned,
                 .growth = growth,
                 .increment = increment,
                 .smooth = smooth,
                 .median = median,
                 .level = level,
                 .reproduction = reproduction };

  for (gsize s = 0; s < daily->n_signals; s++)
    {
      cleaned[s] = prognosis_cleaned_new (daily, s, n_days);
      self.n_to_learn += daily->signals[s].method == PROGNOSIS_DAILY_GROWTH;
    }
  for (gsize k = 0; k < daily->n_signals * size; k++)
    median[k] = NAN;
  if (daily->leader >= 0)
    learn (&self, (gsize) daily->leader);
  for (gsize s = 0; s < daily->n_signals; s++)
    if (daily->signals[s].method == PROGNOSIS_DAILY_GROWTH && (gssize) s != daily->leader)
      learn (&self, s);
  for (gsize s = 0; s < daily->n_signals; s++)
    prognosis_cleaned_free (cleaned[s]);
}
