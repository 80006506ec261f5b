/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Fully connected network: the last steps of a series to the next ones, through one or two tanh layers. */

#include "prognosis-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "prognosis-learner.h"

static gsize
n_weights (const PrognosisNetShape *s)
{
  return PROGNOSIS_DENSE_SIZE (s->n_in, s->hidden) + (s->layers - 1) * PROGNOSIS_DENSE_SIZE (s->hidden, s->hidden)
         + PROGNOSIS_DENSE_SIZE (s->hidden, s->n_out);
}

/* Activations of all layers, and the derivatives of two. */
static gsize
n_work (const PrognosisNetShape *s)
{
  return (s->layers + 2) * s->hidden;
}

static double
cost (const PrognosisNetShape *s)
{
  return n_weights (s);
}

static void
start (const PrognosisNetShape *s, gpointer rng, double *w)
{
  for (gsize l = 0; l < s->layers; l++)
    {
      const gsize in = l ? s->hidden : s->n_in;

      prognosis_dense_start (rng, in, s->hidden, 1.0, w);
      w += PROGNOSIS_DENSE_SIZE (in, s->hidden);
    }
  prognosis_dense_start (rng, s->hidden, s->n_out, 0.1, w);
}

static void
forward (const PrognosisNetShape *s, const double *w, const double *x, gsize n, double *work, double *y)
{
  gsize in = s->n_in;

  for (gsize l = 0; l < s->layers; l++)
    {
      double *a = work + l * n * s->hidden;

      prognosis_dense_forward (w, x, n, in, s->hidden, a);
      prognosis_tanh (a, n * s->hidden);
      w += PROGNOSIS_DENSE_SIZE (in, s->hidden);
      x = a;
      in = s->hidden;
    }
  prognosis_dense_forward (w, x, n, in, s->n_out, y);
}

static void
backward (const PrognosisNetShape *s, const double *w, const double *x, gsize n, double *work, const double *dy, double *gradient)
{
  const gsize size = n * s->hidden, at = n_weights (s) - PROGNOSIS_DENSE_SIZE (s->hidden, s->n_out);
  double *d = work + s->layers * size, *below = d + size;
  gsize offset = at;

  memset (d, 0, size * sizeof *d);
  prognosis_dense_backward (w + at, work + (s->layers - 1) * size, dy, n, s->hidden, s->n_out, gradient + at, d);
  for (gsize l = s->layers; l-- > 0;)
    {
      const gsize in = l ? s->hidden : s->n_in;
      double *held = d;

      offset -= PROGNOSIS_DENSE_SIZE (in, s->hidden);
      prognosis_tanh_backward (work + l * size, d, size);
      memset (below, 0, size * sizeof *below);
      prognosis_dense_backward (w + offset, l ? work + (l - 1) * size : x, d, n, in, s->hidden, gradient + offset,
                                l ? below : NULL);
      d = below;
      below = held;
    }
}

const PrognosisNet prognosis_net_fc = {
  .id = "fc",
  .default_hidden = 32,
  PROGNOSIS_NET_FUNCTIONS,
};

static const PrognosisLearner learner = PROGNOSIS_LEARNER_OF_NET (prognosis_net_fc, FALSE);

const PrognosisForecaster prognosis_forecaster_fc = {
  .id = "fc",
  .title = N_ ("Fully connected network"),
  .family = PROGNOSIS_FAMILY_DATA_DRIVEN,
  .is_typical = TRUE,
  .description = N_ ("A network that maps the last two weeks of any region to the next one"),
  .reads = PROGNOSIS_READS_LEARNER,
  .keeps_best = TRUE,
  .work = 30.0,
  .learner = &learner,
  .forecast = prognosis_learner_forecast,
};
