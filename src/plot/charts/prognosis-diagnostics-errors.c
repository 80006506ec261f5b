/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Errors of forecasts from past origins: the residuals of models that do not fit a curve. */

#include "prognosis-config.h"

#include "prognosis-diagnostics.h"
#include "prognosis-trajectories.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The forecasts of a model are consecutive rows, origin by origin. */
static void
add_origins (PrognosisPanel *panel, PrognosisBacktest *backtest, gsize region, gsize signal, gboolean is_named)
{
  PrognosisDataset *dataset = prognosis_backtest_get_dataset (backtest);
  const gsize horizon = prognosis_backtest_get_horizon (backtest);
  g_autofree double *x = g_new (double, horizon), *y = g_new (double, horizon);
  gsize n_rows;
  const PrognosisBacktestRow *rows = prognosis_backtest_get_rows (backtest, &n_rows);

  for (gsize o = 0; o < prognosis_backtest_get_n_origins (backtest); o++)
    {
      const gssize step = (gssize) prognosis_backtest_get_origin (backtest, o);
      g_autofree char *day
          = prognosis_figure_format_x (prognosis_dataset_get_day (dataset, step), prognosis_panel_get_x_axis (panel), FALSE);
      /* Translators: a forecast origin. */
      g_autofree char *name = g_strdup_printf (_ ("from %s"), day);
      const PrognosisStyle line = { .name = name, .colour = PROGNOSIS_COLOUR_SERIES1 + o % 6, .hide_legend = !is_named };
      gsize n = 0;

      for (gsize i = 0; i < n_rows && n < horizon; i++)
        if (rows[i].model == 0 && rows[i].origin == o && rows[i].region == region && rows[i].signal == signal)
          {
            x[n] = prognosis_dataset_get_day (dataset, step + rows[i].horizon);
            y[n++] = rows[i].observed - rows[i].median;
          }
      if (n > 0)
        prognosis_panel_add_line (panel, &line, x, y, n);
    }
}

static gboolean
is_scored (PrognosisBacktest *backtest, gsize region, gsize signal)
{
  gsize n_rows;
  const PrognosisBacktestRow *rows = prognosis_backtest_get_rows (backtest, &n_rows);

  for (gsize i = 0; i < n_rows; i++)
    if (rows[i].model == 0 && rows[i].region == region && rows[i].signal == signal)
      return TRUE;
  return FALSE;
}

PrognosisFigure *
prognosis_errors_new_figure (PrognosisBacktest *backtest, gsize region)
{
  PrognosisDataset *dataset = prognosis_backtest_get_dataset (backtest);
  const PrognosisAxis axis = prognosis_trajectories_get_axis (dataset);
  const PrognosisStyle zero = { .colour = PROGNOSIS_COLOUR_GHOST };
  PrognosisFigure *figure = prognosis_figure_new (prognosis_diagnostics_get_title (dataset, region));

  for (gsize s = 0; s < prognosis_dataset_get_n_signals (dataset); s++)
    {
      PrognosisPanel *panel;

      if (!is_scored (backtest, region, s))
        continue;
      panel = prognosis_figure_add_panel (figure, prognosis_dataset_get_signal (dataset, s)->name, _ ("observed minus forecast"),
                                          axis);
      if (axis == PROGNOSIS_AXIS_INDEX)
        prognosis_panel_set_x_label (panel, _ ("Day"));
      prognosis_panel_add_level (panel, &zero, 0);
      add_origins (panel, backtest, region, s, prognosis_figure_get_n_panels (figure) == 1);
    }
  return figure;
}
