/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "prognosis-equations.h"
#include "prognosis-preset.h"

#include <math.h>

struct _PrognosisEquations
{
  PrognosisFit *fit; /* or NULL */
  gsize horizon;
  PrognosisForecast *forecast; /* with dynamics; NULL with a fit */
  GHashTable *intervals;       /* two doubles each, by region, parameter and view: finding one takes up to 20 ms */
};

PrognosisEquations *
prognosis_equations_new_for_fit (PrognosisFit *fit, gsize horizon)
{
  PrognosisEquations *self = g_new0 (PrognosisEquations, 1);

  self->fit = prognosis_fit_ref (fit);
  self->horizon = horizon;
  self->intervals = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return self;
}

PrognosisEquations *
prognosis_equations_new_for_forecast (PrognosisForecast *forecast)
{
  PrognosisEquations *self;

  if (prognosis_forecast_get_fit (forecast) != NULL)
    return prognosis_equations_new_for_fit (prognosis_forecast_get_fit (forecast), prognosis_forecast_get_horizon (forecast));
  if (prognosis_forecast_get_dynamics (forecast) == NULL)
    return NULL;
  self = g_new0 (PrognosisEquations, 1);
  self->forecast = prognosis_forecast_ref (forecast);
  self->horizon = prognosis_forecast_get_horizon (forecast);
  self->intervals = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return self;
}

void
prognosis_equations_free (PrognosisEquations *self)
{
  g_clear_pointer (&self->fit, prognosis_fit_unref);
  g_clear_pointer (&self->forecast, prognosis_forecast_unref);
  g_clear_pointer (&self->intervals, g_hash_table_unref);
  g_free (self);
}

static PrognosisDynamics *
get_dynamics (PrognosisEquations *self)
{
  return prognosis_forecast_get_dynamics (self->forecast);
}

PrognosisFit *
prognosis_equations_get_fit (PrognosisEquations *self)
{
  return self->fit;
}

PrognosisDataset *
prognosis_equations_get_dataset (PrognosisEquations *self)
{
  return self->fit != NULL ? prognosis_fit_get_dataset (self->fit) : prognosis_forecast_get_dataset (self->forecast);
}

gboolean
prognosis_equations_are_of (PrognosisEquations *self, PrognosisForecast *forecast)
{
  return self->fit != NULL ? prognosis_forecast_get_fit (forecast) == self->fit
                           : prognosis_forecast_get_dynamics (forecast) == get_dynamics (self);
}

gsize
prognosis_equations_get_n_regions (PrognosisEquations *self)
{
  return prognosis_dataset_get_n_regions (prognosis_equations_get_dataset (self));
}

gsize
prognosis_equations_get_n_parameters (PrognosisEquations *self)
{
  return self->fit != NULL ? prognosis_fit_get_n_parameters (self->fit) : PROGNOSIS_N_LEVERS;
}

const PrognosisParameter *
prognosis_equations_get_parameter (PrognosisEquations *self, gsize parameter)
{
  return self->fit != NULL ? prognosis_fit_get_parameter (self->fit, parameter) : &prognosis_levers[parameter];
}

gboolean
prognosis_equations_is_shown (PrognosisEquations *self, gsize parameter)
{
  if (self->fit != NULL)
    return prognosis_fit_is_interpretable (self->fit, parameter);
  for (gsize r = 0; r < prognosis_equations_get_n_regions (self); r++)
    if (!isnan (prognosis_dynamics_get_found (get_dynamics (self), r)[parameter]))
      return TRUE;
  return FALSE;
}

gboolean
prognosis_equations_has_region (PrognosisEquations *self, gsize region)
{
  if (self->fit != NULL)
    return prognosis_fit_get_stop (self->fit, region) != PROGNOSIS_STOP_NO_DATA;
  return !isnan (prognosis_dynamics_get_found (get_dynamics (self), region)[PROGNOSIS_LEVER_TREND]);
}

double *
prognosis_equations_dup_values (PrognosisEquations *self)
{
  return g_memdup2 (self->fit != NULL ? prognosis_fit_get_values (self->fit) : prognosis_dynamics_get_set (get_dynamics (self), 0),
                    prognosis_equations_get_n_regions (self) * prognosis_equations_get_n_parameters (self) * sizeof (double));
}

double
prognosis_equations_to_unit (PrognosisEquations *self, gsize region, gsize parameter, double value)
{
  if (self->fit != NULL)
    return prognosis_fit_to_unit (self->fit, region, parameter, value);
  return isnan (value) ? prognosis_dynamics_get_found (get_dynamics (self), region)[parameter] : value;
}

double
prognosis_equations_from_unit (PrognosisEquations *self, gsize region, gsize parameter, double value)
{
  return self->fit != NULL ? prognosis_fit_from_unit (self->fit, region, parameter, value) : value;
}

void
prognosis_equations_get_interval (PrognosisEquations *self, gsize region, gsize parameter, const PrognosisParameterView *view,
                                  double *lower, double *upper)
{
  const gsize at = region * prognosis_equations_get_n_parameters (self) + parameter;
  const gpointer key = GSIZE_TO_POINTER (2 * at + (view != &prognosis_parameter_view_plain) + 1);
  double *known = g_hash_table_lookup (self->intervals, key);

  if (known == NULL)
    {
      known = g_new (double, 2);
      if (self->fit != NULL)
        view->get_interval (self->fit, region, parameter, 0.95, &known[0], &known[1]);
      else
        prognosis_forecast_get_lever_interval (self->forecast, region, parameter, 0.95, &known[0], &known[1]);
      g_hash_table_insert (self->intervals, key, known);
    }
  *lower = known[0];
  *upper = known[1];
}

void
prognosis_equations_get_track (PrognosisEquations *self, gsize region, gsize parameter, const PrognosisParameterView *view,
                               double *lower, double *upper)
{
  const PrognosisParameter *info = prognosis_equations_get_parameter (self, parameter);

  /* A reproduction number is one, whichever equations have it. */
  if (self->fit == NULL && parameter == PROGNOSIS_LEVER_REPRODUCTION)
    view = &prognosis_parameter_view_reproduction;
  *lower = view->upper > 0 ? view->lower : prognosis_equations_to_unit (self, region, parameter, info->lower);
  *upper = view->upper > 0 ? view->upper : prognosis_equations_to_unit (self, region, parameter, info->upper);
}

const char *
prognosis_equations_get_title (PrognosisEquations *self, gsize parameter, const PrognosisParameterView *view)
{
  return self->fit != NULL ? prognosis_parameter_view_get_title (view, self->fit, parameter) : prognosis_levers[parameter].title;
}

gboolean
prognosis_equations_find_published (PrognosisEquations *self, gsize parameter, double *shortest, double *longest)
{
  const PrognosisPreset *first, *last;

  return self->fit != NULL
             ? prognosis_fit_find_published (self->fit, parameter, shortest, longest)
             : prognosis_preset_find_range (prognosis_levers[parameter].period, FALSE, shortest, longest, &first, &last);
}

void
prognosis_equations_get_span (PrognosisEquations *self, gsize *first, gsize *n, gsize *n_past)
{
  if (self->fit != NULL)
    prognosis_fit_get_window (self->fit, first, n_past);
  else
    {
      *first = prognosis_dataset_get_n_steps (prognosis_forecast_get_dataset (self->forecast));
      *n_past = 0;
    }
  *n = *n_past + self->horizon;
}

void
prognosis_equations_solve (PrognosisEquations *self, gsize region, const double *values, double *curves, double *found)
{
  prognosis_dynamics_solve (get_dynamics (self), region, values, NULL, curves, found);
}

gboolean
prognosis_equations_are_coupled (PrognosisEquations *self)
{
  return self->fit != NULL && prognosis_fit_is_coupled (self->fit);
}
