/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Growth z(t + s) - z(t), z = log (1 + y), is learned from recent growth of the region and of the sum over regions, from levels,
   the time of year, and holidays. The prior of the coefficients is that growth continues, damped. All regions share a shock in
   each week, so that a week has fewer effective observations than regions: generalised least squares, with the matrix inverted by
   the Sherman-Morrison formula; earlier weeks are forgotten slowly. */

#include "hybrid-weekly-features.h"

#include <math.h>

#define HALF_LIFE 78.0    /* weeks */
#define SHOCK 0.25        /* standard deviation of a week's common shock, per week ahead */
#define NOISE 0.10        /* of a region's own shock, per week ahead */
#define DISPERSION 2.0    /* variance of counts relative to Poisson */
#define HALF_PERSONS 30.0 /* persons per week at which a region's own growth has half the weight */
#define CLIP 1.5
#define POOLED_PERSONS 1e8 /* population of a region in the sum over regions, for rates */
#define SEASON_DAY 335.0   /* day of the year of fastest growth in the northern hemisphere */
#define HOLIDAY_SD 0.05    /* of the log report, per holiday in its week and in the week before */
/* Around the turn of the year reports of respiratory disease are higher than before and after. */
#define YEAR_END 0.3
#define YEAR_END_SD 0.1

/* Prior mean and standard deviation for one week ahead. Those of the season and of holidays: see prognosis_weekly_find_prior(). */
static const double prior[N_FEATURES][2] = {
  [ONE] = { 0.0, 0.03 },       [G1] = { 0.0, 0.17 },      [G2] = { 0.0, 0.17 },  [G3] = { 0.0, 0.17 },  [G4] = { 0.0, 0.17 },
  [WG1] = { 0.25, 0.17 },      [WG2] = { 0.15, 0.17 },    [WG3] = { 0.0, 0.17 }, [N1] = { 0.30, 0.17 }, [N2] = { 0.10, 0.17 },
  [N3] = { 0.0, 0.17 },        [WN1] = { 0.0, 0.17 },     [WN2] = { 0.0, 0.17 }, [W] = { 0.0, 0.17 },   [LEVEL] = { 0.0, 0.13 },
  [LEVEL_N] = { -0.05, 0.17 }, [W_LEVEL] = { 0.0, 0.25 },
};

/* Of the growth over the year: amplitude and prior standard deviation of both waves. */
typedef struct
{
  double amplitude, sd;
} SeasonPrior;

static const SeasonPrior season_stated = { 0.10, 0.02 }, season_of_country = { 0.06, 0.05 }, season_unknown = { 0.0, 0.05 };

static double
growth_at (const double *z, gsize stride, gssize week, gssize back)
{
  if (week - back < 1)
    return 0.0;
  return CLAMP (z[(week - back) * stride] - z[(week - back - 1) * stride], -CLIP, CLIP);
}

static void
fill_features (const PrognosisWeekly *weekly, const double *pool, gssize t, gsize i, double *x)
{
  const double recent = weekly->recent[t * weekly->n + i], w = recent / (recent + HALF_PERSONS);
  const double population = weekly->population[i], y = weekly->y[t * weekly->n + i];
  /* Half the log of cases per 100 000; 0 if the population is unknown. */
  const double level = population > 0.0 ? log ((y + 1.0) / population * 1e5) / 2.0 : 0.0;
  double own[4], all[3];

  for (int back = 0; back < 4; back++)
    own[back] = growth_at (weekly->z + i, weekly->n, t, back);
  for (int back = 0; back < 3; back++)
    all[back] = growth_at (pool, 1, t, back);
  x[ONE] = 1.0;
  for (int back = 0; back < 4; back++)
    x[G1 + back] = own[back];
  for (int back = 0; back < 3; back++)
    {
      x[WG1 + back] = w * own[back];
      x[N1 + back] = all[back];
    }
  x[WN1] = (w - 0.5) * all[0];
  x[WN2] = (w - 0.5) * all[1];
  x[W] = w - 0.5;
  x[LEVEL] = level;
  x[LEVEL_N] = level * all[0];
  x[W_LEVEL] = (w - 0.5) * level;
  x[SINE] = weekly->day_of_year ? weekly->winter[i] * sin (2.0 * G_PI * weekly->day_of_year[t] / 365.25) : 0.0;
  x[COSINE] = weekly->day_of_year ? weekly->winter[i] * cos (2.0 * G_PI * weekly->day_of_year[t] / 365.25) : 0.0;
}

/* The log of the sum over regions; of rates, each relative to its own mean. */
static double
find_pool (const PrognosisWeekly *weekly, gsize t)
{
  double sum = 0.0;

  for (gsize i = 0; i < weekly->n; i++)
    {
      const double population = weekly->population[i];

      if ((gssize) i != weekly->total && (!weekly->is_rate || population > 0.0))
        sum += weekly->y[t * weekly->n + i] * (weekly->is_rate ? POOLED_PERSONS / population : 1.0);
    }
  return log1p (sum);
}

double *
prognosis_weekly_dup_features (const PrognosisWeekly *weekly)
{
  g_autofree double *pool = g_new (double, weekly->n_weeks);
  double *x = g_new0 (double, weekly->n_weeks * weekly->n * N_FEATURES);

  for (gsize t = 0; t < weekly->n_weeks; t++)
    pool[t] = find_pool (weekly, t);
  for (gsize t = 0; t < weekly->n_weeks; t++)
    for (gsize i = 0; i < weekly->n; i++)
      fill_features (weekly, pool, (gssize) t, (gssize) i, x + (t * weekly->n + i) * N_FEATURES);
  return x;
}

void
prognosis_weekly_fill_calendar (const PrognosisWeekly *weekly, gsize t, gsize i, gsize ahead, double *x)
{
  const gsize at = t * weekly->n + i, target = at + ahead * weekly->n, before = weekly->n;

  x[HOLIDAYS] = weekly->holidays ? weekly->holidays[target] - weekly->holidays[at] : 0.0;
  x[HOLIDAYS_BEFORE] = weekly->holidays && t > 0 ? weekly->holidays[target - before] - weekly->holidays[at - before] : 0.0;
  x[YEAR_END_NEAR] = weekly->year_end ? weekly->year_end[target] - weekly->year_end[at] : 0.0;
}

void
prognosis_weekly_find_prior (const PrognosisWeekly *weekly, double c, double *mean, double *precision)
{
  const double phase = 2.0 * G_PI * SEASON_DAY / 365.25;
  const SeasonPrior *season = !weekly->winter_known                        ? &season_unknown
                              : weekly->season == PROGNOSIS_SEASON_DEFAULT ? &season_of_country
                                                                           : &season_stated;
  double sd[N_FEATURES];

  for (int k = 0; k < N_FEATURES; k++)
    {
      mean[k] = c * prior[k][0];
      sd[k] = c * prior[k][1];
    }
  mean[SINE] = c * season->amplitude * sin (phase);
  mean[COSINE] = c * season->amplitude * cos (phase);
  sd[SINE] = sd[COSINE] = c * season->sd;
  sd[HOLIDAYS] = sd[HOLIDAYS_BEFORE] = HOLIDAY_SD;
  mean[YEAR_END_NEAR] = weekly->winter_known ? YEAR_END : 0.0;
  sd[YEAR_END_NEAR] = YEAR_END_SD;
  for (int k = 0; k < N_FEATURES; k++)
    precision[k] = 1.0 / (sd[k] * sd[k]);
}

double
prognosis_weekly_dot (const double *a, const double *b, gsize n)
{
  double sum = 0.0;

  for (gsize k = 0; k < n; k++)
    sum += a[k] * b[k];
  return sum;
}

void
prognosis_weekly_add_week (const PrognosisWeekly *weekly, gsize t, gsize ahead, const double *x, const double *mean,
                           PrognosisRidge *ridge, double *squares)
{
  const double widest = CLIP * sqrt (ahead), shock = SHOCK * SHOCK * ahead * ahead;
  g_autofree double *sum = g_new0 (double, ridge->n);
  double total = 0.0, total_y = 0.0, total_squares = 0.0, k;

  for (gsize i = 0; i < weekly->n; i++, x += ridge->n)
    {
      const gsize at = t * weekly->n + i, target = at + ahead * weekly->n;
      const double weight = 1.0 / (NOISE * NOISE * ahead * ahead + DISPERSION / (weekly->recent[at] + 1.0));
      double y;

      if (!weekly->seen[at] || !weekly->seen[target])
        continue;
      y = CLAMP (weekly->z[target] - weekly->z[at], -widest, widest);
      y -= mean ? prognosis_weekly_dot (x, mean, ridge->n) : 0.0;
      prognosis_ridge_add (ridge, x, y, weight);
      total += weight;
      total_y += weight * y;
      total_squares += weight * y * y;
      for (gsize f = 0; f < ridge->n; f++)
        sum[f] += weight * x[f];
    }
  k = shock / (1.0 + shock * total);
  if (total > 0.0)
    prognosis_ridge_add (ridge, sum, total_y, -k);
  if (squares)
    *squares += total_squares - k * total_y * total_y;
}

void
prognosis_weekly_forget (PrognosisRidge *ridge, double *squares)
{
  const double decay = pow (0.5, 1.0 / HALF_LIFE);

  for (gsize i = 0; i < ridge->n * ridge->n; i++)
    ridge->gram[i] *= decay;
  for (gsize i = 0; i < ridge->n; i++)
    ridge->moment[i] *= decay;
  if (squares)
    *squares *= decay;
}
