/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Joint fit of coupled regions: starts from the uncoupled fits and minimises over all unknowns by L-BFGS, with the
   exact gradient of the coupled solver. The unknowns of each region are whitened by the precision matrix of its
   uncoupled fit; otherwise the narrow valleys of these models would take thousands of iterations. */

#include "prognosis-config.h"

#include <glib/gi18n-lib.h>
#include <gsl/gsl_blas.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <string.h>

#include "prognosis-error.h"
#include "prognosis-fit-private.h"
#include "prognosis-lbfgs.h"

/* Log-normal prior of the coupling weights: small unless the data show otherwise. */
#define TYPICAL_WEIGHT 0.02
#define WEIGHT_PRIOR_SD 1.5
#define MAX_ITERATIONS 200
#define TOLERANCE 1e-5

typedef struct
{
  PrognosisFit *fit;
  PrognosisCoupled coupled;
  gsize n_regional;                  /* number of unknowns of all regions */
  double *theta0;                    /* n_regions x n_parameters */
  double *coupling_prior;            /* by unknown of the coupling */
  double *observed, *weight, *share; /* by group, in the layout of the kernels */
  double *y_bar, *beta_bar, *rate_bar, *share_bar, *loss;
  double *values; /* n_regions x n_parameters, at the last point evaluated */
} Joint;

PrognosisCouplingKind
prognosis_problem_get_coupling (const PrognosisProblem *problem)
{
  if (problem->options->coupling != PROGNOSIS_COUPLING_DEFAULT)
    return problem->options->coupling;
  return prognosis_dataset_has_adjacency (problem->dataset) ? problem->model->default_coupling : PROGNOSIS_COUPLING_NONE;
}

gboolean
prognosis_problem_check_coupling (const PrognosisProblem *problem, GError **error)
{
  if (problem->options->coupling == PROGNOSIS_COUPLING_ADJACENCY && !prognosis_dataset_has_adjacency (problem->dataset))
    {
      prognosis_set_option_error (
          error, "coupling",
          _ ("coupling along the adjacency needs the neighbours of each region, and the data do not include them"));
      return FALSE;
    }
  return TRUE;
}

static gboolean
can_couple (const PrognosisRegionFit *region)
{
  return region->has_data && region->cholesky;
}

/* theta - theta0 = L^-T u for one region; fixed parameters do not move. */
static void
unwhiten (const Joint *joint, gsize r, const double *u, double *theta)
{
  const PrognosisProblem *p = &joint->fit->problem;
  const gsize n = p->n_parameters;
  const gsl_matrix_const_view factor = gsl_matrix_const_view_array_with_tda (joint->fit->regions[r].cholesky, n, n, p->n_unknowns);
  gsl_vector_view x = gsl_vector_view_array (theta, n);

  memcpy (theta, u, n * sizeof (double));
  gsl_blas_dtrsv (CblasLower, CblasTrans, CblasNonUnit, &factor.matrix, &x.vector);
  for (gsize i = 0; i < n; i++)
    theta[i] = joint->theta0[r * n + i] + (joint->fit->regions[r].fixed[i] ? 0.0 : theta[i]);
}

/* The transpose: the gradient with respect to u from that with respect to theta. */
static void
whiten_gradient (const Joint *joint, gsize r, double *g)
{
  const PrognosisProblem *p = &joint->fit->problem;
  const gsl_matrix_const_view factor
      = gsl_matrix_const_view_array_with_tda (joint->fit->regions[r].cholesky, p->n_parameters, p->n_parameters, p->n_unknowns);
  gsl_vector_view x = gsl_vector_view_array (g, p->n_parameters);

  for (gsize i = 0; i < p->n_parameters; i++)
    if (joint->fit->regions[r].fixed[i])
      g[i] = 0.0;
  gsl_blas_dtrsv (CblasLower, CblasNoTrans, CblasNonUnit, &factor.matrix, &x.vector);
}

/* Writes the parameters of one region to the solver's input. */
static void
place_region (Joint *joint, gsize r, const double *values)
{
  const PrognosisProblem *p = &joint->fit->problem;
  PrognosisCoupled *c = &joint->coupled;
  const PrognosisRegionFit *region = &joint->fit->regions[r];
  const gsize lanes = c->kernel->lanes, g = r / lanes, l = r % lanes;
  double y0[PROGNOSIS_MAX_STATES] = { 0 };
  g_autofree double *beta = g_new (double, c->n_days + 1);

  for (int i = 0; i < c->kernel->n_rates; i++)
    c->rates[(g * c->kernel->n_rates + i) * lanes + l] = values[i];
  if (can_couple (region))
    prognosis_problem_get_initial (p, region, values, y0, NULL);
  for (int i = 0; i < c->kernel->n_states; i++)
    c->y[(g * (c->n_days + 1) * c->kernel->n_states + i) * lanes + l] = y0[i];
  prognosis_problem_get_beta (p, values, region->shape, c->n_days, beta);
  for (int t = 0; t <= c->n_days; t++)
    c->beta[(g * (c->n_days + 1) + t) * lanes + l] = beta[t];
  for (int s = 0; joint->share && s < p->observation.n_signals; s++)
    joint->share[(g * p->observation.n_signals + s) * lanes + l] = p->shares[s] >= 0 ? values[p->shares[s]] : 1.0;
}

static void
region_gradient (const Joint *joint, gsize r, const double *theta, double *gradient)
{
  const PrognosisProblem *p = &joint->fit->problem;
  const PrognosisCoupled *c = &joint->coupled;
  const gsize lanes = c->kernel->lanes, g = r / lanes, l = r % lanes, n = p->n_parameters;
  const double *values = joint->values + r * n;
  double y0[PROGNOSIS_MAX_STATES], dy0[PROGNOSIS_MAX_STATES * PROGNOSIS_MAX_INITIAL];

  memset (gradient, 0, n * sizeof (double));
  for (int i = 0; i < c->kernel->n_rates; i++)
    gradient[i] += joint->rate_bar[(g * c->kernel->n_rates + i) * lanes + l];
  prognosis_problem_get_initial (p, &joint->fit->regions[r], values, y0, dy0);
  for (int i = 0; i < c->kernel->n_states; i++)
    for (gsize k = 0; k < p->n_initial; k++)
      gradient[p->first_initial + k]
          += joint->y_bar[(g * (c->n_days + 1) * c->kernel->n_states + i) * lanes + l] * dy0[i * p->n_initial + k];
  for (int s = 0; s < p->observation.n_signals; s++)
    if (p->shares[s] >= 0)
      gradient[p->shares[s]] += joint->share_bar[(g * p->observation.n_signals + s) * lanes + l];
  for (gsize i = 0; i < p->first_beta; i++)
    gradient[i] *= prognosis_parameter_slope (&p->parameters[i], values[i]);
  for (int t = 0; t <= c->n_days; t++)
    {
      const gsize at = (g * (c->n_days + 1) + t) * lanes + l;

      for (gsize k = 0; k < p->n_betas; k++)
        gradient[p->first_beta + k] += joint->beta_bar[at] * c->beta[at] * (p->n_shape ? 1.0 : p->hat[t * p->n_knots + k]);
    }
  for (gsize i = 0; i < n && p->options->prior != PROGNOSIS_PRIOR_NONE; i++)
    {
      const double sd = prognosis_parameter_prior_sd (&p->parameters[i]);
      const double start = prognosis_parameter_transform (&p->parameters[i], joint->fit->regions[r].start[i]);

      gradient[i] += (theta[i] - start) / (sd * sd);
    }
}

static double
prior_loss (const Joint *joint, gsize r, const double *theta)
{
  const PrognosisProblem *p = &joint->fit->problem;
  double sum = 0.0;

  if (p->options->prior == PROGNOSIS_PRIOR_NONE)
    return 0.0;
  for (gsize i = 0; i < p->n_parameters; i++)
    if (!joint->fit->regions[r].fixed[i])
      {
        const double sd = prognosis_parameter_prior_sd (&p->parameters[i]);
        const double d = (theta[i] - prognosis_parameter_transform (&p->parameters[i], joint->fit->regions[r].start[i])) / sd;

        sum += 0.5 * d * d;
      }
  return sum;
}

/* Loss of all regions, and its gradient. */
static double
joint_loss (const double *u, double *gradient, gpointer data)
{
  Joint *joint = data;
  const PrognosisProblem *p = &joint->fit->problem;
  PrognosisCoupled *c = &joint->coupled;
  PrognosisCoupling *coupling = joint->fit->coupling;
  const gsize lanes = c->kernel->lanes, n = p->n_parameters, n_signals = p->observation.n_signals;
  const PrognosisSolve solve = { .n_days = c->n_days, .substeps = c->substeps, .n_groups = c->n_groups, .y = c->y };
  const PrognosisLossData loss_data = {
    .share = joint->share, .observed = joint->observed, .weight = joint->weight, .loss = joint->loss, .share_bar = joint->share_bar
  };
  double theta[PROGNOSIS_MAX_UNKNOWNS], loss = 0.0;

  for (gsize r = 0; r < c->n_regions; r++)
    {
      if (!can_couple (&joint->fit->regions[r]))
        continue;
      unwhiten (joint, r, u + r * n, theta);
      for (gsize i = 0; i < n; i++)
        if (!joint->fit->regions[r].fixed[i])
          joint->values[r * n + i] = prognosis_parameter_value (&p->parameters[i], theta[i]);
      place_region (joint, r, joint->values + r * n);
      loss += prior_loss (joint, r, theta);
    }
  prognosis_coupling_set (coupling, u + joint->n_regional);
  prognosis_coupled_solve (c);

  memset (joint->beta_bar, 0, c->n_groups * (c->n_days + 1) * lanes * sizeof (double));
  memset (joint->rate_bar, 0, c->n_groups * c->kernel->n_rates * lanes * sizeof (double));
  memset (joint->share_bar, 0, c->n_groups * n_signals * lanes * sizeof (double));
  memset (gradient, 0, (joint->n_regional + coupling->n_unknowns) * sizeof (double));
  c->kernel->observe (&solve, &p->observation, &loss_data, joint->y_bar);
  for (gsize l = 0; l < c->n_groups * lanes; l++)
    loss += joint->loss[l];
  prognosis_coupled_adjoint (c, joint->y_bar, joint->beta_bar, joint->rate_bar, gradient + joint->n_regional);
  for (gsize r = 0; r < c->n_regions; r++)
    if (can_couple (&joint->fit->regions[r]))
      {
        unwhiten (joint, r, u + r * n, theta);
        region_gradient (joint, r, theta, gradient + r * n);
        whiten_gradient (joint, r, gradient + r * n);
      }
  for (gsize i = 0; i < coupling->n_unknowns; i++)
    {
      const double d = (u[joint->n_regional + i] - joint->coupling_prior[i]) / WEIGHT_PRIOR_SD;

      loss += 0.5 * d * d;
      gradient[joint->n_regional + i] += d / WEIGHT_PRIOR_SD;
    }
  return loss;
}

/* Weights from each region's own fit, including the Huber weight of each residual: outliers remain outliers. */
static void
set_data (Joint *joint)
{
  const PrognosisProblem *p = &joint->fit->problem;
  const gsize lanes = joint->coupled.kernel->lanes, n = p->n_steps * p->observation.n_signals;

  for (gsize r = 0; r < joint->coupled.n_regions; r++)
    {
      const PrognosisRegionFit *region = &joint->fit->regions[r];
      const gsize g = r / lanes, l = r % lanes;

      if (!can_couple (region) || !region->robust_weight)
        continue;
      for (gsize i = 0; i < n; i++)
        {
          joint->observed[(g * n + i) * lanes + l] = region->observed[i];
          joint->weight[(g * n + i) * lanes + l] = region->robust_weight[i];
        }
    }
}

static void
joint_init (Joint *joint, PrognosisFit *fit)
{
  const PrognosisProblem *p = &fit->problem;
  const gsize lanes = p->kernel->lanes, n_signals = p->observation.n_signals;
  gsize groups;

  *joint = (Joint){ .fit = fit, .n_regional = fit->n_regions * p->n_parameters };
  prognosis_coupled_init (&joint->coupled, p->kernel, fit->coupling, fit->n_regions, p->n_days, p->substeps);
  groups = joint->coupled.n_groups;
  joint->theta0 = g_new0 (double, joint->n_regional);
  joint->values = g_memdup2 (fit->values, joint->n_regional * sizeof (double));
  joint->coupling_prior = g_new0 (double, MAX (fit->coupling->n_unknowns, 1));
  joint->observed = prognosis_kernel_alloc (groups * p->n_steps * n_signals * lanes);
  joint->weight = prognosis_kernel_alloc (groups * p->n_steps * n_signals * lanes);
  joint->share = prognosis_kernel_alloc (groups * n_signals * lanes);
  joint->share_bar = prognosis_kernel_alloc (groups * n_signals * lanes);
  joint->loss = prognosis_kernel_alloc (groups * lanes);
  joint->y_bar = prognosis_kernel_alloc (groups * (p->n_days + 1) * p->model->n_states * lanes);
  joint->beta_bar = prognosis_kernel_alloc (groups * (p->n_days + 1) * lanes);
  joint->rate_bar = prognosis_kernel_alloc (groups * p->model->n_rates * lanes);
  for (gsize r = 0; r < fit->n_regions; r++)
    for (gsize i = 0; i < p->n_parameters; i++)
      joint->theta0[r * p->n_parameters + i] = prognosis_parameter_transform (&p->parameters[i], fit->regions[r].values[i]);
  set_data (joint);
}

static void
joint_clear (Joint *joint)
{
  double *aligned[] = { joint->observed, joint->weight, joint->share,    joint->share_bar,
                        joint->loss,     joint->y_bar,  joint->beta_bar, joint->rate_bar };

  for (gsize i = 0; i < G_N_ELEMENTS (aligned); i++)
    g_aligned_free (aligned[i]);
  g_free (joint->theta0);
  g_free (joint->values);
  g_free (joint->coupling_prior);
  prognosis_coupled_clear (&joint->coupled);
}

/* Start of the coupling: equal for all neighbours; for low rank with some noise, because equal columns would stay
   equal. */
static void
start_coupling (const Joint *joint, double *theta)
{
  const PrognosisCoupling *coupling = joint->fit->coupling;
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  gsl_rng_set (rng, joint->fit->problem.options->seed);
  for (gsize i = 0; i < coupling->n_unknowns; i++)
    if (coupling->kind == PROGNOSIS_COUPLING_ADJACENCY)
      theta[i] = joint->coupling_prior[i] = log (TYPICAL_WEIGHT);
    else
      {
        /* The weights of a region, sums of @rank products, add up to five typical ones; from the same start, all
           columns would stay alike. */
        joint->coupling_prior[i] = 0.5 * log (5.0 * TYPICAL_WEIGHT / (coupling->rank * coupling->n_regions));
        theta[i] = joint->coupling_prior[i] + gsl_ran_gaussian (rng, 0.3);
      }
  gsl_rng_free (rng);
}

/* Stores the losses of the coupled solution instead of the uncoupled ones. */
static void
store (Joint *joint)
{
  PrognosisFit *fit = joint->fit;
  const PrognosisProblem *p = &fit->problem;
  const PrognosisCoupled *c = &joint->coupled;
  const gsize lanes = c->kernel->lanes, n_signals = p->observation.n_signals;

  for (gsize r = 0; r < fit->n_regions; r++)
    {
      PrognosisRegionFit *region = &fit->regions[r];
      const gsize g = r / lanes, l = r % lanes;
      const double *y = c->y + g * (c->n_days + 1) * c->kernel->n_states * lanes + l;
      double scaled = 0.0;

      if (!can_couple (region))
        continue;
      memcpy (region->values, joint->values + r * p->n_parameters, p->n_parameters * sizeof (double));
      region->square = 0.0;
      for (gsize i = 0; i < p->n_steps * n_signals; i++)
        {
          const int s = i % n_signals, day = p->observation.first_day + i / n_signals * p->step_days;
          double value = 0.0, e;

          if (region->weight[i] == 0.0)
            continue;
          for (gsize k = 0; k < p->model->n_states; k++)
            {
              double level = y[(day * p->model->n_states + k) * lanes];

              if (p->observation.lag[s] == PROGNOSIS_LAG_START)
                level -= y[k * lanes];
              else if (p->observation.lag[s] == PROGNOSIS_LAG_STEP)
                level -= y[((day - p->step_days) * p->model->n_states + k) * lanes];
              value += p->observation.c[s][k] * level;
            }
          e = (p->shares[s] >= 0 ? region->values[p->shares[s]] : 1.0) * value - region->observed[i];
          region->square += e * e;
          e *= region->robust_weight[i] * region->noise[s];
          scaled += e * e;
        }
      region->loss = (p->options->loss == PROGNOSIS_LOSS_SQUARES ? region->square : scaled) / region->n_observed;
    }
  for (gsize r = 0; r < fit->n_regions; r++)
    memcpy (fit->values + r * p->n_parameters, fit->regions[r].values, p->n_parameters * sizeof (double));
}

void
prognosis_fit_couple (PrognosisFit *fit, GCancellable *cancellable)
{
  const PrognosisProblem *p = &fit->problem;
  g_autofree double *u = NULL;
  gsize evaluations = 0;
  Joint joint;

  fit->coupling = prognosis_coupling_new (p->dataset, prognosis_problem_get_coupling (p), p->options->rank);
  joint_init (&joint, fit);
  u = g_new0 (double, joint.n_regional + MAX (fit->coupling->n_unknowns, 1));
  start_coupling (&joint, u + joint.n_regional);
  prognosis_lbfgs (joint_loss, &joint, u, joint.n_regional + fit->coupling->n_unknowns, MAX_ITERATIONS, TOLERANCE, cancellable,
                   &evaluations);
  {
    g_autofree double *gradient = g_new (double, joint.n_regional + MAX (fit->coupling->n_unknowns, 1));

    joint_loss (u, gradient, &joint);
  }
  fit->n_joint_evaluations = evaluations;
  store (&joint);
  joint_clear (&joint);
}

double
prognosis_fit_get_joint_loss (PrognosisFit *fit, const double *u, double *gradient)
{
  Joint joint;
  double loss;

  joint_init (&joint, fit);
  for (gsize i = 0; i < fit->coupling->n_unknowns; i++)
    joint.coupling_prior[i] = log (TYPICAL_WEIGHT);
  loss = joint_loss (u, gradient, &joint);
  joint_clear (&joint);
  return loss;
}

gsize
prognosis_fit_get_n_joint (const PrognosisFit *fit)
{
  return fit->n_regions * fit->problem.n_parameters + fit->coupling->n_unknowns;
}

/* The external force of infection on every region from all others, with the given parameters; n_regions x (n_days
   x substeps x 4). */
double *
prognosis_fit_get_outside (const PrognosisFit *fit, const double *values, int n_days)
{
  const PrognosisProblem *p = &fit->problem;
  const gsize n_stages = (gsize) n_days * p->substeps * 4, lanes = p->kernel->lanes;
  double *outside = g_new (double, fit->n_regions *n_stages);
  Joint joint = { .fit = (PrognosisFit *) fit };

  prognosis_coupled_init (&joint.coupled, p->kernel, fit->coupling, fit->n_regions, n_days, p->substeps);
  for (gsize r = 0; r < fit->n_regions; r++)
    place_region (&joint, r, values + r * p->n_parameters);
  prognosis_coupled_solve (&joint.coupled);
  for (gsize r = 0; r < fit->n_regions; r++)
    for (gsize k = 0; k < n_stages; k++)
      outside[r * n_stages + k]
          = joint.coupled.x[k * joint.coupled.n_groups * lanes + r] - joint.coupled.z[k * joint.coupled.n_groups * lanes + r];
  prognosis_coupled_clear (&joint.coupled);
  return outside;
}
