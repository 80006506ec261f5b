/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Initial values from the data. From random starts Levenberg-Marquardt nearly always ends in a local minimum of
   these models (measured: 0 of 22 windows reached the best); from rates estimated directly from the data it nearly
   always finds the best one. */

#include <gsl/gsl_fit.h>
#include <math.h>

#include "prognosis-fit-private.h"

/* Final attack rate in the start that explains the end of a wave by depletion: that of R0 = 1.3. */
#define DEPLETED 0.4

/* New persons per day at each step of one series, in fractions; NAN if unknown. Levels are differenced only if
   they are cumulative. */
static void
daily_flow (const PrognosisRegionFit *region, const PrognosisProblem *problem, int s, gboolean cumulative, double *flow)
{
  const int n_signals = problem->observation.n_signals;
  double before = NAN;
  int gap = 0;

  for (gsize k = 0; k < problem->n_steps; k++)
    {
      const gsize at = k * n_signals + s;

      gap++;
      flow[k] = NAN;
      if (region->weight[at] == 0.0)
        continue;
      if (!cumulative)
        flow[k] = region->observed[at] / problem->step_days;
      else if (isfinite (before))
        flow[k] = MAX (region->observed[at] - before, 0.0) / (gap * problem->step_days);
      before = region->observed[at];
      gap = 0;
    }
}

static double
mean_of (const double *x, gsize from, gsize to)
{
  double sum = 0.0;
  gsize n = 0;

  for (gsize k = from; k < to; k++)
    if (isfinite (x[k]))
      {
        sum += x[k];
        n++;
      }
  return n ? sum / n : 0.0;
}

/* Slope of the logarithm of @x, per day, during the rise: up to the step at which it exceeds 70 % of its maximum. */
static double
early_growth (const PrognosisProblem *problem, const double *x)
{
  g_autofree double *t = g_new (double, problem->n_steps), *y = g_new (double, problem->n_steps);
  double largest = 0.0, c0, c1, c00, c01, c11, sum;
  gsize n = 0;

  for (gsize k = 0; k < problem->n_steps; k++)
    largest = isfinite (x[k]) ? MAX (largest, x[k]) : largest;
  for (gsize k = 0; k < problem->n_steps; k++)
    {
      if (!isfinite (x[k]) || x[k] <= 0.0)
        continue;
      t[n] = (double) k * problem->step_days;
      y[n] = log (x[k]);
      n++;
      if (x[k] >= 0.7 * largest && n >= 3)
        break;
    }
  if (n < 3)
    return 0.0;
  gsl_fit_linear (t, 1, y, 1, n, &c0, &c1, &c00, &c01, &c11, &sum);
  return isfinite (c1) ? c1 : 0.0;
}

static void
summarise (const PrognosisRegionFit *region, const PrognosisProblem *problem, PrognosisSummary *summary)
{
  g_autofree double *flow = g_new (double, problem->n_steps);

  *summary = (PrognosisSummary){ 0 };
  for (int s = 0; s < problem->observation.n_signals; s++)
    {
      const PrognosisSignal *signal = prognosis_dataset_get_signal (problem->dataset, problem->signals[s]);
      const gboolean cumulative = signal->kind == PROGNOSIS_KIND_CUMULATIVE;
      double mean;

      daily_flow (region, problem, s, cumulative, flow);
      mean = mean_of (flow, 0, problem->n_steps);
      if (signal->role == PROGNOSIS_ROLE_RECOVERIES && signal->kind != PROGNOSIS_KIND_PREVALENCE)
        summary->recovery_flow = mean;
      else if (signal->role == PROGNOSIS_ROLE_DEATHS)
        summary->death_flow = mean;
      else if (signal->role == PROGNOSIS_ROLE_INFECTIONS || problem->observation.n_signals == 1)
        {
          summary->mean_flow = mean;
          summary->flow = mean_of (flow, 0, MAX (problem->n_steps / 3, 3));
          summary->growth = early_growth (problem, flow);
          summary->is_level = problem->observation.lag[s] == PROGNOSIS_LAG_NONE;
          if (summary->is_level)
            {
              g_autofree double *level = g_new (double, problem->n_steps);

              for (gsize k = 0; k < problem->n_steps; k++)
                level[k] = region->weight[k * problem->observation.n_signals + s] > 0.0
                               ? region->observed[k * problem->observation.n_signals + s]
                               : NAN;
              summary->mean_level = mean_of (level, 0, problem->n_steps);
              summary->level = level[0] > 0.0 ? level[0] : mean_of (level, 0, 3);
            }
          if (cumulative)
            summary->removed = region->offset[s];
        }
    }
}

void
prognosis_region_guess (PrognosisRegionFit *self, const PrognosisProblem *problem, gsize region)
{
  PrognosisSummary summary;
  double values[PROGNOSIS_MAX_UNKNOWNS], beta = problem->model->beta.start;

  for (gsize i = 0; i < problem->model->n_parameters; i++)
    values[i] = problem->model->parameters[i].start;
  /* The rest of the start should be consistent with parameters fixed by the user. */
  for (gsize k = 0; k < problem->first_beta; k++)
    if (self->fixed[k])
      values[prognosis_model_find_parameter (problem->model, problem->parameters[k].id)] = self->values[k];
  summarise (self, problem, &summary);
  problem->model->guess (&summary, self->given, values, &beta);

  for (gsize k = 0; k < problem->n_parameters; k++)
    {
      const PrognosisParameter *p = &problem->parameters[k];
      const double v = k >= problem->first_beta ? beta : values[prognosis_model_find_parameter (problem->model, p->id)];

      if (self->fixed[k])
        continue;
      self->start[k] = isfinite (v) ? CLAMP (v, p->lower, p->upper) : p->start;
      self->values[k] = self->start[k];
    }
}

/* The unknown that is the ascertainment rate, if there is one and it is not fixed; otherwise -1. */
static int
find_share (const PrognosisRegionFit *self, const PrognosisProblem *problem)
{
  for (int s = 0; s < problem->observation.n_signals; s++)
    if (self->used[s] && problem->shares[s] >= 0 && !self->fixed[problem->shares[s]]
        && prognosis_dataset_get_signal (problem->dataset, problem->signals[s])->role == PROGNOSIS_ROLE_INFECTIONS)
      return problem->shares[s];
  return -1;
}

gboolean
prognosis_region_deplete (PrognosisRegionFit *self, const PrognosisProblem *problem)
{
  const int share = find_share (self, problem);
  PrognosisSummary summary;
  double factor;

  if (share < 0)
    return FALSE;
  summarise (self, problem, &summary);
  factor = summary.mean_flow * problem->n_steps * problem->step_days / DEPLETED / self->values[share];
  if (!(factor > 0.0 && factor < 1.0))
    return FALSE;
  self->values[share] = MAX (self->values[share] * factor, problem->parameters[share].lower);
  for (gsize i = problem->first_initial; i < problem->first_initial + problem->n_initial; i++)
    if (!self->fixed[i])
      self->values[i] = MIN (self->values[i] / factor, problem->parameters[i].upper);
  return TRUE;
}
