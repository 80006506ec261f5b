/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-network.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

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

static inline double
dot (const double *a, const double *b, int n)
{
  double sum = 0.0;

  for (int i = 0; i < n; i++)
    sum += a[i] * b[i];
  return sum;
}

/* Row k of the inputs to layer @l. */
static inline const double *
input_of (const PrognosisNetwork *self, int l, int k)
{
  return l == 0 ? self->x + k * self->n_inputs : self->activation + ((gsize) (l - 1) * self->n_points + k) * self->hidden;
}

static inline double *
delta_of (const PrognosisNetwork *self, int l, int k)
{
  return self->delta + ((gsize) l * self->n_points + k) * self->hidden;
}

void
prognosis_network_evaluate (PrognosisNetwork *self, double *output)
{
  const int h = self->hidden;

  for (int k = 0; k < self->n_points; k++)
    {
      const double *last;

      for (int l = 0; l < self->n_layers; l++)
        {
          const int in = l == 0 ? self->n_inputs : h;
          const double *w = self->weights + layer_offset (self, l), *x = input_of (self, l, k);
          double *a = self->activation + ((gsize) l * self->n_points + k) * h;

          for (int i = 0; i < h; i++)
            a[i] = tanh (dot (w + (gsize) i * in, x, in) + w[(gsize) h * in + i]);
        }
      last = self->weights + layer_offset (self, self->n_layers);
      output[k] = dot (last, input_of (self, self->n_layers, k), h) + last[h];

      for (int l = self->n_layers - 1; l >= 0; l--)
        {
          const double *a = self->activation + ((gsize) l * self->n_points + k) * h;
          double *d = delta_of (self, l, k);

          if (l == self->n_layers - 1)
            memcpy (d, last, h * sizeof (double));
          else
            {
              const double *w = self->weights + layer_offset (self, l + 1), *above = delta_of (self, l + 1, k);

              memset (d, 0, h * sizeof (double));
              for (int i = 0; i < h; i++)
                for (int j = 0; j < h; j++)
                  d[j] += above[i] * w[(gsize) i * h + j];
            }
          for (int i = 0; i < h; i++)
            d[i] *= 1.0 - a[i] * a[i];
        }
    }
}

void
prognosis_network_kernel (const PrognosisNetwork *self, double *kernel)
{
  const int n = self->n_points, h = self->hidden;

  for (int i = 0; i < n; i++)
    for (int j = 0; j <= i; j++)
      {
        /* Weights and bias of the output. */
        double g = dot (input_of (self, self->n_layers, i), input_of (self, self->n_layers, j), h) + 1.0;

        for (int l = 0; l < self->n_layers; l++)
          g += (dot (input_of (self, l, i), input_of (self, l, j), l == 0 ? self->n_inputs : h) + 1.0)
               * dot (delta_of (self, l, i), delta_of (self, l, j), h);
        kernel[i * n + j] = kernel[j * n + i] = g;
      }
}

void
prognosis_network_move (PrognosisNetwork *self, const double *c)
{
  const int h = self->hidden;

  for (int l = 0; l <= self->n_layers; l++)
    {
      const int in = l == 0 ? self->n_inputs : h, out = l == self->n_layers ? 1 : h;
      double *w = self->weights + layer_offset (self, l);

      for (int k = 0; k < self->n_points; k++)
        {
          const double *x = input_of (self, l, k);

          for (int i = 0; i < out; i++)
            {
              const double d = c[k] * (l == self->n_layers ? 1.0 : delta_of (self, l, k)[i]);

              for (int j = 0; j < in; j++)
                w[(gsize) i * in + j] += d * x[j];
              w[(gsize) out * in + i] += d;
            }
        }
    }
}

void
prognosis_network_pull (const PrognosisNetwork *self, double *product)
{
  const int h = self->hidden;

  memset (product, 0, self->n_points * sizeof (double));
  for (int l = 0; l <= self->n_layers; l++)
    {
      const int in = l == 0 ? self->n_inputs : h, out = l == self->n_layers ? 1 : h;
      const double *w = self->weights + layer_offset (self, l), *o = self->origin + layer_offset (self, l);

      for (int i = 0; i < out; i++)
        {
          const double *wi = w + (gsize) i * in, *oi = o + (gsize) i * in;
          const double bias = w[(gsize) out * in + i] - o[(gsize) out * in + i];

          for (int k = 0; k < self->n_points; k++)
            {
              const double *x = input_of (self, l, k);
              double sum = bias;

              for (int j = 0; j < in; j++)
                sum += (wi[j] - oi[j]) * x[j];
              product[k] += sum * (l == self->n_layers ? 1.0 : delta_of (self, l, k)[i]);
            }
        }
    }
}
