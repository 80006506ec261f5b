/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fit-rows.h"

#include <math.h>

#include "prognosis-simulator.h"

#define LEVEL 0.95

gboolean
cli_fit_has_data (const PrognosisFit *fit, gsize region)
{
  return prognosis_fit_get_stop (fit, region) != PROGNOSIS_STOP_NO_DATA;
}

CliFitRow
cli_fit_get_row (const PrognosisFit *fit, gsize region, gsize parameter)
{
  const PrognosisParameter *it = prognosis_fit_get_parameter (fit, parameter);
  gboolean is_persons = it->unit == PROGNOSIS_UNIT_PERSONS;
  gboolean has_population = prognosis_dataset_get_region (prognosis_fit_get_dataset (fit), region)->population > 0;
  CliFitRow row = {
    .id = it->id,
    .unit = is_persons && !has_population ? "share" : prognosis_unit_to_string (it->unit),
    .value = prognosis_fit_get_value (fit, region, parameter),
    .is_fixed = prognosis_fit_is_fixed (fit, region, parameter),
    .lower = NAN,
    .upper = NAN,
    .prior_share = NAN,
  };

  if (!row.is_fixed)
    {
      prognosis_fit_get_interval (fit, region, parameter, LEVEL, &row.lower, &row.upper);
      row.prior_share = prognosis_fit_get_prior_share (fit, region, parameter);
    }
  return row;
}

gboolean
cli_fit_get_duration (const PrognosisFit *fit, gsize region, gsize parameter, CliFitRow *row)
{
  const PrognosisParameter *it = prognosis_fit_get_parameter (fit, parameter);
  CliFitRow rate = cli_fit_get_row (fit, region, parameter);

  if (it->period == PROGNOSIS_PERIOD_NONE || !(rate.value > 0))
    return FALSE;
  *row = (CliFitRow){ .unit = prognosis_unit_to_string (PROGNOSIS_UNIT_DAYS),
                      .value = 1 / rate.value,
                      .lower = 1 / rate.upper,
                      .upper = 1 / rate.lower,
                      .prior_share = NAN,
                      .is_fixed = rate.is_fixed };
  return TRUE;
}

static gsize
get_n_window (const PrognosisFit *fit)
{
  gsize first, n;

  prognosis_fit_get_window (fit, &first, &n);
  return n;
}

gboolean
cli_fit_get_reproduction (const PrognosisFit *fit, gsize region, double *first, double *last)
{
  gsize n = get_n_window (fit);
  g_autofree double *reproduction = g_new (double, n);

  if (!cli_fit_has_data (fit, region)
      || !prognosis_fit_get_transmission (fit, region, prognosis_fit_get_values (fit), 0, NULL, reproduction))
    return FALSE;
  *first = reproduction[0];
  *last = reproduction[n - 1];
  return TRUE;
}

void
cli_fit_walk_curves (const PrognosisFit *fit, CliWriteCurve write, gpointer to)
{
  PrognosisDataset *dataset = prognosis_fit_get_dataset (fit);
  gsize n = get_n_window (fit);
  gsize n_signals = prognosis_dataset_get_n_signals (dataset), n_parameters = prognosis_fit_get_n_parameters (fit);
  g_autofree double *curves = g_new (double, n_signals *n);
  g_autoptr (PrognosisSimulator) simulator = prognosis_simulator_new ((PrognosisFit *) fit, 0);

  for (gsize i = 0; i < n_signals * n; i++)
    curves[i] = NAN;
  for (gsize region = 0; region < prognosis_dataset_get_n_regions (dataset); region++)
    if (cli_fit_has_data (fit, region)
        && prognosis_simulator_run (simulator, region, prognosis_fit_get_values (fit) + region * n_parameters, NULL, NULL, curves))
      for (gsize signal = 0; signal < n_signals; signal++)
        if (!isnan (curves[signal * n]))
          write (fit, region, signal, curves + signal * n, to);
}
