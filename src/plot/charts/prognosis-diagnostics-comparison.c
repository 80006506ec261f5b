/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The forecasts of a comparison: a line a model and origin, over what was observed. */

#include "prognosis-config.h"

#include "diagnostics-panels.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "prognosis-forecaster-list.h"

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
  x = prognosis_diagnostics_dup_days (dataset, first, n_shown);
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
      panel = prognosis_diagnostics_add_signal_panel (figure, dataset, view, region, s);
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
