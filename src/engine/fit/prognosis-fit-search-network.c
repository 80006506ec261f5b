/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The search with a network instead of knots: steps in the space of its outputs. */

#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <string.h>

#include "prognosis-fit-search.h"

/* Prior standard deviation of the network's change of log beta from its start. */
#define SHAPE_PRIOR_SD 1.0

#define SEASONS_DAYS 180

/* Inputs: time over the window in [-1, 1] and, if the window is long enough, the time of the year. */
void
prognosis_search_set_up_network (PrognosisNetwork *network, const PrognosisProblem *problem)
{
  /* In a shorter window, the time of the year says no more than the time. */
  const gboolean seasons
      = problem->n_days > SEASONS_DAYS && prognosis_dataset_get_frequency (problem->dataset) != PROGNOSIS_FREQUENCY_INDEX;
  const int first = prognosis_dataset_get_day (problem->dataset, problem->first) - problem->observation.first_day;

  prognosis_network_init (network, seasons ? 3 : 1, CLAMP (problem->options->hidden, 1, 256),
                          CLAMP (problem->options->layers, 1, 2), problem->n_shape);
  for (gsize k = 0; k < problem->n_shape; k++)
    {
      double *x = network->x + k * network->n_inputs;
      const double year = 2.0 * G_PI * (first + problem->knot_day[k]) / 365.25;

      x[0] = 2.0 * problem->knot_day[k] / MAX (problem->n_days, 1) - 1.0;
      if (seasons)
        {
          x[1] = cos (year);
          x[2] = sin (year);
        }
    }
}

double
prognosis_search_network_precision (const PrognosisSearch *self)
{
  const int k = self->problem->n_shape;
  double kernel[PROGNOSIS_MAX_KNOTS * PROGNOSIS_MAX_KNOTS], trace = 0.0;

  prognosis_network_kernel (self->network, kernel);
  for (int i = 0; i < k; i++)
    trace += kernel[i * k + i];
  return trace / k / (SHAPE_PRIOR_SD * SHAPE_PRIOR_SD);
}

/* Converts the normal equations for knots to those for steps y of the network (function-space Gauss-Newton). With
   G = L L' the inner products of the gradients of outputs, the smallest step of the weights that moves the outputs
   by L y is J' L^-T y, and its squared norm is y'y, so that damping and the prior of the weights are multiples of
   the identity. */
void
prognosis_search_to_network (PrognosisSearch *self, double *g, double *h)
{
  const gsize n0 = self->problem->n_parameters, k = self->problem->n_shape, nc = self->problem->n_columns;
  double pull[PROGNOSIS_MAX_KNOTS], full[PROGNOSIS_MAX_KNOTS * PROGNOSIS_MAX_KNOTS],
      work[PROGNOSIS_MAX_KNOTS * PROGNOSIS_MAX_KNOTS];
  gsl_matrix_view map = gsl_matrix_view_array (self->map, k, k), hyy = gsl_matrix_view_array (full, k, k);
  gsl_vector_view vector;
  double trace = 0.0;

  prognosis_network_kernel (self->network, self->map);
  prognosis_network_pull (self->network, pull);
  for (gsize i = 0; i < k; i++)
    trace += self->map[i * k + i];
  for (gsize i = 0; i < k; i++)
    self->map[i * k + i] += 1e-9 * trace; /* positive definite despite rounding */
  gsl_linalg_cholesky_decomp1 (&map.matrix);
  for (gsize i = 0; i < k; i++)
    for (gsize j = i + 1; j < k; j++)
      self->map[i * k + j] = 0.0;

  /* Gradient: L' g, and L^-1 J (w - w0) from the prior. */
  vector = gsl_vector_view_array (g + n0, k);
  gsl_blas_dtrmv (CblasLower, CblasTrans, CblasNonUnit, &map.matrix, &vector.vector);
  vector = gsl_vector_view_array (pull, k);
  gsl_blas_dtrsv (CblasLower, CblasNoTrans, CblasNonUnit, &map.matrix, &vector.vector);
  for (gsize i = 0; i < k; i++)
    g[n0 + i] += self->weight_precision * pull[i];

  /* Knots by parameters: L' H. */
  for (gsize j = 0; j < n0; j++)
    {
      for (gsize i = 0; i < k; i++)
        work[i] = h[(n0 + i) * nc + j];
      vector = gsl_vector_view_array (work, k);
      gsl_blas_dtrmv (CblasLower, CblasTrans, CblasNonUnit, &map.matrix, &vector.vector);
      for (gsize i = 0; i < k; i++)
        h[(n0 + i) * nc + j] = work[i];
    }
  /* Knots by knots: L' H L. */
  for (gsize i = 0; i < k; i++)
    for (gsize j = 0; j <= i; j++)
      full[i * k + j] = full[j * k + i] = h[(n0 + i) * nc + n0 + j];
  gsl_blas_dtrmm (CblasLeft, CblasLower, CblasTrans, CblasNonUnit, 1.0, &map.matrix, &hyy.matrix);
  gsl_blas_dtrmm (CblasRight, CblasLower, CblasNoTrans, CblasNonUnit, 1.0, &map.matrix, &hyy.matrix);
  for (gsize i = 0; i < k; i++)
    {
      for (gsize j = 0; j <= i; j++)
        h[(n0 + i) * nc + n0 + j] = full[i * k + j];
      h[(n0 + i) * nc + n0 + i] += self->weight_precision;
    }
}

void
prognosis_search_move_network (PrognosisSearch *self, double *trial)
{
  const gsize n0 = self->problem->n_parameters, k = self->problem->n_shape;
  gsl_matrix_view map = gsl_matrix_view_array (self->map, k, k);
  gsl_vector_view y = gsl_vector_view_array (trial + n0, k);

  memcpy (self->saved, self->network->weights, self->network->n_weights * sizeof (double));
  gsl_blas_dtrsv (CblasLower, CblasTrans, CblasNonUnit, &map.matrix, &y.vector);
  prognosis_network_move (self->network, trial + n0);
  prognosis_network_evaluate (self->network, trial + n0);
}

void
prognosis_search_restore_network (PrognosisSearch *self)
{
  double output[PROGNOSIS_MAX_KNOTS];

  memcpy (self->network->weights, self->saved, self->network->n_weights * sizeof (double));
  prognosis_network_evaluate (self->network, output);
}

void
prognosis_search_level_diagonal (const PrognosisSearch *self, double *diagonal)
{
  double largest = 0.0;

  for (gsize i = self->problem->n_parameters; i < self->n; i++)
    largest = MAX (largest, diagonal[i]);
  for (gsize i = self->problem->n_parameters; i < self->n; i++)
    diagonal[i] = largest;
}
