/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Growth of weekly counts: for s = 1, 2 ... weeks ahead, z(t + s) - z(t), z = log (1 + y), is regressed linearly
   on recent growth of the region and of the sum over regions, on levels, on the time of year, and on holidays. The prior
   of the coefficients is that growth continues, damped. All regions share a shock in each week, so that a week has fewer
   effective observations than regions: generalised least squares, with the matrix inverted by the Sherman-Morrison
   formula; earlier weeks are forgotten slowly. The regression at week t uses only targets up to t, so that the
   errors of earlier weeks are out of sample. */

#include "hybrid-weekly.h"

#include <math.h>
#include <string.h>

#include "prognosis-ridge.h"

#define FIRST_WEEK 4
#define HALF_LIFE 78.0    /* weeks */
#define SHOCK 0.25        /* standard deviation of a week's common shock, per week ahead */
#define NOISE 0.10        /* of a region's own shock, per week ahead */
#define DISPERSION 2.0    /* variance of counts relative to Poisson */
#define DAMPING 0.8       /* of growth, per week */
#define HALF_PERSONS 30.0 /* persons per week at which a region's own growth has half the weight */
#define CLIP 1.5
#define SMALL_PERSONS 2.0  /* per week: smaller counts count as small */
#define SMALL_PRIOR 1.0    /* squared growth at which the slope for small counts has half the weight */
#define POOLED_PERSONS 1e8 /* population of a region in the sum over regions, for rates */
#define SEASON_DAY 335.0   /* day of the year of fastest growth in the northern hemisphere */
#define HOLIDAY_SD 0.05    /* of the log report, per holiday in its week and in the week before */
/* Around the turn of the year reports of respiratory disease are higher than before and after. */
#define YEAR_END 0.3
#define YEAR_END_SD 0.1

enum
{
  ONE,
  G1,
  G2,
  G3,
  G4,
  WG1,
  WG2,
  WG3,
  N1,
  N2,
  N3,
  WN1,
  WN2,
  W,
  LEVEL,
  LEVEL_N,
  SINE,
  COSINE,
  HOLIDAYS,
  HOLIDAYS_BEFORE,
  YEAR_END_NEAR,
  W_LEVEL,
  N_FEATURES
};

/* Regressions with different priors, whose forecasts are averaged. */
typedef enum
{
  WHOLE,
  SHORT,  /* without the features from W_LEVEL on */
  FREE,   /* all standard deviations are larger */
  STEADY, /* those of what does not depend on the epidemic are smaller */
  N_MEMBERS,
} Member;

#define FREE_FACTOR 2.0
#define STEADY_FACTOR 3.0

/* Prior mean and standard deviation for one week ahead; for s weeks, multiplied by the sum of the damping factors. Those of the
   season and of holidays: see fill_prior(). */
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

typedef struct
{
  const PrognosisWeekly *weekly;
  double *x; /* n_weeks x n x N_FEATURES */
} Design;

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

static void
fill_design (Design *self)
{
  const PrognosisWeekly *weekly = self->weekly;
  g_autofree double *pool = g_new (double, weekly->n_weeks);

  for (gsize t = 0; t < weekly->n_weeks; t++)
    pool[t] = find_pool (weekly, t);
  self->x = g_new (double, weekly->n_weeks * weekly->n * N_FEATURES);
  for (gsize t = 0; t < weekly->n_weeks; t++)
    for (gsize i = 0; i < weekly->n; i++)
      fill_features (weekly, pool, t, i, self->x + (t * weekly->n + i) * N_FEATURES);
}

/* The calendar of the weeks that growth leads from and to. */
static void
fill_holidays (const Design *self, gsize ahead)
{
  const PrognosisWeekly *weekly = self->weekly;

  for (gsize t = 0; t < weekly->n_weeks; t++)
    for (gsize i = 0; i < weekly->n; i++)
      {
        const gsize at = t * weekly->n + i, target = at + ahead * weekly->n, before = weekly->n;
        double *x = self->x + at * N_FEATURES;

        x[HOLIDAYS] = weekly->holidays ? weekly->holidays[target] - weekly->holidays[at] : 0.0;
        x[HOLIDAYS_BEFORE] = weekly->holidays && t > 0 ? weekly->holidays[target - before] - weekly->holidays[at - before] : 0.0;
        x[YEAR_END_NEAR] = weekly->year_end ? weekly->year_end[target] - weekly->year_end[at] : 0.0;
      }
}

static void
fill_prior (const PrognosisWeekly *weekly, gsize ahead, double *mean, double *precision)
{
  const double phase = 2.0 * G_PI * SEASON_DAY / 365.25;
  const SeasonPrior *season = !weekly->winter_known                        ? &season_unknown
                              : weekly->season == PROGNOSIS_SEASON_DEFAULT ? &season_of_country
                                                                           : &season_stated;
  double c = 0.0, sd[N_FEATURES];

  for (gsize s = 0; s < ahead; s++)
    c += pow (DAMPING, s);
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

static void
solve_member (const PrognosisRidge *ridge, Member member, const double *precision, double *b)
{
  double own[N_FEATURES];

  memcpy (own, precision, sizeof own);
  for (int k = 0; k < N_FEATURES; k++)
    {
      const gboolean is_steady = k == ONE || k == SINE || k == COSINE;

      own[k] *= member == STEADY && is_steady ? STEADY_FACTOR * STEADY_FACTOR : 1.0;
      own[k] /= member == FREE ? FREE_FACTOR * FREE_FACTOR : 1.0;
    }
  memset (b, 0, N_FEATURES * sizeof *b);
  prognosis_ridge_solve (ridge, 1.0, member == SHORT ? W_LEVEL : N_FEATURES, own, b);
}

/* The coefficients of the mean of all members' forecasts, less those of the prior. */
static void
solve (const PrognosisRidge *ridge, const double *precision, double *b)
{
  double of_member[N_FEATURES];

  memset (b, 0, N_FEATURES * sizeof *b);
  for (int member = 0; member < N_MEMBERS; member++)
    {
      solve_member (ridge, member, precision, of_member);
      for (int k = 0; k < N_FEATURES; k++)
        b[k] += of_member[k] / N_MEMBERS;
    }
}

static double
dot (const double *a, const double *b)
{
  double sum = 0.0;

  for (int k = 0; k < N_FEATURES; k++)
    sum += a[k] * b[k];
  return sum;
}

/* Adds the regions in week @t, with targets @ahead weeks later. With a common shock the weight matrix is W - k W 1
   1' W: the second term is one more row, the weighted sum of the others, with weight -k. */
static void
add_week (const Design *self, gssize t, gsize ahead, const double *mean, PrognosisRidge *ridge)
{
  const PrognosisWeekly *weekly = self->weekly;
  const double *x = self->x + t * weekly->n * N_FEATURES;
  const double widest = CLIP * sqrt (ahead), shock = SHOCK * SHOCK * ahead * ahead;
  double total = 0.0, total_y = 0.0, sum[N_FEATURES] = { 0.0 }, k;

  for (gsize i = 0; i < weekly->n; i++, x += N_FEATURES)
    {
      const gsize at = t * weekly->n + i, target = at + ahead * weekly->n;
      const double weight = 1.0 / (NOISE * NOISE * ahead * ahead + DISPERSION / (weekly->recent[at] + 1.0));
      double y;

      if (!weekly->seen[at] || !weekly->seen[target])
        continue;
      y = CLAMP (weekly->z[target] - weekly->z[at], -widest, widest) - dot (x, mean);
      prognosis_ridge_add (ridge, x, y, weight);
      total += weight;
      total_y += weight * y;
      for (int f = 0; f < N_FEATURES; f++)
        sum[f] += weight * x[f];
    }
  k = shock / (1.0 + shock * total);
  if (total > 0.0)
    prognosis_ridge_add (ridge, sum, total_y, -k);
}

static void
forget (PrognosisRidge *ridge)
{
  const double decay = pow (0.5, 1.0 / HALF_LIFE);

  for (gsize i = 0; i < ridge->n * ridge->n; i++)
    ridge->gram[i] *= decay;
  for (gsize i = 0; i < ridge->n; i++)
    ridge->moment[i] *= decay;
}

static void
learn_ahead (const Design *self, gsize ahead, double *growth)
{
  const PrognosisWeekly *weekly = self->weekly;
  double mean[N_FEATURES], precision[N_FEATURES], b[N_FEATURES] = { 0.0 };
  PrognosisRidge ridge;

  prognosis_ridge_init (&ridge, N_FEATURES);
  fill_holidays (self, ahead);
  fill_prior (weekly, ahead, mean, precision);
  for (gssize t = FIRST_WEEK; t < (gssize) weekly->n_weeks; t++)
    {
      if (t >= FIRST_WEEK + (gssize) ahead)
        {
          forget (&ridge);
          add_week (self, t - (gssize) ahead, ahead, mean, &ridge);
          solve (&ridge, precision, b);
        }
      for (gsize i = 0; i < weekly->n; i++)
        {
          const double *x = self->x + (t * weekly->n + i) * N_FEATURES;

          growth[(t * weekly->n + i) * weekly->horizon + ahead - 1] = dot (x, mean) + dot (x, b);
        }
    }
  prognosis_ridge_clear (&ridge);
}

/* Regions with many cases dominate the regression; for small counts its forecast is shrunk by how well it did
   there in the past. */
static void
damp_small (const PrognosisWeekly *weekly, gsize ahead, double *growth)
{
  const gsize n_past = weekly->n_weeks > ahead ? weekly->n_weeks - ahead : 0;
  double product = SMALL_PRIOR, square = SMALL_PRIOR, slope;

  for (gsize at = FIRST_WEEK * weekly->n; at < n_past * weekly->n; at++)
    {
      const double share = 1.0 - weekly->recent[at] / SMALL_PERSONS, g = growth[at * weekly->horizon + ahead - 1];
      const gsize target = at + ahead * weekly->n;

      if (share <= 0.0 || !weekly->seen[at] || !weekly->seen[target])
        continue;
      product += share * g * (weekly->z[target] - weekly->z[at]);
      square += share * g * g;
    }
  slope = CLAMP (product / square, 0.0, 1.0);
  for (gsize at = 0; at < weekly->n_weeks * weekly->n; at++)
    growth[at * weekly->horizon + ahead - 1] *= slope + (1.0 - slope) * MIN (weekly->recent[at] / SMALL_PERSONS, 1.0);
}

gboolean
prognosis_weekly_growth (const PrognosisWeekly *weekly, gboolean (*report) (gsize n_ahead, gpointer data), gpointer data,
                         double *growth)
{
  Design design = { .weekly = weekly };
  gboolean done = TRUE;

  fill_design (&design);
  memset (growth, 0, weekly->n_weeks * weekly->n * weekly->horizon * sizeof (double));
  for (gsize ahead = 1; ahead <= weekly->horizon && done; ahead++)
    {
      learn_ahead (&design, ahead, growth);
      if (!(weekly->without & PROGNOSIS_PART_FEW))
        damp_small (weekly, ahead, growth);
      if (!(weekly->without & PROGNOSIS_PART_YEARS))
        prognosis_weekly_correct_season (weekly, ahead, growth);
      done = report (ahead, data);
    }
  g_free (design.x);
  return done;
}

/* The mean of two views: what was forecast when the place last reported, and its last value taken as that of the origin. */
double
prognosis_weekly_growth_since (const PrognosisWeekly *weekly, const double *growth, gsize i, int lag, gsize h)
{
  const gsize origin = (weekly->n_weeks - 1) * weekly->n + i, then = origin - (gsize) lag * weekly->n;
  const gsize ahead = h + (gsize) MIN (lag, PROGNOSIS_WEEKLY_LAG);

  return 0.5 * (growth[then * weekly->horizon + ahead] + growth[origin * weekly->horizon + h]);
}
