/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The main figure: observations, fit and forecast of each signal over time. A panel is a signal of one region, or of a grid
   of regions. What changes while a slider moves (curves, bands, and points that lie over them) are live layers; the rest is
   static and drawn once. prognosis_trajectories_update_live() replaces the live layers alone. */

#include "prognosis-config.h"

#include "prognosis-trajectories.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "prognosis-figure-private.h"
#include "prognosis-trace.h"
#include "trajectories-live.h"
#include "trajectories-observed.h"

#define MAX_SIGNALS 6       /* maximum number of panels for signals that are not fitted */
#define WEEKS_BEFORE 10     /* shown before the origin, */
#define THRESHOLD_REACH 2.0 /* a threshold that lies farther above all else would flatten it */
#define LEAST_BEFORE 20     /* or so many steps */

/* Limits the x range: years of history would leave a few pixels for a forecast of four weeks. */
static void
focus (PrognosisPanel *panel, const PrognosisTrace *series)
{
  const PrognosisTrajectories *what = series->what;
  gssize horizon, before, from, to;
  double left, right, pad;

  if (what->forecast == NULL || what->show_all)
    return;
  horizon = (gssize) prognosis_forecast_get_horizon (what->forecast);
  before = MAX (WEEKS_BEFORE * 7 / prognosis_dataset_get_step_days (what->dataset), LEAST_BEFORE);
  from = MAX (series->origin - before, (gssize) what->first_step);
  to = MIN (MAX (series->origin + horizon, (gssize) series->n_steps - 1), series->origin + 2 * horizon);
  /* Always set, so that panels with and without a forecast are aligned by day. */
  left = prognosis_trace_day (series, from);
  right = prognosis_trace_day (series, to);
  pad = 0.015 * (right - left);
  prognosis_panel_set_x_range (panel, left - pad, right + pad);
}

double
prognosis_trajectories_get_threshold (const PrognosisTrajectories *what, gsize region, gsize signal)
{
  const PrognosisTrace series = prognosis_trace_init (what, region, signal);
  const gboolean is_total = series.kind == PROGNOSIS_KIND_CUMULATIVE ? !series.is_difference : series.is_sum;

  return what->thresholds == NULL || is_total ? NAN : what->thresholds[signal] * series.factor;
}

double
prognosis_trajectories_read_threshold (const PrognosisTrajectories *what, gsize region, gsize signal, double y)
{
  return y / prognosis_trace_init (what, region, signal).factor;
}

/* Called last, when the range of the rest is known. */
static void
add_threshold (PrognosisPanel *panel, const PrognosisTrace *series)
{
  const double y = prognosis_trajectories_get_threshold (series->what, series->region, series->signal);
  double from, to;

  prognosis_panel_get_y_range (panel, &from, &to);
  if (y <= THRESHOLD_REACH * to && !prognosis_panel_is_empty (panel))
    prognosis_panel_add_level (
        panel,
        &(PrognosisStyle){ .name = _ ("Threshold"), .colour = PROGNOSIS_COLOUR_ORIGIN, .dash = PROGNOSIS_DASH_DOTS, .width = 1.5 },
        y);
}

/* Labels signals that are neither fitted nor forecast, to explain why they have no curve. */
static char *
dup_label (const PrognosisTrace *series, const PrognosisTrajectories *what, gsize region, gsize signal)
{
  g_autofree char *label = prognosis_trace_dup_label (series);

  if (prognosis_dataset_get_signal (what->dataset, signal)->fitted
      || (what->forecast != NULL && prognosis_forecast_has (what->forecast, region, signal)))
    return g_steal_pointer (&label);
  /* Translators: %s is the kind of counts: "new per day". */
  return g_strdup_printf (_ ("%s · shown only, not fitted"), label);
}

/* In a grid, the figure's title describes all panels. */
static void
add_panel (PrognosisFigure *figure, const PrognosisTrajectories *what, gsize region, gsize signal, const char *title,
           gboolean is_in_grid)
{
  PrognosisTrace series = prognosis_trace_init (what, region, signal);
  const PrognosisAxis axis = prognosis_trajectories_get_axis (what->dataset);
  g_autofree char *label = dup_label (&series, what, region, signal);
  PrognosisPanel *panel = prognosis_figure_add_panel (figure, title, is_in_grid ? NULL : label, axis);
  PrognosisShown *shown = prognosis_shown_new (region, signal);

  g_ptr_array_add (figure->origin, shown);
  if (!is_in_grid)
    prognosis_panel_set_title_colour (panel, prognosis_trace_get_colour (&series));
  prognosis_panel_set_log (panel, what->is_log);
  if (axis == PROGNOSIS_AXIS_INDEX)
    prognosis_panel_set_x_label (panel, _ ("Day"));
  prognosis_panel_set_empty_text (panel, what->is_log ? _ ("No positive values to show on a logarithmic axis")
                                                      : _ ("No observations of this signal here"));
  /* The date is the same in all panels. */
  prognosis_trajectories_add_observed (panel, &series, !is_in_grid && prognosis_figure_get_n_panels (figure) == 1);
  focus (panel, &series);
  prognosis_trajectories_add_live (panel, &series, shown);
  add_threshold (panel, &series);
}

static PrognosisFigure *
new_figure (const PrognosisTrajectories *what, const char *title)
{
  PrognosisFigure *figure = prognosis_figure_new (title);

  prognosis_figure_set_localised (figure, what->localised);
  figure->origin = g_ptr_array_new_with_free_func ((GDestroyNotify) prognosis_shown_free);
  figure->origin_free = (GDestroyNotify) g_ptr_array_unref;
  return figure;
}

static gboolean
is_observed (PrognosisDataset *dataset, gsize region, gsize signal)
{
  const double *values = prognosis_dataset_get_values (dataset, region, signal);

  for (gsize step = 0; step < prognosis_dataset_get_n_steps (dataset); step++)
    if (isfinite (values[step]))
      return TRUE;
  return FALSE;
}

static gboolean
is_wanted (const PrognosisTrajectories *what, gsize region, gsize signal, gsize n_so_far)
{
  if (what->signal != NULL)
    return (gssize) signal == prognosis_dataset_find_signal (what->dataset, what->signal);
  if (!is_observed (what->dataset, region, signal))
    return FALSE;
  if (prognosis_dataset_get_signal (what->dataset, signal)->fitted)
    return TRUE;
  if (what->forecast != NULL && prognosis_forecast_has (what->forecast, region, signal))
    return TRUE;
  return n_so_far < MAX_SIGNALS;
}

PrognosisFigure *
prognosis_trajectories_new_figure (const PrognosisTrajectories *what, gsize region)
{
  PrognosisFigure *figure;
  gsize n = 0;

  g_return_val_if_fail (what != NULL && what->dataset != NULL, NULL);
  g_return_val_if_fail (region < prognosis_dataset_get_n_regions (what->dataset), NULL);
  figure = new_figure (what, what->title != NULL ? what->title : prognosis_dataset_get_region (what->dataset, region)->name);
  for (gsize signal = 0; signal < prognosis_dataset_get_n_signals (what->dataset); signal++)
    if (is_wanted (what, region, signal, n))
      {
        add_panel (figure, what, region, signal, prognosis_dataset_get_signal (what->dataset, signal)->name, FALSE);
        n++;
      }
  if (n == 0 && prognosis_dataset_get_n_signals (what->dataset) > 0) /* its panel says that there is nothing to show */
    add_panel (figure, what, region, 0, prognosis_dataset_get_signal (what->dataset, 0)->name, FALSE);
  return figure;
}

PrognosisFigure *
prognosis_trajectories_new_overview (const PrognosisTrajectories *what, gsize region)
{
  PrognosisTrajectories all = *what;
  gssize signal = what->signal != NULL ? prognosis_dataset_find_signal (what->dataset, what->signal) : -1;
  PrognosisFigure *figure = new_figure (what, NULL);

  all.show_all = TRUE;
  all.live = NULL;
  all.before = NULL;
  for (gsize s = 0; signal < 0 && s < prognosis_dataset_get_n_signals (what->dataset); s++)
    if (is_wanted (what, region, s, 0))
      signal = (gssize) s;
  prognosis_figure_set_show_legend (figure, FALSE);
  if (prognosis_dataset_get_n_signals (what->dataset) > 0)
    add_panel (figure, &all, region, (gsize) MAX (signal, 0), NULL, TRUE);
  return figure;
}

static gsize
choose_signal (const PrognosisTrajectories *what)
{
  gssize named = what->signal != NULL ? prognosis_dataset_find_signal (what->dataset, what->signal) : -1;

  for (gsize signal = 0; named < 0 && signal < prognosis_dataset_get_n_signals (what->dataset); signal++)
    if (prognosis_dataset_get_signal (what->dataset, signal)->fitted)
      named = (gssize) signal;
  return named >= 0 ? (gsize) named : 0;
}

/* "Deaths, new per week. Forecast from 22 Aug 2020" */
static char *
grid_title (const PrognosisTrajectories *what, gsize region, gsize signal)
{
  PrognosisTrace series = prognosis_trace_init (what, region, signal);
  const PrognosisAxis axis = prognosis_trajectories_get_axis (what->dataset);
  g_autofree char *label = prognosis_trace_dup_label (&series);
  g_autofree char *origin = prognosis_trajectories_dup_origin (&series, axis);
  const char *name = prognosis_dataset_get_signal (what->dataset, signal)->name;

  if (what->forecast == NULL)
    return g_strdup_printf ("%s, %s", name, label);
  return g_strdup_printf ("%s, %s. %s", name, label, origin);
}

PrognosisFigure *
prognosis_trajectories_new_grid (const PrognosisTrajectories *what, const gsize *regions, gsize n_regions)
{
  PrognosisFigure *figure;
  gsize signal;
  g_autofree char *title = NULL;

  g_return_val_if_fail (what != NULL && what->dataset != NULL && (regions != NULL || n_regions == 0), NULL);
  signal = choose_signal (what);
  title = what->title != NULL || n_regions == 0
              ? g_strdup (what->title)
              : grid_title (what, MIN (regions[0], prognosis_dataset_get_n_regions (what->dataset) - 1), signal);
  figure = new_figure (what, title);
  for (gsize i = 0; i < n_regions; i++)
    if (regions[i] < prognosis_dataset_get_n_regions (what->dataset))
      add_panel (figure, what, regions[i], signal, prognosis_dataset_get_region (what->dataset, regions[i])->name, TRUE);
  return figure;
}

void
prognosis_trajectories_update_live (const PrognosisTrajectories *what, gsize region, PrognosisFigure *figure)
{
  GPtrArray *all;

  g_return_if_fail (what != NULL && what->dataset != NULL && figure != NULL);
  all = figure->origin;
  g_return_if_fail (figure->origin_free == (GDestroyNotify) g_ptr_array_unref && all->len == figure->panels->len);
  /* Axes stay while a slider moves: then what is not live need not be drawn again. */
  prognosis_figure_hold_ranges (figure, figure);
  prognosis_figure_clear_live (figure);
  for (guint i = 0; i < all->len; i++)
    {
      PrognosisShown *shown = g_ptr_array_index (all, i);
      PrognosisTrace series;

      g_return_if_fail (shown->region < prognosis_dataset_get_n_regions (what->dataset)
                        && shown->signal < prognosis_dataset_get_n_signals (what->dataset));
      series = prognosis_trace_init (what, shown->region, shown->signal);
      prognosis_trajectories_add_live (prognosis_figure_get_panel (figure, i), &series, shown);
    }
}
