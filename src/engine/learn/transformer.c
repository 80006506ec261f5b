/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Self-attention over the window (Vaswani et al. 2017): every step is a token, to which a learned position is
   added. One or two blocks, each of attention and a tanh layer with residual connections, precede the output from
   the last token and the mean of all. There is one head and no normalisation: the rows are already scaled, and so
   small a network trains without it. */

#include "prognosis-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "prognosis-learner.h"

static gsize
n_blocks (const PrognosisNetShape *s)
{
  return MIN (s->layers, 2);
}

/* Query, key and value together, then the output of attention, then the tanh layer. */
static gsize
block_size (gsize d)
{
  return 3 * d * d + d * d + PROGNOSIS_DENSE_SIZE (d, d) + PROGNOSIS_DENSE_SIZE (d, d);
}

static gsize
n_weights (const PrognosisNetShape *s)
{
  const gsize d = s->hidden;

  return d + s->n_in * d + n_blocks (s) * block_size (d) + PROGNOSIS_DENSE_SIZE (2 * d, s->n_out);
}

/* Per sample: input tokens; query, key, value; attention; mixed; tokens after attention; inner layer; output
   tokens. */
static gsize
block_work (const PrognosisNetShape *s)
{
  const gsize d = s->hidden, t = s->n_in;

  return t * d * 3 + t * t + t * d * 4;
}

static gsize
n_work (const PrognosisNetShape *s)
{
  const gsize d = s->hidden, t = s->n_in;

  return t * d + n_blocks (s) * block_work (s) + 4 * d + 3 * t * d + 3 * t * d + t * t;
}

static double
cost (const PrognosisNetShape *s)
{
  const double d = s->hidden, t = s->n_in;

  return n_blocks (s) * (t * 6 * d * d + 2 * t * t * d) + 2 * d * s->n_out;
}

static void
start (const PrognosisNetShape *s, gpointer rng, double *w)
{
  const gsize d = s->hidden;

  prognosis_dense_start (rng, s->n_in + 1, d, 1.0, w); /* also clears the row after these weights, the first position */
  prognosis_dense_start (rng, s->n_in, d, 1.0, w + d);
  prognosis_dense_start (rng, 1, d, 1.0, w);
  w += d + s->n_in * d;
  for (gsize l = 0; l < n_blocks (s); l++)
    {
      prognosis_dense_start (rng, d, 3 * d, 1.0, w);
      prognosis_dense_start (rng, d, d, 0.5, w + 3 * d * d);
      prognosis_dense_start (rng, d, d, 1.0, w + 4 * d * d);
      prognosis_dense_start (rng, d, d, 0.5, w + 4 * d * d + PROGNOSIS_DENSE_SIZE (d, d));
      w += block_size (d);
    }
  prognosis_dense_start (rng, 2 * d, s->n_out, 0.1, w);
}

typedef struct
{
  double *qkv, *attention, *mixed, *between, *inner, *out;
} Block;

static Block
block_at (const PrognosisNetShape *s, double *work, gsize n, gsize l)
{
  const gsize d = s->hidden, t = s->n_in;
  double *at = work + n * (t * d + l * block_work (s));
  const Block b = { at,
                    at + n * 3 * t * d,
                    at + n * (3 * t * d + t * t),
                    at + n * (4 * t * d + t * t),
                    at + n * (5 * t * d + t * t),
                    at + n * (6 * t * d + t * t) };

  return b;
}

/* Space after the blocks: features of the output, then derivatives. */
static double *
spare_at (const PrognosisNetShape *s, double *work, gsize n)
{
  return work + n * (s->n_in * s->hidden + n_blocks (s) * (block_work (s)));
}

static void
attend (const PrognosisNetShape *s, const Block *b, gsize n)
{
  const gsize d = s->hidden, t = s->n_in;

  memset (b->attention, 0, n * t * t * sizeof (double));
  memset (b->mixed, 0, n * t * d * sizeof (double));
  for (gsize i = 0; i < n; i++)
    {
      const double *query = b->qkv + i * t * 3 * d, *key = query + d;

      prognosis_dense_add_product (t, t, d, query, 3 * d, 1, key, 1, 3 * d, b->attention + i * t * t, t);
    }
  prognosis_softmax (n * t, t, 1.0 / sqrt (d), b->attention);
  for (gsize i = 0; i < n; i++)
    {
      const double *value = b->qkv + i * t * 3 * d + 2 * d;

      prognosis_dense_add_product (t, d, t, b->attention + i * t * t, t, 1, value, 3 * d, 1, b->mixed + i * t * d, d);
    }
}

/* From @dmixed to @dqkv, which is overwritten; @dattention is space for n x t x t. */
static void
attend_backward (const PrognosisNetShape *s, const Block *b, gsize n, const double *dmixed, double *dqkv, double *dattention)
{
  const gsize d = s->hidden, t = s->n_in;

  memset (dqkv, 0, n * t * 3 * d * sizeof *dqkv);
  memset (dattention, 0, n * t * t * sizeof *dattention);
  for (gsize i = 0; i < n; i++)
    {
      const double *dm = dmixed + i * t * d, *value = b->qkv + i * t * 3 * d + 2 * d;
      double *dvalue = dqkv + i * t * 3 * d + 2 * d;

      prognosis_dense_add_product (t, t, d, dm, d, 1, value, 1, 3 * d, dattention + i * t * t, t);
      prognosis_dense_add_product (t, d, t, b->attention + i * t * t, 1, t, dm, d, 1, dvalue, 3 * d);
    }
  prognosis_softmax_backward (n * t, t, 1.0 / sqrt (d), b->attention, dattention);
  for (gsize i = 0; i < n; i++)
    {
      const double *da = dattention + i * t * t, *query = b->qkv + i * t * 3 * d, *key = query + d;
      double *dquery = dqkv + i * t * 3 * d, *dkey = dquery + d;

      prognosis_dense_add_product (t, d, t, da, t, 1, key, 3 * d, 1, dquery, 3 * d);
      prognosis_dense_add_product (t, d, t, da, 1, t, query, 3 * d, 1, dkey, 3 * d);
    }
}

static void
forward (const PrognosisNetShape *s, const double *w, const double *x, gsize n, double *work, double *y)
{
  const gsize d = s->hidden, t = s->n_in, rows = n * t;
  const double *places = w + d, *of_block = places + t * d;
  double *tokens = work, *features = spare_at (s, work, n);

  for (gsize i = 0; i < n; i++)
    for (gsize p = 0; p < t; p++)
      for (gsize k = 0; k < d; k++)
        tokens[(i * t + p) * d + k] = x[i * s->n_row + p] * w[k] + places[p * d + k];
  for (gsize l = 0; l < n_blocks (s); l++)
    {
      const Block b = block_at (s, work, n, l);
      const double *inner = of_block + 4 * d * d, *outer = inner + PROGNOSIS_DENSE_SIZE (d, d);

      memset (b.qkv, 0, rows * 3 * d * sizeof (double));
      prognosis_dense_nn (rows, 3 * d, d, tokens, of_block, b.qkv);
      attend (s, &b, n);
      memcpy (b.between, tokens, rows * d * sizeof (double));
      prognosis_dense_nn (rows, d, d, b.mixed, of_block + 3 * d * d, b.between);
      prognosis_dense_forward (inner, b.between, rows, d, d, b.inner);
      prognosis_tanh (b.inner, rows * d);
      prognosis_dense_forward (outer, b.inner, rows, d, d, b.out);
      for (gsize i = 0; i < rows * d; i++)
        b.out[i] += b.between[i];
      tokens = b.out;
      of_block += block_size (d);
    }
  memset (features, 0, n * 2 * d * sizeof *features);
  for (gsize i = 0; i < n; i++)
    {
      memcpy (features + i * 2 * d, tokens + (i * t + t - 1) * d, d * sizeof *features);
      for (gsize p = 0; p < t; p++)
        for (gsize k = 0; k < d; k++)
          features[i * 2 * d + d + k] += tokens[(i * t + p) * d + k] / t;
    }
  prognosis_dense_forward (of_block, features, n, 2 * d, s->n_out, y);
}

static void
backward (const PrognosisNetShape *s, const double *w, const double *x, gsize n, double *work, const double *dy, double *gradient)
{
  const gsize d = s->hidden, t = s->n_in, rows = n * t, blocks = d + t * d, output = blocks + n_blocks (s) * block_size (d);
  double *features = spare_at (s, work, n), *dfeatures = features + n * 2 * d, *dtokens = dfeatures + n * 2 * d;
  double *dinner = dtokens + rows * d, *dmixed = dinner + rows * d, *dqkv = dmixed + rows * d, *dattention = dqkv + 3 * rows * d;

  memset (dfeatures, 0, n * 2 * d * sizeof *dfeatures);
  prognosis_dense_backward (w + output, features, dy, n, 2 * d, s->n_out, gradient + output, dfeatures);
  for (gsize i = 0; i < n; i++)
    for (gsize p = 0; p < t; p++)
      for (gsize k = 0; k < d; k++)
        dtokens[(i * t + p) * d + k] = dfeatures[i * 2 * d + d + k] / t + (p == t - 1 ? dfeatures[i * 2 * d + k] : 0.0);
  for (gsize l = n_blocks (s); l-- > 0;)
    {
      const Block b = block_at (s, work, n, l);
      const gsize at = blocks + l * block_size (d), way = at + 3 * d * d, inner = at + 4 * d * d,
                  outer = inner + PROGNOSIS_DENSE_SIZE (d, d);
      const double *tokens = l ? block_at (s, work, n, l - 1).out : work;

      memset (dinner, 0, rows * d * sizeof *dinner);
      prognosis_dense_backward (w + outer, b.inner, dtokens, rows, d, d, gradient + outer, dinner);
      prognosis_tanh_backward (b.inner, dinner, rows * d);
      prognosis_dense_backward (w + inner, b.between, dinner, rows, d, d, gradient + inner, dtokens);
      memset (dmixed, 0, rows * d * sizeof *dmixed);
      prognosis_dense_tn (d, d, rows, b.mixed, dtokens, gradient + way);
      prognosis_dense_nt (rows, d, d, dtokens, w + way, dmixed);
      attend_backward (s, &b, n, dmixed, dqkv, dattention);
      prognosis_dense_tn (d, 3 * d, rows, tokens, dqkv, gradient + at);
      prognosis_dense_nt (rows, d, 3 * d, dqkv, w + at, dtokens);
    }
  for (gsize i = 0; i < n; i++)
    for (gsize p = 0; p < t; p++)
      for (gsize k = 0; k < d; k++)
        {
          gradient[k] += dtokens[(i * t + p) * d + k] * x[i * s->n_row + p];
          gradient[d + p * d + k] += dtokens[(i * t + p) * d + k];
        }
}

const PrognosisNet prognosis_net_transformer = {
  .id = "transformer",
  .default_hidden = 8,
  PROGNOSIS_NET_FUNCTIONS,
};

static const PrognosisLearner learner = PROGNOSIS_LEARNER_OF_NET (prognosis_net_transformer, FALSE);

const PrognosisForecaster prognosis_forecaster_transformer = {
  .id = "transformer",
  .title = N_ ("Transformer"),
  .family = PROGNOSIS_FAMILY_DATA_DRIVEN,
  .description = N_ ("Self-attention over the last two weeks"),
  .reads = PROGNOSIS_READS_LEARNER,
  .keeps_best = TRUE,
  .work = 50.0,
  .learner = &learner,
  .forecast = prognosis_learner_forecast,
};
