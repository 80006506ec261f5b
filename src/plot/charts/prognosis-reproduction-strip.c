/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The small picture of the reproduction number beside the choice of transmission. What sliders change are live layers; the number
   derived from past counts is static, because it takes longer to find. */

#include "prognosis-config.h"

#include "prognosis-reproduction-strip.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "prognosis-renewal.h"
#include "prognosis-trajectories.h"

#define DAYS_BEFORE 70 /* shown before the origin, as in the chart of trajectories */

static PrognosisFit *
get_fit (const PrognosisReproductionStrip *what)
{
  if (what->fit != NULL)
    return what->fit;
  return what->forecast != NULL ? prognosis_forecast_get_fit (what->forecast) : NULL;
}

static PrognosisDynamics *
get_dynamics (const PrognosisReproductionStrip *what)
{
  return get_fit (what) == NULL && what->forecast != NULL ? prognosis_forecast_get_dynamics (what->forecast) : NULL;
}

static PrognosisDataset *
get_dataset (const PrognosisReproductionStrip *what)
{
  PrognosisFit *fit = get_fit (what);

  return fit != NULL ? prognosis_fit_get_dataset (fit) : prognosis_forecast_get_dataset (what->forecast);
}

static gsize
get_horizon (const PrognosisReproductionStrip *what)
{
  return get_dynamics (what) != NULL ? prognosis_forecast_get_horizon (what->forecast) : what->horizon;
}

static gssize
get_origin (const PrognosisReproductionStrip *what)
{
  return (gssize) prognosis_dataset_get_n_steps (get_dataset (what)) - 1;
}

/* The days of @n steps from @first on. (transfer full) */
static double *
dup_days (const PrognosisReproductionStrip *what, gsize first, gsize n)
{
  double *x = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    x[i] = prognosis_dataset_get_day (get_dataset (what), (gssize) (first + i));
  return x;
}

static PrognosisStyle
get_style (const PrognosisReproductionStrip *what)
{
  return (PrognosisStyle){ .name = _ ("Reproduction number"),
                           .colour = what->values != NULL ? PROGNOSIS_COLOUR_LIVE : PROGNOSIS_COLOUR_FIT,
                           .is_live = TRUE,
                           .width = 2 };
}

/* The lower and upper ends of @quantiles, n x @n_levels. */
static void
add_band (PrognosisPanel *panel, gboolean is_live, const double *x, const double *quantiles, gsize n, gsize n_levels)
{
  /* xgettext:no-c-format */
  const PrognosisStyle style
      = { .name = _ ("95 % interval"), .colour = PROGNOSIS_COLOUR_FIT, .coverage = 0.95, .is_live = is_live };
  g_autofree double *lower = g_new (double, n), *upper = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    {
      lower[i] = quantiles[i * n_levels];
      upper[i] = quantiles[i * n_levels + n_levels - 1];
    }
  prognosis_panel_add_band (panel, &style, x, lower, upper, n);
}

/* --- of a fit ----------------------------------------------------------------- */

/* R over the window and the horizon; FALSE if it is not known. */
static gboolean
find_of_fit (const PrognosisReproductionStrip *what, gsize *first, gsize *n, double **r)
{
  PrognosisFit *fit = get_fit (what);
  g_autofree double *beta = NULL;
  gsize n_window;

  prognosis_fit_get_window (fit, first, &n_window);
  *n = n_window + get_horizon (what);
  beta = g_new (double, *n);
  *r = g_new (double, *n);
  if (prognosis_fit_get_transmission (fit, what->region, what->values != NULL ? what->values : prognosis_fit_get_values (fit),
                                      get_horizon (what), beta, *r))
    return TRUE;
  g_clear_pointer (r, g_free);
  return FALSE;
}

static void
add_fit (const PrognosisReproductionStrip *what, PrognosisPanel *panel)
{
  static const double levels[] = { 0.025, 0.975 };
  const PrognosisStyle line = get_style (what);
  g_autofree double *r = NULL, *x = NULL;
  gsize first, n;

  if (!find_of_fit (what, &first, &n, &r))
    return;
  x = dup_days (what, first, n);
  if (what->values == NULL)
    {
      g_autofree double *betas = g_new (double, 2 * n), *rs = g_new (double, 2 * n);

      if (prognosis_fit_get_transmission_quantiles (get_fit (what), what->region, get_horizon (what), levels, 2, betas, rs))
        add_band (panel, TRUE, x, rs, n, 2);
    }
  prognosis_panel_add_line (panel, &line, x, r, n);
}

/* --- of dynamics -------------------------------------------------------------- */

/* The mean generation time behind @found. */
static double
get_generation (const double *found)
{
  return isnan (found[PROGNOSIS_LEVER_GENERATION]) ? found[PROGNOSIS_LEVER_LATENT] + found[PROGNOSIS_LEVER_INFECTIOUS]
                                                   : found[PROGNOSIS_LEVER_GENERATION];
}

/* Up to the origin, from the growth of counts. */
static void
add_past (const PrognosisReproductionStrip *what, PrognosisPanel *panel)
{
  static const double levels[] = { 0.025, 0.5, 0.975 };
  const gsize n_levels = G_N_ELEMENTS (levels), n = (gsize) get_origin (what) + 1;
  const double generation = get_generation (prognosis_dynamics_get_found (get_dynamics (what), what->region));
  g_autofree double *growth = g_new (double, (n + get_horizon (what)) * n_levels);
  g_autofree double *x = NULL, *median = NULL;
  PrognosisStyle line = get_style (what);

  if (isnan (generation) || !prognosis_renewal_estimate (what->forecast, what->region, levels, n_levels, growth))
    return;
  for (gsize i = 0; i < n * n_levels; i++)
    growth[i] = prognosis_renewal_reproduction (growth[i], generation);
  x = dup_days (what, 0, n);
  median = g_new (double, n);
  for (gsize i = 0; i < n; i++)
    median[i] = growth[i * n_levels + 1];
  line.colour = PROGNOSIS_COLOUR_FIT;
  line.is_live = FALSE;
  add_band (panel, FALSE, x, growth, n, n_levels);
  prognosis_panel_add_line (panel, &line, x, median, n);
}

/* From the step after the origin on. (transfer full) */
static double *
dup_ahead (const PrognosisReproductionStrip *what)
{
  PrognosisDynamics *dynamics = get_dynamics (what);
  double *r = g_new (double, get_horizon (what));

  prognosis_dynamics_find_reproduction (dynamics, what->region,
                                        what->values != NULL ? what->values + what->region * PROGNOSIS_N_LEVERS
                                                             : prognosis_dynamics_get_set (dynamics, what->region),
                                        r);
  return r;
}

static void
add_ahead (const PrognosisReproductionStrip *what, PrognosisPanel *panel)
{
  const PrognosisStyle line = get_style (what);
  g_autofree double *r = dup_ahead (what);
  g_autofree double *x = dup_days (what, (gsize) (get_origin (what) + 1), get_horizon (what));

  prognosis_panel_add_line (panel, &line, x, r, get_horizon (what));
}

/* --- figure ------------------------------------------------------------------- */

static void
add_live (const PrognosisReproductionStrip *what, PrognosisPanel *panel)
{
  if (get_fit (what) != NULL)
    add_fit (what, panel);
  else
    add_ahead (what, panel);
}

gboolean
prognosis_reproduction_strip_get_ends (const PrognosisReproductionStrip *what, double *first, double *last)
{
  g_autofree double *r = NULL;
  gsize from = 0, n = 0;

  *first = *last = NAN;
  if (get_horizon (what) == 0)
    return FALSE;
  if (get_fit (what) != NULL && !find_of_fit (what, &from, &n, &r))
    return FALSE;
  if (get_fit (what) == NULL)
    {
      if (get_dynamics (what) == NULL)
        return FALSE;
      n = get_horizon (what);
      r = dup_ahead (what);
    }
  *first = r[n - get_horizon (what)];
  *last = r[n - 1];
  return isfinite (*first) && isfinite (*last);
}

PrognosisFigure *
prognosis_reproduction_strip_new_figure (const PrognosisReproductionStrip *what)
{
  const PrognosisStyle one = { .colour = PROGNOSIS_COLOUR_GHOST }, origin = { .colour = PROGNOSIS_COLOUR_ORIGIN };
  PrognosisFigure *figure;
  PrognosisPanel *panel;
  double first, last, from, to;
  gssize before;

  if (!prognosis_reproduction_strip_get_ends (what, &first, &last))
    return NULL;
  figure = prognosis_figure_new (NULL);
  prognosis_figure_set_localised (figure, what->localised);
  prognosis_figure_set_show_legend (figure, FALSE);
  panel = prognosis_figure_add_panel (figure, NULL, NULL, prognosis_trajectories_get_axis (get_dataset (what)));
  prognosis_panel_add_level (panel, &one, 1);
  if (get_dynamics (what) != NULL)
    add_past (what, panel);
  prognosis_panel_add_marker (panel, &origin, prognosis_dataset_get_day (get_dataset (what), get_origin (what)));
  add_live (what, panel);
  before = MAX (get_origin (what) - DAYS_BEFORE / (gssize) prognosis_dataset_get_step_days (get_dataset (what)), 0);
  from = prognosis_dataset_get_day (get_dataset (what), before);
  to = prognosis_dataset_get_day (get_dataset (what), get_origin (what) + (gssize) get_horizon (what));
  prognosis_panel_set_x_range (panel, from, to);
  return figure;
}

void
prognosis_reproduction_strip_update_live (const PrognosisReproductionStrip *what, PrognosisFigure *figure)
{
  prognosis_figure_hold_ranges (figure, figure);
  prognosis_figure_clear_live (figure);
  add_live (what, prognosis_figure_get_panel (figure, 0));
}
