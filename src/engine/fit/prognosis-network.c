/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-network.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

#include "prognosis-dense.h"

/* The output starts small, so that transmission is initially nearly constant. */
#define OUTPUT_SCALE 0.3

static gsize
layer_size (const PrognosisNetwork *self, int layer)
{
  const int in = layer == 0 ? self->n_inputs : self->hidden;
  const int out = layer == self->n_layers ? 1 : self->hidden;

  return (gsize) out * in + out;
}

static gsize
layer_offset (const PrognosisNetwork *self, int layer)
{
  gsize at = 0;

  for (int l = 0; l < layer; l++)
    at += layer_size (self, l);
  return at;
}

void
prognosis_network_init (PrognosisNetwork *self, int n_inputs, int hidden, int n_layers, int n_points)
{
  *self = (PrognosisNetwork){ .n_inputs = n_inputs, .hidden = hidden, .n_layers = n_layers, .n_points = n_points };
  self->n_weights = layer_offset (self, n_layers + 1);
  self->x = g_new0 (double, n_points *n_inputs);
  self->weights = g_new0 (double, self->n_weights);
  self->origin = g_new0 (double, self->n_weights);
  self->activation = g_new0 (double, n_layers *n_points *hidden);
  self->delta = g_new0 (double, n_layers *n_points *hidden);
}

void
prognosis_network_clear (PrognosisNetwork *self)
{
  g_free (self->x);
  g_free (self->weights);
  g_free (self->origin);
  g_free (self->activation);
  g_free (self->delta);
}

void
prognosis_network_randomise (PrognosisNetwork *self, gpointer rng)
{
  for (int l = 0; l <= self->n_layers; l++)
    {
      double *w = self->weights + layer_offset (self, l);
      const int in = l == 0 ? self->n_inputs : self->hidden, out = l == self->n_layers ? 1 : self->hidden;
      /* Time only ranges over [-1, 1]: the first layer must be steep enough to bend within it. */
      const double sd = l == 0 ? 2.0 / sqrt (in) : l == self->n_layers ? OUTPUT_SCALE / sqrt (in) : 1.0 / sqrt (in);

      for (int i = 0; i < out * in; i++)
        w[i] = gsl_ran_gaussian (rng, sd);
      for (int i = 0; i < out; i++)
        w[out * in + i] = l == self->n_layers ? 0.0 : gsl_ran_gaussian (rng, 1.0);
    }
  memcpy (self->origin, self->weights, self->n_weights * sizeof (double));
}

static const double *
inputs_of (const PrognosisNetwork *self, int l)
{
  return l == 0 ? self->x : self->activation + (gsize) (l - 1) * self->n_points * self->hidden;
}

static double *
deltas_of (const PrognosisNetwork *self, int l)
{
  return self->delta + (gsize) l * self->n_points * self->hidden;
}

static int
n_inputs_of (const PrognosisNetwork *self, int l)
{
  return l == 0 ? self->n_inputs : self->hidden;
}

void
prognosis_network_evaluate (PrognosisNetwork *self, double *output)
{
  const gsize h = self->hidden, n = self->n_points;
  const double *last = self->weights + layer_offset (self, self->n_layers);

  for (int l = 0; l < self->n_layers; l++)
    {
      const gsize in = n_inputs_of (self, l);
      const double *w = self->weights + layer_offset (self, l);
      double *a = self->activation + l * n * h;

      for (gsize k = 0; k < n; k++)
        memcpy (a + k * h, w + h * in, h * sizeof *a);
      prognosis_dense_nt (n, h, in, inputs_of (self, l), w, a);
      prognosis_tanh (a, n * h);
    }
  for (gsize k = 0; k < n; k++)
    output[k] = prognosis_dense_dot (last, inputs_of (self, self->n_layers) + k * h, h) + last[h];

  for (int l = self->n_layers - 1; l >= 0; l--)
    {
      double *d = deltas_of (self, l);

      if (l == self->n_layers - 1)
        for (gsize k = 0; k < n; k++)
          memcpy (d + k * h, last, h * sizeof *d);
      else
        {
          memset (d, 0, n * h * sizeof *d);
          prognosis_dense_nn (n, h, h, deltas_of (self, l + 1), self->weights + layer_offset (self, l + 1), d);
        }
      prognosis_tanh_backward (inputs_of (self, l + 1), d, n * h);
    }
}

void
prognosis_network_kernel (const PrognosisNetwork *self, double *kernel)
{
  const gsize n = self->n_points, h = self->hidden, size = n * n;
  g_autofree double *of_inputs = g_new (double, 2 * size);
  double *of_deltas = of_inputs + size;

  /* Weights and bias of the output. */
  for (gsize i = 0; i < size; i++)
    kernel[i] = 1.0;
  prognosis_dense_nt (n, n, h, inputs_of (self, self->n_layers), inputs_of (self, self->n_layers), kernel);
  for (int l = 0; l < self->n_layers; l++)
    {
      memset (of_inputs, 0, 2 * size * sizeof *of_inputs);
      prognosis_dense_nt (n, n, n_inputs_of (self, l), inputs_of (self, l), inputs_of (self, l), of_inputs);
      prognosis_dense_nt (n, n, h, deltas_of (self, l), deltas_of (self, l), of_deltas);
      for (gsize i = 0; i < size; i++)
        kernel[i] += (of_inputs[i] + 1.0) * of_deltas[i];
    }
}

void
prognosis_network_move (PrognosisNetwork *self, const double *c)
{
  const gsize h = self->hidden, n = self->n_points;
  g_autofree double *scaled = g_new (double, n *h);

  for (int l = 0; l <= self->n_layers; l++)
    {
      const gsize in = n_inputs_of (self, l), out = l == self->n_layers ? 1 : h;
      double *w = self->weights + layer_offset (self, l), *bias = w + out * in;

      for (gsize k = 0; k < n; k++)
        for (gsize i = 0; i < out; i++)
          {
            scaled[k * out + i] = c[k] * (l == self->n_layers ? 1.0 : deltas_of (self, l)[k * h + i]);
            bias[i] += scaled[k * out + i];
          }
      prognosis_dense_tn (out, in, n, scaled, inputs_of (self, l), w);
    }
}

/* @product[k] += @sign times the gradient of output k times @weights. */
static void
add_pull (const PrognosisNetwork *self, const double *weights, double sign, double *space, double *product)
{
  const gsize h = self->hidden, n = self->n_points;

  for (int l = 0; l <= self->n_layers; l++)
    {
      const gsize in = n_inputs_of (self, l), out = l == self->n_layers ? 1 : h;
      const double *w = weights + layer_offset (self, l), *bias = w + out * in, *x = inputs_of (self, l);

      if (l < self->n_layers)
        {
          memset (space, 0, n * in * sizeof *space);
          prognosis_dense_nn (n, in, h, deltas_of (self, l), w, space);
        }
      for (gsize k = 0; k < n; k++)
        product[k] += sign
                      * (l == self->n_layers ? prognosis_dense_dot (w, x + k * in, in) + bias[0]
                                             : prognosis_dense_dot (space + k * in, x + k * in, in)
                                                   + prognosis_dense_dot (bias, deltas_of (self, l) + k * h, h));
    }
}

void
prognosis_network_pull (const PrognosisNetwork *self, double *product)
{
  g_autofree double *space = g_new (double, self->n_points *MAX (self->hidden, self->n_inputs));

  memset (product, 0, self->n_points * sizeof (double));
  add_pull (self, self->weights, 1.0, space, product);
  add_pull (self, self->origin, -1.0, space, product);
}
