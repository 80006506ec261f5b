/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Turns reported counts into plausible increments. */

#include "hybrid-daily.h"

#include <math.h>

/* A decrease is distributed over this many preceding days. */
#define FALL_DAYS 7
/* Batches are looked for in the last days only, comparing each with four weeks before and after it. */
#define BATCH_DAYS 35
#define BATCH_SPAN 28
#define BATCH_MIN_OTHERS 3
/* A batch exceeds the largest other day and the usual week by these factors. Chosen on the US reports up to May
   2020 and every second Saturday from June. */
#define BATCH_OF_LARGEST 2.5
#define BATCH_OF_WEEK 1.0
#define BATCH_PERSONS 5.0

/* Increments; after a gap, the increase of a cumulative count is spread evenly over the missing days. */
static void
difference (const double *x, gsize n_days, gboolean cumulative, double *increment, guint8 *usable)
{
  gssize before = -1;

  for (gsize t = 0; t < n_days; t++)
    {
      increment[t] = 0.0;
      usable[t] = FALSE;
      if (!isfinite (x[t]))
        continue;
      if (!cumulative)
        {
          increment[t] = x[t];
          usable[t] = TRUE;
          continue;
        }
      for (gssize k = before + 1; before >= 0 && k <= (gssize) t; k++)
        {
          increment[k] = (x[t] - x[before]) / (t - before);
          usable[k] = TRUE;
        }
      before = t;
    }
}

/* A decrease corrects the preceding days; one larger than the last week is a change of definition and is ignored. */
static void
take_back_falls (gsize n_days, double *increment, guint8 *usable)
{
  for (gssize t = (gssize) n_days - 1; t >= 0; t--)
    {
      const gssize first = MAX (1, t - FALL_DAYS + 1);
      double need = -increment[t], available = 0.0;

      if (!usable[t] || need <= 0.0)
        continue;
      increment[t] = 0.0;
      for (gssize u = first; u < t; u++)
        available += MAX (increment[u], 0.0);
      usable[t] = need <= available;
      for (gssize u = t - 1; usable[t] && need > 0.0 && u >= first; u--)
        {
          const double taken = MIN (MAX (increment[u], 0.0), need);

          increment[u] -= taken;
          need -= taken;
        }
    }
}

static gboolean
is_batch (gsize n_days, const double *increment, const guint8 *usable, gsize day)
{
  const gsize first = MAX (1, (gssize) day - BATCH_SPAN), end = MIN (n_days, day + BATCH_SPAN + 1);
  double largest = 0.0, sum = 0.0;
  gsize n = 0;

  for (gsize t = first; t < end; t++)
    if (t != day && usable[t])
      {
        largest = MAX (largest, increment[t]);
        /* Nearly every day ends here. */
        if (increment[day] <= BATCH_OF_LARGEST * largest + BATCH_PERSONS)
          return FALSE;
        sum += increment[t];
        n++;
      }
  return n >= BATCH_MIN_OTHERS && increment[day] > BATCH_OF_LARGEST * largest + BATCH_PERSONS
         && increment[day] > BATCH_OF_WEEK * 7.0 * sum / n;
}

/* Twice, because a large batch hides a smaller one. */
static void
drop_batches (gsize n_days, double *increment, guint8 *usable)
{
  const gsize first = n_days > BATCH_DAYS ? n_days - BATCH_DAYS : 0;
  g_autofree guint8 *flagged = g_new (guint8, n_days);

  for (int pass = 0; pass < 2; pass++)
    {
      for (gsize t = first; t < n_days; t++)
        flagged[t] = usable[t] && increment[t] > 0.0 && is_batch (n_days, increment, usable, t);
      for (gsize t = first; t < n_days; t++)
        if (flagged[t])
          usable[t] = FALSE;
    }
}

void
prognosis_daily_clean (const double *x, gsize n_days, gboolean cumulative, gboolean believe_batches, double *increment,
                       guint8 *usable)
{
  difference (x, n_days, cumulative, increment, usable);
  take_back_falls (n_days, increment, usable);
  if (!believe_batches)
    drop_batches (n_days, increment, usable);
  for (gsize t = 0; t < n_days; t++)
    if (!usable[t])
      increment[t] = 0.0;
}
