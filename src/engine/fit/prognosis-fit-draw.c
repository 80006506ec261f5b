/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Parameters drawn from the uncertainty of a fit: from the Laplace approximation, a Gaussian on the transformed scale
   whose precision is that of the loss at its minimum, or from refits (bootstrap, or an ensemble of starts). */

#include <gsl/gsl_blas.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <string.h>

#include "prognosis-fit-private.h"
#include "prognosis-simulator.h"

/* A separate stream for every region, so that draws depend neither on threads nor on other regions. */
gpointer
prognosis_fit_region_rng (const PrognosisFit *self, gsize region, guint purpose)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  gsl_rng_set (rng, (self->problem.options->seed * 2654435761u + region * 40503u + purpose * 97u) & 0xffffffffu);
  return rng;
}

/* Number of refits for a bootstrap or an ensemble; draws cycle through them. */
#define N_REFITS 40

static void
draw_refits (const PrognosisFit *self, gsize region, gsize n_draws, double *values, double *shapes)
{
  const PrognosisProblem *p = &self->problem;
  const gsize n = MIN (N_REFITS, n_draws);

  prognosis_region_refits (&self->regions[region], p, region, n, values, shapes);
  for (gsize d = n; d < n_draws; d++)
    {
      memcpy (values + d * p->n_parameters, values + d % n * p->n_parameters, p->n_parameters * sizeof (double));
      if (shapes)
        memcpy (shapes + d * p->n_shape, shapes + d % n * p->n_shape, p->n_shape * sizeof (double));
    }
}

void
prognosis_fit_draw_laplace (const PrognosisFit *self, gsize region, gsize n_draws, double *values, double *shapes)
{
  const PrognosisProblem *p = &self->problem;
  const PrognosisRegionFit *r = &self->regions[region];
  const gsize n = p->n_unknowns;
  gsl_rng *rng = prognosis_fit_region_rng (self, region, 1);
  g_autofree double *z = g_new (double, n);

  for (gsize d = 0; d < n_draws; d++)
    {
      double *out = values + d * p->n_parameters;

      memcpy (out, r->values, p->n_parameters * sizeof (double));
      if (shapes)
        memcpy (shapes + d * p->n_shape, r->shape, p->n_shape * sizeof (double));
      if (!r->cholesky)
        continue;
      for (gsize i = 0; i < n; i++)
        z[i] = gsl_ran_gaussian_ziggurat (rng, 1.0);
      {
        const gsl_matrix_const_view factor = gsl_matrix_const_view_array (r->cholesky, n, n);
        gsl_vector_view x = gsl_vector_view_array (z, n);

        gsl_blas_dtrsv (CblasLower, CblasTrans, CblasNonUnit, &factor.matrix, &x.vector);
      }
      for (gsize i = 0; i < p->n_parameters; i++)
        if (!r->fixed[i])
          out[i] = prognosis_parameter_value (&p->parameters[i],
                                              prognosis_parameter_transform (&p->parameters[i], out[i]) + CLAMP (z[i], -4.0, 4.0));
      if (shapes)
        for (gsize k = 0; k < p->n_shape; k++)
          for (gsize j = 0; j <= k && r->shape_map; j++)
            shapes[d * p->n_shape + k] += r->shape_map[k * p->n_shape + j] * z[p->n_parameters + j];
    }
  gsl_rng_free (rng);
}

static void
draw_all (const PrognosisFit *self, gsize region, gsize n_draws, double *values, double *shapes)
{
  if (self->problem.options->uncertainty != PROGNOSIS_UNCERTAINTY_LAPLACE && self->regions[region].cholesky && n_draws > 0)
    draw_refits (self, region, n_draws, values, shapes);
  else
    prognosis_fit_draw_laplace (self, region, n_draws, values, shapes);
}

void
prognosis_fit_draw (const PrognosisFit *self, gsize region, gsize n_draws, double *values)
{
  draw_all (self, region, n_draws, values, NULL);
}

void
prognosis_fit_draw_with_shape (const PrognosisFit *self, gsize region, gsize n_draws, double *values, double *shapes)
{
  draw_all (self, region, n_draws, values, shapes);
}
