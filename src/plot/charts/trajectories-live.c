/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prognosis-config.h"

#include "trajectories-live.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "trajectories-incomplete.h"
#include "trajectories-observed.h"

#define LEAST_APART 0.002 /* share of the largest value that two curves differ by */
#define N_BANDS (PROGNOSIS_N_LEVELS / 2)

static void
clear_cached (PrognosisCached *cached)
{
  g_clear_pointer (&cached->forecast, prognosis_forecast_unref);
  g_clear_pointer (&cached->quantiles, g_free);
}

PrognosisShown *
prognosis_shown_new (gsize region, gsize signal)
{
  PrognosisShown *shown = g_new0 (PrognosisShown, 1);

  shown->region = region;
  shown->signal = signal;
  return shown;
}

void
prognosis_shown_free (PrognosisShown *shown)
{
  clear_cached (&shown->now);
  clear_cached (&shown->before);
  g_free (shown);
}

static const double *
get_quantiles (PrognosisCached *cached, const PrognosisTrace *series)
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

/* --- curves ---------------------------------------------------------------------- */

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

/* --- the forecast ---------------------------------------------------------------- */

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
  double nowcast[PROGNOSIS_N_LEVELS];

  for (gsize k = 0; k < PROGNOSIS_N_LEVELS; k++)
    fan.y[k] = g_new (double, horizon + 1);
  if (prognosis_trajectories_get_nowcast (series, 0, nowcast))
    {
      fan.has_start = TRUE;
      fan.x[0] = prognosis_trace_day (series, series->origin);
      for (gsize k = 0; k < PROGNOSIS_N_LEVELS; k++)
        fan.y[k][0] = nowcast[k];
      fan.n = 1;
    }
  else if (fan.has_start)
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
  return (PrognosisStyle){ .colour = prognosis_trace_get_colour (series),
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
add_before (PrognosisPanel *panel, const PrognosisTrace *series, PrognosisShown *shown, const double *quantiles)
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

/* --- all of it ------------------------------------------------------------------- */

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

void
prognosis_trajectories_add_live (PrognosisPanel *panel, const PrognosisTrace *series, PrognosisShown *shown)
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
                         .colour = prognosis_trace_get_colour (series),
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
  prognosis_trajectories_add_nowcast (panel, series);
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
