/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Growth of weekly counts. Of the hybrid: z(t + s) - z(t) is regressed on the features for each s = 1, 2 ... weeks ahead. The
   regression at week t uses only targets up to t, so that the errors of earlier weeks are out of sample. Of AutoODE, one equation
   for all weeks ahead: see autoode-weekly.c. */

#include <math.h>
#include <string.h>

#include "autoode-weekly.h"

#define SMALL_PERSONS 2.0 /* per week: smaller counts count as small */
#define SMALL_PRIOR 1.0   /* squared growth at which the slope for small counts has half the weight */

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

static void
learn_ahead (const PrognosisWeekly *weekly, double *features, gsize ahead, double *growth)
{
  const gsize row = weekly->n * N_FEATURES;
  double mean[N_FEATURES], precision[N_FEATURES], b[N_FEATURES] = { 0.0 }, c = 0.0;
  PrognosisRidge ridge;

  prognosis_ridge_init (&ridge, N_FEATURES);
  for (gsize at = 0; at < weekly->n_weeks * weekly->n; at++)
    prognosis_weekly_fill_calendar (weekly, at / weekly->n, at % weekly->n, ahead, features + at * N_FEATURES);
  for (gsize s = 0; s < ahead; s++)
    c += pow (PROGNOSIS_WEEKLY_DAMPING, s);
  prognosis_weekly_find_prior (weekly, c, mean, precision);
  for (gsize t = PROGNOSIS_WEEKLY_FIRST; t < weekly->n_weeks; t++)
    {
      if (t >= PROGNOSIS_WEEKLY_FIRST + ahead)
        {
          prognosis_weekly_forget (&ridge, NULL);
          prognosis_weekly_add_week (weekly, t - ahead, ahead, features + (t - ahead) * row, mean, &ridge, NULL);
          solve (&ridge, precision, b);
        }
      for (gsize i = 0; i < weekly->n; i++)
        {
          const double *x = features + (t * weekly->n + i) * N_FEATURES;

          growth[(t * weekly->n + i) * weekly->horizon + ahead - 1]
              = prognosis_weekly_dot (x, mean, N_FEATURES) + prognosis_weekly_dot (x, b, N_FEATURES);
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

  for (gsize at = PROGNOSIS_WEEKLY_FIRST * weekly->n; at < n_past * weekly->n; at++)
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
prognosis_weekly_growth (const PrognosisWeekly *weekly, double *half_life, gboolean (*report) (gsize n_ahead, gpointer data),
                         gpointer data, double *growth)
{
  g_autofree double *features = prognosis_weekly_dup_features (weekly);
  g_autoptr (PrognosisWeeklyEquation) equation = half_life ? prognosis_weekly_equation_new (weekly, features) : NULL;
  gboolean done = TRUE;

  memset (growth, 0, weekly->n_weeks * weekly->n * weekly->horizon * sizeof (double));
  for (gsize ahead = 1; ahead <= weekly->horizon && done; ahead++)
    {
      if (equation)
        prognosis_weekly_equation_solve (equation, ahead, growth);
      else
        learn_ahead (weekly, features, ahead, growth);
      if (!(weekly->without & PROGNOSIS_PART_FEW))
        damp_small (weekly, ahead, growth);
      if (!(weekly->without & PROGNOSIS_PART_YEARS))
        prognosis_weekly_correct_season (weekly, ahead, growth);
      done = report (ahead, data);
    }
  if (equation)
    *half_life = prognosis_weekly_equation_get_half_life (equation);
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
