/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Networks: every gradient compared with finite differences. */

#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

#include "prognosis-net.h"

#define N 5

static double
objective (const PrognosisNet *net, const PrognosisNetShape *shape, const double *w, const double *x, const double *dy,
           double *work, double *y)
{
  double sum = 0.0;

  net->forward (shape, w, x, N, work, y);
  for (gsize i = 0; i < N * shape->n_out; i++)
    sum += dy[i] * y[i];
  return sum;
}

static void
check_gradient (const PrognosisNet *net, const PrognosisNetShape *shape, gsl_rng *rng)
{
  const gsize n = net->n_weights (shape);
  g_autofree double *w = g_new0 (double, n), *gradient = g_new0 (double, n), *x = g_new (double, N * shape->n_row);
  g_autofree double *work = g_new0 (double, N * net->n_work (shape)), *y = g_new (double, N * shape->n_out),
                    *dy = g_new (double, N * shape->n_out);
  double norm = 0.0, off = 0.0;

  net->start (shape, rng, w);
  for (gsize i = 0; i < n; i++)
    w[i] += gsl_ran_gaussian (rng, 0.2);
  for (gsize i = 0; i < N * shape->n_row; i++)
    x[i] = gsl_ran_ugaussian (rng);
  for (gsize i = 0; i < N && shape->n_row > shape->n_in; i++)
    x[i * shape->n_row + shape->n_row - 1] = i % (shape->n_neighbours + 1);
  for (gsize i = 0; i < N * shape->n_out; i++)
    dy[i] = gsl_ran_ugaussian (rng);
  objective (net, shape, w, x, dy, work, y);
  net->backward (shape, w, x, N, work, dy, gradient);
  for (gsize i = 0; i < n; i++)
    {
      const double at = w[i], h = 1e-3;
      double f[4], difference;

      for (int k = 0; k < 4; k++)
        {
          w[i] = at + h * (k < 2 ? k - 2 : k - 1);
          f[k] = objective (net, shape, w, x, dy, work, y);
        }
      w[i] = at;
      difference = (f[0] - 8.0 * f[1] + 8.0 * f[2] - f[3]) / (12.0 * h);
      norm += gradient[i] * gradient[i];
      off += (gradient[i] - difference) * (gradient[i] - difference);
    }
  g_test_message ("%s, %d wide, %d deep: %d weights, off by %.1e of the norm", net->id, (int) shape->hidden, (int) shape->layers,
                  (int) n, sqrt (off / norm));
  g_assert_cmpfloat (norm, >, 0.0);
  g_assert_cmpfloat (sqrt (off / norm), <, 1e-7);
}

static void
test_gradient (gconstpointer data)
{
  const PrognosisNet *net = data;
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  for (gsize layers = 1; layers <= 2; layers++)
    for (gsize neighbours = 0; neighbours <= 3; neighbours += 3)
      {
        const PrognosisNetShape shape = { .n_in = 6,
                                          .n_out = 4,
                                          .n_row = neighbours ? 6 * (1 + neighbours) + 1 : 6,
                                          .n_neighbours = neighbours,
                                          .hidden = 7,
                                          .layers = layers };

        check_gradient (net, &shape, rng);
      }
  gsl_rng_free (rng);
}

int
main (int argc, char *argv[])
{
  static const PrognosisNet *const nets[]
      = { &prognosis_net_fc, &prognosis_net_seq2seq, &prognosis_net_neural_ode, &prognosis_net_transformer, &prognosis_net_gat };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (nets); i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/learn/%s/gradient", nets[i]->id);

      g_test_add_data_func (path, nets[i], test_gradient);
    }
  return g_test_run ();
}
