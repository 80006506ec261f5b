/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Solves a fitted model with other parameters: for sliders, scenarios, draws and forecasts. */

#include <math.h>

#include "prognosis-fit-private.h"
#include "prognosis-simulator.h"

/* A forecast is anchored at the mean flow over this many days, because single days have weekday effects and noise. */
#define ANCHOR_DAYS 7
/* Groups of lanes that are solved together. */
#define N_GROUPS 4

/* Writes signal @s of the solution in one lane (@y points to it) from step @from on, in its unit. */
static void
write_curve (const PrognosisProblem *p, const PrognosisRegionFit *r, const double *y, int s, double share, gsize from, gsize length,
             double *curve)
{
  const PrognosisObservation *o = &p->observation;
  const gsize lanes = p->kernel->lanes, stride = p->model->n_states * lanes;

  for (gsize k = from; k < length; k++)
    curve[k] = 0.0;
  for (gsize i = 0; i < p->model->n_states; i++)
    if (o->c[s][i] != 0.0)
      for (gsize k = from; k < length; k++)
        {
          const double *now = y + (o->first_day + k * p->step_days) * stride + i * lanes;
          double before = 0.0;

          if (o->lag[s] == PROGNOSIS_LAG_START)
            before = y[i * lanes];
          else if (o->lag[s] == PROGNOSIS_LAG_STEP)
            before = *(now - o->step_days * stride);
          curve[k] += o->c[s][i] * (*now - before);
        }
  for (gsize k = from; k < length; k++)
    curve[k] = (share * curve[k] + r->offset[s]) * r->unit[s];
}

/* Anchors the curve after the origin at the last observation: cumulative counts are shifted; incidence and
   prevalence are multiplied, so that they still decay as in the model and never become negative. */
static void
anchor (const PrognosisProblem *p, const PrognosisRegionFit *r, int s, gsize horizon, double *curve)
{
  const int n_signals = p->observation.n_signals;
  const PrognosisSignal *signal = prognosis_dataset_get_signal (p->dataset, p->signals[s]);
  const double one = signal->kind == PROGNOSIS_KIND_RATE ? 1.0 : 0.5;
  gssize last = p->n_steps - 1;
  double observed, shift;

  while (last >= 0 && r->weight[last * n_signals + s] == 0.0)
    last--;
  if (last < 0)
    return;
  observed = (r->observed[last * n_signals + s] + r->offset[s]) * r->unit[s];
  if (signal->kind == PROGNOSIS_KIND_CUMULATIVE)
    {
      shift = observed - curve[last];
      for (gsize h = 0; h < horizon; h++)
        curve[p->n_steps + h] = MAX (curve[p->n_steps + h] + shift, observed);
      return;
    }
  if (signal->kind == PROGNOSIS_KIND_PREVALENCE)
    shift = (observed + one) / (curve[last] + one);
  else
    {
      const gssize n = p->step_days == 7 ? 2 : ANCHOR_DAYS;
      double sum = 0.0, model = 0.0;

      for (gssize k = MAX (last - n + 1, 0); k <= last; k++)
        if (r->weight[k * n_signals + s] > 0.0)
          {
            sum += r->observed[k * n_signals + s] * r->unit[s];
            model += curve[k];
          }
      shift = (sum + one) / (model + one);
    }
  /* A curve that misses the last week by more is wrong, not shifted. */
  shift = CLAMP (shift, 0.2, 5.0);
  for (gsize h = 0; h < horizon; h++)
    curve[p->n_steps + h] *= shift;
}

struct _PrognosisSimulator
{
  PrognosisFit *fit;
  gsize horizon;
  PrognosisWorkspace workspace;
  double *day_beta;
  double *outside; /* for coupled regions, or NULL */
  gboolean is_ahead_only, is_unanchored;
};

PrognosisSimulator *
prognosis_simulator_new (PrognosisFit *fit, gsize horizon)
{
  return prognosis_simulator_new_with (fit, horizon, fit->values);
}

PrognosisSimulator *
prognosis_simulator_new_with (PrognosisFit *fit, gsize horizon, const double *values)
{
  PrognosisSimulator *self = g_new0 (PrognosisSimulator, 1);
  const gsize n_days = fit->problem.n_days + horizon * fit->problem.step_days;

  self->fit = prognosis_fit_ref (fit);
  self->horizon = horizon;
  prognosis_workspace_init (&self->workspace, &fit->problem, n_days, N_GROUPS, FALSE);
  self->day_beta = g_new (double, n_days + 1);
  if (fit->coupling)
    self->outside = prognosis_fit_get_outside (fit, values, n_days);
  return self;
}

void
prognosis_simulator_free (PrognosisSimulator *self)
{
  prognosis_workspace_clear (&self->workspace);
  g_free (self->day_beta);
  g_free (self->outside);
  prognosis_fit_unref (self->fit);
  g_free (self);
}

/* Sets parameters and transmission of one draw, at its place among lanes and groups. */
static void
place_draw (PrognosisSimulator *self, gsize region, gsize place, const double *values, const double *shape,
            const double *log_factor)
{
  const PrognosisProblem *p = &self->fit->problem;
  const PrognosisRegionFit *r = &self->fit->regions[region];
  const gsize n_days = p->n_days + self->horizon * p->step_days, lanes = p->kernel->lanes;
  const gsize group = place / lanes, lane = place % lanes, ns = p->model->n_states, nr = p->model->n_rates;
  double y0[PROGNOSIS_MAX_STATES];

  for (gsize i = 0; i < nr; i++)
    self->workspace.rates[(group * nr + i) * lanes + lane] = values[i];
  prognosis_problem_get_initial (p, r, values, y0, NULL);
  for (gsize i = 0; i < ns; i++)
    self->workspace.y[(group * (n_days + 1) * ns + i) * lanes + lane] = y0[i];
  prognosis_problem_get_beta (p, values, shape ? shape : r->shape, n_days, self->day_beta);
  for (gsize t = 0; t <= n_days; t++)
    {
      double b = self->day_beta[t];

      if (log_factor && t > (gsize) p->n_days)
        b = MIN (b * exp (log_factor[t - p->n_days - 1]), p->model->beta.upper);
      self->workspace.beta[(group * (n_days + 1) + t) * lanes + lane] = b;
    }
}

void
prognosis_simulator_set_ahead_only (PrognosisSimulator *self)
{
  self->is_ahead_only = TRUE;
}

void
prognosis_simulator_set_unanchored (PrognosisSimulator *self)
{
  self->is_unanchored = TRUE;
}

/* The first step of the curve on which values after the origin depend: two weeks before the last observation. */
static gsize
first_needed (const PrognosisProblem *p, const PrognosisRegionFit *r, int s)
{
  gssize last = p->n_steps - 1;

  while (last > 0 && r->weight[last * p->observation.n_signals + s] == 0.0)
    last--;
  return MAX (last - 2 * ANCHOR_DAYS, 0);
}

gsize
prognosis_simulator_get_batch (const PrognosisSimulator *self)
{
  return N_GROUPS * self->fit->problem.kernel->lanes;
}

gboolean
prognosis_simulator_run_batch (PrognosisSimulator *self, gsize region, gsize n, const double *values, const double *shapes,
                               const double *log_factors, double *curves)
{
  const PrognosisProblem *p = &self->fit->problem;
  const PrognosisRegionFit *r = &self->fit->regions[region];
  const gsize n_days = p->n_days + self->horizon * p->step_days, lanes = p->kernel->lanes, length = p->n_steps + self->horizon;
  const gsize n_curves = prognosis_dataset_get_n_signals (p->dataset) * length;
  const gsize n_groups = (n + lanes - 1) / lanes, width = (n_days + 1) * p->model->n_states * lanes;
  const PrognosisSolve solve = { .n_days = n_days,
                                 .substeps = p->substeps,
                                 .n_groups = n_groups,
                                 .rates = self->workspace.rates,
                                 .beta = self->workspace.beta,
                                 .y = self->workspace.y };

  g_return_val_if_fail (n >= 1 && n <= prognosis_simulator_get_batch (self), FALSE);
  if (!r->has_data)
    return FALSE;
  /* Lanes without a draw repeat the last one. */
  for (gsize place = 0; place < n_groups * lanes; place++)
    {
      const gsize d = MIN (place, n - 1);

      place_draw (self, region, place, values + d * p->n_parameters, shapes ? shapes + d * p->n_shape : NULL,
                  log_factors ? log_factors + d * self->horizon * p->step_days : NULL);
    }
  for (gsize g = 0; self->outside && g < n_groups; g++)
    {
      PrognosisSolve one = solve;

      one.rates += g * p->model->n_rates * lanes;
      one.beta += g * (n_days + 1) * lanes;
      one.y += g * width;
      prognosis_coupled_solve_driven (p->kernel, &one, self->outside + region * n_days * p->substeps * 4);
    }
  if (!self->outside)
    p->kernel->solve (&solve);
  for (gsize d = 0; d < n; d++)
    for (int s = 0; s < p->observation.n_signals; s++)
      {
        double *curve = curves + d * n_curves + p->signals[s] * length;
        const double share = p->shares[s] >= 0 ? values[d * p->n_parameters + p->shares[s]] : 1.0;

        write_curve (p, r, self->workspace.y + d / lanes * width + d % lanes, s, share,
                     self->is_ahead_only ? first_needed (p, r, s) : 0, length, curve);
        if (!self->is_unanchored)
          anchor (p, r, s, self->horizon, curve);
        /* Some published models have no bounds that keep their states positive, but counts are. */
        for (gsize k = 0; k < length; k++)
          if (curve[k] < 0.0)
            curve[k] = 0.0;
      }
  return TRUE;
}

gboolean
prognosis_simulator_run (PrognosisSimulator *self, gsize region, const double *values, const double *shape,
                         const double *log_factor, double *curves)
{
  return prognosis_simulator_run_batch (self, region, 1, values, shape, log_factor, curves);
}

void
prognosis_simulator_get_transmission (const PrognosisSimulator *self, const double *values, double *beta, double *reproduction)
{
  const PrognosisProblem *p = &self->fit->problem;
  const gsize length = p->n_steps + self->horizon, ns = p->model->n_states, lanes = p->kernel->lanes;

  for (gsize k = 0; k < length; k++)
    {
      const gsize day = p->observation.first_day + k * p->step_days;

      if (beta)
        beta[k] = self->day_beta[day];
      if (reproduction)
        reproduction[k] = p->model->reproduction (values, self->day_beta[day], self->workspace.y[day * ns * lanes]);
    }
}

gboolean
prognosis_fit_is_coupled (const PrognosisFit *self)
{
  return self->coupling != NULL;
}

gboolean
prognosis_fit_simulate (const PrognosisFit *self, gsize region, const double *values, gsize horizon, double *curves)
{
  const gsize length = self->problem.n_steps + horizon, n = prognosis_dataset_get_n_signals (self->problem.dataset);
  g_autoptr (PrognosisSimulator) simulator = NULL;

  g_return_val_if_fail (region < self->n_regions, FALSE);
  simulator = prognosis_simulator_new_with ((PrognosisFit *) self, horizon, values);
  for (gsize i = 0; i < n * length; i++)
    curves[i] = NAN;
  return prognosis_simulator_run (simulator, region, values + region * self->problem.n_parameters, NULL, NULL, curves);
}
