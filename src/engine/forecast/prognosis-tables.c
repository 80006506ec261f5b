/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include <math.h>

#include "prognosis-answer.h"
#include "prognosis-csv.h"
#include "prognosis-parameter-view.h"
#include "prognosis-renewal.h"
#include "prognosis-tables.h"

#define LEVEL 0.95

static const char *
get_location (const PrognosisDataset *dataset, gsize region)
{
  return prognosis_region_get_key (prognosis_dataset_get_region (dataset, region));
}

static void
append_day (GString *csv, const PrognosisDataset *dataset, int day)
{
  g_autofree char *text = prognosis_dataset_format_day (dataset, day);

  g_string_append (csv, text);
}

static void
append_step (GString *csv, const PrognosisDataset *dataset, gsize step)
{
  append_day (csv, dataset, prognosis_dataset_get_day (dataset, (gssize) step));
}

static void
append_cell (GString *csv, double value)
{
  g_string_append_c (csv, ',');
  prognosis_csv_append_number (csv, value);
}

/* NULL if there are no rows below the @header. (transfer full) */
static GString *
finish (GString *csv, gsize header)
{
  if (csv->len > header)
    return csv;
  g_string_free (csv, TRUE);
  return NULL;
}

/* --- answers -------------------------------------------------------------------- */

static void
append_answer (GString *csv, const PrognosisDataset *dataset, const gsize *regions, gsize n_regions, gsize signal,
               const PrognosisAnswer *answer, gboolean is_person_days)
{
  const double *values = is_person_days ? answer->person_days : answer->values;

  if (n_regions == 1)
    prognosis_csv_append_text (csv, get_location (dataset, regions[0]));
  g_string_append_printf (csv, ",%" G_GSIZE_FORMAT ",", n_regions);
  prognosis_csv_append_text (csv, prognosis_dataset_get_signal (dataset, signal)->name);
  g_string_append_printf (csv, ",%s,", is_person_days ? "person_days" : answer->is_peak ? "peak" : "total");
  append_day (csv, dataset, answer->first_day);
  g_string_append_c (csv, ',');
  append_day (csv, dataset, answer->last_day);
  for (gsize l = 0; l < PROGNOSIS_ANSWER_N_LEVELS; l++)
    append_cell (csv, values[l]);
  append_cell (csv, is_person_days ? NAN : answer->before);
  append_cell (csv, is_person_days ? NAN : answer->change);
  append_cell (csv, is_person_days ? NAN : answer->chance_more);
  append_cell (csv, answer->threshold);
  append_cell (csv, isnan (answer->threshold) ? NAN : answer->chance_passed);
  g_string_append_c (csv, ',');
  if (!isnan (answer->threshold) && answer->is_likely)
    append_day (csv, dataset, answer->day_passed);
  g_string_append_c (csv, '\n');
}

static void
append_answers (GString *csv, const PrognosisForecast *forecast, const gsize *regions, gsize n_regions, gsize signal, gsize n_steps,
                double threshold)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  PrognosisAnswer answer;

  if (!prognosis_answer_read (forecast, regions, n_regions, signal, n_steps, threshold, &answer))
    return;
  append_answer (csv, dataset, regions, n_regions, signal, &answer, FALSE);
  if (isfinite (answer.person_days[PROGNOSIS_ANSWER_MEDIAN]))
    append_answer (csv, dataset, regions, n_regions, signal, &answer, TRUE);
}

GString *
prognosis_tables_write_answers (const PrognosisForecast *forecast, gsize n_steps, const double *thresholds)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gsize n_regions = prognosis_dataset_get_n_regions (dataset), n_signals = prognosis_dataset_get_n_signals (dataset);
  g_autofree gsize *summands = g_new (gsize, n_regions);
  GString *csv = g_string_new ("location,regions,signal,quantity,first_day,last_day");
  gsize header;

  for (gsize l = 0; l < PROGNOSIS_ANSWER_N_LEVELS; l++)
    append_cell (csv, prognosis_answer_levels[l]);
  g_string_append (csv, ",before,change,chance_more,threshold,chance_passed,likely_from\n");
  header = csv->len;
  for (gsize s = 0; s < n_signals; s++)
    {
      gsize n = 0;

      /* Totals are not summands. */
      for (gsize r = 0; r < n_regions; r++)
        if (prognosis_dataset_get_region (dataset, r)->total_of == NULL && prognosis_forecast_has (forecast, r, s))
          summands[n++] = r;
      if (n > 1)
        append_answers (csv, forecast, summands, n, s, n_steps, thresholds[s]);
    }
  for (gsize r = 0; r < n_regions; r++)
    for (gsize s = 0; s < n_signals; s++)
      append_answers (csv, forecast, &r, 1, s, n_steps, thresholds[s]);
  return finish (csv, header);
}

/* --- transmission ---------------------------------------------------------------- */

static void
append_curve (GString *csv, const PrognosisDataset *dataset, gsize region, const char *quantity, gsize first, gsize n,
              const double *levels, gsize n_levels, const double *values)
{
  for (gsize t = 0; t < n; t++)
    for (gsize l = 0; l < n_levels; l++)
      {
        if (!isfinite (values[t * n_levels + l]))
          continue;
        append_step (csv, dataset, first + t);
        g_string_append_c (csv, ',');
        prognosis_csv_append_text (csv, get_location (dataset, region));
        g_string_append_printf (csv, ",%s", quantity);
        append_cell (csv, levels[l]);
        append_cell (csv, values[t * n_levels + l]);
        g_string_append_c (csv, '\n');
      }
}

static void
append_of_fit (GString *csv, PrognosisForecast *forecast, gsize region, const double *levels, gsize n_levels)
{
  PrognosisFit *fit = prognosis_forecast_get_fit (forecast);
  const gsize horizon = prognosis_forecast_get_horizon (forecast);
  PrognosisDataset *dataset = prognosis_fit_get_dataset (fit);
  g_autofree double *beta = NULL, *reproduction = NULL;
  gsize first, n;

  prognosis_fit_get_window (fit, &first, &n);
  beta = g_new (double, (n + horizon) * n_levels);
  reproduction = g_new (double, (n + horizon) * n_levels);
  if (!prognosis_fit_get_transmission_quantiles (fit, region, horizon, levels, n_levels, beta, reproduction))
    return;
  append_curve (csv, dataset, region, "reproduction", first, n + horizon, levels, n_levels, reproduction);
  append_curve (csv, dataset, region, "transmission", first, n + horizon, levels, n_levels, beta);
}

static void
append_of_counts (GString *csv, PrognosisForecast *forecast, gsize region, double generation_days, const double *levels,
                  gsize n_levels)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gsize n = prognosis_dataset_get_n_steps (dataset) + prognosis_forecast_get_horizon (forecast);
  g_autofree double *growth = g_new (double, n *n_levels), *reproduction = g_new (double, n *n_levels);

  if (!prognosis_renewal_estimate (forecast, region, levels, n_levels, growth))
    return;
  for (gsize i = 0; i < n * n_levels; i++)
    reproduction[i] = prognosis_renewal_reproduction (growth[i], generation_days);
  append_curve (csv, dataset, region, "reproduction", 0, n, levels, n_levels, reproduction);
  append_curve (csv, dataset, region, "growth", 0, n, levels, n_levels, growth);
}

GString *
prognosis_tables_write_transmission (PrognosisForecast *forecast, double generation_days, const double *levels, gsize n_levels)
{
  const gsize n_regions = prognosis_dataset_get_n_regions (prognosis_forecast_get_dataset (forecast));
  GString *csv = g_string_new ("date,location,quantity,level,value\n");
  const gsize header = csv->len;

  for (gsize r = 0; r < n_regions; r++)
    if (prognosis_forecast_get_fit (forecast) != NULL)
      append_of_fit (csv, forecast, r, levels, n_levels);
    else
      append_of_counts (csv, forecast, r, generation_days, levels, n_levels);
  return finish (csv, header);
}

/* --- parameters ------------------------------------------------------------------ */

static void
append_estimate (GString *csv, const PrognosisDataset *dataset, gsize region, const char *id, const char *quantity,
                 const char *unit, const double *estimate, double prior_share, gboolean is_fixed)
{
  prognosis_csv_append_text (csv, get_location (dataset, region));
  g_string_append_printf (csv, ",%s,%s,%s", id, quantity, unit);
  for (int i = 0; i < 3; i++)
    append_cell (csv, estimate[i]);
  append_cell (csv, prior_share);
  g_string_append_printf (csv, ",%s\n", is_fixed ? "TRUE" : "FALSE");
}

static void
append_parameter (GString *csv, const PrognosisFit *fit, gsize region, gsize parameter)
{
  const PrognosisDataset *dataset = prognosis_fit_get_dataset (fit);
  const PrognosisParameter *it = prognosis_fit_get_parameter (fit, parameter);
  const PrognosisParameterView *view = prognosis_parameter_view_find (it);
  const double *row = prognosis_fit_get_values (fit) + region * prognosis_fit_get_n_parameters (fit);
  const gboolean is_fixed = prognosis_fit_is_fixed (fit, region, parameter);
  /* Persons stay fractions if the population is unknown. */
  const gboolean is_share = it->unit == PROGNOSIS_UNIT_PERSONS && !(prognosis_dataset_get_region (dataset, region)->population > 0);
  double estimate[3] = { prognosis_fit_get_value (fit, region, parameter), NAN, NAN };

  if (!is_fixed)
    prognosis_fit_get_interval (fit, region, parameter, LEVEL, &estimate[1], &estimate[2]);
  append_estimate (csv, dataset, region, it->id, "value", is_share ? "share" : prognosis_unit_to_string (it->unit), estimate,
                   is_fixed ? NAN : prognosis_fit_get_prior_share (fit, region, parameter), is_fixed);
  if (view == NULL)
    return;
  estimate[0] = view->to (fit, row, estimate[0]);
  view->get_interval (fit, region, parameter, LEVEL, &estimate[1], &estimate[2]);
  append_estimate (csv, dataset, region, it->id, view == &prognosis_parameter_view_reproduction ? "R0" : "period",
                   prognosis_unit_to_string (view->unit), estimate, NAN, is_fixed);
}

static void
append_levers (GString *csv, PrognosisForecast *forecast, gsize region)
{
  PrognosisDynamics *dynamics = prognosis_forecast_get_dynamics (forecast);
  const double *found = prognosis_dynamics_get_found (dynamics, region), *set = prognosis_dynamics_get_set (dynamics, region);

  for (int i = 0; i < PROGNOSIS_N_LEVERS; i++)
    {
      double estimate[3] = { found[i], NAN, NAN };

      if (isnan (found[i]))
        continue;
      prognosis_forecast_get_lever_interval (forecast, region, (PrognosisLever) i, LEVEL, &estimate[1], &estimate[2]);
      append_estimate (csv, prognosis_forecast_get_dataset (forecast), region, prognosis_levers[i].id, "value",
                       prognosis_unit_to_string (prognosis_levers[i].unit), estimate, NAN, !isnan (set[i]));
    }
}

GString *
prognosis_tables_write_parameters (PrognosisForecast *forecast)
{
  const PrognosisFit *fit = prognosis_forecast_get_fit (forecast);
  const gsize n_regions = prognosis_dataset_get_n_regions (prognosis_forecast_get_dataset (forecast));
  GString *csv = g_string_new ("location,parameter,quantity,unit,value,lower_95,upper_95,prior_share,is_fixed\n");
  const gsize header = csv->len;

  for (gsize r = 0; r < n_regions; r++)
    if (fit == NULL && prognosis_forecast_get_dynamics (forecast) != NULL)
      append_levers (csv, forecast, r);
    else if (fit != NULL && prognosis_fit_get_stop (fit, r) != PROGNOSIS_STOP_NO_DATA)
      for (gsize p = 0; p < prognosis_fit_get_n_parameters (fit); p++)
        if (prognosis_fit_is_interpretable (fit, p))
          append_parameter (csv, fit, r, p);
  return finish (csv, header);
}

/* --- residuals and losses --------------------------------------------------------- */

static void
append_residuals (GString *csv, const PrognosisDataset *dataset, gsize region, gsize signal, gsize first, gsize n,
                  const double *curve)
{
  const double *observed = prognosis_dataset_get_values (dataset, region, signal);

  for (gsize t = 0; t < n; t++)
    {
      if (!isfinite (curve[t]) || !isfinite (observed[first + t]))
        continue;
      append_step (csv, dataset, first + t);
      g_string_append_c (csv, ',');
      prognosis_csv_append_text (csv, get_location (dataset, region));
      g_string_append_c (csv, ',');
      prognosis_csv_append_text (csv, prognosis_dataset_get_signal (dataset, signal)->name);
      append_cell (csv, observed[first + t]);
      append_cell (csv, curve[t]);
      append_cell (csv, observed[first + t] - curve[t]);
      g_string_append_c (csv, '\n');
    }
}

GString *
prognosis_tables_write_residuals (const PrognosisForecast *forecast)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  GString *csv = g_string_new ("date,location,signal,observed,fitted,residual\n");
  const gsize header = csv->len;

  for (gsize r = 0; r < prognosis_dataset_get_n_regions (dataset); r++)
    for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
      {
        gsize first, n;
        const double *curve = prognosis_forecast_get_fitted (forecast, r, s, &first, &n);

        if (curve != NULL)
          append_residuals (csv, dataset, r, s, first, n, curve);
      }
  return finish (csv, header);
}

static void
append_losses (GString *csv, const PrognosisFit *fit, gsize region)
{
  gsize n_rough, n;
  const double *losses = prognosis_fit_get_losses (fit, region, &n_rough, &n);

  for (gsize i = 0; losses != NULL && i < n; i++)
    {
      prognosis_csv_append_text (csv, get_location (prognosis_fit_get_dataset (fit), region));
      g_string_append_printf (csv, ",,,%s,%" G_GSIZE_FORMAT, i < n_rough ? "rough" : "final", i < n_rough ? i : i - n_rough);
      append_cell (csv, losses[i]);
      g_string_append_c (csv, '\n');
    }
}

static void
append_training (GString *csv, const PrognosisDataset *dataset, const PrognosisTraining *training)
{
  for (gsize i = 0; i < training->n_epochs; i++)
    {
      g_string_append_c (csv, ',');
      prognosis_csv_append_text (csv, prognosis_dataset_get_signal (dataset, training->signal)->name);
      g_string_append_printf (csv, ",%" G_GSIZE_FORMAT ",held-out,%" G_GSIZE_FORMAT, training->number + 1, i + 1);
      append_cell (csv, training->errors[i]);
      g_string_append_c (csv, '\n');
    }
}

GString *
prognosis_tables_write_losses (PrognosisForecast *forecast)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const PrognosisFit *fit = prognosis_forecast_get_fit (forecast);
  GString *csv = g_string_new ("location,signal,network,phase,iteration,loss\n");
  const gsize header = csv->len;
  gsize n_trainings = 0;
  const PrognosisTraining *trainings = prognosis_forecast_get_trainings (forecast, &n_trainings);

  for (gsize r = 0; fit != NULL && r < prognosis_dataset_get_n_regions (dataset); r++)
    append_losses (csv, fit, r);
  for (gsize i = 0; trainings != NULL && i < n_trainings; i++)
    append_training (csv, dataset, &trainings[i]);
  return finish (csv, header);
}

/* --- scenarios -------------------------------------------------------------------- */

GString *
prognosis_tables_write_scenarios (PrognosisForecast *forecast, PrognosisScenario *const *scenarios, gsize n_scenarios,
                                  const gsize *regions, gsize n_regions, double generation_days)
{
  const PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gsize n_signals = prognosis_dataset_get_n_signals (dataset);
  g_autofree double *differences = g_new (double, n_signals *PROGNOSIS_ANSWER_N_LEVELS), *totals = g_new (double, n_signals);
  GString *csv = g_string_new ("scenario,signal,level,difference,baseline\n");
  const gsize header = csv->len;

  for (gsize i = 0; i < n_scenarios; i++)
    {
      if (!prognosis_scenario_get_differences (scenarios[i], forecast, regions, n_regions, generation_days, prognosis_answer_levels,
                                               PROGNOSIS_ANSWER_N_LEVELS, differences, totals))
        continue;
      for (gsize s = 0; s < n_signals; s++)
        for (gsize l = 0; l < PROGNOSIS_ANSWER_N_LEVELS; l++)
          {
            if (!isfinite (differences[s * PROGNOSIS_ANSWER_N_LEVELS + l]))
              continue;
            prognosis_csv_append_text (csv, scenarios[i]->name);
            g_string_append_c (csv, ',');
            prognosis_csv_append_text (csv, prognosis_dataset_get_signal (dataset, s)->name);
            append_cell (csv, prognosis_answer_levels[l]);
            append_cell (csv, differences[s * PROGNOSIS_ANSWER_N_LEVELS + l]);
            append_cell (csv, totals[s]);
            g_string_append_c (csv, '\n');
          }
    }
  return finish (csv, header);
}
