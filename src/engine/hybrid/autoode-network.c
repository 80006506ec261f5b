/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A network beside the linear map: what it adds to the growth of a pair. Its targets are the Gauss-Newton steps of the pairs' own
   growth, so that it is trained through the solver as the map is. It is used where it forecasts the newest pairs, from which it was
   kept, better than the map alone. */

#include "autoode.h"

#include <math.h>

#include "hybrid-daily-network.h"

#define N_INPUTS PROGNOSIS_AUTOODE_N_NETWORK
#define EVERY 4      /* of the pairs, one in so many: neighbouring days say nearly the same */
#define HELD_DAYS 14 /* of the newest pairs */
#define LEAST_PAIRS 200
#define MAX_STARTS 4
/* The prior of the network's weights is that of the map's. */
#define SCALE 0.75

typedef struct
{
  double *x, *y, *weight;
  gsize n;
} Rows;

static void
add (Rows *rows, const PrognosisAutoodePoint *point)
{
  for (int i = 0; i < N_INPUTS; i++)
    rows->x[rows->n * N_INPUTS + i] = point->x[i];
  rows->y[rows->n] = point->y;
  rows->weight[rows->n++] = SCALE * point->weight;
}

static void
init (Rows *rows, gsize n)
{
  *rows
      = (Rows){ .x = g_new (double, MAX (n, 1) * N_INPUTS), .y = g_new (double, MAX (n, 1)), .weight = g_new (double, MAX (n, 1)) };
}

static void
clear (Rows *rows)
{
  g_free (rows->x);
  g_free (rows->y);
  g_free (rows->weight);
}

static void
predict (const PrognosisDaily *daily, const Rows *known, const Rows *wanted, int starts, double *out)
{
  const PrognosisNetworkTask task = { .n_inputs = N_INPUTS,
                                      .hidden = daily->map_hidden,
                                      .starts = starts,
                                      .n_threads = starts > 1 ? daily->n_threads : 1,
                                      .seed = daily->seed,
                                      .x = known->x,
                                      .y = known->y,
                                      .weight = known->weight,
                                      .n = known->n,
                                      .x_new = wanted->x,
                                      .n_new = wanted->n };

  prognosis_daily_network (&task, out);
}

static double
measure_gain (const PrognosisDaily *daily, const PrognosisAutoodePoint *points, gsize n)
{
  Rows old, held;
  g_autofree double *out = g_new (double, MAX (n, 1));
  double with = 0.0, without = 0.0;
  gsize counter = 0;

  init (&old, n);
  init (&held, n);
  for (gsize k = 0; k < n; k++)
    if (points[k].weight > 0.0 && points[k].age < HELD_DAYS)
      add (&held, &points[k]);
    else if (points[k].weight > 0.0 && counter++ % EVERY == 0)
      add (&old, &points[k]);
  if (old.n >= LEAST_PAIRS && held.n > 0)
    predict (daily, &old, &held, 1, out);
  for (gsize k = 0; k < held.n && old.n >= LEAST_PAIRS; k++)
    {
      with += held.weight[k] * (held.y[k] - out[k]) * (held.y[k] - out[k]);
      without += held.weight[k] * held.y[k] * held.y[k];
    }
  clear (&old);
  clear (&held);
  return without > 0.0 ? 1.0 - with / without : NAN;
}

double
prognosis_autoode_network (const PrognosisDaily *daily, const PrognosisAutoodePoint *points, gsize n_pairs, gsize n,
                           gboolean is_past, double gain, double *added)
{
  Rows known, wanted;
  gsize counter = 0;

  for (gsize k = 0; k < n; k++)
    added[k] = 0.0;
  if (!is_past)
    gain = measure_gain (daily, points, n_pairs);
  if (!(gain >= PROGNOSIS_AUTOODE_LEAST_GAIN))
    return gain;
  init (&known, n_pairs);
  init (&wanted, n);
  for (gsize k = 0; k < n_pairs; k++)
    if (points[k].weight > 0.0 && counter++ % EVERY == 0)
      add (&known, &points[k]);
  for (gsize k = 0; k < n; k++)
    add (&wanted, &points[k]);
  if (known.n >= LEAST_PAIRS)
    predict (daily, &known, &wanted, is_past ? 1 : MIN (daily->starts, MAX_STARTS), added);
  clear (&known);
  clear (&wanted);
  return gain;
}
