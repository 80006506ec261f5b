/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Training of a map through the equations. Residuals are nearly linear in the map's outputs, so the Gauss-Newton method with
   weights for large residuals (Huber 1964; Holland, Welsch 1977) needs a few iterations. */

#include "autoode.h"

#include <gsl/gsl_linalg.h>
#include <math.h>
#include <string.h>

#define MAX_ITERATIONS 12
#define MAX_HALVINGS 8
#define TOLERANCE 1e-4 /* promised decrease, relative to the loss, of the last step */
#define FAR 0.02       /* promised decrease, relative to the loss, from which on the curvature is found anew */
#define MAX_OUTPUTS 4
#define MAX_AHEAD 16

static gsize
count_weights (const PrognosisAutoodeMap *self)
{
  gsize n = 0;

  for (gsize o = 0; o < self->n_outputs; o++)
    n += self->n_features[o];
  return n;
}

void
prognosis_autoode_map_apply (const PrognosisAutoodeMap *self, gsize pair, const double *weights, double *outputs)
{
  for (gsize o = 0; o < self->n_outputs; o++)
    {
      const double *f = self->get_features (pair, o, self->data);

      outputs[o] = 0.0;
      for (gsize i = 0; i < self->n_features[o]; i++)
        outputs[o] += *weights++ * f[i];
    }
}

/* Of one pair: the loss and, with @slope, its gradient and curvature with respect to the outputs. */
static double
add_residuals (const PrognosisAutoodeMap *self, const double *error, const double *slope, double *gradient, double *curvature)
{
  const gsize n = self->n_outputs;
  double loss = 0.0;
  gsize n_known = 0;

  for (gsize h = 0; h < self->n_ahead; h++)
    n_known += isfinite (error[h]) ? 1 : 0;
  for (gsize h = 0; h < self->n_ahead && n_known; h++)
    {
      const double e = error[h], size = fabs (e), share = size > self->huber ? self->huber / size : 1.0;
      const double *d = slope ? slope + h * n : NULL;

      if (!isfinite (e))
        continue;
      loss += (size > self->huber ? 2.0 * self->huber * size - self->huber * self->huber : e * e) / n_known;
      for (gsize a = 0; d && a < n; a++)
        {
          gradient[a] += 2.0 * share * e * d[a] / n_known;
          for (gsize b = 0; b < n; b++)
            curvature[a * n + b] += 2.0 * share * d[a] * d[b] / n_known;
        }
    }
  return loss;
}

/* @hessian: upper triangle of n x n, or NULL; @gradient: n, or NULL. */
static double
evaluate (const PrognosisAutoodeMap *self, const double *weights, double *gradient, double *hessian)
{
  const gsize n = count_weights (self), n_out = self->n_outputs;
  double loss = 0.0;

  if (gradient)
    memset (gradient, 0, n * sizeof (double));
  if (hessian)
    memset (hessian, 0, n * n * sizeof (double));
  for (gsize p = 0; p < self->n_pairs; p++)
    {
      double outputs[MAX_OUTPUTS], error[MAX_AHEAD], slope[MAX_AHEAD * MAX_OUTPUTS];
      double g[MAX_OUTPUTS] = { 0.0 }, c[MAX_OUTPUTS * MAX_OUTPUTS] = { 0.0 };

      if (self->weight[p] <= 0.0)
        continue;
      prognosis_autoode_map_apply (self, p, weights, outputs);
      self->evaluate (p, outputs, error, gradient ? slope : NULL, self->data);
      loss += self->weight[p] * add_residuals (self, error, gradient ? slope : NULL, g, c);
      for (gsize a = 0, row = 0; gradient && a < n_out; row += self->n_features[a++])
        {
          const double *fa = self->get_features (p, a, self->data);

          for (gsize i = 0; i < self->n_features[a]; i++)
            gradient[row + i] += self->weight[p] * g[a] * fa[i];
          for (gsize b = a, column = row; hessian && b < n_out; column += self->n_features[b++])
            {
              const double *fb = self->get_features (p, b, self->data);
              const double x = self->weight[p] * c[a * n_out + b];

              for (gsize i = 0; i < self->n_features[a]; i++)
                {
                  const double xf = x * fa[i];
                  double *out = hessian + (row + i) * n + column;

                  for (gsize j = a == b ? i : 0; j < self->n_features[b]; j++)
                    out[j] += xf * fb[j];
                }
            }
        }
    }
  for (gsize k = 0; k < n; k++)
    {
      loss += self->penalty[k] * weights[k] * weights[k];
      if (gradient)
        gradient[k] += 2.0 * self->penalty[k] * weights[k];
      if (hessian)
        hessian[k * n + k] += 2.0 * self->penalty[k];
    }
  return loss;
}

double
prognosis_autoode_map_loss (const PrognosisAutoodeMap *self, const double *weights, double *gradient)
{
  return evaluate (self, weights, gradient, NULL);
}

/* Decomposes the upper triangle in place; FALSE if it is not positive definite. */
static gboolean
decompose (double *hessian, gsize n)
{
  gsl_matrix_view matrix = gsl_matrix_view_array (hessian, n, n);

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < i; j++)
      hessian[i * n + j] = hessian[j * n + i];
  return gsl_linalg_cholesky_decomp1 (&matrix.matrix) == 0;
}

/* The step hessian^-1 gradient, and the decrease of the loss that it promises; NAN if there is none. */
static double
find_step (const double *decomposed, const double *gradient, gsize n, double *step)
{
  gsl_matrix_const_view matrix = gsl_matrix_const_view_array (decomposed, n, n);
  gsl_vector_view vector = gsl_vector_view_array (step, n);
  double decrease = 0.0;

  memcpy (step, gradient, n * sizeof (double));
  if (gsl_linalg_cholesky_svx (&matrix.matrix, &vector.vector) != 0)
    return NAN;
  for (gsize i = 0; i < n; i++)
    decrease += 0.5 * step[i] * gradient[i];
  return decrease;
}

static void
move (const double *weights, const double *step, double size, gsize n, double *moved)
{
  for (gsize k = 0; k < n; k++)
    moved[k] = weights[k] - size * step[k];
}

int
prognosis_autoode_map_train (const PrognosisAutoodeMap *self, double *weights)
{
  const gsize n = count_weights (self);
  g_autofree double *step = g_new (double, n), *gradient = g_new (double, n), *hessian = g_new (double, n *n);
  g_autofree double *tried = g_new (double, n);
  double loss = evaluate (self, weights, gradient, hessian);

  if (!decompose (hessian, n))
    return 0;
  for (int iteration = 1; iteration <= MAX_ITERATIONS; iteration++)
    {
      const double promised = find_step (hessian, gradient, n, step);
      /* Near the minimum the curvature hardly changes, so that it serves several steps. */
      const gboolean is_far = promised > FAR * loss;
      double size = 1.0, next = NAN;

      if (promised <= TOLERANCE * loss)
        {
          move (weights, step, 1.0, n, weights);
          return iteration;
        }
      for (int halving = 0; isfinite (promised) && halving < MAX_HALVINGS && !(next <= loss); halving++, size /= 2.0)
        {
          move (weights, step, size, n, tried);
          next = evaluate (self, tried, gradient, is_far ? hessian : NULL);
        }
      if (!(next <= loss))
        return iteration;
      memcpy (weights, tried, n * sizeof (double));
      loss = next;
      if (is_far && !decompose (hessian, n))
        return iteration;
    }
  return MAX_ITERATIONS;
}
