/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Steps of which reports are still to come: hatched, with the nowcast over what has been reported. */

#include "prognosis-config.h"

#include "trajectories-incomplete.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const double levels[PROGNOSIS_N_LEVELS] = { 0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975 };

/* Steps before the origin that were not complete then. */
static gsize
count_incomplete (const PrognosisTrace *series)
{
  return MIN (prognosis_dataset_get_n_incomplete (series->what->dataset, series->signal), (gsize) (series->origin + 1));
}

/* Sums of steps are not of single ones. */
static gboolean
shows_steps (const PrognosisTrace *series)
{
  return !series->is_sum && !series->is_difference;
}

/* By the origin; after it, what has been reported so far. */
static double
get_reported (const PrognosisTrace *series, gssize step)
{
  const PrognosisDataset *dataset = series->what->dataset;

  if (step > series->origin)
    return (series->flags[step] & PROGNOSIS_FLAG_INCOMPLETE) != 0 ? series->values[step] : NAN;
  return prognosis_dataset_get_reported (dataset, series->region, series->signal, (gsize) step,
                                         prognosis_dataset_get_day (dataset, series->origin));
}

void
prognosis_trajectories_add_incomplete (PrognosisPanel *panel, const PrognosisTrace *series)
{
  const gsize n_incomplete = count_incomplete (series);
  const double half = 0.5 * prognosis_dataset_get_step_days (series->what->dataset);
  const gssize first = MAX (series->origin + 1 - (gssize) n_incomplete, (gssize) series->what->first_step);
  const PrognosisStyle hatched
      = { .name = _ ("Not complete yet"), .colour = PROGNOSIS_COLOUR_GHOST, .mark = PROGNOSIS_MARK_CROSS, .opacity = 0.45 };
  const PrognosisStyle marks
      = { .name = _ ("Reported so far"), .colour = PROGNOSIS_COLOUR_OBSERVED, .mark = PROGNOSIS_MARK_DIAMOND, .size = 7 };
  g_autofree double *x = NULL, *y = NULL;
  gsize n = 0;

  if (n_incomplete == 0 || first >= (gssize) series->n_steps)
    return;
  prognosis_panel_add_span (panel, &hatched, prognosis_trace_day (series, first) - half,
                            prognosis_trace_day (series, series->origin) + half);
  x = g_new (double, series->n_steps);
  y = g_new (double, series->n_steps);
  for (gssize step = first; step < (gssize) series->n_steps && shows_steps (series); step++)
    {
      const double reported = get_reported (series, step);

      if (isnan (reported))
        continue;
      x[n] = prognosis_trace_day (series, step);
      y[n++] = reported * series->factor;
    }
  if (n > 0)
    prognosis_panel_add_points (panel, &marks, x, y, n);
}

gboolean
prognosis_trajectories_get_nowcast (const PrognosisTrace *series, gsize back, double values[PROGNOSIS_N_LEVELS])
{
  const PrognosisForecast *forecast = series->what->forecast;
  const PrognosisCompletion *completion = forecast != NULL ? prognosis_forecast_get_completion (forecast) : NULL;

  if (completion == NULL || !shows_steps (series)
      || !prognosis_completion_get_quantiles (completion, series->region, series->signal, back, levels, PROGNOSIS_N_LEVELS, values))
    return FALSE;
  for (gsize k = 0; k < PROGNOSIS_N_LEVELS; k++)
    values[k] *= series->factor;
  return TRUE;
}

void
prognosis_trajectories_add_nowcast (PrognosisPanel *panel, const PrognosisTrace *series)
{
  static const double coverages[] = { 0.95, 0.8, 0.5 };
  PrognosisStyle style = { .colour = prognosis_trace_get_colour (series),
                           .is_live = TRUE,
                           .opacity = series->what->is_stale ? 0.45 : 1,
                           .smooth = PROGNOSIS_SMOOTH_CURVE };
  double x[PROGNOSIS_COMPLETION_STEPS], y[PROGNOSIS_N_LEVELS][PROGNOSIS_COMPLETION_STEPS];
  gsize n = 0;

  for (gsize back = MIN (PROGNOSIS_COMPLETION_STEPS, (gsize) (series->origin + 1)); back-- > 0;)
    {
      double values[PROGNOSIS_N_LEVELS];

      if (!prognosis_trajectories_get_nowcast (series, back, values))
        continue;
      x[n] = prognosis_trace_day (series, series->origin - (gssize) back);
      for (gsize k = 0; k < PROGNOSIS_N_LEVELS; k++)
        y[k][n] = values[k];
      n++;
    }
  if (n == 0)
    return;
  for (gsize k = 0; k < G_N_ELEMENTS (coverages); k++)
    {
      style.coverage = coverages[k];
      prognosis_panel_add_band (panel, &style, x, y[k], y[PROGNOSIS_N_LEVELS - 1 - k], n);
    }
  style.name = _ ("Nowcast");
  style.width = 2.4;
  style.dash = PROGNOSIS_DASH_DOTS;
  prognosis_panel_add_line (panel, &style, x, y[PROGNOSIS_N_LEVELS / 2], n);
}
