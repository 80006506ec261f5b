/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The network of transmission: its products with gradients, compared with finite differences. */

#include <gsl/gsl_rng.h>
#include <math.h>
#include <string.h>

#include "prognosis-network.h"

#define N_POINTS 7

/* Gradient of every output with respect to every weight, by central differences: n_points x n_weights. */
static double *
gradients (PrognosisNetwork *network)
{
  double *j = g_new (double, N_POINTS * network->n_weights), up[N_POINTS], down[N_POINTS];
  const double h = 1e-5;

  for (gsize i = 0; i < network->n_weights; i++)
    {
      network->weights[i] += h;
      prognosis_network_evaluate (network, up);
      network->weights[i] -= 2.0 * h;
      prognosis_network_evaluate (network, down);
      network->weights[i] += h;
      for (int k = 0; k < N_POINTS; k++)
        j[k * network->n_weights + i] = (up[k] - down[k]) / (2.0 * h);
    }
  return j;
}

static void
test_products (gconstpointer data)
{
  const int layers = GPOINTER_TO_INT (data);
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  PrognosisNetwork network;
  double output[N_POINTS], kernel[N_POINTS * N_POINTS], pull[N_POINTS], c[N_POINTS];
  g_autofree double *j = NULL, *before = NULL;

  prognosis_network_init (&network, 3, 5, layers, N_POINTS);
  for (int i = 0; i < N_POINTS * 3; i++)
    network.x[i] = sin (1.0 + i);
  prognosis_network_randomise (&network, rng);
  for (gsize i = 0; i < network.n_weights; i++)
    network.weights[i] += 0.1 * cos (i);
  j = gradients (&network);
  prognosis_network_evaluate (&network, output);
  prognosis_network_kernel (&network, kernel);
  prognosis_network_pull (&network, pull);
  for (int k = 0; k < N_POINTS; k++)
    {
      double expected = 0.0;

      for (gsize i = 0; i < network.n_weights; i++)
        expected += j[k * network.n_weights + i] * (network.weights[i] - network.origin[i]);
      g_assert_cmpfloat_with_epsilon (pull[k], expected, 1e-8);
      for (int m = 0; m < N_POINTS; m++)
        {
          expected = 0.0;
          for (gsize i = 0; i < network.n_weights; i++)
            expected += j[k * network.n_weights + i] * j[m * network.n_weights + i];
          g_assert_cmpfloat_with_epsilon (kernel[k * N_POINTS + m], expected, 1e-7 * MAX (1.0, fabs (expected)));
        }
      c[k] = cos (3.0 * k);
    }
  before = g_memdup2 (network.weights, network.n_weights * sizeof (double));
  prognosis_network_move (&network, c);
  for (gsize i = 0; i < network.n_weights; i++)
    {
      double expected = 0.0;

      for (int k = 0; k < N_POINTS; k++)
        expected += c[k] * j[k * network.n_weights + i];
      g_assert_cmpfloat_with_epsilon (network.weights[i] - before[i], expected, 1e-8);
    }
  prognosis_network_clear (&network);
  gsl_rng_free (rng);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/engine/network/one-layer", GINT_TO_POINTER (1), test_products);
  g_test_add_data_func ("/engine/network/two-layers", GINT_TO_POINTER (2), test_products);
  return g_test_run ();
}
