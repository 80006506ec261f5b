/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The point forecast of daily counts from one origin. What has transmission of its own is the mean of two forecasts: growth
   learned by regression and carried on by the renewal equation, and AutoODE. Recoveries and deaths are AutoODE's. */

#include "autoode.h"

#include <math.h>
#include <string.h>

#define USABLE_DAYS 7 /* a signal without observations for longer is not forecast */
/* Equal shares: on 60 countries in spring 2020, forecast together or each alone, the mean was about as good as the better of both or
   better, and on the US reports to choose on no share was clearly better. The regression's own recoveries and deaths, with delays and
   a regression of deaths, added at most 1 % there and made deaths of the countries a third worse. */
#define REGRESSION_SHARE 0.5

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
  const double *mapped;       /* as @median: AutoODE's */
  double *growth, *increment; /* n_regions, n_regions x horizon: of the current signal */
  double *median, *level;
  gsize signal;                /* current signal */
  gsize n_learned, n_to_learn; /* signals forecast by their own growth */
} Point;

double
prognosis_daily_get_regression_share (const PrognosisDaily *daily)
{
  if (daily->without & PROGNOSIS_PART_REGRESSION)
    return 0.0;
  return daily->without & PROGNOSIS_PART_MAP ? 1.0 : REGRESSION_SHARE;
}

/* Forecasts the current signal from @growth: the mean with AutoODE's. */
static void
carry_on (Point *self, const double *growth)
{
  const PrognosisDaily *daily = self->daily;
  const gsize n = daily->n_regions, horizon = daily->horizon, s = self->signal;
  const double share = prognosis_daily_get_regression_share (daily);

  prognosis_daily_transmit (daily, self->cleaned[s], growth, self->increment);
  for (gsize r = 0; r < n; r++)
    {
      double *median = self->median + (s * n + r) * horizon;
      const double *mapped = self->mapped + (s * n + r) * horizon;

      self->level[s * n + r] = prognosis_daily_finish (self->cleaned[s], r, daily->signals[s].cumulative, horizon,
                                                       self->increment + r * horizon, median);
      for (gsize h = 0; h < horizon; h++)
        median[h] = share * median[h] + (1.0 - share) * mapped[h];
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
                        double *level)
{
  const gsize size = daily->n_signals * daily->n_regions * daily->horizon;
  g_autoptr (PrognosisAutoodeOrigin) origin = prognosis_autoode_origin_learn (daily, n_days, weights);
  g_autofree double *growth = g_new (double, daily->n_regions), *mapped = g_new (double, size);
  g_autofree double *increment = g_new (double, daily->n_regions * daily->horizon);
  Point self = { .daily = daily,
                 .watch = watch,
                 .cleaned = origin->cleaned,
                 .mapped = mapped,
                 .growth = growth,
                 .increment = increment,
                 .median = median,
                 .level = level };

  prognosis_autoode_solve_origin (daily, origin, mapped, level);
  memcpy (median, mapped, size * sizeof *median);
  for (gsize s = 0; s < daily->n_signals; s++)
    self.n_to_learn += daily->signals[s].method == PROGNOSIS_DAILY_GROWTH;
  for (gsize s = 0; s < daily->n_signals && !(daily->without & PROGNOSIS_PART_REGRESSION); s++)
    if (daily->signals[s].method == PROGNOSIS_DAILY_GROWTH)
      learn (&self, s);
}
