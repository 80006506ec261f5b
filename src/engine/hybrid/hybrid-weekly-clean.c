/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Weekly reports that can only be an error: a week that leaves its neighbours by a factor that reports of this size, and those
   of this place, do not show, while other places do not move. It is set to missing: within the series if the next week comes
   back, and at its end. If the next report confirms such a jump, the jump is kept. */

#include "hybrid-weekly.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <math.h>

#define MIN_PLACES 8   /* fewer do not show what is common to all */
#define LEAST 0.7      /* log ratio: smaller jumps are kept */
#define BY_SIZE 10.0   /* in typical errors at the level */
#define BY_PLACE 5.0   /* in mean changes of the place so far */
#define HALF_LIFE 26.0 /* weeks */
#define BACK 0.5       /* the share of a jump that the next week has to take back */

/* Typical error of the log of a report, by the smaller of two weeks, so that an outbreak may begin with a leap. */
static double
typical_error (double a, double b)
{
  return 0.2 * exp (-0.25 * (log (MIN (a, b) + 2.0) - 3.0));
}

/* Log ratios of successive weeks, less the median over places; NAN where unknown. */
static double *
find_changes (const double *y, gsize n_weeks, gsize n)
{
  double *change = g_new (double, n_weeks *n);
  g_autofree double *sorted = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    change[i] = NAN;
  for (gsize t = 1; t < n_weeks; t++)
    {
      double *row = change + t * n, median = NAN;
      gsize n_known = 0;

      for (gsize i = 0; i < n; i++)
        {
          row[i] = log1p (y[t * n + i]) - log1p (y[(t - 1) * n + i]);
          if (isfinite (row[i]))
            sorted[n_known++] = row[i];
        }
      if (n_known >= MIN_PLACES)
        {
          gsl_sort (sorted, 1, n_known);
          median = gsl_stats_median_from_sorted_data (sorted, 1, n_known);
        }
      for (gsize i = 0; i < n; i++)
        row[i] -= median;
    }
  return change;
}

static void
clean_place (double *y, double *change, gsize n_weeks, gsize n, gsize i)
{
  const double decay = pow (0.5, 1.0 / HALF_LIFE);
  double sum = 0.0, total = 0.0;

  for (gsize t = 1; t < n_weeks; t++)
    {
      const gsize at = t * n + i;
      const double jump = fabs (change[at]), usual = total > 0.0 ? sum / total : 0.0;
      const double most = MAX (MAX (LEAST, BY_SIZE * typical_error (y[at], y[at - n])), BY_PLACE * usual);

      if (!isfinite (jump))
        continue;
      sum = decay * sum + MIN (jump, most);
      total = decay * total + 1.0;
      if (jump <= most)
        continue;
      if (t == n_weeks - 1)
        y[at] = NAN;
      else if (change[at] * change[at + n] < 0.0 && fabs (change[at + n]) > BACK * most)
        y[at] = change[at + n] = NAN;
    }
}

void
prognosis_weekly_clean (double *y, gsize n_weeks, gsize n)
{
  g_autofree double *change = find_changes (y, n_weeks, n);

  for (gsize i = 0; i < n; i++)
    clean_place (y, change, n_weeks, n, i);
}
