/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pooled ridge regression: the growth of a region from its last to the coming week is regressed on recent growth
   of the region and of all regions, on the last days relative to their week, and on the level. Recent and large
   weeks weigh more. The prior is that a quarter of the growth continues. For daily data one growth rate is learned
   and distributed over seven days with weekday effects; for weekly data one for each step. */

#include "prognosis-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "prognosis-learner.h"
#include "prognosis-ridge.h"

#define N_FEATURES 7
#define MAX_GROWTH 1.0
/* A small week: twenty, in units of PrognosisWindows.few. */
#define FEW 20.0
#define SHRINK 300.0
/* Of the weights, in weeks: weekly data are learned from earlier seasons, too. */
#define HALF_LIFE_OF_DAYS 4.0
#define HALF_LIFE_OF_WEEKS 78.0
#define PENALTY 2.0

static const double prior[N_FEATURES] = { 0.0, 0.25, 0.0, 0.25, 0.0, 0.0, 0.0 };
static const double stiffness[N_FEATURES] = { 10.0, 1.0, 1.0, 1.0, 1.0, 1.0, 10.0 };

typedef struct
{
  gsize n_targets;
  double *b; /* n_targets x N_FEATURES */
} Fitted;

/* Sums of the last weeks of a window, newest first. */
static void
sum_weeks (const PrognosisWindows *w, const double *row, double size, double sums[3])
{
  for (gsize k = 0; k < 3; k++)
    {
      sums[k] = 0.0;
      for (gsize j = 0; j < w->week && (k + 1) * w->week <= w->n_in; j++)
        sums[k] += size * row[w->n_in - 1 - k * w->week - j];
      if ((k + 1) * w->week > w->n_in)
        sums[k] = NAN;
    }
}

static double
growth_of (double now, double before, double few)
{
  return isnan (before) ? 0.0 : CLAMP (log ((now + few) / (before + few)), -MAX_GROWTH, MAX_GROWTH);
}

/* The features of @n rows at one origin: n x N_FEATURES. */
static void
make_features (const PrognosisWindows *w, const double *rows, const double *sizes, gsize n, double *features)
{
  const double few = FEW * w->few;
  double pool[3] = { 0.0 }, sums[3], all_now, all_before;

  for (gsize i = 0; i < n; i++)
    if (sizes[i] > 0.0)
      {
        sum_weeks (w, rows + i * w->n_row, sizes[i], sums);
        for (int k = 0; k < 3; k++)
          pool[k] += sums[k];
      }
  all_now = growth_of (pool[0], pool[1], few);
  all_before = growth_of (pool[1], pool[2], few);
  for (gsize i = 0; i < n; i++)
    {
      double *f = features + i * N_FEATURES, known, recent = 0.0;

      sum_weeks (w, rows + i * w->n_row, sizes[i], sums);
      known = MIN (sums[0], sums[1]) / (MIN (sums[0], sums[1]) + SHRINK * w->few);
      for (gsize j = 0; j < 3 && w->week > 1; j++)
        recent += sizes[i] * rows[i * w->n_row + w->n_in - 1 - j];
      f[0] = 1.0;
      f[1] = known * (growth_of (sums[0], sums[1], few) - all_now);
      f[2] = known * (growth_of (sums[1], sums[2], few) - all_before);
      f[3] = all_now;
      f[4] = all_before;
      f[5] = w->week > 1 ? known * growth_of (recent, sums[0] * 3.0 / 7.0, few) : 0.0;
      f[6] = known * log ((sums[0] + few) / (pool[0] / MAX (n, 1) + few)) / 3.0;
    }
}

static gsize
get_n_targets (const PrognosisWindows *w)
{
  return w->week > 1 ? 1 : w->n_out;
}

/* Growth in the outcome of sample @i: over the whole week, or at step @target. */
static double
followed (const PrognosisWindows *w, gsize i, gsize target)
{
  double sums[3], next = 0.0;

  sum_weeks (w, w->x + i * w->n_row, w->size[i], sums);
  for (gsize h = 0; h < w->n_out; h++)
    if (w->week > 1 || h == target)
      next += w->size[i] * w->y[i * w->n_out + h];
  return growth_of (next, sums[0], FEW * w->few);
}

static gpointer
fit (const PrognosisLearner *self, const PrognosisWindows *w, const PrognosisLesson *lesson)
{
  const gsize n_targets = get_n_targets (w);
  g_autofree double *features = g_new (double, w->n_regions *N_FEATURES);
  g_autofree PrognosisRidge *sums = g_new (PrognosisRidge, n_targets);
  double precision[N_FEATURES];
  Fitted *fitted = g_new (Fitted, 1);

  for (gsize t = 0; t < n_targets; t++)
    prognosis_ridge_init (&sums[t], N_FEATURES);
  for (gsize start = 0, n; start < w->n; start += n)
    {
      const double age = (double) (w->n_steps - 1 - w->origin[start]) / w->week;
      const double weight = exp2 (-age / (w->week > 1 ? HALF_LIFE_OF_DAYS : HALF_LIFE_OF_WEEKS)) / w->week;

      for (n = 1; start + n < w->n && w->origin[start + n] == w->origin[start]; n++)
        ;
      make_features (w, w->x + start * w->n_row, w->size + start, n, features);
      for (gsize i = 0; i < n; i++)
        for (gsize t = 0; t < n_targets; t++)
          {
            const double *f = features + i * N_FEATURES;
            double expected = 0.0;

            for (int k = 0; k < N_FEATURES; k++)
              expected += prior[k] * f[k];
            /* Neighbouring origins are highly correlated. */
            prognosis_ridge_add (&sums[t], f, followed (w, start + i, t) - expected, w->weight[start + i] * weight);
          }
    }
  fitted->n_targets = n_targets;
  fitted->b = g_new0 (double, n_targets *N_FEATURES);
  for (int k = 0; k < N_FEATURES; k++)
    precision[k] = PENALTY * stiffness[k];
  for (gsize t = 0; t < n_targets; t++)
    {
      prognosis_ridge_solve (&sums[t], 1.0, N_FEATURES, precision, fitted->b + t * N_FEATURES);
      for (int k = 0; k < N_FEATURES; k++)
        fitted->b[t * N_FEATURES + k] += prior[k];
      prognosis_ridge_clear (&sums[t]);
    }
  return fitted;
}

/* Weekday effects from the two weeks of the window, shrunk by half. */
static double
day_factor (const PrognosisWindows *w, const double *row, gsize h)
{
  const double days = row[h] + row[w->week + h];
  double all = 0.0;

  for (gsize k = 0; k < w->n_in; k++)
    all += row[k] / w->week;
  return all > 0.0 ? 0.5 + 0.5 * CLAMP (days / all, 0.0, 3.0) : 1.0;
}

static void
predict (gconstpointer data, const PrognosisWindows *w, gssize origin, const double *rows, const double *sizes, double *y)
{
  const Fitted *fitted = data;
  g_autofree double *features = g_new (double, w->n_regions *N_FEATURES);

  make_features (w, rows, sizes, w->n_regions, features);
  for (gsize r = 0; r < w->n_regions; r++)
    {
      const double *f = features + r * N_FEATURES, *row = rows + r * w->n_row;
      double sums[3], growth = 0.0;

      sum_weeks (w, row, sizes[r], sums);
      for (gsize h = 0; h < w->n_out; h++)
        {
          if (h < fitted->n_targets)
            {
              growth = 0.0;
              for (int k = 0; k < N_FEATURES; k++)
                growth += fitted->b[h * N_FEATURES + k] * f[k];
              growth = CLAMP (growth, -MAX_GROWTH, MAX_GROWTH);
            }
          /* The middle of the last week was three days ago: h + 1 days ahead is (h + 4) / 7 weeks from it. */
          y[r * w->n_out + h] = w->week > 1 ? sums[0] / 7.0 * exp (growth * (h + 4.0) / 7.0) * day_factor (w, row, h) / sizes[r]
                                            : ((sums[0] + FEW * w->few) * exp (growth) - FEW * w->few) / sizes[r];
        }
    }
}

static void
fitted_free (gpointer data)
{
  g_free (((Fitted *) data)->b);
  g_free (data);
}

static const PrognosisLearner learner = { .fit = fit, .predict = predict, .free = fitted_free };

const PrognosisForecaster prognosis_forecaster_regression = {
  .id = "regression",
  .title = N_ ("Regression"),
  .family = PROGNOSIS_FAMILY_DATA_DRIVEN,
  .description = N_ ("Growth in the coming week from recent growth and level, by ridge regression over all regions"),
  .work = 2.0,
  .learner = &learner,
  .forecast = prognosis_learner_forecast,
};
