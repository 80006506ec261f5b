/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Figures beside the trajectories: reproduction number, residuals and losses of a fit. Each function describes a figure from results of the engine and computes nothing that the engine could;
   drawing is elsewhere. Curves that change with a slider are live layers, so that the rest of the figure stays cached. */

#include "prognosis-config.h"

#include "diagnostics-panels.h"
#include "prognosis-compartments.h"
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
  PrognosisPanel *number = prognosis_diagnostics_add_panel (figure, dataset, _ ("Reproduction number"), _ ("infections per case"));
  PrognosisPanel *rate = prognosis_diagnostics_add_panel (figure, dataset, _ ("Transmission rate"), _ ("per day"));
  PrognosisStyle line = { .name = _ ("Estimate"), .colour = PROGNOSIS_COLOUR_FIT };
  PrognosisStyle one = { .name = _ ("The epidemic neither grows nor shrinks"), .colour = PROGNOSIS_COLOUR_GHOST };
  gsize first, n_window, n;
  g_autofree double *x = NULL, *beta = NULL, *r = NULL;

  prognosis_fit_get_window (fit, &first, &n_window);
  n = n_window + horizon;
  x = prognosis_diagnostics_dup_days (dataset, first, n);
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
  prognosis_diagnostics_add_origin (number, dataset, TRUE);
  prognosis_diagnostics_add_origin (rate, dataset, FALSE);
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
  number = prognosis_diagnostics_add_panel (figure, dataset, _ ("Reproduction number"), _ ("infections per case"));
  rate = prognosis_diagnostics_add_panel (figure, dataset, _ ("Growth rate"), _ ("per day"));
  x = prognosis_diagnostics_dup_days (dataset, 0, n);
  prognosis_panel_add_level (number, &one, 1);
  prognosis_panel_add_level (rate, &zero, 0);
  add_growth (number, x, growth, n, generation_days, TRUE);
  add_growth (rate, x, growth, n, 0, FALSE);
  prognosis_diagnostics_add_origin (number, dataset, TRUE);
  prognosis_diagnostics_add_origin (rate, dataset, FALSE);
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
  g_autofree double *x = prognosis_diagnostics_dup_days (dataset, first, n);
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
  panel = prognosis_diagnostics_add_panel (figure, dataset, title, _ ("observed minus fitted"));
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
      PrognosisStyle line = { .name = _ ("Loss"), .colour = PROGNOSIS_COLOUR_FIT };
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
