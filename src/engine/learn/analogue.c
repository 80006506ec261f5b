/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Analogues: the past situations of any region that were most similar to the present one, and what followed them.
   Similarity is measured by growth over the week before, growth in the last days, and to a lesser extent the level
   and the growth of all regions together. */

#include "prognosis-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "prognosis-learner.h"

#define N_FEATURES 5
#define N_NEAREST 60
#define FEW 20.0 /* a small week, in units of PrognosisWindows.few */
/* Distance at which an analogue has half the weight: if no analogue is close, the forecast tends to no growth. */
#define NEAR 0.15

typedef struct
{
  float *features; /* samples x N_FEATURES */
  double *follows; /* samples x n_out: what followed, divided by the mean of the last week */
} Fitted;

typedef struct
{
  double distance;
  gsize sample;
} Analogue;

static double
sum_of (const PrognosisWindows *w, const double *row, gsize end, gsize n)
{
  double sum = 0.0;

  for (gsize k = 0; k < n && k < end; k++)
    sum += row[end - 1 - k];
  return sum;
}

static void
make_features (const PrognosisWindows *w, const double *row, double size, double pool_growth, float *f)
{
  const gsize week = w->week == 1 ? 2 : 7, last = w->week == 1 ? 1 : 3;
  const double few = FEW * w->few / size;
  const double now = sum_of (w, row, w->n_in, week), before = sum_of (w, row, w->n_in - week, week);
  const double recent = sum_of (w, row, w->n_in, last), known = now * size / (now * size + 5.0 * FEW * w->few);

  f[0] = known * log ((now + few) / (before + few));
  f[1] = known * log ((recent + few) / (now * last / week + few));
  f[2] = 0.1 * log (now * size + FEW * w->few);
  f[3] = 0.5 * pool_growth;
  /* How much growth the window shows for the week before. */
  f[4] = 0.5 * known
         * log ((sum_of (w, row, w->n_in - week + last, last) + few) / (sum_of (w, row, w->n_in - 2 * week + last, last) + few));
}

static double
find_pool_growth (const PrognosisWindows *w, const double *rows, const double *sizes, gsize n)
{
  const gsize week = w->week == 1 ? 2 : 7;
  double now = FEW * w->few, before = FEW * w->few;

  for (gsize i = 0; i < n; i++)
    {
      now += sizes[i] * sum_of (w, rows + i * w->n_row, w->n_in, week);
      before += sizes[i] * sum_of (w, rows + i * w->n_row, w->n_in - week, week);
    }
  return log (now / before);
}

/* Mean of the last week divided by the size. */
static double
level_of (const PrognosisWindows *w, const double *row, double size)
{
  return (sum_of (w, row, w->n_in, w->week) / w->week * size + w->few) / size;
}

static gpointer
fit (const PrognosisLearner *self, const PrognosisWindows *w, const PrognosisLesson *lesson)
{
  Fitted *fitted = g_new (Fitted, 1);

  fitted->features = g_new (float, w->n *N_FEATURES);
  fitted->follows = g_new (double, w->n * w->n_out);
  for (gsize start = 0, n; start < w->n; start += n)
    {
      double pool;

      for (n = 1; start + n < w->n && w->origin[start + n] == w->origin[start]; n++)
        ;
      pool = find_pool_growth (w, w->x + start * w->n_row, w->size + start, n);
      for (gsize i = start; i < start + n; i++)
        {
          const double level = level_of (w, w->x + i * w->n_row, w->size[i]);

          make_features (w, w->x + i * w->n_row, w->size[i], pool, fitted->features + i * N_FEATURES);
          for (gsize h = 0; h < w->n_out; h++)
            fitted->follows[i * w->n_out + h] = MIN (w->y[i * w->n_out + h] / level, 5.0);
        }
    }
  return fitted;
}

/* The nearest samples whose outcomes were known at @origin, unsorted. */
static gsize
find_nearest (const Fitted *fitted, const PrognosisWindows *w, gssize origin, const float *f, Analogue *nearest)
{
  gsize n = 0, worst = 0;

  for (gsize i = 0; i < w->n && w->origin[i] + (gssize) w->n_out <= origin; i++)
    {
      const float *g = fitted->features + i * N_FEATURES;
      double distance = 0.0;

      for (int k = 0; k < N_FEATURES; k++)
        distance += (f[k] - g[k]) * (f[k] - g[k]);
      if (n == N_NEAREST && distance >= nearest[worst].distance)
        continue;
      nearest[n < N_NEAREST ? n++ : worst] = (Analogue){ distance, i };
      worst = 0;
      for (gsize k = 1; k < n; k++)
        if (nearest[k].distance > nearest[worst].distance)
          worst = k;
    }
  return n;
}

static void
predict (gconstpointer data, const PrognosisWindows *w, gssize origin, const double *rows, const double *sizes, double *y)
{
  const Fitted *fitted = data;
  const double pool = find_pool_growth (w, rows, sizes, w->n_regions);

  for (gsize r = 0; r < w->n_regions; r++)
    {
      const double level = level_of (w, rows + r * w->n_row, MAX (sizes[r], w->few));
      Analogue nearest[N_NEAREST];
      float f[N_FEATURES];
      double total = 0.0;
      gsize n;

      make_features (w, rows + r * w->n_row, MAX (sizes[r], w->few), pool, f);
      n = find_nearest (fitted, w, origin, f, nearest);
      memset (y + r * w->n_out, 0, w->n_out * sizeof *y);
      for (gsize k = 0; k < n; k++)
        {
          const double weight = w->weight[nearest[k].sample] / (nearest[k].distance + NEAR * NEAR);

          total += weight;
          for (gsize h = 0; h < w->n_out; h++)
            y[r * w->n_out + h] += weight * fitted->follows[nearest[k].sample * w->n_out + h];
        }
      for (gsize h = 0; h < w->n_out; h++)
        y[r * w->n_out + h] = n ? level * y[r * w->n_out + h] / total : level;
    }
}

static void
fitted_free (gpointer data)
{
  Fitted *fitted = data;

  g_free (fitted->features);
  g_free (fitted->follows);
  g_free (fitted);
}

static const PrognosisLearner learner = { .fit = fit, .predict = predict, .free = fitted_free };

const PrognosisForecaster prognosis_forecaster_analogue = {
  .id = "analogue",
  .title = N_ ("Analogues"),
  .family = PROGNOSIS_FAMILY_DATA_DRIVEN,
  .description = N_ ("What followed the most similar situations in the past, in any region"),
  .work = 25.0,
  .learner = &learner,
  .forecast = prognosis_learner_forecast,
};
