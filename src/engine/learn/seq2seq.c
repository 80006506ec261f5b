/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sequence to sequence: a gated recurrent unit (Cho et al. 2014) encodes the window step by step; a second one
   starts from the state of the first and generates the following steps, each with the previous one as input. With
   two layers the encoder has a second unit that reads the states of the first; the decoder has one. */

#include "prognosis-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "prognosis-learner.h"

/* A unit has one dense layer for both gates and one for the candidate; inputs are [x, h] and [x, r h]. */
static gsize
unit_size (gsize in, gsize hidden)
{
  return PROGNOSIS_DENSE_SIZE (in + hidden, 2 * hidden) + PROGNOSIS_DENSE_SIZE (in + hidden, hidden);
}

/* Per sample and step: [x, h], gates z and r, [x, r h], candidate, new h. */
static gsize
unit_work (gsize in, gsize hidden)
{
  return 2 * (in + hidden) + 2 * hidden + hidden + hidden;
}

typedef struct
{
  double *joined, *gates, *reset, *candidate, *state;
} Step;

static Step
step_at (double *work, gsize n, gsize in, gsize hidden, gsize t)
{
  double *at = work + t * n * unit_work (in, hidden);
  const Step step
      = { at, at + n * (in + hidden), at + n * (in + 3 * hidden), at + n * (2 * in + 4 * hidden), at + n * (2 * in + 5 * hidden) };

  return step;
}

/* h' = (1 - z) h + z c. @x: rows @stride apart. @h: NULL for zero. */
static void
unit_forward (const double *w, const double *x, gsize stride, const double *h, gsize n, gsize in, gsize hidden, const Step *s)
{
  const gsize wide = in + hidden;

  for (gsize i = 0; i < n; i++)
    {
      memcpy (s->joined + i * wide, x + i * stride, in * sizeof *x);
      if (h)
        memcpy (s->joined + i * wide + in, h + i * hidden, hidden * sizeof *h);
      else
        memset (s->joined + i * wide + in, 0, hidden * sizeof *x);
    }
  prognosis_dense_forward (w, s->joined, n, wide, 2 * hidden, s->gates);
  prognosis_logistic (s->gates, n * 2 * hidden);
  for (gsize i = 0; i < n; i++)
    {
      memcpy (s->reset + i * wide, s->joined + i * wide, in * sizeof *x);
      for (gsize k = 0; k < hidden; k++)
        s->reset[i * wide + in + k] = s->gates[i * 2 * hidden + hidden + k] * s->joined[i * wide + in + k];
    }
  prognosis_dense_forward (w + PROGNOSIS_DENSE_SIZE (wide, 2 * hidden), s->reset, n, wide, hidden, s->candidate);
  prognosis_tanh (s->candidate, n * hidden);
  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k < hidden; k++)
      {
        const double z = s->gates[i * 2 * hidden + k];

        s->state[i * hidden + k] = (1.0 - z) * s->joined[i * wide + in + k] + z * s->candidate[i * hidden + k];
      }
}

/* @dh: derivative with respect to the new state; on return, to the old one. @dx: n x in, added to, or NULL.
   @spare: n x (5 hidden + 2 in). */
static void
unit_backward (const double *w, double *dh, gsize n, gsize in, gsize hidden, const Step *s, double *gradient, double *dx,
               double *spare)
{
  const gsize wide = in + hidden, second = PROGNOSIS_DENSE_SIZE (wide, 2 * hidden);
  double *dc = spare, *dgates = dc + n * hidden, *dreset = dgates + n * 2 * hidden, *djoined = dreset + n * wide;

  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k < hidden; k++)
      {
        const double z = s->gates[i * 2 * hidden + k], d = dh[i * hidden + k];

        dc[i * hidden + k] = d * z;
        dgates[i * 2 * hidden + k] = d * (s->candidate[i * hidden + k] - s->joined[i * wide + in + k]);
      }
  prognosis_tanh_backward (s->candidate, dc, n * hidden);
  memset (dreset, 0, n * wide * sizeof *dreset);
  prognosis_dense_backward (w + second, s->reset, dc, n, wide, hidden, gradient + second, dreset);
  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k < hidden; k++)
      dgates[i * 2 * hidden + hidden + k] = dreset[i * wide + in + k] * s->joined[i * wide + in + k];
  prognosis_logistic_backward (s->gates, dgates, n * 2 * hidden);
  memset (djoined, 0, n * wide * sizeof *djoined);
  prognosis_dense_backward (w, s->joined, dgates, n, wide, 2 * hidden, gradient, djoined);
  for (gsize i = 0; i < n; i++)
    {
      for (gsize k = 0; k < in && dx; k++)
        dx[i * in + k] += djoined[i * wide + k] + dreset[i * wide + k];
      for (gsize k = 0; k < hidden; k++)
        dh[i * hidden + k] = dh[i * hidden + k] * (1.0 - s->gates[i * 2 * hidden + k]) + djoined[i * wide + in + k]
                             + dreset[i * wide + in + k] * s->gates[i * 2 * hidden + hidden + k];
    }
}

static gsize
n_readers (const PrognosisNetShape *s)
{
  return MIN (s->layers, 2);
}

static gsize
reader_size (const PrognosisNetShape *s, gsize layer)
{
  return unit_size (layer ? s->hidden : 1, s->hidden);
}

static gsize
readers_size (const PrognosisNetShape *s)
{
  return reader_size (s, 0) + (n_readers (s) > 1 ? reader_size (s, 1) : 0);
}

/* Encoders, decoder, and an output from the state to one number, with a bias for each step. */
static gsize
n_weights (const PrognosisNetShape *s)
{
  return readers_size (s) + unit_size (1, s->hidden) + s->hidden + s->n_out;
}

static gsize
n_work (const PrognosisNetShape *s)
{
  return s->n_in * (unit_work (1, s->hidden) + (n_readers (s) > 1 ? unit_work (s->hidden, s->hidden) : 0))
         + s->n_out * unit_work (1, s->hidden) + s->n_out + s->n_in * s->hidden + 2 * s->hidden + 5 * s->hidden + 2 * s->hidden + 8;
}

static double
cost (const PrognosisNetShape *s)
{
  return s->n_in * readers_size (s) + s->n_out * unit_size (1, s->hidden);
}

static void
start_unit (gpointer rng, gsize in, gsize hidden, double *w)
{
  prognosis_dense_start (rng, in + hidden, 2 * hidden, 1.0, w);
  w += PROGNOSIS_DENSE_SIZE (in + hidden, 2 * hidden);
  prognosis_dense_start (rng, in + hidden, hidden, 1.0, w);
}

static void
start (const PrognosisNetShape *s, gpointer rng, double *w)
{
  for (gsize l = 0; l < n_readers (s); l++)
    {
      start_unit (rng, l ? s->hidden : 1, s->hidden, w);
      w += reader_size (s, l);
    }
  start_unit (rng, 1, s->hidden, w);
  w += unit_size (1, s->hidden);
  prognosis_dense_start (rng, s->hidden, 1, 0.3, w);
}

typedef struct
{
  double *readers[2], *writer, *fed, *between, *dh, *dh2, *spare;
} Memory;

static Memory
lay_out (const PrognosisNetShape *s, gsize n, double *work)
{
  Memory m = { 0 };

  for (gsize l = 0; l < n_readers (s); l++)
    {
      m.readers[l] = work;
      work += s->n_in * n * unit_work (l ? s->hidden : 1, s->hidden);
    }
  m.writer = work;
  m.fed = m.writer + s->n_out * n * unit_work (1, s->hidden);
  m.between = m.fed + s->n_out * n;
  m.dh = m.between + s->n_in * n * s->hidden;
  m.dh2 = m.dh + n * s->hidden;
  m.spare = m.dh2 + n * s->hidden;
  return m;
}

static void
forward (const PrognosisNetShape *s, const double *w, const double *x, gsize n, double *work, double *y)
{
  const Memory m = lay_out (s, n, work);
  const double *top = NULL, *of_writer = w + readers_size (s), *of_output = of_writer + unit_size (1, s->hidden);
  const double *weights = w;

  for (gsize l = 0; l < n_readers (s); l++)
    {
      const gsize in = l ? s->hidden : 1;
      const double *h = NULL;

      for (gsize t = 0; t < s->n_in; t++)
        {
          const Step step = step_at (m.readers[l], n, in, s->hidden, t);

          if (l == 0)
            unit_forward (weights, x + t, s->n_row, h, n, in, s->hidden, &step);
          else
            unit_forward (weights, step_at (m.readers[0], n, 1, s->hidden, t).state, s->hidden, h, n, in, s->hidden, &step);
          h = step.state;
        }
      top = h;
      weights += reader_size (s, l);
    }
  for (gsize t = 0; t < s->n_out; t++)
    {
      const Step step = step_at (m.writer, n, 1, s->hidden, t);

      for (gsize i = 0; i < n; i++)
        m.fed[t * n + i] = t ? y[i * s->n_out + t - 1] : x[i * s->n_row + s->n_in - 1];
      unit_forward (of_writer, m.fed + t * n, 1, top, n, 1, s->hidden, &step);
      for (gsize i = 0; i < n; i++)
        {
          double sum = of_output[s->hidden + t];

          for (gsize k = 0; k < s->hidden; k++)
            sum += of_output[k] * step.state[i * s->hidden + k];
          y[i * s->n_out + t] = sum;
        }
      top = step.state;
    }
}

static void
backward (const PrognosisNetShape *s, const double *w, const double *x, gsize n, double *work, const double *dy, double *gradient)
{
  const Memory m = lay_out (s, n, work);
  const gsize hidden = s->hidden, writer = readers_size (s), output = writer + unit_size (1, hidden);
  double *dfed = m.spare + n * 7 * hidden + n * 2; /* n, after the part that a unit uses */

  memset (m.dh, 0, n * hidden * sizeof (double));
  memset (dfed, 0, n * sizeof (double));
  for (gsize t = s->n_out; t-- > 0;)
    {
      const Step step = step_at (m.writer, n, 1, hidden, t);

      for (gsize i = 0; i < n; i++)
        {
          const double d = dy[i * s->n_out + t] + dfed[i];

          gradient[output + hidden + t] += d;
          for (gsize k = 0; k < hidden; k++)
            {
              gradient[output + k] += d * step.state[i * hidden + k];
              m.dh[i * hidden + k] += d * w[output + k];
            }
        }
      memset (dfed, 0, n * sizeof (double));
      unit_backward (w + writer, m.dh, n, 1, hidden, &step, gradient + writer, dfed, m.spare);
    }
  /* Derivatives from the second encoder to the states of the first, by step. */
  memset (m.between, 0, s->n_in * n * hidden * sizeof (double));
  if (n_readers (s) > 1)
    {
      const gsize second = reader_size (s, 0);

      for (gsize t = s->n_in; t-- > 0;)
        {
          const Step step = step_at (m.readers[1], n, hidden, hidden, t);

          unit_backward (w + second, m.dh, n, hidden, hidden, &step, gradient + second, m.between + t * n * hidden, m.spare);
        }
      memset (m.dh, 0, n * hidden * sizeof (double));
    }
  for (gsize t = s->n_in; t-- > 0;)
    {
      const Step step = step_at (m.readers[0], n, 1, hidden, t);

      for (gsize i = 0; i < n * hidden; i++)
        m.dh[i] += m.between[t * n * hidden + i];
      unit_backward (w, m.dh, n, 1, hidden, &step, gradient, NULL, m.spare);
    }
}

const PrognosisNet prognosis_net_seq2seq = {
  .id = "seq2seq",
  .default_hidden = 16,
  PROGNOSIS_NET_FUNCTIONS,
};

static const PrognosisLearner learner = PROGNOSIS_LEARNER_OF_NET (prognosis_net_seq2seq, FALSE);

const PrognosisForecaster prognosis_forecaster_seq2seq = {
  .id = "seq2seq",
  .title = N_ ("Sequence to sequence"),
  .family = PROGNOSIS_FAMILY_DATA_DRIVEN,
  .description = N_ ("A recurrent network that reads the last two weeks and writes the next one"),
  .reads = PROGNOSIS_READS_LEARNER,
  .keeps_best = TRUE,
  .work = 40.0,
  .learner = &learner,
  .forecast = prognosis_learner_forecast,
};
