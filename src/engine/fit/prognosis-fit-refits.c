/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Refits to resampled residuals, or from jittered starts. */

#include <gsl/gsl_randist.h>
#include <string.h>

#include "prognosis-fit-search.h"

/* A copy that can be fitted without changing the original. */
static void
copy_region (PrognosisRegionFit *copy, const PrognosisRegionFit *self, const PrognosisProblem *problem)
{
  const gsize n = problem->n_steps * problem->observation.n_signals, np = problem->n_parameters;

  *copy = *self;
  copy->observed = g_memdup2 (self->observed, n * sizeof (double));
  copy->weight = g_memdup2 (self->weight, n * sizeof (double));
  copy->fixed = g_memdup2 (self->fixed, np * sizeof (gboolean));
  copy->start = g_memdup2 (self->start, np * sizeof (double));
  copy->values = g_memdup2 (self->values, np * sizeof (double));
  copy->shape = g_memdup2 (self->shape, MAX (problem->n_shape, 1) * sizeof (double));
  copy->prior_share = g_memdup2 (self->prior_share, np * sizeof (double));
  copy->robust_weight = copy->cholesky = copy->shape_map = copy->information = copy->losses = NULL;
  copy->notes = NULL;
  copy->network = NULL;
  copy->draws = NULL;
}

/* Fitted curve plus blocks of its residuals in random order: blocks preserve weekday effects and autocorrelation. */
static void
resample (const PrognosisSearch *search, PrognosisRegionFit *copy, gsl_rng *rng)
{
  const PrognosisProblem *p = search->problem;
  const gsize n_signals = p->observation.n_signals, block = MIN (p->step_days == 7 ? 3 : 7, p->n_steps);

  for (gsize s = 0; s < n_signals; s++)
    for (gsize k = 0, from = 0; k < p->n_steps; k++)
      {
        gsize at = k * n_signals + s, other;

        if (k % block == 0)
          from = gsl_rng_uniform_int (rng, p->n_steps - block + 1);
        other = (from + k % block) * n_signals + s;
        if (search->workspace->weight[at] > 0.0)
          {
            const double fitted = search->region->observed[at] + search->workspace->residual[at] / search->workspace->weight[at];
            const double w = search->workspace->weight[other], e = w > 0.0 ? search->workspace->residual[other] / w : 0.0;

            copy->observed[at] = fitted - e;
          }
      }
}

/* A few steps from the original fit to the resampled data. The shape of a network is fixed. */
static void
refit_bootstrap (PrognosisSearch *search, PrognosisRegionFit *copy, gsl_rng *rng, double *values)
{
  double shape[PROGNOSIS_MAX_KNOTS + 1], loss;
  PrognosisSearch *again = g_memdup2 (search, sizeof (PrognosisSearch));

  resample (search, copy, rng);
  again->region = copy;
  /* A refit need not be more exact than its resampled data. */
  prognosis_search_descend (again, 1e-3, NULL, &loss);
  prognosis_search_to_values (again, again->theta, values, shape);
  g_free (again);
}

static void
refit_ensemble (const PrognosisRegionFit *self, const PrognosisProblem *problem, PrognosisWorkspace *workspace,
                PrognosisRegionFit *copy, gsize region, guint64 seed, gsl_rng *rng)
{
  copy->seed = seed;
  for (gsize i = 0; i < problem->n_parameters; i++)
    if (!self->fixed[i])
      {
        const PrognosisParameter *p = &problem->parameters[i];
        const double theta = prognosis_parameter_transform (p, self->start[i]);

        copy->values[i] = prognosis_parameter_value (p, theta + 0.5 * prognosis_parameter_prior_sd (p) * gsl_ran_ugaussian (rng));
      }
  prognosis_region_fit (copy, problem, workspace, region, NULL, NULL, NULL);
}

void
prognosis_region_refits (const PrognosisRegionFit *self, const PrognosisProblem *problem, gsize region, gsize n, double *values,
                         double *shapes)
{
  PrognosisWorkspace workspace;
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  PrognosisSearch *search = g_new0 (PrognosisSearch, 1);
  PrognosisRegionFit original;

  gsl_rng_set (rng, (problem->options->seed * 2654435761u + region * 40503u + 7u) & 0xffffffffu);
  prognosis_workspace_init (&workspace, problem, problem->n_days, 1, TRUE);
  copy_region (&original, self, problem);
  prognosis_search_init (search, &original, problem, &workspace);
  for (gsize k = 0; k < problem->n_shape; k++)
    {
      search->theta[problem->n_parameters + k] = self->shape[k];
      search->fixed[problem->n_parameters + k] = TRUE;
    }
  for (gsize d = 0; d < n; d++)
    {
      double *out = values + d * problem->n_parameters;
      PrognosisRegionFit copy;

      copy_region (&copy, self, problem);
      if (problem->options->uncertainty == PROGNOSIS_UNCERTAINTY_BOOTSTRAP)
        {
          prognosis_search_set_weights (search);
          prognosis_search_evaluate_data (search, search->theta);
          refit_bootstrap (search, &copy, rng, out);
        }
      else
        {
          refit_ensemble (self, problem, &workspace, &copy, region, d + 1, rng);
          memcpy (out, copy.values, problem->n_parameters * sizeof (double));
        }
      if (shapes)
        memcpy (shapes + d * problem->n_shape, copy.shape, problem->n_shape * sizeof (double));
      prognosis_region_clear (&copy);
    }
  prognosis_region_clear (&original);
  prognosis_workspace_clear (&workspace);
  g_free (search);
  gsl_rng_free (rng);
}
