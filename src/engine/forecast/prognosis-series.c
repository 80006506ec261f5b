/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-series.h"

#include <gsl/gsl_statistics.h>
#include <math.h>

#include "prognosis-sort.h"

gsize
prognosis_series_week (const PrognosisDataset *dataset)
{
  return prognosis_dataset_get_step_days (dataset) == 1 ? 7 : 1;
}

gsize
prognosis_series_season (const PrognosisDataset *dataset)
{
  switch (prognosis_dataset_get_frequency (dataset))
    {
    case PROGNOSIS_FREQUENCY_MONTHLY: return 12;
    case PROGNOSIS_FREQUENCY_WEEKLY: return 52;
    case PROGNOSIS_FREQUENCY_INDEX:
    case PROGNOSIS_FREQUENCY_DAILY:
    default: return 364;
    }
}

gsize
prognosis_series_horizon (const PrognosisRequest *request)
{
  return prognosis_options_get_horizon (request->options, request->dataset);
}

/* A rise that lasts was no batch: the median of this many following values is at least this share of it. */
#define FOLLOWING 3
#define SHARE_THAT_LASTS (1.0 / 3.0)

/* Whether the values after step @t show that the one on it was the start of a rise. After a gap, late reports are followed by usual
   ones, which are lower by no more than the length of the gap: those after zeros show nothing. */
static gboolean
lasts (const double *x, gsize t, gsize n_steps, gboolean is_cumulative)
{
  double following[FOLLOWING], now = x[t];
  gsize n = 0, last = t, before = t;

  while (before > 0 && isnan (x[before - 1]))
    before--;
  if (before == 0 || (is_cumulative ? before > 1 && x[before - 1] == x[before - 2] : x[before - 1] == 0.0))
    return FALSE;
  if (is_cumulative)
    now = (x[t] - x[before - 1]) / (double) (t - before + 1);
  for (gsize k = t + 1; k < n_steps && n < FOLLOWING; k++)
    if (isfinite (x[k]))
      {
        following[n++] = is_cumulative ? (x[k] - x[last]) / (double) (k - last) : x[k];
        last = k;
      }
  if (n == 0)
    return FALSE;
  prognosis_sort (following, n);
  return following[n / 2] >= SHARE_THAT_LASTS * now;
}

gboolean
prognosis_series_is_doubtful (const PrognosisDataset *dataset, gsize region, gsize signal, gsize step)
{
  const guint8 marks = prognosis_dataset_get_flags (dataset, region, signal)[step] & prognosis_dataset_get_doubtful (dataset);

  return marks != 0
         && (marks != PROGNOSIS_FLAG_BATCH
             || !lasts (prognosis_dataset_get_values (dataset, region, signal), step, prognosis_dataset_get_n_steps (dataset),
                        prognosis_dataset_get_signal (dataset, signal)->kind == PROGNOSIS_KIND_CUMULATIVE));
}

/* The steps before a doubtful one from which a usual one is taken: two weeks of days. */
#define USUAL 14

/* The median increase per step of a cumulative count before step @end; 0 if none is known. */
static double
find_usual_increase (const double *x, const guint8 *flags, gsize end, guint8 doubtful)
{
  double increases[USUAL];
  gsize n = 0;

  for (gsize t = end; t-- > 1 && n < USUAL;)
    if (isfinite (x[t]) && isfinite (x[t - 1]) && !(flags[t] & doubtful))
      increases[n++] = x[t] - x[t - 1];
  if (n == 0)
    return 0.0;
  prognosis_sort (increases, n);
  return MAX (gsl_stats_median_from_sorted_data (increases, 1, n), 0.0);
}

double *
prognosis_series_dup_clean (const PrognosisDataset *dataset, gsize region, gsize signal)
{
  const double *x = prognosis_dataset_get_values (dataset, region, signal);
  const guint8 *flags = prognosis_dataset_get_flags (dataset, region, signal), doubtful = prognosis_dataset_get_doubtful (dataset);
  const gboolean is_cumulative = prognosis_dataset_get_signal (dataset, signal)->kind == PROGNOSIS_KIND_CUMULATIVE;
  const gsize n = prognosis_dataset_get_n_steps (dataset);
  double *clean = g_memdup2 (x, n * sizeof *x), shift = 0.0;

  for (gsize t = n; t-- > 0;)
    {
      gsize before = t;

      clean[t] += shift;
      if (isnan (x[t]) || !prognosis_series_is_doubtful (dataset, region, signal, t))
        continue;
      if (!is_cumulative)
        {
          clean[t] = NAN;
          continue;
        }
      while (before > 0 && isnan (x[before - 1]))
        before--;
      if (before > 0)
        shift += x[t] - x[before - 1] - find_usual_increase (x, flags, before, doubtful) * (double) (t - before + 1);
    }
  return clean;
}

gssize
prognosis_series_last_known (const double *x, gssize origin, gsize week)
{
  for (gssize k = origin; k >= 0 && k > origin - (gssize) week - (week == 1); k--)
    if (isfinite (x[k]))
      return k;
  return -1;
}

static double
mean_level (const double *x, gssize origin, gssize n)
{
  double sum = 0.0;
  gsize count = 0;

  for (gssize k = MAX (origin - n + 1, 0); k <= origin; k++)
    if (isfinite (x[k]))
      {
        sum += fabs (x[k]);
        count++;
      }
  return count ? sum / count : 0.0;
}

/* Mean absolute change over the last two weeks. Kinds that rise and fall with the outbreak change in proportion to
   their level, so the mean change is scaled to the level of the last days: an outbreak that is over changes less
   than at its peak. Lower limits: counts scatter at least by the root of a few times their number, and new cases
   are not constant because two days were equal. */
double
prognosis_series_scale (const double *x, gssize origin, PrognosisKind kind, gsize week)
{
  const gboolean counts = kind != PROGNOSIS_KIND_PROPORTION && kind != PROGNOSIS_KIND_RATE;
  const gboolean flow = kind == PROGNOSIS_KIND_INCIDENT || kind == PROGNOSIS_KIND_RATE;
  const gssize window = MAX (2 * week, 4), latest = kind == PROGNOSIS_KIND_PREVALENCE || week == 1 ? 2 : 7;
  double sum = 0.0, level = 0.0;
  gsize n = 0;

  for (gssize k = MAX (origin - window, 1); k <= origin; k++)
    if (isfinite (x[k]) && isfinite (x[k - 1]))
      {
        sum += fabs (x[k] - x[k - 1]);
        level += (fabs (x[k]) + fabs (x[k - 1])) / 2.0;
        n++;
      }
  if (n > 0)
    sum /= n;
  if (n > 0 && kind != PROGNOSIS_KIND_CUMULATIVE && level > 0.0)
    sum *= mean_level (x, origin, latest) / (level / n);
  if (flow)
    sum = MAX (sum, 0.3 * mean_level (x, origin, latest));
  if (counts)
    return sqrt (sum * sum + 3.0 * sum + 0.5);
  return sum + (kind == PROGNOSIS_KIND_PROPORTION ? 1e-4 : 0.01);
}

/* Growth rates are similar if they differ by about a third per week, or by the scatter of counts. */
#define LIKE_GROWTH 0.3
/* Variance of a count relative to its mean. */
#define SCATTER 3.0
/* Lower limit: any past is slightly informative. */
#define LEAST_LIKENESS 0.02
/* Lower for cumulative counts at the very start, when errors relative to the scale were hundreds of times larger.
   Tolerance on the log scale. */
#define LIKE_LEVEL 1.0
#define LEAST_OF_CUMULATIVE 1e-4
/* Faster growth is a batch of late reports rather than an outbreak. */
#define MOST_GROWTH 1.0

/* The increase of a cumulative count; 0 if unknown. */
static double
count_between (const double *x, gssize from, gssize to)
{
  return from >= 0 && isfinite (x[from]) && isfinite (x[to]) ? MAX (x[to] - x[from], 0.0) : 0.0;
}

/* Log ratio of the counts in the last two weeks, and its variance; a week before the data counts as 0. */
static void
find_growth (const double *x, gssize origin, PrognosisKind kind, gsize week, double *growth, double *variance, double *level)
{
  double n, before;

  if (kind == PROGNOSIS_KIND_CUMULATIVE)
    {
      n = count_between (x, origin - (gssize) week, origin);
      before = count_between (x, origin - 2 * (gssize) week, origin - (gssize) week);
    }
  else
    {
      n = week * mean_level (x, origin, week);
      before = week * mean_level (x, origin - (gssize) week, week);
    }

  *growth = log ((n + SCATTER) / (before + SCATTER));
  *variance = SCATTER / (n + SCATTER) + SCATTER / (before + SCATTER);
  *level = log (n + SCATTER);
}

double
prognosis_series_likeness (const double *x, gssize origin, gssize other, PrognosisKind kind, gsize week)
{
  double growth[2], variance[2], level[2], apart, like_level = 1.0;

  /* For an unknown day use the last known one. */
  origin = prognosis_series_last_known (x, origin, week);
  other = prognosis_series_last_known (x, other, week);
  /* Forty weeks of an epidemic usually include its first weeks; forty days rarely include its first days. */
  if ((kind != PROGNOSIS_KIND_INCIDENT && (kind != PROGNOSIS_KIND_CUMULATIVE || week > 1)) || origin < 0 || other < 0)
    return 1.0;
  find_growth (x, origin, kind, week, &growth[0], &variance[0], &level[0]);
  find_growth (x, other, kind, week, &growth[1], &variance[1], &level[1]);
  if (kind == PROGNOSIS_KIND_CUMULATIVE)
    like_level = exp (-0.5 * pow ((level[0] - level[1]) / LIKE_LEVEL, 2.0));
  apart = growth[0] - growth[1];
  return MAX (like_level * exp (-0.5 * apart * apart / (LIKE_GROWTH * LIKE_GROWTH + variance[0] + variance[1])),
              kind == PROGNOSIS_KIND_CUMULATIVE ? LEAST_OF_CUMULATIVE : LEAST_LIKENESS);
}

double
prognosis_series_growth (const double *x, gssize origin, PrognosisKind kind, gsize week)
{
  double growth, variance, level;

  origin = prognosis_series_last_known (x, origin, week);
  if ((kind != PROGNOSIS_KIND_INCIDENT && kind != PROGNOSIS_KIND_CUMULATIVE) || origin < 0)
    return 0.0;
  find_growth (x, origin, kind, week, &growth, &variance, &level);
  return CLAMP (growth, -MOST_GROWTH, MOST_GROWTH) * growth * growth / (growth * growth + variance);
}
