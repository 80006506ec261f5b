/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-scenario.h"
#include "prognosis-simulate.h"

#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

PrognosisScenario *
prognosis_scenario_new (const char *name)
{
  PrognosisScenario *self = g_new0 (PrognosisScenario, 1);

  self->name = g_strdup (name);
  self->changes = g_array_new (FALSE, TRUE, sizeof (PrognosisChange));
  return self;
}

PrognosisScenario *
prognosis_scenario_copy (const PrognosisScenario *self)
{
  PrognosisScenario *copy = prognosis_scenario_new (self->name);

  if (self->changes->len > 0)
    g_array_append_vals (copy->changes, self->changes->data, self->changes->len);
  return copy;
}

void
prognosis_scenario_free (PrognosisScenario *self)
{
  g_free (self->name);
  g_array_unref (self->changes);
  g_free (self);
}

gboolean
prognosis_scenario_equal (const PrognosisScenario *a, const PrognosisScenario *b)
{
  if (!g_str_equal (a->name, b->name) || a->changes->len != b->changes->len)
    return FALSE;
  for (guint i = 0; i < a->changes->len; i++)
    {
      const PrognosisChange *x = &g_array_index (a->changes, PrognosisChange, i);
      const PrognosisChange *y = &g_array_index (b->changes, PrognosisChange, i);

      if (x->day != y->day || x->factor != y->factor)
        return FALSE;
    }
  return TRUE;
}

/* The change that holds on @day is the last that has begun. */
static double
get_log_factor (const PrognosisScenario *self, int day)
{
  const PrognosisChange *held = NULL;

  for (guint i = 0; self != NULL && i < self->changes->len; i++)
    {
      const PrognosisChange *change = &g_array_index (self->changes, PrognosisChange, i);

      if (change->day <= day && (held == NULL || change->day >= held->day))
        held = change;
    }
  return held != NULL ? log (MAX (held->factor, 1e-6)) : 0;
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Every draw's curve: n_signals x horizon x n_draws. The draws of the parameters are the same for every scenario. */
static gboolean
solve_draws (const PrognosisScenario *self, PrognosisFit *fit, gsize region, gsize horizon, gsize n_draws, double *all)
{
  PrognosisDataset *dataset = prognosis_fit_get_dataset (fit);
  const gsize n_signals = prognosis_dataset_get_n_signals (dataset);
  const gsize n_parameters = prognosis_fit_get_n_parameters (fit);
  const gsize step_days = prognosis_dataset_get_step_days (dataset);
  const int origin = prognosis_dataset_get_day (dataset, (gssize) prognosis_dataset_get_n_steps (dataset) - 1);
  g_autoptr (PrognosisSimulator) simulator = NULL;
  g_autofree double *log_factor = g_new (double, horizon *step_days);
  g_autofree double *values = g_new (double, n_draws *n_parameters);
  g_autofree double *solved = NULL;
  gsize first, n_window;

  prognosis_fit_get_window (fit, &first, &n_window);
  if (!isfinite (prognosis_fit_get_region_loss (fit, region)))
    return FALSE;
  for (gsize day = 0; day < horizon * step_days; day++)
    log_factor[day] = get_log_factor (self, origin + 1 + (int) day);
  solved = g_new (double, n_signals *(n_window + horizon));
  for (gsize i = 0; i < n_signals * (n_window + horizon); i++)
    solved[i] = NAN;
  simulator = prognosis_simulator_new (fit, horizon);
  prognosis_fit_draw (fit, region, n_draws, values);
  for (gsize draw = 0; draw < n_draws; draw++)
    {
      if (!prognosis_simulator_run (simulator, region, values + draw * n_parameters, NULL, log_factor, solved))
        return FALSE;
      for (gsize s = 0; s < n_signals; s++)
        for (gsize h = 0; h < horizon; h++)
          all[(s * horizon + h) * n_draws + draw] = solved[s * (n_window + horizon) + n_window + h];
    }
  return TRUE;
}

/* NAN where any draw is. Sorts @draws. */
static void
find_quantiles (double *draws, gsize n_draws, const double *levels, gsize n_levels, double *quantiles)
{
  gboolean all_finite = TRUE;

  for (gsize i = 0; i < n_draws; i++)
    all_finite &= isfinite (draws[i]) != 0;
  if (all_finite)
    qsort (draws, n_draws, sizeof *draws, compare_doubles);
  for (gsize l = 0; l < n_levels; l++)
    quantiles[l] = all_finite ? gsl_stats_quantile_from_sorted_data (draws, 1, n_draws, levels[l]) : NAN;
}

gboolean
prognosis_scenario_solve (const PrognosisScenario *self, PrognosisFit *fit, gsize region, gsize horizon, gsize n_draws,
                          const double *levels, gsize n_levels, double *curves)
{
  const gsize n = prognosis_dataset_get_n_signals (prognosis_fit_get_dataset (fit)) * horizon;
  g_autofree double *all = g_new (double, n *n_draws);

  if (!solve_draws (self, fit, region, horizon, n_draws, all))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    find_quantiles (all + i * n_draws, n_draws, levels, n_levels, curves + i * n_levels);
  return TRUE;
}

/* What is counted anew in each step adds up; of other kinds the last value is what has come of it. */
static double
get_total (const double *curve, gsize horizon, gsize stride, PrognosisKind kind)
{
  double sum = 0;

  if (kind != PROGNOSIS_KIND_INCIDENT && kind != PROGNOSIS_KIND_RATE)
    return curve[(horizon - 1) * stride];
  for (gsize h = 0; h < horizon; h++)
    sum += curve[h * stride];
  return sum;
}

gboolean
prognosis_scenario_get_differences (const PrognosisScenario *self, PrognosisFit *fit, gsize region, gsize horizon,
                                    gsize n_draws, const double *levels, gsize n_levels, double *differences)
{
  PrognosisDataset *dataset = prognosis_fit_get_dataset (fit);
  const gsize n_signals = prognosis_dataset_get_n_signals (dataset), size = horizon * n_draws;
  g_autofree double *mine = g_new (double, n_signals *size);
  g_autofree double *baseline = g_new (double, n_signals *size);
  g_autofree double *difference = g_new (double, n_draws);

  if (!solve_draws (self, fit, region, horizon, n_draws, mine)
      || !solve_draws (NULL, fit, region, horizon, n_draws, baseline))
    return FALSE;
  for (gsize s = 0; s < n_signals; s++)
    {
      const PrognosisKind kind = prognosis_dataset_get_signal (dataset, s)->kind;

      for (gsize draw = 0; draw < n_draws; draw++)
        difference[draw] = get_total (mine + s * size + draw, horizon, n_draws, kind)
                           - get_total (baseline + s * size + draw, horizon, n_draws, kind);
      find_quantiles (difference, n_draws, levels, n_levels, differences + s * n_levels);
    }
  return TRUE;
}
