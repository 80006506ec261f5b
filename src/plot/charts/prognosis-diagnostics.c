/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Figures beside the trajectories: reproduction number, residuals and losses of a fit, scenarios, and the forecasts of a
   comparison. Each function describes a figure from results of the engine and computes nothing that the engine could;
   drawing is elsewhere. Curves that change with a slider are live layers, so that the rest of the figure stays cached. */

#include "prognosis-config.h"

#include "prognosis-compartments.h"
#include "prognosis-diagnostics.h"
#include "prognosis-role-colour.h"
#include "prognosis-samples.h"
#include "prognosis-trace.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "prognosis-renewal.h"
#include "prognosis-forecaster-list.h"

const char *
prognosis_diagnostics_get_title (PrognosisDataset *dataset, gsize region)
{
  return prognosis_dataset_get_n_regions (dataset) == 1 ? prognosis_samples_translate (prognosis_dataset_get_title (dataset))
                                                        : prognosis_dataset_get_region (dataset, region)->name;
}

/* The days of @n steps from @first on. (transfer full) */
static double *
dup_days (PrognosisDataset *dataset, gsize first, gsize n)
{
  double *x = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    x[i] = prognosis_dataset_get_day (dataset, (gssize) (first + i));
  return x;
}

/* Adds a panel over the days of the data. */
static PrognosisPanel *
add_panel (PrognosisFigure *figure, PrognosisDataset *dataset, const char *title, const char *y_label)
{
  const PrognosisAxis axis = prognosis_trajectories_get_axis (dataset);
  PrognosisPanel *panel = prognosis_figure_add_panel (figure, title, y_label, axis);

  if (axis == PROGNOSIS_AXIS_INDEX)
    prognosis_panel_set_x_label (panel, _ ("Day"));
  return panel;
}

/* Adds a panel for a signal, labelled as in the chart of trajectories. */
static PrognosisPanel *
add_signal_panel (PrognosisFigure *figure, PrognosisDataset *dataset, PrognosisView view, gsize region, gsize signal)
{
  const PrognosisTrajectories what = { .dataset = dataset, .view = view };
  PrognosisTrace series = prognosis_trace_init (&what, region, signal);
  g_autofree char *label = prognosis_trace_dup_label (&series);

  return add_panel (figure, dataset, prognosis_dataset_get_signal (dataset, signal)->name, label);
}

static void
add_origin (PrognosisPanel *panel, PrognosisDataset *dataset)
{
  PrognosisStyle style = { .name = _ ("Origin"), .colour = PROGNOSIS_COLOUR_ORIGIN, .dash = PROGNOSIS_DASH_DASHES };

  prognosis_panel_add_marker (panel, &style,
                              prognosis_dataset_get_day (dataset, (gssize) prognosis_dataset_get_n_steps (dataset) - 1));
}

/* --- reproduction number ------------------------------------------------------ */

/* @quantiles: n x 2. */
static void
add_band (PrognosisPanel *panel, const double *x, const double *quantiles, gsize n)
{
  /* xgettext:no-c-format */
  PrognosisStyle style = { .name = _ ("95 % interval"), .colour = PROGNOSIS_COLOUR_FIT, .coverage = 0.95 };
  g_autofree double *lower = g_new (double, n);
  g_autofree double *upper = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    {
      lower[i] = quantiles[2 * i];
      upper[i] = quantiles[2 * i + 1];
    }
  prognosis_panel_add_band (panel, &style, x, lower, upper, n);
}

PrognosisFigure *
prognosis_reproduction_new_figure (PrognosisFit *fit, gsize region, const double *values, gsize horizon)
{
  PrognosisDataset *dataset = prognosis_fit_get_dataset (fit);
  PrognosisFigure *figure = prognosis_figure_new (prognosis_diagnostics_get_title (dataset, region));
  PrognosisPanel *number = add_panel (figure, dataset, _ ("Reproduction number"), _ ("infections per case"));
  PrognosisPanel *rate = add_panel (figure, dataset, _ ("Transmission rate"), _ ("per day"));
  PrognosisStyle line = { .name = _ ("Estimate"), .colour = PROGNOSIS_COLOUR_FIT };
  PrognosisStyle one = { .name = _ ("The epidemic neither grows nor shrinks"), .colour = PROGNOSIS_COLOUR_GHOST };
  gsize first, n_window, n;
  g_autofree double *x = NULL, *beta = NULL, *r = NULL;

  prognosis_fit_get_window (fit, &first, &n_window);
  n = n_window + horizon;
  x = dup_days (dataset, first, n);
  beta = g_new (double, n);
  r = g_new (double, n);
  if (!prognosis_fit_get_transmission (fit, region, values != NULL ? values : prognosis_fit_get_values (fit), horizon, beta, r))
    return figure;
  if (values == NULL)
    {
      static const double levels[] = { 0.025, 0.975 };
      g_autofree double *betas = g_new (double, 2 * n), *rs = g_new (double, 2 * n);

      if (prognosis_fit_get_transmission_quantiles (fit, region, horizon, levels, 2, betas, rs))
        {
          add_band (number, x, rs, n);
          add_band (rate, x, betas, n);
        }
    }
  else
    line.colour = PROGNOSIS_COLOUR_LIVE;
  prognosis_panel_add_level (number, &one, 1);
  prognosis_panel_add_line (number, &line, x, r, n);
  line.hide_legend = TRUE;
  prognosis_panel_add_line (rate, &line, x, beta, n);
  add_origin (number, dataset);
  add_origin (rate, dataset);
  return figure;
}

/* The quantile @level of @n_levels, for each of @n steps. (transfer full) */
static double *
dup_quantile (const double *growth, gsize n, gsize n_levels, gsize level, double generation_days)
{
  double *y = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    {
      const double g = growth[i * n_levels + level];

      y[i] = generation_days > 0 ? prognosis_renewal_reproduction (g, generation_days) : g;
    }
  return y;
}

/* @growth: n x 5. @generation_days: 0 shows the growth rate itself. */
static void
add_growth (PrognosisPanel *panel, const double *x, const double *growth, gsize n, double generation_days, gboolean is_first)
{
  /* xgettext:no-c-format */
  PrognosisStyle wide = { .name = _ ("95 % interval"), .colour = PROGNOSIS_COLOUR_FIT, .coverage = 0.95, .hide_legend = !is_first };
  /* xgettext:no-c-format */
  PrognosisStyle narrow
      = { .name = _ ("50 % interval"), .colour = PROGNOSIS_COLOUR_FIT, .coverage = 0.5, .hide_legend = !is_first };
  PrognosisStyle line = { .name = _ ("Estimate"), .colour = PROGNOSIS_COLOUR_FIT, .hide_legend = !is_first };
  double *quantiles[5];

  for (gsize l = 0; l < 5; l++)
    quantiles[l] = dup_quantile (growth, n, 5, l, generation_days);
  prognosis_panel_add_band (panel, &wide, x, quantiles[0], quantiles[4], n);
  prognosis_panel_add_band (panel, &narrow, x, quantiles[1], quantiles[3], n);
  prognosis_panel_add_line (panel, &line, x, quantiles[2], n);
  for (gsize l = 0; l < 5; l++)
    g_free (quantiles[l]);
}

PrognosisFigure *
prognosis_renewal_new_figure (PrognosisForecast *forecast, gsize region, double generation_days)
{
  static const double levels[] = { 0.025, 0.25, 0.5, 0.75, 0.975 };
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  const gsize n = prognosis_dataset_get_n_steps (dataset) + prognosis_forecast_get_horizon (forecast);
  const PrognosisStyle one = { .name = _ ("The epidemic neither grows nor shrinks"), .colour = PROGNOSIS_COLOUR_GHOST };
  const PrognosisStyle zero = { .colour = PROGNOSIS_COLOUR_GHOST };
  g_autofree double *growth = g_new (double, n *G_N_ELEMENTS (levels));
  g_autofree double *x = NULL;
  PrognosisFigure *figure;
  PrognosisPanel *number, *rate;

  if (!prognosis_renewal_estimate (forecast, region, levels, G_N_ELEMENTS (levels), growth))
    return NULL;
  figure = prognosis_figure_new (prognosis_diagnostics_get_title (dataset, region));
  number = add_panel (figure, dataset, _ ("Reproduction number"), _ ("infections per case"));
  rate = add_panel (figure, dataset, _ ("Growth rate"), _ ("per day"));
  x = dup_days (dataset, 0, n);
  prognosis_panel_add_level (number, &one, 1);
  prognosis_panel_add_level (rate, &zero, 0);
  add_growth (number, x, growth, n, generation_days, TRUE);
  add_growth (rate, x, growth, n, 0, FALSE);
  add_origin (number, dataset);
  add_origin (rate, dataset);
  return figure;
}

/* --- residuals ---------------------------------------------------------------- */

static void
add_residuals (PrognosisFigure *figure, PrognosisFit *fit, gsize region, gsize signal, const double *curve, gsize first, gsize n)
{
  PrognosisDataset *dataset = prognosis_fit_get_dataset (fit);
  const double *observed = prognosis_dataset_get_values (dataset, region, signal);
  PrognosisStyle points = { .name = _ ("Observed minus fitted"), .colour = PROGNOSIS_COLOUR_OBSERVED, .hide_legend = TRUE };
  PrognosisStyle zero = { .colour = PROGNOSIS_COLOUR_GHOST };
  PrognosisPanel *panel;
  g_autofree char *title = NULL;
  g_autofree double *x = dup_days (dataset, first, n);
  g_autofree double *y = g_new (double, n);
  gboolean any = FALSE;

  for (gsize i = 0; i < n; i++)
    {
      y[i] = observed[first + i] - curve[i];
      any |= isfinite (y[i]) != 0;
    }
  if (!any) /* a signal that is not reported here */
    return;
  /* Translators: the name of a signal; title of a panel of residuals. */
  title = g_strdup_printf (_ ("Unexplained: %s"), prognosis_dataset_get_signal (dataset, signal)->name);
  panel = add_panel (figure, dataset, title, _ ("observed minus fitted"));
  prognosis_panel_add_level (panel, &zero, 0);
  prognosis_panel_add_points (panel, &points, x, y, n);
}

/* @n values, numbered from @from. */
static void
add_losses (PrognosisPanel *panel, const PrognosisStyle *style, const double *losses, gsize n, gsize from)
{
  g_autofree double *x = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    x[i] = from + i;
  prognosis_panel_add_line (panel, style, x, losses, n);
}

PrognosisFigure *
prognosis_residuals_new_figure (PrognosisFit *fit, gsize region)
{
  PrognosisDataset *dataset = prognosis_fit_get_dataset (fit);
  const gsize n_signals = prognosis_dataset_get_n_signals (dataset);
  PrognosisFigure *figure = prognosis_figure_new (prognosis_diagnostics_get_title (dataset, region));
  const double *losses;
  gsize first, n, n_rough, n_losses;
  g_autofree double *curves = NULL;

  prognosis_compartments_add_panels (figure, fit, region);
  prognosis_fit_get_window (fit, &first, &n);
  curves = g_new (double, n_signals *n);
  for (gsize i = 0; i < n_signals * n; i++)
    curves[i] = NAN;
  if (prognosis_fit_simulate (fit, region, prognosis_fit_get_values (fit), 0, curves))
    for (gsize s = 0; s < n_signals; s++)
      if (isfinite (curves[s * n]))
        add_residuals (figure, fit, region, s, curves + s * n, first, n);
  losses = prognosis_fit_get_losses (fit, region, &n_rough, &n_losses);
  if (losses != NULL && n_losses > 1)
    {
      PrognosisPanel *panel = prognosis_figure_add_panel (figure, _ ("How the fit improved"), _ ("loss"), PROGNOSIS_AXIS_INDEX);
      PrognosisStyle line = { .name = _ ("Loss"), .colour = PROGNOSIS_COLOUR_FIT, .hide_legend = TRUE };
      PrognosisStyle rough = { .name = _ ("Loss, with assumed noise"), .colour = PROGNOSIS_COLOUR_GHOST };

      prognosis_panel_set_log (panel, TRUE);
      prognosis_panel_set_x_label (panel, _ ("iteration"));
      if (n_rough > 0)
        add_losses (panel, &rough, losses, n_rough, 0);
      add_losses (panel, &line, losses + n_rough, n_losses - n_rough, n_rough > 0 ? n_rough - 1 : 0);
    }
  return figure;
}

PrognosisFigure *
prognosis_training_new_figure (PrognosisForecast *forecast)
{
  PrognosisDataset *dataset = prognosis_forecast_get_dataset (forecast);
  gsize n;
  const PrognosisTraining *trainings = prognosis_forecast_get_trainings (forecast, &n);
  PrognosisFigure *figure;
  PrognosisPanel *panel = NULL;

  if (n == 0)
    return NULL;
  figure = prognosis_figure_new (prognosis_samples_translate (prognosis_dataset_get_title (dataset)));
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf (_ ("Network %u"), (guint) trainings[i].number + 1);
      PrognosisStyle line = { .name = name, .colour = PROGNOSIS_COLOUR_SERIES1 + trainings[i].number % 8 };

      if (i == 0 || trainings[i].signal != trainings[i - 1].signal)
        {
          panel = prognosis_figure_add_panel (figure, prognosis_dataset_get_signal (dataset, trainings[i].signal)->name,
                                              _ ("scaled error on held-out days"), PROGNOSIS_AXIS_INDEX);
          prognosis_panel_set_x_label (panel, _ ("epoch"));
        }
      line.hide_legend = prognosis_figure_get_n_panels (figure) > 1;
      add_losses (panel, &line, trainings[i].errors, trainings[i].n_epochs, 1);
    }
  return figure;
}

/* Without the colour of observations; and few enough to be distinguished without red and green. */
static const PrognosisColour series_colours[]
    = { PROGNOSIS_COLOUR_SERIES1, PROGNOSIS_COLOUR_SERIES2, PROGNOSIS_COLOUR_SERIES3, PROGNOSIS_COLOUR_SERIES4,
        PROGNOSIS_COLOUR_SERIES5, PROGNOSIS_COLOUR_SERIES6, PROGNOSIS_COLOUR_SERIES8 };

static PrognosisColour
series_colour (gsize i)
{
  return series_colours[i % G_N_ELEMENTS (series_colours)];
}

/* --- scenarios ---------------------------------------------------------------- */

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
  g_autofree double *past = dup_days (known, first, n_steps - first);
  g_autofree double *future = dup_days (known, n_steps - 1, horizon + 1); /* from the origin on */
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
      panel = add_signal_panel (figure, known, PROGNOSIS_VIEW_INCREMENTS, regions[0], s);
      points.hide_legend = !is_first;
      prognosis_panel_add_line (panel, &thread, past, observed, n_steps - first);
      prognosis_panel_add_points (panel, &points, past, observed, n_steps - first);
      for (gsize i = 0; i < n_scenarios; i++)
        add_scenario (panel, scenarios[i]->name, series_colour (i + 1), FALSE, future, curves + (i + 1) * size + s * horizon * 3,
                      start, horizon, is_first);
      add_scenario (panel, n_scenarios > 0 ? _ ("Baseline") : _ ("Forecast"), prognosis_colour_of_signal (signal), n_scenarios > 0,
                    future, curves + s * horizon * 3, start, horizon, is_first);
      add_origin (panel, known);
    }
  return figure;
}

PrognosisFigure *
prognosis_transmission_new_figure (PrognosisDataset *dataset, gsize horizon, const PrognosisScenario *scenario)
{
  const gssize n_steps = (gssize) prognosis_dataset_get_n_steps (dataset);
  const int origin = prognosis_dataset_get_day (dataset, n_steps - 1);
  const int last = prognosis_dataset_get_day (dataset, n_steps - 1 + (gssize) horizon);
  const gsize n = 2 * (gsize) (last - origin);
  PrognosisFigure *figure = prognosis_figure_new (NULL);
  PrognosisPanel *panel = prognosis_figure_add_panel (figure, _ ("Transmission"), _ ("percent of the baseline"),
                                                      prognosis_trajectories_get_axis (dataset));
  const PrognosisStyle baseline = { .colour = PROGNOSIS_COLOUR_GHOST, .dash = PROGNOSIS_DASH_DASHES };
  const PrognosisStyle limit = { .colour = PROGNOSIS_COLOUR_GHOST, .opacity = 0.01 };
  const PrognosisStyle area = { .colour = PROGNOSIS_COLOUR_SERIES2 };
  const PrognosisStyle line = { .name = _ ("Transmission"), .colour = PROGNOSIS_COLOUR_SERIES2, .width = 2.2, .hide_legend = TRUE };
  g_autofree double *x = g_new (double, n), *y = g_new (double, n), *zero = g_new0 (double, n);

  for (gsize i = 0; i < n; i++)
    {
      x[i] = origin + 0.5 + (double) (i / 2) + (double) (i % 2);
      y[i] = 100 * prognosis_scenario_get_factor (scenario, origin + 1 + (int) (i / 2));
    }
  prognosis_figure_set_show_legend (figure, FALSE);
  prognosis_panel_set_x_range (panel, origin + 0.5, last + 0.5);
  prognosis_panel_add_level (panel, &limit, 0);
  prognosis_panel_add_level (panel, &limit, 150);
  prognosis_panel_add_band (panel, &area, x, zero, y, n);
  prognosis_panel_add_level (panel, &baseline, 100);
  prognosis_panel_add_line (panel, &line, x, y, n);
  return figure;
}

/* --- comparison --------------------------------------------------------------- */

/* A hue for each family. */
static const PrognosisColour family_colours[PROGNOSIS_N_FAMILIES] = {
  [PROGNOSIS_FAMILY_ENSEMBLE] = PROGNOSIS_COLOUR_SERIES5,    [PROGNOSIS_FAMILY_MECHANISTIC] = PROGNOSIS_COLOUR_SERIES1,
  [PROGNOSIS_FAMILY_HYBRID] = PROGNOSIS_COLOUR_SERIES3,      [PROGNOSIS_FAMILY_DATA_DRIVEN] = PROGNOSIS_COLOUR_SERIES2,
  [PROGNOSIS_FAMILY_STATISTICAL] = PROGNOSIS_COLOUR_SERIES4,
};

/* The number of forecasters of @family before the one with this id; NULL: of all. */
static gsize
find_place (PrognosisFamily family, const char *id)
{
  gsize n, place = 0;
  const PrognosisForecaster *const *list = prognosis_forecaster_list (&n);

  for (gsize i = 0; i < n && (id == NULL || !g_str_equal (list[i]->id, id)); i++)
    place += list[i]->family == family && !list[i]->is_baseline;
  return place;
}

/* Based on the place in the list of forecasters, so that a model looks the same in every comparison; runs follow the models of
 * their family. The baseline is grey. */
PrognosisStyle
prognosis_comparison_get_style (PrognosisBacktest *backtest, gsize model)
{
  static const double widths[] = { 2, 1.2, 3.2, 4.4 };
  const PrognosisForecaster *forecaster = prognosis_backtest_get_forecaster (backtest, model);
  PrognosisStyle style = { .name = prognosis_backtest_get_title (backtest, model), .colour = PROGNOSIS_COLOUR_GHOST };
  gsize place;

  if (model == prognosis_backtest_get_baseline (backtest))
    return style;
  place = find_place (forecaster->family, prognosis_backtest_is_run (backtest, model) ? NULL : forecaster->id);
  for (gsize m = 0; m < model && prognosis_backtest_is_run (backtest, model); m++)
    place
        += prognosis_backtest_is_run (backtest, m) && prognosis_backtest_get_forecaster (backtest, m)->family == forecaster->family;
  style.colour = family_colours[forecaster->family];
  style.dash = place % 3;
  style.width = widths[place / 3 % G_N_ELEMENTS (widths)];
  return style;
}

/* Adds a line for every origin, since they overlap. Forecasts of a model from one origin are consecutive rows. */
static void
add_model (PrognosisPanel *panel, PrognosisBacktest *backtest, gsize model, const PrognosisTrace *series, gssize only)
{
  const gsize region = series->region, signal = series->signal;
  PrognosisDataset *dataset = prognosis_backtest_get_dataset (backtest);
  PrognosisStyle line = prognosis_comparison_get_style (backtest, model);
  const gsize horizon = prognosis_backtest_get_horizon (backtest);
  gsize n_rows, n = 0;
  const PrognosisBacktestRow *rows = prognosis_backtest_get_rows (backtest, &n_rows);
  g_autofree double *x = g_new (double, horizon);
  g_autofree double *y = g_new (double, horizon);
  double before = NAN;

  line.has_start = TRUE;
  line.smooth = prognosis_trace_has_mean (series) ? PROGNOSIS_SMOOTH_WEEK : PROGNOSIS_SMOOTH_CURVE;
  for (gsize i = 0; i < n_rows; i++)
    {
      const PrognosisBacktestRow *row = &rows[i];
      gsize step;

      if (row->model != model || row->region != region || row->signal != signal || (only >= 0 && row->origin != only))
        continue;
      step = prognosis_backtest_get_origin (backtest, row->origin);
      line.start = prognosis_dataset_get_day (dataset, (gssize) step);
      x[n] = prognosis_dataset_get_day (dataset, (gssize) step + row->horizon);
      /* Between the medians of two days; the first continues from the last observation. */
      y[n] = row->median - (!series->is_difference ? 0 : n > 0 ? before : series->values[step]);
      before = row->median;
      n++;
      if (i + 1 < n_rows && rows[i + 1].model == model && rows[i + 1].origin == row->origin && rows[i + 1].region == region
          && rows[i + 1].signal == signal)
        continue;
      /* The last of them names its end. */
      line.names_end = only >= 0 || row->origin + 1u == prognosis_backtest_get_n_origins (backtest);
      line.hide_legend = !line.names_end;
      prognosis_panel_add_line (panel, &line, x, y, n);
      n = 0;
    }
}

/* Marks the forecast origins. */
static void
add_origins (PrognosisPanel *panel, PrognosisBacktest *backtest, gssize only)
{
  PrognosisDataset *dataset = prognosis_backtest_get_dataset (backtest);
  PrognosisStyle style = { .name = _ ("Origin"), .colour = PROGNOSIS_COLOUR_ORIGIN };

  for (gsize i = 0; i < prognosis_backtest_get_n_origins (backtest); i++)
    {
      if (only >= 0 && (gsize) only != i)
        continue;
      prognosis_panel_add_marker (panel, &style,
                                  prognosis_dataset_get_day (dataset, (gssize) prognosis_backtest_get_origin (backtest, i)));
      style.name = NULL;
    }
}

/* The compared days, and enough earlier ones to show the context. */
static void
get_span (PrognosisBacktest *backtest, gssize only, gsize *first, gsize *n)
{
  const gsize n_steps = prognosis_dataset_get_n_steps (prognosis_backtest_get_dataset (backtest));
  const gsize horizon = prognosis_backtest_get_horizon (backtest);
  const gsize begin = prognosis_backtest_get_origin (backtest, only >= 0 ? (gsize) only : 0);
  const gsize before = MAX (7, horizon / 2);
  const gsize end = only >= 0 ? MIN (begin + horizon + 1, n_steps) : n_steps;

  *first = begin > before ? begin - before : 0;
  *n = end - *first;
}

void
prognosis_comparison_add_panels (PrognosisFigure *figure, PrognosisBacktest *backtest, PrognosisView view, gsize region,
                                 gssize origin, const gboolean *is_hidden)
{
  PrognosisDataset *dataset = prognosis_backtest_get_dataset (backtest);
  const gsize n_signals = prognosis_dataset_get_n_signals (dataset);
  const gsize n_before = prognosis_figure_get_n_panels (figure);
  gsize first, n_shown, n_rows;
  const PrognosisBacktestRow *rows = prognosis_backtest_get_rows (backtest, &n_rows);
  g_autofree double *x = NULL;

  get_span (backtest, origin, &first, &n_shown);
  x = dup_days (dataset, first, n_shown);
  for (gsize s = 0; s < n_signals; s++)
    {
      PrognosisStyle points = { .name = _ ("Observed"), .colour = PROGNOSIS_COLOUR_OBSERVED };
      PrognosisStyle thread = { .colour = PROGNOSIS_COLOUR_OBSERVED, .width = 1, .opacity = 0.3 };
      const PrognosisTrajectories what = { .dataset = dataset, .view = view };
      const PrognosisTrace series = prognosis_trace_init (&what, region, s);
      g_autofree double *observed = prognosis_trace_dup_observed (&series);
      PrognosisPanel *panel;
      gboolean is_scored = FALSE;

      for (gsize i = 0; i < n_rows && !is_scored; i++)
        is_scored = rows[i].region == region && rows[i].signal == s;
      if (!is_scored)
        continue;
      panel = add_signal_panel (figure, dataset, view, region, s);
      prognosis_panel_set_floating (panel, series.kind == PROGNOSIS_KIND_CUMULATIVE && !series.is_difference);
      points.hide_legend = prognosis_figure_get_n_panels (figure) > n_before + 1;
      prognosis_panel_add_line (panel, &thread, x, observed + first, n_shown);
      prognosis_panel_add_points (panel, &points, x, observed + first, n_shown);
      add_origins (panel, backtest, origin);
      for (gsize m = 0; m < prognosis_backtest_get_n_models (backtest); m++)
        if (is_hidden == NULL || !is_hidden[m])
          add_model (panel, backtest, m, &series, origin);
    }
}

PrognosisFigure *
prognosis_comparison_new_figure (PrognosisBacktest *backtest, PrognosisView view, gsize region, gssize origin,
                                 const gboolean *is_hidden)
{
  PrognosisFigure *figure
      = prognosis_figure_new (prognosis_diagnostics_get_title (prognosis_backtest_get_dataset (backtest), region));

  prognosis_comparison_add_panels (figure, backtest, view, region, origin, is_hidden);
  return figure;
}
