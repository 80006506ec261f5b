/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Scenarios beside their baseline, and the transmission that each assumes. */

#include "prognosis-config.h"

#include "diagnostics-panels.h"
#include "prognosis-role-colour.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Without the colour of observations; and few enough to be distinguished without red and green. */
static const PrognosisColour series_colours[]
    = { PROGNOSIS_COLOUR_SERIES1, PROGNOSIS_COLOUR_SERIES2, PROGNOSIS_COLOUR_SERIES3, PROGNOSIS_COLOUR_SERIES4,
        PROGNOSIS_COLOUR_SERIES5, PROGNOSIS_COLOUR_SERIES6, PROGNOSIS_COLOUR_SERIES8 };

static PrognosisColour
get_colour (gsize i)
{
  return series_colours[i % G_N_ELEMENTS (series_colours)];
}

/* Splits quantiles into curves that begin with @start, the level at the origin: horizon + 1 values each. */
static void
split_quantiles (const double *curves, gsize horizon, double start, double *lower, double *median, double *upper)
{
  lower[0] = median[0] = upper[0] = start;
  for (gsize h = 0; h < horizon; h++)
    {
      lower[h + 1] = curves[h * 3];
      median[h + 1] = curves[h * 3 + 1];
      upper[h + 1] = curves[h * 3 + 2];
    }
}

/* @is_baseline: a line with a thin outline of its interval, so that the interval of a scenario can be filled below it. */
static void
add_scenario (PrognosisPanel *panel, const char *name, PrognosisColour colour, gboolean is_baseline, const double *x,
              const double *curves, double start, gsize horizon, gboolean is_first)
{
  /* Translators: the name of a scenario. */
  g_autofree char *band_name = g_strdup_printf (_ ("%s, 95 %%"), name);
  const PrognosisStyle band
      = { .name = band_name, .colour = colour, .hide_legend = !is_first, .smooth = PROGNOSIS_SMOOTH_WEEK, .has_lead = TRUE };
  const PrognosisStyle outline
      = { .colour = colour, .width = 1, .opacity = 0.7, .smooth = PROGNOSIS_SMOOTH_WEEK, .has_lead = TRUE };
  const PrognosisStyle line = { .name = name,
                                .colour = colour,
                                .hide_legend = !is_first,
                                .width = 2.2,
                                .dash = is_baseline ? PROGNOSIS_DASH_DASHES : PROGNOSIS_DASH_NONE,
                                .smooth = PROGNOSIS_SMOOTH_WEEK,
                                .has_lead = TRUE };
  g_autofree double *lower = g_new (double, horizon + 1);
  g_autofree double *median = g_new (double, horizon + 1);
  g_autofree double *upper = g_new (double, horizon + 1);

  split_quantiles (curves, horizon, start, lower, median, upper);
  if (is_baseline)
    {
      prognosis_panel_add_line (panel, &outline, x, lower, horizon + 1);
      prognosis_panel_add_line (panel, &outline, x, upper, horizon + 1);
    }
  else
    prognosis_panel_add_band (panel, &band, x, lower, upper, horizon + 1);
  prognosis_panel_add_line (panel, &line, x, median, horizon + 1);
}

/* The mean of the last seven of @n observations in steps of a day, otherwise the last one: where forecasts begin. NAN if there
   is none. */
static double
find_level (const double *observed, gsize n, gboolean is_daily)
{
  double sum = 0;
  gsize n_used = 0;

  for (gsize i = n; i > 0 && i + 7 > n && (is_daily || n_used == 0); i--)
    if (isfinite (observed[i - 1]))
      {
        sum += observed[i - 1];
        n_used++;
      }
  return n_used > 0 ? sum / (double) n_used : NAN;
}

/* The sum of observations, with new counts for cumulative ones, in those @regions that @forecast has, from step @first on; missing if it is missing in any
 * region. (transfer full) */
static double *
dup_observed (PrognosisForecast *forecast, const gsize *regions, gsize n_regions, gsize signal, gsize first)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gsize n = prognosis_dataset_get_n_steps (dataset) - first;
  double *sums = g_new0 (double, n);

  for (gsize i = 0; i < n_regions; i++)
    {
      const PrognosisTrajectories what = { .dataset = dataset, .view = PROGNOSIS_VIEW_INCREMENTS };
      const PrognosisTrace trace = prognosis_trace_init (&what, regions[i], signal);
      g_autofree double *values = prognosis_trace_dup_observed (&trace);

      for (gsize t = 0; t < n && prognosis_forecast_has (forecast, regions[i], signal); t++)
        sums[t] += values[first + t];
    }
  return sums;
}

/* Whether any of the curves, @size apart, has values. */
static gboolean
has_curve (const double *curves, gsize n, gsize size)
{
  for (gsize i = 0; i < n; i++)
    if (isfinite (curves[i * size]))
      return TRUE;
  return FALSE;
}

static char *
dup_regions_title (PrognosisDataset *dataset, const gsize *regions, gsize n_regions)
{
  if (n_regions == 1)
    return g_strdup (prognosis_diagnostics_get_title (dataset, regions[0]));
  /* Translators: title of a chart. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Sum of %u region", "Sum of %u regions", n_regions), (guint) n_regions);
}

PrognosisFigure *
prognosis_scenarios_new_figure (PrognosisForecast *forecast, const gsize *regions, gsize n_regions, double generation_days,
                                PrognosisScenario *const *scenarios, gsize n_scenarios)
{
  static const double levels[] = { 0.025, 0.5, 0.975 };
  PrognosisDataset *known = prognosis_forecast_get_dataset (forecast);
  const gsize horizon = prognosis_forecast_get_horizon (forecast);
  const gsize n_signals = prognosis_dataset_get_n_signals (known);
  const gsize n_steps = prognosis_dataset_get_n_steps (known);
  const gsize size = n_signals * horizon * 3;
  const gsize first = n_steps > 4 * horizon ? n_steps - 4 * horizon : 0;
  g_autofree char *title = dup_regions_title (known, regions, n_regions);
  PrognosisFigure *figure = prognosis_figure_new (title);
  g_autofree double *past = prognosis_diagnostics_dup_days (known, first, n_steps - first);
  g_autofree double *future = prognosis_diagnostics_dup_days (known, n_steps - 1, horizon + 1); /* from the origin on */
  g_autofree double *curves = g_new (double, size *(n_scenarios + 1));

  for (gsize i = 0; i <= n_scenarios; i++)
    if (!prognosis_scenario_solve_increments (i == 0 ? NULL : scenarios[i - 1], forecast, regions, n_regions, generation_days,
                                              levels, 3, curves + i * size))
      {
        prognosis_figure_unref (figure);
        return NULL;
      }
  for (gsize s = 0; s < n_signals; s++)
    {
      PrognosisStyle points = { .name = _ ("Observed"), .colour = PROGNOSIS_COLOUR_OBSERVED };
      PrognosisStyle thread = { .colour = PROGNOSIS_COLOUR_OBSERVED, .width = 1, .opacity = 0.3 };
      g_autofree double *observed = dup_observed (forecast, regions, n_regions, s, first);
      gboolean is_first = prognosis_figure_get_n_panels (figure) == 0;
      const PrognosisSignal *signal = prognosis_dataset_get_signal (known, s);
      const gboolean is_level = signal->kind == PROGNOSIS_KIND_PREVALENCE || signal->kind == PROGNOSIS_KIND_PROPORTION;
      const double start = find_level (observed, n_steps - first, !is_level && prognosis_dataset_get_step_days (known) == 1);
      PrognosisPanel *panel;

      /* Skip signals that no scenario changes. */
      if (!isfinite (curves[s * horizon * 3])
          || (n_scenarios > 0 && !has_curve (curves + size + s * horizon * 3, n_scenarios, size)))
        continue;
      panel = prognosis_diagnostics_add_signal_panel (figure, known, PROGNOSIS_VIEW_INCREMENTS, regions[0], s);
      points.hide_legend = !is_first;
      prognosis_panel_add_line (panel, &thread, past, observed, n_steps - first);
      prognosis_panel_add_points (panel, &points, past, observed, n_steps - first);
      for (gsize i = 0; i < n_scenarios; i++)
        add_scenario (panel, scenarios[i]->name, get_colour (i + 1), FALSE, future, curves + (i + 1) * size + s * horizon * 3,
                      start, horizon, is_first);
      add_scenario (panel, n_scenarios > 0 ? _ ("Baseline") : _ ("Forecast"), prognosis_colour_of_signal (signal), n_scenarios > 0,
                    future, curves + s * horizon * 3, start, horizon, is_first);
      prognosis_diagnostics_add_origin (panel, known, is_first);
    }
  return figure;
}

PrognosisFigure *
prognosis_transmission_new_figure (int first_day, int last_day, PrognosisAxis axis, const PrognosisScenario *scenario)
{
  const gsize n = 2 * (gsize) (last_day - first_day + 1);
  const double pad
      = 0.015 * (last_day - first_day); /* as beside the first and the last day of charts, for half of the last label */
  PrognosisFigure *figure = prognosis_figure_new (NULL);
  PrognosisPanel *panel = prognosis_figure_add_panel (figure, _ ("Transmission"), _ ("percent of the baseline"), axis);
  const PrognosisStyle baseline = { .colour = PROGNOSIS_COLOUR_GHOST, .dash = PROGNOSIS_DASH_DASHES };
  const PrognosisStyle limit = { .colour = PROGNOSIS_COLOUR_GHOST, .opacity = 0.01 };
  const PrognosisStyle area = { .colour = PROGNOSIS_COLOUR_SERIES2 };
  const PrognosisStyle line = { .name = _ ("Transmission"), .colour = PROGNOSIS_COLOUR_SERIES2, .width = 2.2, .hide_legend = TRUE };
  g_autofree double *x = g_new (double, n), *y = g_new (double, n), *zero = g_new0 (double, n);

  for (gsize i = 0; i < n; i++)
    {
      x[i] = first_day - 0.5 + (double) (i / 2) + (double) (i % 2);
      y[i] = 100 * prognosis_scenario_get_factor (scenario, first_day + (int) (i / 2));
    }
  prognosis_figure_set_show_legend (figure, FALSE);
  prognosis_panel_set_x_range (panel, first_day - 0.5 - pad, last_day + 0.5 + pad);
  prognosis_panel_add_level (panel, &limit, 0);
  prognosis_panel_add_level (panel, &limit, 150);
  prognosis_panel_add_band (panel, &area, x, zero, y, n);
  prognosis_panel_add_level (panel, &baseline, 100);
  prognosis_panel_add_line (panel, &line, x, y, n);
  return figure;
}
