/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Graph attention (Velickovic et al. 2018): the windows of a region and its neighbours pass through the same
   layer; the attention weights are learned from both. A region without neighbours attends to itself. */

#include "prognosis-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "prognosis-learner.h"

#define LEAK 0.2

typedef struct
{
  gsize attend_own, attend_other, deep, output, n; /* after the window layer */
  gsize wide;                                      /* number of inputs of the output layer */
} Offsets;

static Offsets
get_offsets (const PrognosisNetShape *s)
{
  Offsets o;

  o.attend_own = PROGNOSIS_DENSE_SIZE (s->n_in, s->hidden);
  o.attend_other = o.attend_own + s->hidden;
  o.deep = o.attend_other + s->hidden;
  o.wide = s->layers > 1 ? s->hidden : 2 * s->hidden;
  o.output = o.deep + (s->layers > 1 ? PROGNOSIS_DENSE_SIZE (2 * s->hidden, s->hidden) : 0);
  o.n = o.output + PROGNOSIS_DENSE_SIZE (o.wide, s->n_out);
  return o;
}

static gsize
n_weights (const PrognosisNetShape *s)
{
  return get_offsets (s).n;
}

static gsize
n_windows (const PrognosisNetShape *s)
{
  return 1 + s->n_neighbours;
}

static gsize
n_work (const PrognosisNetShape *s)
{
  return n_windows (s) * (s->n_in + 2 * s->hidden + 2) + 6 * s->hidden;
}

static double
cost (const PrognosisNetShape *s)
{
  return n_windows (s) * (double) (s->n_in + 3) * s->hidden + n_weights (s);
}

static void
start (const PrognosisNetShape *s, gpointer rng, double *w)
{
  const Offsets o = get_offsets (s);

  prognosis_dense_start (rng, s->n_in, s->hidden, 1.0, w);
  prognosis_dense_start (rng, s->hidden, 1, 1.0, w + o.attend_own);
  prognosis_dense_start (rng, s->hidden, 1, 1.0, w + o.attend_other);
  if (s->layers > 1)
    prognosis_dense_start (rng, 2 * s->hidden, s->hidden, 1.0, w + o.deep);
  prognosis_dense_start (rng, o.wide, s->n_out, 0.1, w + o.output);
}

typedef struct
{
  double *windows, *heard, *raw, *weight, *joined, *deep, *djoined, *dheard;
} Memory;

static Memory
lay_out (const PrognosisNetShape *s, gsize n, double *work)
{
  const gsize m = n * n_windows (s);
  Memory it;

  it.windows = work;
  it.heard = it.windows + m * s->n_in;
  it.dheard = it.heard + m * s->hidden;
  it.raw = it.dheard + m * s->hidden;
  it.weight = it.raw + m;
  it.joined = it.weight + m;
  it.deep = it.joined + n * 2 * s->hidden;
  it.djoined = it.deep + n * 2 * s->hidden;
  return it;
}

static gsize
count_windows (const PrognosisNetShape *s, const double *x, gsize i)
{
  return s->n_neighbours ? 1 + (gsize) x[i * s->n_row + s->n_row - 1] : 1;
}

static double
dot (const double *a, const double *b, gsize n)
{
  double sum = 0.0;

  for (gsize k = 0; k < n; k++)
    sum += a[k] * b[k];
  return sum;
}

static void
listen (const PrognosisNetShape *s, const Offsets *o, const double *w, const Memory *m, gsize i, gsize n_heard)
{
  const gsize d = s->hidden, first = i * n_windows (s);
  double most = -INFINITY, sum = 0.0, *joined = m->joined + i * 2 * d;

  for (gsize j = 0; j < n_heard; j++)
    {
      const double raw
          = dot (w + o->attend_own, m->heard + first * d, d) + dot (w + o->attend_other, m->heard + (first + j) * d, d);

      m->raw[first + j] = raw;
      m->weight[first + j] = raw > 0.0 ? raw : LEAK * raw;
      most = MAX (most, m->weight[first + j]);
    }
  for (gsize j = 0; j < n_heard; j++)
    sum += m->weight[first + j] = exp (m->weight[first + j] - most);
  memcpy (joined, m->heard + first * d, d * sizeof *joined);
  memset (joined + d, 0, d * sizeof *joined);
  for (gsize j = 0; j < n_heard; j++)
    {
      m->weight[first + j] /= sum;
      for (gsize k = 0; k < d; k++)
        joined[d + k] += m->weight[first + j] * m->heard[(first + j) * d + k];
    }
}

static void
forward (const PrognosisNetShape *s, const double *w, const double *x, gsize n, double *work, double *y)
{
  const Offsets o = get_offsets (s);
  const Memory m = lay_out (s, n, work);
  const gsize windows = n_windows (s);

  for (gsize i = 0; i < n; i++)
    memcpy (m.windows + i * windows * s->n_in, x + i * s->n_row, windows * s->n_in * sizeof *x);
  prognosis_dense_forward (w, m.windows, n * windows, s->n_in, s->hidden, m.heard);
  prognosis_tanh (m.heard, n * windows * s->hidden);
  for (gsize i = 0; i < n; i++)
    listen (s, &o, w, &m, i, count_windows (s, x, i));
  if (s->layers > 1)
    {
      prognosis_dense_forward (w + o.deep, m.joined, n, 2 * s->hidden, s->hidden, m.deep);
      prognosis_tanh (m.deep, n * s->hidden);
    }
  prognosis_dense_forward (w + o.output, s->layers > 1 ? m.deep : m.joined, n, o.wide, s->n_out, y);
}

/* Backpropagates from the combined representation to the attended ones. */
static void
listen_backward (const PrognosisNetShape *s, const Offsets *o, const double *w, const Memory *m, gsize i, gsize n_heard,
                 double *gradient)
{
  const gsize d = s->hidden, first = i * n_windows (s);
  const double *dself = m->djoined + i * 2 * d, *dmixed = dself + d;
  double mean = 0.0;

  for (gsize j = 0; j < n_heard; j++)
    mean += m->weight[first + j] * dot (dmixed, m->heard + (first + j) * d, d);
  for (gsize k = 0; k < d; k++)
    m->dheard[first * d + k] += dself[k];
  for (gsize j = 0; j < n_heard; j++)
    {
      const double *heard = m->heard + (first + j) * d, *self = m->heard + first * d, weight = m->weight[first + j];
      const double draw = weight * (dot (dmixed, heard, d) - mean) * (m->raw[first + j] > 0.0 ? 1.0 : LEAK);

      for (gsize k = 0; k < d; k++)
        {
          gradient[o->attend_own + k] += draw * self[k];
          gradient[o->attend_other + k] += draw * heard[k];
          m->dheard[first * d + k] += draw * w[o->attend_own + k];
          m->dheard[(first + j) * d + k] += draw * w[o->attend_other + k] + weight * dmixed[k];
        }
    }
}

static void
backward (const PrognosisNetShape *s, const double *w, const double *x, gsize n, double *work, const double *dy, double *gradient)
{
  const Offsets o = get_offsets (s);
  const Memory m = lay_out (s, n, work);
  const gsize d = s->hidden, windows = n_windows (s);
  double *ddeep = m.deep + n * d;

  memset (m.djoined, 0, n * 2 * d * sizeof (double));
  memset (m.dheard, 0, n * windows * d * sizeof (double));
  if (s->layers > 1)
    {
      memset (ddeep, 0, n * d * sizeof (double));
      prognosis_dense_backward (w + o.output, m.deep, dy, n, o.wide, s->n_out, gradient + o.output, ddeep);
      prognosis_tanh_backward (m.deep, ddeep, n * d);
      prognosis_dense_backward (w + o.deep, m.joined, ddeep, n, 2 * d, d, gradient + o.deep, m.djoined);
    }
  else
    prognosis_dense_backward (w + o.output, m.joined, dy, n, o.wide, s->n_out, gradient + o.output, m.djoined);
  for (gsize i = 0; i < n; i++)
    listen_backward (s, &o, w, &m, i, count_windows (s, x, i), gradient);
  prognosis_tanh_backward (m.heard, m.dheard, n * windows * d);
  prognosis_dense_backward (w, m.windows, m.dheard, n * windows, s->n_in, d, gradient, NULL);
}

const PrognosisNet prognosis_net_gat = {
  .id = "gat",
  .default_hidden = 24,
  PROGNOSIS_NET_FUNCTIONS,
};

static const PrognosisLearner learner = PROGNOSIS_LEARNER_OF_NET (prognosis_net_gat, TRUE);

const PrognosisForecaster prognosis_forecaster_gat = {
  .id = "gat",
  .title = N_ ("Graph attention"),
  .family = PROGNOSIS_FAMILY_DATA_DRIVEN,
  .description = N_ ("A network that uses neighbouring regions as far as they improve the forecast"),
  .reads = PROGNOSIS_READS_LEARNER,
  .keeps_best = TRUE,
  .work = 25.0,
  .learner = &learner,
  .forecast = prognosis_learner_forecast,
};
