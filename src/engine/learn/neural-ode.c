/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Neural ordinary differential equation (Chen et al. 2018): the window is encoded into a few hidden states; a network
   gives the rates of change of these and of the logarithm of the flow (daily or weekly number), which are integrated by
   RK4 with a step of one day or week. The gradient is that of the discrete steps, by backpropagation.

     z' = f(z), (log flow)' = f_0(z)

   The forecast is exp (log flow), relative to the size of the window. */

#include "prognosis-config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "prognosis-learner.h"

/* The logarithm of the flow and three latent states. */
#define STATES 4
/* Limit of the growth rate per step. */
#define LARGEST_RATE 0.3

/* Encoder: window -> hidden -> states; field: states -> hidden (-> hidden) -> rates; output biases, on the
   logarithm. */
typedef struct
{
  gsize read1, read2, field1, field2, field3, bias, n;
} Offsets;

static gboolean
is_deep (const PrognosisNetShape *s)
{
  return s->layers > 1;
}

static Offsets
get_offsets (const PrognosisNetShape *s)
{
  Offsets o = { 0 };

  o.read2 = PROGNOSIS_DENSE_SIZE (s->n_in, s->hidden);
  o.field1 = o.read2 + PROGNOSIS_DENSE_SIZE (s->hidden, STATES);
  o.field2 = o.field1 + PROGNOSIS_DENSE_SIZE (STATES, s->hidden);
  o.field3 = o.field2 + (is_deep (s) ? PROGNOSIS_DENSE_SIZE (s->hidden, s->hidden) : 0);
  o.bias = o.field3 + PROGNOSIS_DENSE_SIZE (s->hidden, STATES);
  o.n = o.bias + s->n_out;
  return o;
}

static gsize
n_weights (const PrognosisNetShape *s)
{
  return get_offsets (s).n;
}

/* Each stage keeps its input, the layers and the rate. */
static gsize
stage_work (const PrognosisNetShape *s)
{
  return 2 * STATES + 2 * s->hidden;
}

static gsize
n_work (const PrognosisNetShape *s)
{
  return s->hidden + STATES + s->n_out * (4 * stage_work (s) + STATES) + s->n_out + 2 * s->hidden + 7 * STATES;
}

static double
cost (const PrognosisNetShape *s)
{
  const Offsets o = get_offsets (s);

  return o.field1 + 4.0 * s->n_out * (o.bias - o.field1 + 3 * s->hidden);
}

static void
start (const PrognosisNetShape *s, gpointer rng, double *w)
{
  const Offsets o = get_offsets (s);

  prognosis_dense_start (rng, s->n_in, s->hidden, 1.0, w);
  prognosis_dense_start (rng, s->hidden, STATES, 0.3, w + o.read2);
  prognosis_dense_start (rng, STATES, s->hidden, 1.0, w + o.field1);
  if (is_deep (s))
    prognosis_dense_start (rng, s->hidden, s->hidden, 1.0, w + o.field2);
  prognosis_dense_start (rng, s->hidden, STATES, 0.1, w + o.field3);
}

typedef struct
{
  double *input, *first, *second, *rate;
} Stage;

typedef struct
{
  double *read, *state0; /* n x hidden, n x STATES */
  double *steps;         /* n_out x (4 stages, state after) */
  double *factor;        /* n x n_out: the output before the bend at zero */
  double *d1, *d2;       /* n x hidden */
  double *dstate, *drate[4], *dinput, *dold;
} Memory;

static Memory
lay_out (const PrognosisNetShape *s, gsize n, double *work)
{
  Memory m;

  m.read = work;
  m.state0 = m.read + n * s->hidden;
  m.steps = m.state0 + n * STATES;
  m.factor = m.steps + n * s->n_out * (4 * stage_work (s) + STATES);
  m.d1 = m.factor + n * s->n_out;
  m.d2 = m.d1 + n * s->hidden;
  m.dstate = m.d2 + n * s->hidden;
  for (int k = 0; k < 4; k++)
    m.drate[k] = m.dstate + n * STATES * (k + 1);
  m.dinput = m.dstate + n * STATES * 5;
  m.dold = m.dstate + n * STATES * 6;
  return m;
}

static Stage
stage_at (const PrognosisNetShape *s, const Memory *m, gsize n, gsize step, int stage)
{
  double *at = m->steps + n * (step * (4 * stage_work (s) + STATES) + stage * stage_work (s));
  const Stage it = { at, at + n * STATES, at + n * (STATES + s->hidden), at + n * (STATES + 2 * s->hidden) };

  return it;
}

static double *
state_after (const PrognosisNetShape *s, const Memory *m, gsize n, gsize step)
{
  return m->steps + n * (step * (4 * stage_work (s) + STATES) + 4 * stage_work (s));
}

static void
field_forward (const PrognosisNetShape *s, const Offsets *o, const double *w, gsize n, const Stage *k)
{
  const double *top = k->first;

  prognosis_dense_forward (w + o->field1, k->input, n, STATES, s->hidden, k->first);
  prognosis_tanh (k->first, n * s->hidden);
  if (is_deep (s))
    {
      prognosis_dense_forward (w + o->field2, k->first, n, s->hidden, s->hidden, k->second);
      prognosis_tanh (k->second, n * s->hidden);
      top = k->second;
    }
  prognosis_dense_forward (w + o->field3, top, n, s->hidden, STATES, k->rate);
  prognosis_tanh (k->rate, n * STATES);
  for (gsize i = 0; i < n * STATES; i++)
    k->rate[i] *= LARGEST_RATE;
}

/* Overwrites @drate and m->dinput, which receives the result. */
static void
field_backward (const PrognosisNetShape *s, const Offsets *o, const double *w, gsize n, const Stage *k, const Memory *m,
                double *drate, double *gradient)
{
  const double *top = is_deep (s) ? k->second : k->first;

  for (gsize i = 0; i < n * STATES; i++)
    drate[i] *= LARGEST_RATE * (1.0 - k->rate[i] * k->rate[i] / (LARGEST_RATE * LARGEST_RATE));
  memset (m->d1, 0, n * s->hidden * sizeof (double));
  prognosis_dense_backward (w + o->field3, top, drate, n, s->hidden, STATES, gradient + o->field3, m->d1);
  prognosis_tanh_backward (top, m->d1, n * s->hidden);
  if (is_deep (s))
    {
      memset (m->d2, 0, n * s->hidden * sizeof (double));
      prognosis_dense_backward (w + o->field2, k->first, m->d1, n, s->hidden, s->hidden, gradient + o->field2, m->d2);
      prognosis_tanh_backward (k->first, m->d2, n * s->hidden);
    }
  memset (m->dinput, 0, n * STATES * sizeof (double));
  prognosis_dense_backward (w + o->field1, k->input, is_deep (s) ? m->d2 : m->d1, n, STATES, s->hidden, gradient + o->field1,
                            m->dinput);
}

static const double inside[4] = { 0.0, 0.5, 0.5, 1.0 }, share[4] = { 1.0 / 6.0, 1.0 / 3.0, 1.0 / 3.0, 1.0 / 6.0 };

/* The output is relative to the size: bias + exp (log flow) - 1, so that the initial biases are the mean. */
static void
forward (const PrognosisNetShape *s, const double *w, const double *x, gsize n, double *work, double *y)
{
  const Offsets o = get_offsets (s);
  const Memory m = lay_out (s, n, work);
  const double *before = m.state0;

  for (gsize i = 0; i < n; i++)
    memcpy (m.read + i * s->hidden, w + s->n_in * s->hidden, s->hidden * sizeof *w);
  prognosis_dense_nn (n, s->hidden, s->n_in, x, w, m.read);
  prognosis_tanh (m.read, n * s->hidden);
  prognosis_dense_forward (w + o.read2, m.read, n, s->hidden, STATES, m.state0);
  for (gsize t = 0; t < s->n_out; t++)
    {
      double *after = state_after (s, &m, n, t);

      memcpy (after, before, n * STATES * sizeof *after);
      for (int k = 0; k < 4; k++)
        {
          const Stage stage = stage_at (s, &m, n, t, k);
          const double *rate = k ? stage_at (s, &m, n, t, k - 1).rate : before;

          for (gsize i = 0; i < n * STATES; i++)
            stage.input[i] = before[i] + (k ? inside[k] * rate[i] : 0.0);
          field_forward (s, &o, w, n, &stage);
          for (gsize i = 0; i < n * STATES; i++)
            after[i] += share[k] * stage.rate[i];
        }
      for (gsize i = 0; i < n; i++)
        {
          m.factor[t * n + i] = exp (CLAMP (after[i * STATES], -5.0, 2.5));
          y[i * s->n_out + t] = w[o.bias + t] * m.factor[t * n + i];
        }
      before = after;
    }
}

static void
backward (const PrognosisNetShape *s, const double *w, const double *x, gsize n, double *work, const double *dy, double *gradient)
{
  const Offsets o = get_offsets (s);
  const Memory m = lay_out (s, n, work);

  memset (m.dstate, 0, n * STATES * sizeof (double));
  for (gsize t = s->n_out; t-- > 0;)
    {
      const double *after = state_after (s, &m, n, t);

      for (gsize i = 0; i < n; i++)
        {
          const double d = dy[i * s->n_out + t];

          gradient[o.bias + t] += d * m.factor[t * n + i];
          if (after[i * STATES] > -5.0 && after[i * STATES] < 2.5)
            m.dstate[i * STATES] += d * w[o.bias + t] * m.factor[t * n + i];
        }
      /* Each stage passes its share to its rate, and the derivative by its input to the previous state and the
         previous rate. */
      memcpy (m.dold, m.dstate, n * STATES * sizeof (double));
      for (int k = 0; k < 4; k++)
        for (gsize i = 0; i < n * STATES; i++)
          m.drate[k][i] = share[k] * m.dstate[i];
      for (int k = 4; k-- > 0;)
        {
          const Stage stage = stage_at (s, &m, n, t, k);

          field_backward (s, &o, w, n, &stage, &m, m.drate[k], gradient);
          for (gsize i = 0; i < n * STATES; i++)
            {
              m.dold[i] += m.dinput[i];
              if (k > 0)
                m.drate[k - 1][i] += inside[k] * m.dinput[i];
            }
        }
      memcpy (m.dstate, m.dold, n * STATES * sizeof (double));
    }
  memset (m.d1, 0, n * s->hidden * sizeof (double));
  prognosis_dense_backward (w + o.read2, m.read, m.dstate, n, s->hidden, STATES, gradient + o.read2, m.d1);
  prognosis_tanh_backward (m.read, m.d1, n * s->hidden);
  prognosis_dense_backward (w, x, m.d1, n, s->n_in, s->hidden, gradient, NULL);
}

const PrognosisNet prognosis_net_neural_ode = {
  .id = "neural-ode",
  .default_hidden = 16,
  PROGNOSIS_NET_FUNCTIONS,
};

static const PrognosisLearner learner = PROGNOSIS_LEARNER_OF_NET (prognosis_net_neural_ode, FALSE);

const PrognosisForecaster prognosis_forecaster_neural_ode = {
  .id = "neural-ode",
  .title = N_ ("Neural ODE"),
  .family = PROGNOSIS_FAMILY_DATA_DRIVEN,
  .description = N_ ("A network as the rate of change of hidden states and of log growth"),
  .reads = PROGNOSIS_READS_LEARNER,
  .keeps_best = TRUE,
  .work = 40.0,
  .learner = &learner,
  .forecast = prognosis_learner_forecast,
};
