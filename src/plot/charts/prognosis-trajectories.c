/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The main figure: observations, fit and forecast of each signal over time. A panel is a signal of one region, or of a grid
   of regions. What changes while a slider moves (curves, bands, and points that lie over them) are live layers; the rest is
   static and drawn once. prognosis_trajectories_update_live() replaces the live layers alone, with quantiles cached, because
   sorting sample paths in every frame would cost more than drawing. */

#include "prognosis-config.h"

#include "prognosis-trajectories.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "prognosis-figure-private.h"
#include "prognosis-role-colour.h"
#include "prognosis-trace.h"
#include "trajectories-observed.h"

#define MAX_SIGNALS 6       /* maximum number of panels for signals that are not fitted */
#define WEEKS_BEFORE 10     /* shown before the origin, */
#define THRESHOLD_REACH 2.0 /* a threshold that lies farther above all else would flatten it */
#define LEAST_BEFORE 20     /* or so many steps */
#define LEAST_APART 0.002   /* share of the largest value that two curves differ by */

/* Quantiles of a forecast, cached: sorting paths in every frame of a drag would cost more than drawing. */
typedef struct
{
  PrognosisForecast *forecast;
  double *quantiles; /* in @view, horizon x PROGNOSIS_N_LEVELS; may be NULL */
  PrognosisView view;
  gboolean per_100k;
} Cached;

/* The content of a panel. */
typedef struct
{
  gsize region, signal;
  Cached now, before;
} Shown;

static void
clear_cached (Cached *cached)
{
  g_clear_pointer (&cached->forecast, prognosis_forecast_unref);
  g_clear_pointer (&cached->quantiles, g_free);
}

static void
shown_free (gpointer data)
{
  Shown *shown = data;

  clear_cached (&shown->now);
  clear_cached (&shown->before);
  g_free (shown);
}

static const double *
get_quantiles (Cached *cached, const PrognosisTrace *series)
{
  const PrognosisTrajectories *what = series->what;

  if (what->forecast == NULL)
    return NULL;
  if (cached->forecast == what->forecast && cached->view == what->view && cached->per_100k == what->per_100k)
    return cached->quantiles;
  clear_cached (cached);
  cached->forecast = prognosis_forecast_ref (what->forecast);
  cached->quantiles = prognosis_trace_dup_quantiles (series);
  cached->view = what->view;
  cached->per_100k = what->per_100k;
  return cached->quantiles;
}

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

/* A curve in two parts: the fit to the past, and its continuation from the origin; or a single one if it is unanchored. */
static void
add_curve (PrognosisPanel *panel, const PrognosisTrace *series, gsize first, gsize n, const double *curve,
           const PrognosisStyle *style)
{
  g_autofree double *y = prognosis_trace_dup_curve (series, first, n, curve);
  g_autofree double *x = g_new (double, n + 1);
  PrognosisStyle second = *style;
  gsize n_past = series->is_unanchored ? n : (gsize) CLAMP (series->origin + 1 - (gssize) first, 0, (gssize) n), from = 0;

  for (gsize k = 0; k < n; k++)
    x[k] = prognosis_trace_day (series, (gssize) (first + k));
  while (from < n_past && first + from < series->what->first_step)
    from++;
  if (n_past > from)
    prognosis_panel_add_line (panel, style, x + from, y + from, n_past - from);
  second.hide_legend = style->hide_legend || n_past > from;
  if (n > n_past)
    prognosis_panel_add_line (panel, &second, x + n_past, y + n_past, n - n_past);
}

/* Adds the signal's row of an array of all signals, if it has values. */
static void
add_row (PrognosisPanel *panel, const PrognosisTrace *series, gsize first, gsize n, const double *rows, const PrognosisStyle *style)
{
  const double *row = rows != NULL ? rows + series->signal * n : NULL;

  for (gsize k = 0; row != NULL && k < n; k++)
    if (isfinite (row[k]))
      {
        add_curve (panel, series, first, n, row, style);
        return;
      }
}

/* Where the fan starts: at the level of the last week, in the middle of that week; without one, at the last observation, from
 * which forecasts continue. NAN: not known. */
static double
find_start (const PrognosisTrace *series, gssize *step)
{
  g_autofree double *values = NULL;

  *step = series->origin;
  if (prognosis_trace_has_mean (series) && series->origin >= PROGNOSIS_TRACE_HALF_WEEK)
    {
      g_autofree double *mean = prognosis_trace_dup_mean (series);
      gssize middle = series->origin - PROGNOSIS_TRACE_HALF_WEEK;

      if (isfinite (mean[middle]))
        {
          *step = middle;
          return mean[middle];
        }
    }
  /* The forecast does not start from a doubtful value. */
  if (series->origin < 0 || series->flags[series->origin] & prognosis_dataset_get_doubtful (series->what->dataset))
    return NAN;
  values = prognosis_trace_dup_observed (series);
  return values[series->origin];
}

#define N_BANDS (PROGNOSIS_N_LEVELS / 2)

/* From the widest to the narrowest, as in the levels of prognosis_trace_dup_quantiles(). */
static const struct
{
  const char *name;
  double coverage;
} bands[N_BANDS] = {
  /* xgettext:no-c-format */
  { N_ ("95 % interval"), 0.95 },
  /* xgettext:no-c-format */
  { N_ ("80 % interval"), 0.8 },
  /* xgettext:no-c-format */
  { N_ ("50 % interval"), 0.5 },
};

static PrognosisColour
colour_of (const PrognosisTrace *series)
{
  return prognosis_colour_of_signal (prognosis_dataset_get_signal (series->what->dataset, series->signal));
}

/* From where the fan starts, if that is known, to the horizon. */
typedef struct
{
  double *x;
  double *y[PROGNOSIS_N_LEVELS];
  gsize n;
  gboolean has_start;
} Fan;

static Fan
fan_init (const PrognosisTrace *series, const double *quantiles)
{
  const gsize horizon = prognosis_forecast_get_horizon (series->what->forecast);
  gssize start_step;
  const double start = find_start (series, &start_step);
  Fan fan = { .x = g_new (double, horizon + 1), .has_start = isfinite (start) };

  for (gsize k = 0; k < PROGNOSIS_N_LEVELS; k++)
    fan.y[k] = g_new (double, horizon + 1);
  if (fan.has_start)
    {
      fan.x[0] = prognosis_trace_day (series, start_step);
      for (gsize k = 0; k < PROGNOSIS_N_LEVELS; k++)
        fan.y[k][0] = start;
      fan.n = 1;
    }
  for (gsize h = 0; h < horizon; h++, fan.n++)
    {
      fan.x[fan.n] = prognosis_trace_day (series, series->origin + 1 + (gssize) h);
      for (gsize k = 0; k < PROGNOSIS_N_LEVELS; k++)
        fan.y[k][fan.n] = quantiles[h * PROGNOSIS_N_LEVELS + k];
    }
  return fan;
}

static void
fan_clear (Fan *fan)
{
  g_free (fan->x);
  for (gsize k = 0; k < PROGNOSIS_N_LEVELS; k++)
    g_free (fan->y[k]);
}

static PrognosisStyle
get_fan_style (const PrognosisTrace *series, const Fan *fan)
{
  return (PrognosisStyle){ .colour = colour_of (series),
                           .is_live = TRUE,
                           .opacity = series->what->is_stale ? 0.45 : 1,
                           .has_lead = fan->has_start,
                           .smooth = prognosis_trace_has_mean (series) ? PROGNOSIS_SMOOTH_WEEK : PROGNOSIS_SMOOTH_CURVE };
}

static void
add_forecast (PrognosisPanel *panel, const PrognosisTrace *series, const double *quantiles)
{
  Fan fan = fan_init (series, quantiles);
  PrognosisStyle median = get_fan_style (series, &fan);

  for (gsize k = 0; k < N_BANDS; k++)
    {
      PrognosisStyle band = get_fan_style (series, &fan);

      band.name = _ (bands[k].name);
      band.coverage = bands[k].coverage;
      prognosis_panel_add_band (panel, &band, fan.x, fan.y[k], fan.y[PROGNOSIS_N_LEVELS - 1 - k], fan.n);
    }
  median.name = _ ("Forecast");
  median.width = 2.4;
  prognosis_panel_add_line (panel, &median, fan.x, fan.y[N_BANDS], fan.n);
  fan_clear (&fan);
}

/* Whether two medians of @n steps cannot be told apart in the chart. */
static gboolean
look_same (const double *a, const double *b, gsize n)
{
  double most = 0, apart = 0;

  for (gsize h = 0; h < n; h++)
    {
      const gsize at = h * PROGNOSIS_N_LEVELS + N_BANDS;

      most = MAX (most, fabs (a[at]));
      apart = MAX (apart, fabs (a[at] - b[at]));
    }
  return apart <= LEAST_APART * most;
}

/* The median of the forecast before the last change, where it is another one from the same origin. */
static void
add_before (PrognosisPanel *panel, const PrognosisTrace *series, Shown *shown, const double *quantiles)
{
  PrognosisTrajectories what = *series->what;
  PrognosisTrace before;
  PrognosisStyle style;
  const double *old;
  gsize n;
  Fan fan;

  what.forecast = what.before;
  if (what.before == NULL || quantiles == NULL || !prognosis_forecast_has (what.before, series->region, series->signal))
    return;
  before = prognosis_trace_init (&what, series->region, series->signal);
  n = MIN (prognosis_forecast_get_horizon (what.before), prognosis_forecast_get_horizon (series->what->forecast));
  old = before.origin == series->origin ? get_quantiles (&shown->before, &before) : NULL;
  if (old == NULL || look_same (old, quantiles, n))
    return;
  fan = fan_init (&before, old);
  style = get_fan_style (&before, &fan);
  style.name = _ ("Before");
  style.colour = PROGNOSIS_COLOUR_GHOST;
  style.dash = PROGNOSIS_DASH_DOTS;
  style.width = 1.5;
  prognosis_panel_add_line (panel, &style, fan.x, fan.y[N_BANDS], fan.n);
  fan_clear (&fan);
}

static void
add_overlays (PrognosisPanel *panel, const PrognosisTrace *series)
{
  static const PrognosisColour colours[]
      = { PROGNOSIS_COLOUR_SERIES4, PROGNOSIS_COLOUR_SERIES5, PROGNOSIS_COLOUR_SERIES8, PROGNOSIS_COLOUR_SERIES3 };
  const PrognosisTrajectories *what = series->what;

  for (gsize i = 0; i < what->n_overlays; i++)
    {
      const PrognosisOverlay *overlay = &what->overlays[i];
      const PrognosisTrace of_overlay = prognosis_trace_at (series, overlay->origin);
      const PrognosisStyle style = { .name = overlay->name,
                                     .colour = colours[i % G_N_ELEMENTS (colours)],
                                     .is_live = TRUE,
                                     .dash = PROGNOSIS_DASH_DASHES,
                                     .width = 2,
                                     .smooth = prognosis_trace_has_mean (series) ? PROGNOSIS_SMOOTH_WEEK : PROGNOSIS_SMOOTH_CURVE };

      add_row (panel, &of_overlay, (gsize) overlay->origin + 1, overlay->horizon, overlay->medians, &style);
    }
}

static void
add_live (PrognosisPanel *panel, const PrognosisTrace *series, Shown *shown)
{
  const PrognosisTrajectories *what = series->what;
  PrognosisStyle live = { .name = what->is_converging ? _ ("Best fit so far") : _ ("With these parameters"),
                          .colour = PROGNOSIS_COLOUR_LIVE,
                          .is_live = TRUE,
                          .width = 2.2,
                          .smooth = PROGNOSIS_SMOOTH_CURVE };
  /* An ODE's curve is smooth already; others repeat the pattern of weekdays. */
  const gboolean is_rough
      = prognosis_trace_has_mean (series) && what->forecast != NULL && prognosis_forecast_get_fit (what->forecast) == NULL;
  PrognosisStyle fit = { .name = _ ("Fit"),
                         .colour = colour_of (series),
                         .is_live = TRUE,
                         .width = 1.6,
                         .opacity = what->is_stale ? 0.45 : 0.9,
                         .dash = PROGNOSIS_DASH_DASHES,
                         .smooth = is_rough ? PROGNOSIS_SMOOTH_WEEK : PROGNOSIS_SMOOTH_CURVE };
  /* A running fit may have another origin than the forecast shown. */
  PrognosisTrace of_live = prognosis_trace_at (series, (gssize) (what->live_first + what->n_live_past) - 1);
  const double *quantiles = get_quantiles (&shown->now, series), *fitted = NULL;
  gsize first = 0, n = 0;

  if (what->forecast != NULL)
    fitted = prognosis_forecast_get_fitted (what->forecast, series->region, series->signal, &first, &n);
  if (quantiles != NULL)
    add_forecast (panel, series, quantiles);
  add_before (panel, series, shown, quantiles);
  if (fitted != NULL && n > 0)
    add_curve (panel, series, first, n, fitted, &fit);
  add_overlays (panel, series);
  of_live.is_unanchored = what->is_live_unanchored;
  add_row (panel, &of_live, what->live_first, what->n_live, what->live, &live);
  if (what->forecast != NULL)
    prognosis_trajectories_add_later (panel, series);
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
  Shown *shown = g_new0 (Shown, 1);

  shown->region = region;
  shown->signal = signal;
  g_ptr_array_add (figure->origin, shown);
  if (!is_in_grid)
    prognosis_panel_set_title_colour (panel, colour_of (&series));
  prognosis_panel_set_log (panel, what->is_log);
  if (axis == PROGNOSIS_AXIS_INDEX)
    prognosis_panel_set_x_label (panel, _ ("Day"));
  prognosis_panel_set_empty_text (panel, what->is_log ? _ ("No positive values to show on a logarithmic axis")
                                                      : _ ("No observations of this signal here"));
  /* The date is the same in all panels. */
  prognosis_trajectories_add_observed (panel, &series, !is_in_grid && prognosis_figure_get_n_panels (figure) == 1);
  focus (panel, &series);
  add_live (panel, &series, shown);
  add_threshold (panel, &series);
}

static PrognosisFigure *
new_figure (const PrognosisTrajectories *what, const char *title)
{
  PrognosisFigure *figure = prognosis_figure_new (title);

  prognosis_figure_set_localised (figure, what->localised);
  figure->origin = g_ptr_array_new_with_free_func (shown_free);
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
      Shown *shown = g_ptr_array_index (all, i);
      PrognosisTrace series;

      g_return_if_fail (shown->region < prognosis_dataset_get_n_regions (what->dataset)
                        && shown->signal < prognosis_dataset_get_n_signals (what->dataset));
      series = prognosis_trace_init (what, shown->region, shown->signal);
      add_live (prognosis_figure_get_panel (figure, i), &series, shown);
    }
}
